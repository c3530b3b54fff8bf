// Integer dot products in one instruction (VNNI). It takes an unsigned and a signed byte: codes of int8 stay
// as they are stored.

using Codes = __m512i;
constexpr int kInt8Offset = 128;

NT_INLINE Codes load_codes(const uint8_t* p) { return _mm512_loadu_si512(p); }
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  return _mm512_dpbusd_epi32(sum, w, _mm512_set1_epi32(x));
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  return dot4<1>(dot4<1>(sum, low, first), high, second);
}
