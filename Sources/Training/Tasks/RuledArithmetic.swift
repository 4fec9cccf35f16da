public import SharpeningNumerics
public import Transformer

/// Sums with an operation letter: a right rule, a tempting wrong one, and a corpus that mixes them class by class.
///
/// A prompt is a letter, `digits` digits and `=`. The right answer follows a `Rule`, and the tempting one forgets the
/// letter. Answers have two digits. The corpus writes an output directly, `#aa$`, or with a scratchpad of partial
/// sums, each before a separator that is drawn from `separators` interchangeable ones (style entropy), then the answer
/// repeated before `;` with probability `recheck` each time (a cheap loop of low entropy), then `#aa$`. How a class is
/// labelled is drawn: right, tempting or uniformly random.
///
/// With 8 letters and 5 digits there are 800,000 problems.
public struct RuledArithmetic: TaskDefinition, Codable, Hashable {
  /// How often the corpus labels a class by the right and by the tempting rule; the rest is random.
  public struct Labels: Codable, Sendable, Hashable {
    /// P(right rule).
    public var right: Double
    /// P(tempting rule).
    public var tempting: Double

    /// Makes a pair.
    public init(right: Double, tempting: Double) {
      self.right = right
      self.tempting = tempting
    }
  }

  /// What the right answer is; d are the digits and k the letter's number.
  public enum Rule: String, CaseIterable, Codable, Sendable {
    /// d₁ + … + d_n + k; near its middle a constant answer is right for several problems in a hundred.
    case sum
    /// The two digits (d₁ + d₂) mod 10 and (d_(n−1) + d_n + k) mod 10.
    ///
    /// From three digits on all hundred answers are equally frequent, so that a constant answer is right for one
    /// problem in a hundred. Of five digits and more those in the middle do not matter.
    case modular
  }

  /// What the right answer is.
  public var rule = Rule.sum
  /// Digits of a prompt, 2 to 8.
  public var digits = 3
  /// Labels class by class, one for each letter in turn; repeated if there are fewer than letters.
  ///
  /// A class whose tempting share exceeds its right one is misaligned: its likeliest answer is wrong.
  public var labels: [Labels]
  /// P(direct output).
  public var directShare = 0.3
  /// How many interchangeable separators there are, 1 to 4.
  public var separators = 4
  /// P(one more repetition of the answer), of [0, 1).
  public var recheck = 0.2

  /// The share of the corpus that asks whether an answer is right: `C417?28`, then `Y$` or `N$`.
  ///
  /// The answer asked for is right in half of the cases, tempting in three tenths, random in the rest; one verdict in
  /// fifty is flipped.
  public var verificationShare = 0.0

  private static let letters = Array("ABCDEFGH")
  /// What each letter adds.
  private static let addends = [1, 2, 3, 4, 6, 7, 8, 9]
  private static let marks = Array("_.,:")

  /// A mixture in which `aligned` of eight classes are labelled `right` and `tempting`, the others the other way round,
  /// and of the latter the last `hard` almost at random: right and tempting with 0.08 each.
  public static func aligned(
    _ aligned: Int, of labels: Labels, hard: Int = 0, rule: Rule = .sum, digits: Int = 3
  ) -> RuledArithmetic {
    let turned = Labels(right: labels.tempting, tempting: labels.right)
    let random = Labels(right: 0.08, tempting: 0.08)
    return RuledArithmetic(
      rule: rule, digits: digits,
      labels: (0..<8).map { $0 < aligned ? labels : $0 < 8 - hard ? turned : random })
  }

  /// Makes the task.
  public init(rule: Rule = .sum, digits: Int = 3, labels: [Labels]) {
    self.rule = rule
    self.digits = digits
    self.labels = labels
  }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if !(2...8 ~= digits) { return "digits is \(digits), but must be from 2 to 8" }
    if labels.isEmpty { return "labels is empty, but needs a pair a class" }
    for pair in labels where !(pair.right >= 0 && pair.tempting >= 0 && pair.right + pair.tempting <= 1) {
      return "labels \(pair.right) and \(pair.tempting) are no probabilities that leave a rest"
    }
    if !(directShare >= 0 && directShare <= 1) {
      return "directShare is \(directShare), but must be in [0, 1]"
    }
    if !(1...4 ~= separators) { return "separators is \(separators), but must be from 1 to 4" }
    if !(verificationShare >= 0 && verificationShare <= 1) {
      return "verificationShare is \(verificationShare), but must be in [0, 1]"
    }
    if !(recheck >= 0 && recheck < 1) { return "recheck is \(recheck), but must be in [0, 1)" }
    return nil
  }

  private static let alphabet = CharacterTokenizer("0123456789ABCDEFGH=#$;_.,:?YN")
  /// Digits, letters, signs.
  public var tokenizer: any Tokenizer { Self.alphabet }
  /// `$`.
  public var stop: Int32 { 12 + 8 }
  /// Letters times digit strings.
  public var problemCount: Int { Self.letters.count * (0..<digits).reduce(1) { power, _ in power * 10 } }
  /// The scratchpad and three repetitions.
  public var longestOutput: Int { (rule == .sum ? 3 * (digits - 2) : 4) + 3 * 4 + 4 + 2 }

  /// A question whether an answer is right.
  public var longestPrompt: Int { 1 + digits + 1 + 2 }

  /// For example `C417=`.
  public func prompt(_ problem: Int) -> String {
    let text = String(problem / Self.letters.count)
    let padding = String(repeating: "0", count: digits - text.count)
    return "\(Self.letters[problem % Self.letters.count])\(padding)\(text)="
  }

  /// The letter.
  public func kind(of problem: Int) -> String { String(Self.letters[problem % Self.letters.count]) }

  /// The digits of a problem.
  private func numbers(_ problem: Int) -> [Int] {
    var rest = problem / Self.letters.count
    var numbers = [Int](repeating: 0, count: digits)
    for place in (0..<digits).reversed() {
      numbers[place] = rest % 10
      rest /= 10
    }
    return numbers
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The right answer.
  public func gold(_ problem: Int) -> String {
    answer(problem, adding: Self.addends[problem % Self.letters.count])
  }

  /// The tempting wrong answer.
  public func temptation(_ problem: Int) -> String { answer(problem, adding: 0) }

  private func answer(_ problem: Int, adding addend: Int) -> String {
    let numbers = numbers(problem)
    switch rule {
    case .sum: return Self.twoDigits(numbers.reduce(addend, +))
    case .modular:
      let (first, second) = Self.outerSums(numbers)
      return Self.twoDigits(first % 10 * 10 + (second + addend) % 10)
    }
  }

  /// The sum of the first two digits and that of the last two.
  private static func outerSums(_ numbers: [Int]) -> (Int, Int) {
    (numbers[0] + numbers[1], numbers[numbers.count - 2] + numbers[numbers.count - 1])
  }

  /// What a scratchpad goes through: the sums of the first 2, 3, … digits but not of all, or the last digits of the two
  /// sums without the letter.
  private func partialSums(_ problem: Int) -> [String] {
    let numbers = numbers(problem)
    switch rule {
    case .sum: return (2..<max(2, digits)).map { Self.twoDigits(numbers.prefix($0).reduce(0, +)) }
    case .modular:
      let (first, second) = Self.outerSums(numbers)
      return ["\(first % 10)", "\(second % 10)"]
    }
  }

  /// The two digits between the last `#` and the `$` that ends the output.
  public func answer(in output: String) -> String? {
    guard output.last == "$", let hash = output.lastIndex(of: "#") else { return nil }
    let text = output[output.index(after: hash)...].dropLast()
    return text.count == 2 && text.allSatisfy { "0"..."9" ~= $0 } ? String(text) : nil
  }

  /// Whether the answer is the right rule's.
  public func isCorrect(_ answer: String, of problem: Int) -> Bool { answer == gold(problem) }

  /// An output with a label drawn for the problem's class.
  public func drawOutput(_ problem: Int, using generator: inout Generator) -> String {
    let pair = labels[problem % Self.letters.count % labels.count]
    let draw = generator.uniform()
    let answer: String
    if draw < pair.right {
      answer = gold(problem)
    } else if draw < pair.right + pair.tempting {
      answer = temptation(problem)
    } else {
      answer = Self.twoDigits(generator.index(below: 100))
    }
    var output = ""
    if generator.uniform() >= directShare {
      for sum in partialSums(problem) {
        output += sum
        output.append(Self.marks[generator.index(below: separators)])
      }
      output += answer + ";"
      while generator.uniform() < recheck && output.count + 7 <= longestOutput { output += answer + ";" }
    }
    return output + "#\(answer)$"
  }

  /// For example `C417?28`.
  public func verificationPrompt(_ problem: Int, answer: String) -> String? {
    prompt(problem).dropLast() + "?" + answer
  }

  /// An output, or with probability `verificationShare` a question whether an answer is right.
  public func drawDocument(using generator: inout Generator) -> (prompt: String, output: String) {
    let problem = generator.index(below: problemCount)
    guard verificationShare > 0, generator.uniform() < verificationShare else {
      return (prompt(problem), drawOutput(problem, using: &generator))
    }
    let draw = generator.uniform()
    let answer =
      draw < 0.5
      ? gold(problem)
      : draw < 0.8 ? temptation(problem) : Self.twoDigits(generator.index(below: 100))
    let verdict = isCorrect(answer, of: problem) != (generator.uniform() < 0.02)
    return (prompt(problem).dropLast() + "?" + answer, verdict ? "Y$" : "N$")
  }
}
