/// A run with the name and the seed under which its collapse is recorded.
public struct CollapseRun: Equatable, Sendable {
  /// Its name, unique in a record.
  public var name: String
  /// Its seed, where it had one.
  public var seed: UInt64?
  /// What was measured.
  public var trajectory: Trajectory

  /// Names a run.
  public init(name: String, seed: UInt64? = nil, trajectory: Trajectory) {
    self.name = name
    self.seed = seed
    self.trajectory = trajectory
  }
}

extension Trajectory {
  /// A short fingerprint of the steps and of every value's bits, as 16 hexadecimal digits: FNV-1a with 64 bits.
  ///
  /// Equal trajectories have equal digests; it guards against accident, not against intent.
  public var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    func add(_ word: UInt64) {
      for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
    for step in steps { add(UInt64(bitPattern: Int64(step))) }
    for column in columns {
      for byte in column.rawValue.utf8 { add(byte) }
      for value in self[column] ?? [] {
        add(UInt8(value == nil ? 0 : 1))
        // Both zeros are one number.
        if let value { add((value == 0 ? 0 : value).bitPattern) }
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
