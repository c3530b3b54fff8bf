// Integer dot products by widening byte products: for AVX2 without VNNI.

// Beside 2 weights, their sizes, 1 input and 2 products there is room for 4 x 1 integer pairs; the rest of
// them and the float sums wait in memory. More rows share the work of preparing weights, which is more for
// int4.
constexpr int kTileRowsInt8 = 6;
constexpr int kTileRowsInt4 = 10;

constexpr int kInt8Offset = 0;
NT_INLINE Codes load_codes(const uint8_t* p) {
  const __m256i flip = _mm256_set1_epi8(char(0x80));
  return {_mm256_xor_si256(load_256(p), flip), _mm256_xor_si256(load_256(p + 32), flip)};
}
// Compilers may regroup sums of integers: GCC gathers the products of several steps before it adds them, and
// runs out of registers. What the empty statement names has to be known there.
NT_INLINE __m256i at_once(__m256i sum) {
#if defined(__GNUC__)
  __asm__("" : "+x"(sum));
#endif
  return sum;
}
NT_INLINE __m256i add_pairs(__m256i sum, __m256i pairs) {
  return at_once(_mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1))));
}

// Unsigned by signed products saturate in 16 bits unless both stay within 127, so the sign of one side moves
// to the other. The magnitudes are taken once for all that a vector meets: of a single row's input, which
// meets every vector of weights, or else of the weights, which meet several rows.
template <int ROWS>
NT_INLINE __m256i dot4(__m256i sum, __m256i w, __m256i x) {
  const __m256i pairs = ROWS == 1 ? _mm256_maddubs_epi16(_mm256_abs_epi8(x), _mm256_sign_epi8(w, x))
                                  : _mm256_maddubs_epi16(_mm256_abs_epi8(w), _mm256_sign_epi8(x, w));
  return add_pairs(sum, pairs);
}
// For one of ROWS rows that meet the same weights.
template <int ROWS>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m256i inputs = _mm256_set1_epi32(x);
  return {dot4<ROWS>(sum.a, w.a, inputs), dot4<ROWS>(sum.b, w.b, inputs)};
}

// The values of int4 are so small that two of these products add up in 16 bits.
NT_INLINE __m256i dot8(__m256i sum, __m256i low, __m256i high, __m256i first, __m256i second) {
  return add_pairs(sum,
                   _mm256_add_epi16(_mm256_maddubs_epi16(low, first), _mm256_maddubs_epi16(high, second)));
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  const __m256i x = _mm256_set1_epi32(first), y = _mm256_set1_epi32(second);
  return {dot8(sum.a, low.a, high.a, x, y), dot8(sum.b, low.b, high.b, x, y)};
}
