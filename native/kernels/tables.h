// The kernel tables of this build, one in the namespace of each instruction set.
#pragma once

#include "kernels/kernels.h"
#include "kernels/target.h"

namespace nextoken {

// The table `base` for CPUs that have better matrix products for these precisions.
constexpr Kernels with_products(Kernels base, const char* name, const char* description,
                                bool (*supported)(const CpuFeatures&), const Linear& bf16, const Linear& int8,
                                const Linear& int4) {
  base.name = name;
  base.description = description;
  base.supported = supported;
  base.linear[int(Precision::kBf16)] = bf16;
  base.linear[int(Precision::kInt8)] = int8;
  base.linear[int(Precision::kInt4)] = int4;
  return base;
}

namespace scalar {
extern const Kernels kTable;
}
#if NT_X86
namespace avx2 {
extern const Kernels kTable;
}
#if NT_AVX_VNNI
namespace avx2vnni {
extern const Kernels kTable;
}
#endif
namespace avx512 {
extern const Kernels kTable;
}
namespace avx512vnni {
extern const Kernels kTable;
}
namespace avx512bf16 {
extern const Kernels kTable;
}
#endif
#if NT_ARM
namespace neon {
extern const Kernels kTable;
}
namespace neondot {
extern const Kernels kTable;
}
#endif

}  // namespace nextoken
