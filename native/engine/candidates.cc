#include "engine/candidates.h"

#include <algorithm>
#include <cmath>

namespace nextoken {

Candidates::Candidates(const Kernels& kernels, int vocab_size)
    : kernels_(kernels), vocab_size_(vocab_size), found_(size_t(vocab_size)), likeliest_(kernels) {
  items_.reserve(size_t(vocab_size));
  weights_.reserve(size_t(vocab_size));
}

void Candidates::keep_top_k(const Row& row, int k) {
  items_ = likeliest_.find(row.logits, vocab_size_, k);
  if (items_.empty()) items_.push_back({0.0f, 0});  // every logit is NaN
  largest_ = row.largest;
  scale_ = row.scale;
  weights_.clear();
  for (const TokenLogit& item : items_) weights_.push_back(item.logit);
  kernels_.exp_sum(weights_.data(), int(size()), largest_, scale_, weights_.data());
  total_ = 0.0;
  for (const float weight : weights_) total_ += weight;
}

void Candidates::keep_above(const Row& row, const float* weights, float least, float lowest) {
  largest_ = row.largest;
  scale_ = row.scale;
  const size_t found = size_t(find_above(kernels_, weights, vocab_size_, least, found_.data()));
  items_.resize(std::max<size_t>(found, 1));
  weights_.resize(items_.size());
  size_t count = 0;
  total_ = 0.0;
  for (size_t i = 0; i < found; ++i) {
    const int32_t id = found_[i];
    const bool kept = !(row.logits[id] < lowest);
    items_[count] = {row.logits[id], id};
    weights_[count] = weights[id];
    total_ += kept ? double(weights[id]) : 0.0;
    count += kept;
  }
  if (count == 0) {
    items_[count] = {0.0f, 0};
    weights_[count++] = 1.0f;
    total_ = 1.0;
  }
  items_.resize(count);
  weights_.resize(count);
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
    const bool kept = keep(i);
    items_[count] = items_[i];
    weights_[count] = weights_[i];
    total += kept ? double(weights_[i]) : 0.0;
    count += kept;
  }
  items_.resize(count);
  weights_.resize(count);
  total_ = total;
}

void Candidates::cut_below_logit(float lowest) {
  keep_where([&](size_t i) { return !(items_[i].logit < lowest); });
}

// Sums of weights by ranges of the key; then the order within the one range that it comes to.
template <class Key>
Candidates::Ranked Candidates::last_needed(const Key& key, double wanted) {
  constexpr int kRanges = 1024;
  keys_.resize(size());
  float least = INFINITY, most = -INFINITY;
  for (size_t i = 0; i < size(); ++i) {
    keys_[i] = key(i);
    least = std::min(least, keys_[i]);
    most = std::max(most, keys_[i]);
  }
  const float scale = most > least ? float(kRanges - 1) / (most - least) : 0.0f;
  // NaN, from infinite logits, comes last.
  const auto range = [&](size_t i) {
    const float place = (keys_[i] - least) * scale;
    return place < float(kRanges - 1) ? int(place) : kRanges - 1;
  };
  double sums[kRanges] = {};
  for (size_t i = 0; i < size(); ++i) sums[range(i)] += double(weights_[i]);
  double seen = 0.0, before = 0.0;
  int chosen = range(0);  // where nothing weighs anything
  for (int each = 0; each < kRanges && !(seen >= wanted); ++each) {
    if (sums[each] == 0.0) continue;
    chosen = each;
    before = seen;
    seen += sums[each];
  }
  ranked_.clear();
  for (size_t i = 0; i < size(); ++i) {
    if (range(i) == chosen) ranked_.push_back({keys_[i], items_[i].id, weights_[i]});
  }
  std::sort(ranked_.begin(), ranked_.end(), [](const Ranked& a, const Ranked& b) {
    return a.key < b.key || (a.key == b.key && a.id < b.id);
  });
  size_t last = 0;
  for (seen = before; last + 1 < ranked_.size(); ++last) {
    seen += double(ranked_[last].weight);
    if (seen >= wanted) break;
  }
  return ranked_[last];
}

void Candidates::keep_nucleus(double wanted) {
  const Ranked last = last_needed([&](size_t i) { return -items_[i].logit; }, wanted);
  const TokenLogit least{-last.key, last.id};
  keep_where([&](size_t i) { return !likelier(least, items_[i]); });
}

void Candidates::cut_below(float least) {
  const float most = *std::max_element(weights_.begin(), weights_.end());
  const float bound = std::min(least, most);
  keep_where([&](size_t i) { return !(weights_[i] < bound); });
}

float Candidates::keep_typical(float mass, double whole, float entropy) {
  const float log_total = std::log(float(whole));
  const auto distance = [&](size_t i) { return std::abs(log_total - exponent(i) - entropy); };
  const float farthest = last_needed(distance, double(mass) * whole).key;
  keep_where([&](size_t i) { return !(distance(i) > farthest); });
  return farthest;
}

void Candidates::exclude_top(float threshold) {
  const float least = float(threshold * total_);
  size_t stays = items_.size();
  size_t count = 0;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (weights_[i] < least) continue;
    ++count;
    if (stays == items_.size() || likelier(items_[stays], items_[i])) stays = i;
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
