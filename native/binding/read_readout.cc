#include "binding/read_readout.h"

#include "binding/convert.h"

namespace nextoken {

namespace {

// The data of an array of `size` elements, or null where it is undefined. Sizes are doubles: a product that
// no array can have must not wrap.
template <class Element>
Element* array_of(Reader& reader, const char* name, napi_typedarray_type type, double size) {
  const Napi::Value value = reader.get(name);
  if (!reader.problem.empty() || value.IsUndefined()) return nullptr;
  const bool fits = value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == type &&
                    double(value.As<Napi::TypedArray>().ElementLength()) == size;
  if (!fits) {
    reader.problem = std::string(name) + " is not an array of the right type and size";
    return nullptr;
  }
  return value.As<Napi::TypedArrayOf<Element>>().Data();
}

float* floats(Reader& reader, const char* name, double size) {
  return array_of<float>(reader, name, napi_float32_array, size);
}

int32_t* integers(Reader& reader, const char* name, double size) {
  return array_of<int32_t>(reader, name, napi_int32_array, size);
}

}  // namespace

std::string read_readout(const Napi::Value& value, const ModelConfig& config, size_t positions, Readout& out,
                         Place& place) {
  constexpr int kMost = 0x7fffffff;
  Reader reader(value);
  out.first = reader.integer("first", 0, int(positions) - 1);
  out.shares_prefix = reader.boolean("sharesPrefix");
  place.priority = reader.integer("priority", -kMost, kMost);
  out.top = reader.integer("top", 0, config.vocab_size);
  out.hidden_first = reader.integer("hiddenFirst", 0, config.layers);
  out.hidden_count = reader.integer("hiddenCount", 0, config.layers + 1 - out.hidden_first);
  out.lens = reader.integer("lens", 0, config.vocab_size);
  if (!reader.problem.empty()) return reader.problem;

  const double rows = double(positions) - out.first;
  const double states = double(config.layers) + 1;
  out.logits = floats(reader, "logits", rows * config.vocab_size);
  const int32_t* targets = integers(reader, "targets", rows);
  out.target_logprobs = floats(reader, "targetLogprobs", rows);
  out.top_ids = integers(reader, "topIds", rows * out.top);
  out.top_logprobs = floats(reader, "topLogprobs", rows * out.top);
  out.hidden = floats(reader, "hidden", double(out.hidden_count) * rows * config.embedding_size);
  out.attentions = floats(reader, "attentions", double(config.layers) * config.heads * rows * rows);
  out.lens_ids = integers(reader, "lensIds", states * rows * out.lens);
  out.lens_logprobs = floats(reader, "lensLogprobs", states * rows * out.lens);
  if (!reader.problem.empty()) return reader.problem;

  if ((targets == nullptr) != (out.target_logprobs == nullptr))
    return "targets and targetLogprobs go together";
  if (out.top > 0 && (out.top_ids == nullptr || out.top_logprobs == nullptr)) return "top needs its arrays";
  if (out.lens > 0 && (out.lens_ids == nullptr || out.lens_logprobs == nullptr))
    return "lens needs its arrays";
  if (out.attentions != nullptr && out.first != 0) return "attentions need first to be 0";
  if (targets != nullptr) out.targets.assign(targets, targets + size_t(rows));
  for (const int32_t target : out.targets) {
    if (target < 0 || target >= config.vocab_size) return "a target is outside the vocabulary";
  }
  return {};
}

}  // namespace nextoken
