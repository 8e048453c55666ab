/*
 * A small world for the readers of user files, and the files that they read.
 *
 * 湖東市 (25201), 湖西町 (25301), and the wards 北区 (27141) and 南区 (27142)
 * of a designated city (27140): squares of 0.1 degrees side by side from 136.0
 * E, 35.0 N to the east, in this order. Each has 4 meshes of 1 km with 75+ at
 * its middle, two towns and one facility; the facility of 南区 carries the
 * city's code only. 25309 was united into 25301.
 */
#ifndef TESTS_AUDIT_READ_GIVEN_H
#define TESTS_AUDIT_READ_GIVEN_H

#include "audit/regions.h"
#include "base/buf.h"

struct world {
    struct table table;
    struct people people;
    struct regions regions;
};

/* The folder of a suite's files. */
void given_read_folder(void);
void given_read_folder_gone(void);
/* A file of these bytes in the folder; good for fifteen more. */
const char *given_read_file(const char *name, struct str bytes);
#define GIVEN_FILE(name, text) given_read_file(name, STR(text))

void world_make(struct world *world);
/* Mesh codes of their own are taken away: only places tell. */
void world_hide_codes(struct world *world);
/* Outlines are drawn: squares of 0.1 degrees. */
void world_draw(struct world *world);
void world_release(struct world *world);

/* The number of the mesh at a municipality's middle (0 to 3 in the order
 * above), `k` its 0 to 3. */
size_t world_mesh(size_t municipality, size_t k);
#define WORLD_MESHES 16

/* Read the files; fails the test on an error. */
void world_read(struct world *world, const struct region_file *file, size_t n,
                const char *const *own, size_t n_own);
/* Read one file without own codes, and find the set of this name. */
const struct region_set *world_read_set(struct world *world, const char *kind,
                                        const char *path, const char *name);
/* The sentence of the error that reading must end with. */
const char *world_refused(struct world *world, const char *kind,
                          const char *path, enum err_class class);

/* NULL when there is none. */
const struct region_set *world_set(const struct world *world, const char *name);
/* The code of the region of a mesh, "-" for none. */
const char *world_at(const struct region_set *set, size_t mesh);
const char *world_of(const struct region_set *set, size_t facility);
const struct region *world_region(const struct region_set *set,
                                  const char *code);
/* How many rows were set aside for this reason. */
size_t world_aside(const struct world *world, const char *reason);

#endif
