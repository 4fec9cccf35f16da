internal import CBLAS

/// A row-major matrix inside an array: `offset` is its first element, `stride` the distance between rows.
struct MatrixView {
  var offset = 0
  var stride: Int
  var isTransposed = false

  /// How far a matrix of `rows` × `columns` (before transposition) reaches into its array.
  func extent(_ rows: Int, _ columns: Int) -> Int {
    rows == 0 || columns == 0 ? 0 : offset + (rows - 1) * stride + columns
  }
}

/// Products of float matrices: the only place that calls BLAS.
enum Matrix {
  /// Holds OpenBLAS to one thread a caller; evaluated once.
  static let oneThread: Void = openblas_threads(1)

  /// The name of the kernels that OpenBLAS chose for this processor.
  static var kernelName: String { unsafe String(cString: openblas_kernel()) }

  /// c = scale · op(a) op(b) (+ c): `rows` × `columns`, summed over `depth`.
  ///
  /// op(a) is rows × depth, op(b) depth × columns; a transposed view is stored depth × rows, columns × depth.
  static func multiply(
    rows: Int, columns: Int, depth: Int, _ a: [Float], _ aView: MatrixView, _ b: [Float],
    _ bView: MatrixView, into c: inout [Float], _ cView: MatrixView, scale: Float = 1,
    adding: Bool = false
  ) {
    guard rows > 0 && columns > 0 else { return }
    let aReach = aView.isTransposed ? aView.extent(depth, rows) : aView.extent(rows, depth)
    let bReach = bView.isTransposed ? bView.extent(columns, depth) : bView.extent(depth, columns)
    precondition(
      aReach <= a.count && bReach <= b.count && cView.extent(rows, columns) <= c.count,
      "a matrix reaches beyond its memory")
    oneThread
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          guard let aBase = a.baseAddress, let bBase = b.baseAddress, let cBase = c.baseAddress else {
            return
          }
          if !adding {
            // Clearing here and adding to zeros is faster than the library's own way of overwriting.
            for row in 0..<rows {
              unsafe (cBase + cView.offset + row * cView.stride).update(repeating: 0, count: columns)
            }
          }
          unsafe openblas_sgemm(
            Int32(CBLAS_ROW_MAJOR), Int32(aView.isTransposed ? CBLAS_TRANSPOSED : CBLAS_AS_IS),
            Int32(bView.isTransposed ? CBLAS_TRANSPOSED : CBLAS_AS_IS), Int32(rows), Int32(columns),
            Int32(depth), scale, aBase + aView.offset, Int32(aView.stride), bBase + bView.offset,
            Int32(bView.stride), 1, cBase + cView.offset, Int32(cView.stride))
        }
      }
    }
  }
}
