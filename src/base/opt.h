/*
 * Options as rows: parsing, --help, the manual page and shell completion all
 * read the same table.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include "base/buf.h"
#include "base/err.h"

enum opt_kind {
    OPT_FLAG, /* bool */
    OPT_TEXT, /* const char *, given once */
    OPT_LIST, /* struct opt_list: repeated, and separated by commas */
    OPT_EACH, /* struct opt_list: repeated, commas belong to the value */
};

struct opt_list {
    const char **item;
    size_t n, cap;
};

struct opt {
    const char *name; /* long name without "--" */
    char letter;      /* or 0 */
    enum opt_kind kind;
    size_t at;           /* offset of the member in the command's options */
    const char *value;   /* placeholder of the value, or NULL */
    const char *summary; /* msgid */
};

/*
 * Parse argv[0..argc): options go to `options` (the command's own zeroed
 * struct), the rest to `operands`. "--" ends the options; "-" is an operand.
 * Errors: ERR_USAGE with the nearest option name. Text is borrowed from argv,
 * or from `arena` for parts of lists. End lists with opt_list_release().
 */
bool opt_parse(const struct opt *opt, size_t n, int argc, char **argv,
               void *options, struct opt_list *operands, struct arena *arena,
               struct err *err);

void opt_list_release(struct opt_list *list);

/* Number of edits between two names, for "did you mean". */
size_t opt_edits(const char *a, const char *b);

/* "  -o, --output <folder>   where ..." lines. */
void opt_help(const struct opt *opt, size_t n, struct buf *out);

#endif
