import ArgumentParser

/// The command: parse, call, print.
///
/// Everything that computes lives in the libraries below.
@main
struct Sharpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sharpen",
    abstract:
      "Tells whether the theory of unsupervised RLVR is true: claims, predictions, simulations, collapse.",
    discussion: """
      Exit codes: 0 done; 1 a check failed; 64 the command line is wrong; 65 the data are wrong; 74 input/output failed.

      EXAMPLE: sharpen verify
      """,
    version: "0.1.0",
    subcommands: [
      Verify.self, Predict.self, Simulate.self, Train.self, Generate.self, Collapse.self, Claims.self,
    ])
}
