import ArgumentParser

/// `sharpen simulate`: what training does to policies, problem by problem or with shared parameters.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Train policies: by majority vote, by any objective, with shared parameters, or a named scenario.",
    discussion: """
      votes (what runs if none is named) is fast and sees majority voting on independent problems alone. objective takes \
      any reward, advantage, loss and update, exactly or on drawn rollouts, also on policies that write tokens. coupled \
      lets problems share parameters, without which nothing collapses (T40). scenario runs a named experiment.

      EXAMPLE: sharpen simulate --problems 200 --rollouts 8 --beta 4 --steps 30 --share-right 0.6 --rank-correlation 0.8

      EXAMPLE: sharpen simulate objective --preset trl --reward probability --policy 0.4,0.35,0.25 --correct-answers 1 --steps 20

      EXAMPLE: sharpen simulate coupled --set steps=300 --replicates 4
      """,
    subcommands: [SimulateVotes.self, SimulateObjective.self, SimulateCoupled.self, SimulateScenario.self],
    defaultSubcommand: SimulateVotes.self)
}
