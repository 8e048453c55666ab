/*
 * What went wrong: a class and one finished sentence.
 *
 * A function that can fail returns bool and takes `struct err *` last; it
 * leaves the error untouched on success. The sentence is written where the
 * fault is known (fault first, subject in single quotes, cause after a colon,
 * remedy after a semicolon); callers add only what they alone know with
 * err_in(). Nothing here prints: main() does.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <libintl.h>
#include <stdbool.h>

#define _(text) gettext(text)
#define N_(text) text

enum err_class {
    ERR_NONE,
#define ERROR(name, status, meaning) ERR_##name,
#include "base/errors.def"
#undef ERROR
    ERR_CLASS_COUNT
};

struct err {
    enum err_class class;
    char text[2048];
};

/* Exit status of a run in which a check found something. */
#define STATUS_FINDINGS 1

/* State the fault. Always returns false, so that `return err_set(...)` reads
 * well. */
bool err_set(struct err *err, enum err_class class, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Put context before the sentence: "context: sentence". Returns false. */
bool err_in(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The process exit status of a class, and what the class means (msgid). */
int err_status(enum err_class class);
const char *err_meaning(enum err_class class);

#endif
