/// Which spellings of an answer count as one.
///
/// Every rule is a function of the text alone, and applying it twice changes nothing more. It may leave two spellings of
/// one value apart, but `numeric` never joins two different numbers: its arithmetic is exact, and what is too long for
/// it stays as it is.
public enum AnswerNormalisation: String, CaseIterable, Sendable {
  /// The text as it stands, blanks included. (Swift compares strings by Unicode's canonical equivalence, so an accented
  /// letter in one or in two scalars is one.)
  case exact
  /// Blanks around the text are dropped, and a text that is wholly a number is written in one way.
  ///
  /// A number may have a sign (`-` or `−`), thousands separators (`1,234`, `10{,}000`, `10\,000`), trailing zeros, an exponent
  /// (`2.5e3`, `2.5\times 10^{3}`), be a fraction of integers (`1/2`, `\frac{1}{2}`), and end in `%` or `\%`. It becomes
  /// an integer or a decimal where it has one, else a reduced fraction. `50%` stays apart from `0.5`.
  case numeric
  /// Common LaTeX around the value is taken off, then `numeric` is applied.
  ///
  /// In order: math delimiters `$`, `\$`, `\(`, `\)`, `\[`, `\]` go; so do `\left`, `\right`, `\big` and its kin,
  /// `\displaystyle`, `\!`, `\limits`, and degrees (`^\circ`, `^{\circ}`, `\degree`, `°`); `\dfrac`, `\tfrac`, `\cfrac`
  /// become `\frac`; `\text{…}`, `\textbf`, `\textit`, `\textrm`, `\textnormal`, `\mathrm`, `\mathbf`, `\mathit`,
  /// `\mbox`, `\operatorname` leave their content; `\frac12`, `\frac1{2}`, `\sqrt2` get braces; `{,}` becomes a comma;
  /// `\%` becomes `%`; blanks (also `\,`, `\;`, `\:`, `\ `, `~`, `\quad`, `\qquad`) go, except that one stays between
  /// two digits, for `1 1/2` is not `11/2`; a period at the end goes; and so does `x=` with one letter before
  /// the only equals sign. The minus sign of typesetting is a hyphen's here, as in `numeric`. Units stay: `5 cm` is not `5`.
  case latex

  /// The spelling that stands for all that count as the same answer.
  public func normalised(_ answer: String) -> String {
    switch self {
    case .exact: answer
    case .numeric: NumberSpelling.normalised(answer)
    case .latex: LatexSpelling.normalised(answer)
    }
  }
}
