import Measurement
import Testing

@Suite("Trajectories")
struct TrajectoryTests {
  @Test("a column that starts late or pauses is nil where it was not measured, never 0")
  func missing() {
    var run = Trajectory()
    run.append(step: 0, [.labelAccuracy: 0.5])
    run.append(step: 5, [.labelAccuracy: 0.25, .rewardAccuracy: 0.75])
    run.append(step: 6, [:])
    run.append(step: 9, [.labelAccuracy: 0])
    #expect(run.steps == [0, 5, 6, 9])
    #expect(run[.labelAccuracy] == [0.5, 0.25, nil, 0])
    #expect(run[.rewardAccuracy] == [nil, 0.75, nil, nil])
    #expect(run[.tokens] == nil)
  }

  @Test("columns are listed in the order of declaration, whatever the order of their first values")
  func order() {
    var run = Trajectory()
    run.append(step: 1, [.tokens: 8])
    run.append(step: 2, [.rewardAccuracy: 1, .majorityVotingReward: 1])
    #expect(run.columns == [.majorityVotingReward, .rewardAccuracy, .tokens])
    #expect(Trajectory.Column.allCases == Trajectory.Column.allCases.sorted())
  }

  @Test("a trajectory without steps has no columns")
  func empty() {
    #expect(Trajectory().steps.isEmpty && Trajectory().columns.isEmpty && Trajectory()[.reward] == nil)
  }

  @Test("two runs with the same rows are equal, and a value more makes them differ")
  func equality() {
    var a = Trajectory()
    var b = Trajectory()
    a.append(step: 0, [.reward: 1])
    b.append(step: 0, [.reward: 1])
    #expect(a == b)
    b.append(step: 1, [:])
    #expect(a != b)
  }

  @Test("a step that does not follow the last one stops the program")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      var run = Trajectory()
      run.append(step: 3, [:])
      run.append(step: 3, [:])
    }
    await #expect(processExitsWith: .failure) {
      var run = Trajectory()
      run.append(step: 3, [:])
      run.append(step: 2, [:])
    }
  }
}
