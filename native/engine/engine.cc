#include "engine/engine.h"

#include <algorithm>
#include <cstring>

namespace nextoken {

Engine::Engine(uint32_t id, ModelSpec spec, const Kernels& kernels, EventSink& sink)
    : id_(id), spec_(std::move(spec)), kernels_(kernels), sink_(sink), thread_([this] { main(); }) {}

Engine::~Engine() {
  request_stop();
  thread_.join();
}

void Engine::submit(uint32_t sequence, std::vector<int32_t> ids, Plan plan, int credit) {
  Command command;
  command.sequence = sequence;
  command.submitted = std::make_unique<Sequence>();
  command.submitted->id = sequence;
  command.submitted->tokens = std::move(ids);
  command.submitted->plan = std::move(plan);
  command.submitted->credit = credit;
  push(std::move(command));
}

void Engine::submit_logits(uint32_t sequence, std::vector<int32_t> ids, float* out) {
  Command command;
  command.sequence = sequence;
  command.submitted = std::make_unique<Sequence>();
  command.submitted->id = sequence;
  command.submitted->tokens = std::move(ids);
  command.submitted->logits_out = out;
  push(std::move(command));
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
  inbox_.push_back(std::move(command));
  changed_.notify_all();
  mutex_.unlock();
}

void Engine::request_stop() {
  mutex_.lock();
  stopping_.store(true);
  changed_.notify_all();
  mutex_.unlock();
}

void Engine::main() {
  workers_ = std::make_unique<Workers>(spec_.threads);
  if (load()) {
    while (wait_for_work()) step();
  }
  for (const auto& sequence : sequences_) finish(*sequence, EventKind::kCancelled);
  sequences_.clear();
  mutex_.lock();
  for (const Command& command : inbox_) {
    if (command.submitted) emit(command.sequence, EventKind::kCancelled);
  }
  inbox_.clear();
  mutex_.unlock();
  emit(0, EventKind::kStopped);
  publish();
  workers_.reset();
}

bool Engine::load() {
  constexpr double kProgressStep = 0.01;
  double told = 0.0;
  const auto progress = [&](double share) {
    if (share >= told + kProgressStep) {
      told = share;
      emit(0, EventKind::kLoadProgress, share);
      publish();
    }
    return !stopping_.load();
  };
  Error error =
      load_weights(spec_.config, spec_.precision, spec_.files, spec_.tensors, *workers_, progress, weights_);
  if (!error) {
    forward_ = std::make_unique<Forward>(weights_, kernels_, *workers_);
    error = forward_->allocate();
  }
  if (error) {
    emit(0, EventKind::kFailed, double(error.code));
    publish(error.message);
    return false;
  }
  weight_bytes_.store(weights_.bytes());
  sampler_ = std::make_unique<Sampler>(kernels_, spec_.config.vocab_size);
  emit(0, EventKind::kLoaded);
  publish();
  return true;
}

bool Engine::ready(const Sequence& sequence) const {
  return sequence.logits_out != nullptr || sequence.credit > 0;
}

bool Engine::wait_for_work() {
  std::vector<Command> commands;
  mutex_.lock();
  const auto idle = [&] {
    return std::none_of(sequences_.begin(), sequences_.end(), [&](const auto& s) { return ready(*s); });
  };
  while (!stopping_.load() && inbox_.empty() && idle()) changed_.wait(mutex_);
  if (!stopping_.load()) commands.swap(inbox_);
  mutex_.unlock();
  if (stopping_.load()) return false;
  for (Command& command : commands) execute(command);
  return true;
}

void Engine::execute(Command& command) {
  if (command.kind == Command::Kind::kSubmit) {
    Sequence& sequence = *command.submitted;
    const int64_t wanted = int64_t(sequence.tokens.size()) + sequence.plan.max_tokens;
    const int positions = int(std::min<int64_t>(wanted, spec_.config.context_length));
    if (!sequence.cache.allocate(spec_.config, positions)) {
      emit(sequence.id, EventKind::kFailed, double(ErrorCode::kOutOfMemory));
      publish("no memory for the keys and values of " + std::to_string(positions) + " positions");
      return;
    }
    cache_bytes_.fetch_add(sequence.cache.bytes());
    sequences_.push_back(std::move(command.submitted));
    return;
  }
  const auto found = std::find_if(sequences_.begin(), sequences_.end(),
                                  [&](const auto& s) { return s->id == command.sequence; });
  if (found == sequences_.end()) return;  // it ended before the command came
  if (command.kind == Command::Kind::kGrant) {
    (*found)->credit += command.credit;
    return;
  }
  finish(**found, EventKind::kCancelled);
  sequences_.erase(found);
  publish();
}

void Engine::step() {
  struct Part {
    Sequence* sequence;
    int first_row;
    int count;
  };
  std::vector<Part> parts;
  std::vector<Span> spans;
  int rows = 0;
  const auto add = [&](Sequence& sequence) {
    const int pending = int(sequence.tokens.size() - sequence.processed);
    const int count = std::min(pending, Forward::kMaxRows - rows);
    if (count == 0) return;
    parts.push_back({&sequence, rows, count});
    spans.push_back(
        {sequence.cache.view(), sequence.tokens.data() + sequence.processed, int(sequence.processed), count});
    rows += count;
  };
  // Whoever decodes goes first: a long prompt takes what room is left.
  for (const auto& s : sequences_) {
    if (ready(*s) && s->tokens.size() - s->processed == 1) add(*s);
  }
  for (const auto& s : sequences_) {
    if (ready(*s) && s->tokens.size() - s->processed > 1) add(*s);
  }
  if (parts.empty() || !forward_->run(spans, stopping_)) return;

  // Rows whose logits somebody wants, in batches that the forward pass takes.
  struct Wanted {
    Sequence* sequence;
    int row;
    int position;
  };
  std::vector<Wanted> wanted;
  for (const Part& part : parts) {
    Sequence& sequence = *part.sequence;
    const int before = int(sequence.processed);
    sequence.processed += size_t(part.count);
    if (sequence.logits_out != nullptr) {
      for (int i = 0; i < part.count; ++i) wanted.push_back({&sequence, part.first_row + i, before + i});
    } else if (sequence.processed == sequence.tokens.size()) {
      wanted.push_back({&sequence, part.first_row + part.count - 1, before + part.count - 1});
    } else {
      emit(sequence.id, EventKind::kPromptProgress, double(sequence.processed));
    }
  }
  const size_t vocab = size_t(spec_.config.vocab_size);
  for (size_t begin = 0; begin < wanted.size() && !stopping_.load(); begin += Forward::kMaxLogitRows) {
    const int count = int(std::min<size_t>(Forward::kMaxLogitRows, wanted.size() - begin));
    int batch[Forward::kMaxLogitRows];
    for (int i = 0; i < count; ++i) batch[i] = wanted[begin + size_t(i)].row;
    const float* logits = forward_->logits(batch, count);
    for (int i = 0; i < count; ++i) {
      const Wanted& want = wanted[begin + size_t(i)];
      const float* row = logits + size_t(i) * forward_->logit_stride();
      if (want.sequence->logits_out != nullptr) {
        std::memcpy(want.sequence->logits_out + size_t(want.position) * vocab, row, vocab * sizeof(float));
      } else {
        take_token(*want.sequence, row);
      }
    }
  }
  if (!stopping_.load()) {
    for (const Part& part : parts) {
      Sequence& sequence = *part.sequence;
      if (sequence.logits_out != nullptr && sequence.processed == sequence.tokens.size()) {
        finish(sequence, EventKind::kLogitsDone);
      }
    }
    sequences_.erase(
        std::remove_if(sequences_.begin(), sequences_.end(), [](const auto& s) { return s->done; }),
        sequences_.end());
  }
  publish();
}

// Samples the next token, appends it, and ends the sequence where its plan or the context says so.
void Engine::take_token(Sequence& sequence, const float* logits) {
  const Plan& plan = sequence.plan;
  const Sample sample = sampler_->sample(plan, logits, uint64_t(sequence.generated));
  if (std::find(plan.stop_ids.begin(), plan.stop_ids.end(), sample.token) != plan.stop_ids.end()) {
    finish(sequence, EventKind::kStop, double(sample.token));
    return;
  }
  emit(sequence.id, EventKind::kToken, double(sample.token), double(sample.logprob));
  sequence.tokens.push_back(sample.token);
  sequence.generated += 1;
  sequence.credit -= 1;
  if (sequence.generated >= plan.max_tokens) {
    finish(sequence, EventKind::kLength);
  } else if (int(sequence.tokens.size()) >= spec_.config.context_length) {
    finish(sequence, EventKind::kContext);
  }
}

void Engine::finish(Sequence& sequence, EventKind kind, double value) {
  if (sequence.done) return;
  sequence.done = true;
  cache_bytes_.fetch_sub(sequence.cache.bytes());
  emit(sequence.id, kind, value);
}

void Engine::emit(uint32_t sequence, EventKind kind, double value, double detail) {
  events_.push_back({sequence, kind, value, detail});
}

void Engine::publish(const std::string& message) {
  if (events_.empty()) return;
  sink_.publish(id_, events_, message);
  events_.clear();
}

}  // namespace nextoken
