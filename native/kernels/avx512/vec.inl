// 16 floats, 16 integers and 64 bytes in one 512-bit register each: AVX-512 F, BW, DQ, VL.

constexpr int kLanes = 16;
constexpr int kTileRows = 12;       // 12 x 2 sums + 2 weights + 1 input of 32 registers
constexpr int kTileRowsPairs = 12;  // the same, 2 weights and a mask more
constexpr int kTileRowsInt8 = 6;    // 6 x 2 float and 6 x 2 integer sums
constexpr int kTileRowsInt4 = 6;    // not measured apart
constexpr int kTileVecs = 2;
constexpr int kAttendRows = 8;        // 8 x 2 sums + 2 keys or values + 1 query
constexpr bool kAttendAhead = false;  // not measured
constexpr int kAttendWide = 2;
constexpr size_t kAheadBytes = 8192;

using Vec = __m512;
using Ints = __m512i;

// Into the second-level cache.
NT_INLINE void prefetch(const void* at) { _mm_prefetch(static_cast<const char*>(at), _MM_HINT_T1); }

NT_INLINE __mmask16 first_lanes(int n) { return __mmask16((1u << n) - 1); }

NT_INLINE Vec zero() { return _mm512_setzero_ps(); }
NT_INLINE Vec set1(float x) { return _mm512_set1_ps(x); }
NT_INLINE Vec load(const float* p) { return _mm512_loadu_ps(p); }
NT_INLINE Vec load_partial(const float* p, int n) { return _mm512_maskz_loadu_ps(first_lanes(n), p); }
NT_INLINE void store(float* p, Vec x) { _mm512_storeu_ps(p, x); }
NT_INLINE void store_partial(float* p, int n, Vec x) { _mm512_mask_storeu_ps(p, first_lanes(n), x); }
NT_INLINE Vec add(Vec a, Vec b) { return _mm512_add_ps(a, b); }
NT_INLINE Vec sub(Vec a, Vec b) { return _mm512_sub_ps(a, b); }
NT_INLINE Vec mul(Vec a, Vec b) { return _mm512_mul_ps(a, b); }
NT_INLINE Vec div(Vec a, Vec b) { return _mm512_div_ps(a, b); }
NT_INLINE Vec fma(Vec a, Vec b, Vec c) { return _mm512_fmadd_ps(a, b, c); }  // a b + c
NT_INLINE Vec max(Vec a, Vec b) { return _mm512_max_ps(a, b); }              // b where either is NaN
NT_INLINE Vec min(Vec a, Vec b) { return _mm512_min_ps(a, b); }
NT_INLINE Vec round(Vec x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
// 2^n for whole n.
NT_INLINE Vec power_of_two(Vec n) { return _mm512_scalef_ps(set1(1.0f), n); }
NT_INLINE Vec zero_where_less(Vec a, Vec b, Vec x) {
  return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(a, b, _CMP_NLT_UQ), x);
}
// x where a < b, else y.
NT_INLINE Vec select_less(Vec a, Vec b, Vec x, Vec y) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_LT_OQ), y, x);
}
NT_INLINE Vec keep_first(Vec x, int n) { return _mm512_maskz_mov_ps(first_lanes(n), x); }
NT_INLINE float reduce_add(Vec x) { return _mm512_reduce_add_ps(x); }
NT_INLINE float reduce_max(Vec x) { return _mm512_reduce_max_ps(x); }
NT_INLINE float square_root(float x) { return _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(x))); }

NT_INLINE Vec load_bf16(const uint16_t* p) {
  const __m256i half = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(half), 16));
}

NT_INLINE Vec load_f16(const uint16_t* p) {
  return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
}
NT_INLINE void store_f16(uint16_t* p, Vec x) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm512_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

NT_INLINE Ints set1_int(int32_t x) { return _mm512_set1_epi32(x); }
// Reads the bits as those of floats.
NT_INLINE Vec as_float(Ints x) { return _mm512_castsi512_ps(x); }
using Bytes = __m128i;
NT_INLINE Bytes to_bytes(Vec x) { return _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x)); }
NT_INLINE Vec to_float(Bytes x) { return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(x)); }
NT_INLINE void store_int8(int8_t* p, Vec x) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), to_bytes(x)); }
