import Foundation
import Sharpening
import Testing

@Suite("Whitened recursion with a fixed reference")
struct WhitenedRecursionTests {
  static func settled(_ recursion: WhitenedRecursion, _ steps: Int = 2000) -> Double {
    1 / (1 + exp(-recursion.iterated(from: recursion.reference, steps: steps)))
  }

  @Test(
    "the check values of T46 are missed",
    arguments: [(1.0, 0.6812992438, 0.38907), (4, 0.3012415162, -0.10830)])
  func goldens(beta: Double, point: Double, slope: Double) {
    let recursion = WhitenedRecursion(reference: 0.2, beta: beta, epsilon: 1e-6)
    #expect(abs(Self.settled(recursion) - point) <= 5e-11)
    #expect(abs(recursion.slope(at: point) - slope) <= 5e-6)
    let found = recursion.fixedPoints
    let match = found.contains {
      abs($0.probability - point) <= 5e-11 && abs($0.slope - slope) <= 5e-6 && $0.isStable
    }
    #expect(match, "\(found)")
    #expect(found.allSatisfy { $0.logOdds > recursion.reference })
    if beta == 1 { #expect(found.contains { abs($0.probability - 0.93469) <= 5e-6 && !$0.isStable }) }
  }

  @Test("both fixed points attract, or the cycle is another (T46)")
  func cycle() {
    let recursion = WhitenedRecursion(reference: 0.0082, beta: 1.2, epsilon: 0)
    let points = recursion.fixedPoints
    #expect(points.count == 2 && points.allSatisfy { !$0.isStable })
    #expect(abs(points[0].probability - 0.10804) <= 5e-6 && abs(abs(points[0].slope) - 1.052) <= 5e-4)
    #expect(abs(points[1].probability - 0.99254) <= 5e-6)
    let pair = [2000, 2001].map { Self.settled(recursion, $0) }.sorted()
    #expect(abs(pair[0] - 0.05329) <= 5e-6 && abs(pair[1] - 0.25254) <= 5e-6)
    // |h'| = |1 − 2p*|·(logit p* − logit p_ref)/2 at fixed points with ε = 0.
    for point in points {
      let expected = abs(1 - 2 * point.probability) * (point.logOdds - recursion.reference) / 2
      #expect(abs(abs(point.slope) - expected) <= 1e-10 * expected)
    }
  }

  @Test(
    "the slope is not the derivative (T46)", arguments: [(0.2, 1.0, 1e-6), (0.0082, 1.2, 0), (0.5, 0.3, 0.1)])
  func slopes(reference: Double, beta: Double, epsilon: Double) {
    let recursion = WhitenedRecursion(reference: reference, beta: beta, epsilon: epsilon)
    for p in [0.05, 0.3, 0.5, 0.8] {
      let h = 1e-6
      let difference = (recursion.next(p + h) - recursion.next(p - h)) / (2 * h)
      #expect(abs(difference - recursion.slope(at: p)) <= 1e-7 * max(1, abs(difference)))
      let closed =
        1 / (1 + (1 - reference) / reference * exp(-1 / (beta * (p * (1 - p) + epsilon).squareRoot())))
      #expect(abs(recursion.next(p) - closed) <= 1e-14)
    }
    for point in recursion.fixedPoints where point.probability < 1 - 1e-9 {
      #expect(abs(recursion.slope(at: point.probability) - point.slope) <= 1e-6 * max(1, abs(point.slope)))
      #expect(
        abs(recursion.next(logOdds: point.logOdds) - point.logOdds) <= 1e-9 * max(1, abs(point.logOdds))
          * max(1, abs(point.slope)))
    }
  }

  @Test("the mirror version is slower than its bound or than T2 (T46)", arguments: [1e-3, 1, 1000.0])
  func mirror(beta: Double) {
    let recursion = WhitenedRecursion(reference: 0.3, beta: beta, epsilon: 1e-4)
    var L = recursion.reference
    for _ in 0..<50 {
      let next = recursion.nextMirror(logOdds: L)
      #expect(next - L >= (1 - 1e-9) / (beta * (0.25 + 1e-4).squareRoot()) - 1e-12 * abs(L))
      L = next
    }
    // In the end 1/(β√ε) a step.
    let late = recursion.nextMirror(logOdds: 100) - 100
    #expect(abs(late * beta * 1e-2 - 1) <= 1e-9)
    #expect(recursion.next(1) == 1 / (1 + exp(-(recursion.reference + 100 / beta))))
  }

  @Test("the recursion breaks at extreme logits (T46)")
  func extremes() {
    let recursion = WhitenedRecursion(reference: 1e-300, beta: 1000, epsilon: 0)
    #expect(recursion.next(1) == 1)
    #expect(recursion.next(logOdds: 2000) == .infinity && recursion.next(logOdds: 700).isFinite)
    #expect(
      WhitenedRecursion(reference: 0.5, beta: 1e-3, epsilon: 1e-6).fixedPoints.contains {
        $0.probability == 1
      })
  }
}
