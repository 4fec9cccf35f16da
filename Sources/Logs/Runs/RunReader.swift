internal import Foundation
internal import Measurement

/// Reads other people's training logs into trajectories.
///
/// The layout is recognised from the content. Text is read in pieces, so that a table of any length needs no more memory
/// than its numbers: 8 bytes a number on the way and 16 in the trajectory.
///
/// Repeated steps: a row that contradicts an earlier one of its step replaces it, one that does not adds to it. Whatever
/// is decided, left out or repaired is said in `ImportedRun.notes`.
public struct RunReader: Sendable {
  /// How logs are read.
  public let options: RunReadingOptions

  /// A reader with its options.
  public init(_ options: RunReadingOptions = .init()) { self.options = options }

  /// Reads a log.
  ///
  /// - Parameter path: a file; `-`, standard input; or a directory, of a run of TensorBoard, Weights & Biases or
  ///   transformers' Trainer, or with one run's files.
  /// - Throws: `LogError`, whose `isInputOutput` tells a file that cannot be read from one with bad content.
  public func read(_ path: String) throws(LogError) -> ImportedRun {
    let files = FileManager.default
    if path != "-" {
      guard files.fileExists(atPath: path) else { throw .notFound(file: path) }
      if files.fileExists(atPath: path + "/.") { return try readDirectory(path) }
    }
    return try read(files: [path], name: path == "-" ? "standard input" : path)
  }

  /// Reads the content of a file.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - name: what errors call the file.
  public func read(bytes: [UInt8], name: String) throws(LogError) -> ImportedRun {
    var collector = RunCollector(file: name, options: options)
    let format = try read(LineSource(bytes, name: name), beginning: bytes, name: name, into: &collector)
    return try finish(&collector, format: format)
  }

  /// Reads files one after the other as one run.
  func read(files paths: [String], name: String) throws(LogError) -> ImportedRun {
    var collector = RunCollector(file: name, options: options)
    var format: RunFormat?
    for path in paths {
      let isInput = path == "-"
      guard let handle = isInput ? FileHandle.standardInput : FileHandle(forReadingAtPath: path) else {
        throw .unreadable(file: path, reason: "it cannot be opened; check its permissions")
      }
      defer { if !isInput { try? handle.close() } }
      let file = isInput ? "standard input" : path
      let beginning = try Self.beginning(of: handle, name: file)
      let source = LineSource(beginning, rest: handle, name: file)
      let latest = try read(source, beginning: beginning, name: file, into: &collector)
      if let format, format != latest {
        throw .unrecognised(
          file: path, line: 1,
          reasons: ["it has the layout \(latest.rawValue), but the files before it \(format.rawValue)"])
      }
      format = latest
    }
    if paths.count > 1 { collector.notes.insert(.joined(files: paths), at: 0) }
    return try finish(&collector, format: format ?? .table)
  }

  private func finish(_ collector: inout RunCollector, format: RunFormat) throws(LogError) -> ImportedRun {
    if collector.steps.isEmpty {
      let reason =
        collector.rowsWithoutStep > 0
        ? "none of its \(collector.rowsWithoutStep) rows says one"
        : "it was read as \(format.rawValue) and is empty or holds nothing but a header"
      throw .noSteps(file: collector.file, reason: reason)
    }
    let run = try collector.finish(format: format)
    if run.trajectory.columns.isEmpty && run.others.isEmpty {
      throw .noSteps(
        file: collector.file, reason: "no column but the step holds numbers in its \(run.lines.count) rows")
    }
    return run
  }

  /// Enough of a file to recognise it, at least a line where there is one of less than 64 MB.
  private static func beginning(of handle: FileHandle, name: String) throws(LogError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count < 1 << 26, let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
        bytes.append(contentsOf: piece)
        if piece.contains(UInt8(ascii: "\n")) && bytes.count >= 1 << 16 { break }
      }
    } catch {
      throw .unreadable(file: name, reason: error.localizedDescription)
    }
    return bytes
  }
}
