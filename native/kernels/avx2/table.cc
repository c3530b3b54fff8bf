// The AVX2 tables: a full one for AVX2, FMA and F16C, every x86 CPU from Haswell (2013) on, and one that
// replaces the products of int8 and int4 where the CPU has AVX-VNNI.

#include <cmath>
#include <cstring>

#include "kernels/bf16.h"
#include "kernels/select.h"
#include "kernels/tables.h"

#if NT_X86
#include <immintrin.h>

NT_TARGET_BEGIN("avx2,fma,f16c")
namespace nextoken {
namespace avx2 {
namespace {
#include "kernels/avx2/vec.inl"
#include "kernels/avx2/bytes.inl"
#include "kernels/avx2/nibbles.inl"
#include "kernels/avx2/codes.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/norm_softmax.inl"
#include "kernels/generic/attention.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_f32.inl"
#include "kernels/generic/linear_bf16.inl"
#include "kernels/generic/linear_codes.inl"
#include "kernels/avx2/codes_many_rows.inl"
#include "kernels/generic/encode.inl"
}  // namespace
}  // namespace avx2
}  // namespace nextoken
NT_TARGET_END

#if NT_AVX_VNNI
NT_TARGET_BEGIN("avx2,fma,f16c,avxvnni")
namespace nextoken {
namespace avx2vnni {
namespace {
#include "kernels/avx2/vec.inl"
#include "kernels/avx2/nibbles.inl"
#include "kernels/avx2/codes_vnni.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_codes.inl"
}  // namespace
}  // namespace avx2vnni
}  // namespace nextoken
NT_TARGET_END
#endif

namespace nextoken {

namespace avx2 {
static bool supported(const CpuFeatures& cpu) { return cpu.avx2; }
constexpr Kernels kTable = {
    "avx2",
    "AVX2 with FMA and F16C",
    supported,
    {
        {nullptr, prepared_bytes_f32, nullptr, multiply_f32},
        {nullptr, prepared_bytes_f32, nullptr, multiply_bf16},
        {encode_int8, prepared_bytes_codes, prepare_codes<Int8Weights>, multiply_int8_by_rows},
        {encode_int4, prepared_bytes_codes, prepare_codes<Int4Weights>, multiply_int4_by_rows},
    },
    layer_norm,
    kAttendRows,
    {attend<float>, attend<uint16_t>},
    narrow,
    max_of,
    exp_sum,
};
}  // namespace avx2

#if NT_AVX_VNNI
namespace avx2vnni {
static bool supported(const CpuFeatures& cpu) { return cpu.avx_vnni; }
constexpr Kernels kTable =
    with_products(avx2::kTable, "avx2vnni", "AVX2 with AVX-VNNI", supported, avx2::kTable.linear[1],
                  {avx2::encode_int8, prepared_bytes_codes, prepare_codes<Int8Weights>, multiply_int8},
                  {avx2::encode_int4, prepared_bytes_codes, prepare_codes<Int4Weights>, multiply_int4});
}  // namespace avx2vnni
#endif

}  // namespace nextoken
#endif
