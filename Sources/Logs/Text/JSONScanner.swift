/// Reads one JSON text (RFC 8259) from a range of bytes that are UTF-8.
///
/// Strict but for one thing: Python's `NaN`, `Infinity` and `-Infinity`, which are no JSON, are recognised so that they
/// can be refused by name, or on request taken for numbers, as metrics need it. Foundation's parser neither tells the place
/// of an error nor keeps the text of a number.
struct JSONScanner {
  /// What is wrong, and at which byte.
  struct Mistake: Error, Equatable {
    enum Reason: Equatable {
      case malformed(String)
      case notFinite
    }

    let offset: Int
    let reason: Reason
  }

  /// The key of the outermost object whose value is being read.
  private(set) var field = ""

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private let takesNotFinite: Bool
  private var depth = 0

  /// Recursion would otherwise end on the stack's guard page for a line of brackets.
  private static let deepest = 128

  init(_ bytes: [UInt8], _ range: Range<Int>, takesNotFinite: Bool = false) {
    self.bytes = bytes
    self.takesNotFinite = takesNotFinite
    position = range.lowerBound
    end = range.upperBound
  }

  /// The one value that the range consists of.
  mutating func wholeValue() throws(Mistake) -> JSONValue {
    let value = try value()
    skipBlanks()
    if position < end { throw mistake("something follows the value; every line holds one object") }
    return value
  }

  private mutating func value() throws(Mistake) -> JSONValue {
    skipBlanks()
    guard let byte = peek else {
      throw mistake("the line ends where a value is needed; every line holds one whole object")
    }
    switch byte {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    default:
      if take("NaN") || take("Infinity") || take("nan") || take("inf") {
        if takesNotFinite { return .number("nan") }
        throw Mistake(offset: position, reason: .notFinite)
      }
      throw mistake("a value is needed here")
    }
  }

  private mutating func object() throws(Mistake) -> JSONValue {
    try descend()
    var fields: [JSONValue.Field] = []
    if closes(UInt8(ascii: "}")) { return .object(fields) }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw mistake("a key in double quotes is needed here") }
      let key = try string()
      if depth == 1 { field = key }
      skipBlanks()
      guard peek == UInt8(ascii: ":") else { throw mistake("a colon is needed after the key") }
      position += 1
      fields.append(JSONValue.Field(key: key, value: try value()))
      if closes(UInt8(ascii: "}")) { return .object(fields) }
      try comma("an object")
    }
  }

  private mutating func array() throws(Mistake) -> JSONValue {
    try descend()
    var values: [JSONValue] = []
    if closes(UInt8(ascii: "]")) { return .array(values) }
    while true {
      values.append(try value())
      if closes(UInt8(ascii: "]")) { return .array(values) }
      try comma("an array")
    }
  }

  private mutating func number() throws(Mistake) -> JSONValue {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    if take("Infinity") || take("inf") {
      if takesNotFinite { return .number("nan") }
      throw Mistake(offset: start, reason: .notFinite)
    }
    let leadsWithZero = peek == UInt8(ascii: "0")
    let whole = digits()
    if whole == 0 || (leadsWithZero && whole > 1) {
      throw mistake("a number begins with one digit from 1 to 9, or 0")
    }
    if peek == UInt8(ascii: ".") {
      position += 1
      if digits() == 0 { throw mistake("a digit is needed after the decimal point") }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      if digits() == 0 { throw mistake("a digit is needed in the exponent") }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func string() throws(Mistake) -> String {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }
    var buffer = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: buffer, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &buffer)
      case ..<0x20:
        position -= 1
        throw mistake("a control character in a string must be escaped")
      default: buffer.append(byte)
      }
    }
    throw mistake("the line ends inside a string")
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(Mistake) {
    let letter = peek
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(letter ?? 0)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if 0xD800...0xDBFF ~= code, take("\\u") {
        let low = try hexadecimal()
        // An unpaired low half leaves `code` a surrogate, which no scalar is.
        if 0xDC00...0xDFFF ~= low { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
      }
      guard let scalar = Unicode.Scalar(code) else { throw mistake("half a surrogate pair stands alone") }
      buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default:
      position -= 1
      throw mistake("a backslash must be followed by one of \" \\ / b f n r t u")
    }
  }

  private mutating func hexadecimal() throws(Mistake) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw mistake("four hexadecimal digits are needed after \\u")
      }
      code = code << 4 + UInt32(digit)
      position += 1
    }
    return code
  }

  private var peek: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { position += 1 }
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let text = String(describing: word).utf8
    guard text.count <= end - position, bytes[position..<position + text.count].elementsEqual(text) else {
      return false
    }
    position += text.count
    return true
  }

  private mutating func descend() throws(Mistake) {
    position += 1
    depth += 1
    if depth > Self.deepest { throw mistake("brackets are nested more than \(Self.deepest) deep") }
  }

  private mutating func closes(_ bracket: UInt8) -> Bool {
    skipBlanks()
    guard peek == bracket else { return false }
    position += 1
    depth -= 1
    return true
  }

  private mutating func comma(_ place: String) throws(Mistake) {
    guard let byte = peek else {
      throw mistake("the line ends inside \(place); every line holds one whole object")
    }
    guard byte == UInt8(ascii: ",") else { throw mistake("a comma or the end of \(place) is needed here") }
    position += 1
  }

  private func mistake(_ reason: String) -> Mistake {
    Mistake(offset: min(position, end), reason: .malformed(reason))
  }
}
