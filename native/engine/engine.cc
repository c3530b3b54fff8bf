// The thread: loading, commands, events. schedule.cc says who takes part in a step, step.cc what happens in
// it.
#include "engine/engine.h"

#include <algorithm>
#include <iterator>

#include "model/new_file.h"
#include "model/weights_registry.h"

namespace nextoken {

Engine::Engine(ModelSpec spec, const Kernels& kernels, std::shared_ptr<Client> owner)
    : spec_(std::move(spec)), kernels_(kernels), owner_(std::move(owner)), thread_([this] { main(); }) {}

Engine::~Engine() {
  mutex_.lock();
  stopping_.store(true);
  interrupt_.store(true);
  changed_.notify_all();
  mutex_.unlock();
  thread_.join();
  if (!keeper_.joinable()) return;
  keeper_.join();
  remove_file(spec_.new_packed_file);  // whoever would have given it its name is gone
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

std::unique_ptr<Engine::Sequence> Engine::new_sequence(const std::shared_ptr<Client>& client, Purpose purpose,
                                                       std::vector<int32_t> ids, Place place) {
  auto sequence = std::make_unique<Sequence>();
  sequence->client = client;
  sequence->purpose = purpose;
  sequence->place = place;
  sequence->tokens = std::move(ids);
  return sequence;
}

uint32_t Engine::submit(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, Plan plan,
                        Place place, int credit) {
  auto sequence = new_sequence(client, Purpose::kGenerate, std::move(ids), place);
  sequence->plan = std::move(plan);
  sequence->sampler = SamplerState(sequence->plan, sequence->tokens);
  sequence->credit = credit;
  if (sequence->plan.unguided.empty()) return push(std::move(sequence));
  auto unguided = new_sequence(client, Purpose::kGenerate, sequence->plan.unguided, place);
  sequence->plan.slide = false;
  sequence->unguided = unguided.get();
  unguided->guided = sequence.get();
  return push(std::move(sequence), std::move(unguided));
}

uint32_t Engine::submit_readout(const std::shared_ptr<Client>& client, std::vector<int32_t> ids,
                                Readout readout, Place place) {
  auto sequence = new_sequence(client, Purpose::kRead, std::move(ids), place);
  sequence->readout = std::move(readout);
  return push(std::move(sequence));
}

uint32_t Engine::submit_export(const std::shared_ptr<Client>& client, std::vector<int32_t> ids, char* out,
                               Place place) {
  auto sequence = new_sequence(client, Purpose::kExport, std::move(ids), place);
  sequence->out = out;
  return push(std::move(sequence));
}

uint32_t Engine::submit_import(const std::shared_ptr<Client>& client, std::vector<int32_t> ids,
                               const char* data, Place place) {
  auto sequence = new_sequence(client, Purpose::kImport, std::move(ids), place);
  sequence->data = data;
  return push(std::move(sequence));
}

uint32_t Engine::push(std::unique_ptr<Sequence> sequence, std::unique_ptr<Sequence> unguided) {
  const int count = unguided ? 2 : 1;
  if (occupied_.fetch_add(count) + count > spec_.max_concurrent + spec_.max_waiting) {
    occupied_.fetch_sub(count);
    return 0;
  }
  const uint32_t id = next_sequence_.fetch_add(1);
  sequence->id = id;
  Command command;
  command.submitted = std::move(sequence);
  if (unguided) unguided->id = next_sequence_.fetch_add(1);
  command.unguided = std::move(unguided);
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
  const bool waits = command.kind == Command::Kind::kSubmit && command.submitted->client->gathers;
  inbox_.push_back(std::move(command));
  if (!waits) changed_.notify_all();
  mutex_.unlock();
}

void Engine::wake() {
  mutex_.lock();
  changed_.notify_all();
  mutex_.unlock();
}

EngineStats Engine::stats() {
  mutex_.lock();
  const EngineStats copy = stats_;
  mutex_.unlock();
  return copy;
}

CacheUse Engine::cache_use() {
  mutex_.lock();
  CacheUse copy = cache_use_;
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
    if (command.kind == Command::Kind::kFork) add_fork(command);
    if (command.kind == Command::Kind::kLeave) {
      command.client->add({0, EventKind::kStopped});
      command.client->publish();
    }
  }
  workers_.reset();
}

// The weights of a spec; loading them is `share` of the whole loading, which is done up to `first`.
Error Engine::load_weights_of(const WeightsSpec& spec, double first, double share, CacheUse& cache_use,
                              std::shared_ptr<const Weights>& out) {
  constexpr double kProgressStep = 0.01;
  double told = first;
  const auto load_mine = [&](const std::function<void()>& alive, Weights& weights) {
    return load_weights(
        spec.config, spec.precision, spec.files, spec.tensors,
        {spec.identity, spec.packed_file, spec.new_packed_file}, kernels_, *workers_,
        [&](double done) {
          alive();
          const double whole = first + share * done;
          if (whole >= told + kProgressStep) {
            told = whole;
            owner_->add({0, EventKind::kLoadProgress, whole});
            owner_->publish();
          }
          return !stopping_.load();
        },
        weights, cache_use);
  };
  const std::string key =
      spec.identity.empty() ? std::string() : spec.identity + char('0' + int(spec.precision));
  return share_weights(
      key, [this] { return !stopping_.load(); }, load_mine, out);
}

bool Engine::load() {
  // Of the loading, the draft model's share is that of its weights, roughly.
  const auto size = [](const ModelConfig& config) {
    return double(config.embedding_size) * (config.vocab_size + 12.0 * config.layers * config.embedding_size);
  };
  const double draft_share =
      spec_.draft ? size(spec_.draft->config) / (size(spec_.config) + size(spec_.draft->config)) : 0.0;
  std::shared_ptr<const Weights> draft_weights;
  CacheUse cache_use, draft_cache_use;
  Error error = load_weights_of(spec_, 0.0, 1.0 - draft_share, cache_use, weights_);
  if (!error && spec_.draft) {
    error = load_weights_of(*spec_.draft, 1.0 - draft_share, draft_share, draft_cache_use, draft_weights);
  }
  if (!error) {
    forward_ = std::make_unique<Forward>(*weights_, kernels_, *workers_, spec_.cache_precision);
    error = forward_->allocate();
  }
  size_t cache_bytes = spec_.cache_bytes;
  sampler_ = std::make_unique<Sampler>(kernels_, spec_.config.vocab_size);
  if (!error && spec_.draft) {
    const double mine = double(forward_->cache_layout().block_bytes());
    const double other = double(CacheLayout(spec_.draft->config, spec_.cache_precision).block_bytes());
    cache_bytes = size_t(double(spec_.cache_bytes) * mine / (mine + other));
    draft_ = std::make_unique<DraftModel>(std::move(draft_weights), kernels_, *workers_, *sampler_,
                                          spec_.cache_precision, spec_.cache_bytes - cache_bytes,
                                          spec_.prefix_cache);
    error = draft_->allocate();
  }
  if (error) {
    owner_->add({0, EventKind::kFailed, double(error.code)});
    owner_->publish(error.message);
    owner_.reset();
    return false;
  }
  weight_bytes_.store(weights_->bytes() + (draft_ ? draft_->weight_bytes() : 0));
  fingerprint_.store(weights_->fingerprint);
  weights_from_cache_.store(weights_->from_cache);
  const bool lacking = cache_use.lacking;
  mutex_.lock();
  cache_use_ = std::move(cache_use);
  mutex_.unlock();
  logprobs_ = std::make_unique<Logprobs>(kernels_, spec_.config.vocab_size);
  readouts_ = std::make_unique<ReadoutWriter>(*forward_, kernels_, *workers_, spec_.config);
  // One more than a context needs: a block that is shared in part is copied while it is still held.
  pool_ = std::make_unique<BlockPool>(forward_->cache_layout(), cache_bytes,
                                      blocks_for(spec_.config.context_length) + 1);
  update_stats();
  owner_->add({0, EventKind::kLoaded});
  owner_->publish();
  if (lacking) {
    keeper_ = std::thread([this, owner = owner_] { keep_packed(*owner); });
  } else {
    tell_kept();
  }
  return true;
}

// On a thread of its own, while steps run; for as long as the owner is there, who gives the file its name.
void Engine::keep_packed(const Client& owner) {
  CacheUse use = cache_use();
  const auto go_on = [&] {
    mutex_.lock();
    const bool wanted = !stopping_.load() && !owner.left;
    mutex_.unlock();
    return wanted;
  };
  keep_weights({spec_.identity, spec_.packed_file, spec_.new_packed_file}, *weights_, go_on, use);
  if (!go_on()) remove_file(spec_.new_packed_file);
  mutex_.lock();
  cache_use_ = std::move(use);
  mutex_.unlock();
  Command command;
  command.kind = Command::Kind::kKept;
  push(std::move(command));
}

void Engine::tell_kept() {
  owner_->add({0, EventKind::kKept});
  owner_->publish();
  owner_.reset();
}

bool Engine::wait_for_work() {
  const auto busy = [&] {
    return std::any_of(sequences_.begin(), sequences_.end(), [](const auto& s) {
      return s->state == State::kWaiting || s->state == State::kRunning;
    });
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
    const auto added = sequences_.insert(at, std::move(command.submitted));
    Sequence& sequence = **added;
    if (command.unguided) sequences_.insert(added + 1, std::move(command.unguided));
    sequence.draft_acceptance = draft_acceptance_;
    const bool full = int(sequence.tokens.size()) >= spec_.config.context_length;
    if (sequence.purpose == Purpose::kGenerate && full) slide(sequence);
    if (sequence.purpose == Purpose::kGenerate && sequence.credit <= 0) pause(sequence);
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
  if (command.kind == Command::Kind::kKept) return tell_kept();
  if (command.kind == Command::Kind::kFork) return add_fork(command);
  if (command.kind == Command::Kind::kAnswer) {
    for (Answer& answer : command.answers) {
      Sequence* const sequence = find(answer.sequence);
      if (sequence != nullptr) hear(*sequence, answer);
    }
    return;
  }
  Sequence* const found = find(command.sequence);
  if (found == nullptr) return;  // it ended before the command came
  Sequence& sequence = *found;
  if (command.kind == Command::Kind::kCancel) {
    finish(sequence, EventKind::kCancelled);
    return;
  }
  sequence.credit += command.credit;
  if (sequence.state != State::kPaused || sequence.credit <= 0) return;
  set_state(sequence, State::kWaiting);
  if (sequence.unguided != nullptr) set_state(*sequence.unguided, State::kWaiting);
}

void Engine::pause(Sequence& sequence) {
  set_state(sequence, State::kPaused);
  if (sequence.unguided != nullptr) set_state(*sequence.unguided, State::kPaused);
}

// Null where it has ended.
Engine::Sequence* Engine::find(uint32_t id) {
  const auto found = std::find_if(sequences_.begin(), sequences_.end(),
                                  [&](const auto& s) { return s->id == id && !s->done; });
  return found == sequences_.end() ? nullptr : found->get();
}

void Engine::set_state(Sequence& sequence, State state) {
  if (sequence.state == State::kPaused) occupied_.fetch_add(1);
  if (state == State::kPaused) occupied_.fetch_sub(1);
  if (state != State::kWaiting) sequence.returns = false;
  sequence.state = state;
}

// Nobody has asked for a sequence without the prompt.
void Engine::tell(const Sequence& sequence, EventKind kind, double value, double detail) {
  if (sequence.guided == nullptr) sequence.client->add({sequence.id, kind, value, detail});
}

void Engine::finish(Sequence& sequence, EventKind kind, double value, double detail) {
  if (sequence.guided != nullptr) return finish(*sequence.guided, kind, value, detail);
  if (sequence.done) return;
  release(sequence);
  if (sequence.unguided != nullptr) release(*sequence.unguided);
  tell(sequence, kind, value, detail);
}

void Engine::release(Sequence& sequence) {
  sequence.done = true;
  release_blocks(sequence);
  drop_row(sequence);
  if (draft_) draft_->forget(sequence.id);
  if (sequence.state != State::kPaused) occupied_.fetch_sub(1);
}

void Engine::fail(Sequence& sequence, ErrorCode code, const std::string& message) {
  sequence.client->publish();
  finish(sequence, EventKind::kFailed, double(code));
  sequence.client->publish(message);
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
  for (const auto& sequence : sequences_) {
    now.running += sequence->state == State::kRunning;
    now.waiting += sequence->state == State::kWaiting;
    now.paused += sequence->state == State::kPaused || sequence->state == State::kResting;
  }
  now.block_bytes = pool_->block_bytes();
  now.blocks = pool_->capacity();
  now.blocks_reusable = prefixes_.evictable();
  now.blocks_held = pool_->in_use() - now.blocks_reusable;
  now.evictions = prefixes_.evictions();
  if (draft_) now.draft_cache_bytes = draft_->cache_bytes();
  mutex_.lock();
  stats_ = now;
  mutex_.unlock();
}

}  // namespace nextoken
