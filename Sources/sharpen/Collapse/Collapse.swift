import ArgumentParser

/// `sharpen collapse`: whether, when and how a run collapsed, and whether that has changed.
struct Collapse: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether, when and how a training run collapsed, and guard that timing against change.",
    discussion: """
      A LOG is a file or folder that verl, TRL, OpenRLHF, TensorBoard, Weights & Biases or `sharpen simulate` wrote, or a \
      table with a column of steps; its layout is recognised. Metrics are known by many names (--map adds yours).

      show (what runs if none is named) reports on each run. record keeps the collapse steps of runs as a baseline; check \
      compares new runs with it and exits 1 when the timing has changed beyond chance; power says, before anything is \
      recorded, how many seeds it takes.

      EXAMPLE: sharpen collapse Tests/Fixtures/collapse/run.csv
      """,
    subcommands: [CollapseShow.self, CollapseRecord.self, CollapseCheck.self, CollapsePowerCommand.self],
    defaultSubcommand: CollapseShow.self)
}
