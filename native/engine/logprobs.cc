#include "engine/logprobs.h"

#include <algorithm>
#include <cmath>

namespace nextoken {

Logprobs::Logprobs(const Kernels& kernels, int vocab_size)
    : kernels_(kernels), vocab_size_(vocab_size), weights_(size_t(vocab_size)) {}

void Logprobs::read(const float* logits) {
  logits_ = logits;
  largest_ = kernels_.max(logits, vocab_size_);
  log_total_ = std::log(kernels_.exp_sum(logits, vocab_size_, largest_, 1.0f, weights_.data()));
}

void Logprobs::read_logprobs(const float* logprobs) {
  logits_ = logprobs;
  largest_ = 0.0f;
  log_total_ = 0.0f;
}

void Logprobs::top(int count, TokenLogprob* out) {
  const auto value = [&](int32_t id) { return std::isnan(logits_[id]) ? -INFINITY : logits_[id]; };
  const auto better = [&](int32_t a, int32_t b) {
    return value(a) > value(b) || (value(a) == value(b) && a < b);
  };
  best_.clear();
  for (int32_t id = 0; id < count; ++id) best_.push_back(id);
  std::make_heap(best_.begin(), best_.end(), better);
  for (int32_t id = count; id < vocab_size_; ++id) {
    // Of equal ones the first stays; NaN compares as false.
    if (!(logits_[id] > value(best_.front()))) continue;
    std::pop_heap(best_.begin(), best_.end(), better);
    best_.back() = id;
    std::push_heap(best_.begin(), best_.end(), better);
  }
  std::sort_heap(best_.begin(), best_.end(), better);
  for (int i = 0; i < count; ++i) out[i] = {best_[size_t(i)], of(best_[size_t(i)])};
}

}  // namespace nextoken
