/// Why a task could not be made of a file; `description` is the one sentence for a person.
public enum TaskError: Error, Equatable, CustomStringConvertible {
  /// A file could not be read.
  case unreadable(file: String, reason: String)
  /// A file without problems.
  case empty(file: String)
  /// A line that is no JSON object.
  case malformed(file: String, line: Int)
  /// A line without a field, or with one of another type.
  case missingField(file: String, line: Int, keys: [String])
  /// A text with a character that no token spells.
  case unspellable(file: String, line: Int, field: String, character: Character)
  /// A problem that does not fit into the model's context with its output.
  case tooLong(file: String, line: Int, prompt: Int, output: Int, context: Int)

  /// One sentence: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): return "\(file): the file cannot be read: \(reason)"
    case .empty(let file): return "\(file): there is no problem in the file; it needs one JSON object a line"
    case .malformed(let file, let line): return "\(file), line \(line): this is not a JSON object"
    case .missingField(let file, let line, let keys):
      let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
      return "\(file), line \(line): none of the fields \(names) is there with a text or a number"
    case .unspellable(let file, let line, let field, let character):
      let code = character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      return
        "\(file), line \(line): the tokenizer cannot spell \"\(character)\" (\(code.joined(separator: " "))) in \(field)"
    case .tooLong(let file, let line, let prompt, let output, let context):
      return
        "\(file), line \(line): the prompt has \(prompt) tokens and an output \(output), but the model's context only \(context)"
    }
  }
}
