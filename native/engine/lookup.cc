#include "engine/lookup.h"

#include <algorithm>

namespace nextoken {

std::vector<int32_t> look_up(const std::vector<int32_t>& tokens, int most) {
  const int size = int(tokens.size());
  if (size <= kLookupTokens) return {};
  const int32_t* last = tokens.data() + size - kLookupTokens;
  // Backwards over at most one context: far less than a pass costs.
  for (int end = size - 1; end >= kLookupTokens; --end) {
    if (!std::equal(last, last + kLookupTokens, tokens.data() + end - kLookupTokens)) continue;
    return {tokens.begin() + end, tokens.begin() + std::min(size, end + most)};
  }
  return {};
}

void Acceptance::learn(int proposed, int accepted, float share) {
  for (int i = 0; i < accepted; ++i) probability_ += share * (1.0f - probability_);
  if (accepted < proposed) probability_ -= share * probability_;
}

void Acceptance::rest(float expected, float share) { probability_ += share * (expected - probability_); }

}  // namespace nextoken
