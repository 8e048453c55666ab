#include "join/decide.h"

#include "base/rows.h"
#include "base/say.h"
#include "norm/contact.h"
#include "norm/position.h"
#include "norm/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AT_FACILITY, AT_FIELD, AT_VALUE, AT_WAS, AT_N };
static const char *const heading_ja[AT_N] = {"施設ID", "項目", "正しい値",
                                             "元の値"};
static const char *const heading_en[AT_N] = {"facility", "field", "value",
                                             "was"};

struct deciding {
    struct table *table;
    const char *path;
    int at[AT_N];
    struct arena arena;
};

static bool find_columns(struct deciding *deciding, const struct row *header,
                         struct err *err)
{
    for (int h = 0; h < AT_N; h++) {
        deciding->at[h] = -1;
        for (size_t i = 0; i < header->n_cell; i++) {
            struct str key = text_key(header->cell[i], &deciding->arena);
            if (str_eq(key,
                       text_key(str_of(heading_ja[h]), &deciding->arena)) ||
                str_is(key, heading_en[h]))
                deciding->at[h] = (int)i;
        }
        if (deciding->at[h] < 0)
            return err_set(err, ERR_INPUT,
                           _("'%s' has no column '%s'; its header is 施設ID,"
                             "項目,正しい値,元の値,理由,記入者,日付"),
                           deciding->path, heading_ja[h]);
    }
    return true;
}

static struct str cell(struct deciding *deciding, const struct row *row, int h)
{
    unsigned met = 0;
    size_t at = (size_t)deciding->at[h];

    if (at >= row->n_cell)
        return STR("");
    return text_clean(row->cell[at], &deciding->arena, &met);
}

static bool correct_position(struct deciding *deciding, uint32_t number,
                             struct str value, size_t line, struct err *err)
{
    struct facility *facility = deciding->table->facility[number];
    struct str rest = text_ascii(value, &deciding->arena), one, two;
    struct lonlat point;

    if (!str_part(&rest, ',', &one) || !str_part(&rest, ',', &two) ||
        (position_read(one, two, &point.lon_deg, &point.lat_deg) !=
             POSITION_USABLE &&
         position_read(two, one, &point.lon_deg, &point.lat_deg) !=
             POSITION_USABLE))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is not a position in Japan; "
                         "write 35.0044,135.8686"),
                       deciding->path, line, STR_ARG(value));
    facility->point = point;
    facility->position_source = "職員の確認";
    facility->coordinate_level = LEVEL_MANUAL;
    facility->position_doubt = NULL;
    facility->error_m = NAN;
    return true;
}

/* A field that a person may correct; -1 for all others. */
static int correctable(struct deciding *deciding, struct str name)
{
    const char *text = str_keep(&deciding->arena, name);
    int field = text ? field_find(text) : -1;

    for (int f = 0; f < FIELD_COUNT && field < 0; f++)
        if (str_is(name, fields[f].heading_ja))
            field = f;
    if (field < 0 || fields[field].at == SIZE_MAX || field == FIELD_id ||
        field == FIELD_aliases || field == FIELD_position_source ||
        field == FIELD_position_doubt)
        return -1;
    return field;
}

static bool correct_text(struct deciding *deciding, uint32_t number, int field,
                         struct str value, struct str was, size_t line,
                         struct err *err)
{
    struct table *table = deciding->table;
    struct facility *facility = table->facility[number];
    const char **member = field_member(facility, (enum field_id)field);
    struct arena *arena = &deciding->arena;

    if (!str_eq(text_key(str_of(*member), arena), text_key(was, arena))) {
        /* The line is that of corrections.csv, not of the facility's input. */
        table_find_fault(table, number, facility->supply, 0, field,
                         N_("a correction was not applied: the source says "
                            "something else by now"),
                         arena_format(arena, "%s（corrections.csv %zu）",
                                      *member ? *member : "", line));
        return true;
    }
    if (field == FIELD_url) {
        struct str web;
        if (value.len && contact_web(value, arena, &web) != WEB_PAGE)
            return err_set(err, ERR_INPUT,
                           _("'%s' line %zu: '%.*s' is not the address of a "
                             "web page; write https://..."),
                           deciding->path, line, STR_ARG(value));
        value = value.len ? web : value;
    }
    *member = str_keep(&table->arena, value);
    return true;
}

static bool correct(struct deciding *deciding, const struct row *row,
                    struct err *err)
{
    struct str id = cell(deciding, row, AT_FACILITY);
    struct str name = cell(deciding, row, AT_FIELD);
    struct str value = cell(deciding, row, AT_VALUE);

    if (!id.len && !name.len)
        return true;
    uint32_t number = table_find(
        deciding->table,
        str_keep(&deciding->arena, id) ? str_keep(&deciding->arena, id) : "");
    if (number == NO_FACILITY)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: no facility '%.*s' is in the inputs"),
                       deciding->path, row->line, STR_ARG(id));
    if (str_is(name, "position") || str_is(name, "位置"))
        return correct_position(deciding, number, value, row->line, err);
    int field = correctable(deciding, name);
    if (field < 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is no field that can be "
                         "corrected; see 'zaitaku list fields'"),
                       deciding->path, row->line, STR_ARG(name));
    return correct_text(deciding, number, field, value,
                        cell(deciding, row, AT_WAS), row->line, err);
}

static bool read_corrections(struct deciding *deciding, struct err *err)
{
    struct in_sources sources = {0};
    struct rows *rows = NULL;
    struct row row = {0};
    bool ok = in_list(deciding->path, &sources, &deciding->arena, err) &&
              (rows = rows_open(&sources.item[0], 0, err)) != NULL &&
              rows_next(rows, &row, err);

    if (ok && row.cell && !row.fault)
        ok = find_columns(deciding, &row, err);
    while (ok && (ok = rows_next(rows, &row, err)) && (row.cell || row.fault))
        ok = row.fault ? err_set(err, ERR_INPUT, _("'%s' line %zu: %s"),
                                 deciding->path, row.line, _(row.fault))
                       : correct(deciding, &row, err);
    if (rows)
        rows_close(rows);
    free(sources.item);
    return ok;
}

bool decide_corrections(struct table *table, const char *folder,
                        struct err *err)
{
    struct deciding deciding = {.table = table};
    struct stat info;
    static const char *const later[] = {"pairs.csv", "review.csv"};
    bool ok = true;

    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        return err_set(err, ERR_STORAGE, _("'%s' is not a folder of decisions"),
                       folder);
    for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
        if (access(arena_format(&deciding.arena, "%s/%s", folder, later[i]),
                   F_OK) == 0)
            say_warn(_("'%s/%s' is not read by this version"), folder,
                     later[i]);
    deciding.path = arena_format(&deciding.arena, "%s/corrections.csv", folder);
    if (access(deciding.path, F_OK) == 0)
        ok = read_corrections(&deciding, err);
    arena_release(&deciding.arena);
    return ok;
}
