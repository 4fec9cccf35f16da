internal import Foundation
internal import Sharpening
internal import SharpeningNumerics

/// A task by its name, with its settings.
public enum TaskConfiguration: Codable, Sendable, Hashable {
  /// Sums with an operation letter, a right rule and a tempting one.
  case ruledArithmetic(RuledArithmetic)
  /// Additions whose corpus forgets carries.
  case carryAddition(CarryAddition)
  /// Expressions that reach a target.
  case countdown(CountdownSettings)
  /// A user's file of prompts and answers.
  case file(PromptFileSettings)

  /// The names of all tasks.
  public static var names: [String] { Name.allCases.map(\.rawValue) }

  /// A task's default by its name; nil for a name that is none.
  public init?(name: String) {
    switch Name(rawValue: name) {
    case .ruledArithmetic:
      self = .ruledArithmetic(.aligned(5, of: RuledArithmetic.Labels(right: 0.6, tempting: 0.3), digits: 5))
    case .carryAddition: self = .carryAddition(CarryAddition())
    case .countdown: self = .countdown(CountdownSettings())
    case .file: self = .file(PromptFileSettings(file: ""))
    case nil: return nil
    }
  }

  /// The task's name.
  public var name: String { kind.rawValue }

  /// Makes the task.
  ///
  /// - Parameter start: the folder of the model to start from, whose tokenizer a file's prompts are read with; nil: none.
  /// - Throws: `TrainingError.task` and `.checkpoint` where a file cannot be used.
  public func definition(start: String? = nil) throws(TrainingError) -> any TaskDefinition {
    switch self {
    case .ruledArithmetic(let task): task
    case .carryAddition(let task): task
    case .countdown(let settings): Countdown(settings)
    case .file(let settings): try settings.task(start: start)
    }
  }

  /// The digest of the files that the task reads; nil for a task that needs none.
  func digest() throws(TrainingError) -> String? {
    guard case .file(let settings) = self else { return nil }
    var bytes: [UInt8] = []
    for path in [settings.file, settings.outOfDistributionFile].compactMap({ $0 }) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .task(.unreadable(file: path, reason: "look whether it is there"))
      }
      bytes += data + [0]
    }
    return Digest.sha256(bytes)
  }

  /// The first impossible setting, as a sentence; nil for none.
  public var problem: String? {
    switch self {
    case .ruledArithmetic(let task): task.problem
    case .carryAddition(let task): task.problem
    case .countdown(let settings): settings.problem
    case .file(let settings): settings.problem
    }
  }

  private enum Keys: String, CodingKey { case name }

  private enum Name: String, Codable, CaseIterable {
    case ruledArithmetic = "ruled_arithmetic"
    case carryAddition = "carry_addition"
    case countdown, file
  }

  /// Keys that stand beside a task's own.
  static let sharedKeys = ["name"]

  private var kind: Name {
    switch self {
    case .ruledArithmetic: .ruledArithmetic
    case .carryAddition: .carryAddition
    case .countdown: .countdown
    case .file: .file
    }
  }

  /// Reads a task by its name; an absent setting has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let text = try container.decode(String.self, forKey: .name)
    guard let name = Name(rawValue: text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container,
        debugDescription: "\"\(text)\" is no task; there are \(Self.names.joined(separator: ", "))")
    }
    switch name {
    case .ruledArithmetic: self = .ruledArithmetic(try RuledArithmetic(from: decoder))
    case .carryAddition: self = .carryAddition(try CarryAddition(from: decoder))
    case .countdown: self = .countdown(try CountdownSettings(from: decoder))
    case .file: self = .file(try PromptFileSettings(from: decoder))
    }
  }

  /// Writes the name and every setting.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(kind, forKey: .name)
    switch self {
    case .ruledArithmetic(let task): try task.encode(to: encoder)
    case .carryAddition(let task): try task.encode(to: encoder)
    case .countdown(let settings): try settings.encode(to: encoder)
    case .file(let settings): try settings.encode(to: encoder)
    }
  }
}
