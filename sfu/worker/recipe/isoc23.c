/*
 * OpenSSL's archives come from Debian 13 and were compiled against glibc 2.38 or later, whose headers rename strtol and
 * friends to the names below. On an older glibc they are given here; on a newer one this file is empty.
 */
#include <features.h>

#if !__GLIBC_PREREQ(2, 38)

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

long __isoc23_strtol(const char *text, char **end, int base) {
  return strtol(text, end, base);
}

unsigned long __isoc23_strtoul(const char *text, char **end, int base) {
  return strtoul(text, end, base);
}

long long __isoc23_strtoll(const char *text, char **end, int base) {
  return strtoll(text, end, base);
}

unsigned long long __isoc23_strtoull(const char *text, char **end, int base) {
  return strtoull(text, end, base);
}

intmax_t __isoc23_strtoimax(const char *text, char **end, int base) {
  return strtoimax(text, end, base);
}

uintmax_t __isoc23_strtoumax(const char *text, char **end, int base) {
  return strtoumax(text, end, base);
}

int __isoc23_sscanf(const char *text, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const int read = vsscanf(text, format, args);
  va_end(args);
  return read;
}

#endif
