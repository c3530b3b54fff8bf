// 4-input integer dot products by widening byte products: for CPUs without SDOT.
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
