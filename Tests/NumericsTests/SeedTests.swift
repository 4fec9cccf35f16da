import Foundation
import SharpeningNumerics
import Testing

@Suite("Seeds")
struct SeedTests {
  @Test("a child depends on nothing but its parent, its name and its indices")
  func purity() {
    let parent = Seed(42)
    let before = parent.child("rollout", 3, 5)
    _ = parent.child("other")
    var generator = Generator(seed: parent)
    _ = generator.word()
    #expect(parent.child("rollout", 3, 5) == before)
    #expect(Seed(42).child("rollout", 3, 5) == before)
  }

  // Part of every published result. Made by the same hash written in Python: mixed() and child() over
  /// integers mod 2⁶⁴.
  @Test("the hash is the one that earlier results were made with")
  func golden() {
    #expect(Seed(42).child("rollout", 3, 5).value == 6_446_789_573_360_808_945)
  }

  // 10⁵ distinct words of 64 bits collide with probability 3·10⁻¹⁰ if the hash is good; the seed is fixed.
  @Test("a hundred thousand children are distinct")
  func distinctness() {
    var seen = Set<Seed>()
    let parent = Seed(1)
    for step in 0..<250 {
      for problem in 0..<400 { seen.insert(parent.child("rollout", step, problem)) }
    }
    #expect(seen.count == 100_000)
  }

  @Test("a hash of name and index sum would have collided there")
  func plantedCollision() {
    var seen = Set<Int>()
    for step in 0..<250 { for problem in 0..<400 { seen.insert(step + problem) } }
    #expect(seen.count < 100_000)
  }

  @Test("names and indices cannot stand for each other")
  func separation() {
    let parent = Seed(9)
    let children = [
      parent, parent.child(""), parent.child("a"), parent.child("a", 1), parent.child("a", 0),
      parent.child("a", 0, 0),
      parent.child("a", 1, 2), parent.child("a", 2, 1), parent.child("a1"), parent.child("a12"),
      parent.child("ab"),
      parent.child("ba"), parent.child("\0a"), parent.child("a\0"), parent.child("a", 97), parent.child("aa"),
      parent.child("abcdefgh"), parent.child("abcdefgh", 0), parent.child("abcdefghi"), parent.child("a", -1),
      parent.child("a").child("b"), parent.child("b").child("a"), Seed(10).child("a"),
    ]
    #expect(Set(children).count == children.count)
  }

  // Each bit of 64 · 4096 child words is fair: |ones − 2048| ≤ 5.7·32, two-sided normal tail 1.2e-8 a bit,
  // 8e-7 in all.
  @Test("every bit of a child is set for half of the indices")
  func balance() {
    var ones = [Int](repeating: 0, count: 64)
    for index in 0..<4096 {
      let value = Seed(3).child("bit", index).value
      for bit in 0..<64 where value >> UInt64(bit) & 1 == 1 { ones[bit] += 1 }
    }
    for bit in 0..<64 { #expect(abs(ones[bit] - 2048) <= 182, "bit \(bit)") }
  }

  @Test("0 is refused where a seed is read, and other integers are read as they were written")
  func decoding() throws {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Seed].self, from: Data("[0]".utf8)) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Seed].self, from: Data("[-1]".utf8)) }
    let seeds = [Seed(1), Seed(.max)]
    #expect(try JSONDecoder().decode([Seed].self, from: JSONEncoder().encode(seeds)) == seeds)
    #expect(Seed(.max).description == "18446744073709551615")
  }

  @Test("Seed(0) stops the program")
  func zero() async {
    await #expect(processExitsWith: .failure) { _ = Seed(0) }
    await #expect(processExitsWith: .success) { _ = Seed(1) }
  }
}
