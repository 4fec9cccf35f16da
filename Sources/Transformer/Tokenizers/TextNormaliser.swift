internal import Foundation

/// What a tokenizer.json does to text before it is cut.
enum TextNormaliser: Sendable {
  case composed, decomposed, compatiblyComposed, compatiblyDecomposed
  case prepend(String)
  case replace([UInt8], [UInt8])

  /// The normalisers of a file's field in their order.
  static func list(_ node: JSONNode?, _ file: String) throws(CheckpointError) -> [TextNormaliser] {
    guard let node else { return [] }
    let type = node["type"]?.text ?? ""
    switch type {
    case "Sequence":
      var all: [TextNormaliser] = []
      for part in node["normalizers"]?.items ?? [] { all += try list(part, file) }
      return all
    case "NFC": return [.composed]
    case "NFD": return [.decomposed]
    case "NFKC": return [.compatiblyComposed]
    case "NFKD": return [.compatiblyDecomposed]
    case "Prepend": return [.prepend(node["prepend"]?.text ?? "")]
    case "Replace":
      guard let pattern = node["pattern"]?["String"]?.bytes, !pattern.isEmpty,
        let content = node["content"]?.bytes
      else {
        throw .unsupported(file: file, what: "normalizer Replace has no String pattern, which cannot be read")
      }
      return [.replace(pattern, content)]
    default:
      throw .unsupported(file: file, what: "normalizer \"\(type)\" cannot be read")
    }
  }

  func applied(to text: String) -> String {
    switch self {
    case .composed: text.precomposedStringWithCanonicalMapping
    case .decomposed: text.decomposedStringWithCanonicalMapping
    case .compatiblyComposed: text.precomposedStringWithCompatibilityMapping
    case .compatiblyDecomposed: text.decomposedStringWithCompatibilityMapping
    case .prepend(let prefix): text.isEmpty ? text : prefix + text
    case .replace(let pattern, let content):
      String(decoding: Self.replacing(pattern, with: content, in: Array(text.utf8)), as: UTF8.self)
    }
  }

  /// Replaces each occurrence of a sequence of bytes, from the left.
  static func replacing(_ pattern: [UInt8], with content: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
        result += content
        position += pattern.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }
}
