/// What the words of a page mean.
enum Glossary {
  static let entries: [(term: String, meaning: String)] = [
    (
      "reward accuracy",
      "The share of rollouts whose pseudo-reward equals the true one. On a problem whose winning answer is correct it is 1; on"
        + " any other it is 1 minus the winner's share minus the correct answers' share. So it falls mechanically while votes"
        + " agree more and more on the answers that they had from the start, down to the share of problems with a correct"
        + " winner, though nothing has been unlearned (T39). A collapse is a fall below that share: then winners themselves have"
        + " changed."
    ),
    (
      "collapse step",
      "The first step from which the rule's conditions hold for as many measured steps as the rule asks. Other rules give other"
        + " steps: only steps under one rule compare."
    ),
    (
      "censored",
      "A run that ended before it collapsed: its collapse step is unknown, and larger than the step watched."
    ),
    (
      "base rate",
      "The accuracy that one answer for everything has by chance. A threshold on an accuracy counts from it, else a collapse onto"
        + " a common answer is never seen."
    ),
    (
      "onset",
      "Where the curve of the rule's metric breaks: the best split into two means, or into two joined slopes. The interval comes"
        + " from a bootstrap of neighbouring residuals and is approximate."
    ),
    (
      "course",
      "How a metric goes on the whole, in means over a tenth of the run; changes below four standard errors do not count."
    ),
    (
      "failure mode",
      "How a run fails: its entropy explodes, it repeats itself, its answers shrink or run away, all problems share an answer, or"
        + " accuracy is lost gradually."
    ),
    (
      "early warning",
      "A decaying average of a metric that needs no label; the stated rate is the chance of any alarm in a run in which nothing"
        + " happens."
    ),
    (
      "false-alarm rate and reached rate",
      "The chance of an alarm without a change, as asked for, and what the runs' number and ties leave of it: rank tests of few"
        + " runs have few p-values."
    ),
    (
      "hazard ratio",
      "How many times larger the risk of collapse is at any step; above 1 the new runs collapse sooner. It has no estimate where"
        + " all new collapses come before all old ones, or after."
    ),
    (
      "restricted mean",
      "The mean collapse step where collapses after the last step watched count at that step; an area under the survival curve."
    ),
  ]

  static var html: String {
    let list = entries.map { "<dt>\(Markup.escaped($0.term))</dt><dd>\(Markup.escaped($0.meaning))</dd>" }
      .joined()
    return "<h2>Words</h2><dl>\(list)</dl>"
  }
}
