// Readouts: log-probabilities of a row of logits, and what a pass shows from within, however it is cut.
#include "engine/readout.h"

#include <algorithm>
#include <cstring>

#include "kernels/select.h"
#include "random_model.h"
#include "test.h"

using namespace nextoken;

namespace {

// Everything that a readout can ask for, with its arrays.
struct Everything {
  Everything(const ModelConfig& config, int positions, int first, int top)
      : rows(size_t(positions - first)),
        logits(rows * size_t(config.vocab_size)),
        target_logprobs(rows),
        hidden(size_t(config.layers + 1) * rows * size_t(config.embedding_size)),
        attentions(first == 0 ? size_t(config.layers) * config.heads * rows * rows : 0),
        top_ids(rows * size_t(top)),
        lens_ids(size_t(config.layers + 1) * rows * size_t(top)),
        top_logprobs(top_ids.size()),
        lens_logprobs(lens_ids.size()) {
    readout.first = first;
    readout.logits = logits.data();
    readout.targets.assign(rows, 7);
    readout.target_logprobs = target_logprobs.data();
    readout.top = top;
    readout.top_ids = top_ids.data();
    readout.top_logprobs = top_logprobs.data();
    readout.hidden_count = config.layers + 1;
    readout.hidden = hidden.data();
    readout.attentions = first == 0 ? attentions.data() : nullptr;
    readout.lens = top;
    readout.lens_ids = lens_ids.data();
    readout.lens_logprobs = lens_logprobs.data();
  }

  bool operator==(const Everything& other) const {
    return logits == other.logits && target_logprobs == other.target_logprobs && hidden == other.hidden &&
           attentions == other.attentions && top_ids == other.top_ids && lens_ids == other.lens_ids &&
           top_logprobs == other.top_logprobs && lens_logprobs == other.lens_logprobs;
  }

  size_t rows;
  std::vector<float> logits, target_logprobs, hidden, attentions;
  std::vector<int32_t> top_ids, lens_ids;
  std::vector<float> top_logprobs, lens_logprobs;
  Readout readout;
};

class Ignore : public EventSink {
 public:
  void publish(uint32_t, const std::vector<Event>&, const std::string&) override {}
};

}  // namespace

TEST(the_likeliest_tokens_are_sorted_with_ties_by_the_smaller_id) {
  test::Random random(40);
  for (const Kernels* table : available_kernels()) {
    for (int trial = 0; trial < test::trials(300); ++trial) {
      const int vocab = random.between(1, 400);
      // Few values, so that many are equal.
      std::vector<float> logits(static_cast<size_t>(vocab));
      for (float& logit : logits) logit = float(random.between(-3, 3));
      Logprobs logprobs(*table, vocab);
      logprobs.read(logits.data());
      std::vector<int32_t> ids(static_cast<size_t>(vocab));
      for (int32_t id = 0; id < vocab; ++id) ids[size_t(id)] = id;
      std::stable_sort(ids.begin(), ids.end(),
                       [&](int32_t a, int32_t b) { return logits[size_t(a)] > logits[size_t(b)]; });
      double total = 0.0;
      for (const float logit : logits) total += std::exp(double(logit));
      std::vector<TokenLogprob> top(size_t(random.between(1, vocab)));
      logprobs.top(int(top.size()), top.data());
      for (size_t i = 0; i < top.size(); ++i) {
        EXPECT(top[i].id == ids[i], "%s: place %zu of %d is %d, not %d", table->name, i, vocab, top[i].id,
               ids[i]);
        const double expected = double(logits[size_t(top[i].id)]) - std::log(total);
        EXPECT(std::fabs(top[i].logprob - expected) < 1e-5, "%s: %g, not %g", table->name,
               double(top[i].logprob), expected);
        EXPECT(top[i].logprob == logprobs.of(top[i].id), "%s: place %zu", table->name, i);
      }
    }
  }
}

TEST(the_likeliest_tokens_of_broken_logits_are_tokens) {
  const Kernels& table = *available_kernels().front();
  Logprobs logprobs(table, 50);
  std::vector<float> logits(50, NAN);
  std::vector<TokenLogprob> top(50);
  logprobs.read(logits.data());
  logprobs.top(50, top.data());
  for (int32_t i = 0; i < 50; ++i) EXPECT(top[size_t(i)].id == i, "%d", top[size_t(i)].id);
  logits[30] = -INFINITY;
  logits[40] = 2.0f;
  logprobs.read(logits.data());
  logprobs.top(3, top.data());
  EXPECT(top[0].id == 40, "NaN comes last, not before %d", top[0].id);
}

// Whole, in two cuts, from a later position on, beside another sequence, with another number of threads.
TEST(a_readout_does_not_depend_on_how_the_pass_is_cut) {
  constexpr int kPositions = 50;
  constexpr int kTop = 6;
  test::Random random(41);
  Ignore ignore;
  Client client(ignore, 1);
  const std::atomic<bool> never{false};
  const ModelConfig config = test::small_config();
  for (const Kernels* table : available_kernels()) {
    for (int p = 0; p < kPrecisions; ++p) {
      const ModelSpec spec = test::write_model(config, Precision(p), 1);
      std::vector<int32_t> ids(kPositions);
      for (int32_t& id : ids) id = random.between(0, config.vocab_size - 1);
      std::unique_ptr<Everything> expected;
      for (int trial = 0; trial < 4; ++trial) {
        Workers workers(1 + trial % 3);
        Weights weights;
        load_weights(
            spec.config, spec.precision, spec.files, spec.tensors, *table, workers,
            [](double) { return true; }, weights);
        Forward forward(weights, *table, workers, CachePrecision::kF32);
        forward.allocate();
        ReadoutWriter writer(forward, *table, workers, config);
        test::Cache cache(forward.cache_layout(), kPositions), other(forward.cache_layout(), kPositions);
        auto got = std::make_unique<Everything>(config, kPositions, 0, kTop);
        for (int done = 0; done < kPositions;) {
          const int count = trial == 0 ? kPositions : random.between(1, kPositions - done);
          std::vector<Span> spans;
          if (trial % 2 == 1) spans.push_back({other.addresses.data(), ids.data(), 0, 11});
          spans.push_back({cache.addresses.data(), ids.data() + done, done, count});
          const int first_row = trial % 2 == 1 ? 11 : 0;
          writer.tap({{&got->readout, &client, &spans.back(), kPositions, first_row}});
          forward.run(spans, never, &writer);
          for (int i = 0; i < count; ++i) {
            const int row = first_row + i;
            const ReadoutWriter::Row want{&got->readout, &client, kPositions, done + i};
            writer.write_logits(&want, 1, forward.logits(&row, 1));
          }
          done += count;
        }
        // The last lens is the model itself.
        const size_t last = size_t(config.layers) * got->rows * kTop;
        EXPECT(std::equal(got->top_ids.begin(), got->top_ids.end(), got->lens_ids.begin() + long(last)) &&
                   std::equal(got->top_logprobs.begin(), got->top_logprobs.end(),
                              got->lens_logprobs.begin() + long(last)),
               "%s precision %d: the last lens", table->name, p);
        if (!expected)
          expected = std::move(got);
        else
          EXPECT(*got == *expected, "%s precision %d, trial %d", table->name, p, trial);
      }
    }
  }
}
