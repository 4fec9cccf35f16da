public import ArgumentParser
public import Sharpening

/// The knobs of synthetic problems.
///
/// They are optional, so that one which has no effect can be refused instead of ignored.
struct SyntheticOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Problems of each replicate. (default: 1000)")
  var problems: Int?
  @Option(parsing: .unconditional, help: "Answers of each problem, at least 2. (default: 10)")
  var answers: Int?
  @Option(parsing: .unconditional, help: "The median of the margins m = ln(p1/p2), above 0. (default: 1)")
  var medianMargin: Double?
  @Option(
    parsing: .unconditional,
    help: "The standard deviation of ln m; 0 gives every problem the same margin. (default: 0.8)")
  var marginSpread: Double?
  @Option(
    parsing: .unconditional, help: "How wrong mass spreads: 0 on one rival … 1 evenly on all. (default: 0.7)")
  var rivalSpread: Double?
  @Option(parsing: .unconditional, help: "The share of problems whose majority is right. (default: 0.6)")
  var shareRight: Double?
  @Option(
    parsing: .unconditional,
    help: "The rank correlation of confidence and correctness, -1 … 1. (default: 0.5)")
  var rankCorrelation: Double?
  @Option(
    parsing: .unconditional,
    help: "P(right | margin) as slope:crossing of a logistic curve, or as points margin:probability,….")
  var rightCurve: String?
  @Option(
    help:
      "Where the correct answer is when the majority is wrong: runner-up, any-rival or absent. (default: runner-up)"
  )
  var correctRival: AlignmentModel.CorrectRival?

  /// The first knob that was turned, by its flag.
  var given: String? {
    let knobs: [(String, Bool)] = [
      ("--problems", problems != nil), ("--answers", answers != nil),
      ("--median-margin", medianMargin != nil),
      ("--margin-spread", marginSpread != nil), ("--rival-spread", rivalSpread != nil),
      ("--share-right", shareRight != nil), ("--rank-correlation", rankCorrelation != nil),
      ("--right-curve", rightCurve != nil), ("--correct-rival", correctRival != nil),
    ]
    return knobs.first { $0.1 }?.0
  }

  /// The model that the knobs describe.
  var model: AlignmentModel {
    get throws {
      let standard = AlignmentModel()
      return AlignmentModel(
        answers: answers ?? standard.answers, medianMargin: medianMargin ?? standard.medianMargin,
        marginSpread: marginSpread ?? standard.marginSpread, rivalSpread: rivalSpread ?? standard.rivalSpread,
        correctness: try correctness, correctRival: correctRival ?? standard.correctRival)
    }
  }

  private var correctness: AlignmentModel.Correctness {
    get throws {
      guard let rightCurve else {
        return .copula(shareRight: shareRight ?? 0.6, rankCorrelation: rankCorrelation ?? 0.5)
      }
      if shareRight != nil || rankCorrelation != nil {
        let other = shareRight != nil ? "--share-right" : "--rank-correlation"
        throw ValidationError("--right-curve and \(other) exclude each other; give one.")
      }
      let points = rightCurve.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
      }
      let pairs = points.compactMap { $0.count == 2 ? $0.compactMap(\.self) : nil }.filter { $0.count == 2 }
      guard pairs.count == points.count, let first = pairs.first else {
        throw ValidationError(
          "--right-curve \"\(rightCurve)\" is neither slope:crossing nor margin:probability,margin:probability,…."
        )
      }
      if pairs.count == 1 { return .curve(slope: first[0], crossing: first[1]) }
      return .table(pairs.map { AlignmentModel.Correctness.Point(margin: $0[0], probabilityRight: $0[1]) })
    }
  }
}

extension AlignmentModel.CorrectRival: ExpressibleByArgument {}
