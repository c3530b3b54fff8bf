// The part of a plan that says how a token is chosen, from JavaScript.
#pragma once

#include <napi.h>

#include <string>

#include "engine/plan.h"

namespace nextoken {

// Fills dynamic temperature, rules, truncation and forced tokens. Returns what is wrong, or nothing.
std::string read_sampling(const Napi::Value& value, int vocab_size, Plan& plan);

}  // namespace nextoken
