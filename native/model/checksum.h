// XXH64, a fast 64-bit checksum against accidents; it is no defence against somebody who means to deceive.
// https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
#pragma once

#include <cstddef>
#include <cstdint>

namespace nextoken {

uint64_t checksum(const void* data, size_t bytes, uint64_t seed = 0);

}  // namespace nextoken
