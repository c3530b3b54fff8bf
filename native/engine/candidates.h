// The tokens that may still be drawn, and the steps that make them fewer. Each step looks at what the steps
// before it have left, and leaves at least one, so what compares with NaN stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/row.h"
#include "kernels/kernels.h"

namespace nextoken {

class Candidates {
 public:
  Candidates(const Kernels& kernels, int vocab_size);

  size_t size() const { return items_.size(); }
  int32_t id(size_t i) const { return items_[i].id; }
  // What they weigh together.
  double total() const { return total_; }

  // A row that candidates are taken from. A token's weight is e^((logit - largest) * scale); one with -inf is
  // no candidate.
  struct Row {
    const float* logits;
    float largest;
    float scale;
  };
  // The k likeliest, in this order; of equal ones the smaller ids.
  void keep_top_k(const Row& row, int k);
  // Those with weights[id] > least and logit >= lowest, in order of id. `weights` are all tokens'.
  void keep_above(const Row& row, const float* weights, float least, float lowest);

  // In nats.
  float entropy() const;

  void cut_below_logit(float lowest);
  // The fewest likeliest whose weight reaches `wanted`; of equal ones the smaller ids.
  void keep_nucleus(double wanted);
  // Those whose weight is `least` at least; failing that, the likeliest.
  void cut_below(float least);
  // Those whose surprise is closest to `entropy`, until their weight reaches mass * whole. Returns the
  // largest difference among them.
  float keep_typical(float mass, double whole, float entropy);
  // Of those with a probability of at least `threshold` all but the least likely go.
  void exclude_top(float threshold);

  // Number of the candidate that a random number in [0, 1) falls on.
  size_t draw(double random) const;
  float probability(size_t i) const { return float(weights_[i] / total_); }

 private:
  // Keeps the candidates for which keep(i) holds, in their order.
  template <class Keep>
  void keep_where(const Keep& keep);
  float exponent(size_t i) const { return (items_[i].logit - largest_) * scale_; }

  // A candidate's place in an order, and what it weighs.
  struct Ranked {
    float key;  // the smaller, the earlier; of equal ones the smaller id
    int32_t id;
    float weight;
  };
  // In ascending order of key(i): the last of those that it takes for their weight to reach `wanted`.
  template <class Key>
  Ranked last_needed(const Key& key, double wanted);

  const Kernels& kernels_;
  const int vocab_size_;
  float largest_ = 0.0f, scale_ = 1.0f;
  double total_ = 0.0;
  std::vector<TokenLogit> items_;
  std::vector<float> weights_;  // [items]
  std::vector<float> keys_;
  std::vector<Ranked> ranked_;
  std::vector<int32_t> found_;  // [vocab]
  Likeliest likeliest_;
};

}  // namespace nextoken
