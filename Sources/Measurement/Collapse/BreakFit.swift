/// The best break of a curve in the least-squares sense, found in one pass over prefix sums.
struct BreakFit {
  let model: ChangePoint.Model
  /// The position of the first value after the break.
  let index: Int
  /// RSS₀ without the break.
  let unbroken: Double
  /// RSS₁ with it.
  let residual: Double
  let before: Double
  let after: Double
  /// The fitted value at the first step of a broken line, or the mean before.
  private let origin: Double

  /// (RSS₀ − RSS₁)/RSS₁, where sums up to `floor` are rounding.
  func clarity(floor: Double) -> Double {
    let gain = unbroken - residual
    return gain <= floor ? 0 : gain / max(residual, floor)
  }

  /// Nil where no break changes the curve in the direction.
  init?(
    steps: [Int], values: [Double], model: ChangePoint.Model, direction: CollapseCondition.Direction?
  ) {
    self.model = model
    let n = values.count
    let margin = max(2, n / 50)
    guard n > 2 * margin else { return nil }
    let mean = values.reduce(0, +) / Double(n)
    let y = values.map { $0 - mean }
    let total = y.reduce(0) { $0 + $1 * $1 }
    func allowed(_ change: Double) -> Bool {
      switch direction {
      case .falls: change < 0
      case .rises: change > 0
      case nil: change != 0
      }
    }
    var best: (index: Int, gain: Double, change: Double)?
    switch model {
    case .level:
      var sum = 0.0
      for k in 1..<n {
        sum += y[k - 1]
        guard k >= margin && k <= n - margin else { continue }
        // The rest adds up to −sum.
        let a = Double(k)
        let b = Double(n - k)
        let gain = sum * sum * (1 / a + 1 / b)
        let change = -sum / b - sum / a
        if allowed(change) && gain > best?.gain ?? 0 { best = (k, gain, change) }
      }
      guard let best else { return nil }
      let first = values[..<best.index].reduce(0, +) / Double(best.index)
      index = best.index
      unbroken = total
      residual = max(0, total - best.gain)
      before = first
      after = values[best.index...].reduce(0, +) / Double(n - best.index)
      origin = first
    case .slope:
      let (u, centre, scale) = Self.centred(steps)
      var uu = 0.0
      var uy = 0.0
      for i in 0..<n {
        uu += u[i] * u[i]
        uy += u[i] * y[i]
      }
      // Sums over the places after the corner: 1, u, u², y, uy.
      var m = 0.0
      var su = 0.0
      var suu = 0.0
      var sy = 0.0
      var suy = 0.0
      for k in stride(from: n - 2, to: 0, by: -1) {
        let v = u[k + 1]
        m += 1
        su += v
        suu += v * v
        sy += y[k + 1]
        suy += v * y[k + 1]
        guard k >= margin && k < n - margin else { continue }
        // The hinge max(0, u − u_k), freed of its mean and of its part along u.
        let h = su - m * u[k]
        let hh = suu - 2 * u[k] * su + m * u[k] * u[k] - h * h / Double(n)
        let hu = suu - u[k] * su
        let q = hh - hu * hu / uu
        guard q > 1e-12 else { continue }
        let change = (suy - u[k] * sy - uy * hu / uu) / q
        let gain = change * change * q
        if allowed(change) && gain > best?.gain ?? 0 { best = (k, gain, change) }
      }
      guard let best else { return nil }
      let line = total - uy * uy / uu
      var h = 0.0
      var hu = 0.0
      for i in best.index..<n {
        h += u[i] - u[best.index]
        hu += (u[i] - u[best.index]) * u[i]
      }
      let slope = (uy - best.change * hu) / uu
      index = best.index
      unbroken = line
      residual = max(0, line - best.gain)
      before = slope / scale
      after = (slope + best.change) / scale
      origin = mean - best.change * h / Double(n) + slope * (Double(steps[0]) - centre) / scale
    }
  }

  /// The fitted curve.
  func fitted(_ steps: [Int]) -> [Double] {
    steps.indices.map { i in
      switch model {
      case .level: return i < index ? before : after
      case .slope:
        let corner = Double(steps[index])
        let x = Double(steps[i])
        return origin + before * (min(x, corner) - Double(steps[0])) + after * max(0, x - corner)
      }
    }
  }

  /// The least-squares mean or line of the whole curve.
  static func unbroken(steps: [Int], values: [Double], model: ChangePoint.Model) -> [Double] {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    guard model == .slope else { return values.map { _ in mean } }
    let u = centred(steps).u
    let slope = zip(u, values).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / u.reduce(0) { $0 + $1 * $1 }
    return u.map { mean + slope * $0 }
  }

  /// Steps with mean 0 and a range of 1.
  private static func centred(_ steps: [Int]) -> (u: [Double], centre: Double, scale: Double) {
    let centre = steps.reduce(0.0) { $0 + Double($1) } / Double(steps.count)
    let scale = Double((steps.last ?? 0) - (steps.first ?? 0))
    return (steps.map { (Double($0) - centre) / scale }, centre, scale)
  }
}
