// Sequences that are asked about before each token: answered with what they would have done anyway they give
// the same bits, forks give those of a sequence of their own, and nobody waits for those who rest.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>

#include "engine/engine.h"
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
  bool operator==(const Output& other) const { return tokens == other.tokens && logprobs == other.logprobs; }
};

// Collects events, and those who wait for an answer.
class Host : public EventSink {
 public:
  Host() : client_(std::make_shared<Client>(*this, 1)) {}
  const std::shared_ptr<Client>& client() const { return client_; }

  void publish(uint32_t, const std::vector<Event>& events, const std::string& message) override {
    mutex_.lock();
    for (const Event& event : events) {
      if (event.kind == EventKind::kToken) {
        outputs_[event.sequence].tokens.push_back(int32_t(event.value));
        outputs_[event.sequence].logprobs.push_back(float(event.detail));
      } else if (event.kind == EventKind::kConsult) {
        asking_.push_back(event.sequence);
      } else if (event.kind == EventKind::kTop) {
        ++tops_;
      } else if (event.kind != EventKind::kLoadProgress && event.kind != EventKind::kPromptProgress &&
                 event.kind != EventKind::kStarted) {
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
    EXPECT(sequence == 0 || ends_[sequence].size() == 1, "sequence %u ended %zu times", sequence,
           ends_[sequence].size());
    mutex_.unlock();
    return kind;
  }
  bool ended(uint32_t sequence) {
    mutex_.lock();
    const bool ended = !ends_[sequence].empty();
    mutex_.unlock();
    return ended;
  }
  // Those who have asked since the last call; waits for one at least.
  std::vector<uint32_t> wait_for_asking() {
    std::vector<uint32_t> result;
    mutex_.lock();
    while (asking_.empty()) changed_.wait(mutex_);
    result.swap(asking_);
    mutex_.unlock();
    return result;
  }
  std::vector<uint32_t> asking() {
    std::vector<uint32_t> result;
    mutex_.lock();
    result.swap(asking_);
    mutex_.unlock();
    return result;
  }
  Output output(uint32_t sequence) {
    mutex_.lock();
    const Output copy = outputs_[sequence];
    mutex_.unlock();
    return copy;
  }
  int tops() const { return tops_; }
  const std::string& message() const { return message_; }

 private:
  std::shared_ptr<Client> client_;
  Mutex mutex_;
  Condition changed_;
  std::map<uint32_t, Output> outputs_;
  std::map<uint32_t, std::vector<EventKind>> ends_;
  std::vector<uint32_t> asking_;
  int tops_ = 0;
  std::string message_;
};

std::vector<int32_t> random_ids(test::Random& random, int count) {
  std::vector<int32_t> ids;
  for (int i = 0; i < count; ++i) ids.push_back(random.between(0, 100));
  return ids;
}

std::vector<int32_t> mask_of(int vocab, const std::vector<int32_t>& allowed) {
  std::vector<int32_t> mask(size_t(vocab + 31) / 32);
  for (const int32_t id : allowed) mask[size_t(id) / 32] |= int32_t(1u << (id % 32));
  return mask;
}

// Leaves the core to the engine for a while.
void pause_a_little(test::Random& random) {
  std::this_thread::sleep_for(std::chrono::microseconds(random.between(0, 200)));
}

Plan random_plan(test::Random& random) {
  Plan plan;
  plan.max_tokens = random.between(1, 40);
  plan.seed = random.bits();
  plan.temperature = random.between(0, 4) == 0 ? 0.0f : 1.0f;
  plan.top_k = random.between(0, 2) * 10;
  plan.slide = random.between(0, 2) == 0;
  if (plan.slide) plan.max_tokens = random.between(1, 90);
  if (random.between(0, 3) == 0) plan.stop_ids = random_ids(random, 3);
  if (random.between(0, 2) == 0) {
    plan.rules.repetition_penalty = 1.3f;
    plan.rules.no_repeat_ngram = 2;
  }
  if (random.between(0, 3) == 0) plan.truncation.mirostat_tau = 4.0f, plan.truncation.mirostat_eta = 0.2f;
  return plan;
}

ModelSpec random_spec(test::Random& random, int round) {
  ModelSpec spec = write_model(small_config(), Precision(round % kPrecisions), random.between(1, 3));
  spec.cache_precision = CachePrecision(round / kPrecisions % kCachePrecisions);
  spec.prefix_cache = random.between(0, 3) != 0;
  spec.max_concurrent = random.between(1, 6);
  spec.cache_bytes =
      size_t(random.between(0, 20)) * CacheLayout(spec.config, spec.cache_precision).block_bytes();
  return spec;
}

// An engine for what is expected, that has memory enough and no company.
class Reference {
 public:
  Reference(ModelSpec spec, const Kernels& table) : table_(table) {
    spec.cache_bytes = size_t(64) << 20;
    config_ = spec.config;
    engine_ = std::make_unique<Engine>(spec, table, host_.client());
    host_.wait(0);
  }

  Output ordinary(const std::vector<int32_t>& ids, Plan plan, EventKind* end = nullptr) {
    plan.consult = Consult::kNone;
    const uint32_t id = engine_->submit(host_.client(), ids, plan, {}, 1000);
    const EventKind kind = host_.wait(id);
    if (end != nullptr) *end = kind;
    return host_.output(id);
  }

  // Guidance from its definition: the logits of both texts from readouts, token by token.
  Output guided(std::vector<int32_t> with, const Plan& plan, EventKind& end) {
    const size_t vocab = size_t(config_.vocab_size);
    Sampler sampler(table_, int(vocab));
    Logprobs own(table_, int(vocab)), other(table_, int(vocab));
    SamplerState state(plan, with);
    std::vector<int32_t> without = plan.unguided;
    Output output;
    for (;;) {
      const std::vector<float> own_logits = logits_after(with), other_logits = logits_after(without);
      own.read(own_logits.data());
      other.read(other_logits.data());
      std::vector<float> guided(vocab);
      for (size_t id = 0; id < vocab; ++id) {
        const float c = own.of(int32_t(id)), u = other.of(int32_t(id));
        guided[id] = plan.guidance_scale * (c - u) + u;
      }
      const Sample sample = sampler.sample(plan, state, own_logits.data(), {guided.data(), nullptr});
      end = EventKind::kStop;
      for (const int32_t stop : plan.stop_ids) {
        if (sample.token == stop) return output;
      }
      output.tokens.push_back(sample.token);
      output.logprobs.push_back(sample.logprob);
      with.push_back(sample.token);
      without.push_back(sample.token);
      state.accept(plan, sample.token);
      end = EventKind::kLength;
      if (int(output.tokens.size()) == plan.max_tokens) return output;
      end = EventKind::kContext;
      if (int(std::max(with.size(), without.size())) >= config_.context_length) return output;
    }
  }

 private:
  std::vector<float> logits_after(const std::vector<int32_t>& ids) {
    std::vector<float> logits(size_t(config_.vocab_size));
    Readout readout;
    readout.first = int(ids.size()) - 1;
    readout.logits = logits.data();
    readout.shares_prefix = true;
    host_.wait(engine_->submit_readout(host_.client(), ids, readout, {}));
    return logits;
  }

  const Kernels& table_;
  ModelConfig config_;
  Host host_;
  std::unique_ptr<Engine> engine_;
};

void expect_idle(Engine& engine, Host& host) {
  Plan plan;
  plan.max_tokens = 1;
  host.wait(engine.submit(host.client(), {1}, plan, {}, 1));
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

// In company of all kinds, with memory for one context or more, with slow and quick answers.
TEST(an_answer_that_changes_nothing_changes_nothing) {
  test::Random random(61);
  const std::vector<const Kernels*> tables = available_kernels();
  for (int round = 0; round < test::trials(16); ++round) {
    const Kernels& table = *tables[size_t(round) % tables.size()];
    const ModelSpec spec = random_spec(random, round);
    Reference reference(spec, table);
    const int vocab = spec.config.vocab_size;
    struct Request {
      uint32_t id;
      std::vector<int32_t> prompt;
      Plan plan;
      Output expected;
      EventKind expected_end;
      size_t masks = 0;  // that were given
      int read = 0;
    };
    std::vector<Request> requests;
    const std::vector<int32_t> common = random_ids(random, 60);
    for (int i = 0; i < 8; ++i) {
      Request request{};
      request.prompt.assign(common.begin(), common.begin() + random.between(0, 60));
      for (const int32_t id : random_ids(random, random.between(1, 14))) request.prompt.push_back(id);
      request.plan = random_plan(random);
      request.expected = reference.ordinary(request.prompt, request.plan, &request.expected_end);
      request.plan.consult = Consult(random.between(0, 2));
      requests.push_back(request);
    }
    std::vector<int32_t> all(size_t(vocab), 0);
    for (int id = 0; id < vocab; ++id) all[size_t(id)] = id;
    std::vector<int32_t> mask = mask_of(vocab, all);
    // Bits after the last id say nothing.
    if (random.between(0, 1) == 0) mask.back() = -1;

    Host host;
    Engine engine(spec, table, host.client());
    host.wait(0);
    for (Request& request : requests) {
      const Place place{random.between(0, 1), 0};
      request.read = random.between(0, 20);
      request.id = engine.submit(host.client(), request.prompt, request.plan, place, request.read);
      pause_a_little(random);
    }
    const auto unfinished = [&] {
      return std::any_of(requests.begin(), requests.end(),
                         [&](const Request& request) { return !host.ended(request.id); });
    };
    while (unfinished()) {
      std::vector<Answer> answers;
      for (const uint32_t id : host.asking()) {
        const auto request = std::find_if(requests.begin(), requests.end(),
                                          [&](const Request& each) { return each.id == id; });
        Answer answer;
        answer.sequence = id;
        const size_t at = host.output(id).tokens.size();
        const bool said = at < request->expected.tokens.size();
        // Mirostat learns from what it draws.
        const bool draws = request->plan.truncation.mirostat_tau > 0.0f;
        switch (random.between(0, 3)) {
          case 0:
            break;
          case 1:
            answer.logits = engine.row_of(id)->logits;
            break;
          case 2:
            answer.mask = mask;
            break;
          default:
            if (said && !draws) answer.token = request->expected.tokens[at];
        }
        answers.push_back(std::move(answer));
      }
      for (Request& request : requests) {
        const size_t tokens = host.output(request.id).tokens.size();
        if (request.plan.consult == Consult::kMask && request.masks <= tokens && random.between(0, 2) == 0) {
          Answer answer;
          answer.sequence = request.id;
          answer.mask = mask;
          answers.push_back(std::move(answer));
          ++request.masks;
        }
        if (int(tokens) + 3 > request.read && random.between(0, 2) == 0) {
          engine.grant(request.id, 5);
          request.read += 5;
        }
      }
      if (!answers.empty()) engine.answer(std::move(answers));
      pause_a_little(random);
    }
    for (const Request& request : requests) {
      const EventKind end = host.wait(request.id);
      EXPECT(end == request.expected_end, "round %d, sequence %u: end %d, not %d", round, request.id,
             int(end), int(request.expected_end));
      EXPECT(host.output(request.id) == request.expected, "round %d, sequence %u: %zu tokens of %zu, %s",
             round, request.id, host.output(request.id).tokens.size(), request.expected.tokens.size(),
             table.name);
    }
    expect_idle(engine, host);
  }
}

// A tree of forks, each told its own tokens, as a beam search does: a path through it is what a generation
// gives that has the same tokens forced.
TEST(a_fork_is_a_sequence_of_its_own) {
  test::Random random(62);
  const std::vector<const Kernels*> tables = available_kernels();
  int forks = 0;
  uint64_t preemptions = 0;
  for (int round = 0; round < test::trials(16); ++round) {
    const Kernels& table = *tables[size_t(round) % tables.size()];
    const ModelSpec spec = random_spec(random, round);
    Reference reference(spec, table);
    const std::vector<int32_t> prompt = random_ids(random, random.between(1, 80));
    Plan plan = random_plan(random);
    plan.truncation = {};
    plan.stop_ids.clear();
    plan.consult = Consult::kLogits;
    struct Branch {
      Output before;  // of its ancestors
      std::vector<ForcedToken> forced;
      bool cancelled = false;
    };
    std::map<uint32_t, Branch> branches;
    Host host;
    Engine engine(spec, table, host.client());
    host.wait(0);
    branches[engine.submit(host.client(), prompt, plan, {}, 1000)] = {};
    const auto unfinished = [&] {
      return std::any_of(branches.begin(), branches.end(),
                         [&](const auto& each) { return !host.ended(each.first); });
    };
    while (unfinished()) {
      std::vector<Answer> answers;
      for (const uint32_t id : host.asking()) {
        std::vector<uint32_t> family = {id};
        const Output own = host.output(id);
        const int most = branches.size() < 10 ? random.between(0, 2) : 0;
        for (int i = 0; i < most; ++i) {
          const uint32_t fork = engine.fork(host.client(), family[size_t(random.between(0, i))]);
          EXPECT(fork != 0, "round %d", round);
          Branch branch = branches[id];
          branch.before.tokens.insert(branch.before.tokens.end(), own.tokens.begin(), own.tokens.end());
          branch.before.logprobs.insert(branch.before.logprobs.end(), own.logprobs.begin(),
                                        own.logprobs.end());
          branches[fork] = branch;
          family.push_back(fork);
          ++forks;
        }
        for (const uint32_t each : family) {
          Branch& branch = branches[each];
          Answer answer;
          answer.sequence = each;
          const size_t at = branch.before.tokens.size() + host.output(each).tokens.size();
          if (random.between(0, 1) == 0) {
            answer.token = random.between(0, spec.config.vocab_size - 1);
            branch.forced.push_back({int32_t(at), answer.token});
          }
          if (branches.size() > 4 && random.between(0, 20) == 0) {
            engine.cancel(each);
            branch.cancelled = true;
          } else {
            answers.push_back(std::move(answer));
          }
        }
      }
      if (!answers.empty()) engine.answer(std::move(answers));
      pause_a_little(random);
    }
    for (const auto& [id, branch] : branches) {
      EventKind expected_end;
      Plan forced = plan;
      forced.forced = branch.forced;
      Output expected = reference.ordinary(prompt, forced, &expected_end);
      Output output = branch.before;
      const Output own = host.output(id);
      output.tokens.insert(output.tokens.end(), own.tokens.begin(), own.tokens.end());
      output.logprobs.insert(output.logprobs.end(), own.logprobs.begin(), own.logprobs.end());
      if (branch.cancelled) {
        expected_end = EventKind::kCancelled;
        expected.tokens.resize(output.tokens.size());
        expected.logprobs.resize(output.tokens.size());
      }
      EXPECT(host.wait(id) == expected_end, "round %d, branch %u", round, id);
      EXPECT(output == expected, "round %d, branch %u: %zu tokens of %zu", round, id, output.tokens.size(),
             expected.tokens.size());
    }
    preemptions += engine.stats().preemptions;
    expect_idle(engine, host);
  }
  EXPECT(test::trials(100) < 100 || (forks > 0 && preemptions > 0), "%d forks, %d preemptions", forks,
         int(preemptions));
}

TEST(forks_share_their_blocks) {
  const Kernels& table = *available_kernels().front();
  const ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
  Host host;
  Engine engine(spec, table, host.client());
  host.wait(0);
  test::Random random(63);
  Plan plan;
  plan.max_tokens = 3;
  plan.consult = Consult::kLogits;
  std::vector<uint32_t> family = {engine.submit(host.client(), random_ids(random, 80), plan, {}, 100)};
  host.wait_for_asking();
  for (int i = 0; i < 7; ++i) family.push_back(engine.fork(host.client(), family.front()));
  std::vector<Answer> answers(family.size());
  for (size_t i = 0; i < family.size(); ++i) {
    answers[i].sequence = family[i];
    answers[i].token = int32_t(i);
  }
  const uint64_t steps = engine.stats().steps;
  engine.answer(answers);
  std::vector<uint32_t> asking;
  while (asking.size() < family.size()) {
    for (const uint32_t id : host.wait_for_asking()) asking.push_back(id);
  }
  const EngineStats stats = engine.stats();
  EXPECT(stats.steps == steps + 1, "all in one pass, not in %d", int(stats.steps - steps));
  // Two whole ones are common; the third is everyone's own.
  EXPECT(stats.blocks_held + stats.blocks_reusable == 2 + 8, "%d + %d blocks", stats.blocks_held,
         stats.blocks_reusable);
  for (const uint32_t id : family) engine.cancel(id);
  for (const uint32_t id : family) EXPECT(host.wait(id) == EventKind::kCancelled, "cancelled");
  EXPECT(engine.fork(host.client(), family.front()) == 0, "what has ended cannot be forked");
  expect_idle(engine, host);
}

TEST(a_mask_bans_all_others) {
  test::Random random(64);
  const Kernels& table = *available_kernels().front();
  for (int round = 0; round < test::trials(16); ++round) {
    const ModelSpec spec = random_spec(random, round);
    Reference reference(spec, table);
    const int vocab = spec.config.vocab_size;
    Plan plan = random_plan(random);
    plan.max_tokens = 20;
    plan.stop_ids.clear();
    // Bans that would leave nothing are lifted, within the mask.
    plan.rules.no_repeat_ngram = random.between(0, 2);
    const std::vector<int32_t> allowed = random_ids(random, random.between(1, 8));
    const std::vector<int32_t> prompt = random_ids(random, 10);
    Plan banned = plan;
    for (int32_t id = 0; id < vocab; ++id) {
      if (std::find(allowed.begin(), allowed.end(), id) == allowed.end())
        banned.rules.banned_ids.push_back(id);
    }
    const Output expected = reference.ordinary(prompt, banned);
    Host host;
    Engine engine(spec, table, host.client());
    host.wait(0);
    for (const Consult consult : {Consult::kMask, Consult::kLogits}) {
      plan.consult = consult;
      const uint32_t id = engine.submit(host.client(), prompt, plan, {}, 1000);
      for (size_t given = 0; !host.ended(id);) {
        Answer answer;
        answer.sequence = id;
        answer.mask = mask_of(vocab, allowed);
        const bool wanted =
            consult == Consult::kMask ? given == host.output(id).tokens.size() : !host.asking().empty();
        if (wanted) engine.answer({answer});
        if (wanted) ++given;
        pause_a_little(random);
      }
      EXPECT(host.output(id) == expected, "round %d, %d", round, int(consult));
    }
    // A mask that leaves nothing ends its own sequence only.
    const uint32_t other = engine.submit(host.client(), prompt, banned, {}, 1000);
    plan.consult = Consult::kMask;
    const uint32_t id = engine.submit(host.client(), prompt, plan, {}, 1000);
    Answer answer;
    answer.sequence = id;
    answer.mask = mask_of(vocab, {});
    engine.answer({answer});
    EXPECT(host.wait(id) == EventKind::kFailed && !host.message().empty(), "nothing is left");
    host.wait(other);
    EXPECT(host.output(other) == expected, "round %d", round);
    expect_idle(engine, host);
  }
}

TEST(nobody_waits_for_those_who_rest) {
  const Kernels& table = *available_kernels().front();
  ModelSpec spec = write_model(small_config(), Precision::kF32, 2);
  spec.max_concurrent = 1;
  spec.cache_bytes = 0;  // one context
  Plan plan;
  plan.max_tokens = 60;
  test::Random random(65);
  const std::vector<int32_t> first = random_ids(random, 30), second = random_ids(random, 35);
  Reference reference(spec, table);
  const Output expected_first = reference.ordinary(first, plan);
  const Output expected_second = reference.ordinary(second, plan);
  Host host;
  Engine engine(spec, table, host.client());
  host.wait(0);
  Plan asks = plan;
  asks.consult = Consult::kLogits;
  asks.top_logprobs = 3;
  const uint32_t rests = engine.submit(host.client(), first, asks, {5, 0}, 1000);
  host.wait_for_asking();
  EXPECT(host.tops() == 3, "the likeliest are told first");
  for (int i = 0; i < 2; ++i) {
    const uint32_t other = engine.submit(host.client(), second, plan, {}, 1000);
    EXPECT(host.wait(other) == EventKind::kLength, "the others");
    EXPECT(host.output(other) == expected_second, "the others");
  }
  EXPECT(engine.stats().paused == 1, "%d", engine.stats().paused);
  // And who comes back takes its place again, though somebody else has it who would never end.
  Plan endless = plan;
  endless.slide = true;
  endless.max_tokens = 1 << 30;
  const uint32_t last = engine.submit(host.client(), second, endless, {}, 1 << 30);
  while (host.output(last).tokens.empty()) std::this_thread::yield();
  Answer answer;
  answer.sequence = rests;
  for (int token = 1; token <= 60; ++token) {
    engine.answer({answer});
    if (token < 60) host.wait_for_asking();
  }
  EXPECT(host.wait(rests) == EventKind::kLength, "it is back");
  EXPECT(host.output(rests) == expected_first, "memory was taken from it");
  engine.cancel(last);
  EXPECT(host.wait(last) == EventKind::kCancelled, "the last");
  expect_idle(engine, host);
}

TEST(a_hidden_state_is_that_of_a_readout) {
  const Kernels& table = *available_kernels().front();
  const ModelSpec spec = write_model(small_config(), Precision::kInt8, 2);
  Host host;
  Engine engine(spec, table, host.client());
  host.wait(0);
  test::Random random(66);
  const std::vector<int32_t> ids = random_ids(random, 50);
  const size_t width = size_t(spec.config.embedding_size);
  std::vector<float> expected(ids.size() * width);
  Readout readout;
  readout.hidden_first = spec.config.layers;
  readout.hidden_count = 1;
  readout.hidden = expected.data();
  host.wait(engine.submit_readout(host.client(), ids, readout, {}));
  Plan plan;
  plan.max_tokens = 2;
  plan.consult = Consult::kLogits;
  plan.hidden = true;
  const uint32_t id = engine.submit(host.client(), ids, plan, {}, 10);
  host.wait_for_asking();
  const std::shared_ptr<const LogitRow> row = engine.row_of(id);
  EXPECT(row != nullptr && row->hidden.size() == width, "there is one");
  EXPECT(
      std::memcmp(row->hidden.data(), expected.data() + (ids.size() - 1) * width, width * sizeof(float)) == 0,
      "the same bits");
}

// Cancelled, left alone by their client, stopped: while they rest, are answered, are forked.
TEST(resting_sequences_end_at_any_time) {
  test::Random random(67);
  const Kernels& table = *available_kernels().front();
  for (int round = 0; round < test::trials(60); ++round) {
    Host host;
    std::vector<uint32_t> ids;
    {
      ModelSpec spec = write_model(small_config(), Precision(round % kPrecisions), 1 + round % 3);
      spec.max_concurrent = random.between(1, 4);
      Engine engine(spec, table, host.client());
      host.wait(0);
      for (int s = 0; s < 6; ++s) {
        Plan plan;
        plan.max_tokens = 30;
        plan.consult = Consult(random.between(0, 2));
        if (random.between(0, 2) == 0) plan.unguided = random_ids(random, random.between(1, 40));
        plan.guidance_scale = 1.5f;
        ids.push_back(engine.submit(host.client(), random_ids(random, random.between(1, 40)), plan, {}, 100));
      }
      for (int i = 0; i < 30; ++i) {
        for (const uint32_t id : host.asking()) {
          if (random.between(0, 2) == 0) {
            const uint32_t fork = engine.fork(host.client(), id);
            if (fork != 0) ids.push_back(fork);
          }
          Answer answer;
          answer.sequence = id;
          if (random.between(0, 3) != 0) engine.answer({answer});
          if (random.between(0, 5) == 0) engine.cancel(id);
        }
        pause_a_little(random);
      }
      if (random.between(0, 1) == 0) engine.leave(host.client());
      // An answer that comes too late, and a fork of one that is about to end.
      Answer late;
      late.sequence = ids.front();
      engine.answer({late});
      const uint32_t fork = engine.fork(host.client(), ids.back());
      if (fork != 0) ids.push_back(fork);
    }
    for (const uint32_t id : ids) host.wait(id);
  }
}

// Beside others, with memory for one context or more, one place or more; asked or not, forked, cancelled.
TEST(guidance_is_made_of_two_rows) {
  test::Random random(68);
  const std::vector<const Kernels*> tables = available_kernels();
  uint64_t preemptions = 0;
  // Whether memory gets short depends on time: a short run goes on until it was.
  for (int round = 0; round < test::trials(10) || (preemptions == 0 && round < 30); ++round) {
    const Kernels& table = *tables[size_t(round) % tables.size()];
    const ModelSpec spec = random_spec(random, round);
    Reference reference(spec, table);
    std::vector<int32_t> mask(size_t(spec.config.vocab_size + 31) / 32, -1);
    struct Request {
      std::vector<int32_t> prompt;
      Plan plan;
      Output expected;
      EventKind end;
      int read = 0;
      bool cancelled = false;
    };
    std::map<uint32_t, Request> requests;
    std::map<uint32_t, Output> before;  // of forks
    std::map<uint32_t, size_t> masks;
    Host host;
    Engine engine(spec, table, host.client());
    host.wait(0);
    for (int i = 0; i < 5; ++i) {
      Request request{};
      request.prompt = random_ids(random, random.between(1, 70));
      request.plan = random_plan(random);
      request.plan.slide = false;
      if (i > 0) {
        request.plan.guidance_scale = float(random.between(1, 30)) / 10.0f;
        request.plan.unguided = random.between(0, 1) == 0 ? std::vector<int32_t>{request.prompt.back()}
                                                          : random_ids(random, random.between(1, 90));
        request.expected = reference.guided(request.prompt, request.plan, request.end);
      } else {
        request.expected = reference.ordinary(request.prompt, request.plan, &request.end);
      }
      request.plan.consult = Consult(random.between(0, 2));
      request.read = random.between(0, 20);
      const Place place{random.between(0, 1), 0};
      requests[engine.submit(host.client(), request.prompt, request.plan, place, request.read)] = request;
      pause_a_little(random);
    }
    const auto unfinished = [&] {
      return std::any_of(requests.begin(), requests.end(),
                         [&](const auto& each) { return !host.ended(each.first); });
    };
    while (unfinished()) {
      std::vector<Answer> answers;
      for (const uint32_t id : host.asking()) {
        std::vector<uint32_t> family = {id};
        if (requests.size() < 10 && random.between(0, 3) == 0) {
          const uint32_t fork = engine.fork(host.client(), id);
          const Output own = host.output(id);
          Output past = before[id];
          past.tokens.insert(past.tokens.end(), own.tokens.begin(), own.tokens.end());
          past.logprobs.insert(past.logprobs.end(), own.logprobs.begin(), own.logprobs.end());
          before[fork] = past;
          requests[fork] = requests[id];
          family.push_back(fork);
        }
        for (const uint32_t each : family) {
          Answer answer;
          answer.sequence = each;
          if (random.between(0, 1) == 0) answer.logits = engine.row_of(each)->offered();
          if (random.between(0, 30) == 0) {
            engine.cancel(each);
            requests[each].cancelled = true;
          }
          answers.push_back(std::move(answer));
        }
      }
      for (auto& [id, request] : requests) {
        const size_t tokens = host.output(id).tokens.size();
        if (request.plan.consult == Consult::kMask && masks[id] <= tokens && random.between(0, 2) == 0) {
          Answer answer;
          answer.sequence = id;
          answer.mask = mask;
          answers.push_back(std::move(answer));
          ++masks[id];
        }
        if (random.between(0, 2) == 0) engine.grant(id, 3);
      }
      if (!answers.empty()) engine.answer(std::move(answers));
      pause_a_little(random);
    }
    for (const auto& [id, request] : requests) {
      Output output = before[id], expected = request.expected;
      const Output own = host.output(id);
      output.tokens.insert(output.tokens.end(), own.tokens.begin(), own.tokens.end());
      output.logprobs.insert(output.logprobs.end(), own.logprobs.begin(), own.logprobs.end());
      const EventKind end = host.wait(id);
      if (request.cancelled && end == EventKind::kCancelled) {
        expected.tokens.resize(output.tokens.size());
        expected.logprobs.resize(output.tokens.size());
      } else {
        EXPECT(end == request.end, "round %d, sequence %u: end %d, not %d", round, id, int(end),
               int(request.end));
      }
      EXPECT(output == expected, "round %d, sequence %u, guided by %zu: %zu tokens of %zu, %s", round, id,
             request.plan.unguided.size(), output.tokens.size(), expected.tokens.size(), table.name);
    }
    preemptions += engine.stats().preemptions;
    expect_idle(engine, host);
  }
  EXPECT(preemptions > 0, "memory was never short");
}

TEST(a_guided_sequence_and_its_other_half_share_their_steps) {
  const Kernels& table = *available_kernels().front();
  const ModelSpec spec = write_model(small_config(), Precision::kInt8, 2);
  Host host;
  Engine engine(spec, table, host.client());
  host.wait(0);
  Plan plan;
  plan.max_tokens = 40;
  plan.guidance_scale = 1.5f;
  plan.unguided = {1, 2, 3};
  const uint32_t id = engine.submit(host.client(), {4, 5, 6, 7, 8}, plan, {}, 100);
  EXPECT(host.wait(id) == EventKind::kLength, "the end");
  const EngineStats stats = engine.stats();
  EXPECT(stats.steps == 40 && stats.generated_tokens == 40 && stats.prompt_tokens == 8,
         "%d steps, %d tokens of %d", int(stats.steps), int(stats.generated_tokens),
         int(stats.prompt_tokens));
  expect_idle(engine, host);
}
