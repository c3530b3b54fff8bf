// The tree of prefixes against a plain list of everything it was given.
#include "engine/prefix_tree.h"

#include <algorithm>
#include <map>

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

// Against a list of all blocks with the time of their last use. The pool takes the block that was given back
// last, which shows who was evicted.
TEST(what_is_unused_longest_is_evicted_first) {
  struct Known {
    char* data = nullptr;
    uint64_t used = 0;
    int holders = 0;
  };
  struct Holder {
    std::vector<int32_t> path;
    BlockTable table;
  };
  test::Random random(51);
  for (int round = 0; round < test::trials(40); ++round) {
    BlockPool pool(tiny_layout(), 0, 40);
    PrefixTree tree;
    std::map<std::vector<int32_t>, Known> known;  // by what each block of the prefix is filled with
    std::vector<Holder> holders;
    uint64_t now = 0;
    const auto tokens_of = [](const std::vector<int32_t>& path) {
      std::vector<int32_t> tokens;
      for (const int32_t each : path) tokens.insert(tokens.end(), size_t(kBlockPositions), each);
      return tokens;
    };
    const auto each_prefix = [&](std::vector<int32_t> path, auto&& body) {
      for (; !path.empty(); path.pop_back()) body(path.size() - 1, known[path]);
    };
    const auto evict = [&] {
      const std::vector<int32_t>* oldest = nullptr;
      for (auto each = known.begin(); each != known.end(); ++each) {
        const auto next = std::next(each);
        const bool leaf = next == known.end() || common(each->first, next->first) < int(each->first.size());
        const bool older = oldest == nullptr || each->second.used < known[*oldest].used;
        if (leaf && each->second.holders == 0 && older) oldest = &each->first;
      }
      EXPECT(tree.evict() == (oldest != nullptr), "of %zu blocks", known.size());
      if (oldest == nullptr) return;
      EXPECT(pool.allocate().data() == known[*oldest].data, "of %zu blocks", known.size());
      known.erase(*oldest);
    };
    for (int step = 0; step < 200; ++step) {
      std::vector<int32_t> path(size_t(random.between(1, 4)));
      for (int32_t& each : path) each = random.between(0, 2);
      while (pool.in_use() + int(path.size()) > pool.capacity() && tree.evictable() > 0) evict();
      if (pool.in_use() + int(path.size()) > pool.capacity()) continue;
      Holder holder{path, {}};
      for (size_t i = 0; i < path.size(); ++i) holder.table.push(pool.allocate());
      const std::vector<int32_t> tokens = tokens_of(path);
      tree.insert(0, tokens.data(), int(tokens.size()), holder.table);
      ++now;
      each_prefix(path, [&](size_t index, Known& block) {
        block = {holder.table.addresses()[index], now, block.holders + 1};
      });
      holders.push_back(std::move(holder));
      while (!holders.empty() && random.between(0, 3) != 0) {
        // Whoever lets go has used it until now.
        const auto last = holders.begin() + random.between(0, int(holders.size()) - 1);
        const std::vector<int32_t> used = tokens_of(last->path);
        tree.find(0, used.data(), int(used.size()));
        ++now;
        each_prefix(last->path, [&](size_t, Known& block) {
          block.used = now;
          --block.holders;
        });
        holders.erase(last);
      }
    }
    holders.clear();
    for (auto& [path, block] : known) block.holders = 0;
    // The rest was used when it was last looked for, too: in which order they were held says nothing.
    while (!known.empty()) {
      const std::vector<int32_t> used = tokens_of(known.begin()->first);
      tree.find(0, used.data(), int(used.size()));
      ++now;
      each_prefix(known.begin()->first, [&](size_t, Known& block) { block.used = now; });
      evict();
    }
    EXPECT(tree.blocks() == 0 && tree.evictable() == 0 && pool.in_use() == 0, "%d are left", tree.blocks());
  }
}

// Prompts of two blocks that have nothing in common: a step of the engine must not look at all it remembers.
TEST(a_call_looks_at_few_of_many_blocks) {
  constexpr int kBlocks = 8000, kHeld = 200;
  constexpr uint64_t kFew = 16;  // for all that one prompt takes
  test::Random random(52);
  BlockPool pool(tiny_layout(), 0, kBlocks);
  PrefixTree tree;
  std::vector<BlockTable> held(kHeld);
  uint64_t looks = 0, most = 0;
  constexpr int kPrompts = 3 * kBlocks;
  for (int prompt = 0; prompt < kPrompts; ++prompt) {
    std::vector<int32_t> tokens(size_t(kBlockPositions) + 8);
    for (int32_t& each : tokens) each = random.between(0, 50256);
    EXPECT(tree.find(0, tokens.data(), int(tokens.size())).blocks.empty(), "nobody had that prompt");
    BlockTable table;
    while (table.blocks() < 2) {
      BlockRef block = pool.allocate();
      if (!block && !tree.evict()) break;
      if (block) table.push(std::move(block));
    }
    EXPECT(table.blocks() == 2, "no room for prompt %d", prompt);
    if (table.blocks() != 2) return;
    tree.insert(0, tokens.data(), int(tokens.size()), table);
    // The first ones stay in use.
    if (prompt < kHeld) held[size_t(prompt)] = std::move(table);
    table.clear();
    most = std::max(most, tree.looks() - looks);
    looks = tree.looks();
  }
  EXPECT(tree.evictions() > uint64_t(kBlocks), "%d evictions", int(tree.evictions()));
  EXPECT(looks <= kFew * uint64_t(kPrompts), "%d looks for %d prompts", int(looks), kPrompts);
  // Those in use are met one after the other, once in a round.
  EXPECT(most <= kFew + 4 * kHeld, "%d looks for one prompt", int(most));
  EXPECT(tree.evictable() == tree.blocks() - 2 * kHeld, "%d of %d", tree.evictable(), tree.blocks());
}
