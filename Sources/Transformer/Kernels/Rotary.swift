internal import Foundation

/// Rotary positions: coordinates j and j + width/2 of a head's vector at position p turn by p·θ^(−2j/width).
///
/// Source: Su et al., RoFormer, 2021, in the half-split layout of the Llama and Qwen families.
struct Rotary: Sendable {
  /// cos and sin of position p and pair j at p·(width/2) + j.
  private let cosines: [Float]
  private let sines: [Float]
  private let half: Int
  /// The positions that the tables cover.
  let positions: Int

  /// Makes the tables in double precision.
  init(positions: Int, width: Int, theta: Double) {
    precondition(width % 2 == 0, "rotary positions turn pairs of coordinates; \(width) is odd")
    half = width / 2
    self.positions = positions
    var cosines: [Float] = []
    var sines: [Float] = []
    for position in 0..<positions {
      for pair in 0..<half {
        let angle = Double(position) * pow(theta, -2 * Double(pair) / Double(width))
        cosines.append(Float(cos(angle)))
        sines.append(Float(sin(angle)))
      }
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// Turns the vectors of one row in place: forwards, or backwards for gradients.
  func turn(
    _ array: inout [Float], at start: Int, groups: Int, position: Int, backwards: Bool = false
  ) {
    var x = array.mutableSpan
    precondition(
      position < positions && start + groups * 2 * half <= x.count, "a position beyond the rotary tables")
    let cosines = cosines.span
    let sines = sines.span
    let table = position &* half
    let whole = half / 16 * 16
    for pair in Swift.stride(from: 0, to: whole, by: 16) {
      let c = cosines.lanes(table &+ pair)
      var s = sines.lanes(table &+ pair)
      if backwards { s = -s }
      for group in 0..<groups {
        let first = start &+ group &* 2 &* half &+ pair
        let a = x.lanes(first)
        let b = x.lanes(first &+ half)
        x.store(a * c - b * s, at: first)
        x.store(b * c + a * s, at: first &+ half)
      }
    }
    let sign: Float = backwards ? -1 : 1
    for group in 0..<groups {
      let first = start &+ group &* 2 &* half
      for pair in whole..<half {
        let c = unsafe cosines[unchecked: table &+ pair]
        let s = unsafe sines[unchecked: table &+ pair] * sign
        let a = unsafe x[unchecked: first &+ pair]
        let b = unsafe x[unchecked: first &+ half &+ pair]
        unsafe x[unchecked: first &+ pair] = a * c - b * s
        unsafe x[unchecked: first &+ half &+ pair] = b * c + a * s
      }
    }
  }
}
