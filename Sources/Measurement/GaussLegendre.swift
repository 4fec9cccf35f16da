internal import Foundation

/// Gauss and Legendre's quadrature on [0, 1].
enum GaussLegendre {
  /// A node with its weight.
  struct Node: Sendable, Equatable {
    let position: Double
    let weight: Double
  }

  /// Evaluation at 1, for what is not integrated.
  static let atOne = [Node(position: 1, weight: 1)]

  /// The smallest rule that integrates polynomials up to a degree exactly: degree/2 + 1 nodes.
  static func rule(exactTo degree: Int) -> [Node] {
    let count = degree / 2 + 1
    return count <= table.count ? table[count - 1] : nodes(count)
  }

  private static let table: [[Node]] = (1...64).map(nodes)

  /// Newton's method on the Legendre polynomial P_n from Tricomi's first guess, mapped from [−1, 1] to [0, 1].
  private static func nodes(_ count: Int) -> [Node] {
    (0..<count).map { index in
      var x = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var previous = 1.0
        var value = x
        for n in stride(from: 2, through: count, by: 1) {
          (previous, value) = (value, (Double(2 * n - 1) * x * value - Double(n - 1) * previous) / Double(n))
        }
        slope = Double(count) * (x * value - previous) / (x * x - 1)
        let correction = value / slope
        x -= correction
        if abs(correction) < 1e-16 { break }
      }
      return Node(position: (1 - x) / 2, weight: 1 / ((1 - x * x) * slope * slope))
    }
  }
}
