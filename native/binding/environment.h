// What the add-on keeps for one JavaScript environment (main thread or worker).
#pragma once

#include <memory>
#include <unordered_set>
#include <vector>

#include "binding/step_channel.h"

namespace nextoken {

class EngineHandle;

struct Environment {
  // The channel of this number, or null.
  StepChannel* channel(const Napi::Value& number) const {
    const double index = number.IsNumber() ? number.As<Napi::Number>().DoubleValue() : -1.0;
    return index >= 0.0 && index < double(channels.size()) ? channels[size_t(index)].get() : nullptr;
  }

  std::vector<std::unique_ptr<StepChannel>> channels;
  std::unordered_set<EngineHandle*> engines;
  uint32_t next_client = 1;
  Napi::FunctionReference engine_class;
};

}  // namespace nextoken
