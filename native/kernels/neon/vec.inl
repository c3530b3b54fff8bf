// 16 floats, 16 integers and 64 bytes in four 128-bit registers each: Advanced SIMD of armv8-a.

constexpr int kLanes = 16;
constexpr int kTileRows = 6;       // 6 x 4 sums + 4 weights + 1 input of 32 registers
constexpr int kTileRowsPairs = 5;  // 5 x 4 sums + 8 weights + 1 input, 1 mask
constexpr int kTileRowsInt8 = 2;   // 2 x 4 float and 2 x 4 integer sums
constexpr int kTileRowsInt4 = 2;   // not measured apart
constexpr int kTileVecs = 1;
constexpr int kAttendRows = 4;             // 4 x 4 sums + 4 keys or values + 1 query of 32 registers
constexpr bool kAttendAhead = false;       // not measured
constexpr bool kInt4StreamsAhead = false;  // not measured
constexpr int kAttendWide = 1;
constexpr size_t kAheadBytes = 1024;

struct Vec {
  float32x4_t q[4];
};
struct Ints {
  int32x4_t q[4];
};

#define NT_EACH(expression)                          \
  Vec out;                                           \
  for (int i = 0; i < 4; ++i) out.q[i] = expression; \
  return out

// Into the second-level cache.
NT_INLINE void prefetch(const void* at) {
#if defined(__GNUC__)
  __builtin_prefetch(at, 0, 2);
#else
  __prefetch(at);
#endif
}

NT_INLINE Vec zero() { NT_EACH(vdupq_n_f32(0.0f)); }
NT_INLINE Vec set1(float x) { NT_EACH(vdupq_n_f32(x)); }
NT_INLINE Vec load(const float* p) { NT_EACH(vld1q_f32(p + 4 * i)); }
NT_INLINE Vec load_partial(const float* p, int n) {
  float lanes[16] = {};
  for (int i = 0; i < n; ++i) lanes[i] = p[i];
  return load(lanes);
}
NT_INLINE void store(float* p, Vec x) {
  for (int i = 0; i < 4; ++i) vst1q_f32(p + 4 * i, x.q[i]);
}
NT_INLINE void store_partial(float* p, int n, Vec x) {
  float lanes[16];
  store(lanes, x);
  for (int i = 0; i < n; ++i) p[i] = lanes[i];
}
NT_INLINE Vec add(Vec a, Vec b) { NT_EACH(vaddq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec sub(Vec a, Vec b) { NT_EACH(vsubq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec mul(Vec a, Vec b) { NT_EACH(vmulq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec div(Vec a, Vec b) { NT_EACH(vdivq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec fma(Vec a, Vec b, Vec c) { NT_EACH(vfmaq_f32(c.q[i], a.q[i], b.q[i])); }
NT_INLINE Vec max(Vec a, Vec b) { NT_EACH(vmaxnmq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec min(Vec a, Vec b) { NT_EACH(vminnmq_f32(a.q[i], b.q[i])); }
NT_INLINE Vec round(Vec x) { NT_EACH(vrndnq_f32(x.q[i])); }
NT_INLINE Vec power_of_two(Vec n) {
  NT_EACH(vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(vcvtq_s32_f32(n.q[i]), vdupq_n_s32(127)), 23)));
}
NT_INLINE Vec zero_where_less(Vec a, Vec b, Vec x) {
  NT_EACH(vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(x.q[i]), vcltq_f32(a.q[i], b.q[i]))));
}
// x where a < b, else y.
NT_INLINE Vec select_less(Vec a, Vec b, Vec x, Vec y) {
  NT_EACH(vbslq_f32(vcltq_f32(a.q[i], b.q[i]), x.q[i], y.q[i]));
}
NT_INLINE Vec keep_first(Vec x, int n) {
  float lanes[16];
  store(lanes, x);
  for (int i = n; i < 16; ++i) lanes[i] = 0.0f;
  return load(lanes);
}
NT_INLINE Vec load_f16(const uint16_t* p) {
  NT_EACH(vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p + 4 * i))));
}
NT_INLINE void store_f16(uint16_t* p, Vec x) {
  for (int i = 0; i < 4; ++i) vst1_u16(p + 4 * i, vreinterpret_u16_f16(vcvt_f16_f32(x.q[i])));
}
NT_INLINE float reduce_add(Vec x) {
  return vaddvq_f32(vaddq_f32(vaddq_f32(x.q[0], x.q[1]), vaddq_f32(x.q[2], x.q[3])));
}
NT_INLINE float reduce_max(Vec x) {
  return vmaxnmvq_f32(vmaxnmq_f32(vmaxnmq_f32(x.q[0], x.q[1]), vmaxnmq_f32(x.q[2], x.q[3])));
}
NT_INLINE float square_root(float x) { return vget_lane_f32(vsqrt_f32(vdup_n_f32(x)), 0); }

NT_INLINE Vec load_bf16(const uint16_t* p) {
  NT_EACH(vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(p + 4 * i), 16)));
}

// bf16 weights against float inputs, two inputs a step.
struct PairValue {
  float first, second;
};
struct PairWeights {
  Vec first, second;
};
NT_INLINE PairWeights load_pairs(const uint16_t* p) {
  PairWeights w;
  for (int i = 0; i < 4; ++i) {
    const uint32x4_t pairs = vreinterpretq_u32_u16(vld1q_u16(p + 8 * i));
    w.first.q[i] = vreinterpretq_f32_u32(vshlq_n_u32(pairs, 16));
    w.second.q[i] = vreinterpretq_f32_u32(vandq_u32(pairs, vdupq_n_u32(0xffff0000u)));
  }
  return w;
}
NT_INLINE Vec dot2(Vec sum, PairWeights w, PairValue x) {
  return fma(w.second, set1(x.second), fma(w.first, set1(x.first), sum));
}

NT_INLINE Ints set1_int(int32_t x) {
  Ints out;
  for (int i = 0; i < 4; ++i) out.q[i] = vdupq_n_s32(x);
  return out;
}
// Reads the bits as those of floats.
NT_INLINE Vec as_float(Ints x) { NT_EACH(vreinterpretq_f32_s32(x.q[i])); }
using Bytes = int8x16_t;
NT_INLINE Bytes to_bytes(Vec x) {
  int16x8_t words[2];
  for (int i = 0; i < 2; ++i) {
    words[i] =
        vcombine_s16(vqmovn_s32(vcvtnq_s32_f32(x.q[2 * i])), vqmovn_s32(vcvtnq_s32_f32(x.q[2 * i + 1])));
  }
  return vcombine_s8(vqmovn_s16(words[0]), vqmovn_s16(words[1]));
}
NT_INLINE Vec to_float(Bytes x) {
  const int16x8_t words[] = {vmovl_s8(vget_low_s8(x)), vmovl_s8(vget_high_s8(x))};
  NT_EACH(vcvtq_f32_s32(vmovl_s16(i % 2 == 0 ? vget_low_s16(words[i / 2]) : vget_high_s16(words[i / 2]))));
}
NT_INLINE void store_int8(int8_t* p, Vec x) { vst1q_s8(p, to_bytes(x)); }

// 16 bytes, as in avx2/bytes.inl.
NT_INLINE Bytes load_bytes(const int8_t* p) { return vld1q_s8(p); }
NT_INLINE Bytes high_nibbles(Bytes x) { return vreinterpretq_s8_u8(vshrq_n_u8(vreinterpretq_u8_s8(x), 4)); }
NT_INLINE Bytes join_nibbles(Bytes low, Bytes high) { return vorrq_s8(low, vshlq_n_s8(high, 4)); }
NT_INLINE Bytes flip_sign(Bytes x) { return veorq_s8(x, vdupq_n_s8(int8_t(-128))); }
NT_INLINE Bytes look_up(Bytes table, Bytes index) { return vqtbl1q_s8(table, vreinterpretq_u8_s8(index)); }
NT_INLINE Bytes count_greater(Bytes count, Bytes x, Bytes y) {
  return vsubq_s8(count, vreinterpretq_s8_u8(vcgtq_s8(x, y)));
}
NT_INLINE void store_interleaved(uint8_t* p, Bytes a, Bytes b, Bytes c, Bytes d) {
  vst4q_s8(reinterpret_cast<int8_t*>(p), int8x16x4_t{{a, b, c, d}});
}

struct Codes {
  int8x16_t q[4];
};
using Nibbles = Codes;
struct NibbleTable {
  int8x16_t values;
};
constexpr int kInt8Offset = 0;
constexpr int kInt4Offset = 0;
NT_INLINE Codes load_codes(const uint8_t* p) {
  Codes w;
  for (int i = 0; i < 4; ++i) w.q[i] = vreinterpretq_s8_u8(veorq_u8(vld1q_u8(p + 16 * i), vdupq_n_u8(0x80)));
  return w;
}
NT_INLINE NibbleTable nibble_table(const int8_t* codebook) { return {vld1q_s8(codebook)}; }
NT_INLINE void load_nibbles(const uint8_t* p, NibbleTable table, Nibbles& low, Nibbles& high) {
  for (int i = 0; i < 4; ++i) {
    const uint8x16_t bytes = vld1q_u8(p + 16 * i);
    low.q[i] = vqtbl1q_s8(table.values, vandq_u8(bytes, vdupq_n_u8(15)));
    high.q[i] = vqtbl1q_s8(table.values, vshrq_n_u8(bytes, 4));
  }
}
#undef NT_EACH
