// Who takes part in a step and where its keys and values lie: places, blocks, prefixes, rows.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "engine/engine.h"

namespace nextoken {

// Gives places to those who wait, in order. Whoever does not fit holds up those behind; but who comes back
// from a rest takes its place again, from the last one behind it if need be.
void Engine::admit() {
  int running = int(std::count_if(sequences_.begin(), sequences_.end(),
                                  [](const auto& s) { return s->state == State::kRunning; }));
  bool held_up = false;
  for (const auto& sequence : sequences_) {
    if (sequence->state != State::kWaiting || sequence->done) continue;
    if (running >= spec_.max_concurrent) {
      Sequence* const last = sequence->returns ? last_running_behind(*sequence) : nullptr;
      if (last == nullptr) continue;
      set_state(*last, State::kWaiting);
      last->returns = true;
      --running;
    } else if (!sequence->returns) {
      held_up = held_up || (running > 0 && !fits(*sequence));
      if (held_up) continue;
    }
    set_state(*sequence, State::kRunning);
    if (!sequence->started) sequence->admitted = counts_.steps;
    ++running;
    if (sequence->purpose == Purpose::kImport) import(*sequence);
  }
}

// Whether what the sequence has to process, and one block more, can be had without taking it from others, who
// may not have got yet what they need for what they have to process.
bool Engine::fits(const Sequence& sequence) const {
  const auto missing = [](const Sequence& s) {
    return std::max(0, blocks_for(int(s.tokens.size()) + 1) - s.table.blocks());
  };
  int wanted = missing(sequence) + 1;
  for (const auto& s : sequences_) {
    if (s->state == State::kRunning && !s->done) wanted += missing(*s);
  }
  return wanted <= pool_->capacity() - pool_->in_use() + prefixes_.evictable();
}

// The first `keep` tokens and the newest half of what else the context holds go on at new positions.
void Engine::slide(Sequence& sequence) {
  release_blocks(sequence);
  std::vector<int32_t>& tokens = sequence.tokens;
  const size_t keep = size_t(sequence.plan.keep);
  const size_t newest = (size_t(spec_.config.context_length) - keep) / 2;
  tokens.erase(tokens.begin() + ptrdiff_t(keep), tokens.end() - ptrdiff_t(newest));
}

// Before a prompt goes on: somebody may have computed more of it by now.
void Engine::reuse_prefix(Sequence& sequence) {
  const bool at_block = sequence.processed % kBlockPositions == 0;
  if (!spec_.prefix_cache || !sequence.shares_prefix() || !at_block) return;
  const size_t most = sequence.reusable();
  if (sequence.processed >= most) return;
  PrefixTree::Match match = prefixes_.find(sequence.place.scope, sequence.tokens.data(), int(most));
  if (!sequence.started) {
    ++counts_.prefix_lookups;
    if (match.tokens() > 0) ++counts_.prefix_hits;
  }
  if (size_t(match.tokens()) <= sequence.processed) return;
  const size_t whole = match.blocks.size() * kBlockPositions;
  if (whole > sequence.processed) {
    // Room that was made for positions to come is not needed any more.
    sequence.table.clear();
    for (BlockRef& block : match.blocks) sequence.table.push(std::move(block));
    sequence.processed = whole;
    sequence.shared = whole;
  }
  if (match.partial_tokens == 0 || sequence.table.blocks() != int(match.blocks.size())) return;
  BlockRef block = take_block(sequence);
  if (!block) return;
  std::memcpy(block.data(), match.partial.data(), pool_->block_bytes());
  sequence.table.push(std::move(block));
  sequence.processed += size_t(match.partial_tokens);
}

// A block from the pool, from the prefixes that are longest unused, or from a sequence that ranks behind.
BlockRef Engine::take_block(const Sequence& sequence) {
  for (;;) {
    BlockRef block = pool_->allocate();
    if (block) return block;
    if (prefixes_.evict()) continue;
    Sequence* victim = victim_of(sequence);
    if (victim == nullptr) return {};
    ++counts_.preemptions;
    release_blocks(*victim);
    victim->returns = false;
    if (victim->state == State::kRunning) set_state(*victim, State::kWaiting);
  }
}

Engine::Sequence* Engine::last_running_behind(const Sequence& sequence) {
  for (auto other = sequences_.rbegin(); other->get() != &sequence; ++other) {
    if ((*other)->state == State::kRunning && !(*other)->done) return other->get();
  }
  return nullptr;
}

// Who gives its blocks up for `sequence`, to compute them again later: one that does not run, or the last
// one. One that rests will soon be back: it ranks like those who run, though not even the first is spared.
Engine::Sequence* Engine::victim_of(const Sequence& sequence) {
  Sequence* victim = nullptr;
  Sequence* resting_ahead = nullptr;
  bool behind = false;
  for (const auto& other : sequences_) {
    if (other.get() == &sequence) {
      behind = true;
    } else if (other->table.blocks() > 0) {
      const bool resting = other->state == State::kResting;
      if (other->state != State::kRunning && !resting) return other.get();
      if (behind)
        victim = other.get();
      else if (resting)
        resting_ahead = other.get();
    }
  }
  return victim != nullptr ? victim : resting_ahead;
}

// The sequence's keys and values stay as a prefix while there is room for it.
void Engine::release_blocks(Sequence& sequence) {
  if (spec_.prefix_cache && sequence.shares_prefix() && sequence.processed > sequence.shared) {
    prefixes_.insert(sequence.place.scope, sequence.tokens.data(), int(sequence.processed), sequence.table);
  }
  sequence.table.clear();
  sequence.processed = 0;
  sequence.shared = 0;
}

// Makes the table long enough. False where no memory can be had in this step.
bool Engine::make_room(Sequence& sequence, size_t positions) {
  // A block that is not full may be shared with a fork until one of them goes on.
  const size_t last = sequence.processed / kBlockPositions;
  if (sequence.processed % kBlockPositions != 0 && positions > sequence.processed &&
      sequence.table.references()[last].references() > 1) {
    BlockRef block = take_block(sequence);
    if (!block) return false;
    std::memcpy(block.data(), sequence.table.addresses()[last], pool_->block_bytes());
    sequence.table.replace(int(last), block);
  }
  while (size_t(sequence.table.blocks()) * kBlockPositions < positions) {
    BlockRef block = take_block(sequence);
    if (!block) return false;
    sequence.table.push(std::move(block));
  }
  return true;
}

// Whether a prompt of this step is the same so far: then it is known in the next one.
bool Engine::is_underway(const Sequence& sequence, const std::vector<Part>& parts) const {
  // Rows that are worth a step's wait.
  constexpr size_t kWorthwhile = kBlockPositions / 2;
  const bool at_block = sequence.processed % kBlockPositions == 0;
  if (!spec_.prefix_cache || !sequence.shares_prefix() || !at_block) return false;
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    const Sequence& other = *part.sequence;
    if (!other.shares_prefix() || other.place.scope != sequence.place.scope) return false;
    const size_t whole = (other.processed + size_t(part.count)) / kBlockPositions * kBlockPositions;
    const size_t most = std::min(whole, sequence.reusable());
    if (most < sequence.processed + kWorthwhile) return false;
    const auto begin = sequence.tokens.begin();
    const auto same = std::mismatch(begin, begin + ptrdiff_t(most), other.tokens.begin()).first;
    return size_t(same - begin) >= sequence.processed + kWorthwhile;
  });
}

// Whoever decodes takes part in every step; prompts share what the budget leaves, in order. It spares those
// who decode what came after their first token: sequences that came together get through their prompts
// together, or few of them would decode at a time.
std::vector<Engine::Part> Engine::choose_rows() {
  int decoding = 0;
  uint64_t earliest = UINT64_MAX;
  for (const auto& s : sequences_) {
    if (s->state != State::kRunning || s->done || !s->decodes()) continue;
    ++decoding;
    if (s->generated > 0) earliest = std::min(earliest, s->began);
  }
  const int room = Forward::kMaxRows - decoding;
  const int spare = std::min(budget_.prompt_rows(decoding), room);
  const int most = std::min(StepBudget::kMostRows, room);
  std::vector<Part> parts;
  int rows = 0, prompt_rows = 0;
  bool first = true;
  // In order of rank: blocks are only ever taken from those who come later, so a part stays valid.
  for (const auto& s : sequences_) {
    Sequence& sequence = *s;
    if (sequence.state != State::kRunning || sequence.done) continue;
    const bool goes_first = std::exchange(first, false);
    const bool prompt = !sequence.decodes();
    int count = 1;
    if (prompt) {
      const bool together = sequence.generated == 0 && sequence.admitted <= earliest;
      int left = (together ? most : spare) - prompt_rows;
      // Those behind may find no memory: the first one, who can have all, gets on in any case.
      if (goes_first) left = std::max(left, std::min(StepBudget::kLeastRows, room));
      if (left <= 0) continue;
      reuse_prefix(sequence);
      if (is_underway(sequence, parts)) continue;
      count = int(std::min(sequence.pending(), size_t(left)));
    }
    if (!make_room(sequence, sequence.processed + size_t(count))) continue;
    if (!sequence.started) {
      sequence.started = true;
      counts_.cached_tokens += sequence.processed;
      tell(sequence, EventKind::kStarted, double(sequence.processed));
    }
    if (prompt) prompt_rows += count;
    if (count == 0) continue;  // an export whose tokens were all known
    parts.push_back({&sequence, rows, count});
    rows += count;
  }
  return parts;
}

// Blocks that are full now become known to the others.
void Engine::keep_finished_blocks(Sequence& sequence) {
  const size_t whole = sequence.processed / kBlockPositions * kBlockPositions;
  if (!spec_.prefix_cache || !sequence.shares_prefix() || whole <= sequence.shared) return;
  prefixes_.insert(sequence.place.scope, sequence.tokens.data(), int(whole), sequence.table);
  sequence.shared = whole;
}

}  // namespace nextoken
