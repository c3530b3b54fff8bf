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

int32_t id_of(uint64_t rank) { return int32_t(uint32_t(rank)); }

// Keeps the `count` smallest, the largest of them last.
void cut(std::vector<uint64_t>& numbers, int count) {
  std::nth_element(numbers.begin(), numbers.begin() + (count - 1), numbers.end());
  numbers.resize(size_t(count));
}

// By one byte after the other, the last first: no comparison has an outcome that a processor could foresee.
// Bytes that all numbers share change nothing.
void sort(std::vector<uint64_t>& numbers, std::vector<uint64_t>& spare) {
  uint64_t different = 0;
  for (const uint64_t each : numbers) different |= each ^ numbers[0];
  spare.resize(numbers.size());
  for (int shift = 0; shift < 64; shift += 8) {
    if ((different >> shift & 255) == 0) continue;
    size_t places[257] = {};
    for (const uint64_t each : numbers) ++places[(each >> shift & 255) + 1];
    for (int i = 0; i < 256; ++i) places[i + 1] += places[i];
    for (const uint64_t each : numbers) spare[places[each >> shift & 255]++] = each;
    numbers.swap(spare);
  }
}

// Writes the numbers of all x[begin..end) above `bound`, and returns how many.
int list_above(const float* x, int begin, int end, float bound, int32_t* out) {
  int count = 0;
  // Without a branch that nobody can predict: what is not wanted is written over.
  for (int i = begin; i < end; ++i) {
    out[count] = i;
    count += x[i] > bound;
  }
  return count;
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
    if (kernels.max(x + begin, end - begin) > bound) count += list_above(x, begin, end, bound, out + count);
  }
  return count;
}

// The groups with the largest maxima, as many as tokens are wanted, hold all of these: to a token elsewhere,
// each of the groups has a likelier one. So the others need no second look.
const std::vector<TokenLogit>& Likeliest::find(const float* logits, int n, int count) {
  // Small groups are more to order, large ones more to search.
  const int group = n / kSearched >= 2 * count ? kSearched : kLanes;
  groups_.clear();
  for (int begin = 0; begin < n; begin += group) {
    const float largest = kernels_.max(logits + begin, std::min(group, n - begin));
    if (largest > -INFINITY) groups_.push_back(rank(largest, begin));
  }
  float bound = -INFINITY;  // the likeliest are above
  if (groups_.size() > size_t(count)) {
    cut(groups_, count);
    const int32_t last = id_of(groups_.back());
    bound = std::nextafter(kernels_.max(logits + last, std::min(group, n - last)), -INFINITY);
  }
  ranks_.clear();
  int32_t above[kSearched];
  for (const uint64_t each : groups_) {
    const int32_t begin = id_of(each);
    const int found = list_above(logits, begin, std::min(n, begin + group), bound, above);
    for (int i = 0; i < found; ++i) ranks_.push_back(rank(logits[above[i]], above[i]));
  }
  if (ranks_.size() > size_t(count)) cut(ranks_, count);
  sort(ranks_, spare_);
  found_.clear();
  for (const uint64_t each : ranks_) found_.push_back({logits[id_of(each)], id_of(each)});
  return found_;
}

}  // namespace nextoken
