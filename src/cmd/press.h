/*
 * The work of publishing: the files of every municipality, then those of the
 * editions as a whole, then the manifests and the staff's sheets. publishing.c
 * reads the options into a struct press and runs it.
 */
#ifndef CMD_PRESS_H
#define CMD_PRESS_H

#include "cmd/areas.h"
#include "output/formats/formats.h"
#include "output/manifest.h"

#include <pthread.h>

#define PRESS_MAX_FILES 32 /* of one municipality in one edition */

/* A file that every municipality of an edition gets. */
struct press_file {
    const struct writer *writer;
    const struct writer_file *file;
};

/* What one municipality of an edition became. */
struct press_done {
    struct manifest_file *file;  /* [n_file of the edition] */
    const char *newest, *oldest; /* as-of dates, or NULL */
    uint64_t rows, placed;
};

struct press_edition {
    enum edition edition;
    const char *site_url; /* ends in '/', or NULL */
    struct press_file file[PRESS_MAX_FILES];
    size_t n_file;
    struct press_done *done;       /* [areas.n] */
    struct manifest_file *written; /* of all areas: where `done` points to */
    struct manifest_file *cover;
    size_t n_cover, cap_cover;
};

/* A character that CP932 lacks, copied. */
struct press_lost {
    const char *code, *id, *field, *value;
    uint32_t character;
};

struct press {
    const struct table *table;
    struct areas areas;
    struct out *out;
    struct press_edition edition[EDITION_COUNT];
    size_t n_edition;
    const struct writer *format[PRESS_MAX_FILES];
    size_t n_format;
    struct writing writing;
    const char *maker, *contact;
    char created[11];
    /* The workers share these; each area's files go to fixed places, so the
     * result does not depend on who does what when. */
    _Atomic size_t next, n_linked;
    _Atomic bool failed;
    pthread_mutex_t lock; /* guards what follows */
    size_t n_done;        /* areas */
    struct err err;
    struct press_lost *lost;
    size_t n_lost, cap_lost;
    struct arena arena;
};

/* Write everything into press->out. */
bool press_run(struct press *press, size_t n_thread, struct err *err);

/* press_edition.c: the files of an edition as a whole, and its manifest. */
bool press_cover(struct press *press, struct press_edition *edition,
                 struct err *err);
bool press_manifest(struct press *press, struct press_edition *edition,
                    struct err *err);
bool press_write_manifest(struct press *press, const struct manifest *manifest,
                          struct err *err);

/* press_staff.c: the worksheets and their manifest. */
bool press_staff(struct press *press, struct err *err);
/* The callback of struct writing. */
void press_note_lost(void *press, const struct lost_character *lost);

void press_release(struct press *press);

#endif
