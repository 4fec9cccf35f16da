import Foundation
import Logs
import Measurement
import Testing

@Suite("No damage to a file makes the reader crash or lie about its counts")
struct VoteReaderMutationTests {
  static let files = [
    "answers.jsonl", "counts.csv", "quoted_semicolon.csv", "unmarked.tsv", "rollouts_verl.jsonl",
    "counts_by_epoch.jsonl",
  ]

  @Test("a damaged file is refused, or read with counts that add up", arguments: files)
  func damage(name: String) throws {
    let original = Array(try Data(contentsOf: URL(filePath: Fixtures.votes(name))))
    let pieces = [
      "\"", ",", "\n", "{", "}", "[", "]", "null", "NaN", "\\", "-1", "99999999999", "\r\n", "\u{0}", "\t",
    ]
    var random = TestRandom(state: 7)
    var read = 0
    var refused = 0
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0...random.below(3) {
        let position = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes.remove(at: position)
        case 1: bytes[position] = UInt8(random.below(256))
        case 2: bytes.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: position)
        case 3: bytes.removeSubrange(position..<min(bytes.count, position + random.below(40)))
        default:
          bytes.insert(
            contentsOf: bytes[position..<min(bytes.count, position + random.below(40))], at: position)
        }
        if bytes.isEmpty { break }
      }
      let options = options {
        $0.normalisation = AnswerNormalisation.allCases[random.below(3)]
        $0.contradiction = random.below(2) == 0 ? .refuse : .majority
      }
      do throws(LogError) {
        let file = try VoteReader.read(bytes: bytes, name: "f", options: options)
        expectConsistent(file)
        read += 1
      } catch {
        #expect(!error.isInputOutput)
        #expect(error.description.hasSuffix("."))
        #expect(!error.description.contains("\n"))
        refused += 1
      }
    }
    #expect(refused > 100, "the damage hardly ever matters: \(refused) of \(read + refused) were refused")
  }

  private func expectConsistent(_ file: VoteFile) {
    let votes = file.votes
    var samples = 0
    for problem in 0..<votes.problemCount {
      let (counts, unparsed) = votes.counts(of: problem)
      let rollouts = votes.rollouts(of: problem).count
      #expect(rollouts >= 1)
      #expect(counts.allSatisfy { $0 >= 1 })
      #expect(counts.reduce(unparsed, +) == rollouts)
      let names = Set((0..<counts.count).compactMap { votes.name(of: Int32($0), of: problem) })
      #expect(names.count == counts.count, "an answer stands twice")
      samples += rollouts
    }
    #expect(samples == votes.rolloutCount)
    #expect(
      Set((0..<votes.problemCount).map(votes.problemID)).count == votes.problemCount, "a problem stands twice"
    )
    #expect(file.hasCorrectness || !votes.isCorrect.contains(true))
    #expect(file.mergedAnswers >= 0)
    #expect(file.format != .automatic)
  }
}
