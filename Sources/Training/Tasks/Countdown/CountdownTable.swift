/// The solvable problems of a game of Countdown, numbered, with solutions.
///
/// A problem is a set of numbers, repetitions allowed, in ascending order, and a target that some expression of them
/// reaches by steps whose results are whole, not negative and at most 999. Problems are in the order of their numbers,
/// then of their targets.
final class CountdownTable: Sendable {
  /// One step: the operation on two of the values at hand, whose result is put behind the rest.
  struct Step: Equatable, Sendable {
    let left: Int
    let right: Int
    let sign: Character

    /// The result, if it is whole, not negative and at most 999.
    static func result(_ a: Int, _ sign: Character, _ b: Int) -> Int? {
      let value: Int
      switch sign {
      case "+": value = a + b
      case "-": value = a - b
      case "*": value = a * b
      default:
        guard b != 0, a % b == 0 else { return nil }
        value = a / b
      }
      return 0...999 ~= value ? value : nil
    }
  }

  /// The most solutions that are kept of a problem.
  static let keptSolutions = 8
  static let signs: [Character] = ["+", "-", "*", "/"]

  /// How many numbers a problem has.
  let size: Int
  /// The number of problems.
  var count: Int { targets.count }
  private let sets: [UInt8]
  private let setOfProblem: [Int32]
  private let targets: [Int16]
  private let reachedBySums: [Bool]
  private let solutionStarts: [Int32]
  private let solutions: [UInt32]

  /// Finds all problems with `size` numbers from 1 to `largest` and a target from 1 to `target`.
  init(size: Int, largest: Int, target: Int) {
    self.size = size
    var sets: [UInt8] = []
    var setOfProblem: [Int32] = []
    var targets: [Int16] = []
    var sums: [Bool] = []
    var starts: [Int32] = [0]
    var solutions: [UInt32] = []
    var found = [[UInt32]](repeating: [], count: target + 1)
    var isSum = [Bool](repeating: false, count: target + 1)
    var numbers = [Int](repeating: 1, count: size)
    while true {
      Self.search(numbers, 0, 0, true) { value, code, onlySums in
        guard 1...target ~= value else { return }
        if found[value].count < Self.keptSolutions { found[value].append(code) }
        if onlySums { isSum[value] = true }
      }
      for value in 1...target where !found[value].isEmpty {
        setOfProblem.append(Int32(sets.count / size))
        targets.append(Int16(value))
        sums.append(isSum[value])
        solutions += found[value]
        starts.append(Int32(solutions.count))
        found[value].removeAll(keepingCapacity: true)
        isSum[value] = false
      }
      sets += numbers.map { UInt8($0) }
      // The next ascending set: the last number that can grow does, those behind it start from there.
      guard let place = numbers.lastIndex(where: { $0 < largest }) else { break }
      numbers.replaceSubrange(place..., with: repeatElement(numbers[place] + 1, count: size - place))
    }
    self.sets = sets
    self.setOfProblem = setOfProblem
    self.targets = targets
    reachedBySums = sums
    solutionStarts = starts
    self.solutions = solutions
  }

  /// Goes through all sequences of steps, operands of + and * in one order only.
  private static func search(
    _ values: [Int], _ code: UInt32, _ depth: UInt32, _ onlySums: Bool,
    _ report: (Int, UInt32, Bool) -> Void
  ) {
    guard values.count > 1 else { return report(values[0], code, onlySums) }
    for left in values.indices {
      for right in values.indices where right != left {
        for (number, sign) in signs.enumerated() {
          if left > right && number % 2 == 0 { continue }
          guard let value = Step.result(values[left], sign, values[right]) else { continue }
          var rest = values
          rest.remove(at: max(left, right))
          rest.remove(at: min(left, right))
          rest.append(value)
          let packed = UInt32(left) | UInt32(right) << 2 | UInt32(number) << 4
          search(rest, code | packed << (6 * depth), depth + 1, onlySums && number < 2, report)
        }
      }
    }
  }

  /// The numbers of a problem, ascending.
  func numbers(of problem: Int) -> [Int] {
    let start = Int(setOfProblem[problem]) * size
    return sets[start..<start + size].map { Int($0) }
  }

  /// The target of a problem.
  func target(of problem: Int) -> Int { Int(targets[problem]) }

  /// Whether + and - alone reach the target.
  func isReachedBySums(_ problem: Int) -> Bool { reachedBySums[problem] }

  /// How many solutions are kept, at least one.
  func solutionCount(of problem: Int) -> Int {
    Int(solutionStarts[problem + 1] - solutionStarts[problem])
  }

  /// The steps of a solution.
  func solution(_ number: Int, of problem: Int) -> [Step] {
    let code = solutions[Int(solutionStarts[problem]) + number]
    return (0..<size - 1).map { step in
      let packed = Int(code >> (6 * UInt32(step)))
      return Step(left: packed & 3, right: packed >> 2 & 3, sign: Self.signs[packed >> 4 & 3])
    }
  }
}
