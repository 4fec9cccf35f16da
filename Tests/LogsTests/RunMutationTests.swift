import Foundation
import Logs
import Measurement
import Testing

@Suite("No damage to a log makes the reader crash, hang or invent a number")
struct RunMutationTests {
  static let files = [
    "verl_file.jsonl", "verl_console.log", "trainer_state.json", "trainer_console.log",
    "openrlhf_console.log",
    "wandb_chart.csv", "wandb-history.jsonl", "restarted.csv", "collapsed.csv", "tensorboardx.tfevents",
    "wandb_offline.wandb", "simulate.csv",
  ]

  /// Damaged files for each fixture: few in the normal suite, SHARPENING_MUTATIONS in the full one.
  static let count = ProcessInfo.processInfo.environment["SHARPENING_MUTATIONS"].flatMap(Int.init) ?? 250

  private static let pieces = [
    "\"", ",", "\n", "{", "}", "[", "]", "null", "NaN", "\\", "-1", "1e999", "\r\n", "\u{0}", "\t", "'", "%",
    " - ",
    "step:", "inf", "(", "\u{1B}[", "\r", ":", "0.5", "\u{FEFF}",
  ]

  @Test("a damaged log is refused in a sentence, or read with numbers that stand in it", arguments: files)
  func damage(name: String) throws {
    let isGolden = name == "simulate.csv"
    let path =
      isGolden
      ? Fixtures.package.appending(path: "Tests/CommandTests/Goldens/simulate.csv").path : Fixtures.logs(name)
    let original = Array(try Data(contentsOf: URL(filePath: path)))
    let isBinary = name.hasSuffix(".tfevents") || name.hasSuffix(".wandb")
    let undamaged = try RunReader().read(bytes: original, name: "f")
    var random = TestRandom(state: 13)
    var refused = 0
    for _ in 0..<Self.count {
      let bytes = mutated(original, &random)
      do throws(LogError) {
        let run = try RunReader().read(bytes: bytes, name: "f")
        expectConsistent(run)
        if isBinary { expectBeginning(run, of: undamaged, bytes) } else { expectWritten(run, in: bytes) }
      } catch {
        refused += 1
        #expect(!error.isInputOutput)
        #expect(error.description.hasSuffix("."))
        #expect(!error.description.contains("\n"))
      }
    }
    #expect(refused < Self.count, "every damaged file was refused")
    if !name.hasSuffix(".log") { #expect(refused > 0, "the damage never matters") }
  }

  private func mutated(_ original: [UInt8], _ random: inout TestRandom) -> [UInt8] {
    var bytes = original
    for _ in 0...random.below(3) {
      if bytes.isEmpty { break }
      let position = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes.remove(at: position)
      case 1: bytes[position] = UInt8(random.below(256))
      case 2: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].utf8, at: position)
      case 3: bytes.removeSubrange(position..<min(bytes.count, position + random.below(40)))
      case 4: bytes.removeSubrange(position...)
      default:
        bytes.insert(
          contentsOf: bytes[position..<min(bytes.count, position + random.below(40))], at: position)
      }
    }
    return bytes
  }

  private func expectConsistent(_ run: ImportedRun) {
    let steps = run.trajectory.steps
    #expect(!steps.isEmpty)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
    #expect(run.lines.count == steps.count)
    #expect(Set(run.sources.keys) == Set(run.trajectory.columns))
    for column in run.trajectory.columns {
      let values = run.trajectory[column] ?? []
      #expect(values.count == steps.count)
      #expect(values.allSatisfy { $0?.isFinite ?? true })
      if run.sources[column]?.unit == .fraction || run.sources[column]?.unit == .percent {
        #expect(values.allSatisfy { $0.map { 0...1 ~= $0 } ?? true }, "\(column)")
      }
    }
    for other in run.others {
      #expect(other.values.count == steps.count)
      #expect(other.values.allSatisfy { $0?.isFinite ?? true })
    }
    for note in run.notes {
      #expect(note.description.hasSuffix("."))
      #expect(!note.description.contains("\n"))
    }
  }

  /// Every step and number is the value of some token of the text: nothing is joined across damage.
  private func expectWritten(_ run: ImportedRun, in bytes: [UInt8]) {
    var written: Set<Double> = [0, 1]
    for token in bytes.split(whereSeparator: { !Self.isPartOfNumber($0) }) {
      if let value = Double(String(decoding: token, as: UTF8.self)) {
        written.insert(value)
        written.insert(value / 100)
        written.insert(value * 0.01)
      }
    }
    let isNumbered = run.notes.contains { if case .numbered = $0 { true } else { false } }
    if !isNumbered {
      #expect(run.trajectory.steps.allSatisfy { written.contains(Double($0)) })
    }
    for column in run.trajectory.columns {
      for value in run.trajectory[column] ?? [] {
        #expect(value.map { written.contains($0) } ?? true, "\(column) \(value ?? 0)")
      }
    }
    for other in run.others {
      #expect(other.values.allSatisfy { $0.map { written.contains($0) } ?? true }, "\(other.name)")
    }
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  /// Checksums let nothing but a missing or repeated piece pass, so every number stands at its step as before.
  private func expectBeginning(_ run: ImportedRun, of undamaged: ImportedRun, _ bytes: [UInt8]) {
    for column in run.trajectory.columns {
      let before = Dictionary(
        uniqueKeysWithValues: zip(undamaged.trajectory.steps, undamaged.trajectory[column] ?? []))
      for (step, value) in zip(run.trajectory.steps, run.trajectory[column] ?? []) {
        guard let value else { continue }
        let stated: Double?? = before[step]
        #expect(stated == .some(.some(value)), "\(column) at step \(step)")
      }
    }
  }
}
