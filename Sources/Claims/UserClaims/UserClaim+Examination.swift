public import Sharpening
internal import Foundation
internal import Measurement

extension UserClaim {
  /// Puts the claim to the test, with its negation as the control.
  ///
  /// - Parameter executor: runs the blocks of a simulation; results do not depend on it.
  public func examine(executor: any Executor = SerialExecutor()) -> UserClaimResult {
    switch subject {
    case .policies(let family): examinePolicies(family)
    case .trajectory(let table, _): examineRuns([table], [:], isRandom: false)
    case .simulation(let simulation): examineSimulation(simulation, executor)
    }
  }

  /// Searches the claim's family for a counterexample; nil for a claim over something else.
  public func searchCounterexample() -> PolicySearchResult? {
    guard case .policies(let family) = subject else { return nil }
    var search = PolicySearch(formula, family: family, tolerance: tolerance)
    return search.run()
  }

  private func examinePolicies(_ family: PolicyFamily) -> UserClaimResult {
    var search = PolicySearch(formula, family: family, tolerance: tolerance)
    let result = search.run()
    return UserClaimResult(
      self, verdict: result.verdict, finding: result.finding,
      rule: "refuted by a counterexample that a second evaluation confirms; holds if the search finds none",
      isControlSound: result.brokenControls == 0, search: result)
  }

  private func examineSimulation(_ simulation: MajorityVoteSimulation, _ executor: any Executor)
    -> UserClaimResult
  {
    do {
      let result = try simulation.run(executor: executor)
      return examineRuns(
        result.trajectories.map { TrajectoryTable($0) }, Self.constants(simulation),
        isRandom: result.trajectories.count > 1)
    } catch {
      return UserClaimResult(
        self, verdict: .inconclusive, finding: error.description, rule: "the simulation was not run")
    }
  }

  /// What one run says: the claim's judgement and whether the negation came out opposite.
  private struct RunJudgement {
    let judgement: Judgement<Double>
    let isControlSound: Bool
  }

  private func judge(_ table: TrajectoryTable, _ constants: [String: Double]) throws -> RunJudgement {
    guard let world = TrajectoryWorld(table, for: formula, constants: constants) else {
      throw FormulaFailure.undefined("no step has all the columns that the expression names")
    }
    let evaluation = FormulaEvaluation(world: world, tolerance: tolerance)
    let judgement = try evaluation.judgement(of: formula)
    let negated = try evaluation.judgement(of: formula.negated)
    return RunJudgement(judgement: judgement, isControlSound: negated.holds != judgement.holds)
  }

  private func examineRuns(_ tables: [TrajectoryTable], _ constants: [String: Double], isRandom: Bool)
    -> UserClaimResult
  {
    var runs: [RunJudgement] = []
    for (index, table) in tables.enumerated() {
      do {
        runs.append(try judge(table, constants))
      } catch {
        var reason = "the expression has no value"
        if case .undefined(let words)? = error as? FormulaFailure { reason = words }
        return UserClaimResult(
          self, verdict: .inconclusive, finding: tables.count > 1 ? "replicate \(index): \(reason)" : reason,
          rule: "a claim without a value in some run is not decided")
      }
    }
    let holding = runs.count { $0.judgement.holds }
    let interval = isRandom ? Interval.clopperPearson(successes: holding, trials: runs.count) : nil
    let share = UserClaimResult.Share(
      holding: holding, replicates: runs.count, interval: interval, required: requiredShare)
    let sides = Self.sides(runs.map(\.judgement))
    return UserClaimResult(
      self, verdict: verdict(share), finding: Self.words(sides, share), rule: rule(isRandom),
      isControlSound: runs.allSatisfy(\.isControlSound), sides: sides, share: share)
  }

  private func verdict(_ share: UserClaimResult.Share) -> Verdict {
    guard requiredShare < 1, let interval = share.interval else {
      return Double(share.holding) >= requiredShare * Double(share.replicates) ? .holds : .refuted
    }
    if interval.lower >= requiredShare { return .holds }
    return interval.upper < requiredShare ? .refuted : .inconclusive
  }

  private func rule(_ isRandom: Bool) -> String {
    if !isRandom { return "one run: holds if true in it, else refuted" }
    if requiredShare == 1 { return "holds if true in every replicate, refuted by one in which it is false" }
    return String(
      format:
        "holds if the 95 %% Clopper–Pearson interval of the share of replicates lies at or above %g, refuted if below",
      requiredShare)
  }

  /// The deciding comparison of the first run that fails, else of the first, with bands over all decided by the same.
  private static func sides(_ judgements: [Judgement<Double>]) -> UserClaimResult.Sides? {
    let index = judgements.firstIndex { !$0.holds } ?? 0
    guard let witness = judgements[index].witness else { return nil }
    let same = judgements.compactMap(\.witness).filter { $0.text == witness.text }
    func band(_ values: [Double]) -> Interval? {
      values.count < 2 || !values.allSatisfy(\.isFinite) ? nil : Interval(central: 0.9, of: values)
    }
    return UserClaimResult.Sides(
      comparison: witness.text, left: witness.left.isFinite ? witness.left : nil,
      right: witness.right.isFinite ? witness.right : nil, step: witness.label,
      replicate: judgements.count > 1 ? index : nil, leftBand: band(same.map(\.left)),
      rightBand: band(same.map(\.right)))
  }

  private static func words(_ sides: UserClaimResult.Sides?, _ share: UserClaimResult.Share) -> String {
    var text = share.holding == share.replicates ? "true" : "false"
    if share.replicates > 1 { text = "true in \(share.holding) of \(share.replicates) replicates" }
    if let interval = share.interval {
      text += String(format: " (share %.3f to %.3f at 95 %%)", interval.lower, interval.upper)
    }
    guard let sides else { return text }
    let number = { (value: Double?) in value.map { String(format: "%.6g", $0) } ?? "an infinity" }
    text += "; \(sides.comparison): \(number(sides.left)) against \(number(sides.right))"
    if let step = sides.step {
      text += share.holding < share.replicates ? ", first at step \(step)" : ", closest at step \(step)"
    }
    if let replicate = sides.replicate { text += ", replicate \(replicate)" }
    return text
  }
}
