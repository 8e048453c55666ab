/*
 * The first half of the work: inputs -> a finished table. Shared by `map`,
 * `build` and `diff`.
 */
#ifndef CMD_BUILDING_H
#define CMD_BUILDING_H

#include "base/opt.h"
#include "geo/geocode/gazetteer.h"
#include "model/table.h"

struct building {
    struct opt_list boundaries, municipalities, as_of;
    const char *decisions;
    const char *gazetteer;
    const char *store;
    bool skip_unknown, quiet;
    bool with_refused; /* also editions in quarantine, with a warning */
};

/* Option rows of a command whose options begin with a struct building. */
#define BUILDING_AT(member) offsetof(struct building, member)
/* clang-format off */
#define BUILDING_OPTIONS                                                       \
    {"boundaries", 0, OPT_EACH, BUILDING_AT(boundaries), "<file>",             \
     N_("municipality polygons (N03 in any edition, also as its zip; "         \
        "GeoJSON, TopoJSON, Shapefile, GeoPackage); may be given several "     \
        "times")},                                                             \
    {"municipalities", 0, OPT_EACH, BUILDING_AT(municipalities), "<file>",     \
     N_("municipality table (mt_city_all of the address registry, mergers)")}, \
    {"gazetteer", 0, OPT_TEXT, BUILDING_AT(gazetteer), "<file>",               \
     N_("the dictionary of addresses: places what has no position, and checks "\
        "the published ones ('zaitaku gazetteer build' makes one)")},          \
    {"as-of", 0, OPT_EACH, BUILDING_AT(as_of), "<path=date>",                  \
     N_("data date of an input whose name and content do not tell it")},       \
    {"decisions", 0, OPT_TEXT, BUILDING_AT(decisions), "<folder>",             \
     N_("staff's answers: corrections.csv, pairs.csv, review.csv")},           \
    {"skip-unknown", 0, OPT_FLAG, BUILDING_AT(skip_unknown), NULL,             \
     N_("pass over files that are no known listing, with a warning")},         \
    {"quiet", 'q', OPT_FLAG, BUILDING_AT(quiet), NULL,                         \
     N_("only warnings and errors on the terminal")}
/* clang-format on */

/* The store's default place. */
#define STORE_DEFAULT "zaitaku.gpkg"

/*
 * Read everything, settle municipalities, schedules and positions, and print
 * the accounting to stdout.
 */
bool building_run(const struct building *building,
                  const struct opt_list *inputs, struct table *table,
                  struct err *err);

/*
 * The same of `inputs` (at least one), with an open dictionary or NULL, but
 * without looking up addresses and without printing: what `diff` compares.
 */
bool building_read(const struct building *building,
                   const struct opt_list *inputs,
                   const struct gazetteer *gazetteer, struct table *table,
                   struct err *err);

/* Write the store. */
bool building_save(const struct building *building, const struct table *table,
                   struct err *err);

void building_release(struct building *building);

/* Creation date of outputs: SOURCE_DATE_EPOCH when set, else today, UTC. */
bool creation_date(char iso[11], struct err *err);

#endif
