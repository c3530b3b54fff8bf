// y = x W with f32 weights [P][K][kPanel]. Included inside an instruction set's namespace.

size_t prepared_bytes_f32(int inputs) {
  return round_up_bytes(size_t(round_up(inputs, kGroup)) * sizeof(float));
}

struct TileF32 {
  static constexpr int kRows = kTileRows;
  static constexpr int kUnaidedRows = 4;
  static constexpr int vecs(int rows) { return rows <= 2 ? kPanelVecs : kTileVecs; }

  template <int ROWS, int VECS>
  static void run(const LinearArgs& args, const Pass& pass) {
    const size_t panel_floats = size_t(args.inputs) * kPanel;
    const float* panel = static_cast<const float*>(args.weights) + pass.panel * panel_floats;
    const float* weights = panel + pass.first_vec * kLanes;
    Ahead ahead(panel, panel_floats * sizeof(float), pass);
    const float* x[ROWS];
    for (int r = 0; r < ROWS; ++r) x[r] = reinterpret_cast<const float*>(input_row(args, pass.row + r));
    Vec sum[ROWS][VECS];
    for (int r = 0; r < ROWS; ++r)
      for (int v = 0; v < VECS; ++v) sum[r][v] = zero();
    for (int k = 0; k < args.inputs; ++k) {
      if constexpr (needs_help<ROWS, VECS>(kUnaidedRows)) ahead.step();
      const float* w = weights + size_t(k) * kPanel;
      Vec weight[VECS];
      for (int v = 0; v < VECS; ++v) weight[v] = load(w + v * kLanes);
      for (int r = 0; r < ROWS; ++r) {
        const Vec value = set1(x[r][k]);
        for (int v = 0; v < VECS; ++v) sum[r][v] = fma(value, weight[v], sum[r][v]);
      }
    }
    finish<ROWS, VECS>(args, pass, sum);
  }
};

void multiply_f32(const LinearArgs& args) { multiply_tiles<TileF32>(args); }
