// The one way from native threads to JavaScript: a thread-safe function for each environment and copy of
// lib/.
//
// Rules, each seen broken somewhere:
// 1. Unreferenced unless lib/ says that somebody awaits an event, so that the process may exit.
// 2. Closed only after every engine of the environment was stopped and joined (Environment's cleanup
//    hook), and never touched afterwards.
// 3. At most one call is queued: events that come meanwhile join it. So the queue cannot overflow, and
//    a busy JavaScript thread gets fewer, larger batches.
// 4. The JavaScript callback is ours, runs no user code and catches everything.
// 5. The delivery uses the C API and looks at every status: building an Error in a dying environment
//    aborts the process.
#pragma once

#include <napi.h>

#include <string>
#include <vector>

#include "engine/events.h"
#include "threads/sync.h"

namespace nextoken {

class StepChannel : public EventSink {
 public:
  // On the JavaScript thread. False where Node refused.
  bool open(napi_env env, napi_value callback);
  void close();

  // On the JavaScript thread: whether an event is awaited, which keeps the process alive.
  void set_referenced(bool referenced);

  // From any engine's thread.
  void publish(uint32_t client, const std::vector<Event>& events, const std::string& message) override;

 private:
  struct Batch {
    uint32_t client;
    std::vector<Event> events;
    std::string message;
  };

  static void deliver(napi_env env, napi_value callback, void* context, void* data);

  napi_env env_ = nullptr;
  napi_threadsafe_function function_ = nullptr;

  Mutex mutex_;
  std::vector<Batch> waiting_;  // guarded by mutex_
  bool scheduled_ = false;      // guarded by mutex_
};

}  // namespace nextoken
