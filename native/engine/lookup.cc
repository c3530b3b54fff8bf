#include "engine/lookup.h"

#include <algorithm>

namespace nextoken {

namespace {

constexpr float kShare = 0.1f;        // of a token in the running average
constexpr float kRestShare = 0.005f;  // of a step without proposals: a try in about a hundred steps

}  // namespace

std::vector<int32_t> look_up(const std::vector<int32_t>& tokens, int most) {
  const int size = int(tokens.size());
  const int32_t* last = tokens.data() + size - kLookupTokens;
  // Backwards over at most one context: far less than a pass costs.
  for (int end = size - 1; end >= kLookupTokens; --end) {
    if (!std::equal(last, last + kLookupTokens, tokens.data() + end - kLookupTokens)) continue;
    return {tokens.begin() + end, tokens.begin() + std::min(size, end + most)};
  }
  return {};
}

void Acceptance::learn(int proposed, int accepted) {
  for (int i = 0; i < accepted; ++i) probability_ += kShare * (1.0f - probability_);
  if (accepted < proposed) probability_ -= kShare * probability_;
}

void Acceptance::rest() { probability_ += kRestShare * (kFirst - probability_); }

}  // namespace nextoken
