// Elementary functions over a vector of 16 floats. Included inside an instruction set's namespace.

NT_INLINE Vec magnitude(Vec x) { return max(x, sub(zero(), x)); }

// e^x, relative error below 2e-7 for x in [-87, 88]; 0 below, 2.4e38 above. Cody and Waite's
// reduction x = n ln 2 + r, then a polynomial for e^r on [-ln 2 / 2, ln 2 / 2] (Cephes expf).
NT_INLINE Vec exp(Vec x) {
  const Vec clamped = min(max(x, set1(-87.0f)), set1(88.0f));
  const Vec n = round(mul(clamped, set1(1.44269504088896341f)));
  Vec r = fma(n, set1(-0.693359375f), clamped);
  r = fma(n, set1(2.12194440e-4f), r);
  Vec p = set1(1.9875691500e-4f);
  p = fma(p, r, set1(1.3981999507e-3f));
  p = fma(p, r, set1(8.3334519073e-3f));
  p = fma(p, r, set1(4.1665795894e-2f));
  p = fma(p, r, set1(1.6666665459e-1f));
  p = fma(p, r, set1(5.0000001201e-1f));
  p = fma(p, mul(r, r), add(r, set1(1.0f)));
  return zero_where_less(x, set1(-87.0f), mul(p, power_of_two(n)));
}

// GPT-2's GELU. 0.5 (1 + tanh u) = 1 / (1 + e^(-2u)) keeps its relative accuracy for negative x.
NT_INLINE Vec gelu_tanh(Vec x) {
  const Vec cube = mul(mul(x, x), x);
  const Vec u = mul(set1(0.7978845608028654f), fma(set1(0.044715f), cube, x));
  return div(x, add(set1(1.0f), exp(mul(set1(-2.0f), u))));
}

// The exact GELU x Phi(x); Phi by Press et al., Numerical Recipes, erfcc: erfc(z) for z >= 0 as
// t e^(-z^2 + P(t)), t = 1 / (1 + z / 2), relative error below 1.2e-7.
NT_INLINE Vec gelu_erf(Vec x) {
  const Vec z = mul(magnitude(x), set1(0.7071067811865476f));
  const Vec t = div(set1(1.0f), fma(set1(0.5f), z, set1(1.0f)));
  Vec p = set1(0.17087277f);
  p = fma(p, t, set1(-0.82215223f));
  p = fma(p, t, set1(1.48851587f));
  p = fma(p, t, set1(-1.13520398f));
  p = fma(p, t, set1(0.27886807f));
  p = fma(p, t, set1(-0.18628806f));
  p = fma(p, t, set1(0.09678418f));
  p = fma(p, t, set1(0.37409196f));
  p = fma(p, t, set1(1.00002368f));
  p = fma(p, t, set1(-1.26551223f));
  const Vec half_erfc = mul(mul(set1(0.5f), t), exp(sub(p, mul(z, z))));  // Phi(-|x|)
  const Vec negative = mul(x, half_erfc);
  return add(max(x, zero()), sub(min(negative, zero()), max(negative, zero())));
}

NT_INLINE Vec activate(Vec x, Activation activation) {
  switch (activation) {
    case Activation::kGeluTanh:
      return gelu_tanh(x);
    case Activation::kGeluErf:
      return gelu_erf(x);
    case Activation::kRelu:
      return max(x, zero());
    case Activation::kNone:
      break;
  }
  return x;
}
