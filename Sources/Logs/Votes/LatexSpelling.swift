/// One spelling for answers that differ in LaTeX's trimmings.
///
/// The list of rules stands at `AnswerNormalisation.latex`. Written from how such answers are graded in public, but more
/// careful: units and the blank in a mixed number stay, because joining two answers is worse than leaving them apart.
enum LatexSpelling {
  /// A command without its backslash, or one scalar.
  enum Token: Equatable {
    case command(String)
    case scalar(Unicode.Scalar)
  }

  /// Longer texts are no final answers; they are only trimmed.
  private static let longest = 1_000

  /// The cleaned text, by `NumberSpelling` where it is a number.
  static func normalised(_ text: String) -> String {
    guard text.utf8.count <= longest else { return NumberSpelling.normalised(text) }
    var result = text
    // One rule can uncover what another takes off, as in `x=$5$.`; each round shortens the text or settles it.
    for _ in 0..<8 {
      let before = result
      result = NumberSpelling.normalised(onceCleaned(before))
      if result == before { break }
    }
    return result
  }

  private static func onceCleaned(_ text: String) -> String {
    var tokens = kept(tokens(of: text))
    unwrap(&tokens)
    embrace(&tokens)
    dropBlanks(&tokens)
    if tokens.count > 1, tokens.last == .scalar("."), tokens.dropLast().last != .scalar(".") {
      tokens.removeLast()
    }
    if tokens.count > 2, tokens[1] == .scalar("="), isLetter(tokens[0]),
      tokens.count(where: { $0 == .scalar("=") }) == 1
    {
      tokens.removeFirst(2)
    }
    return rendered(tokens)
  }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let next = scalars.first else {
        tokens.append(.scalar(scalar))
        continue
      }
      let letters = scalars.prefix(while: isLetter)
      tokens.append(.command(letters.isEmpty ? String(next) : String(letters)))
      scalars = scalars.dropFirst(max(letters.count, 1))
    }
    return tokens
  }

  private static let dropped: Set<String> = [
    "$", "(", ")", "[", "]", "!", "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl",
    "Bigr",
    "displaystyle", "limits", "degree",
  ]
  private static let blanks: Set<String> = [",", ";", ":", " ", "quad", "qquad"]
  private static let wrappers: Set<String> = [
    "text", "textbf", "textit", "textrm", "textnormal", "mathrm", "mathbf", "mathit", "mbox", "operatorname",
  ]

  /// The rules that look at one token and its neighbours.
  private static func kept(_ tokens: [Token]) -> [Token] {
    var result: [Token] = []
    var index = 0
    while index < tokens.count {
      let rest = tokens[index...]
      if rest.starts(with: [.scalar("^"), .command("circ")]) {
        index += 2
        continue
      }
      if rest.starts(with: [.scalar("^"), .scalar("{"), .command("circ"), .scalar("}")]) {
        index += 4
        continue
      }
      if rest.starts(with: [.scalar("{"), .scalar(","), .scalar("}")]) {
        result.append(.scalar(","))
        index += 3
        continue
      }
      switch tokens[index] {
      case .command(let name) where dropped.contains(name): break
      case .command(",") where separatesThousands(tokens, index): result.append(.scalar(","))
      case .command(let name) where blanks.contains(name): result.append(.scalar(" "))
      case .command("dfrac"), .command("tfrac"), .command("cfrac"): result.append(.command("frac"))
      case .command("%"): result.append(.scalar("%"))
      case .scalar("$"), .scalar("\u{B0}"): break
      case .scalar("\u{2212}"): result.append(.scalar("-"))
      case .scalar("~"): result.append(.scalar(" "))
      case .scalar(let scalar) where scalar.properties.isWhitespace: result.append(.scalar(" "))
      default: result.append(tokens[index])
      }
      index += 1
    }
    return result
  }

  /// Whether a digit stands before and exactly three behind.
  private static func separatesThousands(_ tokens: [Token], _ index: Int) -> Bool {
    index > 0 && isDigit(tokens[index - 1]) && tokens[(index + 1)...].prefix(while: isDigit).count == 3
  }

  /// `\text{…}` becomes `…`.
  private static func unwrap(_ tokens: inout [Token]) {
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      guard case .command(let name) = tokens[index], wrappers.contains(name), index + 1 < tokens.count,
        tokens[index + 1] == .scalar("{"), let close = closingBrace(tokens, index + 1)
      else { continue }
      tokens.remove(at: close)
      tokens.removeSubrange(index...index + 1)
      index -= 1
    }
  }

  /// `\frac12` becomes `\frac{1}{2}`, and `\sqrt2` becomes `\sqrt{2}`.
  private static func embrace(_ tokens: inout [Token]) {
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      var arguments = 0
      if tokens[index] == .command("frac") { arguments = 2 }
      if tokens[index] == .command("sqrt") { arguments = 1 }
      var position = index + 1
      for _ in 0..<arguments {
        while position < tokens.count && tokens[position] == .scalar(" ") { tokens.remove(at: position) }
        guard position < tokens.count else { break }
        if tokens[position] == .scalar("{") {
          guard let close = closingBrace(tokens, position) else { break }
          position = close + 1
        } else if tokens[position] == .scalar("[") || tokens[position] == .scalar("}") {
          // A root's degree, or the end of a group: nothing that can be embraced.
          break
        } else {
          tokens.insert(.scalar("}"), at: position + 1)
          tokens.insert(.scalar("{"), at: position)
          position += 3
        }
      }
    }
  }

  private static func closingBrace(_ tokens: [Token], _ open: Int) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index] == .scalar("{") { depth += 1 }
      if tokens[index] == .scalar("}") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func dropBlanks(_ tokens: inout [Token]) {
    var result: [Token] = []
    var isPending = false
    for token in tokens {
      if token == .scalar(" ") {
        isPending = true
        continue
      }
      if isPending, let last = result.last, isDigit(last), isDigit(token) { result.append(.scalar(" ")) }
      isPending = false
      result.append(token)
    }
    tokens = result
  }

  /// A command keeps a blank before a letter, which would otherwise join its name.
  private static func rendered(_ tokens: [Token]) -> String {
    var text = String.UnicodeScalarView()
    var endsInName = false
    for token in tokens {
      switch token {
      case .command(let name):
        text.append("\\")
        text.append(contentsOf: name.unicodeScalars)
        endsInName = name.unicodeScalars.allSatisfy(isLetter)
      case .scalar(let scalar):
        if endsInName && isLetter(scalar) { text.append(" ") }
        text.append(scalar)
        endsInName = false
      }
    }
    return String(text)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    "a"..."z" ~= scalar || "A"..."Z" ~= scalar
  }

  private static func isLetter(_ token: Token) -> Bool {
    if case .scalar(let scalar) = token { isLetter(scalar) } else { false }
  }

  private static func isDigit(_ token: Token) -> Bool {
    if case .scalar(let scalar) = token { "0"..."9" ~= scalar } else { false }
  }
}
