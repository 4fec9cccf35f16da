import Foundation
import Logs
import Measurement
import Testing

/// A run from a text.
func run(_ text: String, _ change: (inout RunReadingOptions) throws -> Void = { _ in }) throws -> ImportedRun
{
  var options = RunReadingOptions()
  try change(&options)
  return try RunReader(options).read(bytes: Array(text.utf8), name: "f")
}

@Suite("What a log leaves open is decided by rule and said")
struct RunNoteTests {
  @Test("a restarted run: the last row of a step counts, whole, wherever it stands")
  func restart() throws {
    let rows = try run("step,reward,entropy\n1,0.5,2\n2,0.25,\n3,0.75,1\n2,0.125,1.5\n3,1,\n4,0,3\n")
    #expect(rows.trajectory.steps == [1, 2, 3, 4])
    #expect(rows.trajectory[.reward] == [0.5, 0.125, 1, 0])
    // Step 3's entropy of 1 belongs to the abandoned row.
    #expect(rows.trajectory[.actorEntropy] == [2, 1.5, nil, 3])
    #expect(rows.lines == [2, 5, 6, 7])
    #expect(rows.notes == [.repeatedSteps(count: 2, first: 2, last: 3, rowsDropped: 2)])
  }

  @Test("a row that comes again with the same numbers is said, at once or later")
  func again() throws {
    let later = try run("step,reward,eval_acc\n1,0.5,0.25\n2,1,\n1,0.5,\n2,1,\n")
    #expect(later.trajectory[.heldoutAccuracy] == [0.25, nil])
    #expect(later.notes == [.repeatedSteps(count: 2, first: 1, last: 2, rowsDropped: 0)])
    let once = try run("step,reward\n1,0.5\n1,0.5\n2,1\n")
    #expect(once.notes == [.repeatedSteps(count: 1, first: 1, last: 1, rowsDropped: 0)])
  }

  @Test("rows of one step that do not contradict each other are joined")
  func joined() throws {
    let rows = try run("step,epoch,reward,eval_acc\n1,0.5,0.25,\n1,0.5,,0.75\n2,0.5,0.5,\n")
    #expect(rows.trajectory[.reward] == [0.25, 0.5])
    #expect(rows.trajectory[.heldoutAccuracy] == [0.75, nil])
    #expect(rows.notes == [])
    let apart = try run("step,reward,entropy\n1,0.25,\n2,0.5,\n1,,3\n")
    #expect(apart.trajectory[.actorEntropy] == [3, nil])
    #expect(apart.notes == [.unordered(rows: 1)])
  }

  @Test("steps in any order, as whole numbers in any spelling")
  func order() throws {
    let rows = try run("reward,step\n0.3,30\n0.1,1e1\n0.2,20.0\n")
    #expect(rows.trajectory.steps == [10, 20, 30])
    #expect(rows.trajectory[.reward] == [0.1, 0.2, 0.3])
    #expect(rows.notes == [.unordered(rows: 2)])
  }

  @Test("percent is told from fractions by size, by sign or by the user, and never guessed between 1 and 2")
  func percent() throws {
    let large = try run("step,label_accuracy\n1,40\n2,0.5\n")
    #expect(large.trajectory[.labelAccuracy] == [0.4, 0.005])
    #expect(large.notes == [.percent(column: .labelAccuracy, name: "label_accuracy", largest: 40)])
    let small = try run("step,label_accuracy\n1,0.4\n2,1\n")
    #expect(small.trajectory[.labelAccuracy] == [0.4, 1])
    #expect(small.notes == [])
    let signs = try run("step,label_accuracy\n1,40%\n2,0.5%\n")
    #expect(signs.trajectory[.labelAccuracy] == [0.4, 0.005])
    let unclear = try run("step,reward,label_accuracy\n1,3,1.5\n2,4,0.5\n")
    #expect(unclear.trajectory[.labelAccuracy] == nil)
    #expect(try unclear.values(named: "label_accuracy") == [1.5, 0.5])
    #expect(unclear.notes.contains { if case .refused(.labelAccuracy, _, _) = $0 { true } else { false } })
    let declared = try run("step,label_accuracy\n1,1.5\n2,0.5\n") {
      $0.mappings = [try .init("label_accuracy=label_accuracy:percent")]
    }
    #expect(declared.trajectory[.labelAccuracy] == [0.015, 0.005])
    #expect(declared.sources[.labelAccuracy]?.unit == .percent)
    let negative = try run("step,reward,entropy_loss\n1,3,-1.5\n")
    #expect(negative.trajectory[.actorEntropy] == nil)
  }

  @Test("bits become nats")
  func bits() throws {
    let bits = try run("step,h\n1,3\n") { $0.mappings = [try .init("h=answer_entropy:bits")] }
    #expect(abs(try #require(bits.trajectory[.answerEntropy]?[0]) - log(8)) < 1e-15)
  }

  @Test("the user's mapping beats the table, and the first of several names is taken and said")
  func mapping() throws {
    let text = "it,critic/score/mean,critic/rewards/mean,mine\n1,0.25,0.5,0.75\n"
    let chosen = try run(text) { $0.mappings = [try .init("it=step"), try .init("mine=reward")] }
    #expect(chosen.trajectory[.reward] == [0.75])
    #expect(chosen.others.map(\.name) == ["critic/score/mean", "critic/rewards/mean"])
    let table = try run(text) { try $0.addMappings(json: #"{"it": "step"}"#, name: "m") }
    #expect(table.trajectory[.reward] == [0.5])
    #expect(
      table.notes.contains(
        .alternatives(column: .reward, taken: "critic/rewards/mean", others: ["critic/score/mean"])))
    #expect(table.notes.contains(.stepName("it")))
    let json = #"{"it": "step", "mine": {"column": "label_accuracy", "unit": "percent"}}"#
    let units = try run(text) { try $0.addMappings(json: json, name: "m") }
    #expect(units.trajectory[.labelAccuracy] == [0.0075])
  }

  @Test("a byte order mark, CRLF, tabs, comments, blanks and a repeated header change nothing")
  func spelling() throws {
    let plain = try run("step,reward,note\n1,0.5,a\n2,0.25,b\n").trajectory
    let texts = [
      "\u{FEFF}step,reward,note\r\n1,0.5,a\r\n2,0.25,b\r\n", "step\treward\tnote\n1\t0.5\ta\n2\t0.25\tb\n",
      "\n# a comment\nstep; reward ;note\n 1 ; 0.5 ;a\n\n2;0.25;b\n",
      "step,reward,note\n1,0.5,a\nstep,reward,note\n2,0.25,b\n",
      "step,reward,note\n1,0.5,\"a, \"\"b\"\"\nc\"\n2,\"0.25\",b\n", "step,note,reward\r1,a,0.5\r2,b,0.25\r",
      "step,reward,note\n1,np.float64(0.5),a\n2,tensor(0.25),b\n", "Step,Reward,note\n1,.5,a\n2,+2.5E-1,b\n",
    ]
    for text in texts { #expect(try run(text).trajectory == plain, "\(text.debugDescription)") }
    #expect(try run(texts[3]).notes.contains(.repeatedHeader(count: 1, firstLine: 3)))
  }

  @Test("null, NaN, infinities and empty cells are not measured, and the last two are said")
  func missing() throws {
    let rows = try run("step,reward,kl,never\n1,nan,None,\n2,,null,NaN\n3,-inf,0.5,\n4,1,NA,inf\n")
    #expect(rows.trajectory[.reward] == [nil, nil, nil, 1])
    #expect(rows.trajectory[.klToStart] == [nil, nil, 0.5, nil])
    #expect(rows.others == [])
    #expect(rows.notes.contains(.notFinite(name: "reward", count: 2, firstStep: 1)))
    #expect(rows.notes.contains(.notFinite(name: "never", count: 2, firstStep: 2)))
    let lines = try run("{\"step\":1,\"reward\":NaN,\"kl\":null}\n{\"step\":2,\"reward\":0.5,\"kl\":1e-3}\n")
    #expect(lines.trajectory[.reward] == [nil, 0.5])
    #expect(lines.trajectory[.klToStart] == [nil, 0.001])
  }

  @Test("NUL bytes at a line's ends are left out; a line torn by them is left out whole")
  func nul() throws {
    let rows = try run("step,reward\n\u{0}\u{0}1,0.5\u{0}\n2,0.\u{0}\u{0}25\n3,0.75\n\u{0}\u{0}\u{0}")
    #expect(rows.trajectory.steps == [1, 3])
    #expect(rows.trajectory[.reward] == [0.5, 0.75])
    #expect(rows.notes.contains(.tornLines(count: 1, firstLine: 3)))
    #expect(rows.notes.contains(.nulBytes(count: 8, firstLine: 2)))
    let console = try run("\u{0}step:1 - reward:0.5\nstep:2 - reward:0.\u{0}5\nstep:3 - reward:1\n")
    #expect(console.trajectory.steps == [1, 3])
    #expect(console.notes.contains(.tornLines(count: 1, firstLine: 2)))
  }

  @Test("a last line that is cut is left out and said; one that is whole is kept")
  func cut() throws {
    let table = try run("step,reward,loss\n1,0.5,0\n2,0.25,0\n3,0.1")
    #expect(table.trajectory.steps == [1, 2])
    #expect(table.notes == [.cutEnd(line: 4)])
    let whole = try run("step,reward,loss\n1,0.5,0\n2,0.25,0")
    #expect(whole.trajectory.steps == [1, 2])
    #expect(whole.notes == [.openEnd])
    let lines = try run("{\"step\":1,\"reward\":0.5}\n{\"step\":2,\"rew")
    #expect(lines.trajectory.steps == [1])
    #expect(lines.notes.contains(.cutEnd(line: 2)))
  }

  @Test("rows without a step are counted and left out")
  func noStep() throws {
    let rows = try run("step,reward\n1,0.5\n,0.25\nnan,0.75\n2,1\n")
    #expect(rows.trajectory.steps == [1, 2])
    #expect(rows.notes == [.noStep(rows: 2, firstLine: 3)])
  }

  @Test("fields of a console that are cut or run into other text are left out and counted")
  func fields() throws {
    let text =
      "x step:1 - reward:0.5 - kl:0.1Training: 5%|\nglobal_step:9 - reward:7\nstep:2 - reward:1 - kl:\n"
    let rows = try run(text + "step:3 - reward:0 - kl:0.5 [repeated 2x across cluster]\n")
    #expect(rows.trajectory.steps == [1, 2, 3])
    #expect(rows.trajectory[.reward] == [0.5, 1, 0])
    #expect(rows.trajectory[.klToStart] == [nil, nil, 0.5])
    #expect(rows.notes.contains(.unreadableFields(count: 2, firstLine: 1)))
  }

  @Test("colours are skipped, and an escape within a number does not join its halves")
  func escapes() throws {
    let escape = "\u{1B}"
    let rows = try run(
      "\(escape)[1;36m(pid=1)\(escape)[0m step:1 - reward:\(escape)[32m0.5\(escape)[0m - kl:0.8\(escape)125 - loss:1\(escape)[0m2\n"
    )
    #expect(rows.trajectory[.reward] == [0.5])
    #expect(rows.trajectory[.klToStart] == nil)
    #expect(rows.others == [])
    #expect(rows.notes == [.unreadableFields(count: 2, firstLine: 1)])
    let cut = try run("step:1 - reward:1 - loss:\(escape)[1e-06 - kl:0\n")
    #expect(cut.others == [])
  }

  @Test("without any known column the numbers are kept and near names are told")
  func unknown() throws {
    let rows = try run("step,rewrd\n1,0.5\n")
    #expect(rows.trajectory.columns == [])
    #expect(try rows.values(named: "rewrd") == [0.5])
    let nearest = rows.notes.compactMap { if case .nothingKnown(let near) = $0 { near } else { nil } }.first
    #expect(nearest?.first == "reward")
    #expect(throws: LogError.self) { try rows.values(named: "reward") }
  }

  @Test("nested objects, arrays of objects and Python's booleans are read")
  func objects() throws {
    let nested = try run("{\"step\":1,\"train\":{\"reward\":0.5,\"done\":true}}\n")
    #expect(nested.trajectory[.reward] == [0.5])
    #expect(try nested.values(named: "train/done") == [1])
    let array = try run("[\n {\"step\": 1, \"reward\": 0.5},\n {\"step\": 2, \"reward\": \"0.25\"}\n]\n")
    #expect(array.trajectory[.reward] == [0.5, 0.25])
    #expect(array.format == .objects)
  }
}
