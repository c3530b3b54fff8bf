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

// Keeps the row aside until an answer comes.
void Engine::rest(Sequence& sequence, const float* logits, int row) {
  std::shared_ptr<LogitRow> kept(new LogitRow);
  kept->logits.assign(logits, logits + spec_.config.vocab_size);
  if (sequence.plan.hidden) {
    const float* hidden = forward_->final_normal(row);
    kept->hidden.assign(hidden, hidden + spec_.config.embedding_size);
  }
  sequence.row = kept;
  set_state(sequence, State::kResting);
  mutex_.lock();
  rows_[sequence.id] = std::move(kept);
  mutex_.unlock();
  if (sequence.plan.consult != Consult::kLogits) return;
  add_top(sequence, logits);
  sequence.client->add({sequence.id, EventKind::kConsult});
}

void Engine::hear(Sequence& sequence, Answer& answer) {
  const bool masked = sequence.plan.consult == Consult::kMask;
  if (masked) sequence.mask = answer.mask;
  if (sequence.state != State::kResting || (masked && answer.mask.empty())) return;
  const std::shared_ptr<const LogitRow> row = std::move(sequence.row);
  drop_row(sequence);
  const float* logits = row->logits.data();
  set_state(sequence, State::kWaiting);
  sequence.returns = true;
  if (answer.token >= 0) {
    logprobs_->read(logits);
    append_token(sequence, {answer.token, logprobs_->of(answer.token)}, logits);
  } else {
    take_token(sequence, logits,
               {answer.logits.empty() ? nullptr : answer.logits.data(),
                answer.mask.empty() ? nullptr : answer.mask.data()});
  }
}

// The fork shares its source's blocks; make_room() copies the last one when one of the two goes on.
void Engine::add_fork(const Command& command) {
  const auto source = std::find_if(sequences_.begin(), sequences_.end(), [&](const auto& s) {
    return s->id == command.sequence && !s->done && s->state == State::kResting;
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
  // Whoever waits behind the source waits behind its forks.
  sequences_.insert(source + 1, std::move(fork));
}

void Engine::drop_row(Sequence& sequence) {
  sequence.row.reset();
  mutex_.lock();
  rows_.erase(sequence.id);
  mutex_.unlock();
}

}  // namespace nextoken
