#include "base/say.h"
#include "norm/code.h"
#include "norm/text.h"
#include "people/mesh_row.h"
#include "people/towns.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct towns_reading {
    struct townspeople *townspeople;
    const struct towns_sheet *sheet;
    uint32_t source;
    struct arena scratch;
};

void towns_put_aside(struct townspeople *townspeople, uint32_t source,
                     uint32_t line, const char *reason, const char *value)
{
    townspeople->aside =
        mem_room(townspeople->aside, townspeople->n_aside,
                 &townspeople->cap_aside, sizeof(*townspeople->aside));
    townspeople->aside[townspeople->n_aside++] = (struct people_set_aside){
        .source = source,
        .line = line,
        .reason = reason,
        .value = value ? arena_copy(&townspeople->arena, value, strlen(value))
                       : NULL,
    };
    townspeople->source[source].supply.rows.set_aside++;
}

static struct str cell_of(const struct row *row, int column)
{
    if (column < 0 || (size_t)column >= row->n_cell)
        return STR("");
    return str_trim(row->cell[column]);
}

/* ---- which rows are municipalities ---- */

/* 色丹村 to 蘂取村: the six villages of the northern territories. */
static bool is_northern(const char *code)
{
    return strcmp(code, "01695") >= 0 && strcmp(code, "01700") <= 0;
}

/* Prefectures have no name of a municipality; 郡 and 島しょ are subtotals of
 * the register. */
static bool is_municipality(const char *code, struct str name)
{
    static const char *const ends[] = {"市", "区", "町", "村"};

    if (strcmp(code + 2, "000") == 0)
        return true;
    if (strcmp(code, "07999") == 0)
        return true; /* 浜通り地域 */
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (str_ends(name, str_of(ends[i])))
            return !is_northern(code);
    return false;
}

/* A note below the table. */
static bool is_note(const struct row *row)
{
    for (size_t i = 1; i < row->n_cell; i++)
        if (str_trim(row->cell[i]).len)
            return false;
    return true;
}

static bool read_code(struct towns_reading *reading, const struct row *row,
                      char code[6])
{
    struct str text =
        text_ascii(cell_of(row, reading->sheet->code), &reading->scratch);

    /* 7999 is a code of the projection's own. */
    if (reading->sheet->part != TOWNS_REGISTER &&
        (str_is(text, "7999") || str_is(text, "07999"))) {
        memcpy(code, "07999", 6);
        return true;
    }
    return code_municipality(text, code);
}

/* ---- values ---- */

static bool read_values(const struct towns_reading *reading,
                        const struct row *row, double *value)
{
    const struct towns_sheet *sheet = reading->sheet;
    double number;

    for (size_t i = 0; i < PEOPLE_MAX_YEARS; i++)
        value[i] = sheet->part == TOWNS_REGISTER && i < AGE_COUNT ? 0 : NAN;
    for (size_t i = 0; i < sheet->n_value; i++) {
        struct str text = cell_of(row, sheet->value[i].column);
        if (mesh_number(text, &number) != CELL_NUMBER)
            return false;
        if (sheet->part == TOWNS_REGISTER)
            value[sheet->value[i].age] += number;
        else
            value[sheet->value[i].year] = number;
    }
    return true;
}

/*
 * The ages of few foreign residents are withheld (note 1 of the workbook), so
 * they may add up to less than all, never to more. A share is a percentage.
 */
static bool is_sound(enum towns_part part, const double *value)
{
    double sum = 0;

    if (part == TOWNS_REGISTER) {
        for (int a = AGE_0_14; a < AGE_COUNT; a++)
            sum += value[a];
        return sum <= value[AGE_ALL];
    }
    for (size_t i = 0; part != TOWNS_TOTAL && i < PEOPLE_MAX_YEARS; i++)
        if (value[i] > 100)
            return false;
    return true;
}

static void add_row(struct towns_reading *reading, const char *code,
                    uint32_t line, const double *value)
{
    struct townspeople_draft *draft = reading->townspeople->draft;
    struct towns_row row = {
        .part = (uint8_t)reading->sheet->part,
        .source = reading->source,
        .line = line,
    };

    memcpy(row.code, code, sizeof(row.code));
    memcpy(row.value, value, sizeof(row.value));
    draft->row = mem_room(draft->row, draft->n_row, &draft->cap_row,
                          sizeof(*draft->row));
    draft->row[draft->n_row++] = row;
}

/* ---- rows ---- */

static void read_row(struct towns_reading *reading, const struct row *row)
{
    struct townspeople *all = reading->townspeople;
    struct row_count *count = &all->source[reading->source].supply.rows;
    const struct towns_sheet *sheet = reading->sheet;
    struct str name = cell_of(row, sheet->name);
    char code[6], value_text[64];
    double value[PEOPLE_MAX_YEARS];
    uint32_t line = (uint32_t)row->line;

    count->read++;
    if (row->fault) {
        towns_put_aside(all, reading->source, line, row->fault, NULL);
        return;
    }
    if (is_note(row)) {
        count->blank++;
        return;
    }
    snprintf(value_text, sizeof(value_text), "%.*s",
             STR_ARG(str_cut(cell_of(row, sheet->code), 0, 40)));
    if (!str_valid_utf8(str_of(value_text)))
        value_text[0] = '\0';
    /* Men and women are in the row of both; "-" is all of Japan. */
    if ((sheet->sex >= 0 && !str_is(cell_of(row, sheet->sex), "計")) ||
        str_is(str_of(value_text), "-")) {
        count->merged++;
    } else if (!read_code(reading, row, code)) {
        towns_put_aside(all, reading->source, line,
                        N_("the municipality code cannot be read"), value_text);
    } else if (!is_municipality(code, name)) {
        count->merged++;
    } else if (!read_values(reading, row, value)) {
        towns_put_aside(all, reading->source, line,
                        N_("a number of people cannot be read"), value_text);
    } else if (!is_sound(sheet->part, value)) {
        towns_put_aside(all, reading->source, line,
                        N_("the ages do not add up to the municipality's "
                           "people"),
                        value_text);
    } else {
        add_row(reading, code, line, value);
        count->kept++;
    }
}

static bool read_rows(struct towns_reading *reading, struct rows *rows,
                      const char *label, struct err *err)
{
    struct row row = {0};
    bool ok;

    for (;;) {
        arena_reset(&reading->scratch);
        ok = rows_next(rows, &row, err) || err_in(err, "'%s'", label);
        if (!ok || (!row.cell && !row.fault))
            break;
        read_row(reading, &row);
    }
    arena_release(&reading->scratch);
    if (ok &&
        reading->townspeople->source[reading->source].supply.rows.kept == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has headings but no municipality; get it again "
                         "from its publisher"),
                       label);
    return ok;
}

/* ---- files ---- */

/* All files tell the same years: one basis has one row of years. */
static bool take_years(struct townspeople *townspeople,
                       const struct towns_sheet *sheet, const char *label,
                       struct err *err)
{
    struct townspeople_draft *draft = townspeople->draft;

    draft->has[sheet->part] = true;
    if (draft->n_year == 0) {
        memcpy(draft->year, sheet->year, sizeof(draft->year));
        draft->n_year = sheet->n_year;
    }
    if (draft->n_year == sheet->n_year &&
        memcmp(draft->year, sheet->year,
               sheet->n_year * sizeof(*sheet->year)) == 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' has other years than the files before it; give "
                     "tables of one edition"),
                   label);
}

static bool add_source(struct townspeople *townspeople,
                       const struct in_source *in,
                       const struct towns_sheet *sheet, struct err *err)
{
    struct arena *arena = &townspeople->arena;
    struct people_source source = {
        .supply = {.label = arena_copy(arena, in->label, strlen(in->label)),
                   .path = arena_copy(arena, in->path, strlen(in->path)),
                   .member = str_keep(arena, str_of(in->member)),
                   .row_kind = ROW_REFERENCE,
                   .header_rows = (uint32_t)sheet->rows,
                   .n_header = (uint32_t)sheet->n_header},
    };

    if (!in_sha256(in->path, source.supply.sha256, err) ||
        !towns_source_fill(townspeople, &source, sheet, err))
        return false;
    townspeople->source =
        mem_room(townspeople->source, townspeople->n_source,
                 &townspeople->cap_source, sizeof(*townspeople->source));
    townspeople->source[townspeople->n_source++] = source;
    return true;
}

static bool read_file(struct townspeople *townspeople,
                      const struct in_source *in, bool *known, struct err *err)
{
    struct towns_sheet sheet;
    struct rows *rows = rows_open(in, 0, err);

    if (!rows)
        return false;
    bool ok = towns_sheet_read(rows, in->label, &sheet, known, err);
    if (ok && *known) {
        struct towns_reading reading = {
            .townspeople = townspeople,
            .sheet = &sheet,
            .source = (uint32_t)townspeople->n_source,
        };
        ok = add_source(townspeople, in, &sheet, err) &&
             take_years(townspeople, &sheet, in->label, err) &&
             read_rows(&reading, rows, in->label, err);
        if (ok)
            townspeople->source[reading.source].supply.encoding =
                rows_encoding(rows);
    }
    rows_close(rows);
    return ok;
}

bool townspeople_read(struct townspeople *townspeople, const char *path,
                      struct err *err)
{
    struct arena arena = {0};
    struct in_sources all = {0};
    struct stat about;
    size_t n_known = 0;
    bool named = stat(path, &about) == 0 && !S_ISDIR(about.st_mode);

    if (!townspeople->draft) {
        townspeople->draft = mem_alloc(sizeof(*townspeople->draft));
        *townspeople->draft = (struct townspeople_draft){0};
    }
    bool ok = in_list(path, &all, &arena, err);
    for (size_t i = 0; ok && i < all.n; i++) {
        bool known = false;
        /* In a folder only workbooks can be such tables. */
        if (all.item[i].form != IN_WORKBOOK && !(named && all.n == 1))
            continue;
        ok = read_file(townspeople, &all.item[i], &known, err);
        n_known += known;
        if (ok && !known && !named)
            say_warn(_("'%s' is passed over: it is no population of "
                       "municipalities"),
                     all.item[i].label);
    }
    if (ok && n_known == 0)
        ok = err_set(err, ERR_INPUT,
                     _("'%s' is no population of municipalities: looked for "
                       "the resident register by age (団体コード, 性別) and "
                       "the projections (コード, 市などの別); give such a "
                       "workbook"),
                     path);
    free(all.item);
    arena_release(&arena);
    return ok;
}
