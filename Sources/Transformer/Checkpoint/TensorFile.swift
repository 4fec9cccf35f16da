internal import Foundation

/// Flat arrays of floats by name in a safetensors file, for what belongs to a training but to no model.
package enum TensorFile {
  /// Writes a file beside and renames it.
  package static func write(_ arrays: [(name: String, numbers: [Float])], to path: String)
    throws(CheckpointError)
  {
    let tensors = arrays.map { (name: $0.name, shape: [$0.numbers.count], numbers: $0.numbers[...]) }
    do {
      try Safetensors.bytes(tensors).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unreadable(file: path, reason: "the file cannot be written: \(error.localizedDescription)")
    }
  }

  /// Reads one array of a known length from a file.
  package static func read(_ name: String, count: Int, from path: String) throws(CheckpointError) -> [Float] {
    let file = try Safetensors(contentsOf: path)
    guard let entry = file.entries[name] else { throw .missingTensor(file: path, name: name) }
    guard entry.shape == [count] else {
      throw .wrongShape(file: path, name: name, found: entry.shape, needed: [count])
    }
    var numbers = [Float](repeating: 0, count: count)
    file.read(entry, into: &numbers, at: 0)
    return numbers
  }
}
