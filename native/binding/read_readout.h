// A readout as lib/readout.ts describes it -> the struct.
#pragma once

#include <napi.h>

#include <string>

#include "engine/plan.h"
#include "engine/readout.h"

namespace nextoken {

// What is wrong with it, or nothing. `positions`: number of ids. The arrays stay JavaScript's: whoever
// submits the readout keeps `value` alive until the request has ended.
std::string read_readout(const Napi::Value& value, const ModelConfig& config, size_t positions, Readout& out,
                         Place& place);

}  // namespace nextoken
