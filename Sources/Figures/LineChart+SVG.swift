extension LineChart {
  /// Colours that are told apart with any eyes (Okabe and Ito), on light and dark grounds.
  static let palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]

  private static let width = 640.0
  private static let height = 276.0
  private static let left = 56.0
  private static let right = 14.0
  private static let top = 58.0
  private static let bottom = 30.0

  static func colour(_ index: Int) -> String {
    palette[((index % palette.count) + palette.count) % palette.count]
  }

  /// The drawing, without any link; empty where no point is finite.
  public var svg: String {
    let finite = series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    guard let firstPoint = finite.first else { return "" }
    var xs = (firstPoint.x, firstPoint.x)
    var ys = (firstPoint.y, firstPoint.y)
    for point in finite {
      xs = (min(xs.0, point.x), max(xs.1, point.x))
      ys = (min(ys.0, point.y), max(ys.1, point.y))
    }
    if let range { ys = (range.lowerBound, range.upperBound) }
    if xs.0 == xs.1 { xs = (xs.0 - 0.5, xs.1 + 0.5) }
    if ys.0 == ys.1 { ys = (ys.0 - 0.5, ys.1 + 0.5) }
    if range == nil {
      let room = 0.04 * (ys.1 - ys.0)
      ys = (ys.0 - room, ys.1 + room)
    }
    let plotWidth = Self.width - Self.left - Self.right
    let plotHeight = Self.height - Self.top - Self.bottom
    func x(_ value: Double) -> Double { Self.left + plotWidth * (value - xs.0) / (xs.1 - xs.0) }
    func y(_ value: Double) -> Double {
      Self.top + plotHeight * (1 - (min(max(value, ys.0), ys.1) - ys.0) / (ys.1 - ys.0))
    }
    let text = { (x: Double) in Markup.coordinate(x) }

    var parts: [String] = []
    let floor = Self.top + plotHeight
    for band in bands {
      let a = x(max(band.lowerBound, xs.0))
      let b = x(min(band.upperBound, xs.1))
      let size = "width=\"\(text(max(1, b - a)))\" height=\"\(text(plotHeight))\""
      parts.append(
        "<rect x=\"\(text(a))\" y=\"\(text(Self.top))\" \(size) fill=\"#d55e00\" fill-opacity=\"0.15\"/>")
    }
    for tick in Self.ticks(ys.0, ys.1, about: 4) {
      let height = text(y(tick))
      parts.append(
        "<line class=\"grid\" x1=\"\(text(Self.left))\" x2=\"\(text(Self.width - Self.right))\" y1=\"\(height)\""
          + " y2=\"\(height)\" stroke=\"#888888\" stroke-opacity=\"0.3\"/>")
      let label = "x=\"\(text(Self.left - 6))\" y=\"\(text(y(tick) + 4))\" text-anchor=\"end\""
      parts.append("<text \(label)>\(Markup.number(tick))</text>")
    }
    for tick in Self.ticks(xs.0, xs.1, about: 8) {
      let label = "x=\"\(text(x(tick)))\" y=\"\(text(floor + 16))\" text-anchor=\"middle\""
      parts.append("<text \(label)>\(Markup.number(tick))</text>")
    }
    parts.append(
      "<line x1=\"\(text(Self.left))\" x2=\"\(text(Self.width - Self.right))\" y1=\"\(text(floor))\""
        + " y2=\"\(text(floor))\" stroke=\"#888888\"/>")
    for curve in series {
      let points = Self.thinned(curve.points, columns: Int(plotWidth))
      let style =
        "stroke=\"\(Self.colour(curve.colour))\" fill=\"none\" stroke-linejoin=\"round\""
        + (curve.isFaint ? " stroke-width=\"1\" stroke-opacity=\"0.35\"" : " stroke-width=\"2\"")
      parts.append("<path d=\"\(Self.path(points, isStepped: curve.isStepped, x, y))\" \(style)/>")
    }
    for (index, mark) in marks.enumerated() where mark.x >= xs.0 && mark.x <= xs.1 {
      let place = text(x(mark.x))
      let colour = Self.colour(mark.colour)
      parts.append(
        "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"\(text(Self.top))\" y2=\"\(text(floor))\" stroke=\"\(colour)\""
          + " stroke-width=\"1.5\" stroke-dasharray=\"5 3\"/>")
      let isLeft = x(mark.x) > Self.width * 0.7
      let anchor = "text-anchor=\"\(isLeft ? "end" : "start")\" fill=\"\(colour)\""
      let at =
        "x=\"\(text(x(mark.x) + (isLeft ? -4 : 4)))\" y=\"\(text(Self.top - 4 - 12 * Double(index % 3)))\""
      parts.append("<text \(at) \(anchor)>\(Markup.escaped(mark.label))</text>")
    }
    return Self.frame(title, legend, parts)
  }

  /// The drawing's ground, with its title and legend above the plot.
  private static func frame(_ title: String, _ legend: String, _ parts: [String]) -> String {
    let box = "viewBox=\"0 0 \(Int(width)) \(Int(height))\""
    let name = Markup.escaped(title)
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(box) role=\"img\" aria-label=\"\(name)\""
      + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"currentColor\">"
      + "<text x=\"\(Int(left))\" y=\"14\" font-size=\"13\" font-weight=\"600\">\(name)</text>"
      + legend + parts.joined() + "</svg>"
  }

  /// One entry a curve that is not faint, in a row under the title.
  private var legend: String {
    var at = Self.left
    return series.filter { !$0.isFaint && !$0.name.isEmpty }.map { curve in
      let key =
        "<line x1=\"\(Markup.coordinate(at))\" x2=\"\(Markup.coordinate(at + 16))\" y1=\"27\" y2=\"27\""
        + " stroke=\"\(Self.colour(curve.colour))\" stroke-width=\"2\"/>"
      let name = "<text x=\"\(Markup.coordinate(at + 20))\" y=\"31\">\(Markup.escaped(curve.name))</text>"
      at += 34 + 6.2 * Double(curve.name.count)
      return key + name
    }.joined()
  }

  /// Moves and lines, a new start after every point that is not finite.
  private static func path(
    _ points: [(x: Double, y: Double)], isStepped: Bool, _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> String {
    var path = ""
    var isDown = false
    for point in points {
      guard point.x.isFinite && point.y.isFinite else {
        isDown = false
        continue
      }
      let place = (Markup.coordinate(x(point.x)), Markup.coordinate(y(point.y)))
      if !isDown {
        path += "M\(place.0) \(place.1)"
      } else {
        path += isStepped ? "H\(place.0)V\(place.1)" : "L\(place.0) \(place.1)"
      }
      isDown = true
    }
    return path
  }
}
