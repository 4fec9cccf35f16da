// What Swift cannot say to the GNU Scientific Library by itself; everything else is GSL's own headers.
#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_expint.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_lambert.h>

// `gsl_rng_mt19937` is a mutable global, which Swift's concurrency checking refuses to read.
static inline gsl_rng *cgsl_mt19937_alloc(unsigned long seed) {
  gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
  if (generator != 0) gsl_rng_set(generator, seed);
  return generator;
}

// The stepping functions of `gsl_odeiv2` are mutable globals as well.
enum cgsl_ode_method { CGSL_ODE_RK8PD = 0, CGSL_ODE_RKF45 = 1, CGSL_ODE_MSADAMS = 2, CGSL_ODE_MSBDF = 3 };

static inline gsl_odeiv2_driver *cgsl_ode_driver_alloc(const gsl_odeiv2_system *system, int method, double step,
                                                       double absolute, double relative) {
  const gsl_odeiv2_step_type *type = gsl_odeiv2_step_rk8pd;
  if (method == CGSL_ODE_RKF45) type = gsl_odeiv2_step_rkf45;
  if (method == CGSL_ODE_MSADAMS) type = gsl_odeiv2_step_msadams;
  if (method == CGSL_ODE_MSBDF) type = gsl_odeiv2_step_msbdf;
  return gsl_odeiv2_driver_alloc_y_new(system, type, step, absolute, relative);
}

#endif
