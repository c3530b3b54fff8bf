#include "engine/engine.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <iterator>

#include "model/weights_registry.h"

namespace nextoken {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

Engine::Engine(ModelSpec spec, const Kernels& kernels, std::shared_ptr<Client> owner)
    : spec_(std::move(spec)), kernels_(kernels), owner_(std::move(owner)), thread_([this] { main(); }) {}

Engine::~Engine() {
  mutex_.lock();
  stopping_.store(true);
  interrupt_.store(true);
  changed_.notify_all();
  mutex_.unlock();
  thread_.join();
}

// What other threads do.

bool Engine::join() {
  mutex_.lock();
  const bool open = !stopping_.load();
  if (open) ++clients_;
  mutex_.unlock();
  return open;
}

void Engine::leave(const std::shared_ptr<Client>& client) {
  mutex_.lock();
  if (!client->left) {
    client->left = true;
    Command command;
    command.kind = Command::Kind::kLeave;
    command.client = client;
    inbox_.push_back(std::move(command));
    if (--clients_ == 0) {
      stopping_.store(true);
      interrupt_.store(true);
    }
    changed_.notify_all();
  }
  mutex_.unlock();
}

void Engine::detach(const std::shared_ptr<Client>& client) {
  client->close();
  leave(client);
}

uint32_t Engine::submit(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, Plan plan,
                        Place place, int credit) {
  auto sequence = std::make_unique<Sequence>();
  sequence->client = client;
  sequence->place = place;
  sequence->plan = std::move(plan);
  sequence->sampler = SamplerState(sequence->plan, ids);
  sequence->tokens = std::move(ids);
  sequence->credit = credit;
  return push(std::move(sequence));
}

uint32_t Engine::submit_readout(const std::shared_ptr<Client>& client, std::vector<int32_t> ids,
                                Readout readout, Place place) {
  auto sequence = std::make_unique<Sequence>();
  sequence->client = client;
  sequence->purpose = Purpose::kRead;
  sequence->place = place;
  sequence->tokens = std::move(ids);
  sequence->readout = std::move(readout);
  return push(std::move(sequence));
}

uint32_t Engine::submit_export(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, char* out,
                               Place place) {
  auto sequence = std::make_unique<Sequence>();
  sequence->client = client;
  sequence->purpose = Purpose::kExport;
  sequence->place = place;
  sequence->tokens = std::move(ids);
  sequence->out = out;
  return push(std::move(sequence));
}

uint32_t Engine::submit_import(const std::shared_ptr<Client>& client, std::vector<int32_t> ids,
                               const char* data, Place place) {
  auto sequence = std::make_unique<Sequence>();
  sequence->client = client;
  sequence->purpose = Purpose::kImport;
  sequence->place = place;
  sequence->tokens = std::move(ids);
  sequence->data = data;
  return push(std::move(sequence));
}

uint32_t Engine::push(std::unique_ptr<Sequence> sequence) {
  if (occupied_.fetch_add(1) >= spec_.max_concurrent + spec_.max_waiting) {
    occupied_.fetch_sub(1);
    return 0;
  }
  const uint32_t id = next_sequence_.fetch_add(1);
  sequence->id = id;
  Command command;
  command.submitted = std::move(sequence);
  push(std::move(command));
  return id;
}

void Engine::grant(uint32_t sequence, int tokens) {
  Command command;
  command.kind = Command::Kind::kGrant;
  command.sequence = sequence;
  command.credit = tokens;
  push(std::move(command));
}

void Engine::cancel(uint32_t sequence) {
  Command command;
  command.kind = Command::Kind::kCancel;
  command.sequence = sequence;
  push(std::move(command));
}

void Engine::push(Command command) {
  mutex_.lock();
  // A step for nobody else is not worth finishing.
  if (command.kind == Command::Kind::kCancel && command.sequence == alone_in_step_) interrupt_.store(true);
  inbox_.push_back(std::move(command));
  changed_.notify_all();
  mutex_.unlock();
}

EngineStats Engine::stats() {
  mutex_.lock();
  const EngineStats copy = stats_;
  mutex_.unlock();
  return copy;
}

// What the engine's thread does.

void Engine::main() {
  workers_ = std::make_unique<Workers>(spec_.threads);
  if (load()) {
    while (wait_for_work()) step();
  }
  for (const auto& sequence : sequences_) finish(*sequence, EventKind::kCancelled);
  if (pool_) publish();
  std::vector<Command> commands;
  mutex_.lock();
  commands.swap(inbox_);
  mutex_.unlock();
  for (Command& command : commands) {
    if (command.submitted) {
      command.submitted->client->add({command.submitted->id, EventKind::kCancelled});
      command.submitted->client->publish();
    }
    if (command.kind == Command::Kind::kLeave) {
      command.client->add({0, EventKind::kStopped});
      command.client->publish();
    }
  }
  workers_.reset();
}

bool Engine::load() {
  constexpr double kProgressStep = 0.01;
  double told = 0.0;
  const auto load_mine = [&](const std::function<void()>& alive, Weights& weights) {
    return load_weights(
        spec_.config, spec_.precision, spec_.files, spec_.tensors, *workers_,
        [&](double share) {
          alive();
          if (share >= told + kProgressStep) {
            told = share;
            owner_->add({0, EventKind::kLoadProgress, share});
            owner_->publish();
          }
          return !stopping_.load();
        },
        weights);
  };
  const std::string key =
      spec_.identity.empty() ? std::string() : spec_.identity + char('0' + int(spec_.precision));
  Error error = share_weights(
      key, [this] { return !stopping_.load(); }, load_mine, weights_);
  if (!error) {
    forward_ = std::make_unique<Forward>(*weights_, kernels_, *workers_, spec_.cache_precision);
    error = forward_->allocate();
  }
  if (error) {
    owner_->add({0, EventKind::kFailed, double(error.code)});
    owner_->publish(error.message);
    owner_.reset();
    return false;
  }
  weight_bytes_.store(weights_->bytes());
  fingerprint_.store(weights_->fingerprint);
  sampler_ = std::make_unique<Sampler>(kernels_, spec_.config.vocab_size);
  logprobs_ = std::make_unique<Logprobs>(kernels_, spec_.config.vocab_size);
  readouts_ = std::make_unique<ReadoutWriter>(*forward_, kernels_, *workers_, spec_.config);
  // One more than a context needs: a block that is shared in part is copied while it is still held.
  pool_ = std::make_unique<BlockPool>(forward_->cache_layout(), spec_.cache_bytes,
                                      blocks_for(spec_.config.context_length) + 1);
  update_stats();
  owner_->add({0, EventKind::kLoaded});
  owner_->publish();
  owner_.reset();
  return true;
}

bool Engine::wait_for_work() {
  const auto busy = [&] {
    return std::any_of(sequences_.begin(), sequences_.end(),
                       [](const auto& s) { return s->state != State::kPaused; });
  };
  std::vector<Command> commands;
  mutex_.lock();
  while (!stopping_.load() && inbox_.empty() && !busy()) changed_.wait(mutex_);
  const bool go_on = !stopping_.load();
  if (go_on) {
    commands.swap(inbox_);
    interrupt_.store(false);
  }
  mutex_.unlock();
  for (Command& command : commands) execute(command);
  if (!commands.empty()) publish();
  return go_on;
}

void Engine::execute(Command& command) {
  if (command.kind == Command::Kind::kSubmit) {
    const auto later = [](const auto& a, const auto& b) { return a->place.priority > b->place.priority; };
    const auto at = std::upper_bound(sequences_.begin(), sequences_.end(), command.submitted, later);
    Sequence& sequence = **sequences_.insert(at, std::move(command.submitted));
    const bool full = int(sequence.tokens.size()) >= spec_.config.context_length;
    if (sequence.purpose == Purpose::kGenerate && full) slide(sequence);
    if (sequence.purpose == Purpose::kGenerate && sequence.credit <= 0) set_state(sequence, State::kPaused);
    return;
  }
  if (command.kind == Command::Kind::kLeave) {
    for (const auto& sequence : sequences_) {
      if (sequence->client == command.client) finish(*sequence, EventKind::kCancelled);
    }
    command.client->add({0, EventKind::kStopped});
    command.client->publish();
    return;
  }
  const auto found = std::find_if(sequences_.begin(), sequences_.end(),
                                  [&](const auto& s) { return s->id == command.sequence && !s->done; });
  if (found == sequences_.end()) return;  // it ended before the command came
  Sequence& sequence = **found;
  if (command.kind == Command::Kind::kCancel) {
    finish(sequence, EventKind::kCancelled);
    return;
  }
  sequence.credit += command.credit;
  if (sequence.state == State::kPaused && sequence.credit > 0) set_state(sequence, State::kWaiting);
}

void Engine::set_state(Sequence& sequence, State state) {
  if (sequence.state == State::kPaused) occupied_.fetch_add(1);
  if (state == State::kPaused) occupied_.fetch_sub(1);
  sequence.state = state;
}

// Gives places to those who wait, in order. Whoever does not fit holds up those behind.
void Engine::admit() {
  int running = int(std::count_if(sequences_.begin(), sequences_.end(),
                                  [](const auto& s) { return s->state == State::kRunning; }));
  for (const auto& sequence : sequences_) {
    if (running >= spec_.max_concurrent) return;
    if (sequence->state != State::kWaiting || sequence->done) continue;
    if (running > 0 && !fits(*sequence)) return;
    set_state(*sequence, State::kRunning);
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
    if (victim->state == State::kRunning) set_state(*victim, State::kWaiting);
  }
}

// Who gives its blocks up for `sequence`, to compute them again later: one that does not run, or the last
// one.
Engine::Sequence* Engine::victim_of(const Sequence& sequence) {
  Sequence* victim = nullptr;
  bool behind = false;
  for (const auto& other : sequences_) {
    if (other.get() == &sequence) {
      behind = true;
    } else if (other->table.blocks() > 0) {
      if (other->state != State::kRunning) return other.get();
      if (behind) victim = other.get();
    }
  }
  return victim;
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
  while (size_t(sequence.table.blocks()) * kBlockPositions < positions) {
    BlockRef block = take_block(sequence);
    if (!block) return false;
    sequence.table.push(std::move(block));
  }
  return true;
}

// Whoever decodes takes part in every step; prompts share what the budget leaves, in order.
std::vector<Engine::Part> Engine::choose_rows() {
  int decoding = 0;
  for (const auto& s : sequences_) {
    if (s->state == State::kRunning && !s->done && s->decodes()) ++decoding;
  }
  int left = std::min(budget_.prompt_rows(decoding), Forward::kMaxRows - decoding);
  std::vector<Part> parts;
  int rows = 0;
  // In order of rank: blocks are only ever taken from those who come later, so a part stays valid.
  for (const auto& s : sequences_) {
    Sequence& sequence = *s;
    if (sequence.state != State::kRunning || sequence.done) continue;
    int count = 1;
    if (!sequence.decodes()) {
      if (left <= 0) continue;
      reuse_prefix(sequence);
      count = int(std::min(sequence.pending(), size_t(left)));
    }
    if (!make_room(sequence, sequence.processed + size_t(count))) continue;
    if (!sequence.started) {
      sequence.started = true;
      counts_.cached_tokens += sequence.processed;
      sequence.client->add({sequence.id, EventKind::kStarted, double(sequence.processed)});
    }
    if (!sequence.decodes()) left -= count;
    if (count == 0) continue;  // an export whose tokens were all known
    parts.push_back({&sequence, rows, count});
    rows += count;
  }
  return parts;
}

// Where everybody decodes, adds tokens that are likely to come next, as far as that pays.
void Engine::propose(std::vector<Part>& parts) {
  // More than these are seldom right, and a step for all should not wait for one.
  constexpr int kMostProposals = 15;
  int rows = 0;
  bool all_decode = true;
  for (const Part& part : parts) {
    part.sequence->draft.clear();
    all_decode = all_decode && part.sequence->decodes();
    rows += part.count;
  }
  if (!all_decode) return;
  int first_row = 0;
  for (Part& part : parts) {
    Sequence& sequence = *part.sequence;
    part.first_row = first_row;
    first_row += part.count;
    const Plan& plan = sequence.plan;
    const int most = std::min({kMostProposals, Forward::kMaxRows - rows, sequence.credit - 1,
                               plan.max_tokens - sequence.generated - 1,
                               spec_.config.context_length - int(sequence.tokens.size()) - 1});
    if (!plan.speculate || most <= 0 || sequence.tokens.size() <= size_t(kLookupTokens)) continue;
    const int count = budget_.draft_rows(rows, sequence.acceptance.probability(), most);
    if (count == 0) {
      sequence.acceptance.rest();
      continue;
    }
    const std::vector<int32_t> proposals = look_up(sequence.tokens, count);
    // Blocks are taken from the pool alone: a guess is worth nobody's memory.
    while (size_t(sequence.table.blocks()) * kBlockPositions < sequence.processed + 1 + proposals.size()) {
      BlockRef block = pool_->allocate();
      if (!block) break;
      sequence.table.push(std::move(block));
    }
    const size_t room = size_t(sequence.table.blocks()) * kBlockPositions - sequence.processed - 1;
    const size_t kept = std::min(room, proposals.size());
    if (kept == 0) continue;
    sequence.draft.assign(1, sequence.tokens.back());
    sequence.draft.insert(sequence.draft.end(), proposals.begin(), proposals.begin() + ptrdiff_t(kept));
    part.count = 1 + int(kept);
    first_row += int(kept);
    rows += int(kept);
    counts_.proposed_tokens += kept;
  }
}

void Engine::step() {
  const auto start = Clock::now();
  admit();
  std::vector<Part> parts = choose_rows();
  propose(parts);
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
  mutex_.lock();
  alone_in_step_ = parts.size() == 1 ? parts.front().sequence->id : 0;
  mutex_.unlock();
  PassTap* const tap = tap_for(parts, spans);
  if (!parts.empty() && !forward_->run(spans, interrupt_, tap)) return;
  if (parts.empty()) give_up_first();

  for (const Part& part : parts) {
    Sequence& sequence = *part.sequence;
    // Proposals count once they have come true.
    sequence.processed += size_t(sequence.draft.empty() ? part.count : 1);
    if (sequence.pending() > 0) {
      sequence.client->add({sequence.id, EventKind::kPromptProgress, double(sequence.processed)});
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
    // A pass that is looked into says nothing about others.
    if (tap == nullptr) budget_.learn(decoding, prompt_rows, took);
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
  sequence.client->publish();
  finish(sequence, EventKind::kFailed, double(ErrorCode::kOutOfMemory));
  sequence.client->publish("no memory for the keys and values of " + std::to_string(sequence.tokens.size()) +
                           " positions");
}

// Blocks that are full now become known to the others.
void Engine::keep_finished_blocks(Sequence& sequence) {
  const size_t whole = sequence.processed / kBlockPositions * kBlockPositions;
  if (!spec_.prefix_cache || !sequence.shares_prefix() || whole <= sequence.shared) return;
  prefixes_.insert(sequence.place.scope, sequence.tokens.data(), int(whole), sequence.table);
  sequence.shared = whole;
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
      if (verify(sequence, readouts[begin + size_t(i)].position)) take_token(sequence, logits);
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
    if (goes_on) sequence.acceptance.learn(proposed, position - 1);
    counts_.accepted_tokens += uint64_t(position - 1);
    draft.clear();
    return false;
  }
  ++sequence.processed;
  if (position == proposed) {
    sequence.acceptance.learn(proposed, proposed);
    counts_.accepted_tokens += uint64_t(proposed);
  }
  return true;
}

// Samples the next token, appends it, and ends the sequence where its plan or the context says so.
void Engine::take_token(Sequence& sequence, const float* logits) {
  const Plan& plan = sequence.plan;
  const Sample sample = sampler_->sample(plan, sequence.sampler, logits);
  if (std::find(plan.stop_ids.begin(), plan.stop_ids.end(), sample.token) != plan.stop_ids.end()) {
    finish(sequence, EventKind::kStop, double(sample.token));
    return;
  }
  add_top(sequence, logits);
  sequence.client->add({sequence.id, EventKind::kToken, double(sample.token), double(sample.logprob)});
  sequence.tokens.push_back(sample.token);
  sequence.sampler.accept(plan, sample.token);
  sequence.generated += 1;
  sequence.credit -= 1;
  counts_.generated_tokens += 1;
  if (sequence.generated >= plan.max_tokens) {
    finish(sequence, EventKind::kLength);
    return;
  }
  if (int(sequence.tokens.size()) >= spec_.config.context_length) {
    if (!plan.slide) {
      finish(sequence, EventKind::kContext);
      return;
    }
    slide(sequence);
  }
  if (sequence.credit <= 0) set_state(sequence, State::kPaused);
}

// The likeliest tokens, of which the next kToken is the one that was drawn.
void Engine::add_top(const Sequence& sequence, const float* logits) {
  if (sequence.plan.top_logprobs == 0) return;
  std::vector<TokenLogprob> top(size_t(std::min(sequence.plan.top_logprobs, spec_.config.vocab_size)));
  logprobs_->read(logits);
  logprobs_->top(int(top.size()), top.data());
  for (const TokenLogprob& each : top) {
    sequence.client->add({sequence.id, EventKind::kTop, double(each.id), double(each.logprob)});
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

void Engine::finish(Sequence& sequence, EventKind kind, double value) {
  if (sequence.done) return;
  sequence.done = true;
  release_blocks(sequence);
  if (sequence.state != State::kPaused) occupied_.fetch_sub(1);
  sequence.client->add({sequence.id, kind, value});
}

// Whoever hears of an end finds it in the statistics, too.
void Engine::publish() {
  const auto alive =
      std::stable_partition(sequences_.begin(), sequences_.end(), [](const auto& s) { return !s->done; });
  std::vector<std::unique_ptr<Sequence>> finished(std::make_move_iterator(alive),
                                                  std::make_move_iterator(sequences_.end()));
  sequences_.erase(alive, sequences_.end());
  update_stats();
  for (const auto& sequence : finished) sequence->client->publish();
  for (const auto& sequence : sequences_) sequence->client->publish();
}

void Engine::update_stats() {
  EngineStats now = counts_;
  now.blocks_held = 0;
  for (const auto& sequence : sequences_) {
    now.running += sequence->state == State::kRunning;
    now.waiting += sequence->state == State::kWaiting;
    now.paused += sequence->state == State::kPaused;
  }
  now.block_bytes = pool_->block_bytes();
  now.blocks = pool_->capacity();
  now.blocks_reusable = prefixes_.evictable();
  now.blocks_held = pool_->in_use() - now.blocks_reusable;
  now.evictions = prefixes_.evictions();
  mutex_.lock();
  stats_ = now;
  mutex_.unlock();
}

}  // namespace nextoken
