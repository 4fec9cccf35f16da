import Foundation
import Logs
import Measurement
import Testing

@Suite("What simulate prints can be read again")
struct SimulationImportTests {
  private static let small = ["simulate", "--problems", "60", "--steps", "4", "--replicates", "3"]

  private func imported(_ flag: String) throws -> ImportedRun {
    let outcome = try CommandRunner.run(Self.small + [flag])
    outcome.succeeded()
    return try RunReader().read(bytes: Array(outcome.output.utf8), name: "f")
  }

  /// Bit for bit: both print the shortest decimals that are the same doubles.
  @Test("the JSON and the CSV of one simulation are read as different runs")
  func roundTrip() throws {
    let json = try imported("--json")
    let csv = try imported("--csv")
    #expect(json.format == .simulation)
    #expect(csv.format == .simulationTable)
    #expect(json.trajectory == csv.trajectory)
    #expect(json.trajectory.steps == Array(0...4))
    #expect(json.notes == [] && csv.notes == [])
    #expect(Set(json.columnNames) == Set(csv.columnNames))
    for name in csv.columnNames {
      #expect(try json.values(named: name) == csv.values(named: name), "\(name)")
    }
    let object = try CommandRunner.run(Self.small + ["--json"]).object()
    let columns = try #require(object["columns"] as? [String: [String: [Double]]])
    for (name, bands) in columns {
      #expect(try json.values(named: name) == bands["mean"])
      #expect(try json.values(named: name + "_upper") == bands["upper"])
    }
    #expect(columns.count == json.trajectory.columns.count)
  }
}
