extension Scenario {
  /// The configurations that the scenario compares.
  public func arms(quick: Bool) -> [Arm] {
    switch self {
    case .riseThenFall: [Arm(label: "fresh", training: Self.risingThenFalling(quick: quick))]
    case .mixedDifficulty: [Arm(label: "mixed", training: Self.mixed(quick: quick))]
    case .dataSize, .dataSizeShortcut: sizes(quick: quick)
    case .prior:
      [0.2, 0.35, 0.5, 0.65, 0.8].map { easy in
        Arm(label: "easy \(easy)", training: Self.prior(easy, quick: quick))
      }
    case .hyperparameters: Self.sweeps(quick: quick)
    case .testTime: Self.evaluatedTwice(Self.testTime(quick: quick))
    case .wrongVotes: Self.evaluatedTwice(Self.wrongVotes(quick: quick))
    case .sharedStrategy: [Arm(label: "six problems", training: Self.strategies)]
    case .verifier: [Arm(label: "verifier", training: Self.verified(quick: quick))]
    case .independent: [Arm(label: "independent", training: Self.independent(quick: quick))]
    case .randomReward: [Arm(label: "coin", training: Self.coin(quick: quick))]
    case .sharpness: [Arm(label: "fresh", training: Self.sharpness(quick: quick))]
    }
  }

  /// Model E with some of its values changed.
  static func shortcut(_ change: (inout ShortcutModel) -> Void) -> CouplingModel {
    var model = ShortcutModel()
    change(&model)
    return .shortcut(model)
  }

  private static func base(steps: Int, quick: Bool) -> CoupledTraining {
    var training = CoupledTraining()
    training.steps = steps
    training.evaluateEvery = quick ? 20 : 10
    training.evaluationProblems = quick ? 200 : 400
    return training
  }

  static func risingThenFalling(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 800 : 1500, quick: quick)
    training.model = shortcut { $0.shortcutRate = 0.3 }
    training.advantage = .meanOnly
    return training
  }

  static func mixed(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 800 : 1500, quick: quick)
    training.model = .classRule(ClassRuleModel())
    training.dataSize = 2048
    training.batch = 16
    return training
  }

  private func sizes(quick: Bool) -> [Arm] {
    let sizes: [Int?] =
      quick ? [32, 512, 2048, nil] : [32, 128, 512, 2048, 8192, 16384, nil]
    return sizes.map { size in
      var training = Self.base(steps: self == .dataSize ? 800 : quick ? 700 : 1000, quick: quick)
      training.dataSize = size
      training.advantage = .meanOnly
      let isShortcutAlone = self == .dataSizeShortcut
      training.model = Self.shortcut {
        $0.shortcutRate = 0.3
        if isShortcutAlone { ($0.sharpnessRate, $0.shortcutStart) = (0, 0) }
      }
      return Arm(label: size.map { "\($0) problems" } ?? "new problems", training: training)
    }
  }

  static func prior(_ easy: Double, quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 600 : 3000, quick: quick)
    training.model = shortcut { $0.easy = easy }
    return training
  }

  private static func sweeps(quick: Bool) -> [Arm] {
    var changes: [(String, (inout CoupledTraining) -> Void)] = [("default", { _ in })]
    for temperature in quick ? [0.6, 1.2] : [0.6, 0.8, 1.2] {
      changes.append(("temperature \(temperature)", { $0.temperature = temperature }))
    }
    for size in quick ? [1] : [1, 8, 16] {
      changes.append(("mini-batch \(size)", { $0.miniBatch = size }))
    }
    for rollouts in quick ? [4, 32] : [4, 16, 32] {
      changes.append(("\(rollouts) rollouts", { $0.rollouts = rollouts }))
    }
    for batch in quick ? [64] : [8, 16, 64] { changes.append(("batch \(batch)", { $0.batch = batch })) }
    changes.append(("KL 0.005", { $0.kl = KLPenalty(coefficient: 0.005) }))
    var arms: [Arm] = []
    for (strength, easy) in [("weak", 0.2), ("strong", 0.8)] {
      for (name, change) in changes {
        var training = base(steps: quick ? 600 : 1500, quick: quick)
        training.model = shortcut { $0.easy = easy }
        change(&training)
        arms.append(Arm(label: "\(strength) prior, \(name)", training: training))
      }
    }
    return arms
  }

  /// A training seen on held-out problems and on its own.
  private static func evaluatedTwice(_ training: CoupledTraining) -> [Arm] {
    var own = training
    own.evaluation = .training
    return [
      Arm(label: "unseen problems", training: training), Arm(label: "training problems", training: own),
    ]
  }

  static func testTime(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 400 : 800, quick: quick)
    training.model = shortcut { $0.sharpnessRate = 0.05 }
    training.dataSize = 40
    training.batch = 40
    return training
  }

  static func wrongVotes(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 400 : 800, quick: quick)
    training.model = shortcut { $0.sharpnessRate = 0.05 }
    training.dataSize = 32
    training.selection = .wrongMajority
    return training
  }

  static var strategies: CoupledTraining {
    var training = base(steps: 60, quick: true)
    training.evaluateEvery = 5
    training.model = .strategies(StrategyModel())
    (training.dataSize, training.batch) = (6, 6)
    return training
  }

  static func verified(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 1200 : 3000, quick: quick)
    training.model = shortcut {
      ($0.easy, $0.hardShortcut, $0.shortcutStart) = (0, 0, 0)
      ($0.sharpnessRate, $0.shortcutRate, $0.memoryRate) = (0.005, 0.02, 0.3)
    }
    training.dataSize = 64
    training.advantage = .meanOnly
    training.evaluation = .training
    // Correct, shortcut, six others: the wrong answer that is accepted often is the shortcut.
    let rates = [0, 0.7] + [Double](repeating: 0.1, count: 6)
    training.reward = .verifier(AcceptanceRates(truePositive: 0.9, falsePositives: rates))
    return training
  }

  static func independent(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 800 : 3000, quick: quick)
    training.model = .shortcut(ShortcutModel().independent)
    training.dataSize = quick ? 64 : 512
    training.evaluation = .training
    return training
  }

  static func coin(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 600 : 3000, quick: quick)
    training.reward = .random()
    return training
  }

  static func sharpness(quick: Bool) -> CoupledTraining {
    var training = base(steps: quick ? 800 : 3000, quick: quick)
    training.model = shortcut { $0.sharpnessRate = 0.1 }
    return training
  }
}
