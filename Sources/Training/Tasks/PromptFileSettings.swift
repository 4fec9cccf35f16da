internal import Foundation
internal import Sharpening
internal import Transformer

/// A file of prompts and answers as a task, and how it is read.
public struct PromptFileSettings: Codable, Sendable, Hashable {
  /// The file: a JSON object a line.
  public var file: String
  /// A second file, whose problems are out of distribution; nil: none.
  public var outOfDistributionFile: String?
  /// The field of the prompt; nil: `prompt`, `question` or `problem`.
  public var promptKey: String?
  /// The field of the answer; nil: `answer`, `gold`, `gts`, `ground_truth` or `solution`.
  public var answerKey: String?
  /// The field of outputs for the corpus; nil: `outputs` or `output`.
  public var outputKey: String?
  /// The field of the kind; nil: `kind`, `level` or `subject`.
  public var kindKey: String?
  /// The character behind whose last occurrence an output states its answer; nil: the whole output is the answer.
  public var answerMark: String?
  /// Whether answers that are equal numbers are the same answer.
  public var isNumeric = false
  /// The most tokens of an output; nil: as many as the longest of the files has.
  public var longestOutput: Int?
  /// A folder with a tokenizer.json; nil: that of the model to start from, or else a table of the files' characters.
  public var tokenizer: String?

  /// A file, read with the defaults.
  public init(file: String) { self.file = file }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    if file.isEmpty { return "file is empty, but must name a file of prompts" }
    if let answerMark, answerMark.count != 1 {
      return "answer_mark is \"\(answerMark)\", but must be one character"
    }
    if let longestOutput, longestOutput < 1 {
      return "longest_output is \(longestOutput), but must be at least 1"
    }
    return nil
  }

  /// Reads the files.
  ///
  /// - Parameter start: the folder of the model to start from, if there is one.
  func task(start: String?) throws(TrainingError) -> PromptFile {
    var options = PromptFile.Options()
    if let promptKey { options.promptKeys = [promptKey] }
    if let answerKey { options.answerKeys = [answerKey] }
    if let outputKey { options.outputKeys = [outputKey] }
    if let kindKey { options.kindKeys = [kindKey] }
    if let mark = answerMark?.first { options.rule = .afterLast(mark) }
    if isNumeric {
      options.normalised = { text in
        let plain = text.filter { !$0.isWhitespace && $0 != "," }
        return Double(plain).flatMap { $0.isFinite ? "\($0)" : nil } ?? text
      }
    }
    options.longestOutput = longestOutput
    do {
      if let folder = tokenizer ?? start {
        let saved = try SavedTokenizer(folder: folder)
        guard let stop = saved.stop else {
          throw CheckpointError.malformed(
            file: folder + "/tokenizer_config.json", what: "there is no eos_token, with which an output ends")
        }
        options.tokenizerFolder = folder
        return try PromptFile(
          file, outOfDistribution: outOfDistributionFile, tokenizer: saved.tokenizer, stop: stop,
          context: start == nil ? .max : try ModelConfiguration(configFile: folder + "/config.json").context,
          options: options)
      }
      let table = try characters(options)
      return try PromptFile(
        file, outOfDistribution: outOfDistributionFile, tokenizer: table,
        stop: Int32(table.vocabularySize - 1), context: .max, options: options)
    } catch let error as TaskError {
      throw .task(error)
    } catch let error as CheckpointError {
      throw .checkpoint(error)
    } catch {
      throw .configuration("\(error)")
    }
  }

  /// The files' characters in order, and a stop that is none of them.
  private func characters(_ options: PromptFile.Options) throws(TaskError) -> CharacterTokenizer {
    let reader = PromptReader(options: options, tokenizer: Bytes(), stopText: "")
    var found = Set<Character>()
    for path in [file, outOfDistributionFile].compactMap({ $0 }) {
      for line in try reader.read(path) {
        for text in [line.problem.prompt] + line.problem.answers + line.problem.outputs {
          found.formUnion(text)
        }
      }
    }
    let stops: [Character] = ["$", "\u{3}", "\u{4}", "\u{1a}"]
    let stop = stops.first { !found.contains($0) } ?? "\u{10FFFF}"
    return CharacterTokenizer(String(found.sorted()) + String(stop))
  }

  /// Spells everything, for reading a file before its tokenizer is known.
  private struct Bytes: Tokenizer {
    let kind = "bytes"
    let vocabularySize = 256
    func encode(_ text: String) -> [Int32]? { text.utf8.map(Int32.init) }
    func unspellable(in text: String) -> Character? { nil }
    func decode(_ tokens: [Int32]) -> String {
      String(decoding: tokens.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case file, tokenizer
    case outOfDistributionFile = "ood_file"
    case promptKey = "prompt_key"
    case answerKey = "answer_key"
    case outputKey = "output_key"
    case kindKey = "kind_key"
    case answerMark = "answer_mark"
    case isNumeric = "numeric"
    case longestOutput = "longest_output"
  }

  /// Reads settings; an absent key has its default, but the file must be there.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(
      knowing: CodingKeys.self, besides: TaskConfiguration.sharedKeys)
    self.init(file: try container.decode(String.self, forKey: .file))
    outOfDistributionFile = try container.decodeIfPresent(String.self, forKey: .outOfDistributionFile)
    promptKey = try container.decodeIfPresent(String.self, forKey: .promptKey)
    answerKey = try container.decodeIfPresent(String.self, forKey: .answerKey)
    outputKey = try container.decodeIfPresent(String.self, forKey: .outputKey)
    kindKey = try container.decodeIfPresent(String.self, forKey: .kindKey)
    answerMark = try container.decodeIfPresent(String.self, forKey: .answerMark)
    isNumeric = try container.value(.isNumeric, or: isNumeric)
    longestOutput = try container.decodeIfPresent(Int.self, forKey: .longestOutput)
    tokenizer = try container.decodeIfPresent(String.self, forKey: .tokenizer)
  }
}
