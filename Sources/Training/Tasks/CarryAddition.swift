public import SharpeningNumerics
public import Transformer

/// Additions of two numbers with carries, `417+386=`, whose corpus sometimes forgets a carry.
///
/// A label that forgets carries is the sum digit by digit modulo 10: right exactly where nothing is carried, so that the
/// share of aligned problems is a matter of their digits.
public struct CarryAddition: TaskDefinition, Codable, Hashable {
  /// Digits of each number, 1 to 6.
  public var digits = 3
  /// P(the corpus forgets all carries).
  public var forgets = 0.3
  /// P(the corpus writes random digits).
  public var noise = 0.1

  /// Makes the task.
  public init(digits: Int = 3, forgets: Double = 0.3, noise: Double = 0.1) {
    self.digits = digits
    self.forgets = forgets
    self.noise = noise
  }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if !(1...6 ~= digits) { return "digits is \(digits), but must be from 1 to 6" }
    if !(forgets >= 0 && noise >= 0 && forgets + noise <= 1) {
      return "forgets \(forgets) and noise \(noise) are no probabilities that leave a rest"
    }
    return nil
  }

  private var size: Int { (0..<digits).reduce(1) { power, _ in power * 10 } }

  private static let alphabet = CharacterTokenizer("0123456789+=$")
  /// Digits and signs.
  public var tokenizer: any Tokenizer { Self.alphabet }
  /// `$`.
  public var stop: Int32 { 12 }
  /// All pairs of numbers.
  public var problemCount: Int { size * size }
  /// A digit more than the numbers have, and the stop.
  public var longestOutput: Int { digits + 2 }

  /// Two numbers and two signs.
  public var longestPrompt: Int { 2 * digits + 2 }

  private func padded(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// For example `417+386=`.
  public func prompt(_ problem: Int) -> String {
    "\(padded(problem / size, digits))+\(padded(problem % size, digits))="
  }

  /// The number of carries.
  public func kind(of problem: Int) -> String {
    var (a, b, carry, count) = (problem / size, problem % size, 0, 0)
    while a > 0 || b > 0 {
      carry = (a % 10 + b % 10 + carry) / 10
      count += carry
      a /= 10
      b /= 10
    }
    return "\(count) carries"
  }

  /// Whether every place carries.
  public func isOutOfDistribution(_ problem: Int) -> Bool { kind(of: problem) == "\(digits) carries" }

  /// The right sum, a digit longer than the numbers.
  public func gold(_ problem: Int) -> String { padded(problem / size + problem % size, digits + 1) }

  /// The sum without carries.
  public func temptation(_ problem: Int) -> String {
    var (a, b, sum, place) = (problem / size, problem % size, 0, 1)
    while a > 0 || b > 0 {
      sum += (a % 10 + b % 10) % 10 * place
      place *= 10
      a /= 10
      b /= 10
    }
    return padded(sum, digits + 1)
  }

  /// The digits before the `$` that ends the output.
  public func answer(in output: String) -> String? {
    guard output.last == "$" else { return nil }
    let text = output.dropLast()
    return text.count == digits + 1 && text.allSatisfy { "0"..."9" ~= $0 } ? String(text) : nil
  }

  /// Whether the answer is the sum.
  public func isCorrect(_ answer: String, of problem: Int) -> Bool { answer == gold(problem) }

  /// The sum, the sum without carries, or noise.
  public func drawOutput(_ problem: Int, using generator: inout Generator) -> String {
    let draw = generator.uniform()
    if draw < forgets { return temptation(problem) + "$" }
    if draw < forgets + noise { return padded(generator.index(below: size * 10), digits + 1) + "$" }
    return gold(problem) + "$"
  }
}
