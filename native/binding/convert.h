// JavaScript values -> plain structs. lib/ has checked the user's options; these checks keep a mistake
// there from becoming memory corruption here.
#pragma once

#include <napi.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace nextoken {

inline bool is_int32_array(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_int32_array;
}

inline bool is_bytes(const Napi::Value& value, size_t bytes) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_uint8_array &&
         value.As<Napi::TypedArray>().ElementLength() == bytes;
}

inline std::vector<int32_t> copy_int32(const Napi::Value& value) {
  const Napi::Int32Array array = value.As<Napi::Int32Array>();
  return std::vector<int32_t>(array.Data(), array.Data() + array.ElementLength());
}

inline bool is_float32_array(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_float32_array;
}

// A Float32Array with memory of V8's own.
inline Napi::Value copy_floats(Napi::Env env, const std::vector<float>& from) {
  Napi::Float32Array array = Napi::Float32Array::New(env, from.size());
  std::copy(from.begin(), from.end(), array.Data());
  return array;
}

// Reads properties of one object; the first that does not fit is kept in `problem`.
class Reader {
 public:
  explicit Reader(Napi::Value value) : object_(value.IsObject() ? value.As<Napi::Object>() : Napi::Object()) {
    if (!value.IsObject()) problem = "an object was expected";
  }

  double number(const char* name, double min, double max) {
    const Napi::Value value = get(name);
    if (!problem.empty()) return min;
    const double result = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN;
    if (!(result >= min && result <= max)) {
      problem =
          std::string(name) + " is not a number from " + std::to_string(min) + " to " + std::to_string(max);
      return min;
    }
    return result;
  }
  int integer(const char* name, int min, int max) { return int(number(name, min, max)); }
  bool boolean(const char* name) {
    const Napi::Value value = get(name);
    if (problem.empty() && !value.IsBoolean()) problem = std::string(name) + " is not a boolean";
    return problem.empty() && value.As<Napi::Boolean>().Value();
  }
  std::string string(const char* name) {
    const Napi::Value value = get(name);
    if (problem.empty() && !value.IsString()) problem = std::string(name) + " is not a string";
    return problem.empty() ? value.As<Napi::String>().Utf8Value() : std::string();
  }
  Napi::Array array(const char* name) {
    const Napi::Value value = get(name);
    if (problem.empty() && !value.IsArray()) problem = std::string(name) + " is not an array";
    return problem.empty() ? value.As<Napi::Array>() : Napi::Array();
  }
  // Index of the string in `names`.
  int one_of(const char* name, const std::vector<std::string>& names) {
    const std::string value = string(name);
    for (size_t i = 0; problem.empty() && i < names.size(); ++i) {
      if (names[i] == value) return int(i);
    }
    if (problem.empty()) problem = std::string(name) + " is '" + value + "', which is unknown";
    return 0;
  }
  // An Int32Array of values from 0 to limit - 1.
  std::vector<int32_t> ids(const char* name, int limit) {
    const Napi::Value value = get(name);
    if (problem.empty() && !is_int32_array(value)) problem = std::string(name) + " is not an Int32Array";
    if (!problem.empty()) return {};
    std::vector<int32_t> result = copy_int32(value);
    for (const int32_t id : result) {
      if (id < 0 || id >= limit) problem = std::string(name) + " holds " + std::to_string(id);
    }
    return problem.empty() ? result : std::vector<int32_t>();
  }
  // An Int32Array of lists, each after its length of 2 at least, of values from 0 to limit - 1.
  std::vector<std::vector<int32_t>> sequences(const char* name, int limit) {
    const std::vector<int32_t> flat = ids(name, 0x7fffffff);
    std::vector<std::vector<int32_t>> result;
    for (size_t at = 0; at < flat.size() && problem.empty();) {
      const size_t length = size_t(flat[at++]);
      if (length < 2 || length > flat.size() - at) {
        problem = std::string(name) + " holds a list of " + std::to_string(length);
        break;
      }
      const auto first = flat.begin() + ptrdiff_t(at);
      result.emplace_back(first, first + ptrdiff_t(length));
      for (const int32_t id : result.back()) {
        if (id >= limit) problem = std::string(name) + " holds " + std::to_string(id);
      }
      at += length;
    }
    return problem.empty() ? result : std::vector<std::vector<int32_t>>();
  }
  std::vector<float> floats(const char* name) {
    const Napi::Value value = get(name);
    if (problem.empty() && !is_float32_array(value)) problem = std::string(name) + " is not a Float32Array";
    if (!problem.empty()) return {};
    const Napi::Float32Array array = value.As<Napi::Float32Array>();
    return std::vector<float>(array.Data(), array.Data() + array.ElementLength());
  }
  Napi::Value get(const char* name) {
    if (!problem.empty()) return Napi::Value();
    return object_.Get(name);
  }

  std::string problem;

 private:
  Napi::Object object_;
};

}  // namespace nextoken
