#include "engine/kv_cache.h"

#include <algorithm>
#include <climits>
#include <cstring>

namespace nextoken {

namespace {

// A few huge pages, so that little of it is lost at its ends.
constexpr size_t kSlabBytes = size_t(16) << 20;

}  // namespace

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
  if (unused_.empty() && !grow()) return {};
  KvBlock* block = unused_.back();
  unused_.pop_back();
  ++in_use_;
  return BlockRef(block);
}

// Gets memory for some blocks at once, in huge pages where the system has them: a first touch costs the same
// for either size of page, and a block has hundreds of small ones. Memory in use grows by 2 MB at a time
// then. False where there is none, not even for one block.
bool BlockPool::grow() {
  const int left = capacity_ - int(blocks_.size());
  for (int count = std::clamp(int(kSlabBytes / block_bytes_), 1, left); count > 0; count /= 2) {
    Buffer slab;
    if (!slab.allocate(size_t(count) * block_bytes_)) continue;
    slab.use_huge_pages();
    for (int i = count - 1; i >= 0; --i) {
      auto block = std::make_unique<KvBlock>();
      block->pool = this;
      block->data = slab.data() + size_t(i) * block_bytes_;
      unused_.push_back(block.get());
      blocks_.push_back(std::move(block));
    }
    slabs_.push_back(std::move(slab));
    return true;
  }
  return false;
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
