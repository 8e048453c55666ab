/* Travel times: millions of rows, so nothing is kept or made for a row but
 * its 16 bytes. */
#include "audit/travel.h"

#include "audit/usertable.h"
#include "geo/access/mesh.h"
#include "norm/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char from_names[] = "from_id|from|origin|origin_id|出発地|"
                                 "出発地コード|メッシュコード|mesh_code";
static const char to_names[] = "to_id|to|destination|destination_id|到着地|"
                               "施設ID|facility_id";
/* r5r writes travel_time_p50, scripts for OSRM and Valhalla travel_time. */
static const char minutes_names[] =
    "minutes|travel_time_minutes|travel_time_p50|travel_time|time_minutes|"
    "duration_minutes|所要時間（分）|所要時間|分|移動時間（分）|移動時間";

struct entry {
    uint64_t from;
    struct travel_leg leg;
};

struct travel_reading {
    struct usertable file;
    struct travel *travel;
    const struct table *table;
    size_t no_mesh, no_facility, unreadable;
    int from, to, minutes;
    struct entry *entry;
    size_t n, cap;
    /* Rows come by origin or by facility: what the row before named. */
    char last_from[24], last_to[64];
    size_t last_from_len, last_to_len;
    uint64_t from_code;
    uint32_t facility;
    bool sorted;
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct travel_reading *reading = context;

    reading->from = usertable_column(t, from_names);
    reading->to = usertable_column(t, to_names);
    reading->minutes = usertable_column(t, minutes_names);
    return reading->from >= 0 && reading->to >= 0 && reading->minutes >= 0;
}

/* ---- cells ---- */

static bool same_text(struct str cell, const char *last, size_t len)
{
    return cell.len == len && memcmp(cell.ptr, last, len) == 0;
}

static uint64_t origin(struct travel_reading *reading, struct str cell)
{
    if (same_text(cell, reading->last_from, reading->last_from_len) && cell.len)
        return reading->from_code;
    reading->from_code = str_is(cell, "here") ? TRAVEL_HERE : mesh_read(cell);
    reading->last_from_len = 0;
    if (cell.len <= sizeof(reading->last_from)) {
        memcpy(reading->last_from, cell.ptr, cell.len);
        reading->last_from_len = cell.len;
    }
    return reading->from_code;
}

static uint32_t destination(struct travel_reading *reading, struct str cell)
{
    char id[sizeof(reading->last_to)];

    if (same_text(cell, reading->last_to, reading->last_to_len) && cell.len)
        return reading->facility;
    if (cell.len == 0 || cell.len >= sizeof(id))
        return NO_FACILITY;
    memcpy(id, cell.ptr, cell.len);
    id[cell.len] = '\0';
    reading->facility = table_find(reading->table, id);
    memcpy(reading->last_to, cell.ptr, cell.len);
    reading->last_to_len = cell.len;
    return reading->facility;
}

static bool is_word(struct str cell, struct arena *scratch)
{
    static const char *const none[] = {"",    "inf",  "infinity", "nan",
                                       "na",  "null", "none",     "-",
                                       "n/a", "なし", "不明",     "到達不可"};
    struct str key = text_key(cell, scratch);

    if (str_starts(key, STR("+")))
        key = str_cut(key, 1, key.len);
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
        if (str_is(key, none[i]))
            return true;
    return false;
}

enum way { WAY_KNOWN, WAY_NONE, WAY_UNREADABLE };

static enum way read_minutes(struct travel_reading *reading, struct str cell,
                             double *minutes)
{
    struct arena *scratch = &reading->file.scratch;

    if (!str_number(cell, minutes)) {
        if (is_word(cell, scratch))
            return WAY_NONE;
        struct str text = text_ascii(cell, scratch);
        /* A decimal comma, as write.csv2 of R sets it. */
        char *point = arena_copy(scratch, text.ptr, text.len);
        for (size_t i = 0; i < text.len; i++)
            point[i] = point[i] == ',' ? '.' : point[i];
        if (!str_number((struct str){point, text.len}, minutes))
            return WAY_UNREADABLE;
    }
    /* Routers write -1, or a huge number, where there is no way. */
    return *minutes >= 0 && *minutes < 1e6 ? WAY_KNOWN : WAY_NONE;
}

/* ---- rows ---- */

static void add_entry(struct travel_reading *reading, uint64_t from,
                      uint32_t facility, float minutes)
{
    reading->entry = mem_room(reading->entry, reading->n, &reading->cap,
                              sizeof(*reading->entry));
    if (reading->n) {
        const struct entry *last = &reading->entry[reading->n - 1];
        reading->sorted =
            reading->sorted &&
            (from > last->from ||
             (from == last->from && facility >= last->leg.facility));
    }
    reading->entry[reading->n++] = (struct entry){from, {facility, minutes}};
}

static void set_aside(struct travel_reading *reading, const struct row *row,
                      const char *reason, struct str value)
{
    struct travel *travel = reading->travel;

    travel->supply.rows.set_aside++;
    if (travel->aside.n < TRAVEL_ASIDE)
        aside_add(&travel->aside, &travel->arena, travel->supply.label,
                  row->line, reason, value);
}

static void read_row(void *context, const struct row *row)
{
    struct travel_reading *reading = context;
    double minutes = 0;

    if (row->fault) {
        reading->unreadable++;
        set_aside(reading, row, row->fault, STR(""));
        return;
    }
    struct str from = usertable_cell(row, reading->from);
    struct str to = usertable_cell(row, reading->to);
    struct str time = usertable_cell(row, reading->minutes);
    uint64_t code = origin(reading, from);
    uint32_t facility = destination(reading, to);
    enum way way = read_minutes(reading, time, &minutes);
    if (!code) {
        reading->no_mesh++;
        set_aside(reading, row, N_("no code of a mesh, and not 'here'"), from);
    } else if (facility == NO_FACILITY) {
        reading->no_facility++;
        set_aside(reading, row, N_("no facility of the store has this id"), to);
    } else if (way == WAY_UNREADABLE) {
        reading->unreadable++;
        set_aside(reading, row, N_("the time is no number"), time);
    } else if (way == WAY_NONE) {
        reading->travel->supply.rows.blank++;
    } else {
        add_entry(reading, code, facility, (float)minutes);
    }
}

static bool read_rows(struct travel_reading *reading, struct err *err)
{
    if (!usertable_each(&reading->file, read_row, reading, err))
        return false;
    if (reading->n > 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' has no usable travel time: of %llu rows, %zu name "
                     "no mesh, %zu no facility of the store, %zu cannot be "
                     "read and %llu have no time; compare the ids with "
                     "'zaitaku near' and with the mesh file"),
                   reading->file.supply->label,
                   (unsigned long long)reading->file.supply->rows.read,
                   reading->no_mesh, reading->no_facility, reading->unreadable,
                   (unsigned long long)reading->file.supply->rows.blank);
}

/* ---- order ---- */

static int in_order(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->leg.facility > y->leg.facility) -
           (x->leg.facility < y->leg.facility);
}

/* Entries that follow one another and are the same pair become the shorter
 * one. */
static void unite_pairs(struct travel_reading *reading)
{
    struct entry *entry = reading->entry;
    size_t n = 0;

    for (size_t i = 0; i < reading->n; i++) {
        if (n > 0 && in_order(&entry[i], &entry[n - 1]) == 0)
            entry[n - 1].leg.minutes =
                fminf(entry[n - 1].leg.minutes, entry[i].leg.minutes);
        else
            entry[n++] = entry[i];
    }
    reading->travel->supply.rows.merged += reading->n - n;
    reading->travel->supply.rows.kept += n;
    reading->n = n;
}

static void lay_out(struct travel_reading *reading)
{
    struct travel *travel = reading->travel;
    const struct entry *entry = reading->entry;
    size_t n_from = 0;

    for (size_t i = 0; i < reading->n; i++)
        n_from += i == 0 || entry[i].from != entry[i - 1].from;
    travel->from = mem_alloc(n_from * sizeof(*travel->from));
    travel->first = mem_alloc((n_from + 1) * sizeof(*travel->first));
    travel->leg = mem_alloc(reading->n * sizeof(*travel->leg));
    for (size_t i = 0; i < reading->n; i++) {
        if (i == 0 || entry[i].from != entry[i - 1].from) {
            travel->from[travel->n_from] = entry[i].from;
            travel->first[travel->n_from++] = i;
        }
        travel->leg[i] = entry[i].leg;
    }
    travel->first[travel->n_from] = reading->n;
}

bool travel_read(const char *path, const struct table *table,
                 struct travel *travel, struct err *err)
{
    struct travel_reading reading = {
        .file = {.path = path,
                 .arena = &travel->arena,
                 .supply = &travel->supply,
                 .is_heading = is_heading,
                 .context = &reading,
                 .looked_for = _("the columns from_id, to_id and minutes")},
        .travel = travel,
        .table = table,
        .facility = NO_FACILITY,
        .sorted = true,
    };

    travel->supply.listing = "travel";
    travel->supply.title = "移動時間の表";
    bool ok = usertable_open(&reading.file, err) && read_rows(&reading, err);
    if (ok) {
        if (!reading.sorted)
            qsort(reading.entry, reading.n, sizeof(*reading.entry), in_order);
        unite_pairs(&reading);
        lay_out(&reading);
    }
    free(reading.entry);
    usertable_close(&reading.file);
    return ok;
}

const struct travel_leg *travel_of(const struct travel *travel, uint64_t from,
                                   size_t *n)
{
    size_t low = 0, high = travel->n_from;

    *n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (travel->from[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == travel->n_from || travel->from[low] != from)
        return NULL;
    *n = travel->first[low + 1] - travel->first[low];
    return travel->leg + travel->first[low];
}

void travel_release(struct travel *travel)
{
    free(travel->from);
    free(travel->first);
    free(travel->leg);
    free(travel->aside.item);
    arena_release(&travel->arena);
    *travel = (struct travel){0};
}
