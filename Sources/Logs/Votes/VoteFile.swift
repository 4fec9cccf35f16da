public import Measurement

/// What was read from a file of many sampled answers a problem.
public struct VoteFile: Sendable, Equatable {
  /// Every problem in order of first appearance, its rollouts in the order of the file.
  public let votes: VoteSet
  /// The layout that the file was read in; never `.automatic`.
  public let format: VoteReadingOptions.Format
  /// Whether the file says which answers are correct.
  ///
  /// Without it every answer of `votes` is marked wrong, and only
  /// quantities that need no labels mean anything.
  public let hasCorrectness: Bool
  /// How many distinct answers, added up over problems, became one with another by normalisation.
  public let mergedAnswers: Int
  /// The file's path as it was given, or `standard input`.
  public let path: String
}
