/// What a part of an expression evaluates to; lists have one entry a label of the world.
enum FormulaValue<Number: FormulaNumber> {
  case number(Number)
  case truth(Judgement<Number>)
  case numbers([Number])
  case truths([Judgement<Number>])
}

/// Whether a statement is true, by how much, and which comparison decides it.
struct Judgement<Number: FormulaNumber> {
  /// The comparison that decides: the first one that fails, or the closest of those that hold.
  struct Witness {
    /// Its text in the expression.
    let text: String
    let left: Number
    let right: Number
    /// The step or the answer, where the comparison is of lists.
    var label: Int?
  }

  let holds: Bool
  /// How far the comparison is from changing: ≥ 0 where it holds, < 0 where it fails; an equality's slack is τ at most.
  let margin: Double
  var witness: Witness?

  /// Both: the first that fails, else the closest.
  func and(_ other: Judgement) -> Judgement {
    if !holds { return self }
    return !other.holds || other.margin < margin ? other : self
  }

  /// Either: the first that holds, else the closest.
  func or(_ other: Judgement) -> Judgement {
    if holds { return self }
    return other.holds || other.margin > margin ? other : self
  }

  /// The second where the first holds: what fails is the second, though changing the first may be nearer.
  func implies(_ other: Judgement) -> Judgement {
    let result = negated.or(other)
    return result.holds ? result : Judgement(holds: false, margin: result.margin, witness: other.witness)
  }

  /// The opposite, with the same witness.
  var negated: Judgement { Judgement(holds: !holds, margin: -margin, witness: witness) }
}

/// What an expression speaks of: a trajectory, or a policy with a vote.
protocol FormulaWorld {
  associatedtype Number: FormulaNumber
  /// The steps' numbers or the answers' indices, to which lists have one entry each.
  var labels: [Int] { get }
  /// "step" or "answer".
  var axis: String { get }
  func value(of name: String) throws -> FormulaValue<Number>
  /// A function of the world's own, such as `flip`.
  func call(_ function: String, _ arguments: [Number]) throws -> FormulaValue<Number>
  /// The world after one mirror step.
  func stepped(by reward: [Number]) throws -> Self
}
