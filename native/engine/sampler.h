// Executes a plan on one row of logits.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/candidates.h"
#include "engine/logit_rules.h"
#include "engine/logprobs.h"
#include "engine/plan.h"
#include "engine/sampler_state.h"
#include "kernels/kernels.h"

namespace nextoken {

// In the place of a token.
constexpr int32_t kNoneLeft = -1;   // by rules and mask
constexpr int32_t kNoNumbers = -2;  // the model's logits have no largest finite one

struct Sample {
  int32_t token = 0;     // or one of the above
  float logprob = 0.0f;  // of the token under the model itself: temperature 1, nothing filtered
};

// What somebody else has to say about a token.
struct Steering {
  const float* logits = nullptr;  // [vocab] in the place of the model's own
  const int32_t* mask = nullptr;  // [ceil(vocab / 32)]: a bit for each id that may be drawn
};

// Order of steps, as in Hugging Face transformers where it has the step: the rules of logit_rules.h,
// the mask, temperature, top-n-sigma, top-k, top-p, min-p, typical, epsilon, eta, XTC, draw. Mirostat stands
// in the place of all from top-n-sigma to XTC. Ties are broken by the smaller id, unless a step says
// otherwise.
class Sampler {
 public:
  Sampler(const Kernels& kernels, int vocab_size);

  // (plan.seed, state.draws()) decides the random numbers. The caller tells the state what becomes of the
  // token.
  Sample sample(const Plan& plan, SamplerState& state, const float* logits, const Steering& steering = {});

  // What the rules and the mask leave of the logits, valid until the next call; the logits where there are
  // none.
  const float* ruled(const Plan& plan, const SamplerState& state, const float* logits,
                     const int32_t* mask = nullptr);

  // Of the row that was sampled last.
  Logprobs& logprobs() { return logprobs_; }
  // What the last token was drawn from, where a truncating step but XTC was in the plan.
  const Candidates& candidates() const { return candidates_; }

 private:
  // A row of logits on its way to a token; its scale is 1 / temperature.
  using Row = Candidates::Row;

  int32_t likeliest(const Row& row) const;
  float temperature(const Plan& plan, const Row& row);
  int32_t draw(const Plan& plan, SamplerState& state, const Row& row);
  int32_t draw_from_all(const Row& row, double random, float exclude_top);
  void exclude_top_of_all(const Row& row, float least);
  void truncate(const Plan& plan, const Row& row, float mu, float exclude_top);
  float list_mass(const Row& row, double wanted, float surprise);
  void keep_typical_of_all(const Row& row, float mass);
  float weigh_all(const Row& row);
  float entropy_of_all(const Row& row) const;
  float sigma_bound(float n, const Row& row) const;

  const Kernels& kernels_;
  const int vocab_size_;
  LogitRules rules_;
  Logprobs logprobs_;
  Candidates candidates_;
  // What weights_ holds: e^((logit - largest) * scale) of the row that starts at weighed_.
  std::vector<float> weights_;  // [vocab]
  const float* weighed_ = nullptr;
  float weighed_scale_ = 0.0f;
  float weighed_total_ = 0.0f;
  std::vector<double> sums_;    // of weights_, by block
  std::vector<int32_t> found_;  // [vocab]
};

}  // namespace nextoken
