import Foundation

/// JSON configurations: read from files, and changed key by key on the command line.
enum ConfigurationFile {
  /// Reads a configuration; what is wrong is said with the file and the key.
  static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw Failure.inputOutput("\(path): the file cannot be read; look whether it is there")
    }
    return try decode(type, data, path)
  }

  /// A configuration with some keys changed.
  ///
  /// A new `name` leaves the other keys beside it at their defaults.
  /// - Parameter changes: `key.key=value`, the value in JSON, or a word without quotation marks.
  static func changed<Value: Codable>(_ value: Value, by changes: [String]) throws -> Value {
    guard !changes.isEmpty else { return value }
    var tree = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
    for change in changes {
      guard let equals = change.firstIndex(of: "="), equals > change.startIndex else {
        throw Failure.usage("--set \"\(change)\" is not of the form key=value or key.key=value")
      }
      let path = change[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let text = String(change[change.index(after: equals)...])
      let leaf =
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) ?? text as Any
      tree = set(tree, path[...], leaf)
    }
    let data = try JSONSerialization.data(withJSONObject: tree)
    do {
      return try decode(Value.self, data, "--set")
    } catch Failure.data(let sentence) {
      throw Failure.usage(sentence)
    }
  }

  private static func set(_ tree: Any, _ path: ArraySlice<String>, _ leaf: Any) -> Any {
    guard let key = path.first else { return leaf }
    var object = tree as? [String: Any] ?? [:]
    // Another name is another thing, whose keys the old one's would only disturb.
    if path.count == 1, key == "name", let old = object[key] as? String, old != leaf as? String {
      return [key: leaf]
    }
    object[key] = path.count == 1 ? leaf : set(object[key] ?? [String: Any](), path.dropFirst(), leaf)
    return object
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data, _ place: String) throws
    -> Value
  {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw Failure.data("\(place): \(sentence(error, data))")
    }
  }

  private static func sentence(_ error: DecodingError, _ data: Data) -> String {
    func at(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      let keys = (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
      return keys.isEmpty ? "" : "\(keys): "
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(at(context, key))this key is missing"
    case .typeMismatch(_, let context): return "\(at(context))\(context.debugDescription)"
    case .valueNotFound(_, let context): return "\(at(context))the value is null"
    case .dataCorrupted(let context):
      guard context.codingPath.isEmpty, (try? JSONSerialization.jsonObject(with: data)) == nil else {
        return "\(at(context))\(context.debugDescription)"
      }
      let reason = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
      return "the file is no JSON" + (reason.map { ": \($0)" } ?? "")
    @unknown default: return "\(error)"
    }
  }
}
