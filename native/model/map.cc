#include "model/map.h"

#include <utility>

#if defined(_WIN32)
#include "model/wide.h"
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

void FileMap::use_huge_pages() const {}

void FileMap::will_need(size_t, size_t) const {}  // whoever reads the pages in order has Windows read ahead

bool FileMap::read(size_t, size_t, char*) const { return false; }

#else

// open, lseek, mmap and pread only: fstat would raise the glibc floor to 2.33. A pipe is not waited for.
Error FileMap::open(const std::string& path) {
  const auto failed = [&](const char* what) {
    return Error{ErrorCode::kFile, std::string(what) + " '" + path + "' failed: " + std::strerror(errno)};
  };
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file_ < 0) return failed("opening");
  const off_t size = ::lseek(file_, 0, SEEK_END);
  if (size < 0) return failed("reading the size of");
  if (size == 0) return {};
  void* data = ::mmap(nullptr, size_t(size), PROT_READ, MAP_PRIVATE, file_, 0);
  if (data == MAP_FAILED) return failed("mapping");
  data_ = static_cast<const char*>(data);
  bytes_ = size_t(size);
  return {};
}

bool FileMap::read(size_t offset, size_t bytes, char* out) const {
  while (bytes > 0) {
    const ssize_t count = ::pread(file_, out, bytes, off_t(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    out += count;
    offset += size_t(count);
    bytes -= size_t(count);
  }
  return true;
}

void FileMap::use_huge_pages() const {
#if defined(__linux__)
  if (data_ != nullptr) ::madvise(const_cast<char*>(data_), bytes_, MADV_HUGEPAGE);
#endif
}

void FileMap::will_need(size_t offset, size_t bytes) const {
  const size_t page = size_t(::sysconf(_SC_PAGESIZE));
  const size_t begin = offset / page * page;
  if (bytes > 0) ::madvise(const_cast<char*>(data_) + begin, offset + bytes - begin, MADV_WILLNEED);
}

FileMap::~FileMap() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), bytes_);
  if (file_ >= 0) ::close(file_);
}

#endif

}  // namespace nextoken
