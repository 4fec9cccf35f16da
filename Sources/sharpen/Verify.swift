import ArgumentParser
import Claims
import Foundation
import Sharpening

/// `sharpen verify`: the verdicts of all claims, computed.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute the verdict of every claim, and fail if one is not the expected one.",
    discussion: """
      proved: by a machine-checked theorem of proofs/, whose statement and axioms stand in its audit. simulated: by \
      computation on policies, along two code paths, with a control whose truth is known. observed: by runs of a real model.

      Exit code 1 when a verdict differs from what the ledger expects, in either direction.

      EXAMPLE: sharpen verify --claim T4i --verbose
      """)

  @Option(help: "Only this claim. May be given several times.")
  var claim: [String] = []
  @Flag(help: "Print JSON: a list with every claim's statement, verdicts, evidence and theorems.")
  var json = false
  @Flag(help: "Print the table alone, as Markdown.")
  var markdown = false
  @Flag(help: "Print the evidence below the table.")
  var verbose = false
  @Option(parsing: .unconditional, help: "Threads; the verdicts do not depend on it. By default one a core.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is \(threads), but must be at least 1.") }
    if json && (markdown || verbose) {
      throw ValidationError("--json excludes --markdown and --verbose; it holds all evidence anyway.")
    }
    _ = try Self.claims(named: claim)
  }

  func run() throws {
    let claims = try Self.claims(named: claim)
    let progress = Progress("verifying", total: claims.count, unit: ("claims", 1))
    let executor = ThreadExecutor(
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress)
    let entries = executor.map(claims.count) { Ledger.entry(of: claims[$0]) }
    progress.finish()
    try Failure.reporting {
      let report = LedgerReport(entries: entries)
      if json {
        try output(try sharpen.json(report.items))
      } else if markdown {
        try output(report.markdown)
      } else {
        try output(report.table + (verbose ? "\n" + report.evidence : ""))
      }
    }
    if !entries.allSatisfy(\.isAsExpected) { throw ExitCode(1) }
  }

  /// The claims of the given names, all for none; a name without its last letters stands for the readings under it.
  static func claims(named ids: [String]) throws -> [Claim] {
    let all = Ledger.standard.claims
    return try ids.isEmpty
      ? all
      : ids.flatMap { id in
        let exact = all.filter { $0.id.lowercased() == id.lowercased() }
        // T4 alone stands for its readings T4i, T4ii, ….
        let family = all.filter {
          $0.id.lowercased().hasPrefix(id.lowercased()) && $0.id.dropFirst(id.count).allSatisfy(\.isLowercase)
        }
        let found = exact.isEmpty ? family : exact
        if id.isEmpty || found.isEmpty {
          throw ValidationError(
            "There is no claim \"\(id)\"; there are \(all.map(\.id).joined(separator: ", ")).")
        }
        return found
      }
  }
}

/// `sharpen claims`: the statements, and one of them with all its evidence.
struct Claims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the claims, or show one with its theorems and evidence.",
    discussion: "EXAMPLE: sharpen claims T4i")

  @Argument(help: "The claim to show; all are listed without it.")
  var id: String?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws { _ = try Verify.claims(named: id.map { [$0] } ?? []) }

  func run() throws {
    let claims = try Verify.claims(named: id.map { [$0] } ?? [])
    try Failure.reporting {
      if id != nil || json {
        let report = LedgerReport(entries: claims.map { Ledger.entry(of: $0) })
        try output(json ? try sharpen.json(report.items) : report.evidence)
      } else {
        var table = TextTable(("claim", .left), ("basis", .left), ("title", .left), ("source", .left))
        for claim in claims { table.add([claim.id, claim.basis.rawValue, claim.title, claim.source]) }
        try output(table.text)
      }
    }
  }
}
