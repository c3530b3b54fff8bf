// The tensors of a model file: name -> shape, element type, bytes in a mapped file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/error.h"
#include "model/map.h"

namespace nextoken {

enum class Dtype : uint8_t { kF32, kF16, kBf16 };

size_t bytes_of(Dtype dtype);

// Where a tensor lies, as the reader of the file says; nothing here is trusted yet.
struct TensorEntry {
  std::string name;
  Dtype dtype = Dtype::kF32;
  std::vector<int64_t> shape;
  size_t file = 0;
  uint64_t byte_offset = 0;
  uint64_t byte_length = 0;
};

// A checked tensor: its bytes lie inside the mapped file. They may be unaligned.
struct Tensor {
  const char* data = nullptr;
  Dtype dtype = Dtype::kF32;
  const FileMap* file = nullptr;  // that `data` is mapped from; none where it is plain memory
};

// Both read what lies in a file (not on Windows) instead of touching its mapping: a page of that costs more
// than a copy, and up to megabytes around it count as this process's memory from then on.
//
// out[i] = element first + i, for `count` elements.
void read_floats(const Tensor& tensor, size_t first, size_t count, float* out);
// Elements [first, first + count) as a tensor of their own, which lasts as long as `memory` is left alone.
Tensor read_part(const Tensor& tensor, size_t first, size_t count, std::vector<char>& memory);

class Tensors {
 public:
  // Maps the files and checks every entry's range against its file and its shape.
  Error open(const std::vector<std::string>& paths, const std::vector<TensorEntry>& entries);

  // The tensor of this name and exactly this shape.
  Error find(const std::string& name, const std::vector<int64_t>& shape, Tensor& out) const;
  bool has(const std::string& name) const { return entries_.count(name) != 0; }
  // A number that tells models apart: of all names, types, shapes, small tensors, and samples of the others.
  // Another training step changes nearly every weight, so samples are enough.
  uint64_t fingerprint() const;
  // The same of a few places in the files, whatever lies there: much cheaper where they are not in memory.
  uint64_t samples() const;

 private:
  struct Checked {
    Tensor tensor;
    std::vector<int64_t> shape;
  };
  std::vector<FileMap> files_;
  std::unordered_map<std::string, Checked> entries_;
};

}  // namespace nextoken
