import Foundation
import Testing

@testable import Measurement

@Suite("Gauss–Legendre quadrature")
struct GaussLegendreTests {
  // Positive weights with sum 1: the error is a few units in the last place of 1, and grows slowly with the
  // nodes.
  @Test("a rule integrates every power up to its degree", arguments: [0, 1, 2, 3, 7, 20, 63, 127, 128, 300])
  func exactness(degree: Int) {
    let rule = GaussLegendre.rule(exactTo: degree)
    #expect(rule.count == degree / 2 + 1)
    #expect(rule.allSatisfy { 0 < $0.position && $0.position < 1 && $0.weight > 0 })
    for power in 0...degree {
      let integral = rule.reduce(0) { $0 + $1.weight * pow($1.position, Double(power)) }
      #expect(abs(integral - 1 / Double(power + 1)) <= 1e-14, "degree \(degree), power \(power)")
    }
  }

  @Test("a rule with one node fewer would not do")
  func planted() {
    let rule = GaussLegendre.rule(exactTo: 5)
    let integral = rule.reduce(0) { $0 + $1.weight * pow($1.position, 6) }
    #expect(abs(integral - 1.0 / 7) > 1e-4)
  }
}
