// The memory for keys and values: blocks of kBlockPositions positions, shared by reference count, within a
// budget. The engine thread's own.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "model/buffer.h"
#include "model/cache_layout.h"

namespace nextoken {

class BlockPool;

struct KvBlock {
  int references = 0;
  int* kept_alone = nullptr;  // where its keeper counts its blocks that nobody else refers to
  BlockPool* pool = nullptr;
  char* data = nullptr;

  void refer(int by);
  void keep(int* alone);

 private:
  void count(int by) {
    if (kept_alone != nullptr && references == 1) *kept_alone += by;
  }
};

// A counted reference to a block. A block that nobody refers to goes back to its pool.
class BlockRef {
 public:
  BlockRef() = default;
  explicit BlockRef(KvBlock* block) : block_(block) {
    if (block_ != nullptr) block_->refer(1);
  }
  BlockRef(const BlockRef& other) : BlockRef(other.block_) {}
  BlockRef(BlockRef&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  BlockRef& operator=(BlockRef other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~BlockRef() {
    if (block_ != nullptr) block_->refer(-1);
  }

  explicit operator bool() const { return block_ != nullptr; }
  bool operator==(const BlockRef& other) const { return block_ == other.block_; }
  char* data() const { return block_->data; }
  int references() const { return block_->references; }
  // This reference is one that only remembers: `alone` counts the blocks that have no other. Null: no longer.
  void keep(int* alone) const { block_->keep(alone); }

 private:
  KvBlock* block_ = nullptr;
};

class BlockPool {
 public:
  // As many blocks as `budget_bytes` hold, but at least `least`.
  BlockPool(const CacheLayout& layout, size_t budget_bytes, int least);
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;

  // Zeroed, or as its last user left it. Null where the budget is used up or the system has no memory.
  BlockRef allocate();
  // A block with the same content.
  BlockRef copy(const BlockRef& block);

  const CacheLayout& layout() const { return layout_; }
  size_t block_bytes() const { return block_bytes_; }
  int capacity() const { return capacity_; }
  // Blocks that somebody refers to.
  int in_use() const { return in_use_; }

 private:
  friend struct KvBlock;
  bool grow();
  void give_back(KvBlock* block);

  const CacheLayout layout_;
  const size_t block_bytes_;
  const int capacity_;
  int in_use_ = 0;
  std::vector<Buffer> slabs_;  // the memory of the blocks, several in each
  std::vector<std::unique_ptr<KvBlock>> blocks_;
  std::vector<KvBlock*> unused_;  // the last one given back is the first one taken: it is still warm
};

// The blocks of one sequence, as the forward pass wants them.
class BlockTable {
 public:
  int blocks() const { return int(references_.size()); }
  char* const* addresses() const { return addresses_.data(); }
  const std::vector<BlockRef>& references() const { return references_; }

  void push(BlockRef block) {
    addresses_.push_back(block.data());
    references_.push_back(std::move(block));
  }
  void replace(int index, const BlockRef& block) {
    addresses_[size_t(index)] = block.data();
    references_[size_t(index)] = block;
  }
  // Keeps the first `blocks`.
  void shorten(int blocks) {
    references_.resize(size_t(blocks));
    addresses_.resize(size_t(blocks));
  }
  void clear() {
    references_.clear();
    addresses_.clear();
  }

 private:
  std::vector<BlockRef> references_;
  std::vector<char*> addresses_;
};

}  // namespace nextoken
