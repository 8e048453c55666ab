/* Not a test: what given.h promises. The name has the build find it. */
#include "geocode/given.h"

#include "base/rows.h"
#include "base/say.h"
#include "geo/geocode/layout.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAMPLES SOURCE_DIR "/samples/gazetteer"
#define CITIES SOURCE_DIR "/samples/mt_city_all.csv"
#define NAMES SOURCE_DIR "/tests/geocode/names.csv"
#define HISTORY SOURCE_DIR "/tests/geocode/history.csv"

/* ---- files ---- */

static char folder[64];

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *given_folder(void)
{
    if (!*folder) {
        strcpy(folder, "/tmp/zaitaku-given-XXXXXX");
        cr_assert_not_null(mkdtemp(folder));
        atexit(remove_folder);
        say_quiet(true);
    }
    return folder;
}

const char *given_file(const char *name, struct str bytes)
{
    static char paths[16][512];
    static size_t n;
    char *path = paths[n++ % 16];

    snprintf(path, sizeof(paths[0]), "%s/%s", given_folder(), name);
    FILE *out = fopen(path, "wb");
    cr_assert_not_null(out);
    cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, out), bytes.len);
    cr_assert_eq(fclose(out), 0);
    return path;
}

static struct buf content(const char *path)
{
    struct buf out = {0};
    char part[65536];
    size_t n;
    FILE *in = fopen(path, "rb");

    cr_assert_not_null(in, "%s", path);
    while ((n = fread(part, 1, sizeof(part), in)) > 0)
        buf_add(&out, part, n);
    fclose(in);
    return out;
}

/* ---- names.csv as the registry's tables ---- */

enum {
    AT_CODE,
    AT_PREF,
    AT_COUNTY,
    AT_CITY,
    AT_WARD,
    AT_ABOLISHED,
    AT_OAZA,
    AT_CHOME,
    AT_KOAZA,
    AT_POSTAL,
    AT_PLACE,
    AT_NUMBERS,
    AT_END
};

enum {
    TABLE_CITY,
    TABLE_TOWN,
    TABLE_TOWN_POS,
    TABLE_HOUSE,
    TABLE_HOUSE_POS,
    TABLE_PARCEL,
    TABLE_PARCEL_POS,
    TABLE_COUNT
};

static const char *const headers[TABLE_COUNT] = {
    "lg_code,pref,county,city,ward,ablt_date\n",
    "lg_code,machiaza_id,machiaza_type,oaza_cho,chome,koaza,rsdt_addr_flg,"
    "post_code\n",
    "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid\n",
    "lg_code,machiaza_id,blk_id,rsdt_id,oaza_cho,chome,koaza,rsdt_addr_flg,"
    "blk_num,rsdt_num\n",
    "lg_code,machiaza_id,blk_id,rsdt_id,rep_lon,rep_lat,rep_srid\n",
    "lg_code,machiaza_id,prc_id,oaza_cho,chome,koaza,rsdt_addr_flg,prc_num1,"
    "prc_num2\n",
    "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid\n",
};

struct tables {
    struct buf text[TABLE_COUNT];
    size_t n_city, n_town, n_number;
    char code[6];
};

/* Municipalities stand 20 km apart, their towns 1 km, numbers 50 m. */
static double lon_of(const struct tables *tables)
{
    return 130 + 0.2 * (double)(tables->n_city % 40) +
           0.01 * (double)(tables->n_town % 10);
}

static double lat_of(const struct tables *tables)
{
    return 33 + 0.2 * (double)(tables->n_city / 40) +
           0.01 * (double)(tables->n_town / 10 % 10);
}

static void add_city(struct tables *tables, const struct str *cell)
{
    if (str_is(cell[AT_CODE], tables->code))
        return;
    snprintf(tables->code, sizeof(tables->code), "%.5s", cell[AT_CODE].ptr);
    tables->n_city++;
    tables->n_town = 0;
    for (size_t i = AT_CODE; i <= AT_ABOLISHED; i++)
        buf_addf(&tables->text[TABLE_CITY], "%.*s%c", STR_ARG(cell[i]),
                 i == AT_ABOLISHED ? '\n' : ',');
}

/* "h7-2" is a house, "p甲208-11" a parcel; what follows the first '-' is one
 * cell more. */
static void add_number(struct tables *tables, const struct str *cell,
                       struct str number)
{
    bool house = number.ptr[0] == 'h';
    struct buf *names = &tables->text[house ? TABLE_HOUSE : TABLE_PARCEL];
    struct buf *places =
        &tables->text[house ? TABLE_HOUSE_POS : TABLE_PARCEL_POS];
    struct str rest = str_cut(number, 1, number.len), first;
    char id[64];

    tables->n_number++;
    str_part(&rest, '-', &first);
    snprintf(id, sizeof(id), house ? "%s,%07zu,%03zu,001" : "%s,%07zu,%015zu",
             tables->code, tables->n_town, tables->n_number);
    buf_addf(names, "%s,%.*s,%.*s,%.*s,%d,%.*s,%.*s\n", id,
             STR_ARG(cell[AT_OAZA]), STR_ARG(cell[AT_CHOME]),
             STR_ARG(cell[AT_KOAZA]), house, STR_ARG(first), STR_ARG(rest));
    buf_addf(places, "%s,%.6f,%.6f,EPSG:6668\n", id,
             lon_of(tables) + 0.0005 * (double)(1 + tables->n_number % 4),
             lat_of(tables));
}

static void add_town(struct tables *tables, const struct str *cell)
{
    struct str rest = cell[AT_NUMBERS], number;
    bool houses = rest.len && rest.ptr[0] == 'h';

    if (!cell[AT_OAZA].len && !cell[AT_CHOME].len && !cell[AT_KOAZA].len &&
        !rest.len)
        return;
    tables->n_town += cell[AT_OAZA].len || cell[AT_CHOME].len ||
                      cell[AT_KOAZA].len; /* 0: the municipality's own */
    buf_addf(&tables->text[TABLE_TOWN], "%s,%07zu,1,%.*s,%.*s,%.*s,%d,%.*s\n",
             tables->code, tables->n_town, STR_ARG(cell[AT_OAZA]),
             STR_ARG(cell[AT_CHOME]), STR_ARG(cell[AT_KOAZA]), houses,
             STR_ARG(cell[AT_POSTAL]));
    if (!str_is(cell[AT_PLACE], "-"))
        buf_addf(&tables->text[TABLE_TOWN_POS],
                 "%s,%07zu,%d,%.6f,%.6f,EPSG:6668\n", tables->code,
                 tables->n_town, houses, lon_of(tables), lat_of(tables));
    while (str_part(&rest, ' ', &number))
        if (number.len > 1)
            add_number(tables, cell, number);
}

static void read_names(struct tables *tables)
{
    struct in_source source = {.path = NAMES, .label = NAMES};
    struct err err = {0};
    struct row row;
    struct rows *rows = rows_open(&source, 0, &err);

    cr_assert_not_null(rows, "%s", err.text);
    cr_assert(rows_next(rows, &row, &err), "%s", err.text);
    while (rows_next(rows, &row, &err) && row.cell) {
        cr_assert_eq(row.n_cell, AT_END, "%s:%zu", NAMES, row.line);
        add_city(tables, row.cell);
        add_town(tables, row.cell);
    }
    rows_close(rows);
}

static void take(struct draft *draft, const char *path)
{
    struct err err = {0};

    cr_assert(draft_read(draft, path, &err), "%s", err.text);
}

static void take_names(struct draft *draft)
{
    struct tables tables = {0};
    char name[32];

    read_names(&tables);
    for (size_t t = 0; t < TABLE_COUNT; t++) {
        struct buf table = {0};
        buf_add_text(&table, headers[t]);
        buf_add_str(&table, buf_str(&tables.text[t]));
        snprintf(name, sizeof(name), "%zu.csv", t);
        take(draft, given_file(name, buf_str(&table)));
        buf_release(&table);
        buf_release(&tables.text[t]);
    }
    take(draft, HISTORY);
}

/* ---- dictionaries ---- */

static void settle(struct draft *draft)
{
    struct err err = {0};

    cr_assert(draft_settle(draft, &err), "%s", err.text);
}

void given_draft(enum given given, struct draft *draft)
{
    given_folder();
    *draft = (struct draft){0};
    if (given == GIVEN_SAMPLES) {
        take(draft, SAMPLES);
        take(draft, CITIES);
    } else {
        take_names(draft);
    }
    settle(draft);
}

void given_draft_of(struct draft *draft, const char *const *table)
{
    char name[32];

    *draft = (struct draft){0};
    for (size_t i = 0; table[i]; i++) {
        snprintf(name, sizeof(name), "%zu.csv", i);
        take(draft, given_file(name, str_of(table[i])));
    }
    settle(draft);
}

struct buf given_compiled(struct draft *draft,
                          const struct compile_options *options)
{
    struct err err = {0};
    char path[512];

    snprintf(path, sizeof(path), "%s/made.gaz", given_folder());
    cr_assert(compile(draft, options, path, &err), "%s", err.text);
    struct buf bytes = content(path);
    remove(path);
    return bytes;
}

struct gazetteer *given_open(struct str bytes, struct err *err)
{
    const char *path = given_file("open.gaz", bytes);
    struct gazetteer *gazetteer = gazetteer_open(path, err);

    remove(path); /* the mapping stays */
    return gazetteer;
}

struct str given_bytes(enum given given)
{
    static struct buf made[2];
    const struct compile_options options = {.created = "2025-12-01"};
    struct draft draft;

    if (!made[given].len) {
        given_draft(given, &draft);
        made[given] = given_compiled(&draft, &options);
        draft_release(&draft);
    }
    return buf_str(&made[given]);
}

const struct gazetteer *given_gazetteer(enum given given)
{
    static struct gazetteer *opened[2];
    struct err err = {0};

    if (!opened[given])
        opened[given] = given_open(given_bytes(given), &err);
    cr_assert_not_null(opened[given], "%s", err.text);
    return opened[given];
}

struct geocode_result given_geocode(enum given given, const char *address)
{
    static struct geocoder *geocoder[2];
    struct geocode_result result;

    if (!geocoder[given])
        geocoder[given] = geocoder_open(given_gazetteer(given));
    geocode(geocoder[given], str_of(address), NULL, &result);
    return result;
}

void given_reasons(uint64_t reasons, struct buf *out)
{
    for (int r = 0; r < REASON_COUNT; r++)
        if (reasons & (uint64_t)1 << r)
            buf_addf(out, "%s%s", out->len ? " " : "", geocode_reasons[r].id);
}

const struct fold_table *given_fold(void)
{
    return &given_gazetteer(GIVEN_SAMPLES)->fold;
}
