internal import Foundation

/// The first record of a table of metrics: what separates fields, which column is the step, and what the others are.
struct RunTableHeader {
  /// What separates fields.
  let delimiter: UInt8
  /// The columns' names; those of Weights & Biases without the run's.
  let names: [String]
  /// The step's column.
  let step: Int
  /// The columns that are read; twins and other runs are not.
  var wanted: [Int]
  /// The runs of a chart of Weights & Biases, in order; none in other tables.
  var runs: [String] = []
  let format: RunFormat
  /// The names as they stand.
  let titles: [String]

  /// The header in a line, if it has a column that numbers steps; else nil.
  init?(_ bytes: [UInt8], _ line: LineSource.Line, options: RunReadingOptions) {
    let found = Self.splits(bytes, line).lazy.compactMap { delimiter, titles -> (UInt8, [String], Int)? in
      Self.step(in: titles, options: options).map { (delimiter, titles, $0) }
    }
    guard let (delimiter, titles, step) = found.max(by: { $0.1.count < $1.1.count }), titles.count > 1 else {
      return nil
    }
    self.delimiter = delimiter
    self.titles = titles
    self.step = step
    let others = titles.indices.filter { $0 != step && !titles[$0].isEmpty }
    let known = Set(titles)
    let isTwin = { (index: Int) -> Bool in
      ["__MIN", "__MAX"].contains {
        titles[index].hasSuffix($0) && known.contains(String(titles[index].dropLast($0.count)))
      }
    }
    let parts = titles.map(Self.parts)
    let charted = others.filter { !isTwin($0) }
    if !charted.isEmpty && charted.allSatisfy({ parts[$0] != nil }) {
      format = .wandbTable
      names = titles.indices.map { parts[$0]?.metric ?? titles[$0] }
      for index in charted {
        if let run = parts[index]?.run, !runs.contains(run) { runs.append(run) }
      }
      let run = options.run ?? runs.first
      wanted = charted.filter { parts[$0]?.run == run }
      return
    }
    names = titles
    wanted = others
    let isOwn = others.allSatisfy { index in
      let stem = ["_lower", "_upper"].first { titles[index].hasSuffix($0) }.map {
        titles[index].dropLast($0.count)
      }
      return AliasTable.Target(name: stem.map(String.init) ?? titles[index]) != nil
    }
    let hasBand = others.contains { titles[$0].hasSuffix("_lower") }
    format = isOwn && hasBand && titles[step] == "step" ? .simulationTable : .table
  }

  /// Why a line is no such header.
  static func reason(_ bytes: [UInt8], _ line: LineSource.Line) -> String {
    let titles = splits(bytes, line).max { $0.1.count < $1.1.count }?.1 ?? []
    if titles.count < 2 { return "csv needs a header with a column step, and this line is one field" }
    return
      "csv needs a header with a column such as step or global_step, here are \(LogError.list(titles)), and"
      + " --map NAME=step tells which it is"
  }

  private static func splits(_ bytes: [UInt8], _ line: LineSource.Line) -> [(UInt8, [String])] {
    [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")].map { delimiter in
      var fields: [CSVScanner.Field] = []
      let isRead = CSVRecord.split(bytes.span, line.range, delimiter, into: &fields) == nil
      return (delimiter, isRead ? fields.map { CSVRecord.text(bytes, $0) } : [])
    }
  }

  /// The user's step column, else the one whose name comes first in the table of aliases.
  private static func step(in titles: [String], options: RunReadingOptions) -> Int? {
    if let own = options.mappings.first(where: { $0.column == nil }) {
      return titles.firstIndex(of: own.source)
    }
    let ranked = titles.enumerated().compactMap { index, title -> (Int, Int)? in
      let name = parts(title)?.metric ?? title
      guard let match = AliasTable.standard.match(name), match.alias.target == .step else { return nil }
      return (match.rank, index)
    }
    return ranked.min { $0 < $1 }?.1
  }

  /// The run and the metric in `run - metric`; a run's name may itself hold the sign.
  private static func parts(_ title: String) -> (run: String, metric: String)? {
    guard let sign = title.range(of: " - ", options: .backwards) else { return nil }
    return (String(title[..<sign.lowerBound]), String(title[sign.upperBound...]))
  }
}
