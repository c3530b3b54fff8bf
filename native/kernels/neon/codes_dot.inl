// Integer dot products in one instruction (SDOT, armv8.2 dot product).
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const int8x16_t inputs = vreinterpretq_s8_s32(vdupq_n_s32(x));
  for (int i = 0; i < 4; ++i) sum.q[i] = vdotq_s32(sum.q[i], w.q[i], inputs);
  return sum;
}
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  return dot4<1>(dot4<1>(sum, low, first), high, second);
}
