// 4-input integer dot products by widening byte products: for AVX-512 without VNNI. Unsigned by
// signed byte products saturate in 16 bits unless both stay within 127, so the sign of the weight
// moves to the input.

struct Codes {
  __m512i magnitude;
  __mmask64 negative;
};
struct NibbleTable {
  __m512i values;
};

NT_INLINE int32_t start_of_dot(int32_t) { return 0; }
NT_INLINE Codes split_sign(__m512i w) { return {_mm512_abs_epi8(w), _mm512_movepi8_mask(w)}; }
NT_INLINE Codes load_codes(const uint8_t* p) {
  return split_sign(_mm512_xor_si512(_mm512_loadu_si512(p), _mm512_set1_epi8(char(0x80))));
}
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  return {_mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook)))};
}
NT_INLINE void load_nibbles(const uint8_t* p, NibbleTable table, Codes& low, Codes& high) {
  const __m512i bytes = _mm512_loadu_si512(p);
  const __m512i mask = _mm512_set1_epi8(15);
  low = split_sign(_mm512_shuffle_epi8(table.values, _mm512_and_si512(bytes, mask)));
  high = split_sign(_mm512_shuffle_epi8(table.values, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask)));
}
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const __m512i inputs = _mm512_set1_epi32(x);
  const __m512i turned = _mm512_mask_sub_epi8(inputs, w.negative, _mm512_setzero_si512(), inputs);
  const __m512i pairs = _mm512_maddubs_epi16(w.magnitude, turned);
  return _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)));
}
