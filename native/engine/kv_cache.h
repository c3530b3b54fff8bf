// Keys and values of one sequence.
#pragma once

#include "model/buffer.h"
#include "model/forward.h"

namespace nextoken {

class KvCache {
 public:
  // Room for `positions`; pages that are never written cost nothing. False where memory is short.
  bool allocate(const ModelConfig& config, int positions) {
    capacity_ = round_up(positions, kPositionBlock);
    return keys_.allocate(key_floats(config, capacity_) * sizeof(float)) &&
           values_.allocate(value_floats(config, capacity_) * sizeof(float));
  }

  KeyValues view() const { return {keys_.floats(), values_.floats(), capacity_}; }
  size_t bytes() const { return keys_.bytes() + values_.bytes(); }

 private:
  int capacity_ = 0;
  Buffer keys_;
  Buffer values_;
};

}  // namespace nextoken
