#include "model/new_file.h"

#include <algorithm>

#if defined(_WIN32)
#include "model/wide.h"
#else
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#endif

namespace nextoken {

namespace {

// Systems write a little less than 2 GiB at a time.
constexpr size_t kMostAtOnce = size_t(1) << 30;

}  // namespace

Error NewFile::failed(const char* what) const {
#if defined(_WIN32)
  const std::string why = " (Windows error " + std::to_string(GetLastError()) + ")";
#else
  const std::string why = std::string(": ") + std::strerror(errno);
#endif
  return {ErrorCode::kFile, std::string(what) + " '" + path_ + "' failed" + why};
}

#if defined(_WIN32)

void remove_file(const std::string& path) { DeleteFileW(wide(path).c_str()); }

Error NewFile::create(const std::string& path) {
  path_ = path;
  const HANDLE file =
      CreateFileW(wide(path).c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE) return failed("creating");
  file_ = reinterpret_cast<intptr_t>(file);
  return {};
}

Error NewFile::write(const void* data, size_t bytes) {
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    DWORD written = 0;
    const DWORD wanted = DWORD(std::min(bytes, kMostAtOnce));
    const bool done = WriteFile(reinterpret_cast<HANDLE>(file_), at, wanted, &written, nullptr);
    if (!done || written == 0) return failed("writing");
    at += written;
    bytes -= written;
  }
  return {};
}

bool NewFile::close() {
  const HANDLE file = reinterpret_cast<HANDLE>(file_);
  file_ = -1;
  return CloseHandle(file) != 0;
}

#else

void remove_file(const std::string& path) { ::unlink(path.c_str()); }

Error NewFile::create(const std::string& path) {
  path_ = path;
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return file_ < 0 ? failed("creating") : Error{};
}

Error NewFile::write(const void* data, size_t bytes) {
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t written = ::write(int(file_), at, std::min(bytes, kMostAtOnce));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed("writing");
    at += written;
    bytes -= size_t(written);
  }
  return {};
}

bool NewFile::close() {
  const int file = int(file_);
  file_ = -1;
  return ::close(file) == 0;
}

#endif

Error NewFile::keep() {
  if (close()) return {};
  const Error error = failed("closing");
  remove_file(path_);
  return error;
}

NewFile::~NewFile() {
  if (file_ == -1) return;
  close();
  remove_file(path_);
}

}  // namespace nextoken
