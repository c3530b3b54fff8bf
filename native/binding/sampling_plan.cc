#include "binding/sampling_plan.h"

#include <algorithm>
#include <vector>

#include "binding/convert.h"

namespace nextoken {

namespace {

constexpr int kMost = 0x7fffffff;
constexpr double kLargest = 1e6;  // of a number that lib/ bounds more closely

std::string read_rules(const Napi::Value& value, int vocab_size, LogitRulesPlan& rules) {
  Reader reader(value);
  const std::vector<int32_t> bias_ids = reader.ids("biasIds", vocab_size);
  const std::vector<float> bias_values = reader.floats("biasValues");
  rules.repetition_penalty = float(reader.number("repetitionPenalty", 1e-6, kLargest));
  rules.presence_penalty = float(reader.number("presencePenalty", -kLargest, kLargest));
  rules.frequency_penalty = float(reader.number("frequencyPenalty", -kLargest, kLargest));
  rules.penalty_window = reader.integer("penaltyWindow", 0, kMost);
  rules.dry_multiplier = float(reader.number("dryMultiplier", 0.0, kLargest));
  rules.dry_base = float(reader.number("dryBase", 1.0, kLargest));
  rules.dry_allowed_length = reader.integer("dryAllowedLength", 1, kMost);
  rules.dry_range = reader.integer("dryRange", 1, kMost);
  rules.dry_breakers = reader.ids("dryBreakers", vocab_size);
  rules.dry_breaker_sequences = reader.sequences("dryBreakerSequences", vocab_size);
  rules.no_repeat_ngram = reader.integer("noRepeatNgram", 0, kMost);
  rules.banned_ids = reader.ids("bannedIds", vocab_size);
  rules.banned_sequences = reader.sequences("bannedSequences", vocab_size);
  rules.min_tokens = reader.integer("minTokens", 0, kMost);
  if (!reader.problem.empty()) return "rules: " + reader.problem;
  if (bias_ids.size() != bias_values.size()) return "rules: biasIds and biasValues differ in length";
  for (size_t i = 0; i < bias_ids.size(); ++i) rules.bias.push_back({bias_ids[i], bias_values[i]});
  std::sort(rules.dry_breakers.begin(), rules.dry_breakers.end());
  return {};
}

std::string read_truncation(const Napi::Value& value, TruncationPlan& truncation) {
  Reader reader(value);
  truncation.top_n_sigma = float(reader.number("topNSigma", 0.0, kLargest));
  truncation.min_p = float(reader.number("minP", 0.0, 1.0));
  truncation.typical_p = float(reader.number("typicalP", 0.0, 1.0));
  truncation.epsilon_cutoff = float(reader.number("epsilonCutoff", 0.0, 1.0));
  truncation.eta_cutoff = float(reader.number("etaCutoff", 0.0, 1.0));
  truncation.xtc_probability = float(reader.number("xtcProbability", 0.0, 1.0));
  truncation.xtc_threshold = float(reader.number("xtcThreshold", 0.0, 1.0));
  truncation.mirostat_tau = float(reader.number("mirostatTau", 0.0, kLargest));
  truncation.mirostat_eta = float(reader.number("mirostatEta", 0.0, kLargest));
  return reader.problem.empty() ? std::string() : "truncation: " + reader.problem;
}

}  // namespace

std::string read_sampling(const Napi::Value& value, int vocab_size, Plan& plan) {
  Reader reader(value);
  plan.dynamic_temperature = reader.boolean("dynamicTemperature");
  plan.temperature_low = float(reader.number("temperatureLow", 0.0, kLargest));
  plan.temperature_high = float(reader.number("temperatureHigh", 0.0, kLargest));
  plan.temperature_exponent = float(reader.number("temperatureExponent", 0.0, kLargest));
  const std::vector<int32_t> positions = reader.ids("forcedPositions", kMost);
  const std::vector<int32_t> ids = reader.ids("forcedIds", vocab_size);
  const Napi::Value rules = reader.get("rules");
  const Napi::Value truncation = reader.get("truncation");
  if (!reader.problem.empty()) return reader.problem;
  if (positions.size() != ids.size()) return "forcedPositions and forcedIds differ in length";
  for (size_t i = 0; i < ids.size(); ++i) plan.forced.push_back({positions[i], ids[i]});
  const std::string problem = read_rules(rules, vocab_size, plan.rules);
  return problem.empty() ? read_truncation(truncation, plan.truncation) : problem;
}

}  // namespace nextoken
