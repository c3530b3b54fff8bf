// What lib/ compiles a request to: plain numbers, no defaults, no policy.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/steering.h"

namespace nextoken {

struct LogitBias {
  int32_t id = 0;
  float value = 0.0f;
};

// The token at one place of what is generated; the first place is 0.
struct ForcedToken {
  int32_t position = 0;
  int32_t id = 0;
};

// What changes the logits before the temperature. The initial values change nothing.
struct LogitRulesPlan {
  std::vector<LogitBias> bias;
  float repetition_penalty = 1.0f;
  float presence_penalty = 0.0f;
  float frequency_penalty = 0.0f;
  int penalty_window = 0;             // newest tokens that the three penalties look at; 0: all
  float dry_multiplier = 0.0f;        // 0: no DRY
  float dry_base = 1.0f;              // >= 1
  int dry_allowed_length = 1;         // >= 1
  int dry_range = 1;                  // newest tokens that DRY looks at
  std::vector<int32_t> dry_breakers;  // ascending
  std::vector<std::vector<int32_t>> dry_breaker_sequences;  // of two tokens or more
  int no_repeat_ngram = 0;                                  // 0: no rule
  std::vector<int32_t> banned_ids;
  std::vector<std::vector<int32_t>> banned_sequences;  // of two tokens or more
  int min_tokens = 0;                                  // no stop id is drawn before
};

// What cuts the distribution down after the temperature, beside top_k and top_p. The initial values keep all.
struct TruncationPlan {
  float top_n_sigma = 0.0f;
  float min_p = 0.0f;
  float typical_p = 1.0f;
  float epsilon_cutoff = 0.0f;
  float eta_cutoff = 0.0f;
  float xtc_probability = 0.0f;
  float xtc_threshold = 0.0f;
  float mirostat_tau = 0.0f;  // 0: no mirostat
  float mirostat_eta = 0.0f;

  // Whether there is a step other than XTC, which keeps nearly all.
  bool narrows() const {
    return top_n_sigma > 0.0f || min_p > 0.0f || typical_p < 1.0f || epsilon_cutoff > 0.0f ||
           eta_cutoff > 0.0f || mirostat_tau > 0.0f;
  }
};

// What the likeliest tokens are told with.
enum class TopScores {
  kModel,  // their log-probabilities under the model
  kRules,  // those that the rules leave of its logits
  kBeams,  // the former, changed by the rules as if they were logits, and not normalised again
};

// How a generation is sampled, and where it ends.
struct Plan {
  int max_tokens = 0;                // >= 1
  float temperature = 1.0f;          // 0 is greedy
  bool dynamic_temperature = false;  // by entropy, between these two, instead of `temperature`
  float temperature_low = 0.0f;
  float temperature_high = 0.0f;
  float temperature_exponent = 1.0f;
  int top_k = 0;       // 0 keeps all
  float top_p = 1.0f;  // 1 keeps all
  LogitRulesPlan rules;
  TruncationPlan truncation;
  std::vector<ForcedToken> forced;  // by position
  uint64_t seed = 0;
  std::vector<int32_t> stop_ids;
  int top_logprobs = 0;  // likeliest tokens that are told with each one, as far as the vocabulary goes
  TopScores top_scores = TopScores::kModel;
  // Where the context is full: the first `keep` tokens and the newest half of the rest go on in place of all
  // of them, at new positions. keep <= context length - 2.
  bool slide = false;
  int keep = 0;
  // Whether tokens may be proposed by looking them up and verified several at a time: the same tokens,
  // sooner.
  bool speculate = false;
  Consult consult = Consult::kNone;
  // Classifier-free guidance: a second sequence, which begins with `unguided` and goes on with the same
  // tokens, says what would come without the prompt. 0: that alone; 1: as with the prompt; above, further
  // away.
  float guidance_scale = 1.0f;
  std::vector<int32_t> unguided;  // empty: no guidance
  bool hidden = false;            // of kLogits: whether the hidden state is kept with the logits
  // Of kLogits: whoever answers ends the sequence. A token that would end it is processed as any other, up to
  // a full context.
  bool open_ended = false;
};

// A request's place among the others.
struct Place {
  int priority = 0;    // higher goes first; among equals, who came first
  uint32_t scope = 0;  // prefixes are shared within a scope
};

}  // namespace nextoken
