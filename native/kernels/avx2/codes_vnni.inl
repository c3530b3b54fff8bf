// Integer dot products in one instruction of 256 bits (AVX-VNNI), for CPUs that have it and no AVX-512:
// Intel's for notebooks and desktops from Alder Lake (2021) on. It takes an unsigned and a signed byte: codes
// of int8 stay as they are stored.

// 6 x 1 integer pairs, 2 weights, 1 input; the float sums wait in memory.
constexpr int kTileRowsInt8 = 6;
constexpr int kTileRowsInt4 = 6;  // not measured apart

constexpr int kInt8Offset = 128;
NT_INLINE Codes load_codes(const uint8_t* p) { return {load_256(p), load_256(p + 32)}; }
NT_INLINE Ints dot(Ints sum, __m256i a, __m256i b, int32_t x) {
  const __m256i inputs = _mm256_set1_epi32(x);
  return {_mm256_dpbusd_avx_epi32(sum.a, a, inputs), _mm256_dpbusd_avx_epi32(sum.b, b, inputs)};
}
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  return dot(sum, w.a, w.b, x);
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  return dot(dot(sum, low.a, low.b, first), high.a, high.b, second);
}
