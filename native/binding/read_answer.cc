#include "binding/read_answer.h"

#include "binding/convert.h"

namespace nextoken {

std::string read_answer(const Napi::Value& value, int vocab_size, Answer& out) {
  Reader reader(value);
  out.sequence = uint32_t(reader.number("sequence", 0.0, 4294967295.0));
  if (!reader.get("token").IsUndefined()) out.token = reader.integer("token", 0, vocab_size - 1);
  const bool has_logits = !reader.get("logits").IsUndefined();
  if (has_logits) out.logits = reader.floats("logits");
  const Napi::Value mask = reader.get("mask");
  if (!reader.problem.empty()) return reader.problem;
  if (has_logits && out.logits.size() != size_t(vocab_size)) return "logits are not [vocab]";
  for (const float logit : out.logits) {
    if (!(logit < INFINITY)) return std::string("logits hold ") + (std::isnan(logit) ? "NaN" : "Infinity");
  }
  if (mask.IsUndefined()) return {};
  if (!is_int32_array(mask)) return "mask is not an Int32Array";
  out.mask = copy_int32(mask);
  return out.mask.size() == size_t(vocab_size + 31) / 32 ? std::string() : "mask is not [ceil(vocab / 32)]";
}

}  // namespace nextoken
