import Foundation
import Logs
import Measurement
import Testing

/// A text that is no log, with the sentence that the user then reads.
struct RunRefusal: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let sentence: String
  var mappings: [String] = []
  var testDescription: String { what }
}

@Suite("A bad log is refused with a sentence that says what, where and what to do")
struct RunErrorTests {
  static let refusals = [
    RunRefusal(what: "nothing", text: " \n\r\n", sentence: "f: the log holds no step: it is empty."),
    RunRefusal(
      what: "a header alone", text: "step,reward\n",
      sentence: "f: the log holds no step: it was read as csv and is empty or holds nothing but a header."),
    RunRefusal(
      what: "prose", text: "\nIt was a dark night, and stormy.\nThe end.\n",
      sentence:
        "f, line 2: the layout is not recognised: the JSON layouts begin with a brace or a bracket; csv needs a"
        + " header with a column such as step or global_step, here are It was a dark night, and stormy., and"
        + " --map NAME=step tells which it is; no line is one of verl (step:1 - name:value), of a Trainer ({'loss': 0.1,"
        + " 'epoch': 0.1}) or of OpenRLHF (Global step 1: {…})."),
    RunRefusal(
      what: "a compressed file", text: "PK\u{3}\u{4}",
      sentence: "f, line 1: the layout is not recognised: it is a zip archive; unpack it."),
    RunRefusal(
      what: "no step among the keys", text: "{\"stp\": 1, \"reward\": 0.5}\n",
      sentence:
        "f, line 1: no column numbers the steps; the columns are stp, reward, known names near them step, _step,"
        + " iter; --map NAME=step says which it is."),
    RunRefusal(
      what: "another JSON document", text: "{\n \"a\": [1, 2]\n}\n",
      sentence:
        "f, line 1: the layout is not recognised: a Trainer's state needs the key log_history, a simulation steps"
        + " and columns, here are a."),
    RunRefusal(
      what: "a cut JSON document", text: "{\n \"log_history\": [\n  {\"step\": 1,",
      sentence:
        "f, line 1: the layout is not recognised: JSON ends to be right on line 3: the file ends inside a value;"
        + " it is cut; no line is one of verl (step:1 - name:value), of a Trainer ({'loss': 0.1, 'epoch': 0.1}) or of"
        + " OpenRLHF (Global step 1: {…})."),
    RunRefusal(
      what: "text in a known column", text: "step,reward\n1,0.5\n2,good\n",
      sentence: "f, line 3, field \"reward\": found \"good\", but a number is needed."),
    RunRefusal(
      what: "a percent sign on a length", text: "step,response_length\n1,50%\n",
      sentence: "f, line 2, field \"response_length\": found \"50%\", but a number is needed."),
    RunRefusal(
      what: "a percent sign among plain numbers", text: "step,label_accuracy\n1,0.5\n2,50%\n",
      sentence: "f, line 3, field \"label_accuracy\": found \"50%\", but a number is needed."),
    RunRefusal(
      what: "a plain number among percent signs", text: "step,label_accuracy\n1,50%\n2,0.5\n",
      sentence: "f, line 3, field \"label_accuracy\": found \"0.5\", but a number is needed."),
    RunRefusal(
      what: "a step that is no whole number", text: "step,reward\n1.5,0.5\n",
      sentence: "f, line 2, field \"step\": found \"1.5\", but a whole number is needed."),
    RunRefusal(
      what: "a row that is too short", text: "step,reward,kl\n1,0.5\n2,0.5,0\n",
      sentence: "f, line 2: malformed table: the header has 3 columns, this row has 2."),
    RunRefusal(
      what: "an open quote", text: "step,reward\n1,0.5\n2,\"0.5\n3,0.5\n",
      sentence: "f, line 3: malformed table: the quote that opens here is never closed."),
    RunRefusal(
      what: "a column twice", text: "step,reward,reward\n1,0,1\n",
      sentence: "f, line 1: \"reward\" stands there twice; keep one."),
    RunRefusal(
      what: "a key twice", text: "{\"step\":1,\"kl\":0,\"kl\":1}\n",
      sentence: "f, line 1: \"kl\" stands there twice; keep one."),
    RunRefusal(
      what: "a broken line of JSON", text: "{\"step\":1,\"kl\":0}\n{\"step\":2,\"kl\" 0}\n{\"step\":3}\n",
      sentence: "f, line 2, byte 16: malformed JSON: a colon is needed after the key."),
    RunRefusal(
      what: "verl's data that are no object",
      text: "{\"step\":1,\"data\":{\"a\":0}}\n{\"step\":2,\"data\":3}\n",
      sentence: "f, line 2, field \"data\": found 3, but an object of metrics is needed."),
    RunRefusal(
      what: "rows without steps", text: "step,reward\n,0.5\n,1\n",
      sentence: "f: the log holds no step: none of its 2 rows says one."),
    RunRefusal(
      what: "steps without numbers", text: "step,name\n1,a\n2,b\n",
      sentence: "f: the log holds no step: no column but the step holds numbers in its 2 rows."),
    RunRefusal(
      what: "a mapping to a column that is not there", text: "step,accuracy\n1,0.5\n",
      sentence: "f: there is no column \"acuracy\"; the columns are accuracy, and nearest is accuracy.",
      mappings: ["acuracy=label_accuracy"]),
    RunRefusal(
      what: "a mapping that the numbers rule out", text: "step,accuracy\n1,50\n",
      sentence:
        "f, field \"accuracy\": this cannot be label_accuracy as --map says: it reaches 50.0, and whether that is"
        + " a share is not clear; --map can declare its unit.",
      mappings: ["accuracy=label_accuracy:fraction"]),
    RunRefusal(
      what: "a field of verl twice", text: "step:1 - kl:0 - kl:1\n",
      sentence: "f, line 1: \"kl\" stands there twice; keep one."),
  ]

  @Test("a log that cannot be read is read, or refused in other words", arguments: refusals)
  func refusal(_ refusal: RunRefusal) throws {
    var options = RunReadingOptions()
    options.mappings = try refusal.mappings.map { try RunReadingOptions.Mapping($0) }
    let error = #expect(throws: LogError.self) {
      try RunReader(options).read(bytes: Array(refusal.text.utf8), name: "f")
    }
    #expect(error?.description == refusal.sentence)
    #expect(error?.isInputOutput == false)
  }

  @Test(
    "a mapping that says nothing is taken",
    arguments: [
      ("reward", "--map \"reward\": it has the form source=target or source=target:unit."),
      ("=reward", "--map \"=reward\": it has the form source=target or source=target:unit."),
      ("a=rewrd", "--map \"a=rewrd\": its target is no column; the nearest is reward."),
      (
        "a=reward:metres",
        "--map \"a=reward:metres\": its unit is none of fraction, percent, nats, bits, tokens, any."
      ),
      ("a=label_accuracy:bits", "--map \"a=label_accuracy:bits\": label_accuracy cannot be given in bits."),
    ])
  func mapping(text: String, sentence: String) {
    let error = #expect(throws: LogError.self) { try RunReadingOptions.Mapping(text) }
    #expect(error?.description == sentence)
  }

  @Test(
    "a mapping file that says nothing is taken",
    arguments: [
      ("[1]", "--map \"m\": it is not one JSON object."),
      ("{\"a\": 1}", "--map \"a\": it needs a column's name or an object with column and unit."),
      ("{\"a\": {\"unit\": \"nats\"}}", "--map \"a\": its target is no column; the nearest is kl_to_start."),
    ])
  func mappingFile(text: String, sentence: String) {
    var options = RunReadingOptions()
    let error = #expect(throws: LogError.self) { try options.addMappings(json: text, name: "m") }
    #expect(error?.description.hasPrefix(String(sentence.prefix(40))) == true, "\(error?.description ?? "")")
  }

  @Test("damage to a binary file goes unseen, or is told without its place")
  func damage() throws {
    var events = Array(try Data(contentsOf: URL(filePath: Fixtures.logs("tensorboardx.tfevents"))))
    events[300] ^= 1
    let first = #expect(throws: LogError.self) { try RunReader().read(bytes: events, name: "f") }
    #expect(first?.description.contains("the checksum of the record") == true, "\(first?.description ?? "")")
    var history = Array(try Data(contentsOf: URL(filePath: Fixtures.logs("wandb_offline.wandb"))))
    history[5_000] ^= 1
    let second = #expect(throws: LogError.self) { try RunReader().read(bytes: history, name: "f") }
    #expect(second?.description.contains("the checksum of a chunk") == true, "\(second?.description ?? "")")
  }

  @Test(
    "a binary file that ends early is refused, or its end is not told",
    arguments: [
      "tensorboardx.tfevents", "wandb_offline.wandb",
    ])
  func cut(name: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: Fixtures.logs(name))))
    let run = try RunReader().read(bytes: Array(bytes.prefix(bytes.count * 3 / 4 + 1)), name: "f")
    #expect((1...11).contains(run.trajectory.steps.count))
    #expect(run.notes.contains { if case .cutEnd = $0 { true } else { false } })
  }
}
