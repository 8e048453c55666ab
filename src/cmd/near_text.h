/* What the files that write `near`'s text share; nobody else. */
#ifndef CMD_NEAR_TEXT_H
#define CMD_NEAR_TEXT_H

#include "cmd/near_words.h"

struct telling {
    const struct near_found *found;
    struct buf *out;
    bool japanese, terminal;
    struct near_said said;
    struct arena arena;
};

#define W(id) NEAR_WORD(id, telling->japanese)

/* ---- near_text_one.c ---- */

/* Text of a file cannot drive the terminal. */
void near_add_plain(struct buf *out, const char *text);
/* heading: text */
void near_add_line(struct telling *telling, const char *heading,
                   const char *text);
/* 330m, about 0.3km (+-2.4km), 12 min ..., two blanks behind each. */
void near_add_way(struct telling *telling, const struct near_result *result);
/* One result, whose record is loaded. */
void near_add_result(struct telling *telling, size_t number,
                     const struct near_result *result);

#endif
