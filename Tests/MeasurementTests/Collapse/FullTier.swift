import Foundation

/// Whether SHARPENING_FULL=1 asks for the long form of the random tests, which print what they count.
let fullTier = ProcessInfo.processInfo.environment["SHARPENING_FULL"] == "1"
