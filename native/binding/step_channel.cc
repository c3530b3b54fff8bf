#include "binding/step_channel.h"

#include <utility>

namespace nextoken {

bool StepChannel::open(napi_env env, napi_value callback) {
  env_ = env;
  napi_value name;
  if (napi_create_string_utf8(env, "nextoken", NAPI_AUTO_LENGTH, &name) != napi_ok) return false;
  if (napi_create_threadsafe_function(env, callback, nullptr, name, 1, 1, nullptr, nullptr, this, deliver,
                                      &function_) != napi_ok) {
    function_ = nullptr;
    return false;
  }
  return napi_unref_threadsafe_function(env, function_) == napi_ok;
}

void StepChannel::close() {
  if (function_ == nullptr) return;
  napi_release_threadsafe_function(function_, napi_tsfn_abort);
  function_ = nullptr;
}

void StepChannel::set_referenced(bool referenced) {
  if (function_ == nullptr) return;
  if (referenced)
    napi_ref_threadsafe_function(env_, function_);
  else
    napi_unref_threadsafe_function(env_, function_);
}

void StepChannel::publish(uint32_t client, const std::vector<Event>& events, const std::string& message) {
  mutex_.lock();
  const bool joins = !waiting_.empty() && waiting_.back().client == client && message.empty() &&
                     waiting_.back().message.empty();
  if (joins) {
    std::vector<Event>& last = waiting_.back().events;
    last.insert(last.end(), events.begin(), events.end());
  } else {
    waiting_.push_back({client, events, message});
  }
  // A refused call means that the environment is closing: nobody will read the events.
  if (!scheduled_) {
    scheduled_ = napi_call_threadsafe_function(function_, nullptr, napi_tsfn_nonblocking) == napi_ok;
  }
  mutex_.unlock();
}

void StepChannel::deliver(napi_env env, napi_value callback, void* context, void*) {
  if (env == nullptr || callback == nullptr) return;  // the environment is gone, and with it the channel
  StepChannel& channel = *static_cast<StepChannel*>(context);
  std::vector<Batch> batches;
  channel.mutex_.lock();
  batches.swap(channel.waiting_);
  channel.scheduled_ = false;
  channel.mutex_.unlock();
  for (const Batch& batch : batches) {
    napi_value receiver, arguments[3], buffer;
    void* data = nullptr;
    const size_t numbers = batch.events.size() * 4;
    if (napi_get_undefined(env, &receiver) != napi_ok ||
        napi_create_uint32(env, batch.client, &arguments[0]) != napi_ok ||
        napi_create_arraybuffer(env, numbers * sizeof(double), &data, &buffer) != napi_ok ||
        napi_create_typedarray(env, napi_float64_array, numbers, buffer, 0, &arguments[1]) != napi_ok ||
        napi_create_string_utf8(env, batch.message.data(), batch.message.size(), &arguments[2]) != napi_ok) {
      return;
    }
    double* out = static_cast<double*>(data);
    for (const Event& event : batch.events) {
      *out++ = double(event.sequence);
      *out++ = double(event.kind);
      *out++ = event.value;
      *out++ = event.detail;
    }
    if (napi_call_function(env, receiver, callback, 3, arguments, nullptr) == napi_pending_exception) {
      napi_value exception;
      if (napi_get_and_clear_last_exception(env, &exception) == napi_ok) napi_fatal_exception(env, exception);
    }
  }
}

}  // namespace nextoken
