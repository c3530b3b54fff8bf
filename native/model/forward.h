// GPT-2's forward pass over a batch of spans: knows the model, knows no time.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "model/cache_layout.h"
#include "model/weights.h"
#include "threads/workers.h"

namespace nextoken {

// Consecutive new positions of one sequence.
struct Span {
  // Blocks of the cache that hold the sequence's positions, those of the span included; aligned to
  // kAlignment, block_bytes() each, zeroed once. The memory belongs to somebody else.
  char* const* blocks = nullptr;
  const int32_t* tokens = nullptr;  // [count]
  int first_position = 0;
  int count = 0;
};

// Sees a pass from within. Called on the thread that runs the pass, which waits meanwhile.
class PassTap {
 public:
  virtual ~PassTap() = default;
  // The residual stream before block `layer`; `layer` == layers: after the last one.
  virtual void residual_ready(int layer) = 0;
  // The queries and keys of block `layer`.
  virtual void queries_ready(int layer) = 0;
};

class Forward {
 public:
  // Rows (tokens) of one pass at most: activations for these are allocated.
  static constexpr int kMaxRows = 512;
  // Rows of logits at a time, so that a vocabulary of 50,257 needs 6 MB and not 100.
  static constexpr int kMaxLogitRows = 32;

  Forward(const Weights& weights, const Kernels& kernels, Workers& workers, CachePrecision cache);

  Error allocate();

  const CacheLayout& cache_layout() const { return layout_; }

  // Runs the spans through all decoder blocks; their keys and values are added to the cache. The sum of
  // their counts is at most kMaxRows. Row r of the batch is the r-th token over all spans. False where
  // `stop` was seen set between two decoder blocks: the new keys and values are then incomplete.
  bool run(const std::vector<Span>& spans, const std::atomic<bool>& stop, PassTap* tap = nullptr);

  // Logits of `count` <= kMaxLogitRows rows of the last run: [count, logit_stride()]. Valid until the
  // next call. From a tap: what the final norm and the head make of the residual stream there.
  const float* logits(const int* rows, int count);
  size_t logit_stride() const { return size_t(weights_.head.panels()) * kPanel; }

  // A row of the residual stream [n_embd], as it is when a tap is called, or after the run.
  const float* residual(int row) const { return residual_.floats() + size_t(row) * width_; }
  // The same after the final norm. Valid until the next call of this or of logits().
  const float* final_normal(int row);
  // From `queries_ready`: how much the row at `position` of `span` attends to the positions before it and to
  // itself, into `out` [position + 1]; they add up to 1. `worker` is that of the loop that calls.
  void attention_weights(const Span& span, int layer, int head, int row, int position, int worker,
                         float* out);

 private:
  // Up to Kernels::attend_rows consecutive rows of a span: one unit of attention for each head.
  struct AttentionTile {
    const Span* span;
    int row;  // in the batch
    int first_position;
    int rows;
  };

  void embed(const std::vector<Span>& spans);
  void attention(const Block& block, int layer, const std::vector<Span>& spans, PassTap* tap);
  void mlp(const Block& block);
  void store_keys_values(int layer, const std::vector<Span>& spans);
  void attend(int layer);
  void final_norm(int row, float* out) const;
  AttendArgs attend_args(const Span& span, int layer, int head, int row, int worker) const;
  void norm(const LayerNorm& norm, const float* x, size_t stride, int rows, float* out);
  void linear(const PackedMatrix& matrix, const float* x, size_t x_stride, int rows, Activation activation,
              bool accumulate, float* out, size_t out_stride);

  const Weights& weights_;
  const ModelConfig& config_;
  const Kernels& kernels_;
  Workers& workers_;
  const CacheLayout layout_;
  int rows_ = 0;
  std::vector<AttentionTile> tiles_;

  // Row strides in floats, padded to whole panels; the padding stays zero.
  size_t width_ = 0;  // n_embd
  size_t inner_ = 0;  // n_inner
  size_t qkv_ = 0;    // 3 n_embd
  size_t score_size_ = 0;
  Buffer residual_;  // [kMaxRows, width_]
  Buffer normal_;    // [kMaxRows, width_] after a layer norm, and attention's output
  Buffer hidden_;    // [kMaxRows, max(qkv_, inner_)]
  Buffer prepared_;  // [kMaxRows] prepared inputs of a matrix product
  Buffer scores_;    // [threads, score_size_]
  Buffer narrowed_;  // [threads, 2, head size] f16, a key and a value on their way to the cache
  Buffer final_;     // [kMaxLogitRows, width_]
  Buffer logits_;    // [kMaxLogitRows, logit_stride()]
};

}  // namespace nextoken
