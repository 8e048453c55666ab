#include "cmd/filing_summary.h"

#include "base/err.h"
#include "base/say.h"

#include <stdlib.h>
#include <string.h>

#define PREFECTURES 48
/* More prefectures than this are told as one country. */
#define MAX_TOLD 4

struct tally {
    size_t filed, none, unknown;
    size_t elsewhere; /* known from another input than a filing list */
    bool read;
    const char *as_of; /* the oldest of its lists; NULL: not known */
};

struct tallies {
    struct tally of[PREFECTURES][POINTS_COUNT];
};

static void count(const struct table *table, struct tallies *tally)
{
    for (size_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        enum points points = facility_main_points(facility);
        struct tally *here =
            &tally->of[facility_prefecture(facility) % PREFECTURES][points];
        if (points == POINTS_NONE || facility->closed)
            continue;
        here->elsewhere +=
            table->supply[facility->supply].row_kind == ROW_FACILITY;
        if (facility->filed)
            here->filed++;
        else if (facility->not_filed)
            here->none++;
        else
            here->unknown++;
    }
    for (size_t i = 0; i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        struct tally *here =
            &tally->of[scope->prefecture % PREFECTURES][scope->points];
        const char *as_of = table->supply[scope->supply].as_of;
        if (!here->read || !as_of ||
            (here->as_of && strcmp(as_of, here->as_of) < 0))
            here->as_of = as_of;
        here->read = true;
    }
}

static const char *name_of(unsigned prefecture)
{
    const char *name = prefecture_name_of(prefecture);

    return name ? name : _("prefecture unknown");
}

static void tell(const char *place, enum points points,
                 const struct tally *tally)
{
    if (tally->filed + tally->none + tally->unknown == 0)
        return;
    if (tally->read)
        say(_("filing list %s %s (%s): home care filed by %zu, not filed by "
              "%zu, unknown of %zu"),
            place, points_names_ja[points],
            tally->as_of ? tally->as_of : _("date unknown"), tally->filed,
            tally->none, tally->unknown);
    else
        say(_("filing list %s %s: not read; unknown of %zu"), place,
            points_names_ja[points], tally->unknown);
}

static void add(struct tally *sum, const struct tally *more)
{
    sum->filed += more->filed;
    sum->none += more->none;
    sum->unknown += more->unknown;
    if (more->read && (!sum->read || (more->as_of && sum->as_of &&
                                      strcmp(more->as_of, sum->as_of) < 0)))
        sum->as_of = more->as_of;
    sum->read = sum->read || more->read;
}

static bool is_met(const struct tally tally[POINTS_COUNT])
{
    for (int p = 1; p < POINTS_COUNT; p++)
        if (tally[p].read || tally[p].elsewhere)
            return true;
    return false;
}

static void warn_of_strangers(const struct tallies *tally)
{
    size_t n_elsewhere = 0;

    for (unsigned f = 1; f < PREFECTURES; f++)
        for (int p = 1; p < POINTS_COUNT; p++)
            n_elsewhere += tally->of[f][p].elsewhere;
    for (unsigned f = 1; f < PREFECTURES && n_elsewhere; f++) {
        size_t here = 0;
        bool read = false;
        for (int p = 1; p < POINTS_COUNT; p++) {
            here += tally->of[f][p].elsewhere;
            read = read || tally->of[f][p].read;
        }
        if (read && !here)
            say_warn(_("a filing list of %s was read, but no other input has "
                       "facilities there; is it the right list?"),
                     name_of(f));
    }
}

void filing_summary(const struct table *table)
{
    struct tallies *tally = mem_alloc(sizeof(*tally));
    struct tally whole[POINTS_COUNT] = {0};
    size_t n_met = 0;

    memset(tally, 0, sizeof(*tally));
    count(table, tally);
    for (unsigned f = 1; f < PREFECTURES; f++)
        n_met += is_met(tally->of[f]);
    for (unsigned f = 1; f < PREFECTURES && table->n_filing_scope; f++)
        for (int p = 1; p < POINTS_COUNT; p++) {
            add(&whole[p], &tally->of[f][p]);
            if (n_met <= MAX_TOLD && is_met(tally->of[f]))
                tell(name_of(f), (enum points)p, &tally->of[f][p]);
        }
    for (int p = 1; p < POINTS_COUNT && n_met > MAX_TOLD; p++)
        if (whole[p].read)
            tell(_("all prefectures"), (enum points)p, &whole[p]);
    if (table->n_filing_scope)
        warn_of_strangers(tally);
    free(tally);
}
