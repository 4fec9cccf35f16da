/// A chart of curves over steps, drawn as SVG text.
public struct LineChart: Sendable {
  /// One curve.
  public struct Series: Sendable {
    /// Its name in the legend.
    public var name: String
    /// Its points, from left to right; a point that is not finite breaks the line.
    public var points: [(x: Double, y: Double)]
    /// Its place in the palette, from 0.
    public var colour: Int
    /// Thin and pale, for values that another curve smooths.
    public var isFaint: Bool
    /// Level up to the next point, as a survival curve is.
    public var isStepped: Bool

    /// Makes a curve.
    public init(
      name: String, points: [(x: Double, y: Double)], colour: Int = 0, isFaint: Bool = false,
      isStepped: Bool = false
    ) {
      self.name = name
      self.points = points
      self.colour = colour
      self.isFaint = isFaint
      self.isStepped = isStepped
    }
  }

  /// A vertical line with a label.
  public struct Mark: Sendable {
    /// Where.
    public var x: Double
    /// What for.
    public var label: String
    /// Its place in the palette.
    public var colour: Int

    /// Makes a mark.
    public init(x: Double, label: String, colour: Int) {
      self.x = x
      self.label = label
      self.colour = colour
    }
  }

  /// The heading, which is read out too.
  public var title: String
  /// The curves.
  public var series: [Series]
  /// The vertical lines.
  public var marks: [Mark]
  /// Shaded ranges of steps.
  public var bands: [ClosedRange<Double>]
  /// The ends of the vertical axis; those of the data where nil.
  public var range: ClosedRange<Double>?

  /// Makes a chart.
  public init(
    title: String, series: [Series], marks: [Mark] = [], bands: [ClosedRange<Double>] = [],
    range: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.series = series
    self.marks = marks
    self.bands = bands
    self.range = range
  }

  /// Numbers at round distances, about `count` of them, that lie in the range.
  static func ticks(_ low: Double, _ high: Double, about count: Int) -> [Double] {
    guard high > low, (high - low).isFinite else { return [low] }
    let rough = (high - low) / Double(count)
    var unit = 1.0
    while unit > rough { unit /= 10 }
    while unit * 10 <= rough { unit *= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * unit }.first { $0 >= rough * 0.999 } ?? 10 * unit
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [low] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// At most about four points a pixel column: of each stretch the first, the lowest, the highest and the last.
  static func thinned(_ points: [(x: Double, y: Double)], columns: Int) -> [(x: Double, y: Double)] {
    guard points.count > 4 * columns else { return points }
    let size = (points.count + columns - 1) / columns
    return stride(from: 0, to: points.count, by: size).flatMap { start -> [(x: Double, y: Double)] in
      let part = start..<min(points.count, start + size)
      let low = part.min { points[$0].y < points[$1].y } ?? start
      let high = part.max { points[$0].y < points[$1].y } ?? start
      return Set([start, low, high, part.upperBound - 1]).sorted().map { points[$0] }
    }
  }
}
