import Foundation
import SharpeningNumerics
import Testing

@Suite("Ordinary differential equations")
struct ODETests {
  /// The harmonic oscillator, whose solution is (cos t, −sin t).
  static func oscillator(_ method: ODE.Method) -> ODE {
    ODE(
      dimension: 2, method: method, absolute: 1e-11, relative: 1e-11,
      jacobian: { _, _, slopes, drift in
        for (place, value) in [0.0, 1, -1, 0].enumerated() { slopes[place] = value }
        for place in 0..<2 { drift[place] = 0 }
      },
      field: { _, y, speed in
        speed[0] = y[1]
        speed[1] = -y[0]
      })
  }

  // Ten periods of steps with an error of 10⁻¹¹ each: 10⁻⁸ leaves the methods a factor for their number.
  @Test("a method solves another equation", arguments: ODE.Method.allCases)
  func oscillator(method: ODE.Method) throws {
    let times = (0...20).map { 3 * Double($0) }
    let states = try Self.oscillator(method).states(at: times, from: [1, 0])
    for (t, y) in zip(times, states) {
      #expect(abs(y[0] - cos(t)) <= 1e-7 && abs(y[1] + sin(t)) <= 1e-7, "\(method) at \(t)")
    }
    #expect(states[0] == [1, 0])
  }

  @Test("time does not reach the field, or the start is taken for 0")
  func nonAutonomous() throws {
    let ode = ODE(dimension: 1) { t, _, speed in speed[0] = 2 * t }
    #expect(abs(try ode.state(at: 3, from: [4], startingAt: 2)[0] - 9) <= 1e-11)
    #expect(try ode.states(at: [], from: [1]).isEmpty)
    #expect(try ode.states(at: [2, 2], from: [1], startingAt: 2) == [[1], [1]])
  }

  @Test("a stiff system takes too many steps with backward differences")
  func stiff() throws {
    // ẏ = −10⁶ (y − cos t): y follows cos t within 10⁻⁶.
    let ode = ODE(
      dimension: 1, method: .backwardDifferences, absolute: 1e-9, relative: 1e-9,
      jacobian: { t, _, slopes, drift in
        slopes[0] = -1e6
        drift[0] = -1e6 * sin(t)
      },
      field: { t, y, speed in speed[0] = -1e6 * (y[0] - cos(t)) })
    #expect(abs(try ode.state(at: 5, from: [1])[0] - cos(5)) <= 2e-6)
  }

  @Test("an equation that ends in a pole is not refused, or the time reached is wrong")
  func pole() {
    // ẏ = y² from 1 has its pole at 1.
    let ode = ODE(dimension: 1) { _, y, speed in speed[0] = y[0] * y[0] }
    do {
      let state = try ode.state(at: 2, from: [1])
      Issue.record("reached \(state)")
    } catch {
      guard case .integrationStopped(let method, let time, let goal, let reason) = error else { return }
      #expect(method == .rungeKutta89 && goal == 2)
      #expect(time > 0.999 && time < 1.001, "\(time)")
      #expect(reason != .notFinite || time > 0.999)
    }
  }

  @Test("a field that is nowhere finite is integrated")
  func notFinite() {
    let ode = ODE(dimension: 1) { _, _, speed in speed[0] = .nan }
    #expect(throws: NumericsError.self) { try ode.state(at: 1, from: [0]) }
    let later = ODE(dimension: 1) { t, _, speed in speed[0] = t > 0.5 ? .nan : 1 }
    do {
      let state = try later.state(at: 1, from: [0])
      Issue.record("reached \(state)")
    } catch {
      guard case .integrationStopped(_, let time, _, let reason) = error else { return }
      #expect(reason == .stepTooSmall && abs(time - 0.5) < 1e-6, "\(time)")
    }
  }

  @Test("an error does not say where the integration stopped")
  func message() {
    let error = NumericsError.integrationStopped(method: .adams, time: 0.5, goal: 2, reason: .tooManySteps)
    #expect(
      error.description
        == "integration by msadams stopped at time 0.5 of 2: it takes too many steps; try another method or tolerance"
    )
  }

  @Test("a crossing is found elsewhere than where the function vanishes", arguments: ODE.Method.allCases)
  func crossing(method: ODE.Method) throws {
    let found = try Self.oscillator(method).crossing(from: [1, 0], until: 10) { _, y in y[0] - 0.5 }
    let crossing = try #require(found)
    #expect(abs(crossing.time - .pi / 3) <= 1e-8)
    #expect(abs(crossing.state[0] - 0.5) <= 1e-9)
    let none = try Self.oscillator(method).crossing(from: [1, 0], until: 10) { _, y in y[0] - 1.5 }
    #expect(none == nil)
    let late = try Self.oscillator(method).crossing(from: [1, 0], until: 1) { _, y in y[0] - 0.5 }
    #expect(late == nil)
    let first = try Self.oscillator(method).crossing(from: [1, 0], startingAt: 7, until: 8) { t, _ in t - 7 }
    #expect(first?.time == 7 && first?.state == [1, 0])
  }

  @Test("the same integration gives other bits, or two at once disturb each other")
  func repeatable() async throws {
    let once = try Self.oscillator(.rungeKutta89).state(at: 20, from: [1, 0])
    let many = try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<8 {
        group.addTask { try Self.oscillator(.rungeKutta89).state(at: 20, from: [1, 0]) }
      }
      return try await group.reduce(into: [[Double]]()) { $0.append($1) }
    }
    #expect(many.count == 8 && many.allSatisfy { $0 == once })
  }
}
