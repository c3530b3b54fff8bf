// Weights of int4, as dot8 takes them.

constexpr bool kInt4StreamsAhead = true;  // measured on Zen 3

// Values of int4 weights, unsigned: the lowest of the codebook is 0.
using Nibbles = Codes;
constexpr int kInt4Offset = -kInt4Codebook[0];
struct NibbleTable {
  __m256i values;
};
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) {
  const __m128i values = _mm_loadu_si128(reinterpret_cast<const __m128i*>(codebook));
  return {_mm256_broadcastsi128_si256(_mm_add_epi8(values, _mm_set1_epi8(kInt4Offset)))};
}
NT_INLINE void load_nibbles(const uint8_t* p, NibbleTable table, Nibbles& low, Nibbles& high) {
  const __m256i mask = _mm256_set1_epi8(15);
  const __m256i a = load_256(p);
  const __m256i b = load_256(p + 32);
  low = {_mm256_shuffle_epi8(table.values, _mm256_and_si256(a, mask)),
         _mm256_shuffle_epi8(table.values, _mm256_and_si256(b, mask))};
  high = {_mm256_shuffle_epi8(table.values, _mm256_and_si256(_mm256_srli_epi16(a, 4), mask)),
          _mm256_shuffle_epi8(table.values, _mm256_and_si256(_mm256_srli_epi16(b, 4), mask))};
}
