#include "engine/kv_cache.h"

#include <algorithm>
#include <climits>
#include <cstring>

namespace nextoken {

void KvBlock::refer(int by) {
  count(-1);
  references += by;
  count(1);
  if (references == 0) pool->give_back(this);
}

void KvBlock::keep(int* alone) {
  count(-1);
  kept_alone = alone;
  count(1);
}

BlockPool::BlockPool(const CacheLayout& layout, size_t budget_bytes, int least)
    : layout_(layout),
      block_bytes_(layout.block_bytes()),
      capacity_(std::max(least, int(std::min<size_t>(budget_bytes / block_bytes_, INT_MAX)))) {}

BlockRef BlockPool::allocate() {
  if (in_use_ >= capacity_) return {};
  if (unused_.empty()) {
    auto block = std::make_unique<KvBlock>();
    block->pool = this;
    if (!block->memory.allocate(block_bytes_)) return {};
    unused_.push_back(block.get());
    blocks_.push_back(std::move(block));
  }
  KvBlock* block = unused_.back();
  unused_.pop_back();
  ++in_use_;
  return BlockRef(block);
}

BlockRef BlockPool::copy(const BlockRef& block) {
  BlockRef result = allocate();
  if (result) std::memcpy(result.data(), block.data(), block_bytes_);
  return result;
}

void BlockPool::give_back(KvBlock* block) {
  --in_use_;
  unused_.push_back(block);
}

}  // namespace nextoken
