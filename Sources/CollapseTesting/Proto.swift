public import Testing
public func expectX(_ b: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
  if !b { Issue.record("x is false", sourceLocation: sourceLocation) }
}
