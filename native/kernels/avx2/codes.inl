// 4-input integer dot products by widening byte products: for AVX2 without VNNI. Unsigned by signed products
// saturate in 16 bits unless both stay within 127, so the sign of one side moves to the other. The magnitudes
// are taken once for all that a vector meets: of a single row's input, which meets every vector of weights,
// or else of the weights, which meet several rows.

// 4 x 1 integer pairs, 2 weights, their sizes, 1 input, 2 products; the float sums wait in memory.
constexpr int kTileRowsCodes = 4;

NT_INLINE int32_t start_of_dot(int32_t) { return 0; }
NT_INLINE Codes load_codes(const uint8_t* p) {
  const __m256i flip = _mm256_set1_epi8(char(0x80));
  return {_mm256_xor_si256(load_256(p), flip), _mm256_xor_si256(load_256(p + 32), flip)};
}
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  return {_mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook)))};
}
// Compilers may regroup sums of integers: GCC gathers the products of several steps before it adds them, and
// runs out of registers. What the empty statement names has to be known there.
NT_INLINE __m256i at_once(__m256i sum) {
#if defined(__GNUC__)
  __asm__("" : "+x"(sum));
#endif
  return sum;
}
template <int ROWS>
NT_INLINE __m256i dot4(__m256i sum, __m256i w, __m256i x) {
  const __m256i pairs = ROWS == 1 ? _mm256_maddubs_epi16(_mm256_abs_epi8(x), _mm256_sign_epi8(w, x))
                                  : _mm256_maddubs_epi16(_mm256_abs_epi8(w), _mm256_sign_epi8(x, w));
  return at_once(_mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1))));
}
// For one of ROWS rows that meet the same weights.
template <int ROWS>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m256i inputs = _mm256_set1_epi32(x);
  return {dot4<ROWS>(sum.a, w.a, inputs), dot4<ROWS>(sum.b, w.b, inputs)};
}
