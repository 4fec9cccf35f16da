internal import Sharpening

extension RuledArithmetic {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case rule, digits, labels, separators, recheck
    case directShare = "direct_share"
    case verificationShare = "verification_share"
  }

  /// Reads a task; an absent setting has its default, that of labels being five classes of eight aligned.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(
      knowing: CodingKeys.self, besides: TaskConfiguration.sharedKeys)
    self = .aligned(5, of: Labels(right: 0.6, tempting: 0.3), digits: 5)
    rule = try container.value(.rule, or: rule)
    digits = try container.value(.digits, or: digits)
    labels = try container.value(.labels, or: labels)
    separators = try container.value(.separators, or: separators)
    recheck = try container.value(.recheck, or: recheck)
    directShare = try container.value(.directShare, or: directShare)
    verificationShare = try container.value(.verificationShare, or: verificationShare)
  }
}

extension CarryAddition {
  enum CodingKeys: String, CodingKey, CaseIterable { case digits, forgets, noise }

  /// Reads a task; an absent setting has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(
      knowing: CodingKeys.self, besides: TaskConfiguration.sharedKeys)
    self.init()
    digits = try container.value(.digits, or: digits)
    forgets = try container.value(.forgets, or: forgets)
    noise = try container.value(.noise, or: noise)
  }
}
