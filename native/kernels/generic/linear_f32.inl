// y = x W with f32 weights [P][K][kPanel]. Included inside an instruction set's namespace.

size_t prepared_bytes_f32(int inputs) {
  return round_up_bytes(size_t(round_up(inputs, kGroup)) * sizeof(float));
}

struct TileF32 {
  static constexpr int kRows = kTileRows;
  static constexpr int kUnaidedRows = 4;
  static constexpr bool kTwoRowStreams = true;
  static constexpr int kBlockInputs = 16;
  static constexpr int vecs(int) { return kTileVecs; }

  template <int PANELS, int ROWS, int VECS>
  static void run(const LinearArgs& args, const Pass& pass) {
    static_assert(PANELS == 1 || !needs_help<ROWS, VECS>(kUnaidedRows), "asks for one stream alone");
    const size_t panel_floats = size_t(args.inputs) * kPanel;
    const float* panel = static_cast<const float*>(args.weights) + pass.panel * panel_floats;
    const float* weights = panel + pass.first_vec * kLanes;
    const size_t apart = pass.apart * panel_floats;
    const size_t block_floats = size_t(pass.end - pass.begin) * kPanel;
    Ahead ahead(panel + size_t(pass.begin) * kPanel, block_floats * sizeof(float), pass);
    const float* x[ROWS];
    for (int r = 0; r < ROWS; ++r) x[r] = reinterpret_cast<const float*>(input_row(args, pass.row + r));
    Vec sum[PANELS][ROWS][VECS];
    resume(pass, sum);
    for (int k = pass.begin; k < pass.end; ++k) {
      if constexpr (needs_help<ROWS, VECS>(kUnaidedRows)) ahead.step();
      for (int p = 0; p < PANELS; ++p) {
        const float* w = weights + p * apart + size_t(k) * kPanel;
        Vec weight[VECS];
        for (int v = 0; v < VECS; ++v) weight[v] = load(w + v * kLanes);
        for (int r = 0; r < ROWS; ++r) {
          const Vec value = set1(x[r][k]);
          for (int v = 0; v < VECS; ++v) sum[p][r][v] = fma(value, weight[v], sum[p][r][v]);
        }
      }
    }
    finish(args, pass, sum);
  }
};

void multiply_f32(const LinearArgs& args) { multiply_tiles<TileF32>(args); }
