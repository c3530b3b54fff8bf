// 4-input integer dot products in one instruction (VNNI). It takes an unsigned and a signed byte:
// weights stay at code + 128, and the 128 x sum(inputs) too much is taken off at the start.

using Codes = __m512i;
struct NibbleTable {
  __m512i values;
};

NT_INLINE int32_t start_of_dot(int32_t sum_of_inputs) { return -128 * sum_of_inputs; }
NT_INLINE Codes load_codes(const uint8_t* p) { return _mm512_loadu_si512(p); }
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  const __m128i codes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook));
  return {_mm512_broadcast_i32x4(_mm_xor_si128(codes, _mm_set1_epi8(char(0x80))))};
}
NT_INLINE void load_nibbles(const uint8_t* p, NibbleTable table, Codes& low, Codes& high) {
  const __m512i bytes = _mm512_loadu_si512(p);
  const __m512i mask = _mm512_set1_epi8(15);
  low = _mm512_shuffle_epi8(table.values, _mm512_and_si512(bytes, mask));
  high = _mm512_shuffle_epi8(table.values, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask));
}
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  return _mm512_dpbusd_epi32(sum, w, _mm512_set1_epi32(x));
}
