// What the matrix products of all precisions share. Included inside an instruction set's namespace.

// Covers the rows with register tiles, the largest first. Tile has kRows, its largest height, and
// run<ROWS>(args, row, panel).
template <class Tile>
NT_INLINE void for_each_row_tile(const LinearArgs& args, int panel) {
  int row = 0;
  for (; row + Tile::kRows <= args.rows; row += Tile::kRows) {
    Tile::template run<Tile::kRows>(args, row, panel);
  }
  if constexpr (Tile::kRows > 8) {
    for (; row + 8 <= args.rows; row += 8) Tile::template run<8>(args, row, panel);
  }
  if constexpr (Tile::kRows > 4) {
    for (; row + 4 <= args.rows; row += 4) Tile::template run<4>(args, row, panel);
  }
  for (; row + 2 <= args.rows; row += 2) Tile::template run<2>(args, row, panel);
  for (; row < args.rows; ++row) Tile::template run<1>(args, row, panel);
}

NT_INLINE const char* input_row(const LinearArgs& args, int row) {
  return static_cast<const char*>(args.input) + size_t(row) * args.input_stride;
}

// The end of every product: bias, activation, then the residual stream.
template <int ROWS, int VECS>
NT_INLINE void finish(const LinearArgs& args, int row, int output, const Vec (&sum)[ROWS][VECS]) {
  for (int v = 0; v < VECS; ++v) {
    const int at = output + v * kLanes;
    const Vec bias = load(args.bias + at);
    for (int r = 0; r < ROWS; ++r) {
      float* out = args.output + size_t(row + r) * args.output_stride + at;
      const Vec y = activate(add(sum[r][v], bias), args.activation);
      store(out, args.accumulate ? add(load(out), y) : y);
    }
  }
}

constexpr int kPanelVecs = kPanel / kLanes;
