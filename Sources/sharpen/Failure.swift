import ArgumentParser
import Foundation
import Logs
import Measurement
import Sharpening
import Training
import Transformer

/// The ends of a command that are not success, each with its exit code and one sentence on standard error.
enum Failure: Error {
  /// The data are wrong (65).
  case data(String)
  /// Input or output failed (74).
  case inputOutput(String)
  /// The command line asks for what it may not (64).
  case usage(String)

  /// Runs a command's work and turns what it throws into a sentence and an exit code.
  static func reporting(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let failure as Failure {
      switch failure {
      case .data(let sentence): try end(sentence, 65)
      case .inputOutput(let sentence): try end(sentence, 74)
      case .usage(let sentence): try end(sentence, 64)
      }
    } catch let error as LogError {
      switch error {
      case .badPattern, .badMapping: try end(error.description, 64)
      default: try end(error.description, error.isInputOutput ? 74 : 65)
      }
    } catch let error as TrainingError {
      switch error {
      case .configuration: try end(error.description, 64)
      case .otherConfiguration, .folder, .damaged: try end(error.description, 65)
      case .inputOutput: try end(error.description, 74)
      case .checkpoint(.unreadable): try end(error.description, 74)
      case .task(.unreadable): try end(error.description, 74)
      case .checkpoint, .task: try end(error.description, 65)
      case .diverged: try end(error.description, 1)
      }
    } catch let error as CollapseError {
      try end(error.description, 65)
    } catch let error as SharpeningError {
      try end(error.description, 64)
    }
  }

  private static func end(_ sentence: String, _ code: Int32) throws {
    FileHandle.standardError.write(
      Data("sharpen: \(sentence)\(sentence.hasSuffix(".") ? "" : ".")\n".utf8))
    throw ExitCode(code)
  }
}

/// Prints a finished result on standard output, all at once, so that nothing partial is taken for a result.
func output(_ text: String) throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  } catch {
    // A reader that has seen enough needs no words.
    if isClosedPipe(error as NSError) { throw ExitCode(74) }
    throw Failure.inputOutput(
      "the result could not be written to standard output; look whether there is room on the disk")
  }
}

/// Whether an error, or the one below it, says that nobody reads the pipe.
private func isClosedPipe(_ error: NSError) -> Bool {
  if error.domain == NSPOSIXErrorDomain && error.code == Int(EPIPE) { return true }
  return (error.userInfo[NSUnderlyingErrorKey] as? NSError).map(isClosedPipe) ?? false
}

/// A value as JSON with sorted keys, one that programs and people can read.
///
/// - Parameter keys: those of types whose files are read back stay as they are.
func json(
  _ value: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .convertToSnakeCase
) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = keys
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
