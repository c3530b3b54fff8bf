// What the sampler remembers of one sequence. It belongs to the sequence: neither what runs beside it nor a
// window that slides nor blocks that are taken away change it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/plan.h"

namespace nextoken {

class SamplerState {
 public:
  struct Count {
    int all = 0;        // prompt included
    int generated = 0;  // of these
  };

  SamplerState() = default;
  SamplerState(const Plan& plan, const std::vector<int32_t>& prompt);

  // The token that came out of the draw with number draws().
  void accept(const Plan& plan, int32_t token);

  // Tokens generated so far; with the seed, that decides the next random number.
  uint64_t draws() const { return draws_; }
  // The whole prompt, then all that was generated. Empty where no rule of the plan looks at it.
  const std::vector<int32_t>& history() const { return history_; }
  // Tokens of the penalty window. Empty where the plan has no penalty.
  const std::unordered_map<int32_t, Count>& counts() const { return counts_; }

  // Mirostat's bound on the surprise, in bits.
  float mu = 0.0f;

 private:
  uint64_t draws_ = 0;
  bool keeps_history_ = false;
  bool keeps_counts_ = false;
  size_t prompt_ = 0;
  std::vector<int32_t> history_;
  std::unordered_map<int32_t, Count> counts_;
};

}  // namespace nextoken
