#include "engine/row.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstring>

namespace nextoken {

namespace {

constexpr int kLanes = 16;
// Values that are looked at together: most hold nothing that is wanted.
constexpr int kSearched = 64;

// add(lane, i) for all i from begin to end.
template <class Add>
void over_lanes(int begin, int end, const Add& add) {
  int i = begin;
  for (; i + kLanes <= end; i += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) add(lane, i + lane);
  }
  for (; i < end; ++i) add(0, i);
}

// A number that is smaller for what is likelier. Numbers are sorted twice as fast as pairs.
uint64_t rank(float logit, int32_t id) {
  const float plain = logit + 0.0f;  // -0 is 0
  int32_t bits;
  std::memcpy(&bits, &plain, sizeof bits);
  // Negative floats are ordered the other way round.
  const uint32_t ascending = uint32_t(bits) ^ (uint32_t(bits >> 31) | 0x80000000u);
  return uint64_t(~ascending) << 32 | uint32_t(id);
}

double total(const float* lanes) {
  double sum = 0.0;
  for (int lane = 0; lane < kLanes; ++lane) sum += double(lanes[lane]);
  return sum;
}

}  // namespace

double block_sum(const float* x, int n) {
  float sums[kLanes] = {};
  over_lanes(0, n, [&](int lane, int i) { sums[lane] += x[i]; });
  return total(sums);
}

double sum_above(const float* x, int n, float bound) {
  double sum = 0.0;
  for (int begin = 0; begin < n; begin += kRowBlock) {
    float sums[kLanes] = {};
    over_lanes(begin, std::min(n, begin + kRowBlock),
               [&](int lane, int i) { sums[lane] += x[i] > bound ? x[i] : 0.0f; });
    sum += total(sums);
  }
  return sum;
}

double weighted_sum(const float* weights, const float* x, int n, float offset) {
  double sum = 0.0;
  for (int begin = 0; begin < n; begin += kRowBlock) {
    float sums[kLanes] = {};
    over_lanes(begin, std::min(n, begin + kRowBlock), [&](int lane, int i) {
      const float value = x[i] - offset;
      sums[lane] += weights[i] * (value > -FLT_MAX ? value : -FLT_MAX);
    });
    sum += total(sums);
  }
  return sum;
}

Moments moments(const float* x, int n, float around) {
  // Of f(x[i] - offset) over the x that count.
  const auto sum_of = [&](float offset, const auto& f) {
    double sum = 0.0;
    for (int begin = 0; begin < n; begin += kRowBlock) {
      float sums[kLanes] = {};
      over_lanes(begin, std::min(n, begin + kRowBlock), [&](int lane, int i) {
        const float value = f(x[i] - offset);
        sums[lane] += x[i] > -INFINITY ? value : 0.0f;
      });
      sum += total(sums);
    }
    return sum;
  };
  Moments result;
  for (int i = 0; i < n; ++i) result.count += x[i] > -INFINITY;
  if (result.count == 0) return result;
  const double count = double(result.count);
  result.mean = double(around) + sum_of(around, [](float difference) { return difference; }) / count;
  const auto square = [](float difference) { return difference * difference; };
  result.variance = sum_of(float(result.mean), square) / count;
  return result;
}

int find_above(const Kernels& kernels, const float* x, int n, float bound, int32_t* out) {
  int count = 0;
  for (int begin = 0; begin < n; begin += kSearched) {
    const int end = std::min(n, begin + kSearched);
    if (!(kernels.max(x + begin, end - begin) > bound)) continue;
    // Without a branch that nobody can predict: what is not wanted is written over.
    for (int i = begin; i < end; ++i) {
      out[count] = i;
      count += x[i] > bound;
    }
  }
  return count;
}

// One pass: whatever beats the last one wanted so far is collected, and the collection is cut back when it
// has grown to several times what is wanted.
const std::vector<TokenLogit>& Likeliest::find(const float* logits, int n, int count) {
  constexpr int kChunk = 4 * kSearched;
  const size_t wanted = size_t(count);
  const auto cut = [&] {
    std::nth_element(ranks_.begin(), ranks_.begin() + (count - 1), ranks_.end());
    ranks_.resize(wanted);
  };
  int32_t above[kChunk];
  float threshold = -INFINITY;  // a later one must be larger than that
  ranks_.clear();
  for (int begin = 0; begin < n; begin += kChunk) {
    const int more = find_above(kernels_, logits + begin, std::min(n - begin, kChunk), threshold, above);
    for (int i = 0; i < more; ++i) ranks_.push_back(rank(logits[begin + above[i]], begin + above[i]));
    if (ranks_.size() > 4 * wanted) {
      cut();
      threshold = logits[int32_t(ranks_.back())];
    }
  }
  if (ranks_.size() > wanted) cut();
  std::sort(ranks_.begin(), ranks_.end());
  found_.clear();
  for (const uint64_t each : ranks_) found_.push_back({logits[int32_t(each)], int32_t(each)});
  return found_;
}

}  // namespace nextoken
