import Sharpening
import Testing

@Suite struct OptimiserTests {
  private func path(_ optimiser: Optimiser, _ start: [Double], _ gradients: [[Double]]) -> [Double] {
    var state = OptimiserState(optimiser, parameterCount: start.count)
    var parameters = start
    for gradient in gradients { state.descend(&parameters, gradient: gradient) }
    return parameters
  }

  @Test("momentum does not remember, or climbs")
  func sgd() {
    #expect(path(.sgd(0.5), [1], [[2]]) == [0])
    // v = 1, then 1.5: 0 − 1 − 1.5.
    #expect(path(.sgd(1, momentum: 0.5), [0], [[1], [1]]) == [-2.5])
  }

  @Test("Adam's second step is not that of the published algorithm")
  func adam() {
    let once = path(.adam(0.1), [3, 3], [[1e-3, -50]])
    #expect(abs(once[0] - 2.9) < 1e-5 && abs(once[1] - 3.1) < 1e-5)
    // m = .29, v = .004999: m/.19 over √(v/.001999).
    let twice = path(.adam(1), [0], [[1], [2]])
    #expect(abs(twice[0] + 1 + (0.29 / 0.19) / (0.004999 / 0.001999).squareRoot()) < 1e-7)
    // Without a gradient only the decay moves: θ(1 − ηλ).
    #expect(abs(path(.adam(0.1, weightDecay: 0.5), [2], [[0]])[0] - 1.9) < 1e-12)
  }

  @Test("a normalised step depends on the gradient's length, or a clipped one on more than its norm")
  func normalised() {
    for scale in [1e-3, 1, 1e6] {
      let moved = path(.rmsNormalised(0.2), [0, 0], [[3 * scale, -4 * scale]])
      // rms = 5/√2.
      #expect(abs(moved[0] + 0.6 / 5 * 2.0.squareRoot()) < 1e-5)
    }
    #expect(path(.sgd(1, clipNorm: 1), [0, 0], [[3, -4]]) == [-0.6000000000000001, 0.8])
    #expect(path(.sgd(1, clipNorm: 10), [0, 0], [[3, -4]]) == [-3, 4])
  }

  @Test("an output that is out for ever comes back")
  func outForEver() {
    for optimiser in [Optimiser.sgd(1), .adam(1, weightDecay: 0.1), .rmsNormalised(1)] {
      #expect(path(optimiser, [0, -.infinity], [[1, 0], [1, 0]])[1] == -.infinity)
    }
  }
}
