// The tree of prefixes against a plain list of everything it was given.
#include "engine/prefix_tree.h"

#include <algorithm>

#include "test.h"

using namespace nextoken;

namespace {

CacheLayout tiny_layout() {
  ModelConfig config;
  config.layers = 1;
  config.heads = 1;
  config.embedding_size = 4;
  return CacheLayout(config, CachePrecision::kF32);
}

int common(const std::vector<int32_t>& a, const std::vector<int32_t>& b) {
  const size_t most = std::min(a.size(), b.size());
  return int(std::mismatch(a.begin(), a.begin() + ptrdiff_t(most), b.begin()).first - a.begin());
}

// Marks each position of a block with its token, so that a block shows what it is.
void write(BlockTable& table, const std::vector<int32_t>& tokens) {
  for (size_t t = 0; t < tokens.size(); ++t) {
    reinterpret_cast<int32_t*>(table.addresses()[t / kBlockPositions])[t % kBlockPositions] = tokens[t];
  }
}

}  // namespace

TEST(a_prefix_tree_finds_the_longest_prefix) {
  test::Random random(50);
  for (int round = 0; round < test::trials(60); ++round) {
    const int capacity = random.between(8, 60);
    BlockPool pool(tiny_layout(), 0, capacity);
    PrefixTree tree;
    std::vector<std::vector<int32_t>> known;
    bool evicted = false;
    for (int step = 0; step < 60; ++step) {
      // Few different tokens, so that prefixes meet.
      std::vector<int32_t> tokens;
      if (!known.empty() && random.between(0, 2) != 0) {
        tokens = known[size_t(random.between(0, int(known.size()) - 1))];
        tokens.resize(size_t(random.between(0, int(tokens.size()))));
      }
      const int more = random.between(0, 70);
      for (int i = 0; i < more; ++i) tokens.push_back(random.between(0, 2));

      PrefixTree::Match match = tree.find(0, tokens.data(), int(tokens.size()));
      int best = 0;
      for (const auto& each : known) best = std::max(best, common(each, tokens));
      EXPECT(evicted ? match.tokens() <= best : match.tokens() == best, "found %d of %d", match.tokens(),
             best);
      BlockTable table;
      for (const BlockRef& block : match.blocks) table.push(block);
      const auto check = [&](const BlockRef& block, int index, int count) {
        for (int i = 0; i < count; ++i) {
          const int32_t token = reinterpret_cast<int32_t*>(block.data())[i];
          EXPECT(token == tokens[size_t(index * kBlockPositions + i)], "another token at %d of block %d", i,
                 index);
        }
      };
      for (size_t b = 0; b < match.blocks.size(); ++b) check(match.blocks[b], int(b), kBlockPositions);
      if (match.partial) check(match.partial, int(match.blocks.size()), match.partial_tokens);

      // As a sequence would: own blocks for the rest, then all of it is kept.
      bool room = true;
      while (room && table.blocks() * kBlockPositions < int(tokens.size())) {
        BlockRef block = pool.allocate();
        while (!block && tree.evict()) {
          evicted = true;
          block = pool.allocate();
        }
        room = bool(block);
        if (room) table.push(std::move(block));
      }
      if (!room) tokens.resize(size_t(table.blocks() * kBlockPositions));
      // Shared blocks are written with what they hold already.
      write(table, tokens);
      tree.insert(0, tokens.data(), int(tokens.size()), table);
      if (!tokens.empty()) known.push_back(tokens);
      table.clear();
      match = {};
      EXPECT(pool.in_use() == tree.blocks(), "%d blocks in use, %d in the tree", pool.in_use(),
             tree.blocks());
      EXPECT(tree.evictable() == tree.blocks(), "nobody holds one: %d of %d", tree.evictable(),
             tree.blocks());
      EXPECT(pool.in_use() <= capacity, "%d of %d", pool.in_use(), capacity);
    }
    while (tree.evict()) {
    }
    EXPECT(pool.in_use() == 0 && tree.blocks() == 0, "%d blocks are lost", pool.in_use());
  }
}

TEST(what_is_held_is_not_evicted) {
  BlockPool pool(tiny_layout(), 0, 4);
  PrefixTree tree;
  const std::vector<int32_t> tokens(size_t(3 * kBlockPositions), 7);
  BlockTable table;
  for (int i = 0; i < 3; ++i) table.push(pool.allocate());
  tree.insert(0, tokens.data(), int(tokens.size()), table);
  EXPECT(!tree.evict() && tree.evictable() == 0, "all are held");
  PrefixTree::Match match = tree.find(0, tokens.data(), kBlockPositions);
  table.clear();
  EXPECT(tree.evictable() == 2, "%d", tree.evictable());
  EXPECT(tree.evict() && tree.evict() && !tree.evict(), "two of three");
  match = {};
  EXPECT(tree.evict() && !tree.evict(), "and the last");
}
