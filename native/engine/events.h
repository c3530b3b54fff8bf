// What a step tells the world. The kinds are those of `EventKind` in lib/native-types.ts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
  kLogitsDone = 8,
  kPromptProgress = 9,
  kStopped = 10,
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
  virtual void publish(uint32_t engine, const std::vector<Event>& events, const std::string& message) = 0;
};

}  // namespace nextoken
