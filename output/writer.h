/*
 * A format: a view goes in, the bytes of a file come out. Writers see only
 * views, never facilities, so they can leak nothing. The bytes are built in
 * memory (one municipality at a time), and out_write() in base/out is the only
 * place that touches the disk.
 *
 * A format may write several files for a municipality, and files for the
 * whole edition (its cover: start pages, a catalogue). formats/formats.def
 * lists the formats; formats/reread.h reads each of them again.
 */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "base/buf.h"
#include "base/err.h"
#include "model/edition.h"

enum paper_turn { TURN_BY_SHAPE, TURN_PORTRAIT, TURN_LANDSCAPE };

/* A character that the encoding asked for does not have: 〓 stands for it, or
 * nothing for the mark of a variant. */
struct lost_character {
    const char *code; /* of the municipality */
    const char *id;   /* of the facility */
    const char *field;
    const char *value;
    uint32_t character;
};

/* How files are written: what the user asked for, the same for every view.
 * Shared by all threads. */
struct writing {
    enum paper_turn turn;
    const char *tiles; /* folder of {z}/{x}/{y}.png for prints, or NULL */
    const char *tiles_credit; /* of that base map; never NULL with `tiles` */
    bool cp932;               /* CSV in CP932, else UTF-8 with BOM */
    /* Called for each character lost to CP932; safe from every thread. */
    void (*lost)(void *context, const struct lost_character *lost);
    void *context;
};

/* What a file shows: the writer changes it when that is not the whole view. */
struct shown {
    uint64_t rows, placed;
    bool part; /* some facilities of the view do not belong into the file */
};

struct writer_file {
    const char *name; /* in the municipality's folder */
    /*
     * Append the bytes of the file to `out` (empty). *shown comes filled with
     * all rows of the view.
     * Errors: ERR_INTERNAL, ERR_STORAGE (a font, a temporary file), ERR_USAGE
     * (a folder that holds no tiles), ERR_PLACE (GDAL is not installed).
     */
    bool (*write)(const struct view *view, const struct writing *writing,
                  struct shown *shown, struct buf *out, struct err *err);
};

/* One municipality of an edition, for its cover. */
struct cover_place {
    const char *code, *prefecture_code; /* "25"; "00": not known */
    const char *prefecture, *place;     /* 滋賀県, 滋賀県みなと市 */
    const char *name, *kana;            /* みなと市; kana may be NULL */
    uint64_t rows, placed;
    const char *newest, *oldest; /* as-of dates of its sources, or NULL */
    /* The files written for it, "map.geojson" ...; those of one format lie
     * together. */
    const struct cover_file *file;
    size_t n_file;
};

struct cover_file {
    const char *format, *name;
    uint64_t bytes, rows;
    const char *sha256;
};

/* An edition as a whole. Holds nothing about single facilities. */
struct cover {
    bool resident;
    const char *edition, *edition_name;
    const char *created, *maker, *contact; /* as in struct view */
    const char *site_url; /* of the edition's folder, ends in '/', or NULL */
    const char *processed, *disclaimer;
    const struct cover_place *place; /* by code */
    size_t n_place;
    const struct view_source *source;
    size_t n_source;
};

struct writer {
    const char *name;         /* for --format */
    const char *summary;      /* msgid */
    bool usual;               /* written when no format is named */
    bool only[EDITION_COUNT]; /* all false: every edition; else those */
    const struct writer_file *file;
    size_t n_file;
    /* Files of the edition, or NULL. `put` takes a name relative to the
     * edition's folder and the finished bytes. */
    bool (*cover)(const struct cover *cover,
                  bool (*put)(void *context, const char *name, struct str bytes,
                              struct err *err),
                  void *context, struct err *err);
};

#define WRITER_FILES(array)                                                    \
    .file = (array), .n_file = sizeof(array) / sizeof(*(array))

#endif
