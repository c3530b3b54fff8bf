// Layer norm and the row functions of softmax. Included inside an instruction set's namespace.

void layer_norm(const float* x, size_t x_stride, int rows, int n, const float* weight, const float* bias,
                float epsilon, float* out, size_t out_stride) {
  const int whole = n / kLanes * kLanes;
  const int rest = n - whole;
  for (int m = 0; m < rows; ++m) {
    const float* in = x + size_t(m) * x_stride;
    float* to = out + size_t(m) * out_stride;
    Vec sums = zero();
    for (int i = 0; i < whole; i += kLanes) sums = add(sums, load(in + i));
    if (rest) sums = add(sums, load_partial(in + whole, rest));
    const float mean = reduce_add(sums) / float(n);
    const Vec means = set1(mean);
    Vec squares = zero();
    for (int i = 0; i < whole; i += kLanes) {
      const Vec centred = sub(load(in + i), means);
      squares = fma(centred, centred, squares);
    }
    if (rest) {
      const Vec centred = keep_first(sub(load_partial(in + whole, rest), means), rest);
      squares = fma(centred, centred, squares);
    }
    const Vec inverse = set1(1.0f / square_root(reduce_add(squares) / float(n) + epsilon));
    for (int i = 0; i < whole; i += kLanes) {
      const Vec normal = mul(sub(load(in + i), means), inverse);
      store(to + i, fma(normal, load(weight + i), load(bias + i)));
    }
    if (rest) {
      const Vec normal = mul(sub(load_partial(in + whole, rest), means), inverse);
      store_partial(to + whole, rest,
                    fma(normal, load_partial(weight + whole, rest), load_partial(bias + whole, rest)));
    }
  }
}

float max_of(const float* x, int n) {
  const int whole = n / kLanes * kLanes;
  // A new value stands first in max(): where it is NaN, the second is taken.
  Vec largest = set1(-INFINITY);
  for (int i = 0; i < whole; i += kLanes) largest = max(load(x + i), largest);
  float result = reduce_max(largest);
  for (int i = whole; i < n; ++i) result = x[i] > result ? x[i] : result;
  return result;
}

float exp_sum(const float* x, int n, float offset, float scale, float* out) {
  const int whole = n / kLanes * kLanes;
  const int rest = n - whole;
  const Vec offsets = set1(offset);
  const Vec scales = set1(scale);
  Vec sums = zero();
  for (int i = 0; i < whole; i += kLanes) {
    const Vec e = exp(mul(sub(load(x + i), offsets), scales));
    store(out + i, e);
    sums = add(sums, e);
  }
  if (rest) {
    const Vec e = keep_first(exp(mul(sub(load_partial(x + whole, rest), offsets), scales)), rest);
    store_partial(out + whole, rest, e);
    sums = add(sums, e);
  }
  return reduce_add(sums);
}
