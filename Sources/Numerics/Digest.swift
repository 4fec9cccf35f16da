internal import CDigest

/// Names for configurations and files: the SHA-256 of their bytes.
///
/// Source: FIPS 180-4; computed by libmd.
public enum Digest {
  /// The SHA-256 of some bytes: 64 hexadecimal digits in lower case.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: 65)
    unsafe _ = digest_sha256(bytes, bytes.count, &text)
    return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
