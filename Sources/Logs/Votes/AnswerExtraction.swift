internal import Foundation

/// Finds the answer in the text of a rollout.
struct AnswerExtraction {
  private let pattern: NSRegularExpression?

  /// Nil as pattern means the last complete `\boxed{…}`.
  init(pattern: String?) throws(LogError) {
    guard let pattern else {
      self.pattern = nil
      return
    }
    do {
      self.pattern = try NSRegularExpression(pattern: pattern)
    } catch {
      throw .badPattern(pattern: pattern)
    }
  }

  /// The answer as it stands there, blanks included; nil where there is none or nothing but blanks.
  func answer(in output: String) -> String? {
    let found = pattern.map { lastMatch(of: $0, in: output) } ?? Self.lastBox(in: output)
    return found.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  private func lastMatch(of pattern: NSRegularExpression, in output: String) -> String? {
    let all = NSRange(output.startIndex..., in: output)
    guard let match = pattern.matches(in: output, range: all).last else { return nil }
    let range = match.numberOfRanges > 1 ? match.range(at: 1) : match.range
    return Range(range, in: output).map { String(output[$0]) }
  }

  /// The content of the box that begins last among those whose braces are balanced.
  ///
  /// One pass; `\{` and `\}` are no braces. A box that the end of the text cuts off is passed over.
  static func lastBox(in output: String) -> String? {
    let text = Array(output.utf8)
    let command = Array("\\boxed".utf8)
    var open: [(start: Int, isBox: Bool)] = []
    var last: Range<Int>?
    var position = 0
    // Just behind `\boxed`, and behind blanks after it.
    var behindCommand = -1
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\\") {
        if text[position...].starts(with: command) {
          position += command.count
          behindCommand = position
        } else {
          position += 2
        }
        continue
      }
      if byte == UInt8(ascii: " ") && behindCommand == position { behindCommand += 1 }
      if byte == UInt8(ascii: "{") { open.append((position + 1, behindCommand == position)) }
      if byte == UInt8(ascii: "}"), let group = open.popLast(), group.isBox,
        group.start > last?.lowerBound ?? -1
      {
        last = group.start..<position
      }
      position += 1
    }
    return last.map { String(decoding: text[$0], as: UTF8.self) }
  }
}
