public import Measurement

/// What was read from somebody's training log.
public struct ImportedRun: Sendable {
  /// A column that has no place at the waist, under its foreign name.
  public struct Column: Sendable, Equatable {
    /// What the file calls it.
    public let name: String
    /// NaN where it was not measured.
    let numbers: [Double]

    /// A value a step, nil where it was not measured.
    public var values: [Double?] { numbers.map { $0.isNaN ? nil : $0 } }

    /// NaN stands for what was not measured, and equals itself.
    public static func == (a: Column, b: Column) -> Bool {
      a.name == b.name && a.numbers.count == b.numbers.count
        && zip(a.numbers, b.numbers).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
  }

  /// Where a column of the trajectory comes from.
  public struct Source: Sendable, Equatable {
    /// What the file calls it.
    public let name: String
    /// The unit of the file's numbers.
    public let unit: MetricUnit
    /// What the file's numbers were multiplied with.
    public var scale: Double { unit.scale }
  }

  /// The columns whose meaning is known, in the waist's units.
  public let trajectory: Trajectory
  /// The other columns of numbers, in the order in which they first stand in the file.
  public let others: [Column]
  /// The foreign name and unit of each column of the trajectory.
  public let sources: [Trajectory.Column: Source]
  /// What a user should know before trusting the numbers.
  public let notes: [RunNote]
  /// The layout that the file was read in.
  public let format: RunFormat
  /// Where each step's last row stands: a line counted from 1, or a record of a binary file.
  ///
  /// Where several files were joined it is the line within its own file.
  public let lines: [Int32]
  /// The path as it was given, or `standard input`.
  public let path: String

  /// The values of a column by the waist's name or by the file's, one a step.
  ///
  /// Under a foreign name come the file's own numbers, without any change of unit, unless the column stands in the
  /// trajectory.
  ///
  /// - Throws: `LogError.noColumn` with the names that there are and the nearest ones that would be understood.
  public func values(named name: String) throws(LogError) -> [Double?] {
    if let column = Trajectory.Column(rawValue: name), let values = trajectory[column] { return values }
    if let source = sources.first(where: { $0.value.name == name }), let values = trajectory[source.key] {
      return values
    }
    if let other = others.first(where: { $0.name == name }) { return other.values }
    let table = AliasTable.standard
    let target = AliasTable.Target(name: name)
    let nearest =
      target == nil
      ? Self.nearest(to: name, among: columnNames) : table.nearest(to: others.map(\.name), target: target)
    throw .noColumn(file: path, wanted: name, seen: columnNames, nearest: nearest)
  }

  /// The names that the file gives to its columns of numbers.
  public var columnNames: [String] {
    trajectory.columns.compactMap { sources[$0]?.name } + others.map(\.name)
  }

  static func nearest(to name: String, among names: [String]) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(40))
    let distances = names.prefix(1_000).map {
      (SpellingDistance.between(wanted, Array($0.lowercased().utf8.prefix(60))), $0)
    }
    return distances.sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}
