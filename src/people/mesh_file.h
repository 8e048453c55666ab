/*
 * Mesh files: what is read of a path, and how each of them gives its rows.
 */
#ifndef PEOPLE_MESH_FILE_H
#define PEOPLE_MESH_FILE_H

#include "base/in.h"
#include "people/mesh_row.h"

/* One file, as whoever reads it needs it. */
struct mesh_file {
    const char *label; /* what people call it */
    const char *path;  /* on disk: the zip of a member */
    const char *member;
    /* One of: a table of text, GeoJSON, a map or .dbf on disk. */
    const struct in_source *rows, *json;
    const char *map;
};

/*
 * Call `read` for every mesh file that the path stands for (a file, a zip, a
 * folder), in byte order of their names. *known is set by read(): false when
 * the headings are of no form. Files named directly must be known; others in a
 * folder or zip are passed over.
 * Errors: ERR_INPUT (no mesh file at all; damaged), ERR_STORAGE, those of
 * read().
 */
bool mesh_file_each(const char *path, struct arena *arena,
                    bool (*read)(void *context, const struct mesh_file *file,
                                 bool *known, struct err *err),
                    void *context, struct err *err);

/* The form of a file; *known as above. */
bool mesh_file_form(const struct mesh_file *file, struct arena *arena,
                    struct form *form, bool *known, struct err *err);

/* All rows of a file whose form is known. */
bool mesh_file_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err);

/* By what the file is, for mesh_file.c. */
bool mesh_rows_form(const struct mesh_file *file, struct arena *arena,
                    struct form *form, bool *known, struct err *err);
bool mesh_rows_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err);
bool mesh_json_form(const struct mesh_file *file, struct form *form,
                    bool *known, struct err *err);
bool mesh_json_read(const struct mesh_file *file, struct mesh_reading *reading,
                    struct err *err);
bool mesh_map_form(const struct mesh_file *file, struct form *form, bool *known,
                   struct err *err);
bool mesh_map_read(const struct mesh_file *file, struct mesh_reading *reading,
                   struct err *err);

#endif
