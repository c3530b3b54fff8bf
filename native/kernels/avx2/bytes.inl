// 16 bytes in one 128-bit register, for the AVX-512 tables too.

NT_INLINE Bytes load_bytes(const int8_t* p) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); }
// The upper four bits of each byte as a number.
NT_INLINE Bytes high_nibbles(Bytes x) { return _mm_and_si128(_mm_srli_epi16(x, 4), _mm_set1_epi8(15)); }
// Two numbers below 16 in a byte.
NT_INLINE Bytes join_nibbles(Bytes low, Bytes high) { return _mm_or_si128(low, _mm_slli_epi16(high, 4)); }
// Changes the order of signed bytes into that of unsigned ones, and back.
NT_INLINE Bytes flip_sign(Bytes x) { return _mm_xor_si128(x, _mm_set1_epi8(char(0x80))); }
// table[index] for each, index below 16.
NT_INLINE Bytes look_up(Bytes table, Bytes index) { return _mm_shuffle_epi8(table, index); }
// count + 1 where x > y.
NT_INLINE Bytes count_greater(Bytes count, Bytes x, Bytes y) {
  return _mm_sub_epi8(count, _mm_cmpgt_epi8(x, y));
}
// The first bytes of all four, then the second, ...
NT_INLINE void store_interleaved(uint8_t* p, Bytes a, Bytes b, Bytes c, Bytes d) {
  const __m128i low_ab = _mm_unpacklo_epi8(a, b), high_ab = _mm_unpackhi_epi8(a, b);
  const __m128i low_cd = _mm_unpacklo_epi8(c, d), high_cd = _mm_unpackhi_epi8(c, d);
  __m128i* to = reinterpret_cast<__m128i*>(p);
  _mm_storeu_si128(to, _mm_unpacklo_epi16(low_ab, low_cd));
  _mm_storeu_si128(to + 1, _mm_unpackhi_epi16(low_ab, low_cd));
  _mm_storeu_si128(to + 2, _mm_unpacklo_epi16(high_ab, high_cd));
  _mm_storeu_si128(to + 3, _mm_unpackhi_epi16(high_ab, high_cd));
}
