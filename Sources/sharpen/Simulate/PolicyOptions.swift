import ArgumentParser
import Foundation
import Sharpening
import SharpeningNumerics

/// Which policies an objective trains.
struct PolicyOptions: ParsableArguments {
  @Option(help: "One problem's probabilities of its answers, as 0.5,0.3,0.2; they need not sum to 1.")
  var policy: String?
  @Option(
    help: "With --policy or --tree, the correct answers by their numbers from 0, as 1 or 0,2. (default: 0)")
  var correctAnswers: String?
  @Option(help: "One problem's outputs token by token: a JSON file of nested states (see above).")
  var tree: String?
  @Option(
    parsing: .unconditional,
    help:
      "One problem's outputs filler…filler stop: the probability of a filler, and with a colon that of the first one."
  )
  var filler: String?
  @Option(parsing: .unconditional, help: "With --filler, the most tokens of an output. (default: 32)")
  var limit: Int?
  @Option(help: "A file of sampled answers, whose frequencies are taken for the policies.")
  var votes: String?

  /// The policies that were asked for; nil for synthetic problems.
  var kind: Kind? {
    get throws {
      let given = [
        policy.map { _ in "--policy" }, tree.map { _ in "--tree" }, filler.map { _ in "--filler" },
        votes.map { _ in "--votes" },
      ].compactMap(\.self)
      if given.count > 1 {
        throw ValidationError("\(given[0]) and \(given[1]) exclude each other; give one.")
      }
      if limit != nil && filler == nil {
        throw ValidationError("--limit is for --filler; give both or neither.")
      }
      if correctAnswers != nil && policy == nil && tree == nil {
        throw ValidationError("--correct-answers is for --policy and --tree; give one of them.")
      }
      if let policy { return .answers(try probabilities(policy), try correctNumbers) }
      if let tree { return .tree(tree, try correctNumbers) }
      if let filler { return try process(filler) }
      return votes.map { .votes($0) }
    }
  }

  /// What kind of policies.
  enum Kind {
    case answers([Double], [Int])
    case tree(String, [Int])
    case filler(Double, opening: Double?, limit: Int)
    case votes(String)
  }

  private var correctNumbers: [Int] {
    get throws {
      guard let correctAnswers else { return [0] }
      return try correctAnswers.split(separator: ",", omittingEmptySubsequences: false).map { part in
        guard let number = Int(part), number >= 0 else {
          throw ValidationError(
            "--correct-answers \"\(correctAnswers)\" is no list of answers' numbers from 0, as 0,2.")
        }
        return number
      }
    }
  }

  private func probabilities(_ text: String) throws -> [Double] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    guard numbers.allSatisfy({ $0 >= 0 && $0.isFinite }), numbers.contains(where: { $0 > 0 }) else {
      throw ValidationError("--policy \"\(text)\" is no list of probabilities, as 0.5,0.3,0.2.")
    }
    return numbers
  }

  private func process(_ text: String) throws -> Kind {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    guard 1...2 ~= parts.count, parts.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw ValidationError("--filler \"\(text)\" is no probability between 0 and 1, or two as loop:first.")
    }
    let limit = limit ?? 32
    guard 1...512 ~= limit else { throw ValidationError("--limit is \(limit), but must be from 1 to 512.") }
    return .filler(parts[0], opening: parts.count == 2 ? parts[1] : nil, limit: limit)
  }
}

/// A node of a tree in JSON: `{"probabilities": [.7, .3], "next": [node, node]}`, `{"answer": 0}` or `{"unparsed": true}`.
struct TreeNode: Decodable {
  let branch: TokenTree.Branch

  private enum Keys: String, CodingKey { case probabilities, logits, next, answer, unparsed }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    func refuse(_ sentence: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: sentence))
    }
    if let answer = try container.decodeIfPresent(Int.self, forKey: .answer) {
      guard answer >= 0 else { throw refuse("an answer has a number from 0, unlike \(answer)") }
      branch = .answer(answer)
      return
    }
    if try container.decodeIfPresent(Bool.self, forKey: .unparsed) == true {
      branch = .unparsed
      return
    }
    let next = try container.decode([TreeNode].self, forKey: .next).map(\.branch)
    let weights = try container.decodeIfPresent([Double].self, forKey: .probabilities)
    let logits = try weights?.map { log($0) } ?? container.decode([Double].self, forKey: .logits)
    guard logits.count == next.count, !next.isEmpty, logits.allSatisfy({ $0 < .infinity }),
      logits.contains(where: { $0 > -.infinity })
    else { throw refuse("a state needs one probability or logit for each next node, not all of them 0") }
    branch = .state(logits: logits, next: next)
  }

  /// The answers' numbers that occur.
  static func largestAnswer(_ branch: TokenTree.Branch) -> Int {
    switch branch {
    case .answer(let number): number
    case .unparsed: -1
    case .state(_, let next): next.map(largestAnswer).max() ?? -1
    }
  }
}
