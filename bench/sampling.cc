// Times the engine's sampler on rows of logits like GPT-2's, for every option alone and for many together.
// Prints one JSON line: microseconds a token, the mean over the rows of the median of the repeats. Argument:
// repeats.
//
// A forward pass reads all weights between two tokens, so nothing of the sampler's is in the caches near the
// core when it begins; here a large array is read instead, and the row of logits is written last, as the
// output head does.
#include "engine/sampler.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "engine/random.h"
#include "kernels/select.h"

using namespace nextoken;

namespace {

constexpr int kVocab = 50257;
constexpr int kHistory = 900;
constexpr size_t kEvictedBytes = size_t(64) << 20;
// In nats; GPT-2's own are mostly between these on ordinary text.
constexpr float kEntropies[] = {1.0f, 2.0f, 3.0f, 3.5f, 4.0f, 5.0f, 6.0f};

class Random {
 public:
  explicit Random(uint64_t seed) : seed_(seed) {}
  double uniform() { return uniform_random(seed_, counter_++); }
  int below(int n) { return int(uniform() * n); }
  double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum;
  }

 private:
  uint64_t seed_;
  uint64_t counter_ = 0;
};

double entropy_of(const std::vector<double>& logits) {
  const double largest = *std::max_element(logits.begin(), logits.end());
  double total = 0.0, sum = 0.0;
  for (const double logit : logits) {
    total += std::exp(logit - largest);
    sum += std::exp(logit - largest) * (logit - largest);
  }
  return std::log(total) - sum / total;
}

// Zipf's law with noise, -s log(rank) + normal, at random ids; s such that the entropy is as wanted.
std::vector<float> zipf_logits(Random& random, double entropy) {
  std::vector<double> noise(kVocab), logits(kVocab);
  for (double& each : noise) each = random.normal();
  const auto fill = [&](double s) {
    for (int rank = 0; rank < kVocab; ++rank) {
      logits[size_t(rank)] = noise[size_t(rank)] - s * std::log(rank + 1.0);
    }
    return entropy_of(logits);
  };
  double low = 0.5, high = 8.0;
  for (int i = 0; i < 40; ++i) (fill((low + high) / 2) > entropy ? low : high) = (low + high) / 2;
  for (int i = kVocab - 1; i > 0; --i) std::swap(logits[size_t(i)], logits[size_t(random.below(i + 1))]);
  // Where GPT-2's likeliest logits lie.
  const double shift = -35.0 - *std::max_element(logits.begin(), logits.end());
  std::vector<float> row;
  for (const double logit : logits) row.push_back(float(logit + shift));
  return row;
}

// Few tokens often, many seldom, as in a text.
int32_t zipf_token(Random& random) { return int32_t(std::pow(double(kVocab), random.uniform()) - 1.0); }

std::vector<int32_t> distinct_ids(Random& random, int count) {
  std::vector<int32_t> ids;
  while (int(ids.size()) < count) {
    const int32_t id = random.below(kVocab);
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

struct Case {
  std::string name;
  Plan plan;
  std::vector<std::vector<double>> microseconds = {};  // [rows][repeats]
};

// Options by name; the sizes of lists are on the large side of what requests have.
std::vector<Case> cases(Random& random) {
  const std::vector<int32_t> banned = distinct_ids(random, 1000), breakers = distinct_ids(random, 500);
  std::vector<std::vector<int32_t>> words;
  for (int i = 0; i < 200; ++i) words.push_back({zipf_token(random), zipf_token(random)});
  std::vector<LogitBias> bias;
  for (const int32_t id : distinct_ids(random, 1000)) bias.push_back({id, float(random.normal())});

  using Change = void (*)(Plan&);
  const std::pair<const char*, Change> truncations[] = {
      {"topK 40", [](Plan& p) { p.top_k = 40; }},
      {"topK 1000", [](Plan& p) { p.top_k = 1000; }},
      {"topP 0.95", [](Plan& p) { p.top_p = 0.95f; }},
      {"minP 0.05", [](Plan& p) { p.truncation.min_p = 0.05f; }},
      {"typicalP 0.95", [](Plan& p) { p.truncation.typical_p = 0.95f; }},
      {"typicalP 0.2", [](Plan& p) { p.truncation.typical_p = 0.2f; }},
      {"epsilonCutoff 3e-4", [](Plan& p) { p.truncation.epsilon_cutoff = 3e-4f; }},
      {"etaCutoff 3e-4", [](Plan& p) { p.truncation.eta_cutoff = 3e-4f; }},
      {"topNSigma 2", [](Plan& p) { p.truncation.top_n_sigma = 2.0f; }},
      {"xtc",
       [](Plan& p) {
         p.truncation.xtc_probability = 1.0f;
         p.truncation.xtc_threshold = 0.1f;
       }},
      {"mirostat",
       [](Plan& p) {
         p.truncation.mirostat_tau = 5.0f;
         p.truncation.mirostat_eta = 0.1f;
       }},
  };
  const Change dynamic = [](Plan& p) {
    p.dynamic_temperature = true;
    p.temperature_low = 0.5f;
    p.temperature_high = 1.5f;
  };
  const Change penalties = [](Plan& p) {
    p.rules.repetition_penalty = 1.1f;
    p.rules.presence_penalty = 0.1f;
    p.rules.frequency_penalty = 0.1f;
  };
  const auto dry = [&](Plan& p) {
    p.rules.dry_multiplier = 0.8f;
    p.rules.dry_base = 1.75f;
    p.rules.dry_allowed_length = 2;
    p.rules.dry_range = 1024;
    p.rules.dry_breakers = breakers;
  };
  const auto lists = [&](Plan& p) {
    p.rules.bias = bias;
    p.rules.banned_ids = banned;
    p.rules.banned_sequences = words;
    p.rules.no_repeat_ngram = 3;
    p.rules.min_tokens = 100;
    p.stop_ids = {kVocab - 1};
  };

  std::vector<Case> all;
  const auto add = [&](const std::string& name) -> Plan& {
    all.push_back({name, Plan()});
    return all.back().plan;
  };
  add("temperature 0").temperature = 0.0f;
  add("temperature 1");
  add("temperature 0.7").temperature = 0.7f;
  dynamic(add("dynamicTemperature"));
  for (const auto& [name, change] : truncations) change(add(name));
  add("repetitionPenalty").rules.repetition_penalty = 1.1f;
  add("presencePenalty").rules.presence_penalty = 0.1f;
  add("frequencyPenalty").rules.frequency_penalty = 0.1f;
  dry(add("dry"));
  add("noRepeatNgram 3").rules.no_repeat_ngram = 3;
  add("logitBias, 1000").rules.bias = bias;
  add("bannedTokens, 1000").rules.banned_ids = banned;
  add("bannedWords, 200").rules.banned_sequences = words;
  add("forcedTokens").forced = {{0, 100}};
  Plan& min_tokens = add("minTokens");
  min_tokens.rules.min_tokens = 100;
  min_tokens.stop_ids = {kVocab - 1};
  add("topLogprobs 20").top_logprobs = 20;
  add("topLogprobs 100").top_logprobs = 100;

  // All that may stand together: mirostat in the place of the other truncations, topK 40 among them or not.
  for (const bool mirostat : {false, true}) {
    for (const bool top_k : {false, true}) {
      if (mirostat && top_k) continue;
      Plan& plan = add(mirostat ? "all with mirostat" : top_k ? "all" : "all without topK");
      dynamic(plan);
      penalties(plan);
      dry(plan);
      lists(plan);
      plan.top_logprobs = 20;
      for (const auto& [name, change] : truncations) {
        if ((std::strcmp(name, "mirostat") == 0) != mirostat || std::strncmp(name, "topK", 4) == 0) continue;
        change(plan);
      }
      plan.top_k = top_k ? 40 : 0;
    }
  }
  return all;
}

// What the compiler must not leave out.
volatile uint64_t sink = 0;

void evict(const std::vector<uint64_t>& memory) {
  uint64_t sum = 0;
  for (size_t i = 0; i < memory.size(); i += 8) sum += memory[i];
  sink = sink + sum;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + ptrdiff_t(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

int main(int argc, char** argv) {
  const int repeats = std::max(1, argc > 1 ? std::atoi(argv[1]) : 5);
  std::string error;
  const Kernels* kernels = select_kernels(error);
  if (kernels == nullptr) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return 1;
  }
  Random random(1);
  std::vector<std::vector<float>> rows;
  for (const float entropy : kEntropies) rows.push_back(zipf_logits(random, double(entropy)));
  std::vector<int32_t> history;
  for (int i = 0; i < kHistory; ++i) history.push_back(zipf_token(random));
  std::vector<Case> all = cases(random);

  Sampler sampler(*kernels, kVocab);
  std::vector<TokenLogprob> top(100);
  std::vector<float> logits(kVocab);
  const std::vector<uint64_t> memory(kEvictedBytes / sizeof(uint64_t), 1);
  for (Case& each : all) each.microseconds.resize(rows.size());
  // The first time does not count.
  for (int repeat = -1; repeat < repeats; ++repeat) {
    for (size_t r = 0; r < rows.size(); ++r) {
      for (Case& each : all) {
        each.plan.seed = uint64_t(repeat + 1);
        SamplerState state(each.plan, history);
        evict(memory);
        std::copy(rows[r].begin(), rows[r].end(), logits.begin());
        const auto start = std::chrono::steady_clock::now();
        const Sample sample = sampler.sample(each.plan, state, logits.data());
        if (each.plan.top_logprobs > 0) sampler.logprobs().top(each.plan.top_logprobs, top.data());
        state.accept(each.plan, sample.token);
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
        sink = sink + uint64_t(sample.token);
        if (repeat >= 0) each.microseconds[r].push_back(took.count());
      }
    }
  }
  std::printf("{\"kernels\":\"%s\",\"options\":[", kernels->name);
  for (const Case& each : all) {
    double sum = 0.0;
    for (const std::vector<double>& row : each.microseconds) sum += median(row);
    std::printf("%s{\"name\":\"%s\",\"microseconds\":%.2f}", &each == &all.front() ? "" : ",",
                each.name.c_str(), sum / double(rows.size()));
  }
  std::printf("]}\n");
  return 0;
}
