/*
 * One telling for people and programs: the same calls give a readable outline,
 * indented, or one JSON object. Names are of the JSON, lines and headings of
 * the outline; where one of them is NULL, the other form alone has the thing.
 */
#ifndef CMD_EXPLAIN_OUTLINE_H
#define CMD_EXPLAIN_OUTLINE_H

#include "base/buf.h"

#define OUTLINE_MAX_DEPTH 16

struct outline {
    struct buf out;
    bool json;
    bool japanese; /* headings and phrases are shown in Japanese */
    int depth, indent;
    struct {
        bool list, started, indented;
        size_t start; /* of what is inside, in `out` */
    } level[OUTLINE_MAX_DEPTH];
};

/* Release outline->out in the end. */
void outline_begin(struct outline *outline, bool json);
void outline_end(struct outline *outline);

/* An object, or a list of the calls up to outline_close(). In a list, `name`
 * is NULL. An empty list is told as "none". */
void outline_open(struct outline *outline, const char *name, const char *line);
void outline_open_list(struct outline *outline, const char *name,
                       const char *line);
void outline_close(struct outline *outline);

/* A text; NULL or "" is null, and no line. */
void outline_text(struct outline *outline, const char *name,
                  const char *heading, const char *text);
/* A list of the lines of a text. */
void outline_lines(struct outline *outline, const char *name,
                   const char *heading, const char *lines);
/* NAN is null, and no line. */
void outline_number(struct outline *outline, const char *name,
                    const char *heading, double number, int decimals);
void outline_flag(struct outline *outline, const char *name, bool flag);
/* A phrase that files carry: English in JSON, with `name`_ja beside it. */
void outline_phrase(struct outline *outline, const char *name,
                    const char *heading, const char *phrase);
/* How people of the present language read such a phrase. */
const char *outline_words(const struct outline *outline, const char *phrase);

/* Of the outline only. */
void outline_line(struct outline *outline, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
