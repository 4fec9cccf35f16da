internal import Foundation

/// The content of a file or of standard input.
enum FileBytes {
  /// Reads all of it; `-` is standard input.
  static func read(path: String) throws(LogError) -> [UInt8] {
    if path == "-" { return try content(of: .standardInput, name: "standard input") }
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { throw .notFound(file: path) }
    // Only a directory has an entry of its own; symbolic links to one are followed.
    if files.fileExists(atPath: path + "/.") { throw .isDirectory(file: path) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(file: path, reason: "it cannot be opened; check its permissions")
    }
    defer { try? handle.close() }
    return try content(of: handle, name: path)
  }

  /// In pieces, so that a file is not held twice.
  private static func content(of handle: FileHandle, name: String) throws(LogError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while let piece = try handle.read(upToCount: 1 << 22), !piece.isEmpty {
        bytes.append(contentsOf: piece)
      }
    } catch {
      throw .unreadable(file: name, reason: error.localizedDescription)
    }
    return bytes
  }
}
