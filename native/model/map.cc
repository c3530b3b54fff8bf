#include "model/map.h"

#include <utility>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace nextoken {

#if defined(_WIN32)

namespace {

std::wstring wide(const std::string& text) {
  const int length = MultiByteToWideChar(CP_UTF8, 0, text.data(), int(text.size()), nullptr, 0);
  std::wstring result(size_t(length), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.data(), int(text.size()), result.data(), length);
  return result;
}

Error failed(const std::string& path, const char* what) {
  return {ErrorCode::kFile, std::string(what) + " '" + path + "' failed (Windows error " +
                                std::to_string(GetLastError()) + ")"};
}

}  // namespace

Error FileMap::open(const std::string& path) {
  HANDLE file = CreateFileW(wide(path).c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                            OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return failed(path, "opening");
  LARGE_INTEGER size;
  HANDLE mapping = nullptr;
  void* view = nullptr;
  Error error;
  if (!GetFileSizeEx(file, &size)) {
    error = failed(path, "reading the size of");
  } else if (size.QuadPart > 0) {
    mapping = CreateFileMappingW(file, nullptr, PAGE_READONLY, 0, 0, nullptr);
    if (mapping != nullptr) view = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
    if (view == nullptr) error = failed(path, "mapping");
    if (mapping != nullptr) CloseHandle(mapping);
  }
  CloseHandle(file);
  if (error) return error;
  data_ = static_cast<const char*>(view);
  bytes_ = size_t(size.QuadPart);
  return {};
}

FileMap::~FileMap() {
  if (data_ != nullptr) UnmapViewOfFile(data_);
}

void FileMap::release_pages() const {}  // Windows trims a process's unused pages unasked

#else

// open, lseek and mmap only: fstat would raise the glibc floor to 2.33.
Error FileMap::open(const std::string& path) {
  const auto failed = [&](const char* what) {
    return Error{ErrorCode::kFile, std::string(what) + " '" + path + "' failed: " + std::strerror(errno)};
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed("opening");
  const off_t size = ::lseek(file, 0, SEEK_END);
  Error error;
  if (size < 0) {
    error = failed("reading the size of");
  } else if (size > 0) {
    void* data = ::mmap(nullptr, size_t(size), PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED) {
      error = failed("mapping");
    } else {
      data_ = static_cast<const char*>(data);
      bytes_ = size_t(size);
    }
  }
  ::close(file);
  return error;
}

void FileMap::release_pages() const {
  if (data_ != nullptr) ::madvise(const_cast<char*>(data_), bytes_, MADV_DONTNEED);
}

FileMap::~FileMap() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), bytes_);
}

#endif

}  // namespace nextoken
