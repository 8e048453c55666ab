/* Hard addresses and their right answers: addresses.csv, one case a row. */
#include "base/rows.h"
#include "geocode/given.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define ADDRESSES SOURCE_DIR "/tests/geocode/addresses.csv"

enum {
    AT_DICTIONARY,
    AT_INPUT,
    AT_HINT_CODE,
    AT_HINT_POSTAL,
    AT_ANSWER, /* match_level and all that follow */
    AT_END = AT_ANSWER + 8
};

/* The answer as the cells of the file from match_level on. */
static void add_answer(const struct geocode_result *result, struct buf *out)
{
    const struct geocode_place *place = &result->place;
    struct buf reasons = {0};
    const struct str cell[] = {
        str_of(place->match_level ? level_names[place->match_level] : ""),
        str_of(place->coordinate_level ? level_names[place->coordinate_level]
                                       : ""),
        str_of(place->municipality_code),
        str_of(place->town),
        str_of(result->number),
        result->building,
        result->remainder,
    };

    given_reasons(result->reasons, &reasons);
    for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++) {
        buf_add_csv(out, cell[i]);
        buf_add_char(out, ',');
    }
    buf_add_str(out, buf_str(&reasons));
    buf_release(&reasons);
}

static void add_expected(const struct row *row, struct buf *out)
{
    for (size_t i = AT_ANSWER; i < AT_END; i++) {
        buf_add_csv(out, row->cell[i]);
        buf_add_text(out, i + 1 < AT_END ? "," : "");
    }
}

static bool check_row(const struct row *row)
{
    char code[8], postal[16];
    struct buf expected = {0}, found = {0};
    struct geocode_result result;
    enum given given = str_is(row->cell[AT_DICTIONARY], "samples")
                           ? GIVEN_SAMPLES
                           : GIVEN_NAMES;

    snprintf(code, sizeof(code), "%.*s", STR_ARG(row->cell[AT_HINT_CODE]));
    snprintf(postal, sizeof(postal), "%.*s",
             STR_ARG(row->cell[AT_HINT_POSTAL]));
    const struct geocode_hint hint = {code, postal};
    struct geocoder *geocoder = geocoder_open(given_gazetteer(given));
    geocode(geocoder, row->cell[AT_INPUT], &hint, &result);
    add_answer(&result, &found);
    add_expected(row, &expected);
    bool same = str_eq(buf_str(&found), buf_str(&expected));
    if (!same)
        fprintf(stderr, "%s:%zu: %.*s\n  right %.*s\n  found %.*s\n", ADDRESSES,
                row->line, STR_ARG(row->cell[AT_INPUT]),
                STR_ARG(buf_str(&expected)), STR_ARG(buf_str(&found)));
    geocoder_close(geocoder);
    buf_release(&expected);
    buf_release(&found);
    return same;
}

Test(addresses, each_row_of_addresses_csv_is_answered_as_it_says)
{
    struct in_source source = {.path = ADDRESSES, .label = ADDRESSES};
    struct err err = {0};
    size_t n = 0, bad = 0;
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);

    cr_assert_not_null(rows, "%s", err.text);
    cr_assert(rows_next(rows, &row, &err), "%s", err.text);
    cr_assert_eq(row.n_cell, AT_END);
    while (rows_next(rows, &row, &err) && row.cell) {
        cr_assert_eq(row.n_cell, AT_END, "line %zu", row.line);
        n++;
        bad += !check_row(&row);
    }
    rows_close(rows);
    cr_assert_eq(bad, 0, "%zu of %zu rows are answered otherwise", bad, n);
    cr_assert_geq(n, 150);
}
