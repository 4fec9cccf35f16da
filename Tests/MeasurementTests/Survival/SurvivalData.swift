import Foundation
import Measurement

extension SplitMix {
  /// A uniform number of 0 ..< 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
  /// A standard normal number.
  mutating func normal() -> Double { (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform()) }
}

/// The data set on which survival programs are compared: weeks of remission of acute leukemia.
///
/// Freireich and others 1963, under 6-mercaptopurine and under placebo, with 21 patients each.
enum Remission {
  static let treated: [SurvivalTime] =
    [6, 6, 6, 7, 10, 13, 16, 22, 23].map { .collapsed($0) }
    + [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map { .censored($0) }
  static let placebo: [SurvivalTime] =
    [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map { .collapsed($0) }
}

/// A small pair of groups with ties within and between them, and censoring.
enum SmallGroups {
  static let first: [SurvivalTime] = [
    .collapsed(3), .collapsed(5), .collapsed(5), .censored(8), .collapsed(4),
  ]
  static let second: [SurvivalTime] = [
    .collapsed(7), .collapsed(9), .collapsed(8), .censored(12), .censored(12), .collapsed(5),
  ]
}
