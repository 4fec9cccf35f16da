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

      With --claims the claims of a file are put to the test in place of the ledger's; `sharpen claims search --help` gives \
      their language, `sharpen claims show --help` the form of the file.

      Exit code 1 when a verdict differs from what the ledger, or the file, expects, in either direction.

      EXAMPLE: sharpen verify --claim T4i --verbose

      EXAMPLE: sharpen verify --claims Sources/Claims/Examples/claims.json
      """)

  @Option(help: "Only this claim. May be given several times.")
  var claim: [String] = []
  @Option(
    help: "A JSON file of claims of your own, to be tested in place of the ledger's; - for standard input.")
  var claims: String?
  @Flag(help: "Print JSON: a list with every claim's statement, verdicts, evidence and theorems.")
  var json = false
  @Flag(help: "Print the table alone, as Markdown, two claims a row.")
  var markdown = false
  @Flag(help: "Print the evidence below the table.")
  var verbose = false
  @Flag(help: "Draw ten times as much in the checks that sample.")
  var thorough = false
  @Option(parsing: .unconditional, help: "Threads; the verdicts do not depend on it. By default one a core.")
  var threads: Int?

  func validate() throws {
    try Refusal.threads(threads)
    if json && (markdown || verbose) {
      throw ValidationError("--json excludes --markdown and --verbose; it holds all evidence anyway.")
    }
    if claims != nil && thorough {
      throw ValidationError("--thorough is for the ledger; a file's claims say themselves how much is drawn.")
    }
    if claims == nil { _ = try Self.claims(named: claim) }
  }

  func run() throws {
    if let claims { return try verify(file: claims) }
    let claims = try Self.claims(named: claim)
    let progress = Progress("verifying", total: claims.count, unit: ("claims", 1))
    let executor = ThreadExecutor(threads: threadCount, progress: progress)
    let effort = thorough ? Effort.thorough : .standard
    let entries = Ledger.entries(of: claims, effort: effort, executor: executor)
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

  private var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The same for the claims of a file.
  private func verify(file: String) throws {
    var results: [UserClaimResult] = []
    try Failure.reportingClaims {
      let claims = try UserClaims.named(claim, in: try UserClaim.read(path: file))
      let progress = Progress("verifying", total: claims.count, unit: ("claims", 1))
      let blocks = ThreadExecutor(threads: threadCount, progress: nil)
      results = ThreadExecutor(threads: threadCount, progress: progress).map(claims.count) {
        claims[$0].examine(executor: blocks)
      }
      progress.finish()
      let report = UserClaimReport(results: results)
      if json {
        try output(try sharpen.json(results))
      } else {
        try output(markdown ? report.markdown : report.table + (verbose ? "\n" + report.evidence : ""))
      }
    }
    if !results.allSatisfy(\.isAsExpected) { throw ExitCode(1) }
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
