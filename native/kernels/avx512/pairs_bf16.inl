// bf16 weights against bf16 inputs in one instruction (AVX-512 BF16). Inputs are rounded to bf16:
// their error is that of the weights, 2^-9 relative.

struct PairValue {
  uint32_t both;
};
using PairWeights = __m512i;

NT_INLINE PairWeights load_pairs(const uint16_t* p) { return _mm512_loadu_si512(p); }
NT_INLINE Vec dot2(Vec sum, PairWeights w, PairValue x) {
  return _mm512_dpbf16_ps(sum, (__m512bh)w, (__m512bh)_mm512_set1_epi32(int(x.both)));
}

size_t prepared_bytes_bf16(int inputs) {
  return round_up_bytes(size_t(round_up(inputs, kGroup)) * sizeof(uint16_t));
}

void prepare_bf16(const float* x, size_t stride, int rows, int inputs, void* prepared,
                  size_t prepared_stride) {
  const int padded = round_up(inputs, kGroup);
  for (int m = 0; m < rows; ++m) {
    const float* in = x + size_t(m) * stride;
    uint16_t* out = reinterpret_cast<uint16_t*>(static_cast<char*>(prepared) + m * prepared_stride);
    for (int i = 0; i < padded; i += kLanes) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), (__m256i)_mm512_cvtneps_pbh(load(in + i)));
    }
  }
}
