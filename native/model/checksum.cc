#include "model/checksum.h"

#include <cstring>

namespace nextoken {

namespace {

constexpr uint64_t kPrime1 = 0x9e3779b185ebca87ull;
constexpr uint64_t kPrime2 = 0xc2b2ae3d27d4eb4full;
constexpr uint64_t kPrime3 = 0x165667b19e3779f9ull;
constexpr uint64_t kPrime4 = 0x85ebca77c2b2ae63ull;
constexpr uint64_t kPrime5 = 0x27d4eb2f165667c5ull;

uint64_t rotated(uint64_t value, int bits) { return value << bits | value >> (64 - bits); }

// In the machine's own byte order: the sums of a big-endian one differ, as everything in its files does.
template <class Number>
uint64_t read(const char* from) {
  Number value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

uint64_t mixed(uint64_t lane, uint64_t input) { return rotated(lane + input * kPrime2, 31) * kPrime1; }

uint64_t merged(uint64_t hash, uint64_t lane) { return (hash ^ mixed(0, lane)) * kPrime1 + kPrime4; }

}  // namespace

uint64_t checksum(const void* data, size_t bytes, uint64_t seed) {
  const char* at = static_cast<const char*>(data);
  const char* const end = at + bytes;
  uint64_t hash = seed + kPrime5;
  if (bytes >= 32) {
    uint64_t a = seed + kPrime1 + kPrime2, b = seed + kPrime2, c = seed, d = seed - kPrime1;
    for (; end - at >= 32; at += 32) {
      a = mixed(a, read<uint64_t>(at));
      b = mixed(b, read<uint64_t>(at + 8));
      c = mixed(c, read<uint64_t>(at + 16));
      d = mixed(d, read<uint64_t>(at + 24));
    }
    hash = rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18);
    hash = merged(merged(merged(merged(hash, a), b), c), d);
  }
  hash += bytes;
  for (; end - at >= 8; at += 8) {
    hash = rotated(hash ^ mixed(0, read<uint64_t>(at)), 27) * kPrime1 + kPrime4;
  }
  for (; end - at >= 4; at += 4) {
    hash = rotated(hash ^ read<uint32_t>(at) * kPrime1, 23) * kPrime2 + kPrime3;
  }
  for (; at < end; ++at) hash = rotated(hash ^ read<uint8_t>(at) * kPrime5, 11) * kPrime1;
  hash = (hash ^ hash >> 33) * kPrime2;
  hash = (hash ^ hash >> 29) * kPrime3;
  return hash ^ hash >> 32;
}

}  // namespace nextoken
