/*
 * Two editions of the data -> what changed, for people and for programs.
 * Shared by `diff` and `update`.
 */
#ifndef CMD_DIFFING_H
#define CMD_DIFFING_H

#include "base/opt.h"
#include "geo/geocode/gazetteer.h"
#include "model/table.h"

struct diffing {
    struct opt_list area, pref, format, municipalities;
    const char *gazetteer;
    const char *output; /* a folder; NULL: one format to stdout */
    bool skip_unknown, quiet;
    /* Finished sentences in Japanese about editions that were not taken this
     * time (refused, not fetched): every report begins with them. */
    const char *const *not_taken;
    size_t n_not_taken;
    /* Write no folder when there is neither a change nor a sentence. */
    bool only_changes;
};

/* Option rows; `at` is the offset of the struct diffing in the command's
 * options. */
/* clang-format off */
#define DIFFING_OPTIONS(at)                                                    \
    {"area", 'a', OPT_LIST, (at) + offsetof(struct diffing, area), "<codes>",  \
     N_("tell only of these municipalities, 5 or 6 digits")},                  \
    {"pref", 'p', OPT_LIST, (at) + offsetof(struct diffing, pref), "<codes>",  \
     N_("tell only of these prefectures, 2 digits or names")},                 \
    {"format", 'f', OPT_LIST, (at) + offsetof(struct diffing, format),         \
     "<formats>", N_("text, csv, json, and with -o also xlsx (default: text; " \
                     "with -o all)")},                                         \
    {"output", 'o', OPT_TEXT, (at) + offsetof(struct diffing, output),         \
     "<folder>", N_("where the reports go (replaced as a whole)")},            \
    {"municipalities", 0, OPT_EACH,                                            \
     (at) + offsetof(struct diffing, municipalities), "<file>",                \
     N_("municipality table (mt_city_all of the address registry, mergers)")}, \
    {"gazetteer", 0, OPT_TEXT, (at) + offsetof(struct diffing, gazetteer),     \
     "<file>",                                                                 \
     N_("the dictionary of addresses: finds a facility again whose address "   \
        "is written in another way")},                                         \
    {"skip-unknown", 0, OPT_FLAG, (at) + offsetof(struct diffing,              \
     skip_unknown), NULL,                                                      \
     N_("pass over files that are no known listing, with a warning")},         \
    {"quiet", 'q', OPT_FLAG, (at) + offsetof(struct diffing, quiet), NULL,     \
     N_("only warnings and errors on the terminal")}
/* clang-format on */

/* Look at the options before the long work starts: formats, the folder. */
bool diffing_check(const struct diffing *diffing, struct err *err);

/* One side of a comparison: a finished table, and what the reports call it. */
struct diffing_side {
    struct table *table;
    const char *path;
};

/*
 * Compare what is loaded; reports as diffing_run(). Says in one line what was
 * found and where it was written.
 */
bool diffing_compare(const struct diffing *diffing,
                     const struct gazetteer *gazetteer,
                     const struct diffing_side *before,
                     const struct diffing_side *now, bool *changed,
                     struct err *err);

/*
 * Load both, compare, and write the reports to the folder, or one of them to
 * stdout. *changed: there is something to tell.
 */
bool diffing_run(const struct diffing *diffing, const char *path_old,
                 const char *path_new, bool *changed, struct err *err);

void diffing_release(struct diffing *diffing);

#endif
