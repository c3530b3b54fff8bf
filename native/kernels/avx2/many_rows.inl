// int8 and int4 with many rows, for AVX2 without VNNI, where the multiplies take longer than memory. What
// they need of the weights is made once for all rows, a block of inputs of 16 outputs at a time, which stays
// in the first cache while the rows pass over it.

// Rows from which on this gains more than it costs.
constexpr int kManyRows = 48;
// Rows that pass over the same block, and the groups of inputs in it: at most 26 kB.
constexpr int kUnpackedRows = 128;
constexpr int kUnpackedGroups = 24;

// The sign of a weight moves to the input. Not as vpsignb does it, for which a core has as few units as for
// multiplies, but by an exclusive or: ~x is -x - 1, and what that lacks for all the negative weights of a
// group is the sum of their sizes, with which the integer sums start.
struct UnpackedInt8 {
  using Weights = Int8Weights;
  static constexpr int kRows = 4;
  struct Step {
    Codes sizes, masks;
  };
  Step steps[kGroup / Weights::kStepInputs];
  Ints lacking;

  NT_INLINE void unpack(const uint8_t* group) {
    lacking = set1_int(kSumBits);
    for (Step& step : steps) {
      const Codes w = load_codes(group);
      step.sizes = {_mm256_abs_epi8(w.a), _mm256_abs_epi8(w.b)};
      step.masks = {_mm256_cmpgt_epi8(_mm256_setzero_si256(), w.a),
                    _mm256_cmpgt_epi8(_mm256_setzero_si256(), w.b)};
      // ~0 where the weight is negative, 0 elsewhere
      lacking = {add_pairs(lacking.a, _mm256_maddubs_epi16(step.sizes.a, _mm256_abs_epi8(step.masks.a))),
                 add_pairs(lacking.b, _mm256_maddubs_epi16(step.sizes.b, _mm256_abs_epi8(step.masks.b)))};
      group += kStepBytes;
    }
  }
  NT_INLINE Ints start(const InputGroup&) const { return lacking; }
  NT_INLINE static Ints add_step(Ints sum, const Step& step, const int8_t* inputs) {
    const __m256i x = _mm256_set1_epi32(four_codes(inputs));
    return {add_pairs(sum.a, _mm256_maddubs_epi16(step.sizes.a, _mm256_xor_si256(x, step.masks.a))),
            add_pairs(sum.b, _mm256_maddubs_epi16(step.sizes.b, _mm256_xor_si256(x, step.masks.b)))};
  }
};

struct UnpackedInt4 {
  using Weights = Int4Weights;
  static constexpr int kRows = 4;
  struct Step {
    Nibbles low, high;
  };
  Step steps[kGroup / Weights::kStepInputs];

  NT_INLINE void unpack(const uint8_t* group) {
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
template <int STEP, class Unpacked, int ROWS>
NT_INLINE void add_steps(const Unpacked& weights, const InputGroup* const (&inputs)[ROWS],
                         Ints (&dot)[ROWS]) {
  constexpr int kStepInputs = Unpacked::Weights::kStepInputs;
  if constexpr (STEP * kStepInputs < kGroup) {
    for (int r = 0; r < ROWS; ++r) {
      dot[r] = Unpacked::add_step(dot[r], weights.steps[STEP], inputs[r]->codes + STEP * kStepInputs);
    }
    add_steps<STEP + 1>(weights, inputs, dot);
  }
}

// A tile whose height, at most ROWS, is known only here.
template <class Unpacked, int ROWS = Unpacked::kRows>
NT_INLINE void run_unpacked(const Unpacked* weights, int height, const LinearArgs& args, const Pass& pass) {
  if constexpr (ROWS > 1) {
    if (height < ROWS) return run_unpacked<Unpacked, ROWS - 1>(weights, height, args, pass);
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

// All rows of `args`, at most kUnpackedRows, with the outputs that `pass` names.
template <class Unpacked>
NT_INLINE void multiply_unpacked(const LinearArgs& args, Pass& pass) {
  using Weights = typename Unpacked::Weights;
  const int groups = round_up(args.inputs, kGroup) / kGroup;
  const int blocks = (groups + kUnpackedGroups - 1) / kUnpackedGroups;
  const int tiles = (args.rows + Unpacked::kRows - 1) / Unpacked::kRows;
  const uint8_t* weights = static_cast<const uint8_t*>(args.weights) +
                           size_t(pass.panel) * groups * Weights::kGroupBytes + pass.first_vec * kLanes * 4;
  Unpacked unpacked[kUnpackedGroups];
  for (int block = 0; block < blocks; ++block) {
    const int begin = groups * block / blocks;
    const int end = groups * (block + 1) / blocks;
    pass.begin = begin * kGroup;
    pass.end = block + 1 == blocks ? args.inputs : end * kGroup;
    for (int g = begin; g < end; ++g) unpacked[g - begin].unpack(weights + size_t(g) * Weights::kGroupBytes);
    for (int tile = 0; tile < tiles; ++tile) {
      pass.row = args.rows * tile / tiles;
      run_unpacked(unpacked, args.rows * (tile + 1) / tiles - pass.row, args, pass);
    }
  }
}

template <class Unpacked>
void multiply_many(const LinearArgs& args) {
  const int parts = (args.rows + kUnpackedRows - 1) / kUnpackedRows;
  alignas(kAlignment) float sums[kUnpackedRows * kPanel];
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
        multiply_unpacked<Unpacked>(some, pass);
      }
    }
  }
}

void multiply_int8_any(const LinearArgs& args) {
  if (args.rows < kManyRows) return multiply_int8(args);
  multiply_many<UnpackedInt8>(args);
}
void multiply_int4_any(const LinearArgs& args) {
  if (args.rows < kManyRows) return multiply_int4(args);
  multiply_many<UnpackedInt4>(args);
}
