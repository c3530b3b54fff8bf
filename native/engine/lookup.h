// Prompt lookup (Saxena 2023, "Prompt lookup decoding"): text that repeats goes on as it did before. What is
// proposed here is verified by the model in the same pass, so the output never depends on it.
#pragma once

#include <cstdint>
#include <vector>

namespace nextoken {

// Up to `most` tokens that followed the latest earlier place with the same last kLookupTokens tokens; none
// where there is no such place.
constexpr int kLookupTokens = 3;
std::vector<int32_t> look_up(const std::vector<int32_t>& tokens, int most);

// How often proposals come true: a running average over single tokens.
class Acceptance {
 public:
  Acceptance() = default;
  explicit Acceptance(float probability) : probability_(probability) {}

  // Of the next proposed token, given that those before it were right.
  float probability() const { return probability_; }
  // `share`: of a token in the average.
  void learn(int proposed, int accepted, float share = 0.1f);
  // A step without proposals: what was disappointing long ago deserves another try. The default is one in
  // about a hundred steps.
  void rest(float expected = kFirst, float share = 0.005f);

 private:
  static constexpr float kFirst = 0.6f;
  float probability_ = kFirst;
};

}  // namespace nextoken
