// The add-on's entry: per-environment data, and the hook that stops every engine before Node tears the
// environment down.

#include <napi.h>

#include <memory>
#include <utility>

#include "binding/convert.h"
#include "binding/engine_handle.h"
#include "binding/environment.h"
#include "engine/similarity.h"
#include "kernels/select.h"

namespace nextoken {
namespace {

// Runs before finalizers. Engines are joined first, so that no thread can touch a channel after it is closed.
void stop_everything(void* data) {
  Environment* environment = static_cast<Environment*>(data);
  for (EngineHandle* handle : environment->engines) handle->detach();
  environment->engines.clear();
  for (const auto& channel : environment->channels) channel->close();
}

// Opens a channel to the callback and returns its number. There are several where several copies of lib/ are
// loaded, as test runners and bundlers do.
Napi::Value open_channel(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Environment* environment = env.GetInstanceData<Environment>();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "openChannel takes a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto channel = std::make_unique<StepChannel>();
  if (!channel->open(env, info[0])) {
    Napi::Error::New(env, "Node refused a thread-safe function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  environment->channels.push_back(std::move(channel));
  // Registered (anew) after the function was made: hooks run last-registered first, so the threads are gone
  // before Node closes the function itself. Deno ends the process where a hook is removed that is not there.
  if (environment->channels.size() > 1) {
    napi_remove_env_cleanup_hook(env, stop_everything, environment);
  }
  napi_add_env_cleanup_hook(env, stop_everything, environment);
  return Napi::Number::New(env, double(environment->channels.size() - 1));
}

Napi::Value set_referenced(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  StepChannel* channel = env.GetInstanceData<Environment>()->channel(info[0]);
  if (channel != nullptr && info[1].IsBoolean()) {
    channel->set_referenced(info[1].As<Napi::Boolean>().Value());
  }
  return env.Undefined();
}

// From a description of a model, or from what share() of another environment's engine gave.
Napi::Value create_engine(const Napi::CallbackInfo& info) {
  return info.Env().GetInstanceData<Environment>()->engine_class.New({info[0], info[1]});
}

Napi::Value instruction_sets(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::string error;
  const Kernels* active = select_kernels(error);
  if (active == nullptr) {
    Napi::Error::New(env, error).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Napi::Array names = Napi::Array::New(env);
  uint32_t count = 0;
  for (const Kernels* table : available_kernels()) names.Set(count++, Napi::String::New(env, table->name));
  Napi::Object result = Napi::Object::New(env);
  result.Set("active", Napi::String::New(env, active->name));
  result.Set("available", names);
  return result;
}

// The largest product of a vector with one of the first `count` rows.
Napi::Value largest_product_of(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (is_float32_array(info[0]) && info[1].IsNumber() && is_float32_array(info[2])) {
    const Napi::Float32Array rows = info[0].As<Napi::Float32Array>();
    const Napi::Float32Array vector = info[2].As<Napi::Float32Array>();
    const double count = info[1].As<Napi::Number>().DoubleValue();
    const size_t width = vector.ElementLength();
    if (width > 0 && count >= 0 && count <= double(rows.ElementLength() / width)) {
      return Napi::Number::New(env, largest_product(rows.Data(), size_t(count), width, vector.Data()));
    }
  }
  Napi::TypeError::New(env, "largestProduct takes rows, their number and a vector")
      .ThrowAsJavaScriptException();
  return env.Undefined();
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  Environment* environment = new Environment();
  environment->engine_class = Napi::Persistent(EngineHandle::define(env));
  env.SetInstanceData(environment);
  exports.Set("openChannel", Napi::Function::New(env, open_channel, "openChannel"));
  exports.Set("setReferenced", Napi::Function::New(env, set_referenced, "setReferenced"));
  exports.Set("createEngine", Napi::Function::New(env, create_engine, "createEngine"));
  exports.Set("packedLayout", Napi::Number::New(env, kPackedLayout));
  exports.Set("largestProduct", Napi::Function::New(env, largest_product_of, "largestProduct"));
  exports.Set("instructionSets", Napi::Function::New(env, instruction_sets, "instructionSets"));
  return exports;
}

}  // namespace
}  // namespace nextoken

static Napi::Object nextoken_initialize(Napi::Env env, Napi::Object exports) {
  return nextoken::initialize(env, exports);
}

NODE_API_MODULE(nextoken, nextoken_initialize)
