/// The layouts of training logs that can be read.
public enum RunFormat: String, CaseIterable, Sendable {
  /// verl's file logger: `{"step": 1, "data": {…}}` a line.
  case verlFile = "verl-file"
  /// What verl prints: `step:1 - name:value - name:value`.
  case verlConsole = "verl-console"
  /// What transformers' Trainer saves: `trainer_state.json` with its `log_history`.
  case trainerState = "trainer-state"
  /// What transformers' Trainer prints: `{'loss': 0.1, 'epoch': 0.01}`.
  case trainerConsole = "trainer-console"
  /// What OpenRLHF prints: `Global step 1: {…}`.
  case openRLHFConsole = "openrlhf-console"
  /// A chart exported from Weights & Biases: `"Step","run - metric","run - metric__MIN","run - metric__MAX"`.
  case wandbTable = "wandb-csv"
  /// A run's own file of Weights & Biases, `run-….wandb`.
  case wandbRecords = "wandb"
  /// The history of a run of Weights & Biases: a JSON object with `_step` a line.
  case wandbHistory = "wandb-history"
  /// TensorBoard's `events.out.tfevents.…`.
  case tensorBoard = "tensorboard"
  /// What `sharpen simulate --csv` prints.
  case simulationTable = "simulate-csv"
  /// What `sharpen simulate --json` prints.
  case simulation = "simulate-json"
  /// A table with a header, of commas, tabs or semicolons.
  case table = "csv"
  /// A JSON object a line, or an array of objects.
  case objects = "jsonl"
}
