#include "engine/candidates.h"

#include <algorithm>
#include <cmath>

namespace nextoken {

Candidates::Candidates(const Kernels& kernels, int vocab_size) : kernels_(kernels), vocab_size_(vocab_size) {
  items_.reserve(size_t(vocab_size));
  weights_.reserve(size_t(vocab_size));
}

// One pass: whatever beats the k-th best so far is collected, and the collection is cut back to k when
// it has grown to several times that.
void Candidates::keep_top_k(const float* logits, int k) {
  const size_t limit = size_t(k) * 4 + 64;
  const auto cut = [&] {
    std::nth_element(items_.begin(), items_.begin() + (k - 1), items_.end(), before);
    items_.resize(size_t(k));
  };
  items_.clear();
  float threshold = -INFINITY;  // a token must be larger than that; a later id than the k-th best, too
  for (int32_t id = 0; id < vocab_size_; ++id) {
    const float logit = logits[id];
    if (!(logit > threshold)) continue;
    items_.push_back({logit, id});
    if (items_.size() >= limit) {
      cut();
      threshold = items_.back().logit;
    }
  }
  if (items_.size() > size_t(k)) cut();
  if (items_.empty()) items_.push_back({0.0f, 0});  // every logit is NaN
}

void Candidates::keep_above(const float* logits, const float* weights, float least, float lowest) {
  items_.clear();
  for (int32_t id = 0; id < vocab_size_; ++id) {
    if (weights[id] > least && logits[id] >= lowest) items_.push_back({logits[id], id});
  }
  if (items_.empty()) items_.push_back({0.0f, 0});
}

void Candidates::sort() { std::sort(items_.begin(), items_.end(), before); }

void Candidates::weigh(float largest, float scale) {
  const size_t count = items_.size();
  largest_ = largest;
  scale_ = scale;
  weights_.resize(count);
  for (size_t i = 0; i < count; ++i) weights_[i] = items_[i].logit;
  kernels_.exp_sum(weights_.data(), int(count), largest, scale, weights_.data());
  total_ = 0.0;
  for (const float weight : weights_) total_ += weight;
}

float Candidates::entropy() const {
  double sum = 0.0;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (weights_[i] > 0.0f) sum += double(weights_[i]) * exponent(i);
  }
  return std::log(float(total_)) - float(sum / total_);
}

template <class Keep>
void Candidates::keep_where(const Keep& keep) {
  size_t count = 0;
  double total = 0.0;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (!keep(i)) continue;
    items_[count] = items_[i];
    weights_[count] = weights_[i];
    total += weights_[i];
    ++count;
  }
  items_.resize(count);
  weights_.resize(count);
  total_ = total;
}

void Candidates::cut_below_logit(float lowest) {
  keep_where([&](size_t i) { return items_[i].logit >= lowest; });
}

// A quickselect by weight: without sorting.
Candidates::Ranked Candidates::last_needed(double wanted) {
  const auto earlier = [](const Ranked& a, const Ranked& b) {
    return a.key < b.key || (a.key == b.key && a.id < b.id);
  };
  double seen = 0.0;
  auto first = ranked_.begin(), end = ranked_.end();
  while (end - first > 1) {
    const auto middle = first + (end - first) / 2;
    std::nth_element(first, middle, end, earlier);
    double half = 0.0;
    for (auto each = first; each != middle; ++each) half += double(each->weight);
    if (seen + half >= wanted) {
      end = middle;
    } else {
      seen += half;
      first = middle;
    }
  }
  return *first;
}

void Candidates::keep_nucleus(double wanted) {
  ranked_.clear();
  for (size_t i = 0; i < items_.size(); ++i) ranked_.push_back({-items_[i].logit, items_[i].id, weights_[i]});
  const Ranked last = last_needed(wanted);
  const Item least{-last.key, last.id};
  keep_where([&](size_t i) { return !before(least, items_[i]); });
}

void Candidates::cut_below(float least) {
  const float most = *std::max_element(weights_.begin(), weights_.end());
  const float bound = std::min(least, most);
  keep_where([&](size_t i) { return weights_[i] >= bound; });
}

float Candidates::keep_typical(float mass, double whole, float entropy) {
  const float log_total = std::log(float(whole));
  const auto distance = [&](size_t i) { return std::abs(log_total - exponent(i) - entropy); };
  ranked_.clear();
  for (size_t i = 0; i < items_.size(); ++i) ranked_.push_back({distance(i), items_[i].id, weights_[i]});
  const float farthest = last_needed(double(mass) * whole).key;
  keep_where([&](size_t i) { return distance(i) <= farthest; });
  return farthest;
}

void Candidates::exclude_top(float threshold) {
  const float least = float(threshold * total_);
  size_t stays = items_.size();
  size_t count = 0;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (weights_[i] < least) continue;
    ++count;
    if (stays == items_.size() || before(items_[stays], items_[i])) stays = i;
  }
  if (count < 2) return;
  keep_where([&](size_t i) { return weights_[i] < least || i == stays; });
}

size_t Candidates::draw(double random) const {
  const double target = random * total_;
  double seen = 0.0;
  size_t chosen = 0;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (weights_[i] <= 0.0f) continue;
    seen += weights_[i];
    chosen = i;
    if (seen > target) break;
  }
  return chosen;
}

}  // namespace nextoken
