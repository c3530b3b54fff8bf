// bfloat16 (and IEEE half) to and from float, for code that is not in a kernel.
#pragma once

#include <cstdint>
#include <cstring>

namespace nextoken {

inline float float_from_bits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline uint32_t bits_of_float(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

inline float float_from_bf16(uint16_t value) { return float_from_bits(uint32_t(value) << 16); }

// Rounds to nearest, ties to even; NaN stays NaN.
inline uint16_t bf16_from_float(float value) {
  const uint32_t bits = bits_of_float(value);
  if ((bits & 0x7fffffff) > 0x7f800000) return uint16_t((bits >> 16) | 0x40);
  return uint16_t((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

// Smallest bf16 that is not below a positive value.
inline uint16_t bf16_above(float value) {
  const uint16_t nearest = bf16_from_float(value);
  return float_from_bf16(nearest) < value ? uint16_t(nearest + 1) : nearest;
}

// IEEE 754 binary16, subnormals included.
inline float float_from_f16(uint16_t value) {
  const uint32_t sign = uint32_t(value & 0x8000) << 16;
  const uint32_t exponent = (value >> 10) & 0x1f;
  const uint32_t mantissa = value & 0x3ff;
  if (exponent == 0) {
    const float magnitude = float(mantissa) * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  if (exponent == 31) return float_from_bits(sign | 0x7f800000 | (mantissa << 13));
  return float_from_bits(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

// Rounds a value of at most 65504 to nearest, ties to even.
inline uint16_t f16_from_float(float value) {
  const uint32_t bits = bits_of_float(value);
  const uint16_t sign = uint16_t((bits >> 16) & 0x8000);
  const uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude < 0x38800000) {
    // Below 2^-14 the step is 2^-24: adding 0.5 leaves the count of steps in the low bits, rounded.
    const float shifted = float_from_bits(magnitude) + 0.5f;
    return uint16_t(sign | (bits_of_float(shifted) - bits_of_float(0.5f)));
  }
  const uint32_t rounded = magnitude + 0xfff + ((magnitude >> 13) & 1);
  return uint16_t(sign | ((rounded - 0x38000000) >> 13));
}

}  // namespace nextoken
