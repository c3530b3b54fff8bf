// Integer dot products in one instruction of 256 bits (AVX-VNNI), for CPUs that have it and no AVX-512:
// Intel's for notebooks and desktops from Alder Lake (2021) on. It takes an unsigned and a signed byte: codes
// of int8 stay as they are stored.

// 6 x 1 integer pairs, 2 weights, 1 input; the float sums wait in memory.
constexpr int kTileRowsInt8 = 6;
constexpr int kTileRowsInt4 = 6;  // not measured apart

constexpr int kInt8Offset = 128;
NT_INLINE Codes load_codes(const uint8_t* p) { return {load_256(p), load_256(p + 32)}; }
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m256i inputs = _mm256_set1_epi32(x);
  return {_mm256_dpbusd_avx_epi32(sum.a, w.a, inputs), _mm256_dpbusd_avx_epi32(sum.b, w.b, inputs)};
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  return dot4<1>(dot4<1>(sum, low, first), high, second);
}
