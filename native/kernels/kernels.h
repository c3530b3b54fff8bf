// The contracts of the arithmetic: one table of functions for each instruction set.
//
// A kernel works on plain arrays and knows no model. `scalar/table.cc` is the specification that the
// other tables are tested against.
//
// Letters used for shapes in this folder:
//   M rows (tokens)      K inputs of a matrix      N outputs of a matrix
//   T positions          D head size               G groups of kGroup inputs: ceil(K / kGroup)
//   P panels of kPanel outputs: ceil(N / kPanel)
//
// Determinism. Every output is one chain of operations in a fixed order (ascending k, ascending t),
// so it does not depend on M, on which panels or rows a call is given, nor on how a kernel tiles.
// Two tables may differ in the last bits, one table never differs from itself.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nextoken {

// Outputs that lie side by side in packed weights: two 16-lane vectors. A panel is one stream of memory, and
// 32 still gives 24 units of work at 768 outputs.
constexpr int kPanel = 32;
// Inputs that share a scale in int8 and int4, for weights and for activations.
constexpr int kGroup = 32;
// A group of inputs that are all this small counts as zero there: 127 over less than 3.8e-37 is infinite.
constexpr float kTinyInput = 1e-36f;
// Every array that a kernel is given starts on a multiple of this many bytes.
constexpr size_t kAlignment = 64;
// Positions side by side in the key cache: one vector is the scores of 16.
constexpr int kPositionGroup = 16;
// Positions of one block of the key-value cache. Keys and values of a block and head lie together, 16 KB in
// f32 at a head size of 64: long enough for most of the speed, short enough to waste little at the end of
// a sequence.
constexpr int kBlockPositions = 2 * kPositionGroup;

constexpr int round_up(int n, int multiple) { return (n + multiple - 1) / multiple * multiple; }
constexpr size_t round_up_bytes(size_t n) { return (n + kAlignment - 1) / kAlignment * kAlignment; }

enum class Precision : uint8_t { kF32 = 0, kBf16 = 1, kInt8 = 2, kInt4 = 3 };
constexpr int kPrecisions = 4;

// How keys and values are kept. f16 is IEEE half, finite values beyond its range become its largest.
enum class CachePrecision : uint8_t { kF32 = 0, kF16 = 1 };
constexpr int kCachePrecisions = 2;
constexpr float kLargestF16 = 65504.0f;

enum class Activation : uint8_t { kNone, kGeluTanh, kGeluErf, kRelu };

// The 16 values of an int4 code, in units of the group's scale. For normally distributed weights with a
// searched scale their rounding error is 0.074 of the norm, against 0.081 for evenly spaced codes. Finer
// units gain nothing, and these are so coarse that 16 bits hold the sum of four products with inputs of 8
// bits, even where all values count from the lowest.
inline constexpr int8_t kInt4Codebook[16] = {-32, -24, -19, -15, -11, -8, -5, -2,
                                             1,   4,   7,   10,  14,  18, 23, 29};
static_assert(4 * 128 * (kInt4Codebook[15] - kInt4Codebook[0]) < 32768, "16 bits hold four products");

// The nearest value is found by quarters of a unit, of which a byte numbers the whole codebook. The middle
// between two values lies where two quarters meet, so that each quarter has one nearest value.
constexpr int kInt4Quarters = 4;
static_assert(kInt4Quarters * kInt4Codebook[0] >= -128 && kInt4Quarters * kInt4Codebook[15] < 128, "a byte");

// Where the search for the scale of a group of int4 puts the group's largest weight: at either end of the
// codebook, or a little beyond it.
inline constexpr float kInt4Ends[] = {kInt4Codebook[0],          kInt4Codebook[0] / 0.92f,
                                      kInt4Codebook[0] / 0.85f,  kInt4Codebook[15],
                                      kInt4Codebook[15] / 0.92f, kInt4Codebook[15] / 0.85f};

// y[M, N] = activation(x[M, K] * W[K, N] + bias[N]), or y += the same where `accumulate` is set.
struct LinearArgs {
  const void* input;       // M prepared rows (Linear::prepare)
  size_t input_stride;     // bytes between them
  int rows;                // M
  int inputs;              // K
  const void* weights;     // packed, all P panels
  const uint16_t* scales;  // [P, G, kPanel] bf16; null for f32 and bf16
  const float* bias;       // [P * kPanel], zero where there is none
  int panel_begin;         // this call computes the panels [panel_begin, panel_end)
  int panel_end;
  Activation activation;
  bool accumulate;
  float* output;         // [M, output_stride]; whole panels are written: padding becomes 0
  size_t output_stride;  // floats
};

// A matrix product with weights of one precision. Packed weights W, K rounded up with zero weights:
//   f32   [P][K][kPanel] float
//   bf16  [P][K/2][kPanel][2] bf16                          two inputs of an output side by side
//   int8  [P][K/4][kPanel][4] byte = code + 128             K up to a multiple of kGroup
//   int4  [P][K/8][kPanel][4] byte = code(k) | code(k + 4) << 4, k in the first 4 of each 8
struct Linear {
  // Packs the weights of one group of inputs [kGroup, kPanel]: their codes as above, and scales [kPanel].
  // Null for f32 and bf16, which have none. Every table gives the same bytes.
  void (*encode)(const float* weights, uint8_t* codes, uint16_t* scales);
  // Bytes of one prepared row of K inputs, a multiple of kAlignment.
  size_t (*prepared_bytes)(int inputs);
  // Turns rows of x [M, stride] into what `multiply` reads. Padding of x up to a multiple of kGroup
  // must be zero. int8 and int4: each group of kGroup inputs becomes round(x / s), s = max|x| / 127.
  // Null where `multiply` reads the float rows as they are.
  void (*prepare)(const float* x, size_t stride, int rows, int inputs, void* prepared,
                  size_t prepared_stride);
  void (*multiply)(const LinearArgs& args);
};

// Keys and values of one head in one block of the cache, elements of a CachePrecision:
//   keys   [kBlockPositions / 16][D][16]
//   values [kBlockPositions][D rounded up to 16], the padding is zero
constexpr size_t head_keys(int head_size) { return size_t(head_size) * kBlockPositions; }
constexpr size_t head_values(int head_size) { return size_t(round_up(head_size, 16)) * kBlockPositions; }

// Causal self-attention of M consecutive positions of one sequence, one head.
//   out[m] = softmax(q[m] . k[t] * scale over t <= first_position + m) . v
struct AttendArgs {
  const float* query;         // [M, query_stride], D values each
  size_t query_stride;        // floats
  const char* const* blocks;  // position t lies in blocks[t / kBlockPositions]
  size_t block_offset;        // bytes from a block's beginning to this head's keys
  int head_size;              // D
  int rows;                   // M, at most Kernels::attend_rows
  int first_position;
  float scale;
  // Scratch [M, round_up(first_position + M, 16)]. A single row leaves here, not yet divided by their sum,
  // exp((q . k[t] - the largest) * scale) for t <= first_position.
  float* scores;
  float* output;  // [M, output_stride], D values each are written
  size_t output_stride;
};

struct CpuFeatures;

struct Kernels {
  const char* name;
  const char* description;
  bool (*supported)(const CpuFeatures&);

  Linear linear[kPrecisions];

  // out[i] = (x[i] - mean) / sqrt(variance + epsilon) * weight[i] + bias[i], for M rows of n values;
  // the variance is the mean of squared differences from the mean (two passes over x).
  void (*layer_norm)(const float* x, size_t x_stride, int rows, int n, const float* weight, const float* bias,
                     float epsilon, float* out, size_t out_stride);
  int attend_rows;  // that share one reading of keys and values; at least 1
  void (*attend[kCachePrecisions])(const AttendArgs& args);
  // out[i] = x[i] as f16, to nearest and ties to even, for n values.
  void (*narrow)(const float* x, int n, uint16_t* out);
  // Largest of n >= 1 values; NaN is ignored.
  float (*max)(const float* x, int n);
  // out[i] = exp((x[i] - offset) * scale); returns their sum. out may be x.
  float (*exp_sum)(const float* x, int n, float offset, float scale, float* out);
};

}  // namespace nextoken
