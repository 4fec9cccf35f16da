import Measurement
import Sharpening

extension Ledger {
  /// The paper's figures and tables on training runs, as far as populations that share parameters can decide them.
  ///
  /// `simulated` speaks of Model E and its kin: `holds` says that a model with shared parameters shows what the figure
  /// shows while a control without the cause does not, not that language models must.
  static let figures: [Claim] = figuresOfRuns + figuresOfCollapse

  private static let holds = Verdicts(simulated: .holds)

  private static let figuresOfRuns: [Claim] = [
    Claim(
      id: "F2", title: "rise, then fall",
      statement:
        "Under majority voting accuracy on validation problems first rises and later falls, while the majority-voting reward keeps rising and reward accuracy falls.",
      source: "Fig. 2", basis: .stated, check: ScenarioChecks.riseThenFall, expected: holds),
    Claim(
      id: "F2b", title: "as good as ground truth at first",
      statement: "Early in training majority voting matches or beats training on ground truth.",
      source: "Fig. 2",
      basis: .stated, expected: Verdicts()),
    Claim(
      id: "F3a", title: "probability shortens",
      statement: "The probability reward collapses outputs to their shortest.", source: "Fig. 3",
      basis: .stated,
      check: LengthChecks.failure(
        of: [.probability], as: .length, control: "token-level entropy shortens as well",
        planted: [.tokenLevelEntropy]),
      expected: holds),
    Claim(
      id: "F3b", title: "the entropies repeat",
      statement: "Token- and trajectory-level entropy as rewards collapse outputs to repetition.",
      source: "Fig. 3", basis: .stated,
      correction:
        "It depends on the model. Where a loop is the surer state token-level entropy repeats and trajectory-level entropy may shorten; without an opening the latter repeats from f > 1/2 on (T25, T25b).",
      check: LengthChecks.failure(
        of: [.tokenLevelEntropy, .trajectoryLevelEntropy()], as: .repetition,
        control: "the same of token-level entropy alone", planted: [.tokenLevelEntropy], controlHolds: true),
      expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "F3c", title: "self-certainty and the vote fail gradually",
      statement:
        "Self-certainty and majority voting degrade gradually, without collapse of length or to repetition.",
      source: "Fig. 3", basis: .stated,
      correction:
        "Not of self-certainty as such: where a loop is the surer state it repeats as token entropy does (T25b). Of majority voting alone it is true of the same process.",
      check: LengthChecks.failure(
        of: [.selfCertainty, .majorityVoting()], as: .none, control: "the same of majority voting alone",
        planted: [.majorityVoting()], controlHolds: true),
      expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "F4", title: "a problem alone only sharpens",
      statement:
        "A problem trained alone mostly sharpens its initial preference; whether its likeliest answer is correct changes for a minority (3 of 25).",
      source: "Fig. 4 and 15", basis: .stated, check: CouplingChecks.singleProblems, expected: holds),
    Claim(
      id: "F5", title: "wrong votes that help out of distribution",
      statement:
        "Training on six problems whose votes are all wrong lifts unseen problems from failure to success.",
      source: "Fig. 5", basis: .stated, check: ScenarioChecks.outOfDistribution, expected: holds),
    Claim(
      id: "F6", title: "small data sets do not collapse",
      statement:
        "At an equal number of steps reward accuracy on unseen problems stays above 5 % after training on few problems and not after training on many, and is the lower the more problems there are.",
      source: "Fig. 6", basis: .stated, check: ScenarioChecks.dataSize, expected: holds),
    Claim(
      id: "F6b", title: "the threshold of the size",
      statement: "32 and 128 problems never collapse, 512 and more always do.", source: "Fig. 6",
      basis: .stated,
      correction:
        "Nothing decides the numbers here: the threshold moves with step sizes, batch and prior. 512 problems survive the steps that 2,048 do not in one coupled model, and collapse in another.",
      expected: Verdicts()),
    Claim(
      id: "F7", title: "drift grows with the data set",
      statement:
        "After as many steps the divergence from the start is larger with 512 problems than with 32, at least twice as large (in Model E some 80 times; the paper's \"about twice\" is not put to the test).",
      source: "Fig. 7", basis: .stated, check: ScenarioChecks.divergence, expected: holds),
    Claim(
      id: "F8", title: "test-time training",
      statement:
        "Training on forty problems of a test is stable and improves accuracy on them and on another test.",
      source: "Fig. 8", basis: .stated, check: ScenarioChecks.testTime, expected: holds),
    Claim(
      id: "F9", title: "wrong labels, few problems",
      statement:
        "Training on 32 problems chosen so that nearly every initial vote is wrong does not collapse, and accuracy on other problems still rises.",
      source: "Fig. 9", basis: .stated, check: ScenarioChecks.wrongVotes, expected: holds),
    Claim(
      id: "Tab4", title: "the majority only grows",
      statement:
        "With very many rollouts the majority of a single problem that has a clear one at the start never flips, and its probability grows to above 98 % within 50 steps.",
      source: "Tables 4 and 5", basis: .stated, check: CouplingChecks.majorityGrows, expected: holds),
    Claim(
      id: "B3", title: "when, not whether",
      statement:
        "Temperature, mini-batch, rollouts and divergence penalty move when a run collapses, not whether it does.",
      source: "App. B.3", basis: .stated,
      correction:
        "Not decided by a check. In the scenario hyperparameters, quick setting, 20 replicates, the weak prior collapses at every setting within 600 steps but for single runs with mini-batches of one problem and for a third of the runs at temperature 0.6, which collapse later; the strong prior never does.",
      expected: Verdicts()),
    Claim(
      id: "B3T", title: "a lower temperature collapses sooner",
      statement:
        "A lower sampling temperature brings the collapse of reward accuracy on the training batches, as sampled at that temperature, forward. (On unseen problems at temperature 1 the collapse comes later, not sooner: the scenario hyperparameters.)",
      source: "App. B.3", basis: .stated, check: CouplingChecks.temperature, expected: holds),
    Claim(
      id: "B3M", title: "smaller mini-batches collapse sooner",
      statement: "More updates from one batch of rollouts bring the collapse forward.", source: "App. B.3",
      basis: .stated, check: CouplingChecks.miniBatch, expected: holds),
    Claim(
      id: "B3N", title: "more rollouts collapse sooner",
      statement: "More rollouts a problem bring the collapse forward.", source: "App. B.3", basis: .stated,
      check: CouplingChecks.rollouts, expected: holds),
    Claim(
      id: "B3K", title: "the divergence penalty hardly matters",
      statement: "A divergence penalty of 0.005 changes the collapse step little.", source: "App. B.3",
      basis: .stated, check: CouplingChecks.divergence, expected: holds),
  ]

  private static let figuresOfCollapse: [Claim] = [
    Claim(
      id: "F10", title: "stronger priors collapse later",
      statement:
        "The stronger a model's prior, the later reward accuracy falls below 10 %; with strong ones it does not within the run.",
      source: "Fig. 10 and 37 to 40", basis: .stated, check: ScenarioChecks.priorOrder, expected: holds),
    Claim(
      id: "F10b", title: "entropy does not predict",
      statement: "A model's initial entropy does not predict how long it can be trained.",
      source: "Fig. 10, 37 to 40",
      basis: .stated, expected: Verdicts()),
    Claim(
      id: "F11", title: "collapse step against gain",
      statement: "The collapse step ranks the seven models as the gain by ground-truth training does.",
      source: "Fig. 11, printed numbers", basis: .stated, check: PrintedFigureChecks.collapseAgainstGain,
      expected: holds),
    Claim(
      id: "F11b", title: "better than pass@k",
      statement: "The collapse step ranks models by their gain better than pass@256 − pass@1 does.",
      source: "Fig. 11 and Table 3", basis: .stated, expected: Verdicts()),
    Claim(
      id: "F12", title: "the ranking under single updates",
      statement:
        "With mini-batches of one and eight rollouts the collapse steps rank the seven models as with the default.",
      source: "Fig. 12, printed numbers", basis: .stated,
      correction: "Mostly: 2 of 21 pairs are ordered otherwise, Kendall's τ = 0.81.",
      check: PrintedFigureChecks.rankingKept, expected: Verdicts(simulated: .refuted)),
    Claim(
      id: "Tab3", title: "5.6 times fewer tokens",
      statement:
        "Measuring the seven collapse steps takes 1.19·10⁹ tokens against 6.66·10⁹ for training, 5.6 times fewer, counting 32 prompts a step with mini-batches of one; with Table 7's 64 it would be 2.8 times.",
      source: "Table 3", basis: .stated, check: PrintedFigureChecks.tokens, expected: holds),
    Claim(
      id: "F13", title: "a verifier's reward dips and recovers",
      statement:
        "With self-verification as the reward, reward accuracy falls at first and recovers, and accuracy rises far above its start.",
      source: "Fig. 13 and 14", basis: .stated, check: ScenarioChecks.verifier, expected: holds),
    Claim(
      id: "F14", title: "two verification prompts",
      statement:
        "An instruction-tuned model verifies itself under both prompts, a base model under one of them.",
      source: "Fig. 14", basis: .stated, expected: Verdicts()),
    Claim(
      id: "Tab9", title: "above the base model's majority",
      statement: "Training on majority votes can end above the base model's majority accuracy.",
      source: "Table 9", basis: .stated, check: CouplingChecks.ceiling, expected: holds),
  ]
}
