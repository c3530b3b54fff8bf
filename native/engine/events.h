// What a step tells the world, and whom. The kinds are those of `EventKind` in lib/native-types.ts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "threads/sync.h"

namespace nextoken {

enum class EventKind : int {
  kToken = 0,
  kStop = 1,
  kLength = 2,
  kContext = 3,
  kCancelled = 4,
  kFailed = 5,
  kLoaded = 6,
  kLoadProgress = 7,
  kWritten = 8,
  kPromptProgress = 9,
  kStopped = 10,
  kStarted = 11,
  kTop = 12,
  kConsult = 13,
  kKept = 14,
};

struct Event {
  uint32_t sequence = 0;
  EventKind kind = EventKind::kToken;
  double value = 0.0;
  double detail = 0.0;
};

// Where an engine's thread leaves its events. Must not block.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // `message` explains a kFailed among the events.
  virtual void publish(uint32_t client, const std::vector<Event>& events, const std::string& message) = 0;
};

// One user of an engine: the handle of one JavaScript environment. Its sink, and the arrays that it lends to
// its requests, may be touched only while it is open.
class Client {
 public:
  // One that gathers lets its requests lie until it wakes the engine: those of a moment begin together.
  Client(EventSink& sink, uint32_t id, bool gathers = false) : gathers(gathers), sink_(sink), id_(id) {}

  // On the user's thread: waits for what is just being written or published. Nothing is touched afterwards.
  void close() {
    mutex_.lock();
    open_ = false;
    mutex_.unlock();
  }

  // On the engine's thread: runs `body` while the client stays open. False where it was closed.
  template <class Body>
  bool while_open(Body&& body) {
    mutex_.lock();
    const bool open = open_;
    if (open) body();
    mutex_.unlock();
    return open;
  }

  // On the engine's thread: events wait here until the end of the step.
  void add(const Event& event) { waiting_.push_back(event); }
  void publish(const std::string& message = {}) {
    if (waiting_.empty()) return;
    while_open([&] { sink_.publish(id_, waiting_, message); });
    waiting_.clear();
  }

  const bool gathers;
  bool left = false;  // guarded by the engine's mutex

 private:
  EventSink& sink_;
  const uint32_t id_;
  Mutex mutex_;
  bool open_ = true;  // guarded by mutex_
  std::vector<Event> waiting_;
};

}  // namespace nextoken
