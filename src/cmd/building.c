#include "cmd/building.h"

#include "base/clock.h"
#include "base/in.h"
#include "base/say.h"
#include "cmd/command.h"
#include "cmd/filing_summary.h"
#include "cmd/grounding.h"
#include "cmd/snapshot_choice.h"
#include "cmd/snapshot_inputs.h"
#include "geo/boundary.h"
#include "geo/crs.h"
#include "join/decide.h"
#include "join/locate.h"
#include "join/place.h"
#include "join/position.h"
#include "join/schedule.h"
#include "join/unite.h"
#include "listing/inputs.h"
#include "output/store.h"

#include <string.h>

/* ---- datums that columns files declare ---- */

/* The listing layer knows no geography: this hands it one. The changes live
 * until the inputs are read. */
struct datums {
    struct crs_change *change[64];
    size_t n;
};

static bool move_point(void *context, struct lonlat *point, double *error_m)
{
    struct err err;

    return crs_move(context, point, error_m, &err);
}

static bool open_datum(void *context, const char *crs, struct datum_move *datum,
                       struct err *err)
{
    struct datums *datums = context;

    if (datums->n == sizeof(datums->change) / sizeof(*datums->change))
        return err_set(err, ERR_USAGE, _("more than %zu lists declare a datum"),
                       datums->n);
    struct crs_change *change = crs_open(crs, err);
    if (!change)
        return false;
    datums->change[datums->n++] = change;
    if (!crs_is_same(change))
        *datum = (struct datum_move){change, move_point};
    return true;
}

/* ---- stages ---- */

static bool read_inputs(const struct building *building,
                        const struct opt_list *operands, struct table *table,
                        struct err *err)
{
    struct datums datums = {0};
    struct snapshot_inputs found = {.with_refused = building->with_refused};
    bool ok = snapshot_inputs_find(operands, &found, err);
    struct inputs inputs = {
        .path = found.path,
        .n_path = found.n_path,
        .but = found.but,
        .n_but = found.n_but,
        .date = found.date,
        .n_date = found.n_date,
        .as_of = building->as_of.item,
        .n_as_of = building->as_of.n,
        .skip_unknown = building->skip_unknown,
        .open_datum = open_datum,
        .context = &datums,
    };

    ok = ok && inputs_read(&inputs, table, err);
    for (size_t i = 0; i < datums.n; i++)
        crs_close(datums.change[i]);
    snapshot_inputs_release(&found);
    return ok;
}

static struct boundaries *read_boundaries(const struct building *building,
                                          struct table *table, struct err *err)
{
    struct boundaries *all = boundary_open();
    size_t no_code = 0;

    for (size_t i = 0; i < building->boundaries.n; i++)
        if (!snapshot_choice_check_path(building->boundaries.item[i],
                                        building->with_refused, err) ||
            !boundary_read(all, building->boundaries.item[i],
                           &table->municipalities, &table->arena, &no_code,
                           err)) {
            boundary_close(all);
            return NULL;
        }
    if (no_code)
        say(_("%zu areas of the boundary files have no municipality code and "
              "were passed over"),
            no_code);
    return all;
}

static bool locate_all(const struct building *building,
                       const struct gazetteer *gazetteer,
                       const struct boundaries *boundaries, struct table *table,
                       struct err *err)
{
    struct locating_count count;
    char sha256[65];
    struct locating_options options = {.gazetteer = gazetteer,
                                       .path = building->gazetteer,
                                       .sha256 = sha256,
                                       .boundaries = boundaries};

    if (!in_sha256(building->gazetteer, sha256, err) ||
        !locate(table, &options, &count, err))
        return false;
    say(_("%zu addresses looked up: %zu agree with the published position, "
          "%zu within 1 km, %zu contradict it, %zu in Tokyo Datum, %zu on a "
          "copied point; %zu placed by their address; %zu unclear"),
        count.n - count.check[POSITION_UNCHECKED], count.check[POSITION_AGREES],
        count.check[POSITION_MINOR_GAP], count.check[POSITION_CONFLICT],
        count.check[POSITION_TOKYO_DATUM], count.check[POSITION_COPIED],
        count.by_address, count.check[POSITION_UNCLEAR]);
    return true;
}

/* One record for what several listings describe. */
static bool unite_all(const struct building *building,
                      const struct gazetteer *gazetteer, struct table *table,
                      struct err *err)
{
    struct staff_pairs decided = {0};
    struct uniting_count count;
    bool ok = (!building->decisions ||
               staff_pairs_read(building->decisions, &decided, err)) &&
              unite(table, gazetteer, &decided, &count, err);

    if (ok && count.n_institution)
        say(_("%zu institutions of the filing lists: %zu are in another "
              "listing too, %zu are known only from there"),
            count.n_institution, count.n_listed, count.n_added);
    if (ok && count.n_nowhere)
        say_warn(_("of %zu of them the municipality is not known: they stand "
                   "under 00000; give --municipalities (mt_city_all) or "
                   "--gazetteer"),
                 count.n_nowhere);
    if (ok && (count.n_united || count.n_open))
        say(_("%zu records were joined to another one; %zu pairs are to be "
              "decided (to_decide.csv of the published staff folder)"),
            count.n_united, count.n_open);
    staff_pairs_release(&decided);
    return ok;
}

/* The dictionary is opened before anything long is done: a wrong file is said
 * at once. */
static bool open_gazetteer(const struct building *building,
                           struct gazetteer **gazetteer, struct err *err)
{
    *gazetteer = NULL;
    if (!building->gazetteer)
        return true;
    *gazetteer = gazetteer_open(building->gazetteer, err);
    return *gazetteer != NULL;
}

static bool settle_places(const struct building *building,
                          const struct gazetteer *gazetteer, bool locates,
                          struct table *table, struct err *err)
{
    char today[11];
    struct boundaries *boundaries = read_boundaries(building, table, err);

    if (!boundaries)
        return false;
    place_settle(table, boundaries);
    bool ok =
        creation_date(today, err) && unite_all(building, gazetteer, table, err);
    if (ok)
        schedule_compose(table);
    ok = ok && (!building->decisions ||
                decide_values(table, building->decisions, today, err));
    if (ok)
        position_choose(table, boundaries);
    ok = ok &&
         (!gazetteer || !locates ||
          locate_all(building, gazetteer, boundaries, table, err)) &&
         (!building->decisions ||
          decide_positions(table, building->decisions, boundaries, err));
    table_sort_other_values(table);
    if (ok) {
        filing_summary(table);
        ground_gather(&building->boundaries, boundaries, gazetteer, table);
    }
    boundary_close(boundaries);
    return ok;
}

static void print_count(struct buf *out, const char *name,
                        const struct row_count *rows)
{
    buf_addf(out, "%9llu %9llu %9llu %9llu %9llu  %s\n",
             (unsigned long long)rows->read, (unsigned long long)rows->kept,
             (unsigned long long)rows->merged, (unsigned long long)rows->blank,
             (unsigned long long)rows->set_aside, name);
}

static bool print_accounting(const struct table *table, struct err *err)
{
    static const char *const kind_total[ROW_KIND_COUNT] = {
        N_("facility rows"), N_("hours rows"), N_("filing rows"),
        N_("reference rows")};
    struct buf out = {0};
    bool balanced = true;

    buf_addf(&out, "%9s %9s %9s %9s %9s  %s\n", _("read"), _("kept"),
             _("merged"), _("blank"), _("aside"), _("input"));
    for (size_t i = 0; i < table->n_supply; i++) {
        if (table->supply[i].row_kind != ROW_REFERENCE)
            print_count(&out, table->supply[i].label, &table->supply[i].rows);
        balanced = balanced && supply_balanced(&table->supply[i]);
    }
    for (int k = 0; k < ROW_KIND_COUNT; k++) {
        struct row_count sum =
            supply_total(table->supply, table->n_supply, (enum row_kind)k);
        if (sum.read)
            print_count(&out, _(kind_total[k]), &sum);
    }
    size_t placed = 0;
    for (size_t i = 0; i < table->n_facility; i++)
        placed += lonlat_known(table->facility[i]->point);
    buf_addf(&out, _("%zu facilities, %zu with a position; %zu findings\n"),
             table->n_facility, placed, table->n_finding);
    bool ok = command_print(buf_str(&out), err);
    buf_release(&out);
    if (ok && !balanced)
        return err_set(err, ERR_INTERNAL, _("the accounting does not close"));
    return ok;
}

static bool make_table(const struct building *building,
                       const struct opt_list *inputs,
                       const struct gazetteer *gazetteer, bool locates,
                       struct table *table, struct err *err)
{
    for (size_t i = 0; i < building->municipalities.n; i++)
        if (!snapshot_choice_check_path(building->municipalities.item[i],
                                        building->with_refused, err) ||
            !inputs_read_places(building->municipalities.item[i], table, err))
            return false;
    return read_inputs(building, inputs, table, err) &&
           settle_places(building, gazetteer, locates, table, err);
}

bool building_read(const struct building *building,
                   const struct opt_list *inputs,
                   const struct gazetteer *gazetteer, struct table *table,
                   struct err *err)
{
    return make_table(building, inputs, gazetteer, false, table, err);
}

bool building_run(const struct building *building,
                  const struct opt_list *inputs, struct table *table,
                  struct err *err)
{
    struct gazetteer *gazetteer;

    say_quiet(building->quiet);
    if (inputs->n == 0)
        return err_set(err, ERR_USAGE,
                       _("no INPUT is given; name the published files or "
                         "their folder"));
    if (!store_may_replace(building->store ? building->store : STORE_DEFAULT,
                           err) ||
        !open_gazetteer(building, &gazetteer, err))
        return false;
    bool ok = make_table(building, inputs, gazetteer, true, table, err) &&
              print_accounting(table, err);
    gazetteer_close(gazetteer);
    return ok;
}

bool building_save(const struct building *building, const struct table *table,
                   struct err *err)
{
    char created[11];

    return creation_date(created, err) &&
           store_save(table, building->store ? building->store : STORE_DEFAULT,
                      created, err);
}

void building_release(struct building *building)
{
    opt_list_release(&building->boundaries);
    opt_list_release(&building->municipalities);
    opt_list_release(&building->as_of);
}

bool creation_date(char iso[11], struct err *err)
{
    char now[CLOCK_TEXT];

    if (!clock_now(now, err))
        return false;
    memcpy(iso, now, 10);
    iso[10] = '\0';
    return true;
}
