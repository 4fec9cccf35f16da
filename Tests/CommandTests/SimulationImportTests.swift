import Foundation
import Logs
import Measurement
import Testing

@Suite("What simulate prints can be read again")
struct SimulationImportTests {
  private static let small = ["simulate", "--problems", "60", "--steps", "4", "--replicates", "3"]

  /// The part of the JSON that is read.
  private struct Report: Decodable {
    struct Band: Decodable {
      let mean: [Double?]
      let upper: [Double?]
    }
    let columns: [String: Band]
  }

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
    let outcome = try CommandRunner.run(Self.small + ["--json"])
    let columns = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8)).columns
    for (name, band) in columns {
      #expect(try json.values(named: name) == band.mean)
      #expect(try json.values(named: name + "_upper") == band.upper)
    }
    #expect(columns.count == json.trajectory.columns.count)
  }
}
