// swift-tools-version: 6.2
import PackageDescription

// Swift 6 language mode is the default of these tools; every target also checks memory safety strictly.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "sharpening",
  products: [
    .library(name: "CollapseTesting", targets: ["CollapseTesting"]),
    .library(name: "Measurement", targets: ["Measurement"]),
    .library(name: "Sharpening", targets: ["Sharpening", "SharpeningNumerics"]),
    .library(name: "Transformer", targets: ["Transformer", "SharpeningNumerics"]),
    .library(name: "Training", targets: ["Training"]),
    .executable(name: "sharpen", targets: ["sharpen"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // C: the GNU Scientific Library, through its headers alone.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),

    // C: OpenBLAS.
    .systemLibrary(name: "CBLAS", providers: [.apt(["libopenblas-dev"])]),

    // C: libmd.
    .systemLibrary(name: "CDigest", providers: [.apt(["libmd-dev"])]),

    // The only importer of CGSL and CDigest. Its module has a longer name than its room because apple/swift-numerics
    // also declares a module `Numerics`, and one package graph cannot hold two.
    .target(
      name: "SharpeningNumerics", dependencies: ["CDigest", "CGSL"], path: "Sources/Numerics",
      swiftSettings: settings),

    // The two waists and what is measured of them; pure Swift.
    .target(name: "Measurement", swiftSettings: settings),

    // Expectations on collapse timing for other people's Swift Testing suites; needs no C library.
    .target(name: "CollapseTesting", dependencies: ["Measurement"], swiftSettings: settings),

    // Pages with inline charts, made from reports.
    .target(name: "Figures", dependencies: ["Measurement"], swiftSettings: settings),

    // Policies, the vote, updates, populations, closed forms, simulation.
    .target(
      name: "Sharpening", dependencies: ["Measurement", "SharpeningNumerics"],
      swiftSettings: settings),

    // A language model on the CPU; the only importer of CBLAS; knows no reward.
    .target(name: "Transformer", dependencies: ["CBLAS", "SharpeningNumerics"], swiftSettings: settings),

    // Pretraining and reinforcement learning on that model: tasks, rollouts, verifiers, the loop.
    .target(
      name: "Training", dependencies: ["Measurement", "Sharpening", "SharpeningNumerics", "Transformer"],
      swiftSettings: settings),

    // The ledger: evidence in, verdict out.
    .target(
      name: "Claims", dependencies: ["Measurement", "Sharpening", "SharpeningNumerics"],
      exclude: ["Answers", "Examples"],
      swiftSettings: settings),

    // Readers of other people's files.
    .target(
      name: "Logs", dependencies: ["Measurement"], exclude: ["aliases.csv"], swiftSettings: settings),

    .executableTarget(
      name: "sharpen",
      dependencies: [
        "Claims", "Figures", "Logs", "Measurement", "Sharpening", "SharpeningNumerics", "Training",
        "Transformer", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .testTarget(
      name: "NumericsTests", dependencies: ["SharpeningNumerics"], swiftSettings: settings),
    .testTarget(
      name: "MeasurementTests", dependencies: ["Measurement"], swiftSettings: settings),
    .testTarget(
      name: "CollapseTestingTests", dependencies: ["CollapseTesting", "Measurement"], swiftSettings: settings),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Measurement"], swiftSettings: settings),
    .testTarget(
      name: "SharpeningTests",
      dependencies: ["CollapseTesting", "Measurement", "Sharpening", "SharpeningNumerics"],
      exclude: ["Goldens"],
      swiftSettings: settings),
    .testTarget(
      name: "ClaimsTests", dependencies: ["Claims", "Logs", "Sharpening", "Measurement"],
      swiftSettings: settings),
    .testTarget(
      name: "TransformerTests", dependencies: ["Transformer", "SharpeningNumerics"], swiftSettings: settings),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["Training", "Measurement", "Sharpening", "SharpeningNumerics", "Transformer"],
      swiftSettings: settings),
    .testTarget(name: "LogsTests", dependencies: ["Logs", "Measurement"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["sharpen", "Claims", "Logs", "Measurement"],
      exclude: ["Goldens"],
      swiftSettings: settings),
  ]
)
