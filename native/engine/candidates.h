// The tokens that may still be drawn, and the steps that make them fewer. Each step looks at what the steps
// before it have left, and leaves at least one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/kernels.h"

namespace nextoken {

class Candidates {
 public:
  Candidates(const Kernels& kernels, int vocab_size);

  size_t size() const { return items_.size(); }
  int32_t id(size_t i) const { return items_[i].id; }
  // Of all candidates; call weigh() first.
  double total() const { return total_; }

  // What the candidates are taken from, in order of id. A token with -inf is none.

  // The k likeliest. Of equal ones the smaller ids.
  void keep_top_k(const float* logits, int k);
  // Those with weights[id] > least and logits[id] >= lowest.
  void keep_above(const float* logits, const float* weights, float least, float lowest);

  void sort();  // likeliest first; of equal ones the smaller id
  // Gives every candidate its weight e^((logit - largest) * scale).
  void weigh(float largest, float scale);
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
  struct Item {
    float logit;
    int32_t id;
  };
  static bool before(const Item& a, const Item& b) {
    return a.logit > b.logit || (a.logit == b.logit && a.id < b.id);
  }
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
  // The last of the first in `ranked_` that are needed for their weight to reach `wanted`.
  Ranked last_needed(double wanted);

  const Kernels& kernels_;
  const int vocab_size_;
  float largest_ = 0.0f, scale_ = 1.0f;
  double total_ = 0.0;
  std::vector<Item> items_;
  std::vector<float> weights_;  // [items]
  std::vector<Ranked> ranked_;
};

}  // namespace nextoken
