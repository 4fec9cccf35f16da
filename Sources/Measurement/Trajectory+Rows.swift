extension Trajectory {
  /// What was measured at the last step; empty for a trajectory without steps.
  public var lastRow: [Column: Double] {
    var row: [Column: Double] = [:]
    for column in columns { row[column] = self[column]?.last ?? nil }
    return row
  }

  /// The trajectory as a CSV file: a row a step, an empty field for what was not measured or is not finite.
  ///
  /// Numbers have all the digits that bring them back exactly.
  public var csv: String {
    let columns = columns
    var text = (["step"] + columns.map(\.rawValue)).joined(separator: ",") + "\n"
    for (index, step) in steps.enumerated() {
      let fields = columns.map { column -> String in
        guard let value = self[column]?[index], value.isFinite else { return "" }
        return "\(value)"
      }
      text += ([String(step)] + fields).joined(separator: ",") + "\n"
    }
    return text
  }
}
