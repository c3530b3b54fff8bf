// The add-on's entry: per-environment data, and the hook that stops every engine before Node tears the
// environment down.

#include <napi.h>

#include "binding/engine_handle.h"
#include "binding/environment.h"
#include "kernels/select.h"

namespace nextoken {
namespace {

// Runs before finalizers. Engines are joined first, so that no thread can touch the channel after it
// is closed.
void stop_everything(void* data) {
  Environment* environment = static_cast<Environment*>(data);
  for (EngineHandle* handle : environment->engines) handle->detach();
  environment->engines.clear();
  environment->channel.close();
}

Napi::Value set_step_callback(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Environment* environment = env.GetInstanceData<Environment>();
  if (!info[0].IsFunction() || environment->channel.is_open()) {
    Napi::TypeError::New(env, "setStepCallback takes a function, once").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  if (!environment->channel.open(env, info[0])) {
    Napi::Error::New(env, "Node refused a thread-safe function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  // Registered after the function was made: hooks run last-registered first, so the threads are gone
  // before Node closes the function itself.
  napi_add_env_cleanup_hook(env, stop_everything, environment);
  return env.Undefined();
}

Napi::Value set_referenced(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (info[0].IsBoolean()) {
    env.GetInstanceData<Environment>()->channel.set_referenced(info[0].As<Napi::Boolean>().Value());
  }
  return env.Undefined();
}

// From a description of a model, or from what share() of another environment's engine gave.
Napi::Value create_engine(const Napi::CallbackInfo& info) {
  return info.Env().GetInstanceData<Environment>()->engine_class.New({info[0]});
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

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  Environment* environment = new Environment();
  environment->engine_class = Napi::Persistent(EngineHandle::define(env));
  env.SetInstanceData(environment);
  exports.Set("setStepCallback", Napi::Function::New(env, set_step_callback, "setStepCallback"));
  exports.Set("setReferenced", Napi::Function::New(env, set_referenced, "setReferenced"));
  exports.Set("createEngine", Napi::Function::New(env, create_engine, "createEngine"));
  exports.Set("instructionSets", Napi::Function::New(env, instruction_sets, "instructionSets"));
  return exports;
}

}  // namespace
}  // namespace nextoken

static Napi::Object nextoken_initialize(Napi::Env env, Napi::Object exports) {
  return nextoken::initialize(env, exports);
}

NODE_API_MODULE(nextoken, nextoken_initialize)
