import Foundation
import Measurement
import Training

/// Shows a training's events on a terminal: one line, with what was measured last.
final class TrainingProgress {
  private var line: Progress?
  private var stage = ""
  private var tokens = 0.0

  func show(_ event: TrainingJob.Event) {
    switch event {
    case .pretraining(let step, let steps, let loss):
      begin("pretraining", steps - step + 1, "updates")
      line?.advance(note: String(format: "loss %.3f", loss))
    case .prior(let source):
      finish()
      if isatty(2) == 1 { FileHandle.standardError.write(Data("prior \(source)\n".utf8)) }
    case .step(let step, let steps, let row):
      begin("training", steps - step, "tokens")
      let now = row[.tokens] ?? tokens
      line?.advance(units: now - tokens, note: Self.note(row))
      tokens = now
    case .checkpoint: break
    }
  }

  private func begin(_ stage: String, _ total: Int, _ unit: String) {
    if self.stage == stage { return }
    finish()
    self.stage = stage
    line = Progress(stage, total: total, unit: (unit, 1))
  }

  private static let shown: [(Trajectory.Column, String)] = [
    (.reward, "reward"), (.heldoutAccuracy, "held-out"), (.labelAccuracy, "label"),
    (.majorityRatio, "majority"),
    (.actorEntropy, "entropy"), (.responseLength, "length"),
  ]

  private static func note(_ row: [Trajectory.Column: Double]) -> String {
    shown.compactMap { column, name in row[column].map { "\(name) \(Format.number($0))" } }.joined(
      separator: "  ")
  }

  /// Wipes the line.
  func finish() {
    line?.finish()
    line = nil
  }
}
