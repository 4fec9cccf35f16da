// OpenBLAS, as far as the language model calls it.
//
// The functions are declared here, by their symbols, in place of including <cblas.h>: GSL's headers declare the same
// enumerations in another shape, and one program cannot see both.
#ifndef CBLAS_SHIM_H
#define CBLAS_SHIM_H

enum { CBLAS_ROW_MAJOR = 101, CBLAS_AS_IS = 111, CBLAS_TRANSPOSED = 112 };

// c = alpha op(a) op(b) + beta c, row-major; op(a) is m × k, op(b) k × n.
void openblas_sgemm(
  int order, int transpose_a, int transpose_b, int m, int n, int k, float alpha, const float *a, int lda,
  const float *b, int ldb, float beta, float *c, int ldc) __asm__("cblas_sgemm");

// How many threads a product may use; one here, as the callers are threads already.
void openblas_threads(int count) __asm__("openblas_set_num_threads");

// The kernels chosen for this processor, for example "SkylakeX".
const char *openblas_kernel(void) __asm__("openblas_get_corename");

#endif
