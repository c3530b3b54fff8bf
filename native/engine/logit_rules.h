// The rules of a plan that change logits before the temperature: bias, penalties, bans.
#pragma once

#include <unordered_map>
#include <vector>

#include "engine/plan.h"
#include "engine/sampler_state.h"

namespace nextoken {

// Order, as in Hugging Face transformers where it has the rule: bias, repetition penalty, presence and
// frequency penalties, DRY, then the bans (n-grams, sequences, stop ids before min_tokens, single ids), which
// commute.
class LogitRules {
 public:
  explicit LogitRules(int vocab_size) : vocab_size_(vocab_size) {}

  // Whether the plan changes the logits of the next token.
  static bool apply(const Plan& plan, const SamplerState& state);

  // A changed copy, valid until the next call. A banned token has -inf, and so has one outside the mask, a
  // bit for each id, if there is one.
  const float* adjust(const Plan& plan, const SamplerState& state, const float* logits,
                      const int32_t* mask = nullptr);
  // Takes the bans of n-grams and sequences out of the copy again: they may have left nothing, while the
  // others always leave something.
  void lift_dynamic_bans();

 private:
  struct Lifted {
    int32_t id;
    float logit;
  };

  void apply_mask(const int32_t* mask);
  void penalise(const LogitRulesPlan& rules, const SamplerState& state);
  void penalise_repeats(const LogitRulesPlan& rules, const std::vector<int32_t>& history);
  void ban_ngrams(int size, const std::vector<int32_t>& history);
  void ban_sequences(const LogitRulesPlan& rules, const std::vector<int32_t>& history);
  void ban(int32_t id);

  const int vocab_size_;
  std::vector<float> row_;
  std::vector<Lifted> dynamic_bans_;
  std::vector<int> matches_;                  // DRY: [range]
  std::unordered_map<int32_t, int> repeats_;  // DRY: the longest repeat that a token would continue
};

}  // namespace nextoken
