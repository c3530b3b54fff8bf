// The prefixes whose keys and values are in memory: a radix tree over token ids, one block an edge.
//
// A prefix's keys and values depend on its tokens alone, bit for bit (contract 3 of ARCHITECTURE.md), so a
// sequence may start after any prefix that another one left or is still writing. Whole blocks are shared;
// a block that agrees in its first tokens only is copied. Scopes keep prefixes apart that must not be shared:
// those of a restored file are as trustworthy as the file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
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
  int evictable() const;
  int blocks() const { return blocks_; }
  uint64_t evictions() const { return evictions_; }

 private:
  struct Node {
    std::vector<int32_t> tokens;  // of its block; fewer than kBlockPositions only in a leaf
    BlockRef block;
    uint64_t last_used = 0;
    Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
  };

  // Children are few (a tree holds some hundred blocks), so they are looked through one by one.
  static Node* closest_child(Node& node, const int32_t* tokens, int count, int& agree);
  static void visit(const Node& node, int& evictable);
  static void oldest(Node& node, Node*& found);

  std::map<uint32_t, Node> roots_;  // by scope; a root has no block
  uint64_t clock_ = 0;
  uint64_t evictions_ = 0;
  int blocks_ = 0;
};

}  // namespace nextoken
