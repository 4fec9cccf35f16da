extension Reward: Codable {
  /// Keys that stand beside a parameter's own.
  static let sharedKeys = ["name"]

  private enum Keys: String, CodingKey, CaseIterable {
    case name
    case weight
    case perToken = "per_token"
    case probability
  }

  /// Reads a reward by its name; an absent parameter has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let name = try container.decode(Name.self, forKey: .name)
    switch name {
    case .majorityVoting: self = .majorityVoting(try VoteRule(from: decoder))
    case .clusters: self = .clusters(try SemanticClusters(from: decoder))
    case .verifier: self = .verifier(try AcceptanceRates(from: decoder))
    case .selfVerify: self = .selfVerify(try AcceptanceRates(from: decoder))
    case .unified: self = .unified(try UnifiedReward(from: decoder))
    case .consistencyVolatility:
      self = .consistencyVolatility(weight: try Self.only(.weight, 1, decoder))
    case .trajectoryLevelEntropy:
      self = .trajectoryLevelEntropy(perToken: try Self.only(.perToken, true, decoder))
    case .random: self = .random(probability: try Self.only(.probability, 0.5, decoder))
    case .selfCertainty: self = try Self.plain(.selfCertainty, decoder)
    case .tokenLevelEntropy: self = try Self.plain(.tokenLevelEntropy, decoder)
    case .probability: self = try Self.plain(.probability, decoder)
    case .probabilityDisparity: self = try Self.plain(.probabilityDisparity, decoder)
    case .groundTruth: self = try Self.plain(.groundTruth, decoder)
    }
  }

  /// Writes the name and every parameter.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(name, forKey: .name)
    switch self {
    case .majorityVoting(let rule): try rule.encode(to: encoder)
    case .clusters(let clusters): try clusters.encode(to: encoder)
    case .verifier(let rates), .selfVerify(let rates): try rates.encode(to: encoder)
    case .unified(let unified): try unified.encode(to: encoder)
    case .consistencyVolatility(let weight): try container.encode(weight, forKey: .weight)
    case .trajectoryLevelEntropy(let perToken): try container.encode(perToken, forKey: .perToken)
    case .random(let probability): try container.encode(probability, forKey: .probability)
    case .selfCertainty, .tokenLevelEntropy, .probability, .probabilityDisparity, .groundTruth: break
    }
  }

  private enum NoKeys: CodingKey, CaseIterable {}

  private static func plain(_ reward: Reward, _ decoder: any Decoder) throws -> Reward {
    _ = try decoder.container(knowing: NoKeys.self, besides: sharedKeys)
    return reward
  }

  private static func only<Value: Decodable>(
    _ key: Keys, _ standard: Value, _ decoder: any Decoder
  ) throws -> Value {
    _ = try decoder.container(knowing: NoKeys.self, besides: sharedKeys + [key.stringValue])
    return try decoder.container(keyedBy: Keys.self).value(key, or: standard)
  }
}
