// Log-probabilities under the model itself: temperature 1, nothing filtered.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/row.h"
#include "kernels/kernels.h"

namespace nextoken {

struct TokenLogprob {
  int32_t id = 0;
  float logprob = 0.0f;
};

// One thread's own.
class Logprobs {
 public:
  Logprobs(const Kernels& kernels, int vocab_size);

  // Takes a row of logits [vocab], which must stay as it is while the following are called.
  void read(const float* logits);
  // The same, where its largest and the sum of e^(logit - largest) are known.
  void read(const float* logits, float largest, float total);
  // The same for a row that holds log-probabilities, which are told as they are.
  void read_logprobs(const float* logprobs);

  float of(int32_t id) const { return (logits_[id] - largest_) - log_total_; }
  // The `count` <= vocab likeliest, best first; the smaller id of equal ones. NaN comes last, as -inf does.
  void top(int count, TokenLogprob* out);

 private:
  const Kernels& kernels_;
  const int vocab_size_;
  std::vector<float> weights_;  // what read() has no other use for
  Likeliest likeliest_;
  const float* logits_ = nullptr;
  float largest_ = 0.0f;
  float log_total_ = 0.0f;
};

}  // namespace nextoken
