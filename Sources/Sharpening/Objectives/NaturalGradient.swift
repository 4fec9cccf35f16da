/// The natural gradient F⁺g, with F = Σ π(y) ∇ log π(y) ∇ log π(y)ᵀ by enumeration.
enum NaturalGradient {
  /// The shortest d with F d = g, by conjugate gradients from 0; g lies in the range of F.
  ///
  /// On a table of logits with g = Σ π A ∇ log π it is A less a constant.
  static func direction<Model: DifferentiablePolicy>(of gradient: [Double], at policy: Model) -> [Double] {
    let probabilities = policy.outputs.policy.probabilities
    let scores = probabilities.indices.map { output -> [Double] in
      var score = [Double](repeating: 0, count: gradient.count)
      if probabilities[output] == 0 { return score }
      policy.addScore(probabilities.indices.map { $0 == output ? 1 : 0 }, to: &score)
      return score
    }
    func fisher(_ vector: [Double]) -> [Double] {
      var product = [Double](repeating: 0, count: vector.count)
      for (probability, score) in zip(probabilities, scores) {
        let weight = probability * dot(score, vector)
        for index in product.indices { product[index] += weight * score[index] }
      }
      return product
    }
    var result = [Double](repeating: 0, count: gradient.count)
    var residual = gradient
    var search = gradient
    var square = dot(residual, residual)
    let enough = square * 1e-28
    for _ in 0..<2 * gradient.count where square > enough && square > 0 {
      let product = fisher(search)
      let curvature = dot(search, product)
      if curvature <= 0 { break }
      let step = square / curvature
      for index in result.indices {
        result[index] += step * search[index]
        residual[index] -= step * product[index]
      }
      let next = dot(residual, residual)
      for index in search.indices { search[index] = residual[index] + next / square * search[index] }
      square = next
    }
    return result
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
