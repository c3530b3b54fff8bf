#include "engine/prefix_tree.h"

#include <algorithm>

namespace nextoken {

// The child that agrees with tokens [count] the longest; `agree` is how long.
PrefixTree::Node* PrefixTree::closest_child(Node& node, const int32_t* tokens, int count, int& agree) {
  Node* best = nullptr;
  agree = 0;
  for (const auto& child : node.children) {
    const int most = std::min(count, int(child->tokens.size()));
    const auto end = std::mismatch(tokens, tokens + most, child->tokens.begin()).first;
    const int length = int(end - tokens);
    if (length > agree) {
      agree = length;
      best = child.get();
    }
  }
  return best;
}

PrefixTree::Match PrefixTree::find(uint32_t scope, const int32_t* tokens, int count) {
  Match match;
  const auto root = roots_.find(scope);
  if (root == roots_.end()) return match;
  const uint64_t now = ++clock_;
  Node* node = &root->second;
  for (;;) {
    const int at = match.tokens();
    int agree = 0;
    Node* child = closest_child(*node, tokens + at, std::min(kBlockPositions, count - at), agree);
    if (child == nullptr) return match;
    child->last_used = now;
    if (agree < kBlockPositions) {
      match.partial = child->block;
      match.partial_tokens = agree;
      return match;
    }
    match.blocks.push_back(child->block);
    node = child;
  }
}

void PrefixTree::insert(uint32_t scope, const int32_t* tokens, int count, BlockTable& table) {
  if (count == 0) return;
  const uint64_t now = ++clock_;
  Node* node = &roots_[scope];
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
      child->block = table.references()[size_t(index)];
    } else {
      auto added = std::make_unique<Node>();
      added->tokens.assign(begin, begin + size);
      added->block = table.references()[size_t(index)];
      added->parent = node;
      child = added.get();
      node->children.push_back(std::move(added));
      ++blocks_;
    }
    child->last_used = now;
    node = child;
  }
}

void PrefixTree::oldest(Node& node, Node*& found) {
  for (const auto& child : node.children) {
    if (!child->children.empty()) {
      oldest(*child, found);
    } else if (child->block.references() == 1 && (found == nullptr || child->last_used < found->last_used)) {
      found = child.get();
    }
  }
}

bool PrefixTree::evict() {
  Node* found = nullptr;
  for (auto& root : roots_) oldest(root.second, found);
  if (found == nullptr) return false;
  Node* parent = found->parent;
  auto& siblings = parent->children;
  siblings.erase(
      std::find_if(siblings.begin(), siblings.end(), [&](const auto& each) { return each.get() == found; }));
  --blocks_;
  ++evictions_;
  if (parent->parent == nullptr && siblings.empty()) {
    for (auto root = roots_.begin(); root != roots_.end(); ++root) {
      if (&root->second == parent) {
        roots_.erase(root);
        break;
      }
    }
  }
  return true;
}

void PrefixTree::visit(const Node& node, int& evictable) {
  for (const auto& child : node.children) {
    if (child->block.references() == 1) ++evictable;
    visit(*child, evictable);
  }
}

int PrefixTree::evictable() const {
  int count = 0;
  for (const auto& root : roots_) visit(root.second, count);
  return count;
}

}  // namespace nextoken
