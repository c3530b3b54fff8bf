// A smaller model of the same vocabulary that says what may come next, for the engine's model to verify.
//
// It draws its proposals as they will be drawn in earnest: by the sequence's plan, from its state, with its
// random numbers. So proposals come true as often as the two models agree, at any temperature; were the draft
// the model itself, all would. The engine thread's own.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "engine/kv_cache.h"
#include "engine/plan.h"
#include "engine/prefix_tree.h"
#include "engine/sampler.h"
#include "engine/sampler_state.h"
#include "engine/step_budget.h"
#include "model/forward.h"

namespace nextoken {

class DraftModel {
 public:
  // `cache_bytes` is the most that its keys and values take; one whole context is always granted.
  DraftModel(std::shared_ptr<const Weights> weights, const Kernels& kernels, Workers& workers,
             Sampler& sampler, CachePrecision cache, size_t cache_bytes, bool keeps_prefixes);

  Error allocate();

  // A sequence that the draft shall go on with.
  struct Request {
    uint32_t sequence = 0;
    uint32_t scope = 0;
    const std::vector<int32_t>* tokens = nullptr;
    const Plan* plan = nullptr;
    const SamplerState* state = nullptr;
    int rows = 0;    // tokens of the sequence that it may read now
    int wanted = 0;  // proposals at most; there are none before it has read all
    std::vector<int32_t> proposals;
  };

  // Proposals that can follow so many tokens within its context; < 1 where there is no room.
  int most_proposals(size_t tokens) const { return weights_->config.context_length - int(tokens) + 1; }
  // Tokens of the sequence that it has yet to read before it can propose any; at least the last one.
  int unread(uint32_t sequence, uint32_t scope, const std::vector<int32_t>& tokens);
  // Fills the proposals; fewer where a text ends or memory does, or where `stop` was seen set.
  void propose(std::vector<Request>& requests, const std::atomic<bool>& stop);
  // The sequence has ended.
  void forget(uint32_t sequence);

  // What a proposal for each of so many sequences takes, and one token to be read, in milliseconds; before
  // that is known, guessed from what a step of the engine's model takes and its `model_bytes` of weights.
  double proposal_ms(int sequences, double model_ms, size_t model_bytes) const;
  double row_ms(double model_ms, size_t model_bytes) const;

  size_t weight_bytes() const { return weights_->bytes(); }
  // Of keys and values, those of remembered prefixes included.
  size_t cache_bytes() const { return size_t(pool_.in_use()) * pool_.block_bytes(); }

 private:
  // What it has read of a sequence. Proposals that did not come true are dropped when it goes on.
  struct Reading {
    std::vector<int32_t> tokens;  // whose keys and values are in the table
    size_t shared = 0;            // of these, the prefix tree has
    uint32_t scope = 0;
    uint64_t last_turn = 0;
    BlockTable table;
  };

  bool make_room(Reading& reading, size_t positions);
  BlockRef take_block();
  void reuse_prefix(Reading& reading, const std::vector<int32_t>& tokens);
  void draw(Request& request, SamplerState& state, const float* logits);

  const std::shared_ptr<const Weights> weights_;
  Sampler& sampler_;
  Forward forward_;
  const bool keeps_prefixes_;
  BlockPool pool_;  // outlives what holds its blocks
  PrefixTree prefixes_;
  std::map<uint32_t, Reading> readings_;  // by sequence
  uint64_t turn_ = 0;
  StepBudget times_;
};

}  // namespace nextoken
