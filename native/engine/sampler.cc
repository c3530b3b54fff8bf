#include "engine/sampler.h"

#include <algorithm>
#include <cmath>

#include "engine/random.h"

namespace nextoken {

Sampler::Sampler(const Kernels& kernels, int vocab_size)
    : kernels_(kernels), vocab_size_(vocab_size), weights_(size_t(vocab_size)) {
  candidates_.reserve(size_t(vocab_size));
}

Sample Sampler::sample(const Plan& plan, const float* logits, uint64_t draw) {
  const float largest = kernels_.max(logits, vocab_size_);
  const float total = kernels_.exp_sum(logits, vocab_size_, largest, 1.0f, weights_.data());

  Sample result;
  if (plan.temperature == 0.0f || plan.top_k == 1) {
    const float* end = logits + vocab_size_;
    const float* first = std::find(logits, end, largest);
    result.token = first == end ? 0 : int32_t(first - logits);
  } else {
    const double random = uniform_random(plan.seed, draw);
    const bool top_k = plan.top_k > 0 && plan.top_k < vocab_size_;
    if (top_k) {
      keep_top_k(logits, plan.top_k);
      result.token = draw_from_candidates(plan, largest, random, 0.0);
    } else if (plan.top_p < 1.0f) {
      const double whole = keep_likely(plan, logits, largest);
      result.token = draw_from_candidates(plan, largest, random, whole);
    } else {
      result.token = draw_from_all(plan, logits, largest, random);
    }
  }
  result.logprob = (logits[result.token] - largest) - std::log(total);
  return result;
}

int32_t Sampler::draw_from_all(const Plan& plan, const float* logits, float largest, double random) {
  kernels_.exp_sum(logits, vocab_size_, largest, 1.0f / plan.temperature, weights_.data());
  double total = 0.0;
  for (const float weight : weights_) total += weight;
  const double target = random * total;
  double seen = 0.0;
  int32_t last = 0;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    if (weights_[size_t(id)] <= 0.0f) continue;
    seen += weights_[size_t(id)];
    last = id;
    if (seen > target) break;
  }
  return last;
}

// The candidates are sorted here, then cut to the nucleus. `whole`: the weight that top_p is a share of,
// 0 for that of the candidates themselves.
int32_t Sampler::draw_from_candidates(const Plan& plan, float largest, double random, double whole) {
  std::sort(candidates_.begin(), candidates_.end(), before);
  const float scale = 1.0f / plan.temperature;
  int count = int(candidates_.size());
  for (int i = 0; i < count; ++i) weights_[size_t(i)] = candidates_[size_t(i)].logit;
  kernels_.exp_sum(weights_.data(), count, largest, scale, weights_.data());
  double total = 0.0;
  for (int i = 0; i < count; ++i) total += weights_[size_t(i)];
  if (plan.top_p < 1.0f) {
    // Smallest set of the likeliest tokens with a probability of at least top_p; never empty.
    double seen = 0.0;
    int kept = 0;
    const double wanted = double(plan.top_p) * (whole > 0.0 ? whole : total);
    while (kept < count && seen < wanted) seen += weights_[size_t(kept++)];
    count = std::max(1, kept);
    total = kept > 0 ? seen : double(weights_[0]);
  }
  const double target = random * total;
  double seen = 0.0;
  int chosen = 0;
  for (int i = 0; i < count; ++i) {
    if (weights_[size_t(i)] <= 0.0f) break;
    seen += weights_[size_t(i)];
    chosen = i;
    if (seen > target) break;
  }
  return candidates_[size_t(chosen)].id;
}

// One pass: whatever beats the k-th best so far is collected, and the collection is cut back to k when
// it has grown to several times that.
void Sampler::keep_top_k(const float* logits, int k) {
  const size_t limit = size_t(k) * 4 + 64;
  const auto cut = [&] {
    std::nth_element(candidates_.begin(), candidates_.begin() + (k - 1), candidates_.end(), before);
    candidates_.resize(size_t(k));
  };
  candidates_.clear();
  float threshold = -INFINITY;  // a later id must be larger than the k-th best, not equal
  bool full = false;
  for (int32_t id = 0; id < vocab_size_; ++id) {
    const float logit = logits[id];
    if (full ? !(logit > threshold) : !(logit >= threshold)) continue;
    candidates_.push_back({logit, id});
    if (candidates_.size() >= limit) {
      cut();
      threshold = candidates_.back().logit;
      full = true;
    }
  }
  if (candidates_.size() > size_t(k)) cut();
  if (candidates_.empty()) candidates_.push_back({0.0f, 0});  // every logit is NaN
}

// Tokens less likely than (1 - top_p) / vocab add up to less than 1 - top_p, so the nucleus lies among
// the others: this spares sorting the vocabulary.
double Sampler::keep_likely(const Plan& plan, const float* logits, float largest) {
  const float total =
      kernels_.exp_sum(logits, vocab_size_, largest, 1.0f / plan.temperature, weights_.data());
  const float least = total * (1.0f - plan.top_p) / float(vocab_size_) * 0.99f;
  candidates_.clear();
  for (int32_t id = 0; id < vocab_size_; ++id) {
    if (weights_[size_t(id)] > least) candidates_.push_back({logits[id], id});
  }
  if (candidates_.empty()) candidates_.push_back({0.0f, 0});
  return double(total);
}

}  // namespace nextoken
