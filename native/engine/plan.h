// What lib/ compiles a request to: plain numbers, no defaults, no policy.
#pragma once

#include <cstdint>
#include <vector>

namespace nextoken {

// How a generation is sampled, and where it ends.
struct Plan {
  int max_tokens = 0;        // >= 1
  float temperature = 1.0f;  // 0 is greedy
  int top_k = 0;             // 0 keeps all
  float top_p = 1.0f;        // 1 keeps all
  uint64_t seed = 0;
  std::vector<int32_t> stop_ids;
  int top_logprobs = 0;  // likeliest tokens that are told with each one, as far as the vocabulary goes
  // Where the context is full: the first `keep` tokens and the newest half of the rest go on in place of all
  // of them, at new positions. keep <= context length - 2.
  bool slide = false;
  int keep = 0;
};

// A request's place among the others.
struct Place {
  int priority = 0;    // higher goes first; among equals, who came first
  uint32_t scope = 0;  // prefixes are shared within a scope
};

}  // namespace nextoken
