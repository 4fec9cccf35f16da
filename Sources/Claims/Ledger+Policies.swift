extension Ledger {
  /// What happens where outputs are written token by token.
  static let policies: [Claim] = [
    Claim(
      id: "T21b", title: "token entropy and self-certainty, policy gradient",
      statement:
        "In a tree of two steps expected stop-gradient updates of the token logits by token entropy or self-certainty leave the last layer as it is and move the root by θ̇_a = π_a (c(s_a) − Σ π c)/2, so that the best branch's logit rises at every step, whatever its prior, and of two branches the better one wins.",
      source: "abstract; Table 1, σ = ±1", basis: .reconstructed, check: TreeChecks.tokenGradient,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T23", title: "certainty sharpens if gradients flow through it",
      statement:
        "Ascent on KL(U‖π) and on −H(π) themselves keeps the order of answers, lets the mode gain on every other and leads to it: the first with an error ~ e^(−t), as the mirror flow of the probability reward, the second, for two answers, ~ 1/(2t ln t).",
      source: "Table 1, σ = +1, left to a separate analysis", basis: .reconstructed,
      check: TreeChecks.pathwise, expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T23b", title: "gradients of certainty",
      statement: "By the logits ∇KL(U‖π) = π − 1/K and ∇(−H) = π (ln π + H).",
      source: "Table 1, σ = +1, left to a separate analysis", basis: .reconstructed,
      proof: .holds("T23_certainty_gradient", "T23_entropy_gradient"), expected: Verdicts(proved: .holds)),
    Claim(
      id: "T25b", title: "length and repetition: ends",
      statement:
        "In the process that adds filler until it stops the probability reward ends at one token; the mean log-probability does so from f < 1/2 and repeats up to the length limit from f > 1/2; token-level entropy and self-certainty change nothing in one state, and where the first token has a state of its own they add filler exactly while the loop is the surer state: from filler probabilities (.4, .8) up to the limit, from (.1, .7) down to one token, from (.4, .3) under token-level entropy to a rest at a mean of two tokens.",
      source: "Fig. 3, length and repetition collapse", basis: .reconstructed, check: LengthChecks.ends,
      expected: Verdicts(simulated: .holds)),
    Claim(
      id: "T47", title: "a power of outputs by the temperature of tokens",
      statement: "Tokens at temperature 1/α give outputs from π^α.",
      source: "sharpening as a power of π (arXiv 2510.14901)", basis: .reconstructed,
      correction:
        "Only where what follows does not depend on the token; in general a token has to be weighed by what can follow it (T47b), and the two can prefer different outputs.",
      proof: .refuted("T47_power_not_temperature"), check: TransformChecks.temperature,
      expected: Verdicts(proved: .refuted, simulated: .refuted)),
    Claim(
      id: "T47b", title: "a power of outputs by looking ahead",
      statement:
        "Outputs follow π^α exactly if the next token does π_s(v)^α Z(sv)/Z(s), with Z(s) the sum of π(rest | s)^α over all ways to go on.",
      source: "correction of T47", basis: .reconstructed, check: TransformChecks.lookAhead,
      expected: Verdicts(simulated: .holds)),
  ]
}
