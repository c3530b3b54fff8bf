// y = x W with bf16 weights [P][K/2][kPanel][2]. Included inside an instruction set's namespace,
// which says how a pair of inputs is kept (PairRow) and multiplied (dot2).

template <int ROWS, int VECS>
NT_INLINE void tile_bf16(const LinearArgs& args, int row, int panel, int first_vec) {
  const int pairs = (args.inputs + 1) / 2;
  const uint16_t* weights = static_cast<const uint16_t*>(args.weights) + size_t(panel) * pairs * kPanel * 2 +
                            first_vec * kLanes * 2;
  const PairValue* x[ROWS];
  for (int r = 0; r < ROWS; ++r) x[r] = reinterpret_cast<const PairValue*>(input_row(args, row + r));
  Vec sum[ROWS][VECS];
  for (int r = 0; r < ROWS; ++r)
    for (int v = 0; v < VECS; ++v) sum[r][v] = zero();
  for (int j = 0; j < pairs; ++j) {
    const uint16_t* w = weights + size_t(j) * kPanel * 2;
    prefetch(w + kPrefetchBytes / sizeof(uint16_t));
    if (VECS > 1) prefetch(w + kPrefetchBytes / sizeof(uint16_t) + kLanes * 2);
    PairWeights weight[VECS];
    for (int v = 0; v < VECS; ++v) weight[v] = load_pairs(w + v * kLanes * 2);
    for (int r = 0; r < ROWS; ++r) {
      for (int v = 0; v < VECS; ++v) sum[r][v] = dot2(sum[r][v], weight[v], x[r][j]);
    }
  }
  finish<ROWS, VECS>(args, row, panel * kPanel + first_vec * kLanes, sum);
}

struct TileBf16 {
  static constexpr int kRows = kTileRows;
  template <int ROWS>
  static void run(const LinearArgs& args, int row, int panel) {
    constexpr int kVecs = ROWS <= 2 ? kPanelVecs : kTileVecs;
    for (int v = 0; v < kPanelVecs; v += kVecs) tile_bf16<ROWS, kVecs>(args, row, panel, v);
  }
};

void multiply_bf16(const LinearArgs& args) {
  for (int p = args.panel_begin; p < args.panel_end; ++p) for_each_row_tile<TileBf16>(args, p);
}
