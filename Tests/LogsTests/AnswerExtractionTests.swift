import Testing

@testable import Logs

@Suite("The answer of a rollout is its last complete box")
struct AnswerExtractionTests {
  @Test(
    "the box is found with its braces balanced",
    arguments: [
      ("so \\boxed{4}.", "4"), ("\\boxed{1} then \\boxed{2}", "2"), ("\\boxed{\\frac{1}{2}}", "\\frac{1}{2}"),
      ("\\boxed {7}", "7"), ("\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"),
      ("\\boxed{\\left\\{ 1 \\right.}", "\\left\\{ 1 \\right."),
      ("\\boxed{2} or \\boxed{\\frac{1}{", "2"), ("} \\boxed{3} {", "3"), ("\\boxed{\\boxed{5}}", "5"),
      ("\\boxed{ a } ", " a "), ("\\boxed{é}", "é"),
    ])
  func boxes(output: String, answer: String) throws {
    #expect(try AnswerExtraction(pattern: nil).answer(in: output) == answer)
  }

  @Test(
    "without a complete box that holds something there is no answer",
    arguments: [
      "", "4", "\\boxed", "\\boxed{", "\\boxed{4", "\\boxed 4", "boxed{4}", "\\boxed{}", "\\boxed{ }",
      "\\boxedtext{4}", "\\",
    ])
  func none(output: String) throws { #expect(try AnswerExtraction(pattern: nil).answer(in: output) == nil) }

  @Test(
    "a pattern's last match counts, by its group where it took part",
    arguments: [
      ("A: (\\w)", "A: x A: y", "y"), ("A: \\w", "A: x A: y", "A: y"), ("A: (\\w)?", "A: x A: ", nil),
      ("B", "A", nil), ("#### (.+)", "😀 #### 1,5\r\nend", "1,5"),
    ] as [(String, String, String?)])
  func patterns(pattern: String, output: String, answer: String?) throws {
    #expect(try AnswerExtraction(pattern: pattern).answer(in: output) == answer)
  }

  @Test("a collapsed model's endless boxes take one pass")
  func manyBoxes() throws {
    // Quadratic work would be 10^10 steps here.
    let output = String(repeating: "\\boxed{", count: 20_000) + "1" + String(repeating: "}", count: 20_000)
    #expect(try AnswerExtraction(pattern: nil).answer(in: output) == "1")
  }
}
