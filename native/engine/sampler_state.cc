#include "engine/sampler_state.h"

namespace nextoken {

SamplerState::SamplerState(const Plan& plan, const std::vector<int32_t>& prompt)
    : mu(2.0f * plan.truncation.mirostat_tau), prompt_(prompt.size()) {
  const LogitRulesPlan& rules = plan.rules;
  keeps_counts_ =
      rules.repetition_penalty != 1.0f || rules.presence_penalty != 0.0f || rules.frequency_penalty != 0.0f;
  keeps_history_ = keeps_counts_ || rules.dry_multiplier > 0.0f || rules.no_repeat_ngram > 0 ||
                   !rules.banned_sequences.empty();
  if (keeps_history_) history_ = prompt;
  if (!keeps_counts_) return;
  const size_t window = size_t(rules.penalty_window);
  const size_t first = window > 0 && prompt_ > window ? prompt_ - window : 0;
  for (size_t i = first; i < prompt_; ++i) ++counts_[prompt[i]].all;
}

void SamplerState::accept(const Plan& plan, int32_t token) {
  ++draws_;
  if (!keeps_history_) return;
  history_.push_back(token);
  if (!keeps_counts_) return;
  Count& count = counts_[token];
  ++count.all;
  ++count.generated;
  const size_t window = size_t(plan.rules.penalty_window);
  if (window == 0 || history_.size() <= window) return;
  const size_t oldest = history_.size() - window - 1;
  const auto leaving = counts_.find(history_[oldest]);
  if (oldest >= prompt_) --leaving->second.generated;
  if (--leaving->second.all == 0) counts_.erase(leaving);
}

}  // namespace nextoken
