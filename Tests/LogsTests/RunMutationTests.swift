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
        let flaw = flaw(of: run) ?? (isBinary ? difference(run, undamaged) : invention(run, in: bytes))
        if let flaw { Issue.record("\(flaw) in \(String(decoding: bytes, as: UTF8.self).debugDescription)") }
      } catch {
        refused += 1
        let text = error.description
        if error.isInputOutput || !text.hasSuffix(".") || text.contains("\n") { Issue.record("\(text)") }
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

  /// What contradicts itself in a run.
  private func flaw(of run: ImportedRun) -> String? {
    let steps = run.trajectory.steps
    if steps.isEmpty { return "no step" }
    if !zip(steps, steps.dropFirst()).allSatisfy({ $0 < $1 }) { return "steps out of order" }
    if run.lines.count != steps.count { return "other lines than steps" }
    if Set(run.sources.keys) != Set(run.trajectory.columns) { return "a column without a source" }
    for column in run.trajectory.columns {
      let values = run.trajectory[column] ?? []
      let unit = run.sources[column]?.unit
      let isShare = unit == .fraction || unit == .percent
      if values.count != steps.count { return "\(column) has another length" }
      if !values.allSatisfy({ $0.map { $0.isFinite && (!isShare || 0...1 ~= $0) } ?? true }) {
        return "\(column) has an impossible value"
      }
    }
    for other in run.others {
      if other.values.count != steps.count { return "\(other.name) has another length" }
      if !other.values.allSatisfy({ $0?.isFinite ?? true }) { return "\(other.name) is not finite" }
    }
    let isSentence = run.notes.map(\.description).allSatisfy { $0.hasSuffix(".") && !$0.contains("\n") }
    return isSentence ? nil : "a note that is no sentence"
  }

  /// A step or number that is the value of no token of the text: nothing may be joined across damage.
  private func invention(_ run: ImportedRun, in bytes: [UInt8]) -> String? {
    var written: Set<Double> = [0, 1]
    for token in bytes.split(whereSeparator: { !Self.isPartOfNumber($0) }) {
      if let value = Double(String(decoding: token, as: UTF8.self)) {
        written.formUnion([value, value / 100, value * 0.01])
      }
    }
    let isNumbered = run.notes.contains { if case .numbered = $0 { true } else { false } }
    if !isNumbered && !run.trajectory.steps.allSatisfy({ written.contains(Double($0)) }) {
      return "a new step"
    }
    let columns = run.trajectory.columns.map { ($0.rawValue, run.trajectory[$0] ?? []) }
    for (name, values) in columns + run.others.map({ ($0.name, $0.values) }) {
      if !values.allSatisfy({ $0.map { written.contains($0) } ?? true }) { return "\(name) has a new number" }
    }
    return nil
  }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  /// Checksums let nothing but a missing or repeated piece pass, so every number stands at its step as before.
  private func difference(_ run: ImportedRun, _ undamaged: ImportedRun) -> String? {
    for column in run.trajectory.columns {
      let before = Dictionary(
        uniqueKeysWithValues: zip(undamaged.trajectory.steps, undamaged.trajectory[column] ?? []))
      for (step, value) in zip(run.trajectory.steps, run.trajectory[column] ?? []) {
        guard let value else { continue }
        let stated: Double?? = before[step]
        if stated != .some(.some(value)) { return "\(column) at step \(step)" }
      }
    }
    return nil
  }
}
