// Keeps the add-on loadable where libstdc++ is older than the compiler's own.
//
// From GCC 11 on, the allocators of the standard containers call std::__throw_bad_array_new_length,
// which only libstdc++.so of GCC 11 (GLIBCXX_3.4.29) has. With this definition the call stays inside
// the add-on, which needs no more than GLIBCXX_3.4.25 (scripts/check-symbols.mjs).
#include <new>
#include <string>

#if defined(__ELF__) && defined(__GLIBCXX__) && defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 11

namespace std {

void __throw_bad_array_new_length() { __throw_bad_alloc(); }

}  // namespace std

// The declaration in the library's header asks for default visibility; nobody else is to see this one.
__asm__(".hidden _ZSt28__throw_bad_array_new_lengthv");

#endif
