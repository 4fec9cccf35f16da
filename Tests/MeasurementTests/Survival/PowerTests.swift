import Measurement
import Testing

@Suite("Power")
struct PowerTests {
  static let pilot: [SurvivalTime] = (0..<10).map { .collapsed(100 + 6 * $0) }

  @Test("no shift is found more often than the rate")
  func null() {
    var random = SplitMix(state: 1)
    let power = CollapsePower(
      pilot: Self.pilot, seeds: 6, shift: 0, falseAlarm: 0.1, replicates: 600
    ) { random.uniform() }
    // At a true rate of at most 0.1, more than 101 alarms in 600 have chance 2·10⁻⁷.
    #expect(TailProbability.binomialUpper(102, trials: 600, probability: 0.1) < 1e-6)
    #expect(power.power * 600 <= 101.5)
    #expect(power.interval.contains(power.power))
  }

  @Test("a shift beyond the pilot's spread is not always found, or none found with too few seeds")
  func sure() {
    var random = SplitMix(state: 2)
    // 100 ... 154 against 50 ... 77: every deal is the extreme one.
    let power = CollapsePower(pilot: Self.pilot, seeds: 4, shift: 0.5, replicates: 50) { random.uniform() }
    #expect(power.power == 1)
    let few = CollapsePower(pilot: Self.pilot, seeds: 2, shift: 0.5, replicates: 50) { random.uniform() }
    #expect(few.power == 0, "1/6 is not below 0.05")
    #expect(power.sentence.contains("4 seeds") && power.sentence.contains("50 % earlier"))
  }

  @Test("the seeds needed start below what any p-value allows, or stop before the target")
  func needed() throws {
    var random = SplitMix(state: 3)
    let powers = CollapsePower.needed(pilot: Self.pilot, shift: 0.25, replicates: 200) { random.uniform() }
    #expect(powers.first?.seeds == 3, "1/20 is the first at 0.05")
    #expect(try #require(powers.last).power >= 0.8)
    #expect(powers.dropLast().allSatisfy { $0.power < 0.8 })
  }

  @Test("runs that the pilot never saw collapse are drawn as collapses")
  func censored() {
    var random = SplitMix(state: 4)
    let pilot: [SurvivalTime] = [.collapsed(50)] + (0..<9).map { _ in .censored(100) }
    // Nine of ten draws are censored, so a shift of a collapsed tenth is hardly seen.
    let power = CollapsePower(pilot: pilot, seeds: 8, shift: 0.25, replicates: 100) { random.uniform() }
    #expect(power.power < 0.2)
  }

  @Test("a pilot without a collapse is taken")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = CollapsePower(pilot: [.censored(3)], seeds: 2) { 0.5 }
    }
  }
}
