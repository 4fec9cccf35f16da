import Measurement

/// A trajectory of one column, from step 0.
func curve(_ column: Trajectory.Column, _ values: [Double]) -> Trajectory {
  var run = Trajectory()
  for (step, value) in values.enumerated() { run.append(step: step, [column: value]) }
  return run
}

/// A curve that changes its slope at one place.
func tent(_ count: Int, from start: Double, _ before: Double, to corner: Int, _ after: Double) -> [Double] {
  (0..<count).map { step in
    let rise: Double = before * Double(min(step, corner))
    let fall: Double = after * Double(max(0, step - corner))
    return start + rise + fall
  }
}
