// One loaded model and the thread that runs it: loads, then steps all sequences until told to stop.
//
// A step is one batched forward pass: every sequence that is ready adds its next token or a piece of
// its prompt. Other threads only leave commands and read events; nothing else is shared.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/events.h"
#include "engine/kv_cache.h"
#include "engine/plan.h"
#include "engine/sampler.h"
#include "model/forward.h"
#include "threads/sync.h"

namespace nextoken {

struct ModelSpec {
  ModelConfig config;
  Precision precision = Precision::kF32;
  int threads = 1;
  std::vector<std::string> files;
  std::vector<TensorEntry> tensors;
};

class Engine {
 public:
  Engine(uint32_t id, ModelSpec spec, const Kernels& kernels, EventSink& sink);
  // Stops and joins.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  uint32_t id() const { return id_; }
  const ModelConfig& config() const { return spec_.config; }

  // All return at once. `ids` are in range and 1 <= count <= context length.
  void submit(uint32_t sequence, std::vector<int32_t> ids, Plan plan, int credit);
  // `out` [ids, vocab] must live until kLogitsDone, kCancelled or kFailed, or until the engine is gone.
  void submit_logits(uint32_t sequence, std::vector<int32_t> ids, float* out);
  void grant(uint32_t sequence, int tokens);
  void cancel(uint32_t sequence);
  // Ends the step in flight between two layers, cancels everything; kStopped is the last event.
  void request_stop();

  size_t weight_bytes() const { return weight_bytes_.load(std::memory_order_relaxed); }
  size_t cache_bytes() const { return cache_bytes_.load(std::memory_order_relaxed); }

 private:
  struct Sequence {
    uint32_t id = 0;
    std::vector<int32_t> tokens;  // prompt, then what was generated
    size_t processed = 0;         // tokens whose keys and values are in the cache
    Plan plan;
    int credit = 0;  // tokens it may still produce unread
    int generated = 0;
    float* logits_out = nullptr;  // set for a logits request
    KvCache cache;
    bool done = false;
  };

  struct Command {
    enum class Kind { kSubmit, kGrant, kCancel } kind = Kind::kSubmit;
    uint32_t sequence = 0;
    int credit = 0;
    std::unique_ptr<Sequence> submitted;
  };

  void main();
  bool load();
  bool wait_for_work();  // false when stopping
  void execute(Command& command);
  bool ready(const Sequence& sequence) const;
  void step();
  void take_token(Sequence& sequence, const float* logits);
  void finish(Sequence& sequence, EventKind kind, double value = 0.0);
  void emit(uint32_t sequence, EventKind kind, double value = 0.0, double detail = 0.0);
  void publish(const std::string& message = {});
  void push(Command command);

  const uint32_t id_;
  const ModelSpec spec_;
  const Kernels& kernels_;
  EventSink& sink_;

  Mutex mutex_;
  Condition changed_;
  std::vector<Command> inbox_;  // guarded by mutex_
  std::atomic<bool> stopping_{false};
  std::atomic<size_t> weight_bytes_{0};
  std::atomic<size_t> cache_bytes_{0};

  // The engine thread's own.
  std::unique_ptr<Workers> workers_;
  Weights weights_;
  std::unique_ptr<Forward> forward_;
  std::unique_ptr<Sampler> sampler_;
  std::vector<std::unique_ptr<Sequence>> sequences_;  // in order of arrival
  std::vector<Event> events_;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace nextoken
