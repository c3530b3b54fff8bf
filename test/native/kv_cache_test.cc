// The pool of blocks for keys and values.
#include "engine/kv_cache.h"

#include <algorithm>
#include <cstring>

#include "test.h"

using namespace nextoken;

TEST(blocks_are_apart_aligned_zeroed_and_as_many_as_the_budget_holds) {
  // Thousands of a kilobyte in each piece of memory, a few of megabytes, and larger than such a piece.
  const int widths[] = {4, 4096, 4096 * 24};
  const int capacities[] = {40000, 37, 3};
  for (int i = 0; i < 3; ++i) {
    ModelConfig config;
    config.layers = 1;
    config.heads = 1;
    config.embedding_size = widths[i];
    const CacheLayout layout(config, CachePrecision::kF32);
    BlockPool pool(layout, size_t(capacities[i]) * layout.block_bytes(), 1);
    EXPECT(pool.capacity() == capacities[i], "%d blocks of %zu bytes", pool.capacity(), pool.block_bytes());
    std::vector<BlockRef> blocks;
    for (int b = 0; b < capacities[i]; ++b) {
      blocks.push_back(pool.allocate());
      EXPECT(bool(blocks.back()), "block %d", b);
      char* data = blocks.back().data();
      EXPECT(reinterpret_cast<size_t>(data) % kAlignment == 0, "block %d", b);
      EXPECT(data[0] == 0 && data[pool.block_bytes() - 1] == 0, "block %d is not zeroed", b);
      data[0] = data[pool.block_bytes() - 1] = char(1 + b % 100);
    }
    EXPECT(!pool.allocate() && pool.in_use() == capacities[i], "%d of them", pool.in_use());
    std::vector<const char*> addresses;
    for (int b = 0; b < capacities[i]; ++b) {
      const char* data = blocks[size_t(b)].data();
      EXPECT(data[0] == 1 + b % 100 && data[pool.block_bytes() - 1] == 1 + b % 100, "block %d", b);
      addresses.push_back(data);
    }
    std::sort(addresses.begin(), addresses.end());
    for (size_t b = 1; b < addresses.size(); ++b) {
      EXPECT(size_t(addresses[b] - addresses[b - 1]) >= pool.block_bytes(), "two blocks overlap");
    }
    const char* given_back = blocks.back().data();
    blocks.pop_back();
    EXPECT(pool.allocate().data() == given_back, "the one given back is taken first");
  }
}
