// How native code reports failure: a code that the TypeScript side knows, and a sentence.
#pragma once

#include <string>

namespace nextoken {

// The order is that of `nativeErrorCodes` in lib/engine-channel.ts.
enum class ErrorCode : int {
  kNone = 0,
  kFile = 1,
  kInvalidWeights = 2,
  kTensor = 3,
  kOutOfMemory = 4,
  kDevice = 5,
  kCancelled = 6,
  kInvalidArgument = 7,
};

struct Error {
  ErrorCode code = ErrorCode::kNone;
  std::string message;

  explicit operator bool() const { return code != ErrorCode::kNone; }
};

}  // namespace nextoken
