extension RuledArithmetic {
  /// Whether the first digit is 8 or 9: a fifth of the problems, with sums beyond most of the others'.
  public func isOutOfDistribution(_ problem: Int) -> Bool {
    let digits = prompt(problem).dropFirst()
    return digits.first == "8" || digits.first == "9"
  }
}
