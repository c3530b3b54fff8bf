#include "engine/prefix_tree.h"

#include <algorithm>
#include <iterator>

namespace nextoken {

PrefixTree::Tokens PrefixTree::Before::view(const std::unique_ptr<Node>& node) {
  return {node->tokens.data(), int(node->tokens.size())};
}

bool PrefixTree::Before::less(const Tokens& a, const Tokens& b) {
  return std::lexicographical_compare(a.begin, a.begin + a.count, b.begin, b.begin + b.count);
}

void PrefixTree::Node::hold(BlockRef next, int* kept_alone) {
  if (block) block.keep(nullptr);
  block = std::move(next);
  if (block) block.keep(kept_alone);
}

// The child that agrees with tokens [count] the longest; `agree` is how long. In their order it stands next
// to where these tokens would.
PrefixTree::Node* PrefixTree::closest_child(const Node& node, const int32_t* tokens, int count, int& agree) {
  Node* best = nullptr;
  agree = 0;
  const auto consider = [&](Node& child) {
    ++looks_;
    const int most = std::min(count, int(child.tokens.size()));
    const int length = int(std::mismatch(tokens, tokens + most, child.tokens.begin()).first - tokens);
    if (length <= agree) return;
    agree = length;
    best = &child;
  };
  const auto next = node.children.lower_bound(Tokens{tokens, count});
  if (next != node.children.end()) consider(**next);
  if (next != node.children.begin()) consider(**std::prev(next));
  return best;
}

// A block is used with all that it follows.
void PrefixTree::use(Node& node) {
  for (Node* each = &node; each->parent != nullptr; each = each->parent) {
    ++looks_;
    by_use_.splice(by_use_.end(), by_use_, each->use);
  }
}

PrefixTree::Match PrefixTree::find(uint32_t scope, const int32_t* tokens, int count) {
  Match match;
  const auto root = roots_.find(scope);
  if (root == roots_.end()) return match;
  Node* node = &root->second;
  while (match.partial_tokens == 0) {
    const int at = match.tokens();
    int agree = 0;
    Node* child = closest_child(*node, tokens + at, std::min(kBlockPositions, count - at), agree);
    if (child == nullptr) break;
    node = child;
    if (agree == kBlockPositions) {
      match.blocks.push_back(child->block);
    } else {
      match.partial = child->block;
      match.partial_tokens = agree;
    }
  }
  use(*node);
  return match;
}

void PrefixTree::insert(uint32_t scope, const int32_t* tokens, int count, BlockTable& table) {
  if (count == 0) return;
  Node* node = &roots_[scope];
  node->scope = scope;
  for (int index = 0, at = 0; at < count; ++index, at += kBlockPositions) {
    const int size = std::min(kBlockPositions, count - at);
    const int32_t* begin = tokens + at;
    int agree = 0;
    Node* child = closest_child(*node, begin, size, agree);
    if (child != nullptr && agree == size) {
      // Known. A longer or equal block stays; a whole one is the same for everybody.
      if (size == kBlockPositions) table.replace(index, child->block);
    } else if (child != nullptr && agree == int(child->tokens.size())) {
      // A leaf that ended early: this block goes on where it stopped.
      child->tokens.assign(begin, begin + size);
      child->hold(table.references()[size_t(index)], &evictable_);
    } else {
      auto added = std::make_unique<Node>();
      added->tokens.assign(begin, begin + size);
      added->hold(table.references()[size_t(index)], &evictable_);
      added->parent = node;
      added->use = by_use_.insert(by_use_.end(), added.get());
      child = added.get();
      node->children.insert(std::move(added));
    }
    node = child;
  }
  use(*node);
}

bool PrefixTree::evict() {
  if (evictable_ == 0) return false;
  // What a sequence holds is in use until it lets go; it is met once a round, and goes to the end.
  for (int left = blocks(); by_use_.front()->block.references() > 1; use(*by_use_.front())) {
    if (--left == 0) return false;
  }
  Node* const oldest = by_use_.front();
  Node* const parent = oldest->parent;
  ++looks_;
  by_use_.pop_front();
  parent->children.erase(parent->children.find(Tokens{oldest->tokens.data(), int(oldest->tokens.size())}));
  ++evictions_;
  if (parent->parent == nullptr && parent->children.empty()) roots_.erase(parent->scope);
  return true;
}

}  // namespace nextoken
