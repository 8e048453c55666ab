/* What correct.c and correct_story.c share. */
#ifndef JOIN_CORRECTING_H
#define JOIN_CORRECTING_H

#include "join/answers.h"
#include "join/correct.h"

/* One row that was read. */
struct done {
    uint32_t facility;
    int field;
    size_t line;
    bool applied;       /* with a story to keep */
    const char *value;  /* as written, for a second row of the same field */
    const char *former; /* NULL: nothing was there */
    const char *why;    /* reason, who, date, a line each */
    uint32_t supply, supply_line; /* of the row that `former` came from */
};

struct correcting {
    struct table *table;
    struct correct_run *run;
    struct answers answers;
    uint32_t supply; /* corrections.csv itself */
    struct done *done;
    size_t n, cap;
};

/* corrections.csv itself among the inputs, once. Errors: ERR_STORAGE. */
bool correcting_add_supply(struct correcting *correcting, const char *path,
                           struct err *err);
/* What was corrected, why, by whom and when goes to the other values. */
void correcting_keep_story(struct correcting *correcting);

#endif
