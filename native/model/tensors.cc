#include "model/tensors.h"

#include <algorithm>
#include <cstring>

#include "kernels/bf16.h"
#include "model/checksum.h"

namespace nextoken {

namespace {

std::string text_of(const std::vector<int64_t>& shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

// Number of elements, or -1 where a dimension is negative or the product does not fit.
int64_t elements_of(const std::vector<int64_t>& shape) {
  int64_t count = 1;
  for (const int64_t size : shape) {
    if (size < 0) return -1;
    if (size != 0 && count > INT64_MAX / 8 / size) return -1;
    count *= size;
  }
  return count;
}

// Bytes of a file: read into `memory`, or where it cannot read, those of its mapping.
const char* bytes_at(const FileMap& file, size_t at, size_t bytes, std::vector<char>& memory) {
  if (memory.size() < bytes) memory.resize(bytes);
  return file.read(at, bytes, memory.data()) ? memory.data() : file.data() + at;
}

}  // namespace

size_t bytes_of(Dtype dtype) { return dtype == Dtype::kF32 ? 4 : 2; }

void read_floats(const Tensor& tensor, size_t first, size_t count, float* out) {
  const size_t size = bytes_of(tensor.dtype);
  const char* data = tensor.data + first * size;
  // A file's are read into the last bytes of `out`: no float is written over a half that is still to come.
  char* end = reinterpret_cast<char*>(out + count) - count * size;
  if (tensor.file != nullptr && tensor.file->read(size_t(data - tensor.file->data()), count * size, end)) {
    data = end;
  }
  if (tensor.dtype == Dtype::kF32) {
    if (data != end) std::memcpy(out, data, count * sizeof(float));
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    uint16_t half;
    std::memcpy(&half, data + 2 * i, sizeof half);
    const float value = tensor.dtype == Dtype::kBf16 ? float_from_bf16(half) : float_from_f16(half);
    std::memcpy(out + i, &value, sizeof value);
  }
}

Tensor read_part(const Tensor& tensor, size_t first, size_t count, std::vector<char>& memory) {
  const size_t size = bytes_of(tensor.dtype);
  const char* data = tensor.data + first * size;
  if (tensor.file != nullptr) {
    data = bytes_at(*tensor.file, size_t(data - tensor.file->data()), count * size, memory);
  }
  return {data, tensor.dtype, nullptr};
}

Error Tensors::open(const std::vector<std::string>& paths, const std::vector<TensorEntry>& entries) {
  for (const std::string& path : paths) {
    FileMap file;
    if (Error error = file.open(path)) return error;
    files_.push_back(std::move(file));
  }
  for (const TensorEntry& entry : entries) {
    const int64_t elements = elements_of(entry.shape);
    const auto invalid = [&](const std::string& what) {
      return Error{ErrorCode::kInvalidWeights, "tensor '" + entry.name + "' " + what};
    };
    if (entry.file >= files_.size()) return invalid("names a file that is not there");
    if (elements < 0 || uint64_t(elements) * bytes_of(entry.dtype) != entry.byte_length) {
      return invalid("has " + std::to_string(entry.byte_length) + " bytes, which its shape " +
                     text_of(entry.shape) + " does not need");
    }
    const FileMap& file = files_[entry.file];
    if (entry.byte_length > file.bytes() || entry.byte_offset > file.bytes() - entry.byte_length) {
      return invalid("ends beyond its file of " + std::to_string(file.bytes()) + " bytes");
    }
    entries_[entry.name] = {{file.data() + entry.byte_offset, entry.dtype, &file}, entry.shape};
  }
  return {};
}

Error Tensors::find(const std::string& name, const std::vector<int64_t>& shape, Tensor& out) const {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return {ErrorCode::kTensor, "tensor '" + name + "' is missing"};
  if (found->second.shape != shape) {
    return {ErrorCode::kTensor, "tensor '" + name + "' has shape " + text_of(found->second.shape) +
                                    ", expected " + text_of(shape)};
  }
  out = found->second.tensor;
  return {};
}

uint64_t Tensors::fingerprint() const {
  // FNV-1a (Fowler, Noll, Vo), 64 bits.
  uint64_t hash = 0xcbf29ce484222325ull;
  const auto add = [&](const void* data, size_t bytes) {
    for (size_t i = 0; i < bytes; ++i) {
      hash = (hash ^ static_cast<const unsigned char*>(data)[i]) * 0x100000001b3ull;
    }
  };
  std::vector<std::string> names;
  for (const auto& entry : entries_) names.push_back(entry.first);
  std::sort(names.begin(), names.end());
  std::vector<char> memory;
  for (const std::string& name : names) {
    const Checked& entry = entries_.at(name);
    add(name.c_str(), name.size() + 1);
    add(&entry.tensor.dtype, sizeof entry.tensor.dtype);
    size_t bytes = bytes_of(entry.tensor.dtype);
    for (const int64_t size : entry.shape) {
      add(&size, sizeof size);
      bytes *= size_t(size);
    }
    const FileMap& file = *entry.tensor.file;
    const size_t begin = size_t(entry.tensor.data - file.data());
    constexpr size_t kSmall = 8192, kSamples = 16, kSample = 64;
    if (bytes <= kSmall) {
      add(bytes_at(file, begin, bytes, memory), bytes);
    } else {
      for (size_t i = 0; i < kSamples; ++i) {
        add(bytes_at(file, begin + (bytes - kSample) / (kSamples - 1) * i, kSample, memory), kSample);
      }
    }
  }
  return hash;
}

uint64_t Tensors::samples() const {
  constexpr size_t kSamples = 16, kSample = 64;
  const auto each_sample = [&](const auto& visit) {
    for (const FileMap& file : files_) {
      const size_t bytes = std::min(file.bytes(), kSample);
      for (size_t i = 0; i < kSamples; ++i) {
        visit(file, (file.bytes() - bytes) / (kSamples - 1) * i, bytes);
      }
    }
  };
  // Together: where they come from a disk, one after the other takes long.
  each_sample([](const FileMap& file, size_t at, size_t bytes) { file.will_need(at, bytes); });
  uint64_t hash = 0;
  std::vector<char> memory;
  each_sample([&](const FileMap& file, size_t at, size_t bytes) {
    hash = checksum(bytes_at(file, at, bytes, memory), bytes, hash);
  });
  return hash;
}

}  // namespace nextoken
