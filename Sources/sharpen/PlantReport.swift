import Claims

/// What every check has planted, and whether it saw it.
struct PlantReport {
  let entries: [Ledger.Entry]

  /// One check's plant.
  struct Item: Encodable {
    let id: String
    /// The planted variant.
    let plant: String
    /// Whether the plant is true: for a claim that is false.
    let plantHolds: Bool
    /// What the check found of it.
    let finding: String
    /// Whether that is what it had to find.
    let isSeen: Bool
    /// How far the planted variant went.
    let power: Margin?
    /// How far the claim itself went.
    let used: Margin?
    let paths: [String]
  }

  var items: [Item] {
    entries.compactMap { entry in
      guard let check = entry.claim.check, let evidence = entry.evidence else { return nil }
      return Item(
        id: entry.claim.id, plant: evidence.control, plantHolds: check.controlHolds,
        finding: evidence.controlFinding, isSeen: evidence.isControlSound, power: evidence.controlMargin,
        used: evidence.margin, paths: evidence.paths)
    }
  }

  private static func cells(_ item: Item) -> [String] {
    [
      item.id, item.plant,
      (item.plantHolds ? "must pass" : "must fail") + (item.isSeen ? "" : ", BUT DOES NOT"),
      item.power?.description ?? "a condition", item.used?.description ?? "–",
    ]
  }

  private static let header = ["claim", "planted", "", "power: the plant differs by", "the claim differs by"]

  var table: String {
    var table = TextTable(columns: Self.header.map { ($0, .left) })
    for item in items { table.add(Self.cells(item).map { $0.shortened(to: 72) }) }
    let blind = items.count { !$0.isSeen }
    return table.text
      + (blind == 0
        ? "\(Format.count(items.count, "plant")), every one seen\n"
        : "\(blind) of \(Format.count(items.count, "plant")) not seen\n")
  }

  var markdown: String {
    let rows = items.map { item in
      "| " + Self.cells(item).map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return (["| " + Self.header.joined(separator: " | ") + " |", "|---|---|---|---|---|"] + rows)
      .joined(separator: "\n") + "\n"
  }
}
