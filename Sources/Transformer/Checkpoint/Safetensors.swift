internal import Foundation

/// A file of named tensors in the safetensors format: eight bytes of header length, a JSON header, the numbers.
///
/// Floats of 32, 16 (half) and 16 (bfloat) bits, little-endian, row after row. The header is checked against the file
/// before any number is read.
/// Source: the format's description at huggingface.co/docs/safetensors.
struct Safetensors {
  /// How a tensor's numbers are written.
  enum Kind: String {
    case float32 = "F32"
    case float16 = "F16"
    case bfloat16 = "BF16"

    var bytes: Int { self == .float32 ? 4 : 2 }
  }

  /// One tensor's place.
  struct Entry {
    let kind: Kind
    let shape: [Int]
    let range: Range<Int>
  }

  let file: String
  let entries: [String: Entry]
  private let data: Data

  /// Opens a file and checks its header.
  init(contentsOf path: String) throws(CheckpointError) {
    file = path
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable(file: path, reason: "the file cannot be read: \(error.localizedDescription)")
    }
    guard data.count >= 8 else {
      throw .malformed(
        file: path, what: "\(data.count) bytes cannot hold a safetensors header; is the file truncated?")
    }
    let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(data.count - 8) else {
      throw .malformed(
        file: path,
        what:
          "the header says that it has \(length) bytes, but only \(data.count - 8) follow; is the file truncated?"
      )
    }
    let start = 8 + Int(length)
    guard
      let header = try? JSONSerialization.jsonObject(
        with: data[data.startIndex + 8..<data.startIndex + start]),
      let table = header as? [String: Any]
    else { throw .malformed(file: path, what: "the safetensors header is not a JSON object") }
    var entries: [String: Entry] = [:]
    for (name, value) in table where name != "__metadata__" {
      entries[name] = try Self.entry(name, value, start: start, end: data.count, path)
    }
    self.entries = entries
  }

  private static func entry(
    _ name: String, _ value: Any, start: Int, end: Int, _ path: String
  ) throws(CheckpointError) -> Entry {
    guard let fields = value as? [String: Any], let type = fields["dtype"] as? String,
      let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int],
      offsets.count == 2
    else {
      throw .malformed(file: path, what: "tensor \(name) lacks dtype, shape or data_offsets in the header")
    }
    guard let kind = Kind(rawValue: type) else {
      throw .unsupported(
        file: path, what: "tensor \(name) has the type \(type); F32, F16 and BF16 can be read")
    }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else {
        throw .malformed(file: path, what: "tensor \(name) has the impossible shape \(shape)")
      }
      count = product
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: kind.bytes)
    guard !overflow, offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] - offsets[0] == bytes,
      offsets[1] <= end - start
    else {
      throw .malformed(
        file: path,
        what:
          "tensor \(name) of shape \(shape) needs \(bytes) bytes, but the header puts it at \(offsets[0]) to \(offsets[1]) of \(end - start)"
      )
    }
    return Entry(kind: kind, shape: shape, range: start + offsets[0]..<start + offsets[1])
  }

  /// Writes a tensor's numbers into an array from a position on.
  func read(_ entry: Entry, into target: inout [Float], at position: Int) {
    unsafe data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[entry.range])
      for i in 0..<entry.range.count / entry.kind.bytes {
        switch entry.kind {
        case .float32:
          target[position + i] = unsafe Float(
            bitPattern: UInt32(littleEndian: part.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)))
        case .bfloat16:
          let half = unsafe UInt16(littleEndian: part.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self))
          target[position + i] = Float(bitPattern: UInt32(half) << 16)
        case .float16:
          let half = unsafe UInt16(littleEndian: part.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self))
          target[position + i] = Self.single(half)
        }
      }
    }
  }

  /// The float of a half's sixteen bits.
  static func single(_ half: UInt16) -> Float {
    let sign: Float = half >> 15 == 1 ? -1 : 1
    let exponent = Int(half >> 10 & 31)
    let fraction = Float(half & 1023) / 1024
    if exponent == 31 { return fraction == 0 ? sign * .infinity : .nan }
    if exponent == 0 { return sign * fraction * 0x1p-14 }
    return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
  }

  /// The bytes of a file of 32-bit tensors.
  static func bytes(_ tensors: [(name: String, shape: [Int], numbers: ArraySlice<Float>)]) -> Data {
    var header: [String: Any] = ["__metadata__": ["format": "pt"]]
    var offset = 0
    for tensor in tensors {
      header[tensor.name] = [
        "dtype": Kind.float32.rawValue, "shape": tensor.shape,
        "data_offsets": [offset, offset + 4 * tensor.numbers.count],
      ]
      offset += 4 * tensor.numbers.count
    }
    var text =
      (try? JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes]))
      ?? Data()
    // Readers that map the file want the numbers aligned.
    text.append(contentsOf: [UInt8](repeating: 32, count: (8 - text.count % 8) % 8))
    var data = Data()
    unsafe withUnsafeBytes(of: UInt64(text.count).littleEndian) { unsafe data.append(contentsOf: $0) }
    data.append(text)
    data.reserveCapacity(data.count + offset)
    for tensor in tensors {
      unsafe tensor.numbers.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
    }
    return data
  }
}
