internal import Foundation
internal import Measurement
internal import SharpeningNumerics

extension CoupledTraining {
  /// Which code takes the steps; both give the same numbers up to rounding.
  enum Path: Sendable {
    /// The specialised code where it applies.
    case automatic
    /// The general loop.
    case general
  }

  /// Runs one replicate.
  ///
  /// Replicates differ in problems and rollouts; each is a pure function of this value and its number.
  public func run(replicate: Int = 0) -> CoupledRun { run(replicate: replicate, path: .automatic) }

  /// Runs one replicate on problems of the caller's own, with features of the caller's own.
  ///
  /// - Parameters:
  ///   - problems: the data set; `model` and `dataSize` are of no effect.
  ///   - evaluating: the held-out problems; of no effect where the training problems are evaluated.
  ///   - coupling: the groups that the features name.
  ///   - replicate: names the rollouts' streams.
  public func run(
    on problems: CoupledProblems, evaluating: CoupledProblems, coupling: Coupling, replicate: Int = 0
  ) -> CoupledRun {
    var training = self
    training.dataSize = problems.count
    precondition(training.problem == nil, training.problem ?? "")
    precondition(coupling.problem == nil, coupling.problem ?? "")
    precondition(
      max(problems.largestParameter, evaluating.largestParameter) < coupling.parameterCount,
      "a feature names a parameter that no group has")
    let stepper = CoupledBlock(training, coupling: coupling, problems: problems, replicate: replicate)
    return training.drive(stepper, dataSet: problems, evaluating: evaluating, replicate: replicate)
  }

  /// The problems of a replicate's data set, or of the first step where every step has new ones.
  public func problems(replicate: Int = 0) -> CoupledProblems {
    precondition(problem == nil, problem ?? "")
    if let dataSize { return dataSet(replicate: replicate, size: dataSize) }
    var generator = Generator(seed: seed.child("fresh", replicate))
    return freshProblems(using: &generator)
  }

  func run(replicate: Int, path: Path) -> CoupledRun {
    precondition(problem == nil, problem ?? "")
    var dataSet: CoupledProblems?
    if path == .general || !ShortcutBlock.canRun(self) || evaluation == .training {
      dataSet = dataSize.map { self.dataSet(replicate: replicate, size: $0) }
    }
    let heldout = evaluation == .heldout ? evaluationSet(replicate: replicate) : CoupledProblems()
    if path == .automatic, ShortcutBlock.canRun(self), case .shortcut(let model) = model {
      let stepper = ShortcutBlock(self, model: model, replicate: replicate)
      return drive(stepper, dataSet: dataSet, evaluating: heldout, replicate: replicate)
    }
    let stepper = CoupledBlock(self, coupling: model.coupling, problems: dataSet, replicate: replicate)
    return drive(stepper, dataSet: dataSet, evaluating: heldout, replicate: replicate)
  }

  private func drive(
    _ start: consuming some CoupledStepper & ~Copyable, dataSet: CoupledProblems?,
    evaluating: CoupledProblems, replicate: Int
  ) -> CoupledRun {
    var stepper = start
    var examiner = CoupledEvaluation(
      problems: evaluation == .heldout ? evaluating : dataSet ?? evaluating, rollouts: rollouts,
      isHeldout: evaluation == .heldout, generator: Generator(seed: seed.child("votes", replicate)))
    var training = Trajectory()
    var measured = Trajectory()
    var outcome = CoupledRun.Outcome.finished
    for step in 0...steps {
      let isRecorded = step % evaluateEvery == 0 || step == steps
      if isRecorded {
        let memory = evaluation == .training ? stepper.memory() : nil
        measured.append(step: step, examiner.measure(parameters: stepper.parameters, memory: memory))
      }
      if step == steps { break }
      stepper.step()
      if isRecorded {
        var row = metrics(of: stepper.votes()).columns
        row[.reward] = row[.majorityVotingReward]
        if let own = stepper.rewardRow() { row.merge(own) { $1 } }
        training.append(step: step, row)
      }
      if !stepper.isBounded {
        outcome = .diverged(step: step)
        break
      }
    }
    return CoupledRun(
      outcome: outcome, training: training, evaluation: measured, parameters: stepper.parameters,
      probabilities: examiner.lastLogs.map { exp($0) })
  }

  /// The generator of a block of a replicate's data set.
  func problemGenerator(replicate: Int, block: Int) -> Generator {
    Generator(seed: seed.child("problems", replicate, block))
  }

  /// A replicate's data set, in blocks with a stream each.
  func dataSet(replicate: Int, size: Int) -> CoupledProblems {
    var problems = CoupledProblems()
    var block = 0
    while problems.count < size {
      precondition(block < 1000 + size, "the model hardly ever draws a problem that is selected")
      var generator = problemGenerator(replicate: replicate, block: block)
      let wanted = selection == .all ? min(Self.blockSize, size - problems.count) : Self.blockSize
      let drawn = model.problems(wanted, isTraining: true, using: &generator)
      problems.append(drawn, chosen: chosen(of: drawn).prefix(size - problems.count))
      block += 1
    }
    return problems
  }

  /// The problems of a step without a data set.
  func freshProblems(using generator: inout Generator) -> CoupledProblems {
    if selection == .all { return model.problems(batch, isTraining: true, using: &generator) }
    var problems = CoupledProblems()
    var rounds = 0
    while problems.count < batch {
      precondition(rounds < 10_000, "the model hardly ever draws a problem that is selected")
      let drawn = model.problems(batch, isTraining: true, using: &generator)
      problems.append(drawn, chosen: chosen(of: drawn).prefix(batch - problems.count))
      rounds += 1
    }
    return problems
  }

  private func evaluationSet(replicate: Int) -> CoupledProblems {
    var generator = Generator(seed: seed.child("evaluation", replicate))
    return model.problems(evaluationProblems, isTraining: false, using: &generator)
  }

  /// The places of the problems that the selection keeps.
  private func chosen(of problems: CoupledProblems) -> [Int] {
    let all = Array(0..<problems.count)
    guard selection == .wrongMajority else { return all }
    let start = model.coupling.start
    return all.filter { problem in
      let range = problems.answers(of: problem)
      var logits = [Double](repeating: 0, count: range.count)
      var span = logits.mutableSpan
      problems.writeLogits(of: problem, parameters: start.span, into: &span, at: 0)
      let mode = logits.indices.reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
      return !problems.isCorrect[range.lowerBound + mode]
    }
  }
}

extension CoupledProblems {
  /// Appends some of other problems.
  fileprivate mutating func append(_ other: CoupledProblems, chosen: ArraySlice<Int>) {
    if count == 0 && chosen.count == other.count {
      self = other
      return
    }
    for problem in chosen {
      let range = other.answers(of: problem)
      append(
        base: Array(other.base[range]), isCorrect: Array(other.isCorrect[range]),
        identities: Array(other.identities[range])
      ) { other.features(at: range.lowerBound + $0) }
    }
  }
}
