import Dispatch
import Foundation
import Testing

/// The built command, run as a process of its own from the package's root.
enum CommandRunner {
  /// The root of the package, found from this file's own place.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where `sharpen` is built: beside the running test bundle.
  static let binary = (Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main).executableURL
    .map(products)?.appending(path: "sharpen")

  /// The directory that holds the bundle, whether the executable lies in it directly or deeper.
  private static func products(_ executable: URL) -> URL {
    var bundle = executable
    while !bundle.lastPathComponent.hasSuffix(".xctest"), bundle.pathComponents.count > 1 {
      bundle.deleteLastPathComponent()
    }
    return bundle.deletingLastPathComponent()
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - arguments: what follows the command's name.
  ///   - input: its standard input; empty where none is given.
  ///   - device: where standard output goes instead of being captured.
  static func run(_ arguments: [String], input: String = "", output device: String? = nil) throws -> Outcome {
    try ScratchDirectory.with { scratch in
      let output = scratch.appending(path: "out")
      let errors = scratch.appending(path: "err")
      for file in [output, errors] { try Data().write(to: file) }
      let given = scratch.appending(path: "in")
      try Data(input.utf8).write(to: given)
      let command: URL = try #require(binary)
      let process = Process()
      process.executableURL = command
      process.arguments = arguments
      process.currentDirectoryURL = package
      process.standardInput = try FileHandle(forReadingFrom: given)
      process.standardOutput = try FileHandle(forWritingTo: device.map { URL(filePath: $0) } ?? output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
      // A command that does not end is killed, and its test fails by the signal.
      let watchdog = DispatchWorkItem { process.terminate() }
      DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watchdog)
      process.waitUntilExit()
      watchdog.cancel()
      return Outcome(
        arguments: arguments, output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8), code: process.terminationStatus,
        wasSignalled: process.terminationReason == .uncaughtSignal)
    }
  }

  /// Runs the command on a file with the content given, whose path stands for `FILE` among the arguments.
  static func run(_ arguments: [String], file content: String) throws -> Outcome {
    try ScratchDirectory.with { scratch in
      let file = scratch.appending(path: "votes")
      try Data(content.utf8).write(to: file)
      return try run(arguments.map { $0 == "FILE" ? file.path : $0 })
    }
  }
}

/// What a run of the command left behind.
struct Outcome {
  let arguments: [String]
  let output: String
  let errors: String
  let code: Int32
  let wasSignalled: Bool

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// Standard output as one JSON object.
  func object(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
    succeeded(location)
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(value as? [String: Any], "no object: \(output)", sourceLocation: location)
  }

  /// Standard output as JSON of a known shape, whose keys are in snake case.
  func decoded<Value: Decodable>(_ type: Value.Type, _ location: SourceLocation = #_sourceLocation) throws
    -> Value
  {
    succeeded(location)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(output.utf8))
  }

  /// Expects exit code 0 and nothing on standard error.
  func succeeded(_ location: SourceLocation = #_sourceLocation) {
    #expect(!wasSignalled && code == 0, "\(arguments): exit \(code)", sourceLocation: location)
    #expect(errors.isEmpty, "\(arguments): \(errors)", sourceLocation: location)
  }

  /// Expects a refusal; see below.
  func wasRefused(_ code: Int32, saying words: String..., at location: SourceLocation = #_sourceLocation) {
    wasRefused(code, saying: words, at: location)
  }

  /// Expects a refusal: the exit code, nothing on standard output, and one sentence that says what is given.
  ///
  /// Errors of the command line are followed by the usage, which is not part of the sentence.
  func wasRefused(_ code: Int32, saying words: [String], at location: SourceLocation = #_sourceLocation) {
    #expect(
      !wasSignalled && self.code == code, "\(arguments): exit \(self.code): \(errors)",
      sourceLocation: location)
    #expect(output.isEmpty, "\(arguments) printed \(output)", sourceLocation: location)
    let lines = errors.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let sentence = lines.first ?? ""
    #expect(
      sentence.hasPrefix("sharpen: ") || sentence.hasPrefix("Error: "), "\(errors)", sourceLocation: location)
    if sentence.hasPrefix("sharpen: ") {
      #expect(lines.count == 2 && lines.last == "", "more than one line: \(errors)", sourceLocation: location)
      #expect(sentence.hasSuffix("."), "no sentence: \(sentence)", sourceLocation: location)
    }
    for word in words {
      #expect(sentence.contains(word), "\"\(word)\" is not in: \(sentence)", sourceLocation: location)
    }
  }
}

/// A directory for the files of one test.
enum ScratchDirectory {
  static func with<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "sharpen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    return try body(scratch)
  }
}
