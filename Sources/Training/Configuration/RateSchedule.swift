internal import Foundation
internal import Sharpening

/// How a learning rate changes over a training: a linear warm-up, then a course to a share of the highest rate.
///
/// With w updates of warm-up and n in all, the factor at update t is (t + 1)/w for t < w, and after that, with
/// x = (t − w)/(n − w): 1 (constant), 1 − (1 − f) x (linear), f + (1 − f)(1 + cos πx)/2 (cosine).
public struct RateSchedule: Codable, Sendable, Hashable {
  /// What happens after the warm-up.
  public enum Course: String, CaseIterable, Codable, Sendable {
    /// The rate stays.
    case constant
    /// The rate falls on a line.
    case linear
    /// The rate falls on half a wave.
    case cosine
  }

  /// What happens after the warm-up.
  public var course = Course.constant
  /// w ≥ 0.
  public var warmup = 0
  /// f of [0, 1], the last rate as a share of the highest.
  public var finalShare = 0.0

  /// A rate that stays.
  public init() {}

  /// A schedule with its choices.
  public init(_ course: Course, warmup: Int = 0, finalShare: Double = 0) {
    self.course = course
    self.warmup = warmup
    self.finalShare = finalShare
  }

  /// What is wrong with the values, in one sentence, or nil.
  public var problem: String? {
    if warmup < 0 { return "warmup is \(warmup), but must be at least 0" }
    if !(finalShare >= 0 && finalShare <= 1) { return "final_share is \(finalShare), but must be in [0, 1]" }
    return nil
  }

  /// The factor of the highest rate at an update.
  ///
  /// - Parameters:
  ///   - update: from 0 on; beyond the end the factor is the last one.
  ///   - updates: n.
  public func share(at update: Int, of updates: Int) -> Double {
    if update < warmup { return Double(update + 1) / Double(warmup) }
    let x = min(1, Double(update - warmup) / Double(max(1, updates - warmup)))
    return switch course {
    case .constant: 1
    case .linear: 1 - (1 - finalShare) * x
    case .cosine: finalShare + (1 - finalShare) * 0.5 * (1 + cos(.pi * x))
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case course, warmup
    case finalShare = "final_share"
  }

  /// Reads a schedule; an absent key has its default.
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.container(knowing: CodingKeys.self)
    course = try container.value(.course, or: course)
    warmup = try container.value(.warmup, or: warmup)
    finalShare = try container.value(.finalShare, or: finalShare)
  }
}
