// Weights of int4, as dot8 takes them.

constexpr bool kInt4StreamsAhead = false;  // not measured

// Values of int4 weights, unsigned: the lowest of the codebook is 0.
using Nibbles = __m512i;
constexpr int kInt4Offset = -kInt4Codebook[0];
struct NibbleTable {
  __m512i values;
};
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook));
  return {_mm512_broadcast_i32x4(_mm_add_epi8(values, _mm_set1_epi8(kInt4Offset)))};
}
NT_INLINE void load_nibbles(const uint8_t* p, NibbleTable table, Nibbles& low, Nibbles& high) {
  const __m512i bytes = _mm512_loadu_si512(p);
  const __m512i mask = _mm512_set1_epi8(15);
  low = _mm512_shuffle_epi8(table.values, _mm512_and_si512(bytes, mask));
  high = _mm512_shuffle_epi8(table.values, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask));
}
