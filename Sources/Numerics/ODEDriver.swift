internal import CGSL

/// GSL's driver of one solution: owns its memory and frees it with its owner.
@safe
struct ODEDriver: ~Copyable {
  /// The time of `state`.
  private(set) var time: Double
  /// The solution at `time`.
  private(set) var state: [Double]
  private let method: ODE.Method
  private let functions: ODEFunctions
  private let system: UnsafeMutablePointer<gsl_odeiv2_system>
  private let driver: UnsafeMutablePointer<gsl_odeiv2_driver>

  init(_ ode: ODE, state: [Double], time: Double) {
    GSLStatus.silenceHandler
    self.time = time
    self.state = state
    method = ode.method
    functions = ODEFunctions(ode)
    unsafe system = .allocate(capacity: 1)
    // The driver keeps this pointer and the functions' address; both live as long as it does.
    let address = unsafe Unmanaged.passUnretained(functions).toOpaque()
    unsafe system.initialize(
      to: gsl_odeiv2_system(
        function: fieldOfODE, jacobian: jacobianOfODE, dimension: ode.dimension, params: address))
    let choice: cgsl_ode_method
    switch ode.method {
    case .rungeKutta89: choice = CGSL_ODE_RK8PD
    case .fehlberg45: choice = CGSL_ODE_RKF45
    case .adams: choice = CGSL_ODE_MSADAMS
    case .backwardDifferences: choice = CGSL_ODE_MSBDF
    }
    let allocated = unsafe cgsl_ode_driver_alloc(
      system, Int32(choice.rawValue), 1e-6, ode.absolute, ode.relative)
    guard let driver = unsafe allocated else { preconditionFailure("no memory for an integration") }
    unsafe self.driver = driver
    unsafe gsl_odeiv2_driver_set_nmax(driver, UInt(ODE.maximalSteps))
  }

  deinit {
    unsafe gsl_odeiv2_driver_free(driver)
    unsafe system.deinitialize(count: 1)
    unsafe system.deallocate()
  }

  /// Integrates up to a time.
  mutating func advance(to goal: Double) throws(NumericsError) {
    if goal <= time { return }
    let status = unsafe state.withUnsafeMutableBufferPointer {
      unsafe gsl_odeiv2_driver_apply(driver, &time, goal, $0.baseAddress)
    }
    try check(status, goal)
  }

  /// Takes one step of the solver's own choice, not beyond a time.
  mutating func step(to goal: Double) throws(NumericsError) {
    let parts = unsafe driver.pointee
    let status = unsafe state.withUnsafeMutableBufferPointer {
      unsafe gsl_odeiv2_evolve_apply(
        parts.e, parts.c, parts.s, system, &time, goal, &driver.pointee.h, $0.baseAddress)
    }
    try check(status, goal)
  }

  private func check(_ status: Int32, _ goal: Double) throws(NumericsError) {
    if Int(status) == GSL_SUCCESS && state.allSatisfy({ $0.isFinite }) { return }
    let reason: NumericsError.Reason
    switch Int(status) {
    case GSL_SUCCESS: reason = .notFinite
    case GSL_EMAXITER: reason = .tooManySteps
    default: reason = .stepTooSmall
    }
    throw .integrationStopped(method: method, time: time, goal: goal, reason: reason)
  }
}

/// What C's callbacks find behind their last argument.
private final class ODEFunctions {
  let ode: ODE
  init(_ ode: ODE) { self.ode = ode }
}

/// The field for C; a speed that is not finite returns the status on which GSL halves its step.
private func fieldOfODE(
  time: Double, state: UnsafePointer<Double>?, speed: UnsafeMutablePointer<Double>?,
  parameters: UnsafeMutableRawPointer?
) -> Int32 {
  guard let address = unsafe parameters else { return Int32(GSL_EFAULT) }
  let ode = unsafe Unmanaged<ODEFunctions>.fromOpaque(address).takeUnretainedValue().ode
  let from = unsafe UnsafeBufferPointer(start: state, count: ode.dimension)
  let to = unsafe UnsafeMutableBufferPointer(start: speed, count: ode.dimension)
  var target = unsafe to.mutableSpan
  unsafe ode.field(time, from.span, &target)
  for component in target.indices where !target[component].isFinite { return Int32(GSL_EDOM) }
  return Int32(GSL_SUCCESS)
}

/// The Jacobian for C.
private func jacobianOfODE(
  time: Double, state: UnsafePointer<Double>?, slopes: UnsafeMutablePointer<Double>?,
  drift: UnsafeMutablePointer<Double>?, parameters: UnsafeMutableRawPointer?
) -> Int32 {
  guard let address = unsafe parameters else { return Int32(GSL_EFAULT) }
  let ode = unsafe Unmanaged<ODEFunctions>.fromOpaque(address).takeUnretainedValue().ode
  guard let jacobian = ode.jacobian else { return Int32(GSL_EFAULT) }
  let count = ode.dimension
  let from = unsafe UnsafeBufferPointer(start: state, count: count)
  let matrix = unsafe UnsafeMutableBufferPointer(start: slopes, count: count * count)
  let vector = unsafe UnsafeMutableBufferPointer(start: drift, count: count)
  var first = unsafe matrix.mutableSpan
  var second = unsafe vector.mutableSpan
  unsafe jacobian(time, from.span, &first, &second)
  return Int32(GSL_SUCCESS)
}
