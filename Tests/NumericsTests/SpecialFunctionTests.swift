import Foundation
import SharpeningNumerics
import Testing

// Reference values: mpmath 1.3.0 with 60 digits (python3 -m pip install mpmath), printed by nstr(value, 20):
// W(e^x) by findroot(lambda u: u + exp(u) - x, x), moves by bisection of d + exp(u)*expm1(d) - x, chi(x), ncdf(x).

@Suite("Special functions")
struct SpecialFunctionTests {
  @Test(
    "w + ln w = x has another solution",
    arguments: [
      (-30, 9.357622968839299e-14, -30.000000000000093576),
      (-1, 0.27846454276107379511, -1.2784645427610737951),
      (0, 0.567143290409783873, -0.567143290409783873),
      (0.5, 0.76624860816175025888, -0.26624860816175025888),
      (1, 1, 0), (2, 1.5571455989976114169, 0.44285440100238858314),
      (4.1, 3.0010408286269897395, 1.0989591713730102605), (10, 7.9294200950196973486, 2.0705799049803026514),
      (700, 693.45830887902549834, 6.5416911209745016633),
      (710, 703.44401171195456432, 6.5559882880454356822),
      (1e4, 9990.7905809942519249, 9.2094190057480751382),
    ] as [(Double, Double, Double)])
  func exponential(x: Double, w: Double, u: Double) {
    // e^x carries |x|·2⁻⁵³ of itself where x < 0.
    #expect(abs(LambertW.ofExponential(x) - w) <= 5e-16 * max(1, -x) * w)
    #expect(abs(LambertW.logarithmOfExponential(x) - u) <= 4e-16 * max(1, abs(u)))
    if x < 700 {
      #expect(abs(LambertW.principal(exp(x)) - w) <= 2e-15 * max(1, abs(x)) * w)
    }
  }

  @Test("w + ln w = x overflows, underflows or is undefined at the ends")
  func ends() {
    #expect(LambertW.ofExponential(-800) == 0 && LambertW.logarithmOfExponential(-800) == -800)
    #expect(LambertW.ofExponential(1e308) == 1e308)
    #expect(LambertW.ofExponential(.infinity) == .infinity && LambertW.ofExponential(-.infinity) == 0)
    #expect(LambertW.logarithmOfExponential(-.infinity) == -.infinity && LambertW.ofExponential(.nan).isNaN)
    #expect(LambertW.principal(-1).isNaN && LambertW.principal(0) == 0)
    #expect(abs(LambertW.principal(-exp(-1.0)) + 1) < 1e-7)
  }

  @Test("W(e^x) satisfies its equation nowhere else but at the reference values")
  func identity() {
    for x in stride(from: -40.0, through: 4000, by: 0.37) {
      let w = LambertW.ofExponential(x)
      let u = LambertW.logarithmOfExponential(x)
      #expect(abs(w + log(w) - x) <= 1e-15 * max(1, abs(x)), "x = \(x)")
      #expect(abs(u + exp(u) - x) <= 2e-15 * max(1, abs(x)), "x = \(x)")
    }
  }

  @Test(
    "the move of ln w for a given growth of w + ln w is another one",
    arguments: [
      (-5, 1e-3, 0.00099330384622307516501), (-40, 100, 44.024906827029577387),
      (0.5, -3, -1.6636292519048669051), (3, 1e-9, 4.7425873176495509611e-11),
      (700, 1e300, 0.000098591905095993679485), (5, -1000, -851.58684089742339658),
      (30, 1e16, 6.8424295647656631305),
    ] as [(Double, Double, Double)])
  func move(u: Double, x: Double, d: Double) {
    // e^u carries u·2⁻⁵³ of itself.
    #expect(abs(LambertW.logarithmMove(x, from: u) - d) <= (1e-15 + 2.5e-16 * abs(u)) * abs(d))
    #expect(LambertW.logarithmMove(0, from: u) == 0)
  }

  @Test("the ends of a move are not finite", arguments: [-1e4, -800, -1, 0, 1, 50, 700, 800, 1e4])
  func extremes(u: Double) {
    for x in [-1e300, -1e5, -1, -1e-300, 1e-300, 1, 1e5, 1e300] {
      let d = LambertW.logarithmMove(x, from: u)
      #expect(!d.isNaN && (d == 0 || d.sign == x.sign), "u = \(u), x = \(x): \(d)")
      #expect(abs(d) <= abs(x) * (1 + 1e-15))
    }
  }

  @Test(
    "Chi or its logarithm has another value",
    arguments: [
      (1e-300, -690.19831223331217234), (1e-5, -10.935709800043695559), (0.01, -4.0279295209823916093),
      (0.5, -0.052776844956493615913), (0.52382257138986440646, 0), (1, 0.83786694098020824089),
      (5, 20.092063530105951065), (20, 12807826.332028294361), (49.9, 4.7989426731499424875e19),
      (50, 5.2928184485658454815e19), (100, 1.357776372426939911e+41), (500, 1.4064106989431471687e+214),
    ] as [(Double, Double)])
  func chi(x: Double, expected: Double) {
    // e^x by its logarithm carries x·2⁻⁵³ of itself.
    let size = max(1, abs(expected))
    #expect(abs(HyperbolicCosineIntegral.value(x) - expected) <= (2e-15 + (x > 40 ? 3e-16 * x : 0)) * size)
  }

  @Test(
    "ln Chi has another value",
    arguments: [
      (1, -0.1768959727537237337), (5, 3.000324887843079558), (20, 16.365566974231054355),
      (49.9, 45.317512384109202441), (50, 45.415467658884604172), (100, 94.71183715412512531),
      (700, 692.75720412975781717), (1000, 992.40009904480909375), (1e6, 999985.49134326147728),
    ] as [(Double, Double)])
  func logarithm(x: Double, expected: Double) {
    #expect(abs(HyperbolicCosineIntegral.logarithm(x) - expected) <= 1e-15 * max(1, abs(expected)))
  }

  @Test("Chi overflows where its logarithm is finite")
  func overflow() {
    #expect(HyperbolicCosineIntegral.value(700).isFinite && HyperbolicCosineIntegral.value(800) == .infinity)
    #expect(HyperbolicCosineIntegral.logarithm(1e300) == 1e300)
  }

  @Test(
    "the normal law has another tail",
    arguments: [
      (-30, 4.9067139271481870595e-198), (-8, 6.2209605742717841235e-16), (-1, 0.15865525393145705141),
      (0.25, 0.59870632568292372424), (3, 0.99865010196836990547),
    ] as [(Double, Double)])
  func normal(x: Double, expected: Double) {
    #expect(abs(StandardNormal.cdf(x) - expected) <= 2e-14 * expected)
  }
}
