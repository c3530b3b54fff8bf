// 4-input integer dot products in one instruction of 256 bits (AVX-VNNI), for CPUs that have it and no
// AVX-512: Intel's for notebooks and desktops from Alder Lake (2021) on. It takes an unsigned and a signed
// byte: weights stay at code + 128, and the 128 x sum(inputs) too much is taken off at the start.

constexpr int kTileRowsCodes = 6;  // 6 x 1 integer pairs, 2 weights, 1 input; the float sums wait in memory

NT_INLINE int32_t start_of_dot(int32_t sum_of_inputs) { return -128 * sum_of_inputs; }
NT_INLINE Codes load_codes(const uint8_t* p) { return {load_256(p), load_256(p + 32)}; }
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  const __m128i codes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook));
  return {_mm256_broadcastsi128_si256(_mm_xor_si128(codes, _mm_set1_epi8(char(0x80))))};
}
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m256i inputs = _mm256_set1_epi32(x);
  return {_mm256_dpbusd_avx_epi32(sum.a, w.a, inputs), _mm256_dpbusd_avx_epi32(sum.b, w.b, inputs)};
}
