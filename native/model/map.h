// Read-only file mapping.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "model/error.h"

namespace nextoken {

// A whole file, mapped; unmapped when the object dies. Paths are UTF-8.
class FileMap {
 public:
  FileMap() = default;
  FileMap(FileMap&& other) noexcept { swap(other); }
  FileMap& operator=(FileMap&& other) noexcept {
    swap(other);
    return *this;
  }
  FileMap(const FileMap&) = delete;
  FileMap& operator=(const FileMap&) = delete;
  ~FileMap();

  Error open(const std::string& path);

  // Asks for huge pages, where the file system has them.
  void use_huge_pages() const;
  // Has the system begin to read these bytes, which lie inside the file.
  void will_need(size_t offset, size_t bytes) const;
  // Copies bytes that lie inside the file; false where it cannot, or where the mapping is as good.
  bool read(size_t offset, size_t bytes, char* out) const;

  const char* data() const { return data_; }
  size_t bytes() const { return bytes_; }

 private:
  void swap(FileMap& other) {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    std::swap(file_, other.file_);
  }

  const char* data_ = nullptr;
  size_t bytes_ = 0;
  int file_ = -1;  // to read() from
};

}  // namespace nextoken
