/* Indicators: a row for an area, a year, an indicator. */
#include "audit/imported_cell.h"
#include "model/table_index.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

struct indicator_reading {
    struct usertable file;
    struct imported *imported;
    const struct regions *regions;
    struct imported_columns area;
    int year, indicator, value, unit, source;
    struct table_index *index; /* what was read, by area, year, indicator */
    struct arena scratch;
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct indicator_reading *reading = context;

    imported_find_area(t, &reading->area);
    reading->year = usertable_column(
        t, "year|年度|年|年次|調査年度|調査年|対象年度|fiscal_year");
    reading->indicator =
        usertable_column(t, "indicator|指標|指標名|項目|項目名|指標項目|item");
    reading->value =
        usertable_column(t, "value|値|数値|指標値|実績|実績値|件数|データ");
    reading->unit = usertable_column(t, "unit|単位");
    reading->source = usertable_column(t, "source|出典|資料|データ出典");
    return (reading->area.code >= 0 || reading->area.name >= 0) &&
           reading->year >= 0 && reading->indicator >= 0 && reading->value >= 0;
}

static void set_aside(struct indicator_reading *reading, const struct row *row,
                      const char *reason, struct str value)
{
    reading->file.supply->rows.set_aside++;
    imported_set_aside(reading->imported, reading->file.supply->label,
                       row->line, reason, value);
}

static const char *keep(struct indicator_reading *reading,
                        const struct row *row, int column)
{
    return str_keep(&reading->imported->arena,
                    usertable_text(&reading->file, row, column));
}

static bool same_value(const struct imported_value *a,
                       const struct imported_value *b)
{
    return isnan(a->value) ? isnan(b->value) && str_same(a->text, b->text)
                           : a->value == b->value;
}

static const char *key_of(struct indicator_reading *reading,
                          const struct imported_value *value)
{
    /* One area under its code and under its name is the same. */
    const char *area = value->set == REGION_NONE ? value->area : "";

    return arena_format(&reading->scratch, "%u\n%u\n%s\n%d\n%s", value->set,
                        value->region, area, value->year, value->indicator);
}

static void add_value(struct indicator_reading *reading, const struct row *row,
                      const struct imported_value *value)
{
    struct imported *imported = reading->imported;
    const char *key = key_of(reading, value);
    uint32_t at = index_get(reading->index, key);

    if (at != NO_INDEX) {
        if (same_value(&imported->value[at], value))
            reading->file.supply->rows.merged++;
        else
            set_aside(reading, row,
                      N_("a row above gives this area, year and indicator "
                         "another value"),
                      usertable_text(&reading->file, row, reading->value));
        return;
    }
    imported->value = mem_room(imported->value, imported->n_value,
                               &imported->cap_value, sizeof(*imported->value));
    imported->value[imported->n_value] = *value;
    index_put(&reading->index, &reading->scratch, key,
              (uint32_t)imported->n_value++);
    reading->file.supply->rows.kept++;
}

static void read_row(void *context, const struct row *row)
{
    struct indicator_reading *reading = context;
    struct usertable *file = &reading->file;
    struct imported_value value = {.value = NAN};

    if (row->fault) {
        set_aside(reading, row, row->fault, STR(""));
        return;
    }
    struct str year = usertable_cell(row, reading->year);
    struct str number = usertable_cell(row, reading->value);
    value.area =
        imported_area(file, row, &reading->area, reading->regions,
                      &reading->imported->arena, &value.set, &value.region);
    value.indicator = keep(reading, row, reading->indicator);
    value.unit = keep(reading, row, reading->unit);
    value.source = keep(reading, row, reading->source);
    value.text = keep(reading, row, reading->value);
    value.year = imported_year(year);
    if (!number.len) {
        file->supply->rows.blank++;
        return;
    }
    if (!value.area || !value.indicator)
        set_aside(reading, row, N_("the row names no area or no indicator"),
                  value.area ? str_of(value.area) : number);
    else if (!value.year)
        set_aside(reading, row, N_("the year cannot be read"), year);
    else {
        imported_number(number, &value.value);
        if (!value.unit &&
            str_ends(text_ascii(number, &file->scratch), STR("%")))
            value.unit = "%";
        add_value(reading, row, &value);
    }
}

/* Values of files before are in the way of the same values again. */
static void index_all(struct indicator_reading *reading)
{
    for (size_t i = 0; i < reading->imported->n_value; i++) {
        const char *key = key_of(reading, &reading->imported->value[i]);
        if (index_get(reading->index, key) == NO_INDEX)
            index_put(&reading->index, &reading->scratch, key, (uint32_t)i);
    }
}

static bool read_rows(struct indicator_reading *reading, struct err *err)
{
    index_all(reading);
    return usertable_each(&reading->file, read_row, reading, err);
}

bool imported_read_indicators(struct imported *imported, const char *path,
                              const struct regions *regions, struct err *err)
{
    struct indicator_reading reading = {.imported = imported,
                                        .regions = regions};

    reading.file = (struct usertable){
        .path = path,
        .arena = &imported->arena,
        .supply = imported_add_supply(imported, "取り込んだ指標", "indicators"),
        .is_heading = is_heading,
        .context = &reading,
        .looked_for = _("an area (地域, 市区町村コード), 年度, 指標 and 値 "
                        "(area, year, indicator, value)")};
    bool ok = usertable_open(&reading.file, err) && read_rows(&reading, err);
    usertable_close(&reading.file);
    index_clear(&reading.index);
    arena_release(&reading.scratch);
    return ok;
}
