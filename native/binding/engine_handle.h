// The JavaScript object through which one environment uses an Engine, alone or with others.
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

  // Leaves the engine and, where nobody else uses it, joins its thread; on the JavaScript thread.
  void stop();
  // The same, when the environment goes away before this object does.
  void detach();

 private:
  Napi::Value get_id(const Napi::CallbackInfo& info);
  Napi::Value submit(const Napi::CallbackInfo& info);
  Napi::Value submit_readout(const Napi::CallbackInfo& info);
  Napi::Value submit_export(const Napi::CallbackInfo& info);
  Napi::Value submit_import(const Napi::CallbackInfo& info);
  Napi::Value fork(const Napi::CallbackInfo& info);
  void answer(const Napi::CallbackInfo& info);
  void flush(const Napi::CallbackInfo& info);
  Napi::Value logits_of(const Napi::CallbackInfo& info);
  Napi::Value hidden_of(const Napi::CallbackInfo& info);
  void grant(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  void dispose(const Napi::CallbackInfo& info);
  void release(const Napi::CallbackInfo& info);
  void release_array(const Napi::CallbackInfo& info);
  Napi::Value share(const Napi::CallbackInfo& info);
  Napi::Value facts(const Napi::CallbackInfo& info);
  Napi::Value stats(const Napi::CallbackInfo& info);
  Napi::Value exported_bytes(const Napi::CallbackInfo& info);

  // Throws where the sequence does not rest.
  std::shared_ptr<const LogitRow> row_of(const Napi::CallbackInfo& info);
  bool check_ids(Napi::Env env, const Napi::Value& value, size_t most);
  // Throws where the engine took no more, else keeps the array alive for the sequence.
  Napi::Value accepted(Napi::Env env, uint32_t sequence, const Napi::Value& array = Napi::Value());

  Environment* environment_ = nullptr;
  std::shared_ptr<Engine> engine_;
  std::shared_ptr<Client> client_;
  uint32_t id_ = 0;
  std::vector<Answer> answers_;  // that are not flushed yet
  // Arrays that the engine reads or writes, kept alive until lib/ says that it is done.
  std::unordered_map<uint32_t, Napi::ObjectReference> lent_;
};

}  // namespace nextoken
