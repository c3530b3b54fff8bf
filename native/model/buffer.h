// Aligned memory, owned and zeroed, or lent by a mapped file; failure is a return value, not an exception.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "kernels/kernels.h"

namespace nextoken {

class Buffer {
 public:
  // False where the memory could not be had. Pages that are never touched cost nothing.
  bool allocate(size_t bytes) {
    memory_.reset(std::calloc(1, bytes + kBoundary));
    if (!memory_) return false;
    const size_t address = reinterpret_cast<size_t>(memory_.get());
    data_ = static_cast<char*>(memory_.get()) + (kBoundary - address % kBoundary) % kBoundary;
    bytes_ = bytes;
    return true;
  }

  // Memory of somebody else, who outlives this. It may be read-only; `data` is a multiple of kAlignment.
  void borrow(const char* data, size_t bytes) {
    memory_.reset();
    data_ = const_cast<char*>(data);
    bytes_ = bytes;
  }

  // Asks for huge pages: worth it where all of the memory is used, again and again or all at once.
  void use_huge_pages() {
#if defined(__linux__)
    constexpr size_t kPage = 4096;
    const size_t begin = (reinterpret_cast<size_t>(data_) + kPage - 1) / kPage * kPage;
    const size_t end = (reinterpret_cast<size_t>(data_) + bytes_) / kPage * kPage;
    if (end > begin) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
  }

  char* data() const { return data_; }
  float* floats() const { return reinterpret_cast<float*>(data_); }
  size_t bytes() const { return bytes_; }

 private:
  static constexpr size_t kBoundary = kAlignment;
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  std::unique_ptr<void, Free> memory_;
  char* data_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace nextoken
