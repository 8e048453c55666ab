/*
 * Spatial accessibility by floating catchment areas.
 *
 *   R_j = S_j / sum_i P_i f_ij           supply per weighted demand in reach
 *   A_i = sum_j R_j f_ij                 access of a demand point
 *
 * 2SFCA   f = 1 up to the limit (Luo and Wang 2003)
 * E2SFCA  f = 1, 0.68, 0.22 in the three thirds of the limit (Luo and Qi 2009),
 *         or exp(-c^2 / b), b = -limit^2 / ln 0.01 (0.01 at the limit)
 * 3SFCA   g_ij in place of f_ij, in both steps: the Gaussian f times the share
 *         of the demand point's choice, g_ij = f_ij f_ij / sum_j f_ij (Wan, Zou
 *         and Sternberg 2012; as the R package fca computes it)
 *
 * The limit belongs to the catchment. A supply that no demand can reach is
 * passed over (no 0/0); demand without supply in reach has access 0, which is
 * a value and not a gap. Where every supply has demand, sum_i A_i P_i = sum_j
 * S_j.
 */
#ifndef GEO_ACCESS_CATCHMENT_H
#define GEO_ACCESS_CATCHMENT_H

#include <stddef.h>
#include <stdint.h>

enum catchment_method {
    CATCHMENT_2SFCA,
    CATCHMENT_E2SFCA_STEP,
    CATCHMENT_E2SFCA_GAUSS,
    CATCHMENT_3SFCA,
    CATCHMENT_COUNT
};
extern const char *const catchment_ids[CATCHMENT_COUNT]; /* "2sfca" ... */

/* f of one method (of 3SFCA too, not g), cost and limit in the same unit; 0
 * beyond the limit. */
double catchment_weight(enum catchment_method method, double cost,
                        double limit);

/* One supply in reach of a demand point. */
struct catchment_pair {
    uint32_t supply;
    float cost; /* at most the limit */
};

struct catchment;

/*
 * supply   amounts S_j (a count of 1, full-time equivalents ...), n_supply;
 *          borrowed until catchment_settle()
 * n_year   so many populations are computed side by side
 * limit    > 0
 */
struct catchment *catchment_open(const double *supply, size_t n_supply,
                                 size_t n_year, double limit);
/* First pass: a demand point with everything in its reach; people[n_year],
 * of whom NAN counts as nobody. */
void catchment_add_demand(struct catchment *catchment,
                          const struct catchment_pair *pair, size_t n,
                          const double *people);
/* Between the passes. */
void catchment_settle(struct catchment *catchment);
/* Second pass: the access of a demand point by every method:
 * access[method * n_year + year]. Safe from several threads. */
void catchment_get(const struct catchment *catchment,
                   const struct catchment_pair *pair, size_t n, double *access);
void catchment_close(struct catchment *catchment);

/*
 * The same by weights of the caller's own (decay.h, a table of a study) in
 * place of costs: f of E2SFCA and 3SFCA is the weight, that of 2SFCA is 1 where
 * the weight is above 0. One catchment takes either costs or weights.
 */
struct catchment_link {
    uint32_t supply;
    double weight; /* f, not negative */
};
void catchment_add_linked(struct catchment *catchment,
                          const struct catchment_link *link, size_t n,
                          const double *people);
void catchment_get_linked(const struct catchment *catchment,
                          const struct catchment_link *link, size_t n,
                          double *access);

#endif
