// bf16 weights against float inputs, two inputs a step: for AVX-512 without BF16.

struct PairValue {
  float first, second;
};
struct PairWeights {
  Vec first, second;
};

NT_INLINE PairWeights load_pairs(const uint16_t* p) {
  const __m512i pairs = _mm512_loadu_si512(p);
  return {_mm512_castsi512_ps(_mm512_slli_epi32(pairs, 16)),
          _mm512_castsi512_ps(_mm512_and_si512(pairs, _mm512_set1_epi32(int(0xffff0000u))))};
}
NT_INLINE Vec dot2(Vec sum, PairWeights w, PairValue x) {
  return fma(w.second, set1(x.second), fma(w.first, set1(x.first), sum));
}
