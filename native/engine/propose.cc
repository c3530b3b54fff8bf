// Tokens that are likely to come next, for the pass of the step to verify: those that followed the same ones
// before, or those that the draft model names, whichever promises more.
#include <algorithm>
#include <chrono>

#include "engine/engine.h"

namespace nextoken {

namespace {

// More than these are seldom right, and a step for all should not wait for one.
constexpr int kMostProposals = 15;
// Rows of a prompt that the draft model reads in a step at least: it must get on.
constexpr int kLeastRows = 4;
constexpr int kMostRows = 256;
// Of a token, and of a step without proposals (a try in about a thousand), in how often the draft model has
// been right in all sequences: that is what a new one begins with.
constexpr float kShareOfAll = 0.02f;
constexpr float kRestShareOfAll = 0.0005f;

}  // namespace

// Where everybody decodes, adds proposals as far as they pay. Returns the milliseconds that the draft model
// took.
double Engine::propose(std::vector<Part>& parts) {
  int rows = 0;
  bool all_decode = true;
  for (const Part& part : parts) {
    part.sequence->draft.clear();
    part.sequence->drafted = false;
    all_decode = all_decode && part.sequence->decodes();
    rows += part.count;
  }
  if (!all_decode || parts.empty()) return 0.0;
  const int decoding = rows;
  const double step_ms = budget_.decode_ms(decoding);
  std::vector<Sequence*> asking;
  std::vector<DraftModel::Request> requests;
  DraftCosts costs;
  if (draft_) {
    costs.proposal_ms = draft_->proposal_ms(decoding, step_ms, weights_->bytes()) / decoding;
    costs.row_ms = draft_->row_ms(step_ms, weights_->bytes());
    // The draft model's reading makes nobody's token wait longer than a prompt's would.
    const double affordable = (StepBudget::kStretch - 1.0) * step_ms / std::max(costs.row_ms, 1e-6);
    costs.rows_left = std::clamp(int(std::min(affordable, double(kMostRows))), kLeastRows, kMostRows);
  }
  for (const Part& part : parts) {
    Sequence& sequence = *part.sequence;
    const Plan& plan = sequence.plan;
    const int most = std::min({kMostProposals, Forward::kMaxRows - rows, sequence.credit - 1,
                               plan.max_tokens - sequence.generated - 1,
                               spec_.config.context_length - int(sequence.tokens.size()) - 1});
    if (!plan.speculate || plan.consult != Consult::kNone || most <= 0) continue;
    const StepBudget::Draft known = budget_.draft_rows(rows, sequence.lookup_acceptance.probability(), most);
    std::vector<int32_t> found;
    if (known.count == 0) sequence.lookup_acceptance.rest();
    if (known.count > 0) found = look_up(sequence.tokens, known.count);
    const StepBudget::Draft drafted = draft_rows(sequence, rows, most, costs);
    const bool promises_more = found.empty() || drafted.gain > known.gain;
    if (drafted.count > 0 && promises_more && ask_draft(sequence, decoding, drafted, costs, requests)) {
      asking.push_back(&sequence);
      rows += requests.back().wanted;
      if (requests.back().wanted > 0) continue;
    }
    if (found.empty()) continue;
    rows += int(found.size());
    sequence.draft.assign(1, sequence.tokens.back());
    sequence.draft.insert(sequence.draft.end(), found.begin(), found.end());
  }
  double took = 0.0;
  if (!requests.empty()) {
    const auto start = std::chrono::steady_clock::now();
    draft_->propose(requests, interrupt_);
    took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  } else if (draft_) {
    draft_acceptance_.rest(Acceptance().probability(), kRestShareOfAll);
  }
  for (size_t i = 0; i < requests.size(); ++i) {
    const std::vector<int32_t>& proposals = requests[i].proposals;
    if (proposals.empty()) continue;
    Sequence& sequence = *asking[i];
    sequence.drafted = true;
    sequence.draft.assign(1, sequence.tokens.back());
    sequence.draft.insert(sequence.draft.end(), proposals.begin(), proposals.end());
  }
  add_proposals(parts);
  return took;
}

// Proposals of the draft model that pay for the sequence, what it has yet to read left aside.
StepBudget::Draft Engine::draft_rows(Sequence& sequence, int rows, int most, const DraftCosts& costs) {
  if (!draft_) return {};
  most = std::min(most, draft_->most_proposals(sequence.tokens.size()));
  if (most <= 0) return {};
  const StepBudget::Draft draft =
      budget_.draft_rows(rows, sequence.draft_acceptance.probability(), most, costs.proposal_ms);
  if (draft.count == 0) sequence.draft_acceptance.rest(draft_acceptance_.probability());
  return draft;
}

// Has the draft model read what it does not know of the sequence, as far as this step affords it, and then
// propose. False where the rest of the text would not pay for the reading.
bool Engine::ask_draft(const Sequence& sequence, int decoding, const StepBudget::Draft& draft,
                       DraftCosts& costs, std::vector<DraftModel::Request>& requests) {
  const int unread = draft_->unread(sequence.id, sequence.place.scope, sequence.tokens);
  const int remaining = std::min(sequence.plan.max_tokens - sequence.generated,
                                 spec_.config.context_length - int(sequence.tokens.size()));
  const double saved = budget_.decode_ms(decoding) * (1.0 - 1.0 / draft.gain) * remaining;
  if (saved < (unread - 1) * costs.row_ms || costs.rows_left == 0) return false;
  DraftModel::Request request;
  request.sequence = sequence.id;
  request.tokens = &sequence.tokens;
  request.plan = &sequence.plan;
  request.state = &sequence.sampler;
  request.rows = std::min(unread, costs.rows_left);
  if (request.rows == unread) request.wanted = draft.count;
  costs.rows_left -= request.rows;
  requests.push_back(std::move(request));
  return true;
}

// Rows and memory for the proposals.
void Engine::add_proposals(std::vector<Part>& parts) {
  int first_row = 0;
  for (Part& part : parts) {
    Sequence& sequence = *part.sequence;
    std::vector<int32_t>& draft = sequence.draft;
    // Blocks are taken from the pool alone: a guess is worth nobody's memory.
    while (size_t(sequence.table.blocks()) * kBlockPositions < sequence.processed + draft.size()) {
      BlockRef block = pool_->allocate();
      if (!block) break;
      sequence.table.push(std::move(block));
    }
    const size_t room = size_t(sequence.table.blocks()) * kBlockPositions - sequence.processed;
    if (draft.size() > room) draft.resize(room);
    if (draft.size() == 1) draft.clear();
    part.first_row = first_row;
    part.count = std::max(1, int(draft.size()));
    first_row += part.count;
    if (draft.empty()) continue;
    counts_.proposed_tokens += draft.size() - 1;
    if (sequence.drafted) counts_.draft_proposed_tokens += draft.size() - 1;
  }
}

// So many of the sequence's proposals came true; `learns` where the others did not because they were wrong.
void Engine::settle_proposals(Sequence& sequence, int accepted, bool learns) {
  const int proposed = int(sequence.draft.size()) - 1;
  counts_.accepted_tokens += uint64_t(accepted);
  if (!sequence.drafted) {
    if (learns) sequence.lookup_acceptance.learn(proposed, accepted);
    return;
  }
  counts_.draft_accepted_tokens += uint64_t(accepted);
  if (!learns) return;
  sequence.draft_acceptance.learn(proposed, accepted);
  draft_acceptance_.learn(proposed, accepted, kShareOfAll);
}

}  // namespace nextoken
