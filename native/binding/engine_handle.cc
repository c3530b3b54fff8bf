#include "binding/engine_handle.h"

#include <string>
#include <utility>

#include "binding/convert.h"
#include "kernels/select.h"

namespace nextoken {

namespace {

constexpr napi_type_tag kTypeTag = {0x6e657874306b656eULL, 0x656e67696e653031ULL};

void throw_error(Napi::Env env, const char* code, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Set("code", Napi::String::New(env, code));
  error.ThrowAsJavaScriptException();
}

std::string read_spec(const Napi::Value& value, ModelSpec& spec) {
  Reader reader(value);
  spec.precision = static_cast<Precision>(reader.one_of("precision", {"f32", "bf16", "int8", "int4"}));
  spec.threads = reader.integer("threads", 1, 1024);

  Reader config(reader.get("config"));
  constexpr int kMost = 1 << 30;
  spec.config.vocab_size = config.integer("vocabSize", 1, kMost);
  spec.config.context_length = config.integer("contextLength", 1, kMost);
  spec.config.embedding_size = config.integer("embeddingSize", 1, 1 << 20);
  spec.config.layers = config.integer("layers", 1, 1 << 16);
  spec.config.heads = config.integer("heads", 1, 1 << 20);
  spec.config.inner_size = config.integer("innerSize", 1, 1 << 24);
  spec.config.layer_norm_epsilon = float(config.number("layerNormEpsilon", 0.0, 1.0));
  constexpr Activation kActivations[] = {Activation::kGeluTanh, Activation::kGeluErf, Activation::kRelu};
  spec.config.activation = kActivations[config.one_of("activation", {"gelu_new", "gelu", "relu"})];
  spec.config.scale_attention = config.boolean("scaleAttention");
  spec.config.scale_attention_by_inverse_layer = config.boolean("scaleAttentionByInverseLayer");
  if (!config.problem.empty()) return "config: " + config.problem;
  if (spec.config.embedding_size % spec.config.heads != 0) return "config: heads do not divide embeddingSize";

  const Napi::Array files = reader.array("files");
  const Napi::Array tensors = reader.array("tensors");
  if (!reader.problem.empty()) return reader.problem;
  for (uint32_t i = 0; i < files.Length(); ++i) {
    const Napi::Value file = files.Get(i);
    if (!file.IsString()) return "files: a path is not a string";
    spec.files.push_back(file.As<Napi::String>().Utf8Value());
  }
  for (uint32_t i = 0; i < tensors.Length(); ++i) {
    constexpr double kMostBytes = 9007199254740991.0;
    Reader entry(tensors.Get(i));
    TensorEntry tensor;
    tensor.name = entry.string("name");
    tensor.dtype = static_cast<Dtype>(entry.one_of("dtype", {"F32", "F16", "BF16"}));
    tensor.file = size_t(entry.integer("file", 0, kMost));
    tensor.byte_offset = uint64_t(entry.number("byteOffset", 0, kMostBytes));
    tensor.byte_length = uint64_t(entry.number("byteLength", 0, kMostBytes));
    const Napi::Array shape = entry.array("shape");
    if (!entry.problem.empty()) return "tensors: " + entry.problem;
    for (uint32_t d = 0; d < shape.Length(); ++d) {
      const Napi::Value size = shape.Get(d);
      tensor.shape.push_back(size.IsNumber() ? size.As<Napi::Number>().Int64Value() : -1);
    }
    spec.tensors.push_back(std::move(tensor));
  }
  return {};
}

std::string read_plan(const Napi::Value& value, Plan& plan) {
  constexpr int kMost = 0x7fffffff;
  Reader reader(value);
  plan.max_tokens = reader.integer("maxTokens", 1, kMost);
  plan.temperature = float(reader.number("temperature", 0.0, 1e6));
  plan.top_k = reader.integer("topK", 0, kMost);
  plan.top_p = float(reader.number("topP", 0.0, 1.0));
  const uint64_t low = uint64_t(reader.number("seedLow", 0.0, 4294967295.0));
  const uint64_t high = uint64_t(reader.number("seedHigh", 0.0, 4294967295.0));
  plan.seed = high << 32 | low;
  const Napi::Value stop_ids = reader.get("stopIds");
  if (!reader.problem.empty()) return reader.problem;
  if (!is_int32_array(stop_ids)) return "stopIds is not an Int32Array";
  plan.stop_ids = copy_int32(stop_ids);
  return {};
}

}  // namespace

Napi::Function EngineHandle::define(Napi::Env env) {
  return DefineClass(env, "Engine",
                     {
                         InstanceAccessor<&EngineHandle::get_id>("id"),
                         InstanceMethod<&EngineHandle::submit>("submit"),
                         InstanceMethod<&EngineHandle::submit_logits>("submitLogits"),
                         InstanceMethod<&EngineHandle::grant>("grant"),
                         InstanceMethod<&EngineHandle::cancel>("cancel"),
                         InstanceMethod<&EngineHandle::dispose>("dispose"),
                         InstanceMethod<&EngineHandle::release>("release"),
                         InstanceMethod<&EngineHandle::release_logits>("releaseLogits"),
                         InstanceMethod<&EngineHandle::memory>("memory"),
                     });
}

EngineHandle::EngineHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EngineHandle>(info) {
  const Napi::Env env = info.Env();
  napi_type_tag_object(env, info.This(), &kTypeTag);
  Environment* environment = env.GetInstanceData<Environment>();
  if (!environment->channel.is_open()) {
    throw_error(env, "ERR_NEXTOKEN_INTERNAL", "setStepCallback must be called first");
    return;
  }
  ModelSpec spec;
  const std::string problem = read_spec(info[0], spec);
  if (!problem.empty()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", problem);
    return;
  }
  std::string error;
  const Kernels* kernels = select_kernels(error);
  if (kernels == nullptr) {
    throw_error(env, "ERR_NEXTOKEN_DEVICE", error);
    return;
  }
  environment_ = environment;
  id_ = environment->next_engine++;
  engine_ = std::make_unique<Engine>(id_, std::move(spec), *kernels, environment->channel);
  environment->engines.insert(this);
}

EngineHandle::~EngineHandle() {
  stop();
  if (environment_ != nullptr) environment_->engines.erase(this);
}

void EngineHandle::stop() { engine_.reset(); }

void EngineHandle::detach() {
  stop();
  environment_ = nullptr;
}

Napi::Value EngineHandle::get_id(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), id_);
}

bool EngineHandle::check_ids(Napi::Env env, const Napi::Value& value) {
  if (!engine_) {
    throw_error(env, "ERR_NEXTOKEN_DISPOSED", "the model is disposed");
    return false;
  }
  if (!is_int32_array(value)) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", "ids is not an Int32Array");
    return false;
  }
  const Napi::Int32Array ids = value.As<Napi::Int32Array>();
  if (ids.ElementLength() < 1 || ids.ElementLength() > size_t(engine_->config().context_length)) {
    throw_error(env, "ERR_NEXTOKEN_CONTEXT", "ids do not fit the context");
    return false;
  }
  for (size_t i = 0; i < ids.ElementLength(); ++i) {
    if (ids[i] < 0 || ids[i] >= engine_->config().vocab_size) {
      throw_error(env, "ERR_NEXTOKEN_INVALID_TOKEN", "an id is outside the vocabulary");
      return false;
    }
  }
  return true;
}

Napi::Value EngineHandle::submit(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!check_ids(env, info[0])) return env.Undefined();
  Plan plan;
  const std::string problem = read_plan(info[1], plan);
  if (!problem.empty() || !info[2].IsNumber()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", problem.empty() ? "credit is not a number" : problem);
    return env.Undefined();
  }
  const uint32_t sequence = next_sequence_++;
  engine_->submit(sequence, copy_int32(info[0]), std::move(plan), info[2].As<Napi::Number>().Int32Value());
  return Napi::Number::New(env, sequence);
}

Napi::Value EngineHandle::submit_logits(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!check_ids(env, info[0])) return env.Undefined();
  const size_t count = info[0].As<Napi::Int32Array>().ElementLength();
  const bool floats =
      info[1].IsTypedArray() && info[1].As<Napi::TypedArray>().TypedArrayType() == napi_float32_array;
  if (!floats ||
      info[1].As<Napi::Float32Array>().ElementLength() != count * size_t(engine_->config().vocab_size)) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", "out is not a Float32Array of the right size");
    return env.Undefined();
  }
  const uint32_t sequence = next_sequence_++;
  Napi::Float32Array out = info[1].As<Napi::Float32Array>();
  logits_[sequence] = Napi::Reference<Napi::Float32Array>::New(out, 1);
  engine_->submit_logits(sequence, copy_int32(info[0]), out.Data());
  return Napi::Number::New(env, sequence);
}

void EngineHandle::release_logits(const Napi::CallbackInfo& info) {
  if (info[0].IsNumber()) logits_.erase(info[0].As<Napi::Number>().Uint32Value());
}

void EngineHandle::grant(const Napi::CallbackInfo& info) {
  if (!engine_ || !info[0].IsNumber() || !info[1].IsNumber()) return;
  engine_->grant(info[0].As<Napi::Number>().Uint32Value(), info[1].As<Napi::Number>().Int32Value());
}

void EngineHandle::cancel(const Napi::CallbackInfo& info) {
  if (engine_ && info[0].IsNumber()) engine_->cancel(info[0].As<Napi::Number>().Uint32Value());
}

void EngineHandle::dispose(const Napi::CallbackInfo&) {
  if (engine_) engine_->request_stop();
}

void EngineHandle::release(const Napi::CallbackInfo&) {
  stop();
  logits_.clear();
}

Napi::Value EngineHandle::memory(const Napi::CallbackInfo& info) {
  Napi::Object result = Napi::Object::New(info.Env());
  result.Set("weights", Napi::Number::New(info.Env(), engine_ ? double(engine_->weight_bytes()) : 0.0));
  result.Set("cache", Napi::Number::New(info.Env(), engine_ ? double(engine_->cache_bytes()) : 0.0));
  return result;
}

}  // namespace nextoken
