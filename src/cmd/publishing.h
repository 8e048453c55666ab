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
    const char *maker, *contact, *site_url, *professional_url;
    const char *orientation, *tiles, *tiles_credit, *encoding;
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
     "<formats>", N_("what to write ('zaitaku list formats'), or all "         \
                     "(default: geojson, kml, kmz, site, dcat)")},             \
    {"maker", 0, OPT_TEXT, (at) + offsetof(struct publishing, maker),          \
     "<text>", N_("who publishes the map, shown on pages and prints")},        \
    {"contact", 0, OPT_TEXT, (at) + offsetof(struct publishing, contact),      \
     "<text>", N_("how to reach them")},                                       \
    {"site-url", 0, OPT_TEXT, (at) + offsetof(struct publishing, site_url),    \
     "<address>", N_("where OUT/resident will stand on the web: for QR codes " \
                     "and the catalogue")},                                    \
    {"professional-url", 0, OPT_TEXT,                                          \
     (at) + offsetof(struct publishing, professional_url), "<address>",        \
     N_("the same of OUT/professional")},                                      \
    {"orientation", 0, OPT_TEXT,                                               \
     (at) + offsetof(struct publishing, orientation), "<word>",                \
     N_("portrait or landscape prints (default: by the municipality)")},       \
    {"tiles", 0, OPT_TEXT, (at) + offsetof(struct publishing, tiles),          \
     "<folder>", N_("base map of prints: tiles {z}/{x}/{y}.png that you "      \
                    "fetched")},                                               \
    {"tiles-credit", 0, OPT_TEXT,                                              \
     (at) + offsetof(struct publishing, tiles_credit), "<text>",               \
     N_("who made that base map (default: 国土地理院)")},                      \
    {"encoding", 0, OPT_TEXT, (at) + offsetof(struct publishing, encoding),    \
     "<name>", N_("of CSV files: utf-8 or cp932")},                            \
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
