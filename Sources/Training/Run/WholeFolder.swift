internal import Foundation
internal import Transformer

/// Folders that are there whole or not at all: written beside, brought to the disk, renamed.
enum WholeFolder {
  /// Writes a folder.
  ///
  /// - Parameters:
  ///   - path: must not be there, or is replaced.
  ///   - fill: writes the files into the folder that it is given.
  static func write(
    _ path: String, fill: (_ folder: String) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    let partial = path + ".partial"
    let files = FileManager.default
    try attempt(path) {
      if files.fileExists(atPath: partial) { try files.removeItem(atPath: partial) }
      try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
    }
    do {
      try fill(partial)
    } catch {
      try? files.removeItem(atPath: partial)
      throw error
    }
    try attempt(path) {
      for name in try files.contentsOfDirectory(atPath: partial) {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: partial + "/" + name))
        try handle.synchronize()
        try handle.close()
      }
      if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
      try files.moveItem(atPath: partial, toPath: path)
    }
  }

  /// Writes a file beside and renames it.
  static func write(_ data: Data, to path: String) throws(TrainingError) {
    let partial = path + ".partial"
    try attempt(path) {
      try data.write(to: URL(fileURLWithPath: partial))
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: partial))
      try handle.synchronize()
      try handle.close()
      guard rename(partial, path) == 0 else { throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno)) }
    }
  }

  /// Removes what a killed process had not finished in a folder and right below.
  static func removeUnfinished(in folder: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.hasSuffix(".partial") {
      try? files.removeItem(atPath: folder + "/" + name)
    }
  }

  /// Does something to a file and says which file, if it fails.
  static func attempt(_ path: String, _ work: () throws -> Void) throws(TrainingError) {
    do {
      try work()
    } catch CheckpointError.unreadable(let file, let reason) {
      throw .inputOutput(
        file: file,
        reason:
          "\(reason); what was saved before is whole: see to room there and take the run up with --resume"
      )
    } catch let error as CheckpointError {
      throw .checkpoint(error)
    } catch {
      throw .inputOutput(file: path, reason: reason(error as NSError))
    }
  }

  private static func reason(_ error: NSError) -> String {
    let below = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if below.domain == NSPOSIXErrorDomain {
      switch Int32(below.code) {
      case ENOSPC:
        return
          "the disk is full; what was saved before is whole: free some room and take the run up with --resume"
      case EACCES, EROFS, EPERM: return "writing is not allowed there; choose another folder"
      default: break
      }
    }
    switch error.code {
    case CocoaError.fileWriteOutOfSpace.rawValue:
      return
        "the disk is full; what was saved before is whole: free some room and take the run up with --resume"
    case CocoaError.fileWriteNoPermission.rawValue, CocoaError.fileWriteVolumeReadOnly.rawValue:
      return "writing is not allowed there; choose another folder"
    default: return error.localizedDescription
    }
  }
}
