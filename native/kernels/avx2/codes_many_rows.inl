// int8 and int4 with many rows, for AVX2 without VNNI, where the multiplies take longer than memory. The
// weights of 16 outputs and up to 768 inputs are decoded into the first-level cache, and up to 128 rows are
// multiplied by them before the next.

// Rows from which on this gains more than it costs: measured on Zen 3, and known to the tests.
constexpr int kManyRows = 48;
constexpr int kDecodedRows = 128;
constexpr int kDecodedGroups = 24;
// 4 x 1 integer pairs, 2 weights with 2 masks (int8) or 4 weights (int4), 1 input, 2 products, ones; the
// float sums wait in memory.
constexpr int kTileRowsDecoded = 4;

// The sign of a weight moves to the input, by an exclusive or: a Zen 3 core has twice as many units for that
// as for vpsignb, whose units multiply as well. ~x is -x - 1, so that a negative weight makes a sum too small
// by its magnitude. The sums start with the total of these.
struct DecodedInt8 {
  using Weights = Int8Weights;
  static_assert(Weights::kOffset == 0, "start() does without InputGroup::start");
  struct Step {
    Codes magnitudes;
    Codes negative;  // ~0 where the weight is negative, 0 elsewhere
  };
  Step steps[kGroup / Weights::kStepInputs];
  Ints correction;

  NT_INLINE void decode(const uint8_t* group) {
    const __m256i zeros = _mm256_setzero_si256();
    correction = set1_int(kSumBits);
    for (Step& step : steps) {
      const Codes w = load_codes(group);
      step.magnitudes = {_mm256_abs_epi8(w.a), _mm256_abs_epi8(w.b)};
      step.negative = {_mm256_cmpgt_epi8(zeros, w.a), _mm256_cmpgt_epi8(zeros, w.b)};
      correction = {add_negative(correction.a, step.magnitudes.a, step.negative.a),
                    add_negative(correction.b, step.magnitudes.b, step.negative.b)};
      group += kStepBytes;
    }
  }
  NT_INLINE static __m256i add_negative(__m256i sum, __m256i magnitude, __m256i negative) {
    return add_pairs(sum, _mm256_maddubs_epi16(magnitude, _mm256_abs_epi8(negative)));
  }
  NT_INLINE Ints start(const InputGroup&) const { return correction; }
  NT_INLINE static Ints add_step(Ints sum, const Step& step, const int8_t* inputs) {
    const __m256i x = _mm256_set1_epi32(four_codes(inputs));
    return {add_pairs(sum.a, _mm256_maddubs_epi16(step.magnitudes.a, _mm256_xor_si256(x, step.negative.a))),
            add_pairs(sum.b, _mm256_maddubs_epi16(step.magnitudes.b, _mm256_xor_si256(x, step.negative.b)))};
  }
};

struct DecodedInt4 {
  using Weights = Int4Weights;
  struct Step {
    Nibbles low, high;
  };
  Step steps[kGroup / Weights::kStepInputs];

  NT_INLINE void decode(const uint8_t* group) {
    const NibbleTable table = nibble_table(kInt4Codebook);
    for (Step& step : steps) {
      load_nibbles(group, table, step.low, step.high);
      group += kStepBytes;
    }
  }
  NT_INLINE Ints start(const InputGroup& inputs) const { return set1_int(inputs.start); }
  NT_INLINE static Ints add_step(Ints sum, const Step& step, const int8_t* inputs) {
    return dot8(sum, step.low, step.high, four_codes(inputs), four_codes(inputs + 4));
  }
};

// The steps of a group one after the other, as in linear_codes.inl.
template <int STEP, class Decoded, int ROWS>
NT_INLINE void add_steps(const Decoded& weights, const InputGroup* const (&inputs)[ROWS], Ints (&dot)[ROWS]) {
  constexpr int kStepInputs = Decoded::Weights::kStepInputs;
  if constexpr (STEP * kStepInputs < kGroup) {
    for (int r = 0; r < ROWS; ++r) {
      dot[r] = Decoded::add_step(dot[r], weights.steps[STEP], inputs[r]->codes + STEP * kStepInputs);
    }
    add_steps<STEP + 1>(weights, inputs, dot);
  }
}

// A tile whose height, at most ROWS, is known only here.
template <class Decoded, int ROWS = kTileRowsDecoded>
NT_INLINE void run_decoded(const Decoded* weights, int height, const LinearArgs& args, const Pass& pass) {
  if constexpr (ROWS > 1) {
    if (height < ROWS) return run_decoded<Decoded, ROWS - 1>(weights, height, args, pass);
  }
  const int first_group = pass.begin / kGroup;
  const int groups = round_up(pass.end, kGroup) / kGroup - first_group;
  const int all_groups = round_up(args.inputs, kGroup) / kGroup;
  const uint16_t* scales =
      args.scales + (size_t(pass.panel) * all_groups + first_group) * kPanel + pass.first_vec * kLanes;
  const InputGroup* inputs[ROWS];
  for (int r = 0; r < ROWS; ++r) {
    inputs[r] = reinterpret_cast<const InputGroup*>(input_row(args, pass.row + r)) + first_group;
  }
  Vec sum[1][ROWS][1];
  resume(pass, sum);
  for (int g = 0; g < groups; ++g) {
    Ints dot[ROWS];
    for (int r = 0; r < ROWS; ++r) dot[r] = weights[g].start(*inputs[r]);
    add_steps<0>(weights[g], inputs, dot);
    const GroupScale scale = load_scale(scales + size_t(g) * kPanel);
    for (int r = 0; r < ROWS; ++r) {
      sum[0][r][0] = add_group(sum[0][r][0], dot[r], scale, *inputs[r]);
      ++inputs[r];
    }
  }
  finish(args, pass, sum);
}

// All rows of `args`, at most kDecodedRows, with the outputs that `pass` names.
template <class Decoded>
NT_INLINE void multiply_decoded(const LinearArgs& args, Pass pass) {
  using Weights = typename Decoded::Weights;
  const int groups = round_up(args.inputs, kGroup) / kGroup;
  const int blocks = (groups + kDecodedGroups - 1) / kDecodedGroups;
  const int tiles = (args.rows + kTileRowsDecoded - 1) / kTileRowsDecoded;
  const uint8_t* weights = static_cast<const uint8_t*>(args.weights) +
                           size_t(pass.panel) * groups * Weights::kGroupBytes + pass.first_vec * kLanes * 4;
  Decoded decoded[kDecodedGroups];
  for (int block = 0; block < blocks; ++block) {
    const int begin = groups * block / blocks;
    const int end = groups * (block + 1) / blocks;
    pass.begin = begin * kGroup;
    pass.end = end * kGroup < args.inputs ? end * kGroup : args.inputs;
    for (int g = begin; g < end; ++g) decoded[g - begin].decode(weights + size_t(g) * Weights::kGroupBytes);
    for (int tile = 0; tile < tiles; ++tile) {
      pass.row = args.rows * tile / tiles;
      run_decoded(decoded, args.rows * (tile + 1) / tiles - pass.row, args, pass);
    }
  }
}

template <class Decoded>
void multiply_many(const LinearArgs& args) {
  const int parts = (args.rows + kDecodedRows - 1) / kDecodedRows;
  alignas(kAlignment) float sums[kDecodedRows * kPanel];
  Pass pass = {};
  pass.sums = sums;
  for (pass.panel = args.panel_begin; pass.panel < args.panel_end; ++pass.panel) {
    for (pass.first_vec = 0; pass.first_vec < kPanelVecs; ++pass.first_vec) {
      for (int part = 0; part < parts; ++part) {
        const int first = args.rows * part / parts;
        LinearArgs some = args;
        some.rows = args.rows * (part + 1) / parts - first;
        some.input = input_row(args, first);
        some.output = args.output + size_t(first) * args.output_stride;
        multiply_decoded<Decoded>(some, pass);
      }
    }
  }
}

void multiply_int8_by_rows(const LinearArgs& args) {
  if (args.rows < kManyRows) return multiply_int8(args);
  multiply_many<DecodedInt8>(args);
}
void multiply_int4_by_rows(const LinearArgs& args) {
  if (args.rows < kManyRows) return multiply_int4(args);
  multiply_many<DecodedInt4>(args);
}
