// Target regions: the only place with compiler pragmas for instruction sets.
//
// The whole add-on is compiled for the baseline of its architecture. Code between NT_TARGET_BEGIN and
// NT_TARGET_END may use the named instructions. Per-file compiler flags are not used on purpose: an
// inline function of the standard library instantiated in such a file may be the copy that the
// linker keeps for everyone, and then kills an older CPU.
//
// Rules inside a region: every #include stands before it; only the set's own namespace; no standard
// containers or algorithms; no vector constants at namespace scope (they would be initialised at
// load); no lambdas.
#pragma once

#define NT_PRAGMA(text) _Pragma(#text)

#if defined(__clang__)
#define NT_TARGET_BEGIN(features) \
  NT_PRAGMA(clang attribute push(__attribute__((target(features))), apply_to = function))
#define NT_TARGET_END NT_PRAGMA(clang attribute pop)
#elif defined(__GNUC__)
// GCC 12 warns that its own AVX-512 intrinsics read an undefined vector on purpose.
#define NT_TARGET_BEGIN(features)                     \
  NT_PRAGMA(GCC push_options)                         \
  NT_PRAGMA(GCC target(features))                     \
  NT_PRAGMA(GCC diagnostic push)                      \
  NT_PRAGMA(GCC diagnostic ignored "-Wuninitialized") \
  NT_PRAGMA(GCC diagnostic ignored "-Wmaybe-uninitialized")
#define NT_TARGET_END NT_PRAGMA(GCC diagnostic pop) NT_PRAGMA(GCC pop_options)
#else  // MSVC compiles intrinsics of every set anywhere
#define NT_TARGET_BEGIN(features)
#define NT_TARGET_END
#endif

#if defined(_MSC_VER) && !defined(__clang__)
#define NT_INLINE __forceinline
#else
#define NT_INLINE inline __attribute__((always_inline))
#endif

#if defined(__x86_64__) || defined(_M_X64)
#define NT_X86 1
#else
#define NT_X86 0
#endif

// AVX-VNNI is newer than the oldest compilers and assemblers that this builds with; 0 leaves it out.
#if defined(NT_AVX_VNNI)
// as the build says
#elif NT_X86 && defined(__clang__)
#define NT_AVX_VNNI (__clang_major__ >= 13)
#elif NT_X86 && defined(__GNUC__)
#define NT_AVX_VNNI (__GNUC__ >= 11)
#elif NT_X86 && defined(_MSC_VER)
#define NT_AVX_VNNI (_MSC_VER >= 1930)
#else
#define NT_AVX_VNNI 0
#endif

#if defined(__aarch64__) || defined(_M_ARM64)
#define NT_ARM 1
#else
#define NT_ARM 0
#endif
