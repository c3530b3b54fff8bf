// Sequences that rest until somebody says what their next token is chosen from; see engine/steering.h.
#include <algorithm>

#include "engine/engine.h"

namespace nextoken {

// What other threads do.

void Engine::answer(std::vector<Answer> answers) {
  Command command;
  command.kind = Command::Kind::kAnswer;
  command.answers = std::move(answers);
  push(std::move(command));
}

std::shared_ptr<const LogitRow> Engine::row_of(uint32_t sequence) {
  mutex_.lock();
  const auto found = rows_.find(sequence);
  const std::shared_ptr<const LogitRow> row = found == rows_.end() ? nullptr : found->second;
  mutex_.unlock();
  return row;
}

uint32_t Engine::fork(const std::shared_ptr<Client>& client, uint32_t sequence) {
  const std::shared_ptr<const LogitRow> row = row_of(sequence);
  if (row == nullptr) return 0;
  // It belongs to a request that was admitted: it is not refused.
  occupied_.fetch_add(1);
  Command command;
  command.kind = Command::Kind::kFork;
  command.client = client;
  command.sequence = sequence;
  command.fork = next_sequence_.fetch_add(1);
  const uint32_t id = command.fork;
  mutex_.lock();
  rows_[id] = row;
  mutex_.unlock();
  push(std::move(command));
  return id;
}

// What the engine's thread does.

// Keeps the row aside.
void Engine::rest(Sequence& sequence, const float* logits, int row) {
  sequence.row.reset(new LogitRow);
  sequence.row->logits.assign(logits, logits + spec_.config.vocab_size);
  if (sequence.plan.hidden) {
    const float* hidden = forward_->final_normal(row);
    sequence.row->hidden.assign(hidden, hidden + spec_.config.embedding_size);
  }
  set_state(sequence, State::kResting);
}

// Classifier-free guidance (Sanchez et al. 2023, "Stay on topic with classifier-free guidance"), as in
// Hugging Face transformers: log-probabilities, moved away from those without the prompt. False while one of
// the two rows is not there yet.
bool Engine::guide(Sequence& sequence) {
  if (sequence.row == nullptr || sequence.unguided->row == nullptr) return false;
  std::vector<float>& guided = sequence.row->guided;
  guided.resize(size_t(spec_.config.vocab_size));
  logprobs_->read(sequence.row->logits.data());
  for (int32_t id = 0; id < spec_.config.vocab_size; ++id) guided[size_t(id)] = logprobs_->of(id);
  logprobs_->read(sequence.unguided->row->logits.data());
  for (int32_t id = 0; id < spec_.config.vocab_size; ++id) {
    const float without = logprobs_->of(id);
    float& logit = guided[size_t(id)];
    logit = sequence.plan.guidance_scale * (logit - without) + without;
  }
  return true;
}

// Shows the row, and tells of it where it is to be looked at.
void Engine::ask(Sequence& sequence) {
  sequence.asked = true;
  mutex_.lock();
  rows_[sequence.id] = sequence.row;
  mutex_.unlock();
  if (sequence.plan.consult != Consult::kLogits) return;
  if (sequence.plan.top_logprobs > 0) {
    read_scores(sequence);
    add_top(sequence, *logprobs_);
  }
  tell(sequence, EventKind::kConsult);
}

// What the likeliest tokens of a row that rests are chosen by, and told with.
void Engine::read_scores(const Sequence& sequence) {
  const Plan& plan = sequence.plan;
  const float* logits = sequence.row->logits.data();
  logprobs_->read(plan.top_scores == TopScores::kRules ? sampler_->ruled(plan, sequence.sampler, logits)
                                                       : logits);
  if (plan.top_scores != TopScores::kBeams || !LogitRules::apply(plan, sequence.sampler)) return;
  std::vector<float> logprobs(size_t(spec_.config.vocab_size));
  for (int32_t id = 0; id < spec_.config.vocab_size; ++id) logprobs[size_t(id)] = logprobs_->of(id);
  logprobs_->read_logprobs(sampler_->ruled(plan, sequence.sampler, logprobs.data()));
}

void Engine::hear(Sequence& sequence, Answer& answer) {
  if (sequence.plan.consult == Consult::kMask) {
    sequence.mask = answer.mask;
    if (answer.mask.empty()) return;
  }
  if (sequence.asked) choose(sequence, answer);
}

// Goes on from the row that was kept aside.
void Engine::choose(Sequence& sequence, const Answer& answer) {
  const std::shared_ptr<const LogitRow> row = std::move(sequence.row);
  drop_row(sequence);
  const auto come_back = [this](Sequence& each) {
    set_state(each, State::kWaiting);
    each.returns = true;
  };
  come_back(sequence);
  if (sequence.unguided != nullptr) {
    sequence.unguided->row.reset();
    come_back(*sequence.unguided);
  }
  const float* logits = row->logits.data();
  if (answer.token >= 0) {
    logprobs_->read(logits);
    return append_token(sequence, {answer.token, logprobs_->of(answer.token)});
  }
  Steering steering;
  if (!answer.logits.empty())
    steering.logits = answer.logits.data();
  else if (!row->guided.empty())
    steering.logits = row->guided.data();
  if (!answer.mask.empty()) steering.mask = answer.mask.data();
  take_token(sequence, logits, steering);
}

// The fork shares its source's blocks; make_room() copies the last one when one of the two goes on.
void Engine::add_fork(const Command& command) {
  const auto source = std::find_if(sequences_.begin(), sequences_.end(), [&](const auto& s) {
    return s->id == command.sequence && !s->done && s->asked;
  });
  if (source == sequences_.end()) {
    occupied_.fetch_sub(1);
    mutex_.lock();
    rows_.erase(command.fork);
    mutex_.unlock();
    command.client->add({command.fork, EventKind::kCancelled});
    command.client->publish();
    return;
  }
  auto fork = std::make_unique<Sequence>(**source);
  fork->id = command.fork;
  // Room that was made for positions to come stays with the source.
  fork->table.shorten(blocks_for(int(fork->processed)));
  std::unique_ptr<Sequence> unguided;
  if (fork->unguided != nullptr) {
    unguided = std::make_unique<Sequence>(*fork->unguided);
    unguided->id = next_sequence_.fetch_add(1);
    unguided->table.shorten(blocks_for(int(unguided->processed)));
    unguided->guided = fork.get();
    fork->unguided = unguided.get();
    occupied_.fetch_add(1);
  }
  // Whoever waits behind the source waits behind its forks.
  const auto added = sequences_.insert(source + 1, std::move(fork));
  if (unguided) sequences_.insert(added + 1, std::move(unguided));
}

void Engine::drop_row(Sequence& sequence) {
  sequence.row.reset();
  sequence.asked = false;
  mutex_.lock();
  rows_.erase(sequence.id);
  mutex_.unlock();
}

}  // namespace nextoken
