/// Reads files of many sampled answers a problem; the first half of `sharpen votes`.
///
/// Whole files are held in memory. All layouts are UTF-8, with or without a byte order mark; lines end in LF or CRLF,
/// and the last one may lack its end. A number that is NaN or infinite is refused wherever it stands.
public enum VoteReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - options: how to read it.
  /// - Throws: `LogError`, whose `isInputOutput` tells a file that cannot be read from one with bad content.
  public static func read(path: String, options: VoteReadingOptions = .init()) throws(LogError) -> VoteFile {
    let name = path == "-" ? "standard input" : path
    return try read(bytes: try FileBytes.read(path: path), name: name, options: options)
  }

  /// Reads the content of a file.
  ///
  /// - Parameters:
  ///   - text: the content.
  ///   - name: what errors call the file.
  ///   - options: how to read it.
  public static func read(
    text: String, name: String, options: VoteReadingOptions = .init()
  ) throws(LogError) -> VoteFile {
    try read(bytes: Array(text.utf8), name: name, options: options)
  }

  /// Reads the content of a file.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - name: what errors call the file.
  ///   - options: how to read it.
  public static func read(
    bytes: [UInt8], name: String, options: VoteReadingOptions = .init()
  ) throws(LogError) -> VoteFile {
    let text = try LogText(bytes, name: name)
    guard let firstLine = text.lines.first(where: { _ in true }) else {
      throw .noSamples(file: name, line: nil, problem: nil)
    }
    let format = options.format == .automatic ? try detectedFormat(of: text, firstLine) : options.format
    var collector = VoteCollector(file: name, options: options)
    switch format {
    case .automatic, .jsonl: try readJSONL(text, into: &collector)
    case .csv: try readCSV(text, into: &collector)
    case .verl: try readVerl(text, options: options, into: &collector)
    }
    return try collector.finish(format: format)
  }

  /// Decides from the first line that is not blank.
  private static func detectedFormat(
    of text: LogText, _ line: LogText.Line
  ) throws(LogError) -> VoteReadingOptions.Format {
    let start = text.bytes[line.range.lowerBound]
    if start == UInt8(ascii: "{") {
      let keys = try text.object(at: line).map(\.key)
      if keys.contains("answers") { return .jsonl }
      if keys.contains("input") && keys.contains("output") { return .verl }
      let seen = LogError.list(keys)
      throw .unrecognised(
        file: text.name, line: line.number,
        reasons: [
          "jsonl needs an object with the keys problem_id and answers, this one has \(seen)",
          "verl needs an object with the keys input and output",
          "csv needs a header with problem_id and answer, not an object",
        ])
    }
    let columns = CSVHeader.candidates(in: text, at: line).first?.columns ?? []
    if columns.contains("problem_id") || columns.contains("answer") { return .csv }
    let found = start == UInt8(ascii: "[") ? "an array" : "none"
    throw .unrecognised(
      file: text.name, line: line.number,
      reasons: [
        "jsonl and verl need a JSON object on every line, here is \(found)",
        "csv needs a header with problem_id and answer, here are the columns \(LogError.list(columns))",
      ])
  }
}
