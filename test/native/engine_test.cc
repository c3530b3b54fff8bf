// A small random GPT-2 from a file through the engine: exact equality however prompts are cut, who runs
// beside whom, what is remembered and how many threads there are; cancelling, leaving and stopping.
#include "engine/engine.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>

#include "kernels/select.h"
#include "random_model.h"
#include "test.h"

using namespace nextoken;

namespace {

using test::small_config;
using test::write_model;

struct Output {
  std::vector<int32_t> tokens;
  std::vector<float> logprobs;
  bool operator==(const Output& other) const {
    // No log-probability is -0 or NaN: equal numbers have equal bits.
    return tokens == other.tokens && logprobs == other.logprobs;
  }
};

// Collects events; what JavaScript's side would be.
class Collector : public EventSink {
 public:
  explicit Collector(bool gathers = false) : client_(std::make_shared<Client>(*this, 1, gathers)) {}
  const std::shared_ptr<Client>& client() const { return client_; }

  void publish(uint32_t, const std::vector<Event>& events, const std::string& message) override {
    mutex_.lock();
    for (const Event& event : events) {
      if (event.kind == EventKind::kToken) {
        outputs_[event.sequence].tokens.push_back(int32_t(event.value));
        outputs_[event.sequence].logprobs.push_back(float(event.detail));
      } else if (event.kind == EventKind::kStarted) {
        cached_[event.sequence] = int(event.value);
      } else if (event.kind != EventKind::kLoadProgress && event.kind != EventKind::kPromptProgress) {
        ends_[event.sequence].push_back(event.kind);
      }
    }
    if (!message.empty()) message_ = message;
    changed_.notify_all();
    mutex_.unlock();
  }

  // The first end of a sequence; each has exactly one, but for the loading (0), which is followed by
  // kStopped.
  EventKind wait(uint32_t sequence) {
    mutex_.lock();
    while (ends_[sequence].empty()) changed_.wait(mutex_);
    const EventKind kind = ends_[sequence].front();
    EXPECT(sequence == 0 || ends_[sequence].size() == 1, "sequence %u ended %zu times", sequence,
           ends_[sequence].size());
    mutex_.unlock();
    return kind;
  }

  Output output(uint32_t sequence) {
    mutex_.lock();
    const Output copy = outputs_[sequence];
    mutex_.unlock();
    return copy;
  }
  int cached(uint32_t sequence) {
    mutex_.lock();
    const int copy = cached_[sequence];
    mutex_.unlock();
    return copy;
  }
  const std::string& message() const { return message_; }

 private:
  std::shared_ptr<Client> client_;
  Mutex mutex_;
  Condition changed_;
  std::map<uint32_t, Output> outputs_;
  std::map<uint32_t, int> cached_;
  std::map<uint32_t, std::vector<EventKind>> ends_;
  std::string message_;
};

std::vector<int32_t> random_ids(test::Random& random, int count) {
  std::vector<int32_t> ids;
  for (int i = 0; i < count; ++i) ids.push_back(random.between(0, 100));
  return ids;
}

// Now and then: what makes a sequence's tokens depend on its own past.
void add_rules(test::Random& random, Plan& plan) {
  LogitRulesPlan& rules = plan.rules;
  if (random.between(0, 3) == 0) {
    rules.repetition_penalty = 1.3f;
    rules.presence_penalty = 0.5f;
    rules.frequency_penalty = 0.25f;
    rules.penalty_window = random.between(0, 1) * random.between(1, 40);
  }
  if (random.between(0, 3) == 0) {
    rules.dry_multiplier = 0.8f;
    rules.dry_base = 1.75f;
    rules.dry_range = random.between(1, 100);
    rules.dry_breakers = {random.between(0, 100)};
  }
  if (random.between(0, 3) == 0) rules.no_repeat_ngram = random.between(1, 3);
  if (random.between(0, 3) == 0) rules.banned_sequences = {random_ids(random, 2), random_ids(random, 3)};
  if (random.between(0, 3) == 0) rules.min_tokens = random.between(1, 20);
  if (random.between(0, 3) == 0) plan.forced = {{random.between(0, 9), random.between(0, 100)}};
  if (random.between(0, 3) == 0) {
    plan.top_k = 0;
    plan.top_p = 1.0f;
    plan.truncation.mirostat_tau = 4.0f;
    plan.truncation.mirostat_eta = 0.2f;
  }
}

// The specification of a generation: the prompt in one pass, then token by token; alone, nothing remembered.
class Reference {
 public:
  Reference(const ModelSpec& spec, const Kernels& kernels)
      : config_(spec.config), workers_(1), sampler_(kernels, spec.config.vocab_size) {
    load_weights(
        spec.config, spec.precision, spec.files, spec.tensors, kernels, workers_, [](double) { return true; },
        weights_);
    forward_ = std::make_unique<Forward>(weights_, kernels, workers_, spec.cache_precision);
    forward_->allocate();
  }

  Output generate(std::vector<int32_t> tokens, const Plan& plan, EventKind& end) {
    const std::atomic<bool> never{false};
    Output output;
    test::Cache cache(forward_->cache_layout(), config_.context_length);
    int known = 0;
    SamplerState state(plan, tokens);
    for (;;) {
      while (plan.slide && int(tokens.size()) >= config_.context_length) {
        const size_t newest = size_t(config_.context_length - plan.keep) / 2;
        std::vector<int32_t> window(tokens.begin(), tokens.begin() + plan.keep);
        window.insert(window.end(), tokens.end() - ptrdiff_t(newest), tokens.end());
        tokens = window;
        known = 0;
      }
      const int count = int(tokens.size()) - known;
      forward_->run({{cache.addresses.data(), tokens.data() + known, known, count}}, never);
      known += count;
      const int last = count - 1;
      const Sample sample = sampler_.sample(plan, state, forward_->logits(&last, 1));
      for (const int32_t stop : plan.stop_ids) {
        if (sample.token == stop) {
          end = EventKind::kStop;
          return output;
        }
      }
      output.tokens.push_back(sample.token);
      output.logprobs.push_back(sample.logprob);
      tokens.push_back(sample.token);
      state.accept(plan, sample.token);
      end = EventKind::kLength;
      if (int(output.tokens.size()) == plan.max_tokens) return output;
      end = EventKind::kContext;
      if (!plan.slide && int(tokens.size()) >= config_.context_length) return output;
    }
  }

 private:
  const ModelConfig config_;
  Workers workers_;
  Weights weights_;
  std::unique_ptr<Forward> forward_;
  Sampler sampler_;
};

// What is still in use once all is over: nothing but remembered prefixes.
void expect_idle(Engine& engine, Collector& collector) {
  // A request that comes last: when it has ended, all that ended before is accounted for.
  Plan plan;
  plan.max_tokens = 1;
  const uint32_t last = engine.submit(collector.client(), {1}, plan, {}, 1);
  collector.wait(last);
  EngineStats stats = engine.stats();
  for (int i = 0; i < 1000 && (stats.running || stats.blocks_held); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    stats = engine.stats();
  }
  EXPECT(stats.running == 0 && stats.waiting == 0 && stats.paused == 0, "%d running, %d waiting, %d paused",
         stats.running, stats.waiting, stats.paused);
  EXPECT(stats.blocks_held == 0, "%d blocks are lost", stats.blocks_held);
}

}  // namespace

TEST(forward_does_not_depend_on_how_it_is_cut) {
  test::Random random(31);
  const std::atomic<bool> never{false};
  const std::vector<int32_t> ids = random_ids(random, 90), others = random_ids(random, 60);
  for (int p = 0; p < kPrecisions * kCachePrecisions; ++p) {
    const Precision precision = Precision(p / kCachePrecisions);
    for (const Kernels* table : available_kernels()) {
      std::vector<float> expected;
      for (int threads = 1; threads <= 3; ++threads) {
        const ModelSpec spec = write_model(small_config(), precision, threads);
        Workers workers(threads);
        Weights weights;
        const Error error = load_weights(
            spec.config, spec.precision, spec.files, spec.tensors, *table, workers,
            [](double) { return true; }, weights);
        EXPECT(!error, "%s", error.message.c_str());
        if (error) return;
        Forward forward(weights, *table, workers, CachePrecision(p % kCachePrecisions));
        forward.allocate();
        for (int round = 0; round < test::trials(4); ++round) {
          test::Cache cache(forward.cache_layout(), 96), company(forward.cache_layout(), 96);
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
              spans.push_back({company.addresses.data(), others.data() + beside, beside, first_row});
              beside += first_row;
            }
            spans.push_back({cache.addresses.data(), ids.data() + at, at, count});
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

// Random schedules: arrivals, lengths, common prefixes, priorities, slow readers, cancels, budgets that are
// too small for all, sliding windows. Whatever happens, each sequence gives the tokens and log-probabilities
// of the reference.
TEST(any_schedule_gives_the_same_tokens) {
  test::Random random(32);
  uint64_t drafted = 0;
  const std::vector<const Kernels*> tables = available_kernels();
  for (int round = 0; round < test::trials(64); ++round) {
    const Kernels& table = *tables[size_t(round) % tables.size()];
    // In every third round the first block of a deep model, which the others change little, is its draft.
    const bool drafts = round % 3 == 0;
    ModelConfig config = small_config();
    if (drafts) config.layers = 6;
    ModelSpec spec = write_model(config, Precision(round % kPrecisions), random.between(1, 4), false,
                                 drafts ? 0.1f : 1.0f);
    if (drafts) spec.draft = test::beginning_of(spec, 1, random.between(40, 96));
    spec.cache_precision = CachePrecision(round / kPrecisions % kCachePrecisions);
    spec.prefix_cache = random.between(0, 3) != 0;
    // In every fifth round a crowd, of which up to 32 run together.
    const bool crowd = round % 5 == 0;
    const int count = crowd ? 40 : 16;
    spec.max_concurrent = random.between(1, crowd ? 32 : 12);
    const size_t block = CacheLayout(spec.config, spec.cache_precision).block_bytes();
    spec.cache_bytes = size_t(random.between(0, crowd ? 200 : 30)) * block;
    Reference reference(spec, table);
    Collector collector;
    Engine engine(spec, table, collector.client());
    EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());

    struct Request {
      uint32_t id;
      std::vector<int32_t> prompt;
      Plan plan;
      bool cancelled;
    };
    std::vector<Request> requests;
    const std::vector<int32_t> common = random_ids(random, 90);
    for (int i = 0; i < count; ++i) {
      Request request{};
      // A piece of a common prefix, then something of its own.
      request.prompt.assign(common.begin(), common.begin() + random.between(0, 80));
      const std::vector<int32_t> own = random_ids(random, random.between(1, 14));
      request.prompt.insert(request.prompt.end(), own.begin(), own.end());
      Plan& plan = request.plan;
      plan.max_tokens = random.between(1, 30);
      plan.seed = random.bits();
      plan.temperature = random.between(0, 4) == 0 ? 0.0f : 1.0f;
      plan.top_k = random.between(0, 2) * 10;
      plan.top_p = random.between(0, 3) == 0 ? 0.8f : 1.0f;
      plan.slide = random.between(0, 2) == 0;
      plan.speculate = random.between(0, 1) == 0;
      plan.keep = plan.slide ? random.between(0, 50) : 0;
      if (plan.slide) plan.max_tokens = random.between(1, 90);
      if (random.between(0, 3) == 0) plan.stop_ids = random_ids(random, 4);
      add_rules(random, plan);
      Place place;
      place.priority = random.between(-1, 1);
      place.scope = uint32_t(random.between(0, 1));
      request.id = engine.submit(collector.client(), request.prompt, plan, place, random.between(0, 20));
      if (random.between(0, 4) == 0) {
        const Request& other =
            i == 0 || random.between(0, 1) ? request : requests[size_t(random.between(0, i - 1))];
        engine.cancel(other.id);
        if (&other == &request)
          request.cancelled = true;
        else
          const_cast<Request&>(other).cancelled = true;
      }
      requests.push_back(request);
      if (random.between(0, 1) == 0) {
        std::this_thread::sleep_for(std::chrono::microseconds(random.between(0, 700)));
      }
    }
    // Readers that read now and then.
    for (int i = 0; i < 40; ++i)
      engine.grant(requests[size_t(random.between(0, count - 1))].id, random.between(1, 6));
    for (const Request& request : requests) engine.grant(request.id, 100);
    for (const Request& request : requests) {
      const EventKind end = collector.wait(request.id);
      EventKind expected_end;
      Output expected = reference.generate(request.prompt, request.plan, expected_end);
      const Output output = collector.output(request.id);
      if (request.cancelled && end == EventKind::kCancelled) {
        EXPECT(output.tokens.size() <= expected.tokens.size(), "round %d: too many tokens", round);
        expected.tokens.resize(std::min(expected.tokens.size(), output.tokens.size()));
        expected.logprobs.resize(expected.tokens.size());
      } else {
        EXPECT(end == expected_end, "round %d, sequence %u: end %d, not %d", round, request.id, int(end),
               int(expected_end));
      }
      EXPECT(output == expected, "round %d, sequence %u: %zu tokens of %zu, %s", round, request.id,
             output.tokens.size(), expected.tokens.size(), table.name);
    }
    expect_idle(engine, collector);
    drafted += engine.stats().draft_accepted_tokens;
  }
  EXPECT(test::trials(100) < 100 || drafted > 0, "no proposal of a draft came true");
}

TEST(text_that_repeats_is_looked_up) {
  EXPECT(look_up({1, 2, 3, 4, 1, 2, 3}, 5) == std::vector<int32_t>({4, 1, 2, 3}),
         "what followed, to the end");
  EXPECT(look_up({1, 2, 3, 4, 5, 6, 1, 2, 3}, 2) == std::vector<int32_t>({4, 5}), "as many as are wanted");
  EXPECT(look_up({1, 2, 3, 7, 1, 2, 3, 8, 1, 2, 3}, 1) == std::vector<int32_t>({8}), "the latest place");
  EXPECT(look_up({1, 1, 1, 1}, 3) == std::vector<int32_t>({1}), "places may overlap");
  EXPECT(look_up({1, 2, 3}, 3).empty() && look_up({3, 1, 2, 4, 1, 2}, 3).empty(), "nothing repeats");
}

TEST(speculation_changes_nothing_but_the_steps) {
  const Kernels& table = *available_kernels().front();
  test::Random random(37);
  uint64_t accepted = 0;
  for (int round = 0; round < test::trials(24); ++round) {
    ModelSpec spec = write_model(small_config(), Precision(round % kPrecisions), 1 + round % 2);
    Reference reference(spec, table);
    Collector collector;
    Engine engine(spec, table, collector.client());
    collector.wait(0);
    // Greedy text of a small model repeats soon, and so does what bans and forces leave no choice.
    Plan plan;
    plan.max_tokens = 90;
    plan.temperature = round % 3 == 0 ? 0.0f : 0.05f;
    plan.seed = uint64_t(round);
    plan.speculate = true;
    plan.slide = round % 2 == 0;
    std::vector<int32_t> ids = random_ids(random, 6);
    const std::vector<int32_t> again = ids;
    for (int i = 0; i < 3; ++i) ids.insert(ids.end(), again.begin(), again.end());
    const uint32_t id = engine.submit(collector.client(), ids, plan, {}, round % 5 == 0 ? 40 : 1000);
    if (round % 5 == 0) engine.grant(id, 1000);
    EventKind expected_end;
    const Output expected = reference.generate(ids, plan, expected_end);
    EXPECT(collector.wait(id) == expected_end, "round %d", round);
    EXPECT(collector.output(id) == expected, "round %d", round);
    expect_idle(engine, collector);
    const EngineStats stats = engine.stats();
    EXPECT(stats.accepted_tokens <= stats.proposed_tokens, "%d of %d", int(stats.accepted_tokens),
           int(stats.proposed_tokens));
    accepted += stats.accepted_tokens;
  }
  EXPECT(accepted > 0, "nothing came true");
}

// A draft that is the model itself proposes what the model would say, whatever the plan; after proposals that
// did not come true, slides, other sequences in between, and with too little memory.
TEST(a_draft_draws_as_the_model_does) {
  test::Random random(38);
  const std::vector<const Kernels*> tables = available_kernels();
  int whole = 0;
  for (int round = 0; round < test::trials(24); ++round) {
    const Kernels& table = *tables[size_t(round) % tables.size()];
    ModelSpec spec = write_model(small_config(), Precision(round % kPrecisions), 1 + round % 3);
    spec.cache_precision = CachePrecision(round / kPrecisions % kCachePrecisions);
    Reference reference(spec, table);
    Workers workers(spec.threads);
    std::shared_ptr<Weights> weights(new Weights());
    load_weights(
        spec.config, spec.precision, spec.files, spec.tensors, table, workers, [](double) { return true; },
        *weights);
    Sampler sampler(table, spec.config.vocab_size);
    const size_t block = CacheLayout(spec.config, spec.cache_precision).block_bytes();
    DraftModel draft(weights, table, workers, sampler, spec.cache_precision,
                     size_t(random.between(0, 12)) * block, round % 4 != 0);
    draft.allocate();
    const std::atomic<bool> never{false};
    const std::vector<int32_t> common = random_ids(random, 70);

    struct Text {
      uint32_t id = 0;
      std::vector<int32_t> tokens;
      Plan plan;
      SamplerState state;
    };
    std::vector<Text> texts(4);
    uint32_t next = 1;
    for (int turn = 0; turn < 40; ++turn) {
      std::vector<DraftModel::Request> requests;
      std::vector<Text*> asking;
      for (Text& text : texts) {
        if (text.id == 0 || random.between(0, 9) == 0) {
          if (text.id != 0) draft.forget(text.id);
          text.id = next++;
          text.tokens.assign(common.begin(), common.begin() + random.between(1, 60));
          if (random.between(0, 1) == 0) text.tokens.push_back(random.between(0, 100));
          text.plan = Plan();
          text.plan.seed = random.bits();
          text.plan.temperature = random.between(0, 4) == 0 ? 0.0f : 1.0f;
          text.plan.top_k = random.between(0, 1) * 10;
          if (random.between(0, 1) == 0) text.plan.stop_ids = random_ids(random, 6);
          add_rules(random, text.plan);
        }
        if (random.between(0, 3) == 0) continue;
        text.state = SamplerState(text.plan, text.tokens);
        DraftModel::Request request;
        request.sequence = text.id;
        request.tokens = &text.tokens;
        request.plan = &text.plan;
        request.state = &text.state;
        const int unread = draft.unread(text.id, 0, text.tokens);
        EXPECT(unread >= 1 && unread <= int(text.tokens.size()), "%d unread", unread);
        request.rows = random.between(0, 2) == 0 ? std::min(unread, random.between(1, 20)) : unread;
        const int most = std::min(8, draft.most_proposals(text.tokens.size()));
        if (request.rows == unread) request.wanted = random.between(0, most);
        requests.push_back(request);
        asking.push_back(&text);
      }
      draft.propose(requests, never);
      for (size_t i = 0; i < requests.size(); ++i) {
        const DraftModel::Request& request = requests[i];
        Text& text = *asking[i];
        EXPECT(int(request.proposals.size()) <= request.wanted, "too many");
        std::vector<int32_t> expected;
        EventKind end = EventKind::kLength;
        if (request.wanted > 0) {
          Plan plan = text.plan;
          plan.max_tokens = request.wanted;
          expected = reference.generate(text.tokens, plan, end).tokens;
          whole += request.proposals == expected;
          // The model's context ends one token earlier than the draft could propose.
          expected.resize(std::min(expected.size(), request.proposals.size()));
        }
        const std::vector<int32_t> proposals(request.proposals.begin(),
                                             request.proposals.begin() + ptrdiff_t(expected.size()));
        EXPECT(proposals == expected, "round %d, turn %d", round, turn);
        // The text goes on with some of them, then with something else.
        const int kept = random.between(0, int(proposals.size()));
        text.tokens.insert(text.tokens.end(), proposals.begin(), proposals.begin() + kept);
        text.tokens.push_back(random.between(0, 100));
        if (text.tokens.size() > 80) text.tokens.erase(text.tokens.begin() + 10, text.tokens.end() - 30);
      }
    }
    for (const Text& text : texts) draft.forget(text.id);
  }
  EXPECT(whole > test::trials(24) * 10, "%d times all that was wanted", whole);
}

// A draft with fewer blocks, positions and bits than the model.
TEST(a_draft_changes_nothing_but_the_steps) {
  const Kernels& table = *available_kernels().front();
  test::Random random(39);
  uint64_t accepted = 0;
  for (int round = 0; round < test::trials(12); ++round) {
    ModelConfig config = small_config();
    config.layers = 12;
    ModelSpec spec = write_model(config, Precision(round % kPrecisions), 1 + round % 2, false, 0.1f);
    spec.draft = test::beginning_of(spec, 1, round % 2 == 0 ? 96 : 60);
    spec.draft->precision = Precision::kInt4;
    Reference reference(spec, table);
    Collector collector;
    Engine engine(spec, table, collector.client());
    EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());
    std::vector<uint32_t> ids;
    std::vector<std::vector<int32_t>> prompts;
    std::vector<Plan> plans;
    for (int i = 0; i < 1 + round % 3; ++i) {
      Plan plan;
      plan.max_tokens = 85;
      plan.temperature = i == 0 ? 0.0f : 0.5f;
      plan.seed = random.bits();
      plan.speculate = true;
      plan.slide = round % 4 == 0;
      add_rules(random, plan);
      plans.push_back(plan);
      prompts.push_back(random_ids(random, 5));
      ids.push_back(engine.submit(collector.client(), prompts.back(), plan, {}, 1000));
    }
    for (size_t i = 0; i < ids.size(); ++i) {
      EventKind expected_end;
      const Output expected = reference.generate(prompts[i], plans[i], expected_end);
      EXPECT(collector.wait(ids[i]) == expected_end, "round %d", round);
      EXPECT(collector.output(ids[i]) == expected, "round %d, sequence %zu", round, i);
    }
    expect_idle(engine, collector);
    const EngineStats stats = engine.stats();
    EXPECT(stats.draft_accepted_tokens <= stats.draft_proposed_tokens &&
               stats.draft_proposed_tokens <= stats.proposed_tokens,
           "%d of %d, of %d", int(stats.draft_accepted_tokens), int(stats.draft_proposed_tokens),
           int(stats.proposed_tokens));
    accepted += stats.draft_accepted_tokens;
  }
  EXPECT(accepted > 0, "nothing came true");
}

TEST(proposals_are_made_as_far_as_they_pay) {
  StepBudget budget;
  EXPECT(budget.draft_rows(1, 0.9f, 15).count == 0, "nothing is known of times yet");
  budget.learn(1, 0, 10.0);
  EXPECT(budget.draft_rows(1, 0.9f, 15).count >= 8, "rows that cost nothing as far as is known");
  for (const int rows : {2, 4, 8, 16}) {
    for (int i = 0; i < 20; ++i) budget.learn(rows, 0, 10.0 * rows);
  }
  EXPECT(budget.draft_rows(1, 0.9f, 15).count == 0, "rows that cost a whole step each");
  for (const int rows : {2, 4, 8, 16}) {
    for (int i = 0; i < 50; ++i) budget.learn(rows, 0, 10.0 + 0.1 * rows);
  }
  EXPECT(budget.draft_rows(1, 0.9f, 15).count >= 8, "rows that cost little");
  EXPECT(budget.draft_rows(1, 0.01f, 15).count == 0, "proposals that never come true");
  StepBudget disturbed;
  disturbed.learn(1, 0, 100.0);
  for (int i = 0; i < 20; ++i) disturbed.learn(2, 0, 15.0);
  EXPECT(disturbed.decode_ms(1) <= 15.0, "one row takes no longer than two");
  disturbed = StepBudget();
  disturbed.learn(1, 0, 10.0);
  disturbed.learn(2, 0, 100.0);
  EXPECT(disturbed.draft_rows(1, 0.6f, 1).count == 0, "as far as is known");
  for (int i = 0; i < 2000; ++i) disturbed.learn(1, 0, 10.0);
  EXPECT(disturbed.draft_rows(1, 0.6f, 1).count == 1, "another try");
  const StepBudget::Draft cheap = budget.draft_rows(1, 0.9f, 15, 0.5),
                          dear = budget.draft_rows(1, 0.9f, 15, 5.0);
  EXPECT(cheap.count > dear.count && cheap.gain > dear.gain, "those that take longer are fewer: %d, %d",
         cheap.count, dear.count);
  EXPECT(budget.draft_rows(1, 0.9f, 15, 10.0).count == 0, "those that take as long as a step");
}

// Prompts for several steps that come at once: nobody who is through with his own makes the others creep.
TEST(those_who_come_together_get_through_their_prompts_together) {
  test::Random random(41);
  const Kernels& table = *available_kernels().front();
  constexpr int kSequences = 16, kLength = 60, kTokens = 20;
  ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
  spec.max_concurrent = kSequences;
  spec.cache_bytes = size_t(1) << 24;
  Reference reference(spec, table);
  Collector collector(true);
  Engine engine(spec, table, collector.client());
  EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());
  Plan plan;
  plan.max_tokens = kTokens;
  for (int round = 0; round < 3; ++round) {
    const EngineStats before = engine.stats();
    std::vector<std::vector<int32_t>> prompts;
    std::vector<uint32_t> ids;
    for (int i = 0; i < kSequences; ++i) {
      prompts.push_back(random_ids(random, kLength));
      ids.push_back(engine.submit(collector.client(), prompts.back(), plan, {}, 1000));
    }
    engine.wake();
    for (int i = 0; i < kSequences; ++i) {
      collector.wait(ids[size_t(i)]);
      EventKind end;
      EXPECT(collector.output(ids[size_t(i)]) == reference.generate(prompts[size_t(i)], plan, end),
             "sequence %d", i);
    }
    // The step that ends the last prompt gives its first token.
    constexpr int kSteps = (kSequences * kLength - 1) / StepBudget::kMostRows + kTokens;
    const EngineStats after = engine.stats();
    EXPECT(int(after.steps - before.steps) == kSteps, "%d steps, not %d", int(after.steps - before.steps),
           kSteps);
  }
}

TEST(what_prompts_of_one_step_have_in_common_is_computed_once) {
  test::Random random(43);
  const Kernels& table = *available_kernels().front();
  constexpr int kSequences = 8, kTokens = 5;
  for (const int common : {40, 64, 70}) {
    for (const int own : {0, 10}) {
      ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
      Reference reference(spec, table);
      Collector collector(true);
      Engine engine(spec, table, collector.client());
      EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());
      const std::vector<int32_t> beginning = random_ids(random, common);
      Plan plan;
      plan.max_tokens = kTokens;
      std::vector<std::vector<int32_t>> prompts;
      std::vector<uint32_t> ids;
      for (int i = 0; i < kSequences; ++i) {
        std::vector<int32_t> prompt = beginning;
        for (int t = 0; t < own; ++t) prompt.push_back((10 * i + t) % 100);
        prompts.push_back(prompt);
        ids.push_back(engine.submit(collector.client(), prompt, plan, {}, 1000));
      }
      engine.wake();
      for (int i = 0; i < kSequences; ++i) {
        collector.wait(ids[size_t(i)]);
        EventKind end;
        EXPECT(collector.output(ids[size_t(i)]) == reference.generate(prompts[size_t(i)], plan, end),
               "%d + %d, sequence %d", common, own, i);
        // Whole blocks are known after the step, and a part of one where it is the same.
        const int whole = (common + own) / kBlockPositions * kBlockPositions;
        const int known = std::min({whole, common, common + own - 1});
        EXPECT(collector.cached(ids[size_t(i)]) == (i == 0 ? 0 : known), "%d + %d, sequence %d: %d", common,
               own, i, collector.cached(ids[size_t(i)]));
      }
      const int steps = int(engine.stats().steps);
      EXPECT(steps == kTokens + 1, "%d + %d: %d steps", common, own, steps);
    }
  }
}

// All of whose prompts but the last token is known, they take a row each beside the prompts of others.
TEST(a_step_has_no_more_rows_than_a_pass) {
  test::Random random(42);
  const Kernels& table = *available_kernels().front();
  ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
  spec.max_concurrent = Forward::kMaxRows;
  spec.cache_bytes = size_t(1) << 24;
  Reference reference(spec, table);
  Collector collector(true);
  Engine engine(spec, table, collector.client());
  EXPECT(collector.wait(0) == EventKind::kLoaded, "%s", collector.message().c_str());
  Plan plan;
  plan.max_tokens = 3;
  std::vector<std::vector<int32_t>> prompts(1, random_ids(random, 40));
  std::vector<uint32_t> ids(1, engine.submit(collector.client(), prompts[0], plan, {}, 1000));
  engine.wake();
  collector.wait(ids[0]);
  for (int i = 0; i < 400; ++i) prompts.push_back(prompts[0]);
  for (int i = 0; i < 10; ++i) prompts.push_back(random_ids(random, 80));
  for (size_t i = 1; i < prompts.size(); ++i) {
    ids.push_back(engine.submit(collector.client(), prompts[i], plan, {}, 1000));
  }
  engine.wake();
  EventKind end;
  const Output known = reference.generate(prompts[0], plan, end);
  for (size_t i = 0; i < prompts.size(); ++i) {
    collector.wait(ids[i]);
    const Output expected = i <= 400 ? known : reference.generate(prompts[i], plan, end);
    EXPECT(collector.output(ids[i]) == expected, "sequence %d", int(i));
  }
}

// A step without prompts comes first, so that they need not creep while nothing is known.
TEST(prompts_do_not_creep_in_the_beginning) {
  const auto step_ms = [](int decoding, int prompt_rows) { return 8.0 + 0.4 * (decoding + prompt_rows); };
  StepBudget budget;
  budget.learn(0, 64, step_ms(0, 64));
  int steps = 0;
  for (int rows = 0; rows < 224; ++steps) {
    const int count = budget.prompt_rows(1);
    EXPECT((count == 0) == (steps == 0), "%d rows in step %d", count, steps);
    const double took = step_ms(1, count);
    EXPECT(took <= 2.5 * step_ms(1, 0), "%.2f steps", took / step_ms(1, 0));
    rows += count;
    budget.learn(1, count, took);
  }
  const double least = 224 * 0.4 / (step_ms(1, 0) * (StepBudget::kStretch - 1.0));
  EXPECT(steps <= 1.5 * least, "%d steps, %.1f would do", steps, least);
}

// A prompt of 900 tokens beside those who decode, on machines of several kinds: nobody waits much longer than
// usual, from the first step on, though a row costs more the further the prompt is.
TEST(prompts_leave_time_to_those_who_decode) {
  struct Machine {
    const char* name;
    double fixed_ms;       // reading the weights
    double row_ms;         // a row in full tiles
    double beside_others;  // a row in few rows, compared with that
    double growth;         // what attention adds to a row at position 900
  };
  for (const Machine& machine :
       {Machine{"bound by memory", 10.0, 0.2, 1.2, 0.3}, Machine{"bound by multiplies", 3.0, 5.0, 1.8, 0.5},
        Machine{"in between", 10.0, 1.0, 1.5, 1.0}}) {
    const auto step_ms = [&](int decoding, int prompt_rows, int position) {
      const double row = machine.row_ms * (prompt_rows > 32 ? 1.0 : machine.beside_others);
      return machine.fixed_ms + row * (decoding + prompt_rows * (1.0 + machine.growth * position / 900));
    };
    for (const int decoding : {4, 8, 32}) {
      StepBudget budget;
      budget.learn(0, 256, step_ms(0, 256, 128));
      for (int i = 0; i < 5; ++i) budget.learn(decoding, 0, step_ms(decoding, 0, 0));
      const double usual = step_ms(decoding, 0, 0);
      int steps = 0;
      for (int position = 0; position < 900; ++steps) {
        const int rows = std::min(budget.prompt_rows(decoding), 900 - position);
        const double took = step_ms(decoding, rows, position);
        EXPECT(took <= 2.5 * usual, "%s, %d decode, at %d: %.2f steps", machine.name, decoding, position,
               took / usual);
        position += rows;
        budget.learn(decoding, rows, took);
      }
      const double least_ms = machine.row_ms * machine.beside_others * (1.0 + machine.growth) * 900;
      EXPECT(steps <= 3 + int(1.5 * least_ms / (usual * (StepBudget::kStretch - 1.0))),
             "%s, %d decode: %d steps", machine.name, decoding, steps);
    }
  }
}

TEST(a_known_prefix_is_not_computed_again) {
  const Kernels& table = *available_kernels().front();
  Collector collector;
  Engine engine(write_model(small_config(), Precision::kInt8, 2), table, collector.client());
  collector.wait(0);
  test::Random random(35);
  const std::vector<int32_t> ids = random_ids(random, 80);
  Plan plan;
  plan.max_tokens = 5;
  const auto run = [&](std::vector<int32_t> prompt, uint32_t scope) {
    const uint32_t id = engine.submit(collector.client(), std::move(prompt), plan, {0, scope}, 100);
    collector.wait(id);
    return collector.cached(id);
  };
  EXPECT(run(ids, 0) == 0, "cold");
  EXPECT(run(ids, 0) == 79, "all but the last token, whose logits are wanted");
  std::vector<int32_t> branch(ids.begin(), ids.begin() + 50);
  branch.push_back(ids[50] == 0 ? 1 : 0);
  EXPECT(run(branch, 0) == 50, "to the token, not to the block");
  EXPECT(run({ids.begin(), ids.begin() + 20}, 0) == 19, "a part of one block");
  EXPECT(run(ids, 7) == 0, "another scope knows nothing of it");
  EXPECT(run(ids, 7) == 79, "but remembers its own");
  const EngineStats stats = engine.stats();
  EXPECT(stats.prefix_lookups == 6 && stats.prefix_hits == 4, "%d of %d", int(stats.prefix_hits),
         int(stats.prefix_lookups));
}

TEST(exported_prefixes_go_on_elsewhere) {
  test::Random random(36);
  const std::vector<int32_t> ids = random_ids(random, 70);
  for (int p = 0; p < kCachePrecisions; ++p) {
    const Kernels& table = *available_kernels().front();
    ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
    spec.cache_precision = CachePrecision(p);
    Plan plan;
    plan.max_tokens = 20;
    std::vector<char> file;
    Output expected;
    {
      Collector collector;
      Engine engine(spec, table, collector.client());
      collector.wait(0);
      // Something else first, so that blocks have been used.
      collector.wait(engine.submit(collector.client(), random_ids(random, 90), plan, {}, 100));
      const uint32_t id = engine.submit(collector.client(), ids, plan, {}, 100);
      collector.wait(id);
      expected = collector.output(id);
      std::vector<char> again(engine.exported_bytes(69), char(1));
      file.assign(engine.exported_bytes(69), char(2));
      const std::vector<int32_t> known(ids.begin(), ids.end() - 1);
      EXPECT(collector.wait(engine.submit_export(collector.client(), known, file.data(), {})) ==
                 EventKind::kWritten,
             "exported");
      // In a scope that knows nothing they are computed; the bytes are the same.
      EXPECT(collector.wait(engine.submit_export(collector.client(), known, again.data(), {0, 9})) ==
                 EventKind::kWritten,
             "exported");
      EXPECT(file == again, "what is written does not depend on what was known");
    }
    Collector collector;
    Engine engine(spec, table, collector.client());
    collector.wait(0);
    const std::vector<int32_t> known(ids.begin(), ids.end() - 1);
    EXPECT(collector.wait(engine.submit_import(collector.client(), known, file.data(), {0, 3})) ==
               EventKind::kWritten,
           "imported");
    const uint32_t id = engine.submit(collector.client(), ids, plan, {0, 3}, 100);
    collector.wait(id);
    EXPECT(collector.cached(id) == 69, "%d", collector.cached(id));
    EXPECT(collector.output(id) == expected, "cache precision %d", p);
    expect_idle(engine, collector);
  }
}

TEST(the_waiting_line_is_bounded_and_in_order) {
  const Kernels& table = *available_kernels().front();
  ModelSpec spec = write_model(small_config(), Precision::kF32, 1);
  spec.max_concurrent = 1;
  spec.max_waiting = 3;
  Collector collector;
  Engine engine(spec, table, collector.client());
  collector.wait(0);
  Plan plan;
  plan.max_tokens = 80;
  const uint32_t first = engine.submit(collector.client(), {1}, plan, {}, 1000);
  std::vector<uint32_t> waiting;
  for (int priority : {0, 0, 5})
    waiting.push_back(engine.submit(collector.client(), {2}, plan, {priority, 0}, 1000));
  // The first one may have ended meanwhile, but not twice as many as there is room for.
  int refused = 0;
  for (int i = 0; i < 8; ++i) refused += engine.submit(collector.client(), {3}, plan, {}, 1000) == 0;
  EXPECT(refused >= 4, "%d were refused", refused);
  for (const uint32_t id : waiting) EXPECT(collector.wait(id) == EventKind::kLength, "sequence %u", id);
  EXPECT(collector.wait(first) == EventKind::kLength, "the first");
}

// A prompt of the longest kind beside others who decode: it comes in small pieces.
TEST(a_prompt_takes_no_more_rows_than_its_budget) {
  StepBudget budget;
  EXPECT(budget.prompt_rows(0) == StepBudget::kMostRows, "alone");
  EXPECT(budget.prompt_rows(8) < 64, "careful while nothing is known");
  for (int i = 0; i < 50; ++i) {
    budget.learn(8, 0, 10.0);
    budget.learn(8, 20, 20.0);
  }
  const double rows = (StepBudget::kStretch - 1.0) * 10.0 / 0.5;
  EXPECT(budget.prompt_rows(8) >= rows - 1.0 && budget.prompt_rows(8) <= 1.2 * rows,
         "%d rows of 0.5 ms, not %.1f", budget.prompt_rows(8), rows);
  EXPECT(budget.prompt_rows(2) <= budget.prompt_rows(8), "fewer wait, and wait less long: %d",
         budget.prompt_rows(2));
  budget.learn(8, 0, 1e6);
  EXPECT(budget.prompt_rows(8) <= 32, "one disturbed step changes little: %d", budget.prompt_rows(8));
  for (int i = 0; i < 100; ++i) budget.learn(8, 4, 500.0);
  EXPECT(budget.prompt_rows(8) >= 1, "a prompt always gets on");
}

TEST(engine_cancels_and_stops_at_any_time) {
  test::Random random(33);
  const Kernels& table = *available_kernels().front();
  for (int round = 0; round < test::trials(60); ++round) {
    Collector collector;
    std::vector<uint32_t> ids;
    {
      ModelSpec spec = write_model(small_config(), Precision(round % kPrecisions), 1 + round % 3);
      spec.max_concurrent = random.between(1, 8);
      Engine engine(spec, table, collector.client());
      if (round % 3 != 0) collector.wait(0);
      for (int s = 0; s < 8; ++s) {
        Plan plan;
        plan.max_tokens = 50;
        ids.push_back(engine.submit(collector.client(), random_ids(random, random.between(1, 40)), plan, {},
                                    random.between(0, 60)));
        if (random.between(0, 2) == 0) engine.cancel(ids[size_t(random.between(0, s))]);
        if (random.between(0, 2) == 0)
          std::this_thread::sleep_for(std::chrono::microseconds(random.between(0, 900)));
      }
      if (random.between(0, 1) == 0) engine.leave(collector.client());
    }
    for (const uint32_t id : ids) collector.wait(id);
  }
}

// Several users of one engine come and go; nobody is told anything after he closed, and the others go on.
TEST(clients_come_and_go) {
  test::Random random(34);
  const Kernels& table = *available_kernels().front();
  for (int round = 0; round < test::trials(40); ++round) {
    ModelSpec spec = write_model(small_config(), Precision::kF32, 1 + round % 2);
    Collector stays;
    Plan plan;
    plan.max_tokens = 60;
    Engine engine(spec, table, stays.client());
    stays.wait(0);
    const uint32_t mine = engine.submit(stays.client(), {5, 6, 7}, plan, {}, 1000);
    std::vector<std::thread> users;
    for (int u = 0; u < 3; ++u) {
      users.emplace_back([&engine, &spec, plan, own = test::Random(uint64_t(round * 10 + u))]() mutable {
        auto user = std::make_unique<Collector>();
        const std::shared_ptr<Client> client = user->client();
        if (!engine.join()) return;
        std::vector<float> logits(40 * size_t(spec.config.vocab_size));
        std::vector<float> attentions(size_t(spec.config.layers) * spec.config.heads * 40 * 40);
        Readout readout;
        readout.logits = logits.data();
        readout.attentions = attentions.data();
        for (int i = 0; i < 4; ++i) {
          engine.submit(client, random_ids(own, own.between(1, 60)), plan, {}, own.between(1, 60));
          engine.submit_readout(client, random_ids(own, 40), readout, {});
          std::this_thread::sleep_for(std::chrono::microseconds(own.between(0, 900)));
        }
        if (own.between(0, 1) == 0) {
          engine.leave(client);
          EXPECT(user->wait(0) == EventKind::kStopped, "the one who leaves is told");
        }
        engine.detach(client);
        user.reset();
        std::fill(logits.begin(), logits.end(), 0.0f);
        std::fill(attentions.begin(), attentions.end(), 0.0f);
      });
    }
    for (std::thread& user : users) user.join();
    EXPECT(stays.wait(mine) == EventKind::kLength, "the one who stays");
    EXPECT(stays.output(mine).tokens.size() == 60, "%zu", stays.output(mine).tokens.size());
    expect_idle(engine, stays);
  }
}

TEST(engines_of_the_same_files_share_their_weights) {
  const Kernels& table = *available_kernels().front();
  ModelSpec spec = write_model(small_config(), Precision::kInt4, 1);
  spec.identity = "the same";
  for (int round = 0; round < test::trials(10); ++round) {
    std::vector<std::unique_ptr<Collector>> collectors;
    std::vector<std::unique_ptr<Engine>> engines;
    for (int i = 0; i < 4; ++i) {
      collectors.push_back(std::make_unique<Collector>());
      engines.push_back(std::make_unique<Engine>(spec, table, collectors.back()->client()));
      if (i == round % 4) engines.back()->leave(collectors.back()->client());  // may give up while it loads
    }
    Plan plan;
    plan.max_tokens = 10;
    Output expected;
    for (int i = 0; i < 4; ++i) {
      if (i == round % 4) continue;
      EXPECT(collectors[size_t(i)]->wait(0) == EventKind::kLoaded, "%s",
             collectors[size_t(i)]->message().c_str());
      const uint32_t id = engines[size_t(i)]->submit(collectors[size_t(i)]->client(), {1, 2}, plan, {}, 100);
      collectors[size_t(i)]->wait(id);
      if (expected.tokens.empty()) expected = collectors[size_t(i)]->output(id);
      EXPECT(expected == collectors[size_t(i)]->output(id), "engine %d", i);
    }
  }
}

TEST(broken_entries_are_refused) {
  const Kernels& table = *available_kernels().front();
  const auto outcome = [&](void (*edit)(ModelSpec&)) {
    Collector collector;
    ModelSpec spec = write_model(small_config(), Precision::kF32, 1);
    edit(spec);
    Engine engine(spec, table, collector.client());
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
