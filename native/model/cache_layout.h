// Where keys and values lie in a block of the cache: [layer][head][keys, values] of kBlockPositions
// positions.
#pragma once

#include "kernels/kernels.h"
#include "model/config.h"

namespace nextoken {

struct CacheLayout {
  CachePrecision precision = CachePrecision::kF32;
  int layers = 0;
  int heads = 0;
  int head_size = 0;

  CacheLayout() = default;
  CacheLayout(const ModelConfig& config, CachePrecision kept)
      : precision(kept), layers(config.layers), heads(config.heads), head_size(config.head_size()) {}

  size_t element_bytes() const {
    return precision == CachePrecision::kF32 ? sizeof(float) : sizeof(uint16_t);
  }
  size_t keys_bytes() const { return head_keys(head_size) * element_bytes(); }
  size_t head_bytes() const { return keys_bytes() + head_values(head_size) * element_bytes(); }
  size_t block_bytes() const { return size_t(layers) * size_t(heads) * head_bytes(); }

  // Bytes from a block's beginning to the keys of a head.
  size_t offset(int layer, int head) const { return (size_t(layer) * heads + head) * head_bytes(); }
};

// Blocks that `positions` need.
constexpr int blocks_for(int positions) { return (positions + kBlockPositions - 1) / kBlockPositions; }

}  // namespace nextoken
