/*
 * One row of a mesh file, of any form, into the draft. It knows neither CSV
 * nor maps: whoever reads the file hands its cells over.
 */
#ifndef PEOPLE_MESH_ROW_H
#define PEOPLE_MESH_ROW_H

#include "people/draft.h"

enum cell_state { CELL_NUMBER, CELL_BLANK, CELL_HIDDEN, CELL_BAD };

struct mesh_cells {
    void *from;
    /* Trimmed; lives until the row is done. */
    struct str (*text)(void *from, int column);
    enum cell_state (*number)(void *from, int column, double *number);
};

struct mesh_reading {
    struct people *people;
    struct form form;
    const struct form_year *year[PEOPLE_MAX_YEARS]; /* the wanted ones */
    uint32_t source;
    const char *label;
    struct mesh_cells cells;
};

/* A number as people write it, or what stands in its place; the text must be
 * trimmed. Negative numbers are CELL_BAD. */
enum cell_state mesh_number(struct str text, double *number);

/*
 * The row is kept or set aside.
 * Errors: ERR_INPUT when its mesh is of another size than the meshes before.
 */
bool mesh_row_read(struct mesh_reading *reading, uint32_t line,
                   struct err *err);

#endif
