// Runs all tests, or those whose name contains the first argument; `--tables` lists the kernel tables
// that this machine can run.
#include <cstring>

#include "kernels/select.h"
#include "test.h"

int main(int argc, char** argv) {
  std::string tables;
  for (const nextoken::Kernels* table : nextoken::available_kernels())
    tables += std::string(" ") + table->name;
  std::printf("tables:%s\n", tables.c_str());
  if (argc > 1 && std::strcmp(argv[1], "--tables") == 0) return 0;
  std::printf("seed: %llu\n", static_cast<unsigned long long>(test::seed()));
  int passed = 0;
  int failed = 0;
  for (const test::Case& each : test::cases()) {
    if (argc > 1 && std::strstr(each.name, argv[1]) == nullptr) continue;
    test::failures = 0;
    each.run();
    std::printf("%s %s\n", test::failures == 0 ? "ok  " : "FAIL", each.name);
    (test::failures == 0 ? passed : failed) += 1;
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
