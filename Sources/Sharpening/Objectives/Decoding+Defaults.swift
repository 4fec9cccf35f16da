/// A key by its text, with which every key of a JSON object can be listed.
package struct TextKey: CodingKey {
  package let stringValue: String
  package var intValue: Int? { nil }
  package init(stringValue: String) { self.stringValue = stringValue }
  package init?(intValue: Int) { nil }
}

extension Decoder {
  /// A keyed container, after every key that nobody knows has been refused by name.
  ///
  /// A misspelt option would otherwise leave its default in place without a word.
  /// - Parameters:
  ///   - keys: the keys of a type.
  ///   - others: keys that another type reads from the same object.
  package func container<Key: CodingKey & CaseIterable>(
    knowing keys: Key.Type, besides others: [String] = []
  ) throws -> KeyedDecodingContainer<Key> {
    let known = Set(Key.allCases.map(\.stringValue) + others)
    let found = try container(keyedBy: TextKey.self).allKeys.sorted { $0.stringValue < $1.stringValue }
    for key in found where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath,
          debugDescription:
            "\(key.stringValue) is no key here; known are \(known.sorted().joined(separator: ", "))"))
    }
    return try container(keyedBy: keys)
  }
}

extension KeyedDecodingContainer {
  /// The value of a key, or a default where the key is absent.
  package func value<Value: Decodable>(_ key: Key, or standard: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: key) ?? standard
  }
}
