// y = x W with f32 weights [P][K][kPanel]. Included inside an instruction set's namespace.

size_t prepared_bytes_f32(int inputs) {
  return round_up_bytes(size_t(round_up(inputs, kGroup)) * sizeof(float));
}

template <int ROWS, int VECS>
NT_INLINE void tile_f32(const LinearArgs& args, int row, int panel, int first_vec) {
  const float* weights =
      static_cast<const float*>(args.weights) + size_t(panel) * args.inputs * kPanel + first_vec * kLanes;
  const float* x[ROWS];
  for (int r = 0; r < ROWS; ++r) x[r] = reinterpret_cast<const float*>(input_row(args, row + r));
  Vec sum[ROWS][VECS];
  for (int r = 0; r < ROWS; ++r)
    for (int v = 0; v < VECS; ++v) sum[r][v] = zero();
  for (int k = 0; k < args.inputs; ++k) {
    const float* w = weights + size_t(k) * kPanel;
    prefetch(w + kPrefetchBytes / sizeof(float));
    if (VECS * kLanes * sizeof(float) > 64) prefetch(w + kPrefetchBytes / sizeof(float) + kLanes);
    Vec weight[VECS];
    for (int v = 0; v < VECS; ++v) weight[v] = load(w + v * kLanes);
    for (int r = 0; r < ROWS; ++r) {
      const Vec value = set1(x[r][k]);
      for (int v = 0; v < VECS; ++v) sum[r][v] = fma(value, weight[v], sum[r][v]);
    }
  }
  finish<ROWS, VECS>(args, row, panel * kPanel + first_vec * kLanes, sum);
}

struct TileF32 {
  static constexpr int kRows = kTileRows;
  template <int ROWS>
  static void run(const LinearArgs& args, int row, int panel) {
    constexpr int kVecs = ROWS <= 2 ? kPanelVecs : kTileVecs;
    for (int v = 0; v < kPanelVecs; v += kVecs) tile_f32<ROWS, kVecs>(args, row, panel, v);
  }
};

void multiply_f32(const LinearArgs& args) {
  for (int p = args.panel_begin; p < args.panel_end; ++p) for_each_row_tile<TileF32>(args, p);
}
