internal import Foundation

extension RunReader {
  /// A directory of one run.
  ///
  /// In this order: TensorBoard's files, in it or in one folder below; a Trainer's state, here or in the latest
  /// checkpoint; a run's file of Weights & Biases; else its tables, objects and console logs, which must share one
  /// layout, one after the other by name.
  func readDirectory(_ path: String) throws(LogError) -> ImportedRun {
    let files = try content(of: path)
    let events = files.filter { ($0 as NSString).lastPathComponent.contains("tfevents") }
    if !events.isEmpty {
      return try readRun(
        of: Dictionary(grouping: events) { ($0 as NSString).deletingLastPathComponent }, path)
    }
    if let state = latestState(files) {
      return try read(files: [path + "/" + state], name: path + "/" + state)
    }
    let records = files.filter { $0.hasSuffix(".wandb") }
    if !records.isEmpty { return try readRun(of: Dictionary(grouping: records) { $0 }, path) }
    let kinds = ["csv", "tsv", "jsonl", "json", "log", "txt"]
    let logs = files.filter { !$0.contains("/") && kinds.contains(($0 as NSString).pathExtension) }
    if logs.isEmpty { throw .nothingInDirectory(file: path) }
    return try read(files: logs.map { path + "/" + $0 }, name: path)
  }

  /// The one run, or the one that the options name.
  private func readRun(of runs: [String: [String]], _ path: String) throws(LogError) -> ImportedRun {
    let names = runs.keys.map { $0.isEmpty ? "." : $0 }.sorted()
    if let run = options.run {
      guard let files = runs[run == "." ? "" : run] else {
        throw .noRun(file: path, wanted: run, runs: names)
      }
      return try read(files: files.map { path + "/" + $0 }, name: path)
    }
    guard let only = runs.values.first, runs.count == 1 else { throw .severalRuns(file: path, runs: names) }
    return try read(files: only.map { path + "/" + $0 }, name: path)
  }

  private func latestState(_ files: [String]) -> String? {
    if files.contains("trainer_state.json") { return "trainer_state.json" }
    let states = files.compactMap { file -> (Int, String)? in
      let parts = file.split(separator: "/")
      guard parts.count == 2, parts[1] == "trainer_state.json", parts[0].hasPrefix("checkpoint-") else {
        return nil
      }
      return Int(parts[0].dropFirst(11)).map { ($0, file) }
    }
    return states.max { $0 < $1 }?.1
  }

  /// The paths of the files in it and three folders below, sorted.
  private func content(of path: String) throws(LogError) -> [String] {
    let manager = FileManager.default
    var files: [String] = []
    var folders = [("", 0)]
    while let (folder, depth) = folders.popLast() {
      let names: [String]
      do {
        names = try manager.contentsOfDirectory(atPath: path + "/" + folder)
      } catch {
        throw .unreadable(file: path + "/" + folder, reason: "the directory cannot be listed")
      }
      for name in names.sorted() where !name.hasPrefix(".") {
        let inner = folder.isEmpty ? name : folder + "/" + name
        // Weights & Biases links its latest run, which would be counted twice.
        let kind = try? manager.attributesOfItem(atPath: path + "/" + inner)[.type] as? FileAttributeType
        if kind == .typeSymbolicLink && manager.fileExists(atPath: path + "/" + inner + "/.") { continue }
        if manager.fileExists(atPath: path + "/" + inner + "/.") {
          if depth < 3 { folders.append((inner, depth + 1)) }
        } else {
          files.append(inner)
        }
      }
    }
    return files.sorted()
  }
}
