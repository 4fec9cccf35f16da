internal import Foundation
internal import Transformer

/// Reads and checks the lines of a file of prompts.
struct PromptReader {
  /// A line that can be used.
  struct Line {
    let file: String
    let number: Int
    let problem: PromptFile.Problem
    let promptTokens: Int
    let longestOutput: Int
  }

  let options: PromptFile.Options
  let tokenizer: any Tokenizer
  let stopText: String

  /// All lines of a file.
  func read(_ path: String) throws(TaskError) -> [Line] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(file: path, reason: error.localizedDescription)
    }
    var lines: [Line] = []
    let parts = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.allSatisfy({ [9, 13, 32].contains($0) }) { continue }
      guard let fields = JSONNode(Array(part)), fields.fields != nil else {
        throw .malformed(file: path, line: index + 1)
      }
      lines.append(try line(fields, path, index + 1))
    }
    if lines.isEmpty { throw .empty(file: path) }
    return lines
  }

  private func line(_ fields: JSONNode, _ path: String, _ number: Int) throws(TaskError) -> Line {
    guard let prompt = texts(fields, options.promptKeys)?.first else {
      throw .missingField(file: path, line: number, keys: options.promptKeys)
    }
    guard let answers = texts(fields, options.answerKeys), !answers.isEmpty else {
      throw .missingField(file: path, line: number, keys: options.answerKeys)
    }
    var outputs = texts(fields, options.outputKeys) ?? []
    if outputs.isEmpty { outputs = [options.rule.write(answers[0])] }
    outputs = outputs.map { $0.hasSuffix(stopText) ? String($0.dropLast(stopText.count)) : $0 }
    func length(_ text: String, _ field: String) throws(TaskError) -> Int {
      if let tokens = tokenizer.encode(text) { return tokens.count }
      let character = tokenizer.unspellable(in: text) ?? text.first ?? " "
      throw .unspellable(file: path, line: number, field: field, character: character)
    }
    let promptTokens = try length(prompt, "the prompt")
    for answer in answers { _ = try length(answer, "the answer") }
    var longest = 1
    for output in outputs { longest = max(longest, try length(output + stopText, "an output")) }
    let kind = texts(fields, options.kindKeys)?.first ?? "all"
    return Line(
      file: path, number: number,
      problem: PromptFile.Problem(prompt: prompt, answers: answers, outputs: outputs, kind: kind),
      promptTokens: promptTokens, longestOutput: longest)
  }

  /// The texts of the first field that is there: one, or those of a list; nil where there is none or something else.
  private func texts(_ fields: JSONNode, _ keys: [String]) -> [String]? {
    guard let value = keys.lazy.compactMap({ fields[$0] }).first else { return nil }
    if let text = text(value) { return [text] }
    guard let list = value.items else { return nil }
    let all = list.compactMap { text($0) }
    return all.count == list.count ? all : nil
  }

  /// A text, or a number as it is written.
  private func text(_ value: JSONNode) -> String? {
    if case .number(let number) = value { return number }
    return value.text
  }
}
