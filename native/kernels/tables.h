// The kernel tables of this build, one in the namespace of each instruction set.
#pragma once

#include "kernels/kernels.h"
#include "kernels/target.h"

namespace nextoken {

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
