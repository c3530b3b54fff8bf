// What goes to and fro between the engine and those who steer a sequence: who see its logits, or say which
// tokens may come, before the next one is chosen.
#pragma once

#include <cstdint>
#include <vector>

namespace nextoken {

// What a sequence waits for before its next token is chosen.
enum class Consult {
  kNone,
  kMask,    // the mask of the tokens that may come, given at any time before
  kLogits,  // an answer to the row of logits, which it has told of by kConsult
};

// What a pass has left for the next token of a sequence that rests.
struct LogitRow {
  std::vector<float> logits;  // [vocab]
  std::vector<float> hidden;  // [n_embd] after the final norm, where the plan asks for it
};

// What the next token of a sequence is to be chosen from. Where all is left out: from its own logits.
struct Answer {
  uint32_t sequence = 0;
  int32_t token = -1;         // taken as it is
  std::vector<float> logits;  // [vocab] in the place of its own
  std::vector<int32_t> mask;  // [ceil(vocab / 32)]: a bit for each id that may be drawn
};

}  // namespace nextoken
