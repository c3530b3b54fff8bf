// Which kernel tables this build has, which of them this CPU can run, and which one is used.
#pragma once

#include <string>
#include <vector>

#include "kernels/kernels.h"

namespace nextoken {

// What the CPU can do and the operating system saves on a context switch (XGETBV).
struct CpuFeatures {
  bool avx2 = false;  // AVX2, FMA, F16C
  bool avx_vnni = false;
  bool avx512 = false;  // F, BW, DQ, VL
  bool avx512_vnni = false;
  bool avx512_bf16 = false;
  bool intel = false;
  bool neon = false;      // always there on arm64
  bool neon_dot = false;  // SDOT
};

CpuFeatures detect_cpu_features();

// Tables that this machine can run, best first; the scalar one is always there, and last.
std::vector<const Kernels*> available_kernels();

// The table that NEXTOKEN_ISA names, else the best. Null with a sentence in `error` where the named
// one does not exist or cannot run here.
const Kernels* select_kernels(std::string& error);

}  // namespace nextoken
