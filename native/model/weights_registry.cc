#include "model/weights_registry.h"

#include <map>

#include "threads/sync.h"

namespace nextoken {

namespace {

struct Entry {
  std::weak_ptr<const Weights> weights;
  bool loading = false;
};

// The only state of the process besides the kernel tables.
struct Registry {
  Mutex mutex;
  Condition changed;
  std::map<std::string, Entry> entries;  // guarded by mutex
};

// Never destroyed: threads may still load while the process ends.
Registry& registry() {
  static Registry* const instance = new Registry();
  return *instance;
}

}  // namespace

Error share_weights(const std::string& key, const std::function<bool()>& go_on,
                    const std::function<Error(const std::function<void()>& alive, Weights&)>& load,
                    std::shared_ptr<const Weights>& out) {
  std::shared_ptr<Weights> made(new Weights());
  if (key.empty()) {
    const Error error = load([] {}, *made);
    out = std::move(made);
    return error;
  }
  Registry& shared = registry();
  shared.mutex.lock();
  while (shared.entries[key].loading && go_on()) shared.changed.wait(shared.mutex);
  Entry& entry = shared.entries[key];
  out = entry.weights.lock();
  if (out != nullptr || entry.loading) {
    shared.mutex.unlock();
    if (out == nullptr) return {ErrorCode::kCancelled, "loading was cancelled"};
    return {};
  }
  entry.loading = true;
  shared.mutex.unlock();

  const Error error = load(
      [&] {
        shared.mutex.lock();
        shared.changed.notify_all();  // those who wait look whether they still want to
        shared.mutex.unlock();
      },
      *made);

  shared.mutex.lock();
  if (error) {
    shared.entries.erase(key);
  } else {
    out = std::move(made);
    shared.entries[key] = {out, false};
  }
  // Whoever is gone leaves no trace.
  for (auto each = shared.entries.begin(); each != shared.entries.end();) {
    each = !each->second.loading && each->second.weights.expired() ? shared.entries.erase(each) : ++each;
  }
  shared.changed.notify_all();
  shared.mutex.unlock();
  return error;
}

}  // namespace nextoken
