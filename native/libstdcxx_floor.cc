// Keeps the add-on loadable where libstdc++ and glibc are older than those it was built with
// (scripts/check-symbols.mjs: GLIBCXX_3.4.25, glibc 2.28). What newer headers call is defined here and
// hidden.
//
// From GCC 11 on, the allocators of the standard containers call std::__throw_bad_array_new_length, which
// only libstdc++.so of GCC 11 (GLIBCXX_3.4.29) has; and std::shared_ptr asks __libc_single_threaded of
// glibc 2.32 whether it may count without atomics. It may not: engines have threads of their own.
//
// std::make_shared is not used: with -fno-rtti it needs GLIBCXX_3.4.26.
#include <new>
#include <string>

#if defined(__ELF__) && defined(__GLIBCXX__) && defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 11

namespace std {

void __throw_bad_array_new_length() { __throw_bad_alloc(); }

}  // namespace std

extern "C" {
char __libc_single_threaded = 0;
}

// The declarations in the libraries' headers ask for default visibility; nobody else is to see these.
__asm__(".hidden _ZSt28__throw_bad_array_new_lengthv\n.hidden __libc_single_threaded");

#endif
