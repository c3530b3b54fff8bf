// Integer dot products by widening byte products: for CPUs without SDOT.
template <int>
NT_INLINE Ints dot4(Ints sum, Codes w, int32_t x) {
  const int8x16_t inputs = vreinterpretq_s8_s32(vdupq_n_s32(x));
  for (int i = 0; i < 4; ++i) {
    const int16x8_t low = vmull_s8(vget_low_s8(w.q[i]), vget_low_s8(inputs));
    const int16x8_t high = vmull_high_s8(w.q[i], inputs);
    sum.q[i] = vaddq_s32(sum.q[i], vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high)));
  }
  return sum;
}
// The values of int4 are so small that two of these products add up in 16 bits.
NT_INLINE Ints dot8(Ints sum, Nibbles low, Nibbles high, int32_t first, int32_t second) {
  const int8x16_t x = vreinterpretq_s8_s32(vdupq_n_s32(first));
  const int8x16_t y = vreinterpretq_s8_s32(vdupq_n_s32(second));
  for (int i = 0; i < 4; ++i) {
    const int16x8_t a =
        vmlal_s8(vmull_s8(vget_low_s8(low.q[i]), vget_low_s8(x)), vget_low_s8(high.q[i]), vget_low_s8(y));
    const int16x8_t b = vmlal_high_s8(vmull_high_s8(low.q[i], x), high.q[i], y);
    sum.q[i] = vaddq_s32(sum.q[i], vpaddq_s32(vpaddlq_s16(a), vpaddlq_s16(b)));
  }
  return sum;
}
