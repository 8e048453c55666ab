/* What people are told of where a mesh file comes from. */
#ifndef PEOPLE_MESH_SOURCE_H
#define PEOPLE_MESH_SOURCE_H

#include "people/mesh_file.h"

/* Its title, licence, attribution ...; texts live in `arena`. The mesh codes
 * have so many digits. */
void mesh_source_fill(struct people_source *source, const struct form *form,
                      int digits, struct arena *arena);

/* 国土数値情報「1kmメッシュ別将来推計人口データ（H30国政局推計）」 */
const char *mesh_basis(const struct form *form, int digits,
                       struct arena *arena);

/* The prefecture of a census text's name (tblT001141H25.txt), else 0. */
unsigned mesh_prefecture(const struct form *form, const char *name);

#endif
