// Weights of one group -> their codes and scales, 16 outputs at a time: the bytes of scalar/table.cc, which
// says what they mean. Included inside an instruction set's namespace.

// The nearest whole numbers in [-128, 127]; -128 for NaN.
NT_INLINE Bytes numbers_of(Vec x) { return to_bytes(min(max(x, set1(-128.0f)), set1(127.0f))); }

void encode_int8(const float* weights, uint8_t* codes, uint16_t* scales) {
  for (int first = 0; first < kPanel; first += kLanes) {
    const float* in = weights + first;
    Vec largest = zero();
    for (int i = 0; i < kGroup; ++i) largest = max(magnitude(load(in + i * kPanel)), largest);
    float inverses[kLanes];
    store(inverses, largest);
    for (int o = 0; o < kLanes; ++o) {
      scales[first + o] = bf16_above(inverses[o] / 127.0f);
      const float scale = float_from_bf16(scales[first + o]);
      inverses[o] = scale > 0.0f ? 1.0f / scale : 0.0f;
    }
    const Vec inverse = load(inverses);
    for (int i = 0; i < kGroup; i += 4) {
      Bytes four[4];
      for (int j = 0; j < 4; ++j) four[j] = flip_sign(numbers_of(mul(load(in + (i + j) * kPanel), inverse)));
      store_interleaved(codes + i * kPanel + first * 4, four[0], four[1], four[2], four[3]);
    }
  }
}

// The code of the entry of the int4 codebook that is nearest to a quarter of a unit: how many of the limits
// between two entries lie below it. Of the limits no more than two share their upper four bits, so that these
// say which two to compare with.
struct Limits {
  int8_t below[16] = {};   // the code where neither of the two lies below
  int8_t first[16] = {};   // a quarter above it has the next code
  int8_t second[16] = {};  // and above this one the code after the next
  bool fit = true;

  constexpr Limits() {
    for (int high = 0; high < 16; ++high) {
      const int begin = high * 16 - 128;
      int found[2] = {127, 127};
      int count = 0;
      for (int c = 0; c + 1 < 16; ++c) {
        // The last quarter below the middle between two entries.
        const int limit = kInt4Quarters * (kInt4Codebook[c] + kInt4Codebook[c + 1]) / 2 - 1;
        if (limit < begin) ++below[high];
        if (limit < begin || limit >= begin + 16) continue;
        if (count == 2) fit = false;
        if (count < 2) found[count++] = limit;
      }
      first[high] = int8_t(found[0]);
      second[high] = int8_t(found[1]);
    }
  }
};
constexpr Limits kLimits;
static_assert(kLimits.fit, "three limits of the codebook share their upper bits");

// x in quarters of a unit.
NT_INLINE Bytes nearest_codes(Vec x) {
  const Bytes quarters = numbers_of(sub(x, set1(0.5f)));
  const Bytes high = high_nibbles(flip_sign(quarters));
  const Bytes code = look_up(load_bytes(kLimits.below), high);
  return count_greater(count_greater(code, quarters, look_up(load_bytes(kLimits.first), high)), quarters,
                       look_up(load_bytes(kLimits.second), high));
}

void encode_int4(const float* weights, uint8_t* codes, uint16_t* scales) {
  for (int begin = 0; begin < kPanel; begin += kLanes) {
    const float* in = weights + begin;
    Vec extreme = zero();
    for (int i = 0; i < kGroup; ++i) {
      const Vec weight = load(in + i * kPanel);
      extreme = select_less(magnitude(extreme), magnitude(weight), weight, extreme);
    }
    Vec best_gain = set1(-1.0f), best_scale = zero(), best_inverse = zero();
    for (const float end : kInt4Ends) {
      const Vec inverse =
          select_less(zero(), magnitude(extreme), div(set1(float(kInt4Quarters) * end), extreme), zero());
      Vec wc = zero(), cc = zero();
      for (int i = 0; i < kGroup; ++i) {
        const Vec weight = load(in + i * kPanel);
        const Vec value = to_float(look_up(load_bytes(kInt4Codebook), nearest_codes(mul(weight, inverse))));
        wc = add(wc, mul(weight, value));
        cc = add(cc, mul(value, value));
      }
      const Vec gain = div(mul(wc, wc), cc);
      best_scale = select_less(best_gain, gain, div(wc, cc), best_scale);
      best_inverse = select_less(best_gain, gain, inverse, best_inverse);
      best_gain = select_less(best_gain, gain, gain, best_gain);
    }
    float scale[kLanes];
    store(scale, best_scale);
    for (int o = 0; o < kLanes; ++o) scales[begin + o] = bf16_from_float(scale[o]);
    for (int i = 0; i < kGroup; i += 8) {
      Bytes code[8];
      for (int j = 0; j < 8; ++j) code[j] = nearest_codes(mul(load(in + (i + j) * kPanel), best_inverse));
      store_interleaved(codes + i / 2 * kPanel + begin * 4, join_nibbles(code[0], code[4]),
                        join_nibbles(code[1], code[5]), join_nibbles(code[2], code[6]),
                        join_nibbles(code[3], code[7]));
    }
  }
}
