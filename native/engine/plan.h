// What lib/sampling.ts compiles a generation's options to: plain numbers, no defaults, no policy.
#pragma once

#include <cstdint>
#include <vector>

namespace nextoken {

struct Plan {
  int max_tokens = 0;        // >= 1
  float temperature = 1.0f;  // 0 is greedy
  int top_k = 0;             // 0 keeps all
  float top_p = 1.0f;        // 1 keeps all
  uint64_t seed = 0;
  std::vector<int32_t> stop_ids;
};

}  // namespace nextoken
