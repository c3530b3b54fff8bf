// Integer dot products by widening byte products: for AVX-512 without VNNI. Unsigned by signed byte products
// saturate in 16 bits unless both stay within 127, so the sign of an int8 weight moves to the input. The
// values of int4 are so small that two of these products add up in 16 bits.

struct Codes {
  __m512i magnitude;
  __mmask64 negative;
};
constexpr int kInt8Offset = 0;

NT_INLINE Codes load_codes(const uint8_t* p) {
  const __m512i w = _mm512_xor_si512(_mm512_loadu_si512(p), _mm512_set1_epi8(char(0x80)));
  return {_mm512_abs_epi8(w), _mm512_movepi8_mask(w)};
}
NT_INLINE Ints add_pairs(Ints sum, __m512i pairs) {
  return _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)));
}
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m512i inputs = _mm512_set1_epi32(x);
  const __m512i turned = _mm512_mask_sub_epi8(inputs, w.negative, _mm512_setzero_si512(), inputs);
  return add_pairs(sum, _mm512_maddubs_epi16(w.magnitude, turned));
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  return add_pairs(sum, _mm512_add_epi16(_mm512_maddubs_epi16(low, _mm512_set1_epi32(first)),
                                         _mm512_maddubs_epi16(high, _mm512_set1_epi32(second))));
}
