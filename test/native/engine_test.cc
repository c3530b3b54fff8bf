// A small random GPT-2 from a file through the engine: exact equality however prompts are cut, who runs
// beside whom and how many threads there are; broken entries; cancelling and stopping.
#include "engine/engine.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "kernels/select.h"
#include "random_model.h"
#include "test.h"

using namespace nextoken;

namespace {

using test::small_config;
using test::write_model;

// Collects events; what JavaScript's side would be.
class Collector : public EventSink {
 public:
  void publish(uint32_t, const std::vector<Event>& events, const std::string& message) override {
    mutex_.lock();
    for (const Event& event : events) {
      if (event.kind == EventKind::kToken)
        tokens_[event.sequence].push_back(int32_t(event.value));
      else if (event.kind != EventKind::kLoadProgress && event.kind != EventKind::kPromptProgress) {
        ends_[event.sequence].push_back(event.kind);
      }
    }
    if (!message.empty()) message_ = message;
    changed_.notify_all();
    mutex_.unlock();
  }

  EventKind wait(uint32_t sequence) {
    mutex_.lock();
    while (ends_[sequence].empty()) changed_.wait(mutex_);
    const EventKind kind = ends_[sequence].front();
    mutex_.unlock();
    return kind;
  }

  std::vector<int32_t> tokens(uint32_t sequence) {
    mutex_.lock();
    const std::vector<int32_t> copy = tokens_[sequence];
    mutex_.unlock();
    return copy;
  }

  const std::string& message() const { return message_; }

 private:
  Mutex mutex_;
  Condition changed_;
  std::map<uint32_t, std::vector<int32_t>> tokens_;
  std::map<uint32_t, std::vector<EventKind>> ends_;
  std::string message_;
};

std::vector<int32_t> random_ids(test::Random& random, int count) {
  std::vector<int32_t> ids;
  for (int i = 0; i < count; ++i) ids.push_back(random.between(0, 100));
  return ids;
}

}  // namespace

TEST(forward_does_not_depend_on_how_it_is_cut) {
  test::Random random(31);
  const std::atomic<bool> never{false};
  const std::vector<int32_t> ids = random_ids(random, 90), others = random_ids(random, 60);
  for (int p = 0; p < kPrecisions; ++p) {
    for (const Kernels* table : available_kernels()) {
      std::vector<float> expected;
      for (int threads = 1; threads <= 3; ++threads) {
        const ModelSpec spec = write_model(small_config(), Precision(p), threads);
        Workers workers(threads);
        Weights weights;
        const Error error = load_weights(
            spec.config, spec.precision, spec.files, spec.tensors, workers, [](double) { return true; },
            weights);
        EXPECT(!error, "%s", error.message.c_str());
        if (error) return;
        Forward forward(weights, *table, workers);
        forward.allocate();
        for (int round = 0; round < test::trials(6); ++round) {
          KvCache cache, company;
          cache.allocate(spec.config, 96);
          company.allocate(spec.config, 96);
          std::vector<float> logits;
          int at = 0, beside = 0;
          while (at < int(ids.size())) {
            // Whole at first, then in pieces, with or without another sequence before it.
            const int left = int(ids.size()) - at;
            const int count = round == 0 ? left : random.between(1, round == 1 ? 1 : left);
            std::vector<Span> spans;
            int first_row = 0;
            if (round % 2 == 1 && beside < int(others.size())) {
              first_row = random.between(1, int(others.size()) - beside);
              spans.push_back({company.view(), others.data() + beside, beside, first_row});
              beside += first_row;
            }
            spans.push_back({cache.view(), ids.data() + at, at, count});
            forward.run(spans, never);
            for (int i = 0; i < count; ++i) {
              const int row = first_row + i;
              const float* out = forward.logits(&row, 1);
              logits.insert(logits.end(), out, out + spec.config.vocab_size);
            }
            at += count;
          }
          if (expected.empty()) expected = logits;
          EXPECT(std::memcmp(expected.data(), logits.data(), expected.size() * sizeof(float)) == 0,
                 "%s precision %d, %d threads, round %d", table->name, p, threads, round);
        }
      }
    }
  }
}

TEST(engine_gives_the_same_tokens_in_any_company) {
  test::Random random(32);
  const Kernels& table = *available_kernels().front();
  std::map<int, std::vector<int32_t>> expected;
  for (int threads = 1; threads <= 2; ++threads) {
    for (int round = 0; round < test::trials(4); ++round) {
      Collector collector;
      Engine engine(1, write_model(small_config(), Precision::kInt8, threads), table, collector);
      EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());
      for (uint32_t s = 1; s <= 12; ++s) {
        test::Random own(100 + s);
        Plan plan;
        plan.max_tokens = 20;
        plan.seed = s;
        plan.top_k = int(s) % 3 * 10;
        plan.top_p = s % 4 == 0 ? 0.8f : 1.0f;
        engine.submit(s, random_ids(own, own.between(1, 60)), plan, 5);
        if (round == 0) {
          engine.grant(s, 100);
          collector.wait(s);
        }
      }
      for (uint32_t s = 12; s >= 1; --s) engine.grant(s, 100);
      for (uint32_t s = 1; s <= 12; ++s) {
        EXPECT(collector.wait(s) == EventKind::kLength, "sequence %u", s);
        std::vector<int32_t>& known = expected[int(s)];
        if (known.empty()) known = collector.tokens(s);
        EXPECT(known == collector.tokens(s), "sequence %u, %d threads, round %d", s, threads, round);
      }
      EXPECT(engine.cache_bytes() == 0, "%zu", engine.cache_bytes());
    }
  }
}

TEST(engine_cancels_and_stops_at_any_time) {
  test::Random random(33);
  const Kernels& table = *available_kernels().front();
  for (int round = 0; round < test::trials(60); ++round) {
    Collector collector;
    {
      Engine engine(1, write_model(small_config(), Precision(round % kPrecisions), 1 + round % 3), table,
                    collector);
      if (round % 3 != 0) collector.wait(0);
      for (uint32_t s = 1; s <= 8; ++s) {
        Plan plan;
        plan.max_tokens = 50;
        engine.submit(s, random_ids(random, random.between(1, 40)), plan, random.between(0, 60));
        if (random.between(0, 2) == 0) engine.cancel(uint32_t(random.between(1, int(s))));
        if (random.between(0, 2) == 0)
          std::this_thread::sleep_for(std::chrono::microseconds(random.between(0, 900)));
      }
      if (random.between(0, 1) == 0) engine.request_stop();
    }
    for (uint32_t s = 1; s <= 8; ++s) collector.wait(s);
    collector.wait(0);
  }
}

TEST(broken_entries_are_refused) {
  const Kernels& table = *available_kernels().front();
  const auto outcome = [&](void (*edit)(ModelSpec&)) {
    Collector collector;
    ModelSpec spec = write_model(small_config(), Precision::kF32, 1);
    edit(spec);
    Engine engine(1, spec, table, collector);
    return collector.wait(0);
  };
  using Edit = void (*)(ModelSpec&);
  const Edit edits[] = {
      [](ModelSpec& s) { s.tensors[0].byte_offset = UINT64_MAX; },
      [](ModelSpec& s) { s.tensors[0].byte_offset = 1ull << 40; },
      [](ModelSpec& s) { s.tensors[0].byte_length = UINT64_MAX; },
      [](ModelSpec& s) { s.tensors[0].byte_length -= 4; },
      [](ModelSpec& s) {
        s.tensors[0].shape = {-1, -36};
      },
      [](ModelSpec& s) {
        s.tensors[0].shape = {INT64_MAX, INT64_MAX};
      },
      [](ModelSpec& s) {
        s.tensors[0].shape = {36, 101};
      },
      [](ModelSpec& s) { s.tensors[0].file = 7; },
      [](ModelSpec& s) { s.tensors[0].dtype = Dtype::kF16; },
      [](ModelSpec& s) { s.tensors.pop_back(); },
      [](ModelSpec& s) { s.tensors.clear(); },
      [](ModelSpec& s) { s.files = {"/nowhere/at/all"}; },
      [](ModelSpec& s) { s.files.clear(); },
      [](ModelSpec& s) { s.config.layers = 3; },
      [](ModelSpec& s) { s.config.embedding_size = 33; },
  };
  for (size_t i = 0; i < sizeof edits / sizeof *edits; ++i) {
    EXPECT(outcome(edits[i]) == EventKind::kFailed, "edit %zu", i);
  }
  EXPECT(outcome([](ModelSpec&) {}) == EventKind::kLoaded, "the unbroken one");
}
