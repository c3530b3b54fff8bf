#include "model/forward.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace nextoken {

namespace {

// Rows of a pointwise step that are worth another thread.
constexpr int kRowGrain = 16;
// Pieces of a matrix product for each thread. Few rows read memory in long runs, and one piece more than
// there must be evens out a core that is held up; measured on two cores. Many rows can have small pieces,
// which suits cores of unequal speed.
constexpr int kFewRows = 32;
constexpr int kPiecesOfFew = 2;
constexpr int kPiecesOfMany = 4;

// Puts one head's key and value of a position where head_keys() and head_values() say.
template <class Element>
void store_key_value(const Element* key, const Element* value, int size, int position, Element* head) {
  const int at = position % kBlockPositions;
  Element* to_key = head + size_t(at / kPositionGroup) * size * kPositionGroup + at % kPositionGroup;
  for (int d = 0; d < size; ++d) to_key[size_t(d) * kPositionGroup] = key[d];
  std::memcpy(head + head_keys(size) + size_t(at) * round_up(size, 16), value,
              size_t(size) * sizeof(Element));
}

}  // namespace

Forward::Forward(const Weights& weights, const Kernels& kernels, Workers& workers, CachePrecision cache)
    : weights_(weights),
      config_(weights.config),
      kernels_(kernels),
      workers_(workers),
      layout_(weights.config, cache) {
  width_ = size_t(round_up(config_.embedding_size, kPanel));
  inner_ = size_t(round_up(config_.inner_size, kPanel));
  qkv_ = size_t(round_up(3 * config_.embedding_size, kPanel));
  score_size_ =
      size_t(kernels_.attend_rows) * (round_up(config_.context_length, kPositionGroup) + kPositionGroup);
}

Error Forward::allocate() {
  const Linear& linear = kernels_.linear[size_t(weights_.precision)];
  // All rows of many short sequences, too: pages that are never touched cost nothing.
  const int rows = kMaxRows;
  const size_t widest = std::max(qkv_, inner_);
  const size_t prepared =
      linear.prepare ? linear.prepared_bytes(int(std::max(width_, inner_))) * rows : kAlignment;
  const bool enough = residual_.allocate(rows * width_ * sizeof(float)) &&
                      normal_.allocate(rows * width_ * sizeof(float)) &&
                      hidden_.allocate(rows * widest * sizeof(float)) && prepared_.allocate(prepared) &&
                      scores_.allocate(workers_.threads() * score_size_ * sizeof(float)) &&
                      narrowed_.allocate(workers_.threads() * 2 * config_.head_size() * sizeof(uint16_t)) &&
                      final_.allocate(kMaxLogitRows * width_ * sizeof(float)) &&
                      logits_.allocate(kMaxLogitRows * logit_stride() * sizeof(float));
  if (!enough) return {ErrorCode::kOutOfMemory, "no memory for activations"};
  return {};
}

bool Forward::run(const std::vector<Span>& spans, const std::atomic<bool>& stop, PassTap* tap) {
  embed(spans);
  for (int layer = 0; layer < config_.layers; ++layer) {
    if (stop.load(std::memory_order_relaxed)) return false;
    if (tap != nullptr) tap->residual_ready(layer);
    const Block& block = weights_.blocks[size_t(layer)];
    attention(block, layer, spans, tap);
    mlp(block);
  }
  if (tap != nullptr) tap->residual_ready(config_.layers);
  return true;
}

// residual = wte[token] + wpe[position]
void Forward::embed(const std::vector<Span>& spans) {
  const int width = config_.embedding_size;
  rows_ = 0;
  tiles_.clear();
  for (const Span& span : spans) {
    for (int i = 0; i < span.count; ++i) {
      float* row = residual_.floats() + size_t(rows_ + i) * width_;
      const float* position = weights_.position_embedding.floats() + size_t(span.first_position + i) * width;
      read_floats(weights_.token_embedding, size_t(span.tokens[i]) * width, size_t(width), row);
      for (int d = 0; d < width; ++d) row[d] += position[d];
    }
    const int most = kernels_.attend_rows;
    for (int i = 0; i < span.count; i += most) {
      tiles_.push_back({&span, rows_ + i, span.first_position + i, std::min(most, span.count - i)});
    }
    rows_ += span.count;
  }
}

// residual += c_proj(attention(c_attn(ln_1(residual))))
void Forward::attention(const Block& block, int layer, const std::vector<Span>& spans, PassTap* tap) {
  norm(block.attention_norm, residual_.floats(), width_, rows_, normal_.floats());
  linear(block.attention_input, normal_.floats(), width_, rows_, Activation::kNone, false, hidden_.floats(),
         qkv_);
  store_keys_values(layer, spans);
  if (tap != nullptr) tap->queries_ready(layer);
  attend(layer);
  linear(block.attention_output, normal_.floats(), width_, rows_, Activation::kNone, true, residual_.floats(),
         width_);
}

// residual += c_proj(activation(c_fc(ln_2(residual))))
void Forward::mlp(const Block& block) {
  norm(block.mlp_norm, residual_.floats(), width_, rows_, normal_.floats());
  linear(block.mlp_input, normal_.floats(), width_, rows_, config_.activation, false, hidden_.floats(),
         inner_);
  linear(block.mlp_output, hidden_.floats(), inner_, rows_, Activation::kNone, true, residual_.floats(),
         width_);
}

// Copies the new keys and values of hidden [rows, q k v] into the cache.
void Forward::store_keys_values(int layer, const std::vector<Span>& spans) {
  const int size = config_.head_size();
  const int grain = std::max(1, config_.heads * kRowGrain / std::max(1, rows_));
  workers_.run(config_.heads, grain, [&](int begin, int end, int worker) {
    uint16_t* narrow_key = reinterpret_cast<uint16_t*>(narrowed_.data()) + size_t(worker) * 2 * size;
    uint16_t* narrow_value = narrow_key + size;
    int row = 0;
    for (const Span& span : spans) {
      for (int i = 0; i < span.count; ++i, ++row) {
        const int position = span.first_position + i;
        char* block = span.blocks[position / kBlockPositions];
        const float* input = hidden_.floats() + size_t(row) * qkv_ + config_.embedding_size;
        for (int head = begin; head < end; ++head) {
          const float* key = input + head * size;
          const float* value = key + config_.embedding_size;
          char* to = block + layout_.offset(layer, head);
          if (layout_.precision == CachePrecision::kF32) {
            store_key_value(key, value, size, position, reinterpret_cast<float*>(to));
          } else {
            kernels_.narrow(key, size, narrow_key);
            kernels_.narrow(value, size, narrow_value);
            store_key_value(narrow_key, narrow_value, size, position, reinterpret_cast<uint16_t*>(to));
          }
        }
      }
    }
  });
}

// normal [rows, n_embd] = softmax(q k^T / sqrt(head size)) v, causal, head by head.
void Forward::attend(int layer) {
  const int units = int(tiles_.size()) * config_.heads;
  // Heads of one tile lie next to each other, so that late (long) tiles are spread over the threads.
  workers_.run(units, 1, [&](int begin, int end, int worker) {
    for (int unit = begin; unit < end; ++unit) {
      const AttentionTile& tile = tiles_[size_t(unit / config_.heads)];
      const int head = unit % config_.heads;
      AttendArgs args = attend_args(*tile.span, layer, head, tile.row, worker);
      args.rows = tile.rows;
      args.first_position = tile.first_position;
      args.output = normal_.floats() + size_t(tile.row) * width_ + head * config_.head_size();
      args.output_stride = width_;
      kernels_.attend[size_t(layout_.precision)](args);
    }
  });
}

// What does not depend on how many rows there are, and where the output goes.
AttendArgs Forward::attend_args(const Span& span, int layer, int head, int row, int worker) const {
  const int size = config_.head_size();
  AttendArgs args;
  args.query = hidden_.floats() + size_t(row) * qkv_ + head * size;
  args.query_stride = qkv_;
  args.blocks = span.blocks;
  args.block_offset = layout_.offset(layer, head);
  args.head_size = size;
  args.scale = config_.scale_attention ? 1.0f / std::sqrt(float(size)) : 1.0f;
  if (config_.scale_attention_by_inverse_layer) args.scale /= float(layer + 1);
  args.scores = scores_.floats() + size_t(worker) * score_size_;
  return args;
}

void Forward::attention_weights(const Span& span, int layer, int head, int row, int position, int worker,
                                float* out) {
  AttendArgs args = attend_args(span, layer, head, row, worker);
  args.rows = 1;
  args.first_position = position;
  // Attention has not written yet what the block's output is made of.
  args.output = normal_.floats() + size_t(row) * width_ + head * config_.head_size();
  args.output_stride = width_;
  kernels_.attend[size_t(layout_.precision)](args);
  double total = 0.0;
  for (int t = 0; t <= position; ++t) total += args.scores[t];
  for (int t = 0; t <= position; ++t) out[t] = float(args.scores[t] / total);
}

const float* Forward::logits(const int* rows, int count) {
  for (int i = 0; i < count; ++i) final_norm(rows[i], final_.floats() + size_t(i) * width_);
  linear(weights_.head, final_.floats(), width_, count, Activation::kNone, false, logits_.floats(),
         logit_stride());
  return logits_.floats();
}

const float* Forward::final_normal(int row) {
  final_norm(row, final_.floats());
  return final_.floats();
}

void Forward::final_norm(int row, float* out) const {
  kernels_.layer_norm(residual(row), width_, 1, config_.embedding_size, weights_.final_norm.weight.floats(),
                      weights_.final_norm.bias.floats(), config_.layer_norm_epsilon, out, width_);
}

void Forward::norm(const LayerNorm& norm, const float* x, size_t stride, int rows, float* out) {
  workers_.run(rows, kRowGrain, [&](int begin, int end, int) {
    kernels_.layer_norm(x + begin * stride, stride, end - begin, config_.embedding_size, norm.weight.floats(),
                        norm.bias.floats(), config_.layer_norm_epsilon, out + begin * width_, width_);
  });
}

void Forward::linear(const PackedMatrix& matrix, const float* x, size_t x_stride, int rows,
                     Activation activation, bool accumulate, float* out, size_t out_stride) {
  const Linear& kernel = kernels_.linear[size_t(matrix.precision)];
  LinearArgs args;
  args.input = x;
  args.input_stride = x_stride * sizeof(float);
  if (kernel.prepare != nullptr) {
    args.input = prepared_.data();
    args.input_stride = kernel.prepared_bytes(matrix.inputs);
    workers_.run(rows, kRowGrain, [&](int begin, int end, int) {
      kernel.prepare(x + begin * x_stride, x_stride, end - begin, matrix.inputs,
                     prepared_.data() + begin * args.input_stride, args.input_stride);
    });
  }
  args.rows = rows;
  args.inputs = matrix.inputs;
  args.weights = matrix.weights.data();
  args.scales = reinterpret_cast<const uint16_t*>(matrix.scales.data());
  args.bias = matrix.bias.floats();
  args.activation = activation;
  args.accumulate = accumulate;
  args.output = out;
  args.output_stride = out_stride;
  const int panels = matrix.panels();
  const int pieces = workers_.threads() * (rows <= kFewRows ? kPiecesOfFew : kPiecesOfMany);
  const int grain = std::max(1, panels / pieces);
  workers_.run(panels, grain, [&](int begin, int end, int) {
    LinearArgs piece = args;
    piece.panel_begin = begin;
    piece.panel_end = end;
    kernel.multiply(piece);
  });
}

}  // namespace nextoken
