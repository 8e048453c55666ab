/*
 * What is told of a mesh: the properties of meshes.geojson and the columns of
 * the layer "meshes". Own meshes where somebody lives in any year.
 *
 * code, municipality (5 digits), municipality_name
 * people_75_YEAR; note (published, shared_out, received, unshared: was the
 * figure suppressed?)
 * NEED__nearest_id, NEED__nearest_name (GeoJSON only: the GeoPackage has a
 * layer of facilities), NEED__nearest_m or NEED__nearest_min,
 * NEED__verdict (covered, maybe, not, no_data), NEED__doubtful, NEED__access
 * (E2SFCA with Gaussian weights, per 10,000 aged 75+), NEED__edge (is that too
 * high, because people around were not read?)
 *
 * NEED is the id of a need with '_' for '-': visiting_nurse__verdict.
 */
#ifndef OUTPUT_REPORT_MESH_TABLE_H
#define OUTPUT_REPORT_MESH_TABLE_H

#include "audit/audit.h"

bool mesh_table_has(const struct audit *audit, size_t mesh);
extern const char *const mesh_note_ids[];

/* Columns of one need. */
enum mesh_column {
    MESH_NEAREST_ID,
    MESH_NEAREST_NAME,
    MESH_COST,
    MESH_VERDICT,
    MESH_DOUBTFUL,
    MESH_ACCESS,
    MESH_EDGE,
    MESH_COLUMNS
};
const char *mesh_column_name(const struct audit *audit, size_t need,
                             enum mesh_column column, struct arena *arena);
const char *mesh_column_heading(const struct audit *audit, size_t need,
                                enum mesh_column column, struct arena *arena);
/* NAN where nothing is known of anybody: 0 would be a statement. */
float mesh_access(const struct audit *audit, size_t need, size_t mesh);
/* The region of the first set that the mesh is in; NULL: none. */
const struct region *mesh_municipality(const struct audit *audit, size_t mesh);

#endif
