// An answer to a sequence that consults, from JavaScript.
#pragma once

#include <napi.h>

#include <string>

#include "engine/steering.h"

namespace nextoken {

// Copies it. Returns what is wrong, or nothing.
std::string read_answer(const Napi::Value& value, int vocab_size, Answer& out);

}  // namespace nextoken
