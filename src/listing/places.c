#include "listing/places.h"

#include "norm/code.h"
#include "norm/date.h"
#include "norm/text.h"

#include <string.h>

/* Headings of the two layouts; the first ones of each are required. */
enum { AT_CODE, AT_CITY, AT_WARD, AT_CITY_KANA, AT_WARD_KANA, AT_END, AT_N };
static const char *const registry[AT_N] = {
    "lg_code", "city", "ward", "city_kana", "ward_kana", "ablt_date"};
static const char *const registry_ja[AT_N] = {
    "全国地方公共団体コード", "市区町村名",      "政令市区名",
    "市区町村名_カナ",        "政令市区名_カナ", "廃止日"};
static const char *const mergers[AT_N] = {"from_city_code", "to_city_code",
                                          "date",           "type",
                                          "from_city_name", "to_city_name"};

#define AT_MERGER_TYPE 3 /* of mergers[] */

static size_t locate(const struct row *header, const char *const heading[AT_N],
                     int at[AT_N], struct arena *scratch)
{
    size_t found = 0;

    for (int h = 0; h < AT_N; h++) {
        struct str wanted = text_key(str_of(heading[h]), scratch);
        at[h] = -1;
        for (size_t i = 0; i < header->n_cell && at[h] < 0; i++)
            if (str_eq(text_key(header->cell[i], scratch), wanted))
                at[h] = (int)i;
        found += at[h] >= 0;
    }
    return found;
}

enum places_form places_recognise(const struct row *header,
                                  struct arena *scratch)
{
    int at[AT_N];

    locate(header, registry, at, scratch);
    if (at[AT_CODE] >= 0 && at[AT_CITY] >= 0 && at[AT_WARD] >= 0)
        return PLACES_REGISTRY;
    locate(header, registry_ja, at, scratch);
    if (at[AT_CODE] >= 0 && at[AT_CITY] >= 0 && at[AT_WARD] >= 0)
        return PLACES_REGISTRY;
    if (locate(header, mergers, at, scratch) == AT_N)
        return PLACES_MERGERS;
    return PLACES_NONE;
}

static struct str cell_at(const struct row *row, int at)
{
    return at >= 0 && (size_t)at < row->n_cell ? str_trim(row->cell[at])
                                               : (struct str){"", 0};
}

static bool add_place(const struct row *row, const int at[AT_N],
                      struct municipalities *places, struct arena *arena)
{
    char code[6], iso[11];
    struct str city = cell_at(row, at[AT_CITY]);
    struct str ward = cell_at(row, at[AT_WARD]);
    struct str city_kana = cell_at(row, at[AT_CITY_KANA]);
    struct str ward_kana = cell_at(row, at[AT_WARD_KANA]);

    if (!city.len ||
        !code_municipality(text_ascii(cell_at(row, at[AT_CODE]), arena), code))
        return false;
    char *name = arena_format(arena, "%.*s%.*s", STR_ARG(city), STR_ARG(ward));
    char *kana = city_kana.len
                     ? arena_format(arena, "%.*s%.*s", STR_ARG(city_kana),
                                    STR_ARG(ward_kana))
                     : NULL;
    struct municipality *place =
        municipalities_set(places, arena, code, name, kana, PLACE_REGISTRY);
    if (date_read(cell_at(row, at[AT_END]), iso))
        place->abolished = arena_copy(arena, iso, strlen(iso));
    return true;
}

/* One row of the merger table: `from` became `to`. A municipality that was
 * divided has no single successor: its rows keep the old code. One from which
 * another was separated (分離: 手稲区 from 西区 of 札幌市 in 1989) goes on, and
 * nothing became of it. */
static bool add_merger(const struct row *row, const int at[AT_N],
                       struct municipalities *places, struct arena *arena)
{
    char from[6], to[6];

    if (!code_municipality(text_ascii(cell_at(row, at[0]), arena), from) ||
        !code_municipality(text_ascii(cell_at(row, at[1]), arena), to))
        return false;
    if (strcmp(from, to) == 0 ||
        str_is(cell_at(row, at[AT_MERGER_TYPE]), "分離"))
        return true;
    struct municipality *place =
        municipalities_set(places, arena, from, NULL, NULL, PLACE_LISTING);
    if (!place->successor[0])
        memcpy(place->successor, to, 6);
    else if (strcmp(place->successor, to) != 0)
        memcpy(place->successor, "*", 2);
    return true;
}

bool places_read(enum places_form form, const struct row *header,
                 struct rows *rows, const char *label,
                 struct municipalities *places, struct arena *arena,
                 size_t *n_read, struct err *err)
{
    int at[AT_N];
    struct row row;

    if (form == PLACES_MERGERS)
        locate(header, mergers, at, arena);
    else if (locate(header, registry, at, arena) < 3 || at[AT_CODE] < 0)
        locate(header, registry_ja, at, arena);
    rows_expect(rows, header->n_cell);
    for (;;) {
        if (!rows_next(rows, &row, err))
            return err_in(err, "'%s'", label);
        if (!row.cell && !row.fault)
            return true;
        if (row.fault)
            continue;
        *n_read += form == PLACES_MERGERS ? add_merger(&row, at, places, arena)
                                          : add_place(&row, at, places, arena);
    }
}

void places_settle(struct municipalities *places)
{
    for (size_t i = 0; i < places->n; i++) {
        struct municipality *place = &places->item[i];
        if (place->successor[0] == '*')
            place->successor[0] = '\0';
        /* Chains of mergers are short; 8 steps end any ring of bad data. */
        for (int step = 0; step < 8 && place->successor[0]; step++) {
            const struct municipality *next =
                municipalities_find(places, place->successor);
            if (!next || !next->successor[0] || next->successor[0] == '*' ||
                strcmp(next->successor, place->code) == 0)
                break;
            memcpy(place->successor, next->successor, 6);
        }
    }
}
