// The prefixes whose keys and values are in memory: a radix tree over token ids, one block an edge.
//
// A prefix's keys and values depend on its tokens alone, bit for bit (contract 3 of ARCHITECTURE.md), so a
// sequence may start after any prefix that another one left or is still writing. Whole blocks are shared;
// a block that agrees in its first tokens only is copied. Scopes keep prefixes apart that must not be shared:
// those of a restored file are as trustworthy as the file.
//
// What a call costs depends on the length of its prefix, hardly on how much is known.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "engine/kv_cache.h"

namespace nextoken {

class PrefixTree {
 public:
  struct Match {
    std::vector<BlockRef> blocks;  // whole ones, shared
    BlockRef partial;              // agrees in its first `partial_tokens`; to be copied before it is written
    int partial_tokens = 0;

    int tokens() const { return int(blocks.size()) * kBlockPositions + partial_tokens; }
  };

  // The longest known prefix of tokens [count], and marks it as used.
  Match find(uint32_t scope, const int32_t* tokens, int count);

  // Keeps the keys and values of tokens [count]. The table's whole blocks become the tree's where it has
  // equal ones, which frees the others. The last block is kept too where `count` ends inside it: then
  // nobody may write to it any more.
  void insert(uint32_t scope, const int32_t* tokens, int count, BlockTable& table);

  // Gives up the least recently used block that no sequence holds. False where there is none.
  bool evict();

  // Blocks that the tree alone holds.
  int evictable() const { return evictable_; }
  int blocks() const { return int(by_use_.size()); }
  uint64_t evictions() const { return evictions_; }
  // Blocks that all calls together have looked at.
  uint64_t looks() const { return looks_; }

 private:
  struct Node;

  // Some of a sequence's tokens.
  struct Tokens {
    const int32_t* begin;
    int count;
  };
  struct Before {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return less(view(a), view(b));
    }
    static Tokens view(const Tokens& tokens) { return tokens; }
    static Tokens view(const std::unique_ptr<Node>& node);
    static bool less(const Tokens& a, const Tokens& b);
  };

  struct Node {
    ~Node() { hold({}); }
    void hold(BlockRef next, int* kept_alone = nullptr);

    Node* parent = nullptr;
    uint32_t scope = 0;           // of a root, which has no block
    std::vector<int32_t> tokens;  // of its block; fewer than kBlockPositions only in a leaf
    BlockRef block;
    std::list<Node*>::iterator use;
    // None is the beginning of another one, so a leaf that grows keeps its place in the order.
    std::set<std::unique_ptr<Node>, Before> children;
  };

  Node* closest_child(const Node& node, const int32_t* tokens, int count, int& agree);
  void use(Node& node);

  int evictable_ = 0;
  uint64_t evictions_ = 0;
  uint64_t looks_ = 0;
  // All blocks, the least recently used one first, and each before those that it follows in a prefix: so the
  // first one is a leaf.
  std::list<Node*> by_use_;
  std::map<uint32_t, Node> roots_;  // by scope
};

}  // namespace nextoken
