internal import Foundation
internal import Sharpening
internal import SharpeningNumerics

extension UserClaim {
  private static let keys = [
    "name", "statement", "expression", "tolerance", "simulation", "trajectory", "policies", "required_share",
    "expected",
  ]

  /// Reads a file of claims: a JSON list of objects.
  ///
  /// `name` and `expression` are needed, and one of `simulation` (keys of the configuration that
  /// `sharpen simulate --json` prints; what is left out has its default), `trajectory` (the path of a CSV or JSON file that
  /// `sharpen simulate` printed, relative to the claims' file) and `policies` (`answers`, `rollouts`, `beta`, `denominator`,
  /// `draws`, `seed`). Optional: `statement`, `tolerance` (10⁻⁹), `required_share` of a simulation's replicates (1) and
  /// `expected` (holds).
  /// - Parameter path: of the file, `-` for standard input.
  /// - Throws: `ClaimError`; every expression is checked before anything runs.
  public static func read(path: String) throws(ClaimError) -> [UserClaim] {
    let file = path == "-" ? "standard input" : path
    guard case .list(let entries) = try ClaimJSON.read(try ClaimText.data(path), file: file) else {
      throw .malformed(file: file, line: 1, reason: "a list of claims is needed, [{\"name\": …}, …]")
    }
    if entries.isEmpty { throw .noClaims(file: file) }
    var claims: [UserClaim] = []
    for (index, entry) in entries.enumerated() {
      let claim = try claim(entry, file: file, number: index + 1, directory: directory(path))
      if claims.contains(where: { $0.name == claim.name }) {
        throw .repeatedName(file: file, name: claim.name)
      }
      claims.append(claim)
    }
    return claims
  }

  private static func directory(_ path: String) -> String {
    path == "-" ? "" : URL(filePath: path).deletingLastPathComponent().path
  }

  private static func claim(_ entry: ClaimJSON, file: String, number: Int, directory: String)
    throws(ClaimError) -> UserClaim
  {
    var place = "\(file), claim \(number)"
    guard case .object(let values) = entry else {
      throw .badValue(place: file, field: "claim \(number)", found: entry.summary, needed: "an object")
    }
    if case .string(let name)? = values["name"] { place = "\(file), claim \"\(ClaimError.shown(name))\"" }
    let fields = try ClaimFields(values, place: place, known: keys)
    let name = try fields.string("name", isNeeded: true)
    let expression = try fields.string("expression", isNeeded: true)
    let tolerance = try fields.number("tolerance", 1e-9, "a finite number of at least 0") { $0 >= 0 }
    let share = try fields.number("required_share", 1, "a share above 0 and at most 1") { $0 > 0 && $0 <= 1 }
    let expected = try fields.string("expected", default: Verdict.holds.rawValue)
    guard let verdict = Verdict(rawValue: expected), verdict != .notYet else {
      throw fields.bad("expected", "one of holds, refuted and inconclusive")
    }
    let subject = try subject(fields, directory: directory)
    if values["required_share"] != nil, subject.key != "simulation" {
      throw fields.bad("required_share", "no such key for a claim over \(subject.key)")
    }
    return try UserClaim(
      name: name, statement: try fields.string("statement", default: ""), expression: expression,
      tolerance: tolerance, subject: subject, requiredShare: share, expected: verdict,
      place: "\(place), field \"expression\"")
  }

  private static func subject(_ fields: ClaimFields, directory: String) throws(ClaimError) -> Subject {
    let given = ["simulation", "trajectory", "policies"].filter { fields[$0] != nil }
    guard given.count == 1 else {
      if given.isEmpty { throw .missingKey(place: fields.place, key: "simulation, trajectory or policies") }
      throw .badValue(
        place: fields.place, field: given[1], found: "\(given[0]) as well",
        needed: "only one of simulation, trajectory and policies")
    }
    switch given[0] {
    case "simulation":
      return .simulation(try SimulationFields.simulation(fields["simulation"] ?? .null, fields))
    case "policies":
      return .policies(try PolicyFamily(fields["policies"] ?? .null, place: "\(fields.place), policies"))
    default:
      let path = try fields.string("trajectory", isNeeded: true)
      let full = path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
      return .trajectory(try TrajectoryTable(path: full), path: path)
    }
  }
}

/// The fields of one object, with refusals that name their place.
struct ClaimFields {
  let place: String
  private let values: [String: ClaimJSON]

  init(_ values: [String: ClaimJSON], place: String, known: [String]) throws(ClaimError) {
    self.values = values
    self.place = place
    for key in values.keys.sorted() where !known.contains(key) {
      throw .unknownKey(place: place, key: key, nearest: Spelling.nearest(key, among: known))
    }
  }

  subscript(key: String) -> ClaimJSON? { values[key] }

  func bad(_ key: String, _ needed: String) -> ClaimError {
    .badValue(place: place, field: key, found: values[key]?.summary ?? "nothing", needed: needed)
  }

  func string(_ key: String, default missing: String = "", isNeeded: Bool = false) throws(ClaimError)
    -> String
  {
    guard let value = values[key] else {
      if isNeeded { throw .missingKey(place: place, key: key) }
      return missing
    }
    guard case .string(let text) = value, !(isNeeded && text.isEmpty) else {
      throw bad(key, isNeeded ? "a text that is not empty" : "a text")
    }
    return text
  }

  func number(_ key: String, _ missing: Double, _ needed: String, _ isGood: (Double) -> Bool)
    throws(ClaimError) -> Double
  {
    guard let value = values[key] else { return missing }
    guard let number = value.double, number.isFinite, isGood(number) else { throw bad(key, needed) }
    return number
  }

  func integer(_ key: String, _ missing: Int, _ needed: String) throws(ClaimError) -> Int {
    guard let value = values[key] else { return missing }
    guard let number = value.int else { throw bad(key, needed) }
    return number
  }

  /// One number or several.
  func numbers(_ key: String, _ missing: [Double], _ needed: String) throws(ClaimError) -> [Double] {
    guard let value = values[key] else { return missing }
    if let number = value.double { return [number] }
    guard case .list(let entries) = value else { throw bad(key, needed) }
    let numbers = entries.compactMap(\.double)
    guard numbers.count == entries.count, !numbers.isEmpty else { throw bad(key, needed) }
    return Array(Set(numbers)).sorted()
  }

  /// An integer, a list of them, or a range such as "2...6".
  func integers(_ key: String, _ missing: [Int], _ needed: String) throws(ClaimError) -> [Int] {
    guard let value = values[key] else { return missing }
    if let number = value.int { return [number] }
    if case .string(let text) = value, let range = PolicyFamily.integers(text) { return range }
    guard case .list(let entries) = value else { throw bad(key, needed) }
    let numbers = entries.compactMap(\.int)
    guard numbers.count == entries.count, !numbers.isEmpty else { throw bad(key, needed) }
    return Array(Set(numbers)).sorted()
  }
}

extension PolicyFamily {
  private static let keys = ["answers", "rollouts", "beta", "denominator", "draws", "seed"]

  /// Reads a family from an object, in which every key has a default.
  init(_ value: ClaimJSON, place: String) throws(ClaimError) {
    guard case .object(let values) = value else {
      throw .badValue(place: place, field: "policies", found: value.summary, needed: "an object")
    }
    let fields = try ClaimFields(values, place: place, known: Self.keys)
    let whole = "an integer, a list of integers or a range such as \"2...6\""
    self.init()
    answers = try fields.integers("answers", answers, whole)
    rollouts = try fields.integers("rollouts", rollouts, whole)
    betas = try fields.numbers("beta", betas, "a number or a list of numbers")
    largestDenominator = try fields.integer("denominator", largestDenominator, "an integer of at least 0")
    draws = try fields.integer("draws", draws, "an integer of at least 0")
    if case .integer(let number)? = fields["seed"], number != 0 {
      seed = Seed(number)
    } else if fields["seed"] != nil {
      throw fields.bad("seed", "a positive integer")
    }
    if let problem {
      throw .badValue(
        place: place, field: "policies", found: problem, needed: "a family within these bounds")
    }
  }

  /// The integers of a text such as `3`, `2...6`, `2…6` or `1,8,32`, rising; nil for another or an endless one.
  public static func integers(_ text: String) -> [Int]? {
    let ends = text.replacing("…", with: "...").replacing("...", with: ":").split(
      separator: ":", omittingEmptySubsequences: false)
    if ends.count == 2, let low = Int(ends[0]), let high = Int(ends[1]) {
      return low <= high && high - low <= 10_000 ? Array(low...high) : nil
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    return numbers.count == parts.count ? Array(Set(numbers)).sorted() : nil
  }
}

/// Reads the configuration of a simulation.
enum SimulationFields {
  /// The defaults overlaid with what is given; keys that the defaults lack are refused, at every level but inside
  /// `correctness`, which has one of several forms.
  static func simulation(_ value: ClaimJSON, _ fields: ClaimFields) throws(ClaimError)
    -> MajorityVoteSimulation
  {
    let place = "\(fields.place), simulation"
    let simulation: MajorityVoteSimulation
    do {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      let defaults = try ClaimJSON.read(try encoder.encode(MajorityVoteSimulation()), file: "")
      let merged = try merge(value, into: defaults, place: place)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      simulation = try decoder.decode(
        MajorityVoteSimulation.self, from: try JSONEncoder().encode(merged))
    } catch let error as ClaimError {
      throw error
    } catch {
      throw refusal(error, place)
    }
    // What a command line may ask for, too.
    let limits = [
      ("problems", simulation.problems, 1_000_000_000), ("answers", simulation.model?.answers ?? 2, 10_000),
      ("steps", simulation.steps, 1_000_000), ("replicates", simulation.replicates, 1_000_000),
    ]
    for (field, value, most) in limits where value > most {
      throw .badValue(place: place, field: field, found: "\(value)", needed: "at most \(most)")
    }
    if let problem = simulation.problem {
      throw .badValue(
        place: place, field: "simulation", found: problem, needed: "a configuration within these bounds")
    }
    return simulation
  }

  private static func merge(_ value: ClaimJSON, into defaults: ClaimJSON, place: String) throws(ClaimError)
    -> ClaimJSON
  {
    guard case .object(let known) = defaults else { return value }
    guard case .object(let given) = value else {
      throw .badValue(place: place, field: "simulation", found: value.summary, needed: "an object")
    }
    var merged = known
    for (key, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let old = known[key] else {
        throw .unknownKey(
          place: place, key: key, nearest: Spelling.nearest(key, among: Array(known.keys)))
      }
      merged[key] = key == "correctness" ? value : try merge(value, into: old, place: "\(place), \(key)")
    }
    return .object(merged)
  }

  private static func refusal(_ error: any Error, _ place: String) -> ClaimError {
    let context: DecodingError.Context? =
      switch error as? DecodingError {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      default: nil
      }
    let field = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
    return .badValue(
      place: place, field: field.isEmpty ? "simulation" : field, found: "a value of another form",
      needed: "what `sharpen simulate --json` prints there")
  }
}
