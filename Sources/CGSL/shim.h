// What Swift cannot say to the GNU Scientific Library by itself; everything else is GSL's own headers.
#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

// `gsl_rng_mt19937` is a mutable global, which Swift's concurrency checking refuses to read.
static inline gsl_rng *cgsl_mt19937_alloc(unsigned long seed) {
  gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
  if (generator != 0) gsl_rng_set(generator, seed);
  return generator;
}

#endif
