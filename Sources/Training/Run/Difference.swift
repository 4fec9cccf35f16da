internal import Foundation

/// Where two configurations differ.
enum Difference {
  /// The first key, in order, whose values differ, with both; nil for none.
  ///
  /// More steps than before are no difference where the rate does not depend on how many there are: the run goes on.
  static func first(_ old: TrainingConfiguration, _ new: TrainingConfiguration) -> String? {
    var old = old
    let (before, after) = (old.reinforcement, new.reinforcement)
    if before.schedule.course == .constant && after.schedule.course == .constant
      && before.epochs == after.epochs
      && after.steps > before.steps
    {
      old.reinforcement.steps = after.steps
    }
    let trees = [old, new].map { try? JSONSerialization.jsonObject(with: Canonical.json($0)) }
    return first(trees[0] ?? NSNull(), trees[1] ?? NSNull(), "")
  }

  private static func first(_ old: Any?, _ new: Any?, _ path: String) -> String? {
    if let old = old as? [String: Any], let new = new as? [String: Any] {
      for key in Set(old.keys).union(new.keys).sorted() {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        if let difference = first(old[key], new[key], inner) { return difference }
      }
      return nil
    }
    let texts = [old, new].map(text)
    return texts[0] == texts[1] ? nil : "\(path) is \(texts[0]) there and \(texts[1]) here"
  }

  private static func text(_ value: Any?) -> String {
    guard let value else { return "absent" }
    let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "unreadable"
  }
}
