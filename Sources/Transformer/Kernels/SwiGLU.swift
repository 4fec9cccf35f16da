/// The gated unit h = g σ(g) ⊙ u, with g and u side by side in a row of 2·width.
///
/// Source: Shazeer, GLU Variants Improve Transformer, 2020.
enum SwiGLU {
  /// h (rows × width) from [g | u] (rows × 2 width).
  static func forward(
    _ gates: [Float], _ gateOffset: Int, rows: Int, width: Int, into units: inout [Float], _ offset: Int
  ) {
    let gateUp = gates.span
    var h = units.mutableSpan
    precondition(
      gateUp.count >= gateOffset + rows * 2 * width && h.count >= offset + rows * width,
      "a gate beyond its memory")
    let whole = width / 16 * 16
    for row in 0..<rows {
      let gate = gateOffset + row * 2 * width
      let up = gate + width
      let to = offset + row * width
      for i in stride(from: 0, to: whole, by: 16) {
        let g = gateUp.lanes(gate + i)
        h.store(g * gateUp.lanes(up + i) / (1 + Lanes.exponential(-g)), at: to + i)
      }
      for i in whole..<width {
        let g = gateUp[gate + i]
        h[to + i] = g * gateUp[up + i] / (1 + Lanes.exponential(Lanes(repeating: -g))[0])
      }
    }
  }

  /// With s = σ(g): dg = dh ⊙ u s (1 + g (1 − s)), du = dh ⊙ g s, over [g | u] in place.
  static func backward(_ gates: inout [Float], _ gateOffset: Int, rows: Int, width: Int, dh units: [Float]) {
    var gateUp = gates.mutableSpan
    let dh = units.span
    precondition(
      gateUp.count >= gateOffset + rows * 2 * width && dh.count >= rows * width, "a gate beyond its memory")
    let whole = width / 16 * 16
    for row in 0..<rows {
      let gate = gateOffset + row * 2 * width
      let up = gate + width
      let from = row * width
      for i in stride(from: 0, to: whole, by: 16) {
        let g = gateUp.lanes(gate + i)
        let u = gateUp.lanes(up + i)
        let upstream = dh.lanes(from + i)
        let s = 1 / (1 + Lanes.exponential(-g))
        gateUp.store(upstream * u * s * (1 + g * (1 - s)), at: gate + i)
        gateUp.store(upstream * g * s, at: up + i)
      }
      for i in whole..<width {
        let g = gateUp[gate + i]
        let u = gateUp[up + i]
        let s = 1 / (1 + Lanes.exponential(Lanes(repeating: -g))[0])
        gateUp[gate + i] = dh[from + i] * u * s * (1 + g * (1 - s))
        gateUp[up + i] = dh[from + i] * g * s
      }
    }
  }
}
