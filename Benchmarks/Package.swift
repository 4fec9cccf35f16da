// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of the libraries never build the benchmarks.
let package = Package(
  name: "sharpening-benchmarks",
  dependencies: [.package(name: "sharpening", path: "..")],
  targets: [
    .executableTarget(
      name: "PeerBenchmarks",
      dependencies: [
        .product(name: "Measurement", package: "sharpening"),
        .product(name: "Sharpening", package: "sharpening"),
      ]),
    .executableTarget(
      name: "ModelBenchmarks",
      dependencies: [
        .product(name: "Sharpening", package: "sharpening"),
        .product(name: "Training", package: "sharpening"),
        .product(name: "Transformer", package: "sharpening"),
      ]),
  ]
)
