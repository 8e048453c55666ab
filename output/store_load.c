#include "output/store.h"
#include "output/store_loading.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool loading_damaged(const struct loading *loading, const char *what,
                     struct err *err)
{
    return err_set(err, ERR_STORAGE,
                   _("the store '%s' is damaged (%s); make it again with "
                     "'zaitaku build'"),
                   loading->path, what);
}

/* One text value, copied into the table's arena; NULL when there is none. */
static bool one_text(struct loading *loading, const char *sql,
                     const char **text, struct err *err)
{
    bool more = false;
    struct db_rows *rows = db_prepare(loading->db, sql, err);
    bool ok = rows && db_next(rows, &more, err);

    *text = ok && more
                ? str_keep(&loading->table->arena, str_of(db_text(rows, 0)))
                : NULL;
    db_end(rows);
    return ok;
}

static bool count_agrees(struct loading *loading, const char *name,
                         struct err *err)
{
    char sql[200];
    const char *stated, *counted;

    snprintf(sql, sizeof(sql),
             "SELECT value FROM zaitaku_manifest WHERE key='rows %s'", name);
    if (!one_text(loading, sql, &stated, err))
        return false;
    snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", name);
    if (!one_text(loading, sql, &counted, err))
        return false;
    return (stated && counted && strcmp(stated, counted) == 0) ||
           loading_damaged(loading, name, err);
}

/* Not ours, or without its last rows: never opened as complete. */
bool loading_is_ours(struct loading *loading, struct err *err)
{
    const char *format = NULL, *complete = NULL;
    struct err ignored;

    if (!one_text(loading,
                  "SELECT value FROM zaitaku_manifest WHERE key='format'",
                  &format, &ignored) ||
        !one_text(loading,
                  "SELECT value FROM zaitaku_manifest WHERE key='complete'",
                  &complete, &ignored) ||
        !format || !complete)
        return err_set(err, ERR_STORAGE,
                       _("'%s' is not a complete store; make it again with "
                         "'zaitaku build'"),
                       loading->path);
    if (strcmp(format, STORE_FORMAT) != 0)
        return err_set(err, ERR_STORAGE,
                       _("the store '%s' has the format '%s', not '%s'; make "
                         "it again with 'zaitaku build'"),
                       loading->path, format, STORE_FORMAT);
    return true;
}

static bool is_complete(struct loading *loading, struct err *err)
{
    if (!loading_is_ours(loading, err))
        return false;
#define ROW(name, columns)                                                     \
    if (!count_agrees(loading, name, err))                                     \
        return false;
    ROW("facilities", "")
    STORE_TABLES(ROW)
#undef ROW
    return true;
}

const char *loading_keep(struct loading *loading, struct db_rows *rows, int at)
{
    const char *text = db_text(rows, at);

    return text ? str_keep(&loading->table->arena, str_of(text)) : NULL;
}

bool loading_supply(struct loading *loading, struct db_rows *rows)
{
    struct supply supply = {
        .label = loading_keep(loading, rows, 1),
        .path = loading_keep(loading, rows, 2),
        .member = loading_keep(loading, rows, 3),
        .sheet = (unsigned)db_int(rows, 4),
        .listing = loading_keep(loading, rows, 6),
        .title = loading_keep(loading, rows, 7),
        .publisher = loading_keep(loading, rows, 8),
        .licence = loading_keep(loading, rows, 9),
        .licence_url = loading_keep(loading, rows, 10),
        .url = loading_keep(loading, rows, 11),
        .attribution = loading_keep(loading, rows, 12),
        .as_of = loading_keep(loading, rows, 13),
        .encoding = loading_keep(loading, rows, 14),
        .header_rows = (uint32_t)db_int(rows, 16),
        .n_header = (uint32_t)db_int(rows, 17),
        .rows = {(uint64_t)db_int(rows, 18), (uint64_t)db_int(rows, 19),
                 (uint64_t)db_int(rows, 20), (uint64_t)db_int(rows, 21),
                 (uint64_t)db_int(rows, 22)},
    };
    const char *kind = db_text(rows, 15);
    const char *hash = db_text(rows, 5);

    if (!supply.label || !supply.title || !kind || !hash || strlen(hash) != 64)
        return false;
    memcpy(supply.sha256, hash, 65);
    for (int k = 0; k < ROW_KIND_COUNT; k++)
        if (strcmp(kind, row_kind_names[k]) == 0)
            supply.row_kind = (enum row_kind)k;
    table_add_supply(loading->table, &supply);
    return true;
}

static kind_set kinds_of(const char *ids)
{
    struct str rest = str_of(ids), part;
    kind_set set = 0;

    while (ids && str_part(&rest, '\n', &part))
        for (int k = 0; k < kind_count; k++)
            if (str_is(part, kinds[k].id))
                set |= UINT64_C(1) << k;
    return set;
}

static enum position_level level_of(const char *name)
{
    for (int l = 0; name && l < LEVEL_COUNT; l++)
        if (strcmp(level_names[l], name) == 0)
            return (enum position_level)l;
    return LEVEL_NONE;
}

static enum position_check check_of(const char *name)
{
    for (int c = 0; name && c < POSITION_CHECK_COUNT; c++)
        if (strcmp(position_check_names[c], name) == 0)
            return (enum position_check)c;
    return POSITION_UNCHECKED;
}

static enum filing_list filing_list_of(const char *name)
{
    for (int l = 0; name && l < FILING_LIST_COUNT; l++)
        if (strcmp(filing_list_names[l], name) == 0)
            return (enum filing_list)l;
    return FILING_LIST_UNREAD;
}

struct lonlat loading_point(struct db_rows *rows, int column)
{
    struct lonlat point = {NAN, NAN};
    size_t len;
    const unsigned char *blob = db_bytes(rows, column, &len);

    if (blob && len == 29) {
        memcpy(&point.lon_deg, blob + 13, 8);
        memcpy(&point.lat_deg, blob + 21, 8);
    }
    return point;
}

static uint64_t sources_of(struct table *table, const char *titles)
{
    struct str rest = str_of(titles), part;
    uint64_t set = 0;

    while (titles && str_part(&rest, '\n', &part))
        set |= table_source(table, str_keep(&table->arena, part));
    return set;
}

bool loading_facility(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;
    const char *id = db_text(rows, 3 + FIELD_id);

    if (!id || table_find(table, id) != NO_FACILITY)
        return false;
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];
    for (int f = 0; f < FIELD_COUNT; f++) {
        const char **member = field_member(facility, (enum field_id)f);
        if (member && f != FIELD_id)
            *member = loading_keep(loading, rows, 3 + f);
    }
    const char *code = db_text(rows, 3 + FIELD_municipality_code);
    if (code && strlen(code) == 5)
        memcpy(facility->municipality_code, code, 6);
    facility->supply = (uint32_t)db_int(rows, 2);
    facility->services = kinds_of(db_text(rows, 3 + FIELD_services));
    facility->main_kind = kind_main(facility->services);
    facility->point = loading_point(rows, 1);
    facility->published =
        (struct lonlat){db_real(rows, 3 + FIELD_published_lon),
                        db_real(rows, 3 + FIELD_published_lat)};
    facility->error_m = db_real(rows, 3 + FIELD_error_m);
    facility->match_level = level_of(db_text(rows, 3 + FIELD_match_level));
    facility->coordinate_level =
        level_of(db_text(rows, 3 + FIELD_coordinate_level));
    facility->geocoded = (struct lonlat){db_real(rows, 3 + FIELD_geocoded_lon),
                                         db_real(rows, 3 + FIELD_geocoded_lat)};
    facility->position_gap_m = (float)db_real(rows, 3 + FIELD_position_gap_m);
    facility->geocoded_error_m =
        (float)db_real(rows, 3 + FIELD_geocoded_error_m);
    facility->position_check =
        (uint8_t)check_of(db_text(rows, 3 + FIELD_position_check));
    facility->address_confidence =
        (uint8_t)db_int(rows, 3 + FIELD_address_confidence);
    facility->sources = sources_of(table, db_text(rows, 3 + FIELD_source));
    facility->related = loading_keep(loading, rows, 3 + FIELD_related);
    facility->filing_list =
        (uint8_t)filing_list_of(db_text(rows, 3 + FIELD_filing_list));
    return facility->services != 0 && facility->supply < table->n_supply &&
           table_index_aliases(table, number);
}

static bool load_finding(struct loading *loading, struct db_rows *rows)
{
    const char *field = db_text(rows, 4);
    int64_t facility = db_int(rows, 1);

    table_find_fault(loading->table,
                     facility > 0 ? (uint32_t)(facility - 1) : NO_FACILITY,
                     (uint32_t)db_int(rows, 2), (uint32_t)db_int(rows, 3),
                     field ? field_find(field) : -1,
                     loading_keep(loading, rows, 5), db_text(rows, 6));
    return true;
}

static bool load_set_aside(struct loading *loading, struct db_rows *rows)
{
    uint32_t supply = (uint32_t)db_int(rows, 1);

    if (supply >= loading->table->n_supply)
        return false;
    /* The counts were loaded with the supply: only the row is added. */
    struct row_count rows_before = loading->table->supply[supply].rows;
    table_set_aside(loading->table, supply, (uint32_t)db_int(rows, 2),
                    loading_keep(loading, rows, 3), db_text(rows, 4));
    loading->table->supply[supply].rows = rows_before;
    return true;
}

static bool load_origin(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;
    uint32_t supply = (uint32_t)db_int(rows, 2);
    uint32_t facility = (uint32_t)db_int(rows, 1) - 1;

    if (supply >= table->n_supply || facility >= table->n_facility)
        return false;
    struct row_count rows_before = table->supply[supply].rows;
    (db_int(rows, 4) ? table_merge
                     : table_keep)(table, supply, (uint32_t)db_int(rows, 3),
                                   facility, (uint64_t)db_int(rows, 5));
    table->supply[supply].rows = rows_before;
    return true;
}

static bool load_candidate(struct loading *loading, struct db_rows *rows)
{
    const char *kind = db_text(rows, 5);

    table_add_candidate(
        loading->table,
        (struct candidate){loading_point(rows, 1),
                           (uint32_t)db_int(rows, 2) - 1,
                           (uint32_t)db_int(rows, 3), (uint32_t)db_int(rows, 4),
                           (uint16_t)(kind ? kind_find(kind) : KIND_NONE),
                           (float)db_real(rows, 6)});
    return true;
}

static bool load_skipped(struct loading *loading, struct db_rows *rows)
{
    const char *label = db_text(rows, 1), *reason = db_text(rows, 2);

    if (!label || !reason)
        return false;
    table_skip(loading->table, label, reason);
    return true;
}

bool loading_municipality(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;
    const char *code = db_text(rows, 1);
    const char *successor = db_text(rows, 6);
    int64_t source = db_int(rows, 7);

    if (!code || strlen(code) != 5 || source < PLACE_LISTING ||
        source > PLACE_REGISTRY)
        return false;
    struct municipality *place = municipalities_set(
        &table->municipalities, &table->arena, code, db_text(rows, 3),
        db_text(rows, 4), (enum municipality_source)source);
    place->abolished = loading_keep(loading, rows, 5);
    if (successor && strlen(successor) == 5)
        memcpy(place->successor, successor, 6);
    place->has_boundary = db_int(rows, 8) != 0;
    return true;
}

bool loading_each(struct loading *loading, const char *name,
                  struct db_rows *rows,
                  bool (*load)(struct loading *, struct db_rows *),
                  struct err *err)
{
    bool more = true, ok = rows != NULL;

    while (ok && (ok = db_next(rows, &more, err)) && more)
        if (!load(loading, rows))
            ok = loading_damaged(loading, name, err);
    db_end(rows);
    return ok;
}

bool loading_rows(struct loading *loading, const char *name,
                  bool (*load)(struct loading *, struct db_rows *),
                  struct err *err)
{
    char sql[100];

    snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY fid", name);
    return loading_each(loading, name, db_prepare(loading->db, sql, err), load,
                        err);
}

bool store_may_replace(const char *path, struct err *err)
{
    char start[16] = "";
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(start, 1, sizeof(start), file) : 0;
    struct err ignored;
    bool ours = got == 0; /* no file, or an empty one */

    if (file)
        fclose(file);
    if (got == sizeof(start) && memcmp(start, "SQLite format 3", 16) == 0) {
        struct table nothing = {0};
        struct loading loading = {.table = &nothing, .path = path};
        const char *name = NULL;
        loading.db = db_open(path, &ignored);
        /* A store of ours that is damaged may be made anew. */
        ours = !loading.db ||
               !one_text(&loading,
                         "SELECT name FROM sqlite_master WHERE name="
                         "'zaitaku_manifest'",
                         &name, &ignored) ||
               name;
        if (loading.db)
            db_close(loading.db, &ignored);
        table_release(&nothing);
    }
    return ours || err_set(err, ERR_STORAGE,
                           _("'%s' is not a store of zaitaku and would be "
                             "lost; give --store another name"),
                           path);
}

bool store_load(const char *path, struct table *table, struct err *err)
{
    struct loading loading = {.table = table, .path = path};
    struct err ignored;
    bool ok;

    loading.db = db_open(path, err);
    if (!loading.db)
        return false;
    ok = is_complete(&loading, err) &&
         loading_rows(&loading, "inputs", loading_supply, err) &&
         loading_rows(&loading, "facilities", loading_facility, err) &&
         loading_rows(&loading, "origins", load_origin, err) &&
         loading_rows(&loading, "positions", load_candidate, err) &&
         loading_rows(&loading, "findings", load_finding, err) &&
         loading_rows(&loading, "set_aside", load_set_aside, err) &&
         loading_rows(&loading, "skipped", load_skipped, err) &&
         loading_rows(&loading, "municipalities", loading_municipality, err) &&
         load_joins(&loading, err) && load_ground(&loading, err);
    db_close(loading.db, &ignored);
    return ok;
}
