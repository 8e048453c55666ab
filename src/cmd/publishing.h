/*
 * The second half of the work: a table -> OUT, in editions, formats and
 * municipalities. Shared by `map` and `publish`.
 */
#ifndef CMD_PUBLISHING_H
#define CMD_PUBLISHING_H

#include "base/opt.h"
#include "model/table.h"

struct publishing {
    const char *output;
    struct opt_list area, pref, edition, format;
    bool all;
    const char *threads;
};

/* `at` is the offset of the struct publishing in the command's options. */
/* clang-format off */
#define PUBLISHING_OPTIONS(at)                                                 \
    {"output", 'o', OPT_TEXT, (at) + offsetof(struct publishing, output),      \
     "<folder>", N_("where the maps go (replaced as a whole)")},               \
    {"area", 'a', OPT_LIST, (at) + offsetof(struct publishing, area),          \
     "<codes>", N_("only these municipalities, 5 or 6 digits")},               \
    {"pref", 'p', OPT_LIST, (at) + offsetof(struct publishing, pref),          \
     "<codes>", N_("only these prefectures, 2 digits or names")},              \
    {"all", 0, OPT_FLAG, (at) + offsetof(struct publishing, all), NULL,        \
     N_("every known municipality, also without facilities")},                 \
    {"edition", 0, OPT_LIST, (at) + offsetof(struct publishing, edition),      \
     "<editions>", N_("resident, professional (default: both)")},              \
    {"format", 'f', OPT_LIST, (at) + offsetof(struct publishing, format),      \
     "<formats>", N_("geojson, kml, kmz (default: all)")},                     \
    {"threads", 0, OPT_TEXT, (at) + offsetof(struct publishing, threads),      \
     "<number>", N_("how many to write with (default: one per processor)")}
/* clang-format on */

/* Look at the options before the long work starts. */
bool publishing_check(const struct publishing *publishing, const char *store,
                      struct err *err);

/* Are the areas asked for in the table? Before anything is written. */
bool publishing_ready(const struct publishing *publishing,
                      const struct table *table, struct err *err);

bool publishing_run(const struct publishing *publishing,
                    const struct table *table, struct err *err);

void publishing_release(struct publishing *publishing);

#endif
