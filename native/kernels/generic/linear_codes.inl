// y = x W with int8 or int4 weights and int8 inputs: integer dot products inside a group of kGroup
// inputs, one float multiply-add a group. Included inside an instruction set's namespace.
//
// A prepared row: one of these for each group, so that a single address leads to all that is read of it.
struct InputGroup {
  int8_t codes[kGroup];
  float scale;
  int32_t start;  // of the integer sums: kSumBits, and what makes up for Weights::kOffset
};

// Integer sums start at the bits of the float 1.5 * 2^23. The magnitude of a sum is below 2^22, so that the
// result, read as a float, is 1.5 * 2^23 + sum, and no conversion is needed.
constexpr int32_t kSumBits = 0x4b400000;
constexpr float kSumFloat = 12582912.0f;
static_assert(kGroup * 128 * 128 < 1 << 22, "integer sums can be read as floats");

size_t prepared_bytes_codes(int inputs) {
  const size_t groups = size_t(round_up(inputs, kGroup)) / kGroup;
  return round_up_bytes(groups * sizeof(InputGroup));
}

// The nearest whole numbers in [-127, 127]; -127 for NaN. The sum of all is a number, and every code has a
// negative in a byte, even where a row has NaN or infinite inputs.
NT_INLINE Vec input_codes(Vec x) { return min(max(round(x), set1(-127.0f)), set1(127.0f)); }

// Where Weights are dotted with inputs as if they were kOffset larger than they are, sums start lower by
// kOffset times the sum of the input codes.
template <class Weights>
void prepare_codes(const float* x, size_t stride, int rows, int inputs, void* prepared,
                   size_t prepared_stride) {
  const int groups = round_up(inputs, kGroup) / kGroup;
  for (int m = 0; m < rows; ++m) {
    const float* in = x + size_t(m) * stride;
    InputGroup* out = reinterpret_cast<InputGroup*>(static_cast<char*>(prepared) + m * prepared_stride);
    for (int g = 0; g < groups; ++g) {
      const Vec low = load(in + size_t(g) * kGroup);
      const Vec high = load(in + size_t(g) * kGroup + kLanes);
      const float largest = reduce_max(max(magnitude(low), magnitude(high)));
      const Vec inverse = set1(largest > kTinyInput ? 127.0f / largest : 0.0f);
      const Vec low_codes = input_codes(mul(low, inverse));
      const Vec high_codes = input_codes(mul(high, inverse));
      store_int8(out[g].codes, low_codes);
      store_int8(out[g].codes + kLanes, high_codes);
      out[g].scale = largest / 127.0f;
      out[g].start = kSumBits - Weights::kOffset * int32_t(reduce_add(add(low_codes, high_codes)));
    }
  }
}

NT_INLINE int32_t four_codes(const int8_t* codes) {
  int32_t word;
  std::memcpy(&word, codes, sizeof word);
  return word;
}

// The scales of a group's outputs, and what kSumFloat comes to with them. Its two bits times the eight of a
// bf16 are exact, for scales below 2^104, and so add_group() rounds as if the sums had been converted.
struct GroupScale {
  Vec scale, excess;
};
NT_INLINE GroupScale load_scale(const uint16_t* scales) {
  const Vec scale = load_bf16(scales);
  return {scale, mul(scale, set1(-kSumFloat))};
}
// The float sums with those of a group.
NT_INLINE Vec add_group(Vec sum, Ints dot, const GroupScale& weights, const InputGroup& inputs) {
  return fma(fma(as_float(dot), weights.scale, weights.excess), set1(inputs.scale), sum);
}

// Weights of 4 inputs: one step. How many rows meet them says to dot4 on which side it pays to prepare
// something once.
struct Int8Weights {
  static constexpr int kOffset = kInt8Offset;
  static constexpr int kTileRows = kTileRowsInt8;
  static constexpr int kGroupBytes = kGroup * kPanel;
  static constexpr int kStepInputs = 4;
  static constexpr int kUnaidedRows = 2;
  static constexpr bool kStreamsAhead = false;
  template <int ROWS, int VECS>
  static NT_INLINE void step(const uint8_t* group, int step, const InputGroup* const* x,
                             Ints (&dot)[ROWS][VECS]) {
    const uint8_t* w = group + step * kPanel * 4;
    Codes weight[VECS];
    for (int v = 0; v < VECS; ++v) weight[v] = load_codes(w + v * kLanes * 4);
    for (int r = 0; r < ROWS; ++r) {
      const int32_t value = four_codes(x[r]->codes + step * 4);
      for (int v = 0; v < VECS; ++v) dot[r][v] = dot4<ROWS>(dot[r][v], weight[v], value);
    }
  }
};

// Weights of 8 inputs: one step, from one load of nibbles. They take more instructions a byte than int8, so
// that fewer lines are on their way at a time: several panels in turns may gain by asking ahead.
struct Int4Weights {
  static constexpr int kOffset = kInt4Offset;
  static constexpr int kTileRows = kTileRowsInt4;
  static constexpr int kGroupBytes = kGroup * kPanel / 2;
  static constexpr int kStepInputs = 8;
  static constexpr int kUnaidedRows = 1;
  static constexpr bool kStreamsAhead = kInt4StreamsAhead;
  template <int ROWS, int VECS>
  static NT_INLINE void step(const uint8_t* group, int step, const InputGroup* const* x,
                             Ints (&dot)[ROWS][VECS]) {
    const uint8_t* w = group + step * kPanel * 4;
    const NibbleTable table = nibble_table(kInt4Codebook);
    Nibbles low[VECS], high[VECS];
    for (int v = 0; v < VECS; ++v) load_nibbles(w + v * kLanes * 4, table, low[v], high[v]);
    for (int r = 0; r < ROWS; ++r) {
      const int32_t first = four_codes(x[r]->codes + step * 8);
      const int32_t second = four_codes(x[r]->codes + step * 8 + 4);
      for (int v = 0; v < VECS; ++v) dot[r][v] = dot8(dot[r][v], low[v], high[v], first, second);
    }
  }
};

template <class Weights>
struct TileCodes {
  static constexpr int kRows = Weights::kTileRows;
  static constexpr bool kTwoRowStreams = false;
  static constexpr int kBlockInputs = 0;  // with AVX2 the multiplies take longer than memory
  static constexpr int kSteps = kGroup / Weights::kStepInputs;
  // Groups whose scales are asked for before they are read: a kilobyte of them.
  static constexpr int kScalesAhead = 16;
  static constexpr int vecs(int rows) { return rows == 1 ? kPanelVecs : kTileVecs; }

  // The steps of a group one after the other. GCC copies every sum twice a round where they go through a
  // loop.
  template <int ROWS, int VECS, int STEP = 0>
  static NT_INLINE void steps_from(const uint8_t* group, const InputGroup* const* inputs,
                                   Ints (&dot)[ROWS][VECS], Ahead& ahead) {
    if constexpr (STEP < kSteps) {
      if constexpr (needs_help<ROWS, VECS>(Weights::kUnaidedRows)) ahead.step();
      Weights::template step<ROWS, VECS>(group, STEP, inputs, dot);
      steps_from<ROWS, VECS, STEP + 1>(group, inputs, dot, ahead);
    }
  }

  template <int PANELS, int ROWS, int VECS>
  static void run(const LinearArgs& args, const Pass& pass) {
    static_assert(PANELS == 1 || !needs_help<ROWS, VECS>(Weights::kUnaidedRows), "asks for one stream alone");
    const int groups = round_up(args.inputs, kGroup) / kGroup;
    const size_t first_group = size_t(pass.panel) * groups;
    const uint8_t* panel = static_cast<const uint8_t*>(args.weights) + first_group * Weights::kGroupBytes;
    const uint16_t* weight_scales = args.scales + first_group * kPanel + pass.first_vec * kLanes;
    const size_t apart = size_t(pass.apart) * groups;
    Ahead ahead(panel, size_t(groups) * Weights::kGroupBytes, pass);
    const InputGroup* inputs[ROWS];
    for (int r = 0; r < ROWS; ++r) {
      inputs[r] = reinterpret_cast<const InputGroup*>(input_row(args, pass.row + r));
    }
    Vec sum[PANELS][ROWS][VECS];
    resume(pass, sum);
    for (int g = 0; g < groups; ++g) {
      for (int p = 0; p < PANELS; ++p) {
        const size_t at = p * apart + g;
        Ints dot[ROWS][VECS];
        for (int r = 0; r < ROWS; ++r)
          for (int v = 0; v < VECS; ++v) dot[r][v] = set1_int(inputs[r]->start);
        const uint8_t* group = panel + at * Weights::kGroupBytes;
        if constexpr (needs_help<ROWS, VECS>(Weights::kUnaidedRows)) {
          prefetch(weight_scales + (at + kScalesAhead) * kPanel);
        }
        if constexpr (PANELS > 1 && Weights::kStreamsAhead) {
          for (int line = 0; line < Weights::kGroupBytes; line += 64) prefetch(group + kAheadBytes + line);
        }
        steps_from<ROWS, VECS>(group + pass.first_vec * kLanes * 4, inputs, dot, ahead);
        for (int v = 0; v < VECS; ++v) {
          const GroupScale scale = load_scale(weight_scales + at * kPanel + v * kLanes);
          for (int r = 0; r < ROWS; ++r) {
            sum[p][r][v] = add_group(sum[p][r][v], dot[r][v], scale, *inputs[r]);
          }
        }
      }
      for (int r = 0; r < ROWS; ++r) ++inputs[r];
    }
    finish(args, pass, sum);
  }
};

void multiply_int8(const LinearArgs& args) { multiply_tiles<TileCodes<Int8Weights>>(args); }
void multiply_int4(const LinearArgs& args) { multiply_tiles<TileCodes<Int4Weights>>(args); }
