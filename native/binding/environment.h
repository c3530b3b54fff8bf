// What the add-on keeps for one JavaScript environment (main thread or worker).
#pragma once

#include <unordered_set>

#include "binding/step_channel.h"

namespace nextoken {

class EngineHandle;

struct Environment {
  StepChannel channel;
  std::unordered_set<EngineHandle*> engines;
  uint32_t next_client = 1;
  Napi::FunctionReference engine_class;
};

}  // namespace nextoken
