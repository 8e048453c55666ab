#include "output/store_part.h"
#include "output/store_loading.h"

#include <string.h>

/* What an audit counts, and what needs it (field_value of the codes). */
static const enum field_id counted[] = {
    FIELD_id,
    FIELD_aliases,
    FIELD_name,
    FIELD_services,
    FIELD_municipality_code,
    FIELD_error_m,
    FIELD_match_level,
    FIELD_coordinate_level,
    FIELD_position_source,
    FIELD_medical_code,
    FIELD_office_number,
    FIELD_filing_list,
    FIELD_functions_as_of,
    FIELD_functions,
    FIELD_functions_not_filed,
    FIELD_closed,
};

static function_set functions_named(const char *ids, function_set all)
{
    struct str rest = str_of(ids), part;
    function_set set = 0;

    while (ids && str_part(&rest, '\n', &part)) {
        if (str_is(part, "all"))
            set |= all;
        for (int f = 0; f < FUNCTION_COUNT; f++)
            if (str_is(part, functions[f].id))
                set |= FUNCTION_BIT(f);
    }
    return set;
}

/* The filings themselves are not read: what they came to stands in the
 * facility's row. */
bool loading_with_functions(struct loading *loading, struct db_rows *rows)
{
    struct table *table = loading->table;

    if (!loading_facility(loading, rows))
        return false;
    struct facility *facility = table->facility[table->n_facility - 1];
    function_set all = functions_of(facility_points(facility));
    facility->filed = functions_named(db_text(rows, 3 + FIELD_functions), all);
    facility->not_filed =
        functions_named(db_text(rows, 3 + FIELD_functions_not_filed), all);
    return true;
}

static bool load_counted(struct loading *loading, struct err *err)
{
    struct buf sql = {0};
    bool wanted[FIELD_COUNT] = {false};

    for (size_t i = 0; i < sizeof(counted) / sizeof(*counted); i++)
        wanted[counted[i]] = true;
    buf_add_text(&sql, "SELECT fid, geom, supply");
    for (int f = 0; f < FIELD_COUNT; f++)
        buf_addf(&sql, ", %s", wanted[f] ? fields[f].name : "NULL");
    buf_add_text(&sql, " FROM facilities ORDER BY fid");
    bool ok = loading_each(loading, "facilities",
                           db_prepare(loading->db, sql.ptr, err),
                           loading_with_functions, err);
    buf_release(&sql);
    return ok;
}

static bool open_part(struct loading *loading, struct err *err)
{
    loading->db = db_open(loading->path, err);
    return loading->db && loading_is_ours(loading, err) &&
           loading_rows(loading, "inputs", loading_supply, err) &&
           loading_rows(loading, "municipalities", loading_municipality, err);
}

static bool close_part(struct loading *loading, bool ok)
{
    struct err ignored;

    if (loading->db)
        db_close(loading->db, &ignored);
    return ok;
}

bool store_load_supply(const char *path, struct table *table, struct err *err)
{
    struct loading loading = {.table = table, .path = path};

    return close_part(&loading, open_part(&loading, err) &&
                                    load_counted(&loading, err) &&
                                    load_ground(&loading, err));
}
