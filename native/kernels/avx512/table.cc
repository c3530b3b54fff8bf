// The AVX-512 tables: a full one for F, BW, DQ and VL, and two that replace the matrix products where
// the CPU has VNNI (int8, int4) and BF16.

#include <cmath>
#include <cstring>

#include "kernels/bf16.h"
#include "kernels/select.h"
#include "kernels/tables.h"

#if NT_X86
#include <immintrin.h>

NT_TARGET_BEGIN("avx2,fma,f16c,bmi,bmi2,lzcnt,avx512f,avx512bw,avx512dq,avx512vl")
namespace nextoken {
namespace avx512 {
namespace {
#include "kernels/avx512/vec.inl"
#include "kernels/avx2/bytes.inl"
#include "kernels/avx512/pairs.inl"
#include "kernels/avx512/nibbles.inl"
#include "kernels/avx512/codes.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/norm_softmax.inl"
#include "kernels/generic/attention.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_f32.inl"
#include "kernels/generic/linear_bf16.inl"
#include "kernels/generic/linear_codes.inl"
#include "kernels/generic/encode.inl"
}  // namespace
}  // namespace avx512
}  // namespace nextoken
NT_TARGET_END

NT_TARGET_BEGIN("avx2,fma,f16c,bmi,bmi2,lzcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")
namespace nextoken {
namespace avx512vnni {
namespace {
#include "kernels/avx512/vec.inl"
#include "kernels/avx512/nibbles.inl"
#include "kernels/avx512/codes_vnni.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_codes.inl"
}  // namespace
}  // namespace avx512vnni
}  // namespace nextoken
NT_TARGET_END

NT_TARGET_BEGIN("avx2,fma,f16c,bmi,bmi2,lzcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx512bf16")
namespace nextoken {
namespace avx512bf16 {
namespace {
#include "kernels/avx512/vec.inl"
#include "kernels/avx512/pairs_bf16.inl"
#include "kernels/generic/vec_math.inl"
#include "kernels/generic/linear.inl"
#include "kernels/generic/linear_bf16.inl"
}  // namespace
}  // namespace avx512bf16
}  // namespace nextoken
NT_TARGET_END

namespace nextoken {

namespace avx512 {
static bool supported(const CpuFeatures& cpu) { return cpu.avx512; }
constexpr Kernels kTable = {
    "avx512",
    "AVX-512 F, BW, DQ, VL",
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
}  // namespace avx512

namespace avx512vnni {
static bool supported(const CpuFeatures& cpu) { return cpu.avx512_vnni; }
constexpr Kernels kTable =
    with_products(avx512::kTable, "avx512vnni", "AVX-512 with VNNI", supported, avx512::kTable.linear[1],
                  {avx512::encode_int8, prepared_bytes_codes, prepare_codes<Int8Weights>, multiply_int8},
                  {avx512::encode_int4, prepared_bytes_codes, prepare_codes<Int4Weights>, multiply_int4});
}  // namespace avx512vnni

namespace avx512bf16 {
static bool supported(const CpuFeatures& cpu) { return cpu.avx512_bf16; }
constexpr Kernels kTable =
    with_products(avx512::kTable, "avx512bf16", "AVX-512 with VNNI and BF16", supported,
                  {nullptr, prepared_bytes_bf16, prepare_bf16, multiply_bf16}, avx512vnni::kTable.linear[2],
                  avx512vnni::kTable.linear[3]);
}  // namespace avx512bf16

}  // namespace nextoken
#endif
