/// Where the vectors of a kernel lie: vector (row, group) starts at `offset` + row·`stride` + group·`width`.
struct VectorGrid {
  let rows: Int
  let groups: Int
  let width: Int

  /// Whether a span with this stride and offset holds all vectors.
  func fits(_ count: Int, offset: Int, stride: Int) -> Bool {
    rows == 0 || offset + (rows - 1) * stride + groups * width <= count
  }
}

/// Vectors of a grid inside an array.
struct Vectors {
  let array: [Float]
  let offset: Int
  let stride: Int

  init(_ array: [Float], _ offset: Int = 0, stride: Int) {
    self.array = array
    self.offset = offset
    self.stride = stride
  }
}

/// Root-mean-square normalisation of vectors, y = w ⊙ x / √(mean x² + ε).
///
/// Source: Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
enum RMSNorm {
  /// y = w ⊙ x·s with s = 1/√(mean x² + ε), kept in `inverse` (rows × groups).
  static func forward(
    _ x: Vectors, _ parameters: [Float], weight place: Range<Int>, epsilon: Float, grid: VectorGrid,
    into yArray: inout [Float], _ yOffset: Int, stride yStride: Int, inverse inverses: inout [Float],
    at inverseOffset: Int
  ) {
    let (offset, stride) = (x.offset, x.stride)
    let x = x.array.span
    let weight = parameters.span.extracting(place)
    var y = yArray.mutableSpan
    var inverse = inverses.mutableSpan
    precondition(
      grid.fits(x.count, offset: offset, stride: stride)
        && grid.fits(y.count, offset: yOffset, stride: yStride) && weight.count == grid.width
        && inverse.count >= inverseOffset + grid.rows * grid.groups,
      "vectors to normalise reach beyond their memory")
    let width = grid.width
    let whole = width / 16 * 16
    for row in 0..<grid.rows {
      for group in 0..<grid.groups {
        let from = offset + row * stride + group * width
        let to = yOffset + row * yStride + group * width
        var squares = Lanes(repeating: 0)
        for i in Swift.stride(from: 0, to: whole, by: 16) {
          let lanes = x.lanes(from + i)
          squares += lanes * lanes
        }
        var sum = squares.total
        for i in whole..<width { sum += unsafe x[unchecked: from + i] * x[unchecked: from + i] }
        let scale = 1 / (sum / Float(width) + epsilon).squareRoot()
        inverse[inverseOffset + row * grid.groups + group] = scale
        for i in Swift.stride(from: 0, to: whole, by: 16) {
          y.store(x.lanes(from + i) * scale * weight.lanes(i), at: to + i)
        }
        for i in whole..<width { y[to + i] = x[from + i] * scale * weight[i] }
      }
    }
  }

  /// With g = w ⊙ dy: dx = s (g − x s² mean(g ⊙ x)); dw += dy ⊙ x s.
  ///
  /// - Parameter adding: whether dx is added to what is there.
  static func backward(
    _ x: Vectors, _ parameters: [Float], weight place: Range<Int>, inverse inverses: [Float],
    at inverseOffset: Int, grid: VectorGrid, dy: Vectors, dx dxArray: inout [Float], _ dxOffset: Int,
    adding: Bool, gradient: inout [Float]
  ) {
    let (offset, stride) = (x.offset, x.stride)
    let (yOffset, yStride) = (dy.offset, dy.stride)
    let x = x.array.span
    let dy = dy.array.span
    let weight = parameters.span.extracting(place)
    let inverse = inverses.span
    var dx = dxArray.mutableSpan
    var dWeights = gradient.mutableSpan
    var dWeight = dWeights._mutatingExtracting(place)
    // dx has the grid of x at an offset of its own.
    let shift = dxOffset - offset
    precondition(
      grid.fits(x.count, offset: offset, stride: stride)
        && grid.fits(dx.count, offset: dxOffset, stride: stride)
        && grid.fits(dy.count, offset: yOffset, stride: yStride) && weight.count == grid.width
        && dWeight.count == grid.width && inverse.count >= inverseOffset + grid.rows * grid.groups,
      "vectors to normalise reach beyond their memory")
    let width = grid.width
    let whole = width / 16 * 16
    for row in 0..<grid.rows {
      for group in 0..<grid.groups {
        let from = offset + row * stride + group * width
        let to = yOffset + row * yStride + group * width
        let scale = inverse[inverseOffset + row * grid.groups + group]
        var products = Lanes(repeating: 0)
        for i in Swift.stride(from: 0, to: whole, by: 16) {
          products += weight.lanes(i) * dy.lanes(to + i) * x.lanes(from + i)
        }
        var sum = products.total
        for i in whole..<width { sum += weight[i] * dy[to + i] * x[from + i] }
        let shared = sum * scale * scale / Float(width)
        for i in Swift.stride(from: 0, to: whole, by: 16) {
          let input = x.lanes(from + i)
          let upstream = dy.lanes(to + i)
          var gradient = (weight.lanes(i) * upstream - input * shared) * scale
          if adding { gradient += dx.lanes(shift + from + i) }
          dx.store(gradient, at: shift + from + i)
          dWeight.store(dWeight.lanes(i) + upstream * input * scale, at: i)
        }
        for i in whole..<width {
          let gradient = (weight[i] * dy[to + i] - x[from + i] * shared) * scale
          dx[shift + from + i] = adding ? dx[shift + from + i] + gradient : gradient
          dWeight[i] += dy[to + i] * x[from + i] * scale
        }
      }
    }
  }
}
