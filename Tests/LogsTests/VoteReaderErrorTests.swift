import Foundation
import Logs
import Testing

/// A text that must be refused, and the sentence that the user then reads.
struct Refusal: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let sentence: String
  var options = VoteReadingOptions()

  var testDescription: String { what }

  init(_ what: String, _ text: String, _ sentence: String, _ options: VoteReadingOptions = .init()) {
    self.what = what
    self.text = text
    self.sentence = sentence
    self.options = options
  }
}

private let ok = #"{"problem_id":"a","answers":["x","y"],"correct":[0,1]}"# + "\n"
private let header = "problem_id,answer,correct,count\n"

@Suite("A bad file is refused with a sentence that says what, where and what to do")
struct VoteReaderErrorTests {
  static let tables = [
    Refusal(
      "an unknown column", "problem,answer\na,x\n",
      "f: the column \"problem\" is unknown, perhaps problem_id is meant; the known ones are problem_id, answer,"
        + " correct and count; rename or remove it."),
    Refusal(
      "an unknown column like no other", "problem_id,answer,temperature\na,x,1\n",
      "f: the column \"temperature\" is unknown; the known ones are problem_id, answer, correct and count; rename or"
        + " remove it."),
    Refusal(
      "a missing column", "problem_id,correct\na,1\n",
      "f: the header has no column answer but problem_id, correct; name the columns problem_id, answer and, if known,"
        + " correct and count."),
    Refusal(
      "a column twice", "problem_id,answer,answer\n", "f, line 1: \"answer\" stands there twice; keep one."),
    Refusal(
      "a short row", header + "a,x,1\n",
      "f, line 2: malformed table: the header has 4 columns, this row has 3."),
    Refusal(
      "an open quote", header + "a,x,1,1\na,\"x,1,1\n\n",
      "f, line 3: malformed table: the quote that opens here is never closed."),
    Refusal(
      "a stray quote", header + "a,x\"y,1,1\n",
      "f, line 2: malformed table: a quote inside a field; quote the whole field and double the quote."),
    Refusal(
      "text behind a quote", header + "a,\"x\"y,1,1\n",
      "f, line 2: malformed table: text follows a closing quote; double the quotes within a field."),
    Refusal(
      "a count of 0", header + "a,x,1,0\n",
      "f, line 2, field \"count\": found \"0\", but an integer from 1 to 2147483647 is needed."),
    Refusal(
      "a negative count", header + "a,x,1,-3\n",
      "f, line 2, field \"count\": found \"-3\", but an integer from 1 to 2147483647 is needed."),
    Refusal(
      "a fractional count", header + "a,\"x\ny\",1,1\na,z,0,2.5\n",
      "f, line 4, field \"count\": found \"2.5\", but an integer from 1 to 2147483647 is needed."),
    Refusal(
      "an empty count", header + "a,x,1,\n",
      "f, line 2, field \"count\": found \"\", but an integer from 1 to 2147483647 is needed."),
    Refusal(
      "counts beyond memory", header + "a,x,1,150000000\na,x,1,150000000\n",
      "f, line 3: the counts add up to more than 200000000 samples, too many to hold; read fewer problems at a time or"
        + " divide the counts by a common factor."),
    Refusal(
      "NaN as correctness", header + "a,x,nan,1\n",
      "f, line 2, field \"correct\": NaN and infinities are refused; remove the sample or give it a number."),
    Refusal(
      "another correctness", header + "a,x,yes,1\n",
      "f, line 2, field \"correct\": found \"yes\", but 0, 1, true or false is needed."),
    Refusal(
      "an empty problem", header + " ,x,1,1\n",
      "f, line 2, field \"problem_id\": it is empty; give every problem a name."),
    Refusal(
      "a contradiction", header + "a,x,1,1\nb,x,0,1\na,x,0,1\n",
      "f: problem \"a\" has the answer \"x\" marked correct on line 2 and wrong on line 4; correct the data or pass"
        + " --correct majority."),
    Refusal(
      "a contradiction of spellings", header + "a,1/2,1,1\na,.5,0,1\n",
      "f: problem \"a\" has the answers \"1/2\" and \".5\", the same after normalisation, marked correct on line 2 and"
        + " wrong on line 3; correct the data or pass --correct majority.",
      options { $0.normalisation = .numeric }),
    Refusal(
      "no rows", header, "f: no samples; the file is empty or holds nothing but a header."),
    Refusal(
      "no answers at all", header + "a,none,0,3\nb,none,0,4\n",
      "f: no answer could be parsed in any of 7 samples; check how answers were extracted, the null answers and, for a"
        + " verl dump, --answer-pattern.", options { $0.nullAnswers = ["none"] }),
  ]

  static let lines = [
    Refusal("an empty file", "\n \r\n", "f: no samples; the file is empty or holds nothing but a header."),
    Refusal(
      "a broken line", ok + #"{"problem_id":"b","answers":["x" "y"]}"#,
      "f, line 2, byte 34: malformed JSON: a comma or the end of an array is needed here."),
    Refusal(
      "a cut line", ok + "\n" + #"{"problem_id":"b","answers":["x","#,
      "f, line 3, byte 34: malformed JSON: the line ends where a value is needed; every line holds one whole object."
    ),
    Refusal(
      "an array", ok + "[1]",
      "f, line 2, byte 1: malformed JSON: an object is needed on every line, not an array."),
    Refusal(
      "two objects on a line", ok + "{} {}",
      "f, line 2, byte 4: malformed JSON: something follows the value; every line holds one object."),
    Refusal(
      "another object", #"{"problem_id":"a","n":8,"correct_by_epoch":[1,2]}"#,
      "f, line 1: the layout is not recognised: jsonl needs an object with the keys problem_id and answers, this one has"
        + " problem_id, n, correct_by_epoch; verl needs an object with the keys input and output; csv needs a header with"
        + " problem_id and answer, not an object."),
    Refusal(
      "another object when JSONL is asked for", #"{"problem_id":"a","n":8,"correct_by_epoch":[1,2]}"#,
      "f, line 1: the object has the keys problem_id, n, correct_by_epoch, but problem_id, answers are needed; convert"
        + " the file or choose another --format.", options { $0.format = .jsonl }),
    Refusal(
      "another text", "hello, world\n1,2\n",
      "f, line 1: the layout is not recognised: jsonl and verl need a JSON object on every line, here is none; csv needs"
        + " a header with problem_id and answer, here are the columns hello, world."),
    Refusal(
      "a duplicate problem", ok + "\n" + ok,
      "f, line 3: problem \"a\" already stands on line 1; join the two or rename one."),
    Refusal(
      "no answers in a problem", #"{"problem_id":"b","answers":[],"correct":[]}"#,
      "f, line 1: problem \"b\" has no samples; remove it or give it answers."),
    Refusal(
      "only nulls", #"{"problem_id":"b","answers":[null,null],"correct":[0,0]}"#,
      "f: no answer could be parsed in any of 2 samples; check how answers were extracted, the null answers and, for a"
        + " verl dump, --answer-pattern."),
    Refusal(
      "lists of unequal length", #"{"problem_id":"b","answers":["x"],"correct":[0,1]}"#,
      "f, line 1: problem \"b\" has 1 answers but 2 entries in \"correct\"; give one an answer, null included."
    ),
    Refusal(
      "NaN among the marks", ok + #"{"problem_id":"b","answers":["x"],"correct":[NaN]}"#,
      "f, line 2, field \"correct\": NaN and infinities are refused; remove the sample or give it a number."),
    Refusal(
      "an infinity among the answers", ok + #"{"problem_id":"b","answers":[-Infinity],"correct":[0]}"#,
      "f, line 2, field \"answers\": NaN and infinities are refused; remove the sample or give it a number."),
    Refusal(
      "another mark", #"{"problem_id":"b","answers":["x"],"correct":[2]}"#,
      "f, line 1, field \"correct\": found 2, but 0, 1, true or false is needed."),
    Refusal(
      "marks that are no list", #"{"problem_id":"b","answers":["x"],"correct":1}"#,
      "f, line 1, field \"correct\": found 1, but a list of 0, 1, true and false is needed."),
    Refusal(
      "an answer that is a list", #"{"problem_id":"b","answers":[["x"]],"correct":[1]}"#,
      "f, line 1, field \"answers\": found an array, but a string, a number or null is needed."),
    Refusal(
      "answers that are no list", #"{"problem_id":"b","answers":"x"}"#,
      "f, line 1, field \"answers\": found \"x\", but a list of strings, numbers and nulls is needed."),
    Refusal(
      "an empty problem", #"{"problem_id":"","answers":["x"],"correct":[1]}"#,
      "f, line 1, field \"problem_id\": it is empty; give every problem a name."),
    Refusal(
      "a fractional problem", #"{"problem_id":1.5,"answers":["x"],"correct":[1]}"#,
      "f, line 1, field \"problem_id\": found 1.5, but a string or an integer is needed."),
    Refusal(
      "a key twice", #"{"problem_id":"b","answers":["x"],"answers":["y"]}"#,
      "f, line 1: \"answers\" stands there twice; keep one."),
    Refusal(
      "marks on some lines only", ok + #"{"problem_id":"b","answers":["x"]}"#,
      "f: line 1 says which answers are correct, line 2 does not; give it everywhere or nowhere."),
    Refusal(
      "a contradiction", #"{"problem_id":"b","answers":["x","x"],"correct":[0,1]}"#,
      "f, line 1: problem \"b\" has the answer \"x\" marked both correct and wrong; correct the data or pass --correct"
        + " majority."),
    Refusal(
      "a null marked correct", #"{"problem_id":"b","answers":["x",null],"correct":[0,1]}"#,
      "f, line 1: a sample of problem \"b\" is marked correct but has no answer; correct the data, tell a verl dump's"
        + " answers with --answer-pattern, or count it as wrong with --correct majority."),
    Refusal(
      "a correct verl rollout without a box", #"{"input":"q","output":"4","gts":"4","score":1.0,"step":1}"#,
      "f, line 1: a sample of problem \"input 1\" is marked correct but has no answer; correct the data, tell a verl"
        + " dump's answers with --answer-pattern, or count it as wrong with --correct majority."),
    Refusal(
      "a verl score that is NaN", #"{"input":"q","output":"\\boxed{4}","gts":"4","score":NaN,"step":1}"#,
      "f, line 1, field \"score\": NaN and infinities are refused; remove the sample or give it a number."),
    Refusal(
      "a verl score that is text", #"{"input":"q","output":"\\boxed{4}","gts":"4","score":"1","step":1}"#,
      "f, line 1, field \"score\": found \"1\", but a finite number or a boolean is needed."),
    Refusal(
      "a verl score too large for a number", #"{"input":"q","output":"\\boxed{4}","score":1e999}"#,
      "f, line 1, field \"score\": found 1e999, but a finite number or a boolean is needed."),
    Refusal(
      "a pattern that is none", #"{"input":"q","output":"4","gts":"4","score":1.0}"#,
      "--answer-pattern \"(4\": this is not a regular expression; check its brackets and escapes.",
      options { $0.answerPattern = "(4" }),
  ]

  @Test("a table with", arguments: tables)
  func table(refusal: Refusal) { check(refusal) }

  @Test("a file of lines with", arguments: lines)
  func line(refusal: Refusal) { check(refusal) }

  private func check(_ refusal: Refusal) {
    do throws(LogError) {
      let file = try VoteReader.read(text: refusal.text, name: "f", options: refusal.options)
      Issue.record("read as \(file.votes.summaries)")
    } catch {
      #expect(error.description == refusal.sentence)
      #expect(!error.isInputOutput)
    }
  }

  @Test(
    "bytes that are not UTF-8 are refused with their line",
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: LogError.notUTF8(file: "f", line: 2, column: 3)) {
      try VoteReader.read(bytes: Array("ab\ncd".utf8) + bytes, name: "f")
    }
    #expect(
      LogError.notUTF8(file: "f", line: 2, column: 3).description
        == "f, line 2, byte 3: this is not UTF-8 text; decompress the file or convert it to UTF-8.")
  }

  @Test("text of a file cannot disturb the terminal through an error")
  func controlCharacters() throws {
    let error = #expect(throws: LogError.self) {
      try VoteReader.read(
        text: "problem_id,answer,\u{1B}[31m\u{202E}" + String(repeating: "x", count: 99), name: "f")
    }
    let sentence = try #require(error).description
    #expect(sentence.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(sentence.contains("\\u{1B}[31m\\u{202E}xxx") && sentence.contains("…"))
  }

  @Test("a file that is not there, a directory and a failing read are input-output errors")
  func inputOutput() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "logs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appending(path: "none.csv").path
    #expect(throws: LogError.notFound(file: missing)) { try VoteReader.read(path: missing) }
    #expect(throws: LogError.isDirectory(file: folder.path)) { try VoteReader.read(path: folder.path) }
    #expect(LogError.notFound(file: "f").isInputOutput && LogError.isDirectory(file: "f").isInputOutput)
    #expect(LogError.notFound(file: "f").description == "f: there is no such file; check the path.")
    #expect(LogError.isDirectory(file: "f").description == "f: this is a directory; name one file in it.")
  }

  // Its address 0 is mapped in no process, so the system opens it and then refuses to read, for root too.
  @Test(
    "a read that the system refuses is an input-output error",
    .enabled(
      if: FileManager.default.fileExists(atPath: "/proc/self/mem"), "this system has no /proc/self/mem"))
  func failingRead() throws {
    let error = try #require(#expect(throws: LogError.self) { try VoteReader.read(path: "/proc/self/mem") })
    #expect(error.isInputOutput)
    #expect(error.description.hasPrefix("/proc/self/mem: the file cannot be read: "))
  }

  @Test(
    "a file without permission is an input-output error",
    .enabled(if: getuid() != 0, "root may read every file"))
  func withoutPermission() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "logs-\(UUID().uuidString)")
    try Data("problem_id,answer\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
    let error = try #require(#expect(throws: LogError.self) { try VoteReader.read(path: file.path) })
    #expect(error.isInputOutput)
  }
}
