// y = x W with bf16 weights [P][K/2][kPanel][2]. Included inside an instruction set's namespace,
// which says how a pair of inputs is kept (PairValue) and multiplied (dot2).

struct TileBf16 {
  static constexpr int kRows = kTileRowsPairs;
  static constexpr int kUnaidedRows = 4;
  static constexpr bool kTwoRowStreams = true;
  static constexpr int kBlockInputs = 48;
  static constexpr int vecs(int) { return kTileVecs; }

  template <int PANELS, int ROWS, int VECS>
  static void run(const LinearArgs& args, const Pass& pass) {
    static_assert(PANELS == 1 || !needs_help<ROWS, VECS>(kUnaidedRows), "asks for one stream alone");
    const size_t panel_values = size_t(round_up(args.inputs, 2)) * kPanel;
    const uint16_t* panel = static_cast<const uint16_t*>(args.weights) + pass.panel * panel_values;
    const uint16_t* weights = panel + pass.first_vec * kLanes * 2;
    const size_t apart = pass.apart * panel_values;
    const size_t block_values = size_t(pass.end - pass.begin) * kPanel;
    Ahead ahead(panel + size_t(pass.begin) * kPanel, block_values * sizeof(uint16_t), pass);
    const PairValue* x[ROWS];
    for (int r = 0; r < ROWS; ++r) x[r] = reinterpret_cast<const PairValue*>(input_row(args, pass.row + r));
    Vec sum[PANELS][ROWS][VECS];
    resume(pass, sum);
    for (int j = pass.begin / 2; j < (pass.end + 1) / 2; ++j) {
      if constexpr (needs_help<ROWS, VECS>(kUnaidedRows)) ahead.step();
      for (int p = 0; p < PANELS; ++p) {
        const uint16_t* w = weights + p * apart + size_t(j) * kPanel * 2;
        PairWeights weight[VECS];
        for (int v = 0; v < VECS; ++v) weight[v] = load_pairs(w + v * kLanes * 2);
        for (int r = 0; r < ROWS; ++r) {
          for (int v = 0; v < VECS; ++v) sum[p][r][v] = dot2(sum[p][r][v], weight[v], x[r][j]);
        }
      }
    }
    finish(args, pass, sum);
  }
};

void multiply_bf16(const LinearArgs& args) { multiply_tiles<TileBf16>(args); }
