import Foundation
import Measurement
import Testing

@testable import Logs

@Suite("Records of Weights & Biases that span blocks")
struct WandbRecordsTests {
  /// The checksum bit by bit, as its definition has it.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var code = UInt32.max
    for byte in bytes {
      code ^= UInt32(byte)
      for _ in 0..<8 { code = code & 1 == 1 ? code >> 1 ^ 0xEDB8_8320 : code >> 1 }
    }
    return ~code
  }

  /// LevelDB's way: a record is cut at the ends of blocks of 32,768 bytes; less than a head's room is filled with zeros.
  private func file(_ records: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = Array(":W&B".utf8) + [0xE1, 0xBE, 0]
    for record in records {
      var rest = record[...]
      var isFirst = true
      repeat {
        var room = 32_768 - bytes.count % 32_768
        if room < 7 {
          bytes += [UInt8](repeating: 0, count: room)
          room = 32_768
        }
        let piece = rest.prefix(room - 7)
        rest = rest.dropFirst(piece.count)
        let type: UInt8 = isFirst ? (rest.isEmpty ? 1 : 2) : (rest.isEmpty ? 4 : 3)
        let code = checksum([type] + piece)
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: code >> UInt32(8 * $0)) }
        bytes += [UInt8(piece.count & 0xFF), UInt8(piece.count >> 8), type]
        bytes += piece
        isFirst = false
      } while !rest.isEmpty
    }
    return bytes
  }

  @Test(
    "a record of any length around a block's end is changed",
    arguments: [0, 1, 30_000, 32_746, 32_747, 32_754, 32_760, 32_761, 100_000])
  func lengths(length: Int) throws {
    let wanted = [[UInt8](repeating: 7, count: length), [1, 2, 3], [UInt8](repeating: 9, count: 70_000), []]
    var records = try WandbRecords(file(wanted), name: "f")
    var found: [[UInt8]] = []
    while let record = try records.next() { found.append(record) }
    #expect(found == wanted)
    let isCut = records.isCut
    #expect(!isCut)
  }

  @Test("a zigzag integer, a double and a nested key are read as something else")
  func items() throws {
    func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      [number << 3 | 2, UInt8(content.count)] + content
    }
    let step = field(1, field(1, Array("_step".utf8)) + [5 << 3, 14])
    let half: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: (0.5).bitPattern >> UInt64(8 * $0)) }
    let reward = field(
      1, field(2, Array("train".utf8)) + field(2, Array("reward".utf8)) + [6 << 3 | 1] + half)
    let negative = field(1, field(1, Array("loss".utf8)) + [5 << 3, 3])
    let run = try RunReader().read(bytes: file([field(2, step + reward + negative)]), name: "f")
    #expect(run.trajectory.steps == [7])
    #expect(run.trajectory[.reward] == [0.5])
    #expect(try run.values(named: "loss") == [-2])
  }
}
