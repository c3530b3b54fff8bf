// Multiplies and adds in registers and prints the best rate of the passes, in billions of products a second.
// Arguments: threads, and f32, bf16 or int8: what is multiplied. Without an instruction for it, f32 stands in
// for bf16, and whatever the compiler makes of the loop for the others.
#include "meter.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// Enough for some ten milliseconds.
enum { rounds = 4000000 };

// An input that the compiler must take as new: neither may it compute a product once for all sums, nor move
// one out of the loop.
#if defined(__x86_64__) || defined(__i386__)
#define RENEW(vector) __asm__ volatile("" : "+x"(vector))
#if defined(__AVX512F__)
#undef RENEW
#define RENEW(vector) __asm__ volatile("" : "+v"(vector))
#endif
#elif defined(__aarch64__)
#define RENEW(vector) __asm__ volatile("" : "+w"(vector))
#else
#define RENEW(vector) __asm__ volatile("" : "+m"(vector))
#endif

// Each gives a function `name` that adds `width` products to each of `sums` sums in every round: enough sums
// to hide the latency of an addition, and not more than registers hold.
#define MULTIPLY(name, sum_type, input_type, sums, width, add)             \
  enum { name##_products = sums * width };                                 \
  static void name(int thread) {                                           \
    (void)thread;                                                          \
    sum_type sum[sums];                                                    \
    input_type a, b;                                                       \
    memset(&a, 0, sizeof a);                                               \
    memset(&b, 0, sizeof b);                                               \
    /* Not by memset: that keeps them in memory, whence half the rate. */  \
    _Pragma("GCC unroll 16") for (int i = 0; i < sums; i++) {              \
      sum[i] = (sum_type){0};                                              \
    }                                                                      \
    for (int round = 0; round < rounds; round++) {                         \
      _Pragma("GCC unroll 16") for (int i = 0; i < sums; i++) {            \
        RENEW(a);                                                          \
        sum[i] = add;                                                      \
      }                                                                    \
    }                                                                      \
    _Pragma("GCC unroll 16") for (int i = 0; i < sums; i++) RENEW(sum[i]); \
  }

#if defined(__AVX512F__)
MULTIPLY(f32, __m512, __m512, 12, 16, _mm512_fmadd_ps(a, b, sum[i]))
#elif defined(__AVX2__) && defined(__FMA__)
MULTIPLY(f32, __m256, __m256, 12, 8, _mm256_fmadd_ps(a, b, sum[i]))
#elif defined(__aarch64__)
MULTIPLY(f32, float32x4_t, float32x4_t, 16, 4, vfmaq_f32(sum[i], a, b))
#else
MULTIPLY(f32, float, float, 8, 1, sum[i] + a * b)
#endif

#if defined(__AVX512BF16__)
MULTIPLY(bf16, __m512, __m512bh, 12, 32, _mm512_dpbf16_ps(sum[i], a, b))
#else
#define bf16 f32
#define bf16_products f32_products
#endif

#if defined(__AVX512VNNI__)
MULTIPLY(int8, __m512i, __m512i, 12, 64, _mm512_dpbusd_epi32(sum[i], a, b))
#elif defined(__AVXVNNI__)
MULTIPLY(int8, __m256i, __m256i, 12, 32, _mm256_dpbusd_avx_epi32(sum[i], a, b))
#elif defined(__AVX2__)
// Pairs of products are added up in 16 bits before they are widened.
static __m256i add_pairs(__m256i sum, __m256i a, __m256i b) {
  __m256i c = a;
  RENEW(c);
  const __m256i pairs = _mm256_add_epi16(_mm256_maddubs_epi16(a, b), _mm256_maddubs_epi16(c, b));
  return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
MULTIPLY(int8, __m256i, __m256i, 8, 64, add_pairs(sum[i], a, b))
#elif defined(__ARM_FEATURE_DOTPROD)
MULTIPLY(int8, int32x4_t, int8x16_t, 16, 16, vdotq_s32(sum[i], a, b))
#else
MULTIPLY(int8, int32_t, int32_t, 8, 1, sum[i] + a * b)
#endif

int main(int count, char** arguments) {
  if (count != 3) return 1;
  const int threads = thread_count(arguments[1]);
  const char* kind = arguments[2];
  double products, time;
  if (strcmp(kind, "f32") == 0) {
    products = f32_products, time = best_seconds(threads, f32);
  } else if (strcmp(kind, "bf16") == 0) {
    products = bf16_products, time = best_seconds(threads, bf16);
  } else if (strcmp(kind, "int8") == 0) {
    products = int8_products, time = best_seconds(threads, int8);
  } else {
    return 1;
  }
  printf("%.2f\n", threads * products * rounds / time / 1e9);
  return 0;
}
