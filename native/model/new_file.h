// A file that is written once, from its beginning to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "model/error.h"

namespace nextoken {

// Does nothing where there is none.
void remove_file(const std::string& path);

// Removed when the object dies, unless keep() was called and succeeded. Paths are UTF-8.
class NewFile {
 public:
  NewFile() = default;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  // Fails where there is such a file already.
  Error create(const std::string& path);
  Error write(const void* data, size_t bytes);
  // Closes it. What the system could not write until then is told here.
  Error keep();

 private:
  Error failed(const char* what) const;
  bool close();

  std::string path_;
  intptr_t file_ = -1;  // a descriptor, or a HANDLE of Windows
};

}  // namespace nextoken
