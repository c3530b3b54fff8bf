// The JavaScript object that owns an Engine.
#pragma once

#include <napi.h>

#include <memory>
#include <unordered_map>

#include "binding/environment.h"
#include "engine/engine.h"

namespace nextoken {

class EngineHandle : public Napi::ObjectWrap<EngineHandle> {
 public:
  static Napi::Function define(Napi::Env env);

  explicit EngineHandle(const Napi::CallbackInfo& info);
  ~EngineHandle() override;

  // Stops and joins; on the JavaScript thread.
  void stop();
  // The same, when the environment goes away before this object does.
  void detach();

 private:
  Napi::Value get_id(const Napi::CallbackInfo& info);
  Napi::Value submit(const Napi::CallbackInfo& info);
  Napi::Value submit_logits(const Napi::CallbackInfo& info);
  void grant(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  void dispose(const Napi::CallbackInfo& info);
  void release(const Napi::CallbackInfo& info);
  void release_logits(const Napi::CallbackInfo& info);
  Napi::Value memory(const Napi::CallbackInfo& info);

  bool check_ids(Napi::Env env, const Napi::Value& value);

  Environment* environment_ = nullptr;
  std::unique_ptr<Engine> engine_;
  uint32_t id_ = 0;
  uint32_t next_sequence_ = 1;
  // Arrays that the engine writes into, kept alive until lib/ says that it has them.
  std::unordered_map<uint32_t, Napi::Reference<Napi::Float32Array>> logits_;
};

}  // namespace nextoken
