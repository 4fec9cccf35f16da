/// How an output states its answer.
///
/// Other rules are made of two functions, such as the reader of boxes that a vote file is read with.
public struct AnswerRule: Sendable {
  /// The answer in an output whose stop was taken off; nil for none.
  public let read: @Sendable (String) -> String?
  /// An output, without its stop, that states an answer.
  public let write: @Sendable (String) -> String

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - read: finds the answer.
  ///   - write: states one, such that `read` finds it.
  public init(
    read: @escaping @Sendable (String) -> String?, write: @escaping @Sendable (String) -> String
  ) {
    self.read = read
    self.write = write
  }

  /// All of the output; one of blanks states nothing.
  public static let wholeOutput = AnswerRule(
    read: { $0.allSatisfy(\.isWhitespace) ? nil : $0 }, write: { $0 })

  /// What follows the last mark, by default `#`; nothing but blanks is no answer.
  public static func afterLast(_ mark: Character = "#") -> AnswerRule {
    AnswerRule(
      read: { output in
        guard let place = output.lastIndex(of: mark) else { return nil }
        let text = output[output.index(after: place)...]
        return text.allSatisfy(\.isWhitespace) ? nil : String(text)
      },
      write: { "\(mark)\($0)" })
  }
}
