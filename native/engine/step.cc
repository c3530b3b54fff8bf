// One step: the pass, what comes of its rows, and what requests other than generations want of it.
#include <algorithm>
#include <chrono>
#include <cstring>

#include "engine/engine.h"

namespace nextoken {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

void Engine::step() {
  const auto start = Clock::now();
  admit();
  std::vector<Part> parts = choose_rows();
  const auto owner = [](const Part& part) {
    return part.sequence->guided != nullptr ? part.sequence->guided->id : part.sequence->id;
  };
  uint32_t alone = parts.empty() ? 0 : owner(parts.front());
  for (const Part& part : parts) {
    if (owner(part) != alone) alone = 0;
  }
  mutex_.lock();
  alone_in_step_ = alone;
  mutex_.unlock();
  const double drafting = propose(parts);
  std::vector<Span> spans;
  int decoding = 0, prompt_rows = 0, prompt_tokens = 0;
  for (const Part& part : parts) {
    const Sequence& s = *part.sequence;
    const int32_t* tokens = s.draft.empty() ? s.tokens.data() + s.processed : s.draft.data();
    spans.push_back({s.table.addresses(), tokens, int(s.processed), part.count});
    if (s.decodes())
      decoding += part.count;
    else
      prompt_rows += part.count;
    // The last token of a prompt may be all that is left of it.
    if (!s.decodes() || s.generated == 0) prompt_tokens += s.draft.empty() ? part.count : 1;
  }
  PassTap* const tap = tap_for(parts, spans);
  if (!parts.empty() && !forward_->run(spans, interrupt_, tap)) return;
  if (parts.empty()) give_up_first();

  for (const Part& part : parts) {
    Sequence& sequence = *part.sequence;
    // Proposals count once they have come true.
    sequence.processed += size_t(sequence.draft.empty() ? part.count : 1);
    if (sequence.pending() > 0) {
      tell(sequence, EventKind::kPromptProgress, double(sequence.processed));
    }
    keep_finished_blocks(sequence);
  }
  read_logits(parts);
  if (stopping_.load()) return;
  for (const auto& s : sequences_) {
    if (s->state != State::kRunning || s->done || s->pending() > 0) continue;
    if (s->purpose == Purpose::kRead) finish(*s, EventKind::kWritten);
    if (s->purpose == Purpose::kExport) write_export(*s);
  }
  if (!parts.empty()) {
    const double took = milliseconds_since(start);
    // A pass that is looked into says nothing about others, nor does one with more prompts than are usual
    // beside those who decode: its tiles are fuller.
    const bool usual = decoding == 0 || prompt_rows <= budget_.prompt_rows(decoding);
    if (tap == nullptr && usual) budget_.learn(decoding, prompt_rows, took - drafting);
    counts_.steps += 1;
    counts_.step_ms = took;
    counts_.busy_ms += took;
    counts_.prompt_tokens += uint64_t(prompt_tokens);
  }
  publish();
}

// Nobody could go on: the first in the line found no memory, though all blocks were his to take.
void Engine::give_up_first() {
  for (const auto& s : sequences_) {
    if (s->state == State::kRunning && !s->done && s->pending() > 0) return give_up(*s);
  }
}

void Engine::give_up(Sequence& sequence) {
  fail(sequence, ErrorCode::kOutOfMemory,
       "no memory for the keys and values of " + std::to_string(sequence.tokens.size()) + " positions");
}

// Null where nobody looks into the pass.
PassTap* Engine::tap_for(const std::vector<Part>& parts, const std::vector<Span>& spans) {
  std::vector<ReadoutWriter::Part> tapped;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Sequence& s = *parts[i].sequence;
    if (s.purpose != Purpose::kRead || !s.readout.taps()) continue;
    tapped.push_back({&s.readout, s.client.get(), &spans[i], int(s.tokens.size()), parts[i].first_row});
  }
  if (tapped.empty()) return nullptr;
  readouts_->tap(std::move(tapped));
  return readouts_.get();
}

// The output head for the rows whose logits somebody wants, in batches that the forward pass takes.
void Engine::read_logits(const std::vector<Part>& parts) {
  std::vector<Sequence*> sequences;
  std::vector<int> rows;
  std::vector<ReadoutWriter::Row> readouts;
  const auto want = [&](Sequence& sequence, int row, const ReadoutWriter::Row& readout) {
    sequences.push_back(&sequence);
    rows.push_back(row);
    readouts.push_back(readout);
  };
  for (const Part& part : parts) {
    Sequence& sequence = *part.sequence;
    const int last_row = part.first_row + part.count - 1;
    if (sequence.purpose == Purpose::kRead && sequence.readout.wants_logits()) {
      const Readout& readout = sequence.readout;
      const int positions = int(sequence.tokens.size());
      const int end = int(sequence.processed);
      for (int position = std::max(readout.first, end - part.count); position < end; ++position) {
        want(sequence, last_row - (end - 1 - position),
             {&readout, sequence.client.get(), positions, position});
      }
    } else if (sequence.purpose == Purpose::kGenerate && sequence.pending() == 0) {
      const int first = sequence.draft.empty() ? last_row : part.first_row;
      for (int row = first; row <= last_row; ++row) want(sequence, row, {nullptr, nullptr, 0, row - first});
    }
  }
  for (size_t begin = 0; begin < rows.size() && !stopping_.load(); begin += Forward::kMaxLogitRows) {
    const int count = int(std::min<size_t>(Forward::kMaxLogitRows, rows.size() - begin));
    const float* logits = forward_->logits(rows.data() + begin, count);
    readouts_->write_logits(readouts.data() + begin, count, logits);
    for (int i = 0; i < count; ++i, logits += forward_->logit_stride()) {
      Sequence& sequence = *sequences[begin + size_t(i)];
      if (sequence.purpose != Purpose::kGenerate) continue;
      if (verify(sequence, readouts[begin + size_t(i)].position))
        take_row(sequence, logits, rows[begin + size_t(i)]);
    }
  }
}

// Whether the row of logits at this place of the draft follows from what was really said. The draft ends with
// the first proposal that did not come true, with the sequence, its pause or its slide.
bool Engine::verify(Sequence& sequence, int position) {
  if (position == 0) return true;
  std::vector<int32_t>& draft = sequence.draft;
  if (size_t(position) >= draft.size()) return false;
  const bool goes_on = !sequence.done && sequence.state == State::kRunning && sequence.pending() == 1;
  const int proposed = int(draft.size()) - 1;
  if (!goes_on || sequence.tokens.back() != draft[size_t(position)]) {
    settle_proposals(sequence, position - 1, goes_on);
    draft.clear();
    return false;
  }
  ++sequence.processed;
  if (position == proposed) settle_proposals(sequence, proposed, true);
  return true;
}

// The logits of the next token have come.
void Engine::take_row(Sequence& sequence, const float* logits, int row) {
  const bool guided = sequence.unguided != nullptr || sequence.guided != nullptr;
  const auto ready = [](const Sequence& s) { return s.plan.consult == Consult::kNone || !s.mask.empty(); };
  if (!guided && ready(sequence)) {
    return take_token(sequence, logits, {nullptr, sequence.mask.empty() ? nullptr : sequence.mask.data()});
  }
  Sequence& chooser = sequence.guided != nullptr ? *sequence.guided : sequence;
  if (chooser.done) return;
  rest(sequence, logits, row);
  if (guided && !guide(chooser)) return;
  if (!ready(chooser)) return ask(chooser);
  Answer answer;
  answer.mask = std::move(chooser.mask);
  choose(chooser, answer);
}

void Engine::take_token(Sequence& sequence, const float* logits, const Steering& steering) {
  const Sample sample = sampler_->sample(sequence.plan, sequence.sampler, logits, steering);
  sequence.mask.clear();
  if (sample.token >= 0) return append_token(sequence, sample);
  if (sample.token == kNoNumbers) {
    return fail(
        sequence, ErrorCode::kInvalidWeights,
        "the model's logits are not finite numbers: its weights, or the keys and values of a restored "
        "session, hold NaN or values that overflow");
  }
  fail(sequence, ErrorCode::kInvalidArgument, "what is allowed and what is banned leave no token to draw");
}

// Appends the next token, and ends the sequence where its plan or the context says so.
void Engine::append_token(Sequence& sequence, const Sample& sample) {
  const Plan& plan = sequence.plan;
  const bool stops =
      std::find(plan.stop_ids.begin(), plan.stop_ids.end(), sample.token) != plan.stop_ids.end();
  if (stops && !plan.open_ended) {
    finish(sequence, EventKind::kStop, double(sample.token), double(sample.logprob));
    return;
  }
  // Whoever was asked has been told.
  if (plan.consult != Consult::kLogits) add_top(sequence, sampler_->logprobs());
  tell(sequence, EventKind::kToken, double(sample.token), double(sample.logprob));
  sequence.tokens.push_back(sample.token);
  sequence.sampler.accept(plan, sample.token);
  if (sequence.generated == 0) sequence.began = counts_.steps + 1;
  sequence.generated += 1;
  sequence.credit -= 1;
  counts_.generated_tokens += 1;
  if (sequence.generated >= plan.max_tokens && !plan.open_ended) {
    finish(sequence, EventKind::kLength);
    return;
  }
  int positions = int(sequence.tokens.size());
  if (sequence.unguided != nullptr) {
    Sequence& unguided = *sequence.unguided;
    unguided.tokens.push_back(sample.token);
    unguided.generated = sequence.generated;
    unguided.began = sequence.began;
    positions = std::max(positions, int(unguided.tokens.size()));
  }
  if (positions >= spec_.config.context_length + (plan.open_ended ? 1 : 0)) {
    if (!plan.slide) {
      finish(sequence, EventKind::kContext);
      return;
    }
    slide(sequence);
  }
  if (sequence.credit <= 0) pause(sequence);
}

// The likeliest tokens, of which the next kToken is the one that was drawn.
void Engine::add_top(const Sequence& sequence, Logprobs& logprobs) {
  if (sequence.plan.top_logprobs == 0) return;
  std::vector<TokenLogprob> top(size_t(std::min(sequence.plan.top_logprobs, spec_.config.vocab_size)));
  logprobs.top(int(top.size()), top.data());
  for (const TokenLogprob& each : top) {
    tell(sequence, EventKind::kTop, double(each.id), double(each.logprob));
  }
}

// Positions after the last one are left out: they may hold what another sequence wrote.
void Engine::write_export(Sequence& sequence) {
  const CacheLayout& layout = pool_->layout();
  const size_t element = layout.element_bytes();
  const size_t value_bytes = size_t(round_up(layout.head_size, 16)) * element;
  const int blocks = blocks_for(int(sequence.tokens.size()));
  sequence.client->while_open([&] {
    for (int b = 0; b < blocks; ++b) {
      char* block = sequence.out + size_t(b) * pool_->block_bytes();
      std::memcpy(block, sequence.table.addresses()[b], pool_->block_bytes());
      const int used = std::min(int(sequence.tokens.size()) - b * kBlockPositions, kBlockPositions);
      for (int unit = 0; unit < layout.layers * layout.heads && used < kBlockPositions; ++unit) {
        char* keys = block + size_t(unit) * layout.head_bytes();
        for (int group = 0; group < kBlockPositions / kPositionGroup; ++group) {
          const int left = std::clamp(used - group * kPositionGroup, 0, kPositionGroup);
          for (int d = 0; d < layout.head_size; ++d) {
            char* lane = keys + (size_t(group) * layout.head_size + d) * kPositionGroup * element;
            std::memset(lane + left * element, 0, (kPositionGroup - left) * element);
          }
        }
        std::memset(keys + layout.keys_bytes() + used * value_bytes, 0,
                    (kBlockPositions - used) * value_bytes);
      }
    }
  });
  finish(sequence, EventKind::kWritten);
}

// Keys and values from elsewhere become a prefix of their scope.
void Engine::import(Sequence& sequence) {
  if (!make_room(sequence, sequence.tokens.size())) return give_up(sequence);
  sequence.client->while_open([&] {
    for (int b = 0; b < sequence.table.blocks(); ++b) {
      std::memcpy(sequence.table.addresses()[b], sequence.data + size_t(b) * pool_->block_bytes(),
                  pool_->block_bytes());
    }
  });
  sequence.processed = sequence.tokens.size();
  finish(sequence, EventKind::kWritten);
}

}  // namespace nextoken
