// The NEON tables: a full one for every 64-bit ARM CPU, and one that replaces the int8 and int4
// products where the CPU has the dot product instructions.

#include <cmath>
#include <cstring>

#include "kernels/bf16.h"
#include "kernels/select.h"
#include "kernels/tables.h"

#if NT_ARM
#include <arm_neon.h>

namespace nextoken {
namespace neon {
namespace {
#include "kernels/neon/vec.inl"
#include "kernels/neon/codes.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/norm_softmax.inl"
#include "kernels/generic/attention.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_f32.inl"
#include "kernels/generic/linear_bf16.inl"
#include "kernels/generic/linear_codes.inl"
#include "kernels/generic/encode.inl"
}  // namespace
}  // namespace neon
}  // namespace nextoken

#if defined(__clang__)
NT_TARGET_BEGIN("dotprod")
#else
NT_TARGET_BEGIN("arch=armv8.2-a+dotprod")
#endif
namespace nextoken {
namespace neondot {
namespace {
#include "kernels/neon/vec.inl"
#include "kernels/neon/codes_dot.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_codes.inl"
}  // namespace
}  // namespace neondot
}  // namespace nextoken
NT_TARGET_END

namespace nextoken {

namespace neon {
static bool supported(const CpuFeatures& cpu) { return cpu.neon; }
constexpr Kernels kTable = {
    "neon",
    "Advanced SIMD",
    supported,
    {
        {nullptr, prepared_bytes_f32, nullptr, multiply_f32},
        {nullptr, prepared_bytes_f32, nullptr, multiply_bf16},
        {encode_int8, prepared_bytes_codes, prepare_codes<Int8Weights>, multiply_int8},
        {encode_int4, prepared_bytes_codes, prepare_codes<Int4Weights>, multiply_int4},
    },
    layer_norm,
    kAttendRows,
    {attend<float>, attend<uint16_t>},
    narrow,
    max_of,
    exp_sum,
};
}  // namespace neon

namespace neondot {
static bool supported(const CpuFeatures& cpu) { return cpu.neon_dot; }
constexpr Kernels kTable = with_products(
    neon::kTable, "neondot", "Advanced SIMD with dot products", supported, neon::kTable.linear[1],
    {neon::encode_int8, prepared_bytes_codes, prepare_codes<Int8Weights>, multiply_int8},
    {neon::encode_int4, prepared_bytes_codes, prepare_codes<Int4Weights>, multiply_int4});
}  // namespace neondot

}  // namespace nextoken
#endif
