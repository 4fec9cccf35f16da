import CollapseTesting
import Testing
@Test func p() {
  withKnownIssue { expectX(false) }
}
