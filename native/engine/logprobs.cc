#include "engine/logprobs.h"

#include <algorithm>
#include <cmath>

namespace nextoken {

Logprobs::Logprobs(const Kernels& kernels, int vocab_size)
    : kernels_(kernels), vocab_size_(vocab_size), likeliest_(kernels) {}

void Logprobs::read(const float* logits) {
  weights_.resize(size_t(vocab_size_));
  const float largest = kernels_.max(logits, vocab_size_);
  read(logits, largest, kernels_.exp_sum(logits, vocab_size_, largest, 1.0f, weights_.data()));
}

void Logprobs::read(const float* logits, float largest, float total) {
  logits_ = logits;
  largest_ = largest;
  log_total_ = std::log(total);
}

void Logprobs::read_logprobs(const float* logprobs) {
  logits_ = logprobs;
  largest_ = 0.0f;
  log_total_ = 0.0f;
}

void Logprobs::top(int count, TokenLogprob* out) {
  int found = 0;
  for (const TokenLogit& each : likeliest_.find(logits_, vocab_size_, count)) {
    out[found++] = {each.id, of(each.id)};
  }
  for (int32_t id = 0; found < count; ++id) {
    if (!(logits_[id] > -INFINITY)) out[found++] = {id, of(id)};
  }
}

}  // namespace nextoken
