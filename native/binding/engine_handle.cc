#include "binding/engine_handle.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>

#include "binding/convert.h"
#include "binding/read_answer.h"
#include "binding/read_readout.h"
#include "binding/sampling_plan.h"
#include "kernels/select.h"

namespace nextoken {

namespace {

constexpr double kMostBytes = 9007199254740991.0;  // 2^53 - 1

// Engines that share() has been asked for, so that other environments of the process find them.
struct SharedEngines {
  Mutex mutex;
  std::map<double, std::weak_ptr<Engine>> engines;  // guarded by mutex
  double next_key = 1.0;                            // guarded by mutex
};

SharedEngines& shared_engines() {
  static SharedEngines* const instance = new SharedEngines();
  return *instance;
}

constexpr napi_type_tag kTypeTag = {0x6e657874306b656eULL, 0x656e67696e653031ULL};

void throw_error(Napi::Env env, const char* code, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Set("code", Napi::String::New(env, code));
  error.ThrowAsJavaScriptException();
}

std::string read_weights_spec(const Napi::Value& value, WeightsSpec& spec) {
  Reader reader(value);
  spec.precision = static_cast<Precision>(reader.one_of("precision", {"f32", "bf16", "int8", "int4"}));
  spec.identity = reader.string("identity");
  spec.packed_file = reader.string("packedFile");
  spec.new_packed_file = reader.string("newPackedFile");

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

std::string read_spec(const Napi::Value& value, ModelSpec& spec) {
  const std::string problem = read_weights_spec(value, spec);
  if (!problem.empty()) return problem;
  Reader reader(value);
  spec.threads = reader.integer("threads", 1, 1024);
  spec.cache_precision = static_cast<CachePrecision>(reader.one_of("kvPrecision", {"f32", "f16"}));
  spec.cache_bytes = size_t(reader.number("kvCacheBytes", 0, kMostBytes));
  spec.prefix_cache = reader.boolean("prefixCache");
  spec.max_concurrent = reader.integer("maxConcurrent", 1, Forward::kMaxRows);
  spec.max_waiting = reader.integer("maxWaiting", 0, 1 << 30);
  const Napi::Value draft = reader.get("draft");
  if (!reader.problem.empty() || draft.IsUndefined()) return reader.problem;
  spec.draft.emplace();
  const std::string of_draft = read_weights_spec(draft, *spec.draft);
  if (!of_draft.empty()) return "draft: " + of_draft;
  const bool fits = spec.draft->config.vocab_size == spec.config.vocab_size;
  return fits ? std::string() : "draft: another vocabSize";
}

std::string read_plan(const Napi::Value& value, const ModelConfig& config, Plan& plan, Place& place) {
  constexpr int kMost = 0x7fffffff;
  Reader reader(value);
  plan.max_tokens = reader.integer("maxTokens", 1, kMost);
  plan.temperature = float(reader.number("temperature", 0.0, 1e6));
  plan.top_k = reader.integer("topK", 0, kMost);
  plan.top_p = float(reader.number("topP", 0.0, 1.0));
  const uint64_t low = uint64_t(reader.number("seedLow", 0.0, 4294967295.0));
  const uint64_t high = uint64_t(reader.number("seedHigh", 0.0, 4294967295.0));
  plan.seed = high << 32 | low;
  plan.slide = reader.boolean("slide");
  plan.speculate = reader.boolean("speculate");
  plan.consult = static_cast<Consult>(reader.one_of("consult", {"none", "mask", "logits"}));
  plan.hidden = reader.boolean("hidden");
  plan.open_ended = reader.boolean("openEnded");
  plan.top_scores = static_cast<TopScores>(reader.one_of("topScores", {"model", "rules", "beams"}));
  plan.guidance_scale = float(reader.number("guidanceScale", 0.0, 1e6));
  plan.unguided = reader.ids("unguided", config.vocab_size);
  if (int(plan.unguided.size()) >= config.context_length) return "unguided does not fit the context";
  plan.keep = reader.integer("keep", 0, std::max(0, config.context_length - 2));
  place.priority = reader.integer("priority", -kMost, kMost);
  place.scope = uint32_t(reader.number("scope", 0.0, 4294967295.0));
  plan.stop_ids = reader.ids("stopIds", config.vocab_size);
  if (!reader.problem.empty()) return reader.problem;
  plan.top_logprobs = reader.integer("topLogprobs", 0, kMost);
  if (!reader.problem.empty()) return reader.problem;
  return read_sampling(value, config.vocab_size, plan);
}

}  // namespace

Napi::Function EngineHandle::define(Napi::Env env) {
  return DefineClass(env, "Engine",
                     {
                         InstanceAccessor<&EngineHandle::get_id>("id"),
                         InstanceMethod<&EngineHandle::submit>("submit"),
                         InstanceMethod<&EngineHandle::submit_readout>("submitReadout"),
                         InstanceMethod<&EngineHandle::submit_export>("submitExport"),
                         InstanceMethod<&EngineHandle::submit_import>("submitImport"),
                         InstanceMethod<&EngineHandle::release_array>("releaseArray"),
                         InstanceMethod<&EngineHandle::fork>("fork"),
                         InstanceMethod<&EngineHandle::answer>("answer"),
                         InstanceMethod<&EngineHandle::flush>("flush"),
                         InstanceMethod<&EngineHandle::logits_of>("logitsOf"),
                         InstanceMethod<&EngineHandle::hidden_of>("hiddenOf"),
                         InstanceMethod<&EngineHandle::grant>("grant"),
                         InstanceMethod<&EngineHandle::cancel>("cancel"),
                         InstanceMethod<&EngineHandle::dispose>("dispose"),
                         InstanceMethod<&EngineHandle::release>("release"),
                         InstanceMethod<&EngineHandle::share>("share"),
                         InstanceMethod<&EngineHandle::facts>("facts"),
                         InstanceMethod<&EngineHandle::stats>("stats"),
                         InstanceMethod<&EngineHandle::exported_bytes>("exportedBytes"),
                     });
}

EngineHandle::EngineHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EngineHandle>(info) {
  const Napi::Env env = info.Env();
  napi_type_tag_object(env, info.This(), &kTypeTag);
  Environment* environment = env.GetInstanceData<Environment>();
  StepChannel* channel = environment->channel(info[1]);
  if (channel == nullptr) {
    throw_error(env, "ERR_NEXTOKEN_INTERNAL", "there is no such channel");
    return;
  }
  const uint32_t id = environment->next_client++;
  std::shared_ptr<Client> client(new Client(*channel, id, true));
  if (info[0].IsNumber()) {
    SharedEngines& shared = shared_engines();
    const double key = info[0].As<Napi::Number>().DoubleValue();
    shared.mutex.lock();
    // NaN has no place in the order of a map.
    const auto found = key >= 1.0 ? shared.engines.find(key) : shared.engines.end();
    if (found != shared.engines.end()) engine_ = found->second.lock();
    shared.mutex.unlock();
    if (engine_ == nullptr || !engine_->join()) {
      engine_.reset();
      throw_error(env, "ERR_NEXTOKEN_DISPOSED", "the shared model is disposed, or of another process");
      return;
    }
  } else {
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
    engine_.reset(new Engine(std::move(spec), *kernels, client));
  }
  environment_ = environment;
  id_ = id;
  client_ = std::move(client);
  environment->engines.insert(this);
}

EngineHandle::~EngineHandle() {
  stop();
  if (environment_ != nullptr) environment_->engines.erase(this);
}

void EngineHandle::stop() {
  if (engine_ == nullptr) return;
  engine_->detach(client_);
  engine_.reset();
  lent_.clear();
}

void EngineHandle::detach() {
  stop();
  environment_ = nullptr;
}

Napi::Value EngineHandle::get_id(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), id_);
}

bool EngineHandle::check_ids(Napi::Env env, const Napi::Value& value, size_t most) {
  if (!engine_) {
    throw_error(env, "ERR_NEXTOKEN_DISPOSED", "the model is disposed");
    return false;
  }
  if (!is_int32_array(value)) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", "ids is not an Int32Array");
    return false;
  }
  const Napi::Int32Array ids = value.As<Napi::Int32Array>();
  if (ids.ElementLength() < 1 || ids.ElementLength() > most) {
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

Napi::Value EngineHandle::accepted(Napi::Env env, uint32_t sequence, const Napi::Value& array) {
  if (sequence == 0) {
    const ModelSpec& spec = engine_->spec();
    throw_error(env, "ERR_NEXTOKEN_BUSY",
                std::to_string(spec.max_concurrent) + " requests run and " +
                    std::to_string(spec.max_waiting) +
                    " wait (maxConcurrent, maxWaiting); no more are taken until one ends");
    return env.Undefined();
  }
  if (!array.IsEmpty()) lent_[sequence] = Napi::Persistent(array.As<Napi::Object>());
  return Napi::Number::New(env, sequence);
}

Napi::Value EngineHandle::submit(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  constexpr size_t kMostSlidden = size_t(1) << 28;
  Plan plan;
  Place place;
  const std::string problem = engine_ ? read_plan(info[1], engine_->config(), plan, place) : std::string();
  if (!problem.empty() || !info[2].IsNumber()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", problem.empty() ? "credit is not a number" : problem);
    return env.Undefined();
  }
  const size_t context = engine_ ? size_t(engine_->config().context_length) : 0;
  // A window needs room for what is kept, something new, and the next token.
  if (context < 3) plan.slide = false;
  if (!check_ids(env, info[0], plan.slide ? kMostSlidden : context)) return env.Undefined();
  const int credit = info[2].As<Napi::Number>().Int32Value();
  return accepted(env, engine_->submit(client_, copy_int32(info[0]), std::move(plan), place, credit));
}

Napi::Value EngineHandle::submit_readout(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const size_t context = engine_ ? size_t(engine_->config().context_length) : 0;
  if (!check_ids(env, info[0], context)) return env.Undefined();
  const size_t positions = info[0].As<Napi::Int32Array>().ElementLength();
  Readout readout;
  Place place;
  const std::string problem = read_readout(info[1], engine_->config(), positions, readout, place);
  if (!problem.empty()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", problem);
    return env.Undefined();
  }
  return accepted(env, engine_->submit_readout(client_, copy_int32(info[0]), std::move(readout), place),
                  info[1]);
}

Napi::Value EngineHandle::submit_export(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const size_t context = engine_ ? size_t(engine_->config().context_length) : 0;
  if (!check_ids(env, info[0], context)) return env.Undefined();
  const size_t bytes = engine_->exported_bytes(info[0].As<Napi::Int32Array>().ElementLength());
  if (!is_bytes(info[1], bytes) || !info[2].IsNumber()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", "out is not a Uint8Array of the right size");
    return env.Undefined();
  }
  char* out = reinterpret_cast<char*>(info[1].As<Napi::Uint8Array>().Data());
  const Place place{0, info[2].As<Napi::Number>().Uint32Value()};
  return accepted(env, engine_->submit_export(client_, copy_int32(info[0]), out, place), info[1]);
}

Napi::Value EngineHandle::submit_import(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const size_t context = engine_ ? size_t(engine_->config().context_length) : 0;
  if (!check_ids(env, info[0], context)) return env.Undefined();
  const size_t bytes = engine_->exported_bytes(info[0].As<Napi::Int32Array>().ElementLength());
  if (!is_bytes(info[1], bytes) || !info[2].IsNumber()) {
    throw_error(env, "ERR_NEXTOKEN_INVALID_ARGUMENT", "data is not a Uint8Array of the right size");
    return env.Undefined();
  }
  const char* data = reinterpret_cast<const char*>(info[1].As<Napi::Uint8Array>().Data());
  const Place place{0, info[2].As<Napi::Number>().Uint32Value()};
  return accepted(env, engine_->submit_import(client_, copy_int32(info[0]), data, place), info[1]);
}

void EngineHandle::release_array(const Napi::CallbackInfo& info) {
  if (info[0].IsNumber()) lent_.erase(info[0].As<Napi::Number>().Uint32Value());
}

Napi::Value EngineHandle::fork(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const bool usable = engine_ && info[0].IsNumber();
  const uint32_t fork = usable ? engine_->fork(client_, info[0].As<Napi::Number>().Uint32Value()) : 0;
  if (fork == 0) throw_error(env, "ERR_NEXTOKEN_INTERNAL", "a sequence is forked while it does not rest");
  return Napi::Number::New(env, fork);
}

void EngineHandle::answer(const Napi::CallbackInfo& info) {
  if (!engine_) return;
  Answer answer;
  const std::string problem = read_answer(info[0], engine_->config().vocab_size, answer);
  if (!problem.empty()) return throw_error(info.Env(), "ERR_NEXTOKEN_INVALID_ARGUMENT", problem);
  answers_.push_back(std::move(answer));
}

void EngineHandle::flush(const Napi::CallbackInfo&) {
  if (engine_ && !answers_.empty()) engine_->answer(std::move(answers_));
  answers_.clear();
  if (engine_) engine_->wake();
}

Napi::Value EngineHandle::logits_of(const Napi::CallbackInfo& info) {
  const std::shared_ptr<const LogitRow> row = row_of(info);
  return row ? copy_floats(info.Env(), row->offered()) : info.Env().Undefined();
}

Napi::Value EngineHandle::hidden_of(const Napi::CallbackInfo& info) {
  const std::shared_ptr<const LogitRow> row = row_of(info);
  return row ? copy_floats(info.Env(), row->hidden) : info.Env().Undefined();
}

std::shared_ptr<const LogitRow> EngineHandle::row_of(const Napi::CallbackInfo& info) {
  std::shared_ptr<const LogitRow> row;
  if (engine_ && info[0].IsNumber()) row = engine_->row_of(info[0].As<Napi::Number>().Uint32Value());
  if (!row)
    throw_error(info.Env(), "ERR_NEXTOKEN_INTERNAL", "a sequence is looked at while it does not rest");
  return row;
}

void EngineHandle::grant(const Napi::CallbackInfo& info) {
  if (!engine_ || !info[0].IsNumber() || !info[1].IsNumber()) return;
  engine_->grant(info[0].As<Napi::Number>().Uint32Value(), info[1].As<Napi::Number>().Int32Value());
}

void EngineHandle::cancel(const Napi::CallbackInfo& info) {
  if (engine_ && info[0].IsNumber()) engine_->cancel(info[0].As<Napi::Number>().Uint32Value());
}

void EngineHandle::dispose(const Napi::CallbackInfo&) {
  if (engine_) engine_->leave(client_);
}

void EngineHandle::release(const Napi::CallbackInfo&) { stop(); }

Napi::Value EngineHandle::share(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!engine_) {
    throw_error(env, "ERR_NEXTOKEN_DISPOSED", "the model is disposed");
    return env.Undefined();
  }
  SharedEngines& shared = shared_engines();
  shared.mutex.lock();
  double key = 0.0;
  for (auto each = shared.engines.begin(); each != shared.engines.end();) {
    if (each->second.lock() == engine_) key = each->first;
    each = each->second.expired() ? shared.engines.erase(each) : ++each;
  }
  if (key == 0.0) {
    key = shared.next_key++;
    shared.engines[key] = engine_;
  }
  shared.mutex.unlock();
  return Napi::Number::New(env, key);
}

// What does not change once the model is loaded, but for the cache, which is settled by kKept.
Napi::Value EngineHandle::facts(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Napi::Object result = Napi::Object::New(env);
  if (!engine_) return result;
  const ModelSpec& spec = engine_->spec();
  result.Set("weightBytes", Napi::Number::New(env, double(engine_->weight_bytes())));
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(engine_->fingerprint()));
  result.Set("fingerprint", Napi::String::New(env, text));
  result.Set("threads", Napi::Number::New(env, spec.threads));
  const CacheUse cache = engine_->cache_use();
  result.Set("fromCache", Napi::Boolean::New(env, engine_->weights_from_cache()));
  result.Set("cacheWritten", Napi::Boolean::New(env, cache.written));
  result.Set("cacheProblem", Napi::String::New(env, cache.problem));
  return result;
}

Napi::Value EngineHandle::stats(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Napi::Object result = Napi::Object::New(env);
  const EngineStats now = engine_ ? engine_->stats() : EngineStats();
  const auto set = [&](const char* name, double value) { result.Set(name, Napi::Number::New(env, value)); };
  set("running", now.running);
  set("waiting", now.waiting);
  set("paused", now.paused);
  set("steps", double(now.steps));
  set("stepMs", now.step_ms);
  set("busyMs", now.busy_ms);
  set("promptTokens", double(now.prompt_tokens));
  set("cachedTokens", double(now.cached_tokens));
  set("generatedTokens", double(now.generated_tokens));
  set("proposedTokens", double(now.proposed_tokens));
  set("acceptedTokens", double(now.accepted_tokens));
  set("draftProposedTokens", double(now.draft_proposed_tokens));
  set("draftAcceptedTokens", double(now.draft_accepted_tokens));
  set("prefixLookups", double(now.prefix_lookups));
  set("prefixHits", double(now.prefix_hits));
  set("evictions", double(now.evictions));
  set("preemptions", double(now.preemptions));
  set("blockBytes", double(now.block_bytes));
  set("blockPositions", now.block_positions);
  set("blocks", now.blocks);
  set("blocksHeld", now.blocks_held);
  set("blocksReusable", now.blocks_reusable);
  set("draftCacheBytes", double(now.draft_cache_bytes));
  return result;
}

Napi::Value EngineHandle::exported_bytes(const Napi::CallbackInfo& info) {
  const double count = info[0].IsNumber() ? info[0].As<Napi::Number>().DoubleValue() : -1.0;
  const bool fits = engine_ && count >= 1.0 && count <= engine_->config().context_length;
  return Napi::Number::New(info.Env(), fits ? double(engine_->exported_bytes(size_t(count))) : 0.0);
}

}  // namespace nextoken
