/*
 * Standard area meshes of JIS X 0410: the cells in which population is
 * published. A code tells its cell exactly; no geometry need be read.
 *
 * A code is a number whose digits are the code's: 4 (第1次, 80 km), 6 (第2次,
 * 10 km), 8 (第3次, 1 km), 9 (2分の1, 500 m), 10 (4分の1, 250 m), 11 (8分の1,
 * 125 m). Every cell of Japan has a code that starts with a digit from 3 to 6.
 */
#ifndef GEO_ACCESS_MESH_H
#define GEO_ACCESS_MESH_H

#include "base/str.h"
#include "model/facility.h"

/* Degrees, JGD2011. */
struct mesh_box {
    double west_deg, south_deg, east_deg, north_deg;
};

/* Half- or full-width digits, also as "53394611.0"; 0 when it is no code. */
uint64_t mesh_read(struct str text);
/* 4 to 11, or 0 when the number is no code (a digit out of its range, out of
 * the range of Japan: 20-46 N, 122-154 E). */
int mesh_digits(uint64_t code);
/* The code must be valid. */
struct mesh_box mesh_box(uint64_t code);
struct lonlat mesh_centre(uint64_t code);
/* The cell of so many digits that holds the point (its south and west edges
 * are its own); 0 outside the range. */
uint64_t mesh_at(struct lonlat point, int digits);
/* The cell of fewer (or as many) digits that the cell lies in; 0 when no level
 * has so many digits, or the cell has fewer. */
uint64_t mesh_parent(uint64_t code, int digits);
/* "80km", "10km", "1km", "500m", "250m", "125m"; NULL for other digits. */
const char *mesh_size_name(int digits);

#endif
