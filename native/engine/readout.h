// Requests that look into the model instead of generating: what they want of each position, and how a step
// writes it. They are sequences like others, batched with everybody's.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/events.h"
#include "engine/logprobs.h"
#include "model/forward.h"

namespace nextoken {

// What is wanted of the positions from `first` on, and the arrays that take it; null where it is not wanted.
// The arrays belong to the client and live until the request ends. `rows`: positions - first.
struct Readout {
  // Earlier positions are not looked at.
  int first = 0;
  // Whether keys and values of known prefixes may stand for earlier positions, and this sequence's are kept
  // for others. Policy alone: the results are the same.
  bool shares_prefix = false;

  float* logits = nullptr;           // [rows, vocab]
  std::vector<int32_t> targets;      // [rows], or empty
  float* target_logprobs = nullptr;  // [rows]: of targets[i] after position first + i
  int top = 0;                       // the likeliest next tokens, best first, smaller id of equals
  int32_t* top_ids = nullptr;        // [rows, top]
  float* top_logprobs = nullptr;     // [rows, top]

  // The residual stream before the blocks [hidden_first, hidden_first + hidden_count); the one before block
  // `layers`, which does not exist, is after the final norm.
  int hidden_first = 0;
  int hidden_count = 0;
  float* hidden = nullptr;  // [hidden_count, rows, n_embd]

  // How much each position attends to each; 0 for those after it. Needs first == 0.
  float* attentions = nullptr;  // [layers, heads, rows, rows]

  // The likeliest tokens if the final norm and the head stood before block 0, 1, ..., layers.
  int lens = 0;
  int32_t* lens_ids = nullptr;     // [layers + 1, rows, lens]
  float* lens_logprobs = nullptr;  // [layers + 1, rows, lens]

  bool wants_logits() const { return logits != nullptr || target_logprobs != nullptr || top > 0; }
  bool taps() const { return hidden != nullptr || attentions != nullptr || lens > 0; }
};

// Fills the arrays of readouts. The engine thread's own.
class ReadoutWriter final : public PassTap {
 public:
  // A readout's share of a pass.
  struct Part {
    const Readout* readout;
    Client* client;
    const Span* span;
    int positions;  // of the whole sequence
    int first_row;  // of the span, in the batch
  };
  // A row of logits that a readout waits for.
  struct Row {
    const Readout* readout;
    Client* client;
    int positions;
    int position;
  };

  ReadoutWriter(Forward& forward, const Kernels& kernels, Workers& workers, const ModelConfig& config);

  // Before a pass: who wants to see it from within.
  void tap(std::vector<Part> parts) { parts_ = std::move(parts); }
  void residual_ready(int layer) override;
  void queries_ready(int layer) override;

  // After a pass: `count` <= Forward::kMaxLogitRows rows of logits; rows[i].readout may be null.
  void write_logits(const Row* rows, int count, const float* logits);

 private:
  void write_hidden(const Part& part, int layer);
  void write_lens(int layer);
  void take_rows(const float* logits, int count);

  Forward& forward_;
  Workers& workers_;
  const ModelConfig& config_;
  std::vector<Part> parts_;
  std::vector<Logprobs> logprobs_;  // [threads]

  // For each row of logits: what is asked, and what came out before it goes to the client.
  struct Staged {
    int32_t target = -1;  // -1: none
    float logprob = 0.0f;
    std::vector<TokenLogprob> top;  // as many as are asked for
  };
  std::vector<Staged> staged_;  // [kMaxLogitRows]
};

}  // namespace nextoken
