// Executes a plan on one row of logits.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan.h"
#include "kernels/kernels.h"

namespace nextoken {

struct Sample {
  int32_t token = 0;
  float logprob = 0.0f;  // of the token under the model itself: temperature 1, nothing filtered
};

// Order of steps, as in Hugging Face transformers: temperature, top-k, top-p, draw. Ties are broken by
// the smaller id, everywhere.
class Sampler {
 public:
  Sampler(const Kernels& kernels, int vocab_size);

  // `draw` counts the draws of this sequence: (plan.seed, draw) decides the random number.
  Sample sample(const Plan& plan, const float* logits, uint64_t draw);

 private:
  struct Candidate {
    float logit;
    int32_t id;
  };
  static bool before(const Candidate& a, const Candidate& b) {
    return a.logit > b.logit || (a.logit == b.logit && a.id < b.id);
  }

  int32_t draw_from_all(const Plan& plan, const float* logits, float largest, double random);
  int32_t draw_from_candidates(const Plan& plan, float largest, double random, double whole);
  void keep_top_k(const float* logits, int k);
  // Returns the weight of all tokens.
  double keep_likely(const Plan& plan, const float* logits, float largest);

  const Kernels& kernels_;
  const int vocab_size_;
  std::vector<float> weights_;  // exp of something, [vocab] or [candidates]
  std::vector<Candidate> candidates_;
};

}  // namespace nextoken
