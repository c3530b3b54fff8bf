// 16 floats, 16 integers and 64 bytes in two 256-bit registers each: AVX2, FMA, F16C.

constexpr int kLanes = 16;
constexpr int kTileRows = 6;       // 6 x 1 pairs of sums + 2 weights + 1 input of 16 registers
constexpr int kTileRowsPairs = 5;  // 5 x 1 pairs of sums + 4 weights, 1 input, 1 mask
constexpr int kTileVecs = 1;
constexpr int kAttendRows = 4;       // 4 x 2 sums + 2 keys or values + 1 query of 16 registers
constexpr bool kAttendAhead = true;  // measured on Zen 3
constexpr int kAttendWide = 1;
constexpr size_t kAheadBytes = 2048;

struct Vec {
  __m256 a, b;
};
struct Ints {
  __m256i a, b;
};

// Into the second-level cache.
NT_INLINE void prefetch(const void* at) { _mm_prefetch(static_cast<const char*>(at), _MM_HINT_T1); }

// Lane i of the first half is on where i < n, of the second where i + 8 < n.
NT_INLINE __m256i lanes_below(int n, int first) {
  const __m256i lane = _mm256_add_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32(first));
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(n), lane);
}

NT_INLINE Vec zero() { return {_mm256_setzero_ps(), _mm256_setzero_ps()}; }
NT_INLINE Vec set1(float x) {
  const __m256 v = _mm256_set1_ps(x);
  return {v, v};
}
NT_INLINE Vec load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
NT_INLINE Vec load_partial(const float* p, int n) {
  return {_mm256_maskload_ps(p, lanes_below(n, 0)), _mm256_maskload_ps(p + 8, lanes_below(n, 8))};
}
NT_INLINE void store(float* p, Vec x) {
  _mm256_storeu_ps(p, x.a);
  _mm256_storeu_ps(p + 8, x.b);
}
NT_INLINE void store_partial(float* p, int n, Vec x) {
  _mm256_maskstore_ps(p, lanes_below(n, 0), x.a);
  _mm256_maskstore_ps(p + 8, lanes_below(n, 8), x.b);
}
NT_INLINE Vec add(Vec x, Vec y) { return {_mm256_add_ps(x.a, y.a), _mm256_add_ps(x.b, y.b)}; }
NT_INLINE Vec sub(Vec x, Vec y) { return {_mm256_sub_ps(x.a, y.a), _mm256_sub_ps(x.b, y.b)}; }
NT_INLINE Vec mul(Vec x, Vec y) { return {_mm256_mul_ps(x.a, y.a), _mm256_mul_ps(x.b, y.b)}; }
NT_INLINE Vec div(Vec x, Vec y) { return {_mm256_div_ps(x.a, y.a), _mm256_div_ps(x.b, y.b)}; }
NT_INLINE Vec fma(Vec x, Vec y, Vec z) {
  return {_mm256_fmadd_ps(x.a, y.a, z.a), _mm256_fmadd_ps(x.b, y.b, z.b)};
}
NT_INLINE Vec max(Vec x, Vec y) { return {_mm256_max_ps(x.a, y.a), _mm256_max_ps(x.b, y.b)}; }
NT_INLINE Vec min(Vec x, Vec y) { return {_mm256_min_ps(x.a, y.a), _mm256_min_ps(x.b, y.b)}; }
NT_INLINE Vec round(Vec x) {
  constexpr int kNearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
  return {_mm256_round_ps(x.a, kNearest), _mm256_round_ps(x.b, kNearest)};
}
NT_INLINE __m256 power_of_two(__m256 n) {
  const __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127));
  return _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23));
}
NT_INLINE Vec power_of_two(Vec n) { return {power_of_two(n.a), power_of_two(n.b)}; }
NT_INLINE Vec zero_where_less(Vec x, Vec y, Vec z) {
  return {_mm256_and_ps(_mm256_cmp_ps(x.a, y.a, _CMP_NLT_UQ), z.a),
          _mm256_and_ps(_mm256_cmp_ps(x.b, y.b, _CMP_NLT_UQ), z.b)};
}
// x where a < b, else y.
NT_INLINE Vec select_less(Vec a, Vec b, Vec x, Vec y) {
  return {_mm256_blendv_ps(y.a, x.a, _mm256_cmp_ps(a.a, b.a, _CMP_LT_OQ)),
          _mm256_blendv_ps(y.b, x.b, _mm256_cmp_ps(a.b, b.b, _CMP_LT_OQ))};
}
NT_INLINE Vec keep_first(Vec x, int n) {
  return {_mm256_and_ps(x.a, _mm256_castsi256_ps(lanes_below(n, 0))),
          _mm256_and_ps(x.b, _mm256_castsi256_ps(lanes_below(n, 8)))};
}
NT_INLINE float reduce_add(Vec x) {
  const __m256 eight = _mm256_add_ps(x.a, x.b);
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}
NT_INLINE float reduce_max(Vec x) {
  const __m256 eight = _mm256_max_ps(x.a, x.b);
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps(two, two, 1)));
}
NT_INLINE float square_root(float x) { return _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(x))); }

NT_INLINE __m256i load_256(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }

NT_INLINE __m256 widen_bf16(const uint16_t* p) {
  const __m128i half = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(half), 16));
}
NT_INLINE Vec load_bf16(const uint16_t* p) { return {widen_bf16(p), widen_bf16(p + 8)}; }
NT_INLINE Vec load_f16(const uint16_t* p) {
  return {_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))),
          _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p + 8)))};
}
NT_INLINE void store_f16(uint16_t* p, Vec x) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm256_cvtps_ph(x.a, _MM_FROUND_TO_NEAREST_INT));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(p + 8), _mm256_cvtps_ph(x.b, _MM_FROUND_TO_NEAREST_INT));
}

// bf16 weights against float inputs, two inputs a step.
struct PairValue {
  float first, second;
};
struct PairWeights {
  Vec first, second;
};
NT_INLINE PairWeights load_pairs(const uint16_t* p) {
  const __m256i low = load_256(p);
  const __m256i high = load_256(p + 16);
  const __m256i mask = _mm256_set1_epi32(int(0xffff0000u));
  return {
      {_mm256_castsi256_ps(_mm256_slli_epi32(low, 16)), _mm256_castsi256_ps(_mm256_slli_epi32(high, 16))},
      {_mm256_castsi256_ps(_mm256_and_si256(low, mask)), _mm256_castsi256_ps(_mm256_and_si256(high, mask))}};
}
NT_INLINE Vec dot2(Vec sum, PairWeights w, PairValue x) {
  return fma(w.second, set1(x.second), fma(w.first, set1(x.first), sum));
}

NT_INLINE Ints set1_int(int32_t x) {
  const __m256i v = _mm256_set1_epi32(x);
  return {v, v};
}
// Reads the bits as those of floats.
NT_INLINE Vec as_float(Ints x) { return {_mm256_castsi256_ps(x.a), _mm256_castsi256_ps(x.b)}; }
using Bytes = __m128i;
NT_INLINE Bytes to_bytes(Vec x) {
  const __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(x.a), _mm256_cvtps_epi32(x.b));
  const __m256i ordered = _mm256_permute4x64_epi64(words, 0xd8);
  return _mm_packs_epi16(_mm256_castsi256_si128(ordered), _mm256_extracti128_si256(ordered, 1));
}
NT_INLINE Vec to_float(Bytes x) {
  return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(x)),
          _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(x, 8)))};
}
NT_INLINE void store_int8(int8_t* p, Vec x) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), to_bytes(x)); }

// Codes of int8 weights, as dot4 takes them; values of int4, as dot8 does.
struct Codes {
  __m256i a, b;
};
