// libmd, as far as runs are named: the SHA-256 of some bytes in hexadecimal.
#ifndef CDIGEST_SHIM_H
#define CDIGEST_SHIM_H

#include <stddef.h>
#include <stdint.h>

// Writes 64 hexadecimal digits and a NUL, and returns where it wrote.
char *digest_sha256(const uint8_t *bytes, size_t count, char *text) __asm__("SHA256Data");

#endif
