#include "kernels/select.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "kernels/tables.h"
#include "kernels/target.h"

#if NT_X86
#if defined(_MSC_VER)
#include <immintrin.h>
#include <intrin.h>
#else
#include <cpuid.h>
#endif
#endif

#if NT_ARM && defined(__linux__)
#include <sys/auxv.h>
#endif
#if NT_ARM && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

namespace nextoken {

#if NT_X86
namespace {

struct Registers {
  uint32_t a, b, c, d;
};

Registers cpuid(uint32_t leaf, uint32_t subleaf) {
#if defined(_MSC_VER)
  int r[4];
  __cpuidex(r, static_cast<int>(leaf), static_cast<int>(subleaf));
  return {uint32_t(r[0]), uint32_t(r[1]), uint32_t(r[2]), uint32_t(r[3])};
#else
  Registers r{};
  __cpuid_count(leaf, subleaf, r.a, r.b, r.c, r.d);
  return r;
#endif
}

uint64_t enabled_register_state() {
#if defined(_MSC_VER)
  return _xgetbv(0);
#else
  // The instruction by hand: its intrinsic needs a target region.
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t(high) << 32) | low;
#endif
}

bool bit(uint32_t word, int index) { return (word >> index) & 1; }

}  // namespace

CpuFeatures detect_cpu_features() {
  CpuFeatures features;
  const Registers leaf0 = cpuid(0, 0);
  const uint32_t last_leaf = leaf0.a;
  const Registers leaf1 = cpuid(1, 0);
  const bool osxsave = bit(leaf1.c, 27);
  if (last_leaf < 7 || !osxsave) return features;
  const uint64_t state = enabled_register_state();
  const bool ymm_saved = (state & 0x06) == 0x06;  // SSE and AVX halves
  const bool zmm_saved = (state & 0xe6) == 0xe6;  // and opmask, upper halves, upper registers
  const Registers leaf7 = cpuid(7, 0);
  const bool fma = bit(leaf1.c, 12);
  const bool f16c = bit(leaf1.c, 29);
  features.avx2 = ymm_saved && bit(leaf1.c, 28) && fma && f16c && bit(leaf7.b, 5);
  const Registers more = leaf7.a >= 1 ? cpuid(7, 1) : Registers{};
  features.avx_vnni = features.avx2 && bit(more.a, 4);
  features.avx512 = features.avx2 && zmm_saved && bit(leaf7.b, 16) && bit(leaf7.b, 17) && bit(leaf7.b, 30) &&
                    bit(leaf7.b, 31);
  features.avx512_vnni = features.avx512 && bit(leaf7.c, 11);
  features.intel = leaf0.b == 0x756e6547 && leaf0.d == 0x49656e69 && leaf0.c == 0x6c65746e;  // GenuineIntel
  features.avx512_bf16 = features.avx512_vnni && bit(more.a, 5);
  return features;
}
#elif NT_ARM
CpuFeatures detect_cpu_features() {
  CpuFeatures features;
  features.neon = true;
#if defined(__linux__)
  constexpr unsigned long kHwcapAsimdDotProduct = 1UL << 20;
  features.neon_dot = (getauxval(AT_HWCAP) & kHwcapAsimdDotProduct) != 0;
#elif defined(__APPLE__)
  int value = 0;
  size_t size = sizeof value;
  features.neon_dot =
      sysctlbyname("hw.optional.arm.FEAT_DotProd", &value, &size, nullptr, 0) == 0 && value != 0;
#endif
  return features;
}
#else
CpuFeatures detect_cpu_features() { return {}; }
#endif

namespace {

// Best first, but on Intel's CPUs.
const Kernels* const kTables[] = {
#if NT_X86
    &avx512bf16::kTable, &avx512vnni::kTable, &avx512::kTable,
#if NT_AVX_VNNI
    &avx2vnni::kTable,
#endif
    &avx2::kTable,
#elif NT_ARM
    &neondot::kTable,
    &neon::kTable,
#endif
    &scalar::kTable,
};

}  // namespace

std::vector<const Kernels*> available_kernels() {
  const CpuFeatures features = detect_cpu_features();
  std::vector<const Kernels*> tables;
  for (const Kernels* table : kTables) {
    if (table->supported(features)) tables.push_back(table);
  }
#if NT_X86
  // Intel's cores do half as many products a cycle with vdpbf16ps as with FMA, AMD's twice as many.
  if (features.intel && features.avx512_bf16) {
    std::iter_swap(std::find(tables.begin(), tables.end(), &avx512bf16::kTable),
                   std::find(tables.begin(), tables.end(), &avx512vnni::kTable));
  }
#endif
  return tables;
}

const Kernels* select_kernels(std::string& error) {
  const std::vector<const Kernels*> available = available_kernels();
  const char* wanted = std::getenv("NEXTOKEN_ISA");
  if (wanted == nullptr || *wanted == '\0') return available.front();
  std::string names;
  for (const Kernels* table : available) {
    if (std::strcmp(table->name, wanted) == 0) return table;
    names += names.empty() ? table->name : std::string(", ") + table->name;
  }
  error = "NEXTOKEN_ISA is '" + std::string(wanted) + "', but this machine can run: " + names;
  return nullptr;
}

}  // namespace nextoken
