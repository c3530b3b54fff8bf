// What the matrix products of all precisions share. Included inside an instruction set's namespace.

constexpr int kPanelVecs = kPanel / kLanes;
// What one step along the inputs reads of a panel, in every precision.
constexpr int kStepBytes = 4 * kPanel;

// Panels that one or two rows meet in turns. Reading is all that counts then, and a core's prefetchers follow
// each stream of memory by itself: from three of them a Zen 3 core gets 1.3 to 1.4 times what it gets from
// one. Other CPUs were not measured.
constexpr int kStreams = 3;

// Rows up to which f32 and bf16 go through a panel in blocks; more of them leave memory so much time that
// blocks gain nothing.
constexpr int kBlockRows = 64;

// One reading of a block of a panel, or of some of its vectors, for one tile of rows; or of several panels in
// turns.
struct Pass {
  int row;
  int panel;  // the first of several
  int apart;  // how many panels on the next of several is
  int first_vec;
  int begin;  // the block: inputs [begin, end)
  int end;
  int index;    // among the passes over this block
  int count;    // of them
  float* sums;  // [rows][kPanel] of the inputs before; null where the block is the whole panel
};

// Asks for weights before they are read, as much in a step as a step reads. What only one pass reads is asked
// for a fixed distance ahead. Of several passes all but the first find the block in the cache, and memory
// would rest meanwhile: each asks for its share of the next block.
class Ahead {
 public:
  NT_INLINE Ahead(const void* block, size_t block_bytes, const Pass& pass)
      : at_(static_cast<const char*>(block)), passes_(pass.count) {
    at_ += passes_ == 1 ? kAheadBytes : block_bytes + block_bytes / passes_ * pass.index;
  }
  NT_INLINE void step() {
    if (++steps_ < passes_) return;
    steps_ = 0;
    for (int line = 0; line < kStepBytes; line += 64) prefetch(at_ + line);
    at_ += kStepBytes;
  }

 private:
  const char* at_;
  int passes_;
  int steps_ = 0;
};

// Whether a tile asks for weights itself: up to some rows, where all of a panel is read in one pass, the
// hardware foresees the loads as well, and asking for them costs more than it gains. It does so where several
// panels are read in turns, too; there it pays for int4 alone, which asks by its own rule (kStreamsAhead).
template <int ROWS, int VECS>
constexpr bool needs_help(int unaided_rows) {
  return ROWS > unaided_rows || VECS < kPanelVecs;
}

// Runs a tile whose height, at most ROWS, is known only here.
template <class Tile, int ROWS = Tile::kRows>
NT_INLINE void run_tile(int height, const LinearArgs& args, Pass& pass) {
  if constexpr (ROWS > 1) {
    if (height < ROWS) return run_tile<Tile, ROWS - 1>(height, args, pass);
  }
  constexpr int kVecs = Tile::vecs(ROWS);
  for (pass.first_vec = 0; pass.first_vec < kPanelVecs; pass.first_vec += kVecs) {
    Tile::template run<1, ROWS, kVecs>(args, pass);
    ++pass.index;
  }
}

// The streams lie as far apart as the panels of a call allow, so that each goes on where its last panel
// ended; what does not divide by them follows alone.
template <class Tile, int ROWS>
NT_INLINE void multiply_streams(const LinearArgs& args) {
  const int each = (args.panel_end - args.panel_begin) / kStreams;
  Pass pass = {};
  pass.apart = each;
  pass.end = args.inputs;
  pass.count = 1;
  for (pass.panel = args.panel_begin; pass.panel < args.panel_begin + each; ++pass.panel) {
    Tile::template run<kStreams, ROWS, kPanelVecs>(args, pass);
  }
  for (pass.panel += (kStreams - 1) * each; pass.panel < args.panel_end; ++pass.panel) {
    Tile::template run<1, ROWS, kPanelVecs>(args, pass);
  }
}

// How many inputs all passes over a panel take before they go on with the next. While some rows are
// multiplied, memory should bring what they meet next; blocks keep what waits, and what several passes read,
// in the first caches. The more rows, the more the sums cost that are kept in between, so that a block has
// about Tile::kBlockInputs a row: equal parts of the inputs, and no pair of them cut in two.
template <class Tile>
NT_INLINE int block_inputs(const LinearArgs& args, int passes) {
  if (passes <= 1 || args.rows > kBlockRows) return args.inputs;
  if constexpr (Tile::kBlockInputs > 0) {
    const int wanted = args.rows * Tile::kBlockInputs;
    const int blocks = (args.inputs + wanted / 2) / wanted;
    if (blocks > 1) return round_up((args.inputs + blocks - 1) / blocks, kGroup);
  }
  return args.inputs;
}

// Covers the rows of every panel with register tiles, as few as can be and of nearly equal heights, because a
// low tile reads as many weights as a high one. Tile has kRows, its largest height; vecs(height), how many
// vectors it is wide; kTwoRowStreams, whether two rows meet several panels in turns; kBlockInputs, the inputs
// of a block for each row, 0 for a whole panel; and run<PANELS, ROWS, VECS>(args, pass).
template <class Tile>
NT_INLINE void multiply_tiles(const LinearArgs& args) {
  if (args.rows == 1) return multiply_streams<Tile, 1>(args);
  if constexpr (Tile::kTwoRowStreams) {
    if (args.rows == 2) return multiply_streams<Tile, 2>(args);
  }
  const int tiles = (args.rows + Tile::kRows - 1) / Tile::kRows;
  Pass pass = {};
  pass.count = tiles == 0 ? 0 : tiles * kPanelVecs / Tile::vecs((args.rows + tiles - 1) / tiles);
  const int block = block_inputs<Tile>(args, pass.count);
  alignas(kAlignment) float sums[Tile::kBlockInputs > 0 ? kBlockRows * kPanel : 1];
  if (block < args.inputs) pass.sums = sums;
  for (pass.panel = args.panel_begin; pass.panel < args.panel_end; ++pass.panel) {
    for (pass.begin = 0; pass.begin < args.inputs; pass.begin = pass.end) {
      pass.end = pass.begin + block < args.inputs ? pass.begin + block : args.inputs;
      pass.index = 0;
      for (int tile = 0; tile < tiles; ++tile) {
        pass.row = args.rows * tile / tiles;
        run_tile<Tile>(args.rows * (tile + 1) / tiles - pass.row, args, pass);
      }
    }
  }
}

NT_INLINE const char* input_row(const LinearArgs& args, int row) {
  return static_cast<const char*>(args.input) + size_t(row) * args.input_stride;
}

// Where the sums of a pass are kept between two blocks; a block has one panel.
NT_INLINE float* kept_sums(const Pass& pass, int row, int vec) {
  return pass.sums + (pass.row + row) * kPanel + (pass.first_vec + vec) * kLanes;
}

template <int PANELS, int ROWS, int VECS>
NT_INLINE void resume(const Pass& pass, Vec (&sum)[PANELS][ROWS][VECS]) {
  for (int p = 0; p < PANELS; ++p)
    for (int r = 0; r < ROWS; ++r)
      for (int v = 0; v < VECS; ++v) sum[p][r][v] = zero();
  if (pass.sums == nullptr || pass.begin == 0) return;
  for (int r = 0; r < ROWS; ++r)
    for (int v = 0; v < VECS; ++v) sum[0][r][v] = load(kept_sums(pass, r, v));
}

// The end of a block, or that of every product: bias, activation, then the residual stream.
template <int PANELS, int ROWS, int VECS>
NT_INLINE void finish(const LinearArgs& args, const Pass& pass, const Vec (&sum)[PANELS][ROWS][VECS]) {
  if (pass.sums != nullptr && pass.end < args.inputs) {
    for (int r = 0; r < ROWS; ++r)
      for (int v = 0; v < VECS; ++v) store(kept_sums(pass, r, v), sum[0][r][v]);
    return;
  }
  for (int p = 0; p < PANELS; ++p) {
    for (int v = 0; v < VECS; ++v) {
      const int at = (pass.panel + p * pass.apart) * kPanel + (pass.first_vec + v) * kLanes;
      const Vec bias = load(args.bias + at);
      for (int r = 0; r < ROWS; ++r) {
        float* out = args.output + size_t(pass.row + r) * args.output_stride + at;
        const Vec y = activate(add(sum[p][r][v], bias), args.activation);
        store(out, args.accumulate ? add(load(out), y) : y);
      }
    }
  }
}
