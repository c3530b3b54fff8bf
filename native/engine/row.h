// Sums and searches over a row as long as the vocabulary: plain loops over lanes, which a compiler turns into
// the baseline's vectors. That is fast enough for what is read once a token, and gives the same bits on every
// instruction set.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/kernels.h"

namespace nextoken {

struct TokenLogit {
  float logit;
  int32_t id;
};

// The likelier first; of equal ones the smaller id.
inline bool likelier(const TokenLogit& a, const TokenLogit& b) {
  return (a.logit > b.logit) | ((a.logit == b.logit) & (a.id < b.id));
}

// Sums are taken in float within so many values, then in double.
constexpr int kRowBlock = 512;

// Of n <= kRowBlock values.
double block_sum(const float* x, int n);

// Of the values above `bound`.
double sum_above(const float* x, int n, float bound);

// Of weights[i] * (x[i] - offset). Where the weight is 0, x may be -inf.
double weighted_sum(const float* weights, const float* x, int n, float offset);

// Of the x above -inf. `around`: a value that is not far from them.
struct Moments {
  int count = 0;
  double mean = 0.0, variance = 0.0;
};
Moments moments(const float* x, int n, float around);

// Writes the numbers of all x above `bound`, ascending, and returns how many. `out` has room for n.
int find_above(const Kernels& kernels, const float* x, int n, float bound, int32_t* out);

// The `count` >= 1 likeliest of n logits above -inf, or all of these, likeliest first.
class Likeliest {
 public:
  explicit Likeliest(const Kernels& kernels) : kernels_(kernels) {}
  const std::vector<TokenLogit>& find(const float* logits, int n, int count);

 private:
  const Kernels& kernels_;
  std::vector<uint64_t> groups_, ranks_, spare_;
  std::vector<TokenLogit> found_;
};

}  // namespace nextoken
