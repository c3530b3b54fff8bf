// Counter-based random numbers: a draw depends on (seed, counter) only, so a sequence's draws do not
// depend on its company.
#pragma once

#include <cstdint>

namespace nextoken {

// Uniform in [0, 1) with 53 bits: Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy
// as 1, 2, 3") keyed by the seed. Different streams are independent.
inline double uniform_random(uint64_t seed, uint64_t counter, uint32_t stream = 0) {
  uint32_t key[2] = {uint32_t(seed), uint32_t(seed >> 32)};
  uint32_t x[4] = {uint32_t(counter), uint32_t(counter >> 32), stream, 0};
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = uint64_t(0xD2511F53u) * x[0];
    const uint64_t b = uint64_t(0xCD9E8D57u) * x[2];
    const uint32_t y[4] = {uint32_t(b >> 32) ^ x[1] ^ key[0], uint32_t(b), uint32_t(a >> 32) ^ x[3] ^ key[1],
                           uint32_t(a)};
    for (int i = 0; i < 4; ++i) x[i] = y[i];
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  const uint64_t bits = (uint64_t(x[0]) << 32 | x[1]) >> 11;
  return double(bits) * 0x1p-53;
}

}  // namespace nextoken
