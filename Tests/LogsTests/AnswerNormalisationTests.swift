import Logs
import Testing

@Suite("Normalisation joins spellings of one answer, and no two answers")
struct AnswerNormalisationTests {
  @Test("exact changes nothing", arguments: [" 5 ", "0.50", "\\dfrac12", ""])
  func exact(text: String) { #expect(AnswerNormalisation.exact.normalised(text) == text) }

  @Test(
    "numbers have one spelling",
    arguments: [
      ("1,234", "1234"), ("10{,}000", "10000"), ("10\\,000", "10000"), ("+5", "5"), ("-0", "0"),
      ("0.50", "0.5"),
      (".5", "0.5"), ("5.", "5"), ("1/2", "0.5"), ("\\frac{1}{2}", "0.5"), ("-\\frac{2}{4}", "-0.5"),
      ("2/-4", "-0.5"),
      ("-1/-2", "0.5"), ("2/6", "1/3"), ("6/3", "2"), ("0/7", "0"), ("1e3", "1000"), ("2.5E-3", "0.0025"),
      ("2.5\\times 10^{3}", "2500"), ("3 \\cdot 10^5", "300000"), ("007", "7"), (" 7\n", "7"),
      ("50.0\\%", "50%"),
      ("\u{2212}3", "-3"), ("1,234,567.890", "1234567.89"), ("1e70", "1e70"), ("1/3e5", "1/3e5"),
      ("1/1024", "0.0009765625"), ("123456789012345678901234567890.10", "123456789012345678901234567890.1"),
    ])
  func numbers(text: String, spelling: String) {
    #expect(AnswerNormalisation.numeric.normalised(text) == spelling)
    #expect(AnswerNormalisation.latex.normalised(text) == spelling)
  }

  @Test(
    "what is no number stays as it is but for blanks around it",
    arguments: [
      "1,2", "12,34", "1,2345", "1/0", "0/0", "1/2/3", "1.5/2", "x", "5 cm", "1 1/2", "4:30", "--5", "1e",
      "e5", ".", "1..2",
      "50%%", "$5", "(1,2)", "0x10", "nan", "1e99999999999", "",
    ])
  func texts(text: String) { #expect(AnswerNormalisation.numeric.normalised(" \(text)\n") == text) }

  @Test(
    "numbers that rounding would join stay apart",
    arguments: [
      ("0.1", "0.1000000000000000055511151231257827"), ("9007199254740993", "9007199254740992"),
      ("50%", "0.5"),
      ("333333333333333333/1000000000000000000", "1/3"), ("1e-400", "0"), ("1e400", "1e401"),
      ("12345678901234567890123/7", "12345678901234567890124/7"),
    ])
  func different(a: String, b: String) {
    #expect(AnswerNormalisation.numeric.normalised(a) != AnswerNormalisation.numeric.normalised(b))
    #expect(AnswerNormalisation.latex.normalised(a) != AnswerNormalisation.latex.normalised(b))
  }

  @Test(
    "LaTeX's trimmings come off",
    arguments: [
      ("\\dfrac{1}{3}", "1/3"), ("\\tfrac12", "0.5"), ("\\frac1{72}", "1/72"), ("$\\frac{3}{4}$", "0.75"),
      ("\\left( 3, \\frac{\\pi}{2} \\right)", "(3,\\frac{\\pi}{2})"), ("\\text{Evelyn}", "Evelyn"),
      ("90^\\circ", "90"), ("90^{\\circ}", "90"), ("\\$18.90", "18.9"), ("10,\\!000", "10000"),
      ("x = 5.", "5"),
      ("x=$5$", "5"), ("\\sqrt2", "\\sqrt{2}"), ("2 \\pi r", "2\\pi r"), ("50\\%", "50%"),
      ("\\mathrm{(A)}", "(A)"),
      ("\\text{\\textbf{yes}}", "yes"), ("\\{1,\\;2\\}", "\\{1,2\\}"), ("\\leftarrow", "\\leftarrow"),
      ("\\(7\\)", "7"),
      ("\\frac\\pi2", "\\frac{\\pi}{2}"), ("\u{2212}x", "-x"), ("1\\frac{1}{2}", "1\\frac{1}{2}"),
    ])
  func latex(text: String, spelling: String) {
    #expect(AnswerNormalisation.latex.normalised(text) == spelling)
  }

  @Test(
    "answers that careless cleaning would join stay apart",
    arguments: [
      ("1 1/2", "11/2"), ("1 2", "12"), ("5 cm", "5 m"), ("5\\text{ cm}", "5"), ("x=1, y=2", "y=2"),
      ("1\\,2", "12"),
    ])
  func apart(a: String, b: String) {
    #expect(AnswerNormalisation.latex.normalised(a) != AnswerNormalisation.latex.normalised(b))
  }

  @Test("normalising twice is normalising once, whatever the text", arguments: AnswerNormalisation.allCases)
  func idempotence(normalisation: AnswerNormalisation) {
    let pieces = [
      "\\frac", "\\dfrac", "{", "}", "1", "2", "0", ",", ".", "/", "-", "+", " ", "\\,", "\\!", "\\text", "$",
      "\\$", "^",
      "\\circ", "x", "=", "%", "\\%", "e", "\\sqrt", "\\", "\\\\", "\\times", "10^", "é", "\\left", "(",
      "{,}", "\u{2212}",
    ]
    var random = TestRandom(state: 20_240_501)
    for _ in 0..<20_000 {
      let text = (0..<random.below(10)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let once = normalisation.normalised(text)
      let twice = normalisation.normalised(once)
      #expect(once == twice, "of \(text.debugDescription)")
    }
  }

  @Test("a fraction and a decimal are joined exactly when they are equal")
  func fractions() {
    // Cross-multiplied integers decide; no floating point takes part.
    for above in -20...20 {
      for below in 1...20 {
        for tenths in -30...30 {
          let fraction = AnswerNormalisation.numeric.normalised("\(above)/\(below)")
          let sign = tenths < 0 ? "-" : ""
          let decimal = AnswerNormalisation.numeric.normalised(
            "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)")
          #expect(
            (fraction == decimal) == (above * 10 == tenths * below), "\(above)/\(below) and \(tenths)/10")
        }
      }
    }
  }

  @Test("a very long answer is cleaned in no time and keeps its text")
  func longText() {
    let text = String(repeating: "\\frac", count: 100_000)
    #expect(AnswerNormalisation.latex.normalised(text) == text)
  }
}
