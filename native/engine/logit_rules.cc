#include "engine/logit_rules.h"

#include <algorithm>
#include <cmath>

namespace nextoken {

namespace {

// A penalty stays finite: bans are for banning.
constexpr float kLargestPenalty = 1e30f;
// log of the largest float.
constexpr float kLargestLog = 88.7f;

// The newest tokens, counted from the end: [0] is the last one.
class Newest {
 public:
  Newest(const std::vector<int32_t>& history, int most)
      : end_(history.data() + history.size()), size_(int(std::min(history.size(), size_t(most)))) {}
  int size() const { return size_; }
  int32_t operator[](int i) const { return end_[-1 - i]; }

 private:
  const int32_t* end_;
  int size_;
};

// Tokens at the end since the last sequence breaker: no repeat reaches back further.
int tokens_since_breaker(const LogitRulesPlan& rules, const Newest& tokens) {
  for (int i = 0; i < tokens.size(); ++i) {
    int longest = -1;
    if (std::binary_search(rules.dry_breakers.begin(), rules.dry_breakers.end(), tokens[i])) longest = 0;
    for (const std::vector<int32_t>& sequence : rules.dry_breaker_sequences) {
      const int rest = int(sequence.size()) - 1;
      if (sequence[0] != tokens[i] || rest <= longest || rest > i) continue;
      bool same = true;
      for (int k = 1; k <= rest && same; ++k) same = sequence[size_t(k)] == tokens[i - k];
      if (same) longest = rest;
    }
    if (longest >= 0) return i - longest;
  }
  return tokens.size();
}

}  // namespace

bool LogitRules::apply(const Plan& plan, const SamplerState& state) {
  const LogitRulesPlan& rules = plan.rules;
  return !rules.bias.empty() || !rules.banned_ids.empty() || !state.history().empty() ||
         (state.draws() < uint64_t(rules.min_tokens) && !plan.stop_ids.empty());
}

const float* LogitRules::adjust(const Plan& plan, const SamplerState& state, const float* logits,
                                const int32_t* mask) {
  const LogitRulesPlan& rules = plan.rules;
  row_.assign(logits, logits + vocab_size_);
  dynamic_bans_.clear();
  // -inf stays -inf: this might stand at the end as well, but a ban that is lifted must not lift it.
  if (mask != nullptr) apply_mask(mask);
  for (const LogitBias& bias : rules.bias) row_[size_t(bias.id)] += bias.value;
  penalise(rules, state);
  if (rules.dry_multiplier > 0.0f) penalise_repeats(rules, state.history());
  for (const int32_t id : rules.banned_ids) row_[size_t(id)] = -INFINITY;
  if (state.draws() < uint64_t(rules.min_tokens)) {
    for (const int32_t id : plan.stop_ids) row_[size_t(id)] = -INFINITY;
  }
  if (rules.no_repeat_ngram > 0) ban_ngrams(rules.no_repeat_ngram, state.history());
  if (!rules.banned_sequences.empty()) ban_sequences(rules, state.history());
  return row_.data();
}

void LogitRules::lift_dynamic_bans() {
  for (const Lifted& lifted : dynamic_bans_) row_[size_t(lifted.id)] = lifted.logit;
  dynamic_bans_.clear();
}

void LogitRules::apply_mask(const int32_t* mask) {
  for (int first = 0; first < vocab_size_; first += 32) {
    const uint32_t allowed = uint32_t(mask[first / 32]);
    if (allowed == UINT32_MAX) continue;
    const int count = std::min(32, vocab_size_ - first);
    for (int i = 0; i < count; ++i) {
      if ((allowed >> i & 1) == 0) row_[size_t(first + i)] = -INFINITY;
    }
  }
}

void LogitRules::penalise(const LogitRulesPlan& rules, const SamplerState& state) {
  const float repetition = rules.repetition_penalty;
  for (const auto& [id, count] : state.counts()) {
    float& logit = row_[size_t(id)];
    logit = logit < 0.0f ? logit * repetition : logit / repetition;
    if (count.generated > 0) {
      logit -= float(count.generated) * rules.frequency_penalty + rules.presence_penalty;
    }
  }
}

// DRY, as llama.cpp has it (after p-e-w's and pi6am's): a token that would continue a repeat of n tokens, n
// >= allowed_length, loses multiplier * base^(n - allowed_length).
void LogitRules::penalise_repeats(const LogitRulesPlan& rules, const std::vector<int32_t>& history) {
  const Newest tokens(history, rules.dry_range);
  const int count = tokens.size();
  const int longest = tokens_since_breaker(rules, tokens);
  if (longest < rules.dry_allowed_length) return;
  // matches_[k]: how many tokens before and at k from the end are those at the end. This is the Z-function of
  // the reversed text.
  matches_.assign(size_t(count), 0);
  repeats_.clear();
  int left = 0, right = 0;
  for (int k = 1; k < count; ++k) {
    int same = k < right ? std::min(right - k, matches_[size_t(k - left)]) : 0;
    while (k + same < count && tokens[same] == tokens[k + same]) ++same;
    matches_[size_t(k)] = same;
    if (k + same > right) {
      left = k;
      right = k + same;
    }
    const int repeat = std::min(same, longest);
    if (repeat < rules.dry_allowed_length) continue;
    int& known = repeats_[tokens[k - 1]];
    known = std::max(known, repeat);
  }
  const float log_base = std::log(rules.dry_base);
  const float most = log_base > 0.0f ? kLargestLog / log_base : 0.0f;
  for (const auto& [id, repeat] : repeats_) {
    if (std::binary_search(rules.dry_breakers.begin(), rules.dry_breakers.end(), id)) continue;
    const float exponent = std::min(float(repeat - rules.dry_allowed_length), most);
    const float penalty = rules.dry_multiplier * std::pow(rules.dry_base, exponent);
    row_[size_t(id)] -= std::min(penalty, kLargestPenalty);
  }
}

void LogitRules::ban_ngrams(int size, const std::vector<int32_t>& history) {
  const size_t before = size_t(size) - 1;
  if (history.size() < size_t(size)) return;
  const int32_t* end = history.data() + history.size();
  const int32_t* suffix = end - before;
  for (const int32_t* next = history.data() + before; next < end; ++next) {
    if (std::equal(suffix, end, next - before)) ban(*next);
  }
}

void LogitRules::ban_sequences(const LogitRulesPlan& rules, const std::vector<int32_t>& history) {
  for (const std::vector<int32_t>& sequence : rules.banned_sequences) {
    const size_t before = sequence.size() - 1;
    if (history.size() < before) continue;
    if (std::equal(sequence.begin(), sequence.end() - 1, history.end() - ptrdiff_t(before))) {
      ban(sequence.back());
    }
  }
}

void LogitRules::ban(int32_t id) {
  float& logit = row_[size_t(id)];
  if (logit == -INFINITY) return;
  dynamic_bans_.push_back({id, logit});
  logit = -INFINITY;
}

}  // namespace nextoken
