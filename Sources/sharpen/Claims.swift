import ArgumentParser
import Claims
import Foundation

/// `sharpen claims`: the statements, the plants of their checks, and the search for counterexamples.
struct Claims: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the claims, show one with its theorems and evidence, or search for a counterexample.",
    discussion: """
      EXAMPLE: sharpen claims T4i

      EXAMPLE: sharpen claims --plants --claim T28

      EXAMPLE: sharpen claims search --answers 2...4 "flip(N) <= 1 - p1"
      """,
    subcommands: [ClaimsShow.self, ClaimsSearch.self], defaultSubcommand: ClaimsShow.self)
}

/// `sharpen claims [show] [ID]`: the statements, and one of them with all its evidence.
struct ClaimsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the claims, or show one with its theorems and evidence.",
    discussion: """
      With --plants every check's planted variant is listed: what the check found of it, and its power, which is by how much \
      the planted variant violates the tolerance, or by how many standard errors an estimate misses. A claim that is false \
      has a true variant planted, which must pass.

      With --file the claims are those of a JSON file: a list of objects with name, expression (see `sharpen claims search \
      --help`) and one of simulation (keys of the configuration that `sharpen simulate --json` prints; defaults for the \
      rest), trajectory (the path, relative to the file, of what `sharpen simulate --csv` or --json printed) and policies \
      (answers, rollouts, beta, denominator, draws, seed). Optional: statement, tolerance (1e-9), required_share of a \
      simulation's replicates in which the claim must hold (1: in every one; below 1 the 95 % Clopper-Pearson interval of \
      the share decides) and expected (holds, refuted or inconclusive; holds by default).

      EXAMPLE: sharpen claims show T4i

      EXAMPLE: sharpen claims show --file Sources/Claims/Examples/claims.json
      """)

  @Argument(help: "The claim to show; all are listed without it.")
  var id: String?
  @Option(help: "A JSON file of claims of your own, in place of the ledger's; - for standard input.")
  var file: String?
  @Flag(help: "List what every check has planted, and its power.")
  var plants = false
  @Option(help: "With --plants, only this claim. May be given several times.")
  var claim: [String] = []
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "With --plants, print Markdown.")
  var markdown = false
  @Flag(help: "Draw ten times as much in the checks that sample.")
  var thorough = false

  func validate() throws {
    if markdown && (json || !plants) {
      throw ValidationError("--markdown is for --plants, and excludes --json; leave one out.")
    }
    if !claim.isEmpty && !plants {
      throw ValidationError("--claim is for --plants; without it give the claim itself: claims T4i.")
    }
    if file != nil && (plants || thorough) {
      throw ValidationError("--file excludes --plants and --thorough, which are for the ledger.")
    }
    if file == nil { _ = try Verify.claims(named: (id.map { [$0] } ?? []) + claim) }
  }

  func run() throws {
    if let file { return try show(file: file) }
    let claims = try Verify.claims(named: (id.map { [$0] } ?? []) + claim)
    let effort = thorough ? Effort.thorough : .standard
    try Failure.reporting {
      if plants || id != nil || json {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let progress = Progress("verifying", total: claims.count, unit: ("claims", 1))
        let entries = Ledger.entries(
          of: claims, effort: effort, executor: ThreadExecutor(threads: threads, progress: progress))
        progress.finish()
        if plants {
          let report = PlantReport(entries: entries)
          try output(json ? try sharpen.json(report.items) : markdown ? report.markdown : report.table)
        } else {
          let report = LedgerReport(entries: entries)
          try output(json ? try sharpen.json(report.items) : report.evidence)
        }
      } else {
        var table = TextTable(("claim", .left), ("basis", .left), ("title", .left), ("source", .left))
        for claim in claims { table.add([claim.id, claim.basis.rawValue, claim.title, claim.source]) }
        try output(table.text)
      }
    }
  }

  /// Lists the claims of a file, which are parsed and checked but not tested; one claim is tested and shown.
  private func show(file: String) throws {
    try Failure.reportingClaims {
      let claims = try UserClaims.named(id.map { [$0] } ?? [], in: try UserClaim.read(path: file))
      if id != nil || json {
        let results = claims.map { $0.examine() }
        try output(json ? try sharpen.json(results) : UserClaimReport(results: results).evidence)
      } else {
        var table = TextTable(("claim", .left), ("over", .left), ("expression", .left), ("statement", .left))
        for claim in claims {
          table.add([claim.name, claim.subject.key, claim.expression, claim.statement.shortened(to: 60)])
        }
        try output(table.text)
      }
    }
  }
}

/// What the commands share about users' claims.
enum UserClaims {
  /// The claims of the given names, all for none.
  static func named(_ names: [String], in claims: [UserClaim]) throws -> [UserClaim] {
    try names.isEmpty
      ? claims
      : names.map { name in
        guard let found = claims.first(where: { $0.name == name }) else {
          throw Failure.usage(
            "there is no claim \"\(name)\" in the file; there are \(claims.map(\.name).joined(separator: ", "))"
          )
        }
        return found
      }
  }
}

extension Failure {
  /// `reporting` for work that reads users' claims: what cannot be read ends with 74, what is wrong in them with 65.
  static func reportingClaims(_ work: () throws -> Void) throws {
    try reporting {
      do {
        try work()
      } catch let error as ClaimError {
        throw error.isInputOutput ? Failure.inputOutput(error.description) : .data(error.description)
      }
    }
  }
}
