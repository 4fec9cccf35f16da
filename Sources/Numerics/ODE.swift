/// A system of ordinary differential equations ẏ = f(t, y) with the way to solve it.
///
/// The solvers are GSL's `odeiv2`: variable steps, the local error of each kept below `absolute` + `relative`·|y| in every
/// component. The global error is usually some ten times as large, and more where solutions separate; a test against a
/// closed form therefore asks for two digits less than the tolerance.
///
///     let decay = ODE(dimension: 1) { t, y, speed in speed[0] = -y[0] }
///     let states = try decay.states(at: [1, 2], from: [1])   // [[0.3678…], [0.1353…]]
///
/// Nothing is shared between values or kept between calls; the same call gives the same bits.
public struct ODE {
  /// The recursions that GSL offers and this project uses.
  public enum Method: String, CaseIterable, Codable, Sendable {
    /// Runge, Kutta, Prince and Dormand's pair of orders 8 and 9; the best for smooth fields and tight tolerances.
    case rungeKutta89 = "rk8pd"
    /// Runge, Kutta and Fehlberg's pair of orders 4 and 5.
    case fehlberg45 = "rkf45"
    /// Adams' linear multistep method of orders 1 to 12, for costly fields.
    case adams = "msadams"
    /// Backward differentiation of orders 1 to 5, for stiff systems; needs a Jacobian.
    case backwardDifferences = "msbdf"
  }

  /// Writes f(t, y) into its last argument, which has one entry a component.
  public typealias Field = (_ time: Double, _ state: Span<Double>, _ speed: inout MutableSpan<Double>) -> Void
  /// Writes ∂fᵢ/∂yⱼ at i·dimension + j of `slopes`, and ∂fᵢ/∂t at i of `drift`.
  public typealias Jacobian = (
    _ time: Double, _ state: Span<Double>, _ slopes: inout MutableSpan<Double>,
    _ drift: inout MutableSpan<Double>
  ) -> Void

  /// The number of components, ≥ 1.
  public let dimension: Int
  /// The recursion.
  public let method: Method
  /// The absolute tolerance of a step, ≥ 0.
  public let absolute: Double
  /// The relative tolerance of a step, ≥ 0; one of the two is positive.
  public let relative: Double
  let field: Field
  let jacobian: Jacobian?

  /// The most steps between two output times.
  public static let maximalSteps = 1_000_000

  /// Makes a system.
  ///
  /// - Parameters:
  ///   - dimension: ≥ 1.
  ///   - method: the recursion; `.backwardDifferences` needs a Jacobian.
  ///   - absolute: ≥ 0, and positive where a component may become 0.
  ///   - relative: ≥ 0; below 10⁻¹⁴ steps become too small for the arithmetic.
  ///   - jacobian: of the field; other methods ignore it.
  ///   - field: f. A number that is not finite makes the solver try a smaller step.
  public init(
    dimension: Int, method: Method = .rungeKutta89, absolute: Double = 1e-12, relative: Double = 1e-12,
    jacobian: Jacobian? = nil, field: @escaping Field
  ) {
    precondition(dimension >= 1, "a system has at least one component, not \(dimension)")
    precondition(
      absolute >= 0 && relative >= 0 && absolute + relative > 0 && (absolute + relative).isFinite,
      "tolerances are at least 0, and one is positive, unlike \(absolute) and \(relative)")
    precondition(
      method != .backwardDifferences || jacobian != nil, "backward differences need a Jacobian")
    self.dimension = dimension
    self.method = method
    self.absolute = absolute
    self.relative = relative
    self.field = field
    self.jacobian = jacobian
  }

  /// The states at the given times.
  ///
  /// - Parameters:
  ///   - times: not decreasing, none before `start`.
  ///   - state: at `start`; one finite number a component.
  ///   - start: the time of `state`.
  /// - Returns: one state a time.
  /// - Throws: `NumericsError.integrationStopped` with the time reached.
  public func states(
    at times: [Double], from state: [Double], startingAt start: Double = 0
  ) throws(NumericsError) -> [[Double]] {
    requireState(state)
    precondition(
      zip([start] + times, times).allSatisfy { $0 <= $1 } && times.allSatisfy { $0.isFinite },
      "output times do not decrease")
    var driver = ODEDriver(self, state: state, time: start)
    var result: [[Double]] = []
    for time in times {
      try driver.advance(to: time)
      result.append(driver.state)
    }
    return result
  }

  /// The state at one time.
  public func state(
    at time: Double, from state: [Double], startingAt start: Double = 0
  ) throws(NumericsError) -> [Double] {
    try states(at: [time], from: state, startingAt: start)[0]
  }

  /// A time at which a function of the state vanishes, and the state there.
  public struct Crossing: Sendable, Equatable {
    /// The time.
    public let time: Double
    /// The state.
    public let state: [Double]
  }

  /// The first sign change of g(t, y) between two solver steps, by bisection of that step.
  ///
  /// Two changes within one step cancel and go unnoticed. A g that is 0 at the start counts as crossed there.
  /// - Parameters:
  ///   - state: at `start`.
  ///   - start: the time of `state`.
  ///   - limit: where to give up, ≥ `start`.
  ///   - g: a continuous function.
  /// - Returns: the crossing, to about 10⁻¹⁵ of its time, or nil where there is none up to `limit`.
  /// - Throws: `NumericsError.integrationStopped` with the time reached.
  public func crossing(
    from state: [Double], startingAt start: Double = 0, until limit: Double,
    of g: (_ time: Double, _ state: [Double]) -> Double
  ) throws(NumericsError) -> Crossing? {
    requireState(state)
    precondition(start <= limit && limit.isFinite, "a search ends at a finite time after its start")
    let sign = g(start, state)
    if sign == 0 { return Crossing(time: start, state: state) }
    var driver = ODEDriver(self, state: state, time: start)
    while driver.time < limit {
      var low = Crossing(time: driver.time, state: driver.state)
      try driver.step(to: limit)
      if g(driver.time, driver.state) * sign > 0 { continue }
      var high = Crossing(time: driver.time, state: driver.state)
      while true {
        let middle = low.time + (high.time - low.time) / 2
        if middle <= low.time || middle >= high.time { return high }
        let there = try self.state(at: middle, from: low.state, startingAt: low.time)
        if g(middle, there) * sign > 0 {
          low = Crossing(time: middle, state: there)
        } else {
          high = Crossing(time: middle, state: there)
        }
      }
    }
    return nil
  }

  private func requireState(_ state: [Double]) {
    precondition(
      state.count == dimension && state.allSatisfy { $0.isFinite },
      "a start has one finite number for each of \(dimension) components")
  }
}
