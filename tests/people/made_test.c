#include "tests/people/made.h"

#include "base/in_encoding.h"
#include "tests/base/given.h"
#include "tests/geo/given.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- 国土数値情報 ---- */

static void add_headings(struct buf *out, bool r6, int year)
{
    buf_addf(out, ",HITOKU%d,GASSAN%d,PTN_%d", year, year, year);
    for (int i = 0; i <= (r6 ? 20 : 19); i++)
        buf_addf(out, r6 ? ",PT%02d_%d" : ",PT%d_%d", i, year);
    for (int c = 'A'; c <= 'E'; c++)
        buf_addf(out, ",PT%c_%d", c, year);
    for (int c = 'A'; c <= 'E'; c++)
        buf_addf(out, ",RT%c_%d", c, year);
}

/* A class of ages stands half in its first and half in its last column. */
static void add_year(struct buf *out, bool r6, const struct made_year *of)
{
    static const int first[] = {0, 1, 4, 9, 14, 16};
    static const int last[] = {0, 3, 8, 13, 15, 0};
    double five[21] = {0}, all = 0;

    buf_addf(out, ",%s,", of->mark ? of->mark : "");
    if (of->target)
        buf_addf(out, "%llu", (unsigned long long)of->target);
    buf_addf(out, ",%.4f", of->total);
    for (int a = AGE_0_14; a < AGE_COUNT; a++) {
        int end = a == AGE_75 ? (r6 ? 20 : 19) : last[a];
        five[first[a]] += of->age[a] / 2;
        five[end] += of->age[a] / 2;
        all += of->age[a];
    }
    five[0] = all;
    for (int i = 0; i <= (r6 ? 20 : 19); i++)
        buf_addf(out, ",%.4f", five[i]);
    double share = all > 0 ? 100 / all : 0;
    double broad[] = {of->age[AGE_0_14],
                      of->age[AGE_15_39] + of->age[AGE_40_64],
                      of->age[AGE_65_74] + of->age[AGE_75], of->age[AGE_75],
                      of->age[AGE_75] / 2};
    for (int i = 0; i < 5; i++)
        buf_addf(out, ",%.4f", broad[i]);
    for (int i = 0; i < 5; i++)
        buf_addf(out, ",%.4f", broad[i] * share);
}

struct buf made_csv(bool r6, const int *year, size_t n_year,
                    const struct made_mesh *mesh, size_t n)
{
    struct buf out = {0};

    buf_addf(&out, "MESH_ID,SHICODE,PTN_%d", r6 ? 2020 : 2015);
    for (size_t y = 0; y < n_year; y++)
        add_headings(&out, r6, year[y]);
    buf_add_char(&out, '\n');
    for (size_t i = 0; i < n; i++) {
        buf_addf(&out, "%llu,%s,%.4f", (unsigned long long)mesh[i].code,
                 mesh[i].municipality ? mesh[i].municipality : "",
                 mesh[i].year[0].total);
        for (size_t y = 0; y < n_year; y++)
            add_year(&out, r6, &mesh[i].year[y]);
        buf_add_char(&out, '\n');
    }
    return out;
}

/* ---- the same in other files ---- */

static void add_little(struct buf *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_add_char(out, (char)(value >> (8 * i) & 0xFF));
}

static int width_of(struct str name)
{
    return str_starts(name, STR("HITOKU")) ? 1 : 12;
}

static void add_dbf_field(struct buf *out, struct str name)
{
    char field[32] = {0};

    memcpy(field, name.ptr, name.len < 10 ? name.len : 10);
    field[11] = str_starts(name, STR("HITOKU")) ? 'C' : 'N';
    field[16] = (char)width_of(name);
    field[17] = name.ptr[1] == 'T' ? 4 : 0; /* PT..., RT... */
    buf_add(out, field, sizeof(field));
}

struct buf made_dbf(const struct buf *csv)
{
    struct str text = buf_str(csv), heading, line, name[256], cell;
    struct buf out = {0}, records = {0};
    uint32_t n = 0, n_row = 0, width = 1;

    str_part(&text, '\n', &heading);
    for (struct str rest = heading; str_part(&rest, ',', &name[n]); n++)
        width += (uint32_t)width_of(name[n]);
    while (str_part(&text, '\n', &line) && line.len) {
        struct str rest = line;
        buf_add_char(&records, ' ');
        for (uint32_t i = 0; i < n && str_part(&rest, ',', &cell); i++)
            buf_addf(&records, "%*.*s", width_of(name[i]), STR_ARG(cell));
        n_row++;
    }
    buf_add(&out, "\x03\x7E\x01\x01", 4);
    add_little(&out, n_row, 4);
    add_little(&out, 32 + n * 32 + 1, 2);
    add_little(&out, width, 2);
    for (int i = 0; i < 20; i++)
        buf_add_char(&out, '\0');
    for (uint32_t i = 0; i < n; i++)
        add_dbf_field(&out, name[i]);
    buf_add_char(&out, '\x0D');
    buf_add_str(&out, buf_str(&records));
    buf_add_char(&out, '\x1A');
    buf_release(&records);
    return out;
}

struct buf made_geojson(const struct buf *csv)
{
    struct str text = buf_str(csv), heading, line, name, cell;
    struct buf out = {0};

    str_part(&text, '\n', &heading);
    buf_add_text(&out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (bool first = true; str_part(&text, '\n', &line) && line.len;
         first = false) {
        struct str names = heading, rest = line;
        buf_add_text(&out, first ? "" : ",");
        buf_add_text(&out, "{\"type\":\"Feature\",\"geometry\":{\"type\":"
                           "\"Polygon\",\"coordinates\":[[[136,35],[136.1,35],"
                           "[136.1,35.1],[136,35]]]},\"properties\":{");
        for (size_t i = 0;
             str_part(&names, ',', &name) && str_part(&rest, ',', &cell); i++) {
            bool number = name.ptr[1] == 'T';
            buf_addf(&out, "%s\"%.*s\":", i ? "," : "", STR_ARG(name));
            if (cell.len == 0)
                buf_add_text(&out, "null");
            else
                buf_addf(&out, number ? "%.*s" : "\"%.*s\"", STR_ARG(cell));
        }
        buf_add_text(&out, "}}");
    }
    buf_add_text(&out, "]}");
    return out;
}

/* ---- reading ---- */

struct people made_people(const char *const *path, size_t n, const int *year,
                          size_t n_year)
{
    struct people people = {0};
    struct err err = {0};

    for (size_t i = 0; i < n; i++)
        cr_assert(people_read_mesh(&people, path[i], year, n_year, &err), "%s",
                  err.text);
    cr_assert(people_settle(&people, &err), "%s", err.text);
    for (size_t i = 0; i < people.n_source; i++)
        cr_expect(supply_balanced(&people.source[i].supply));
    return people;
}

const char *made_refusal(const char *path, const int *year, size_t n_year)
{
    static char said[2048];
    struct people people = {0};
    struct err err = {0};

    *said = '\0';
    if (!people_read_mesh(&people, path, year, n_year, &err)) {
        cr_expect_eq(err.class, ERR_INPUT, "%s", err.text);
        snprintf(said, sizeof(said), "%s", err.text);
    } else if (people.n_aside == 1) {
        snprintf(said, sizeof(said), "%s|%s", people.aside[0].reason,
                 people.aside[0].value ? people.aside[0].value : "");
    }
    people_release(&people);
    return said;
}

size_t made_find(const struct people *people, uint64_t code)
{
    for (size_t i = 0; i < people->n_mesh; i++)
        if (people->mesh[i].code == code)
            return i;
    cr_assert_fail("no mesh %llu", (unsigned long long)code);
    return 0;
}

double made_count(const struct people *people, uint64_t code, size_t year,
                  enum age age)
{
    return people_of(people, made_find(people, code), year)[age];
}

double made_sum(const struct people *people, size_t year, enum age age)
{
    double sum = 0;

    for (size_t i = 0; i < people->n_mesh; i++) {
        double count = people_of(people, i, year)[age];
        sum += isnan(count) ? 0 : count;
    }
    return sum;
}

/* ---- census ---- */

static void add_cp932(struct buf *out, const struct buf *utf8)
{
    iconv_t to = iconv_open("CP932", "UTF-8");
    char *in = utf8->ptr, bytes[65536], *at = bytes;
    size_t left = utf8->len, room = sizeof(bytes);

    cr_assert(to != (iconv_t)-1);
    cr_assert(iconv(to, &in, &left, &at, &room) == 0 && left == 0);
    iconv_close(to);
    buf_add(out, bytes, (size_t)(at - bytes));
}

struct buf made_census(const char *id, const char *rows)
{
    static const char *const labels[] = {
        "人口（総数）",         "０～１４歳人口　総数",
        "１５歳以上人口　総数", "１５～６４歳人口　総数",
        "６５歳以上人口　総数", "７５歳以上人口　総数",
    };
    struct buf text = {0}, out = {0};
    struct str rest = str_of(rows), line;

    buf_add_text(&text, "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN");
    for (int i = 0; i < 18; i++)
        buf_addf(&text, ",%s%03d", id, i + 1);
    buf_add_text(&text, "\r\n,,,");
    for (int i = 0; i < 18; i++)
        buf_addf(&text, ",　%s%s", i % 3 ? "" : labels[i / 3],
                 i % 3 == 1   ? "男"
                 : i % 3 == 2 ? "女"
                              : "");
    buf_add_text(&text, "\r\n");
    while (str_part(&rest, '\n', &line) && line.len) {
        buf_add_str(&text, line);
        buf_add_text(&text, "\r\n");
    }
    add_cp932(&out, &text);
    buf_release(&text);
    return out;
}

/* ---- workbooks ---- */

/* What a workbook is, its name tells. */
static const char *keep_as_workbook(const char *path)
{
    static unsigned n;
    char name[32], bytes[4096];
    struct buf all = {0};
    FILE *in = fopen(path, "rb");

    cr_assert_not_null(in);
    for (size_t got; (got = fread(bytes, 1, sizeof(bytes), in)) > 0;)
        buf_add(&all, bytes, got);
    fclose(in);
    snprintf(name, sizeof(name), "table%u.xlsx", n++);
    const char *kept = given_bytes(name, buf_str(&all));
    buf_release(&all);
    return kept;
}

const char *made_workbook(const char *rows)
{
    struct str rest = str_of(rows), line, cell;
    struct buf xml = {0};
    double number;

    for (int r = 1; str_part(&rest, '\n', &line) && line.len; r++) {
        buf_addf(&xml, "<row r='%d'>", r);
        for (int c = 0; str_part(&line, '|', &cell); c++) {
            bool code = c == 0 && cell.len == 6; /* 団体コード is text */
            buf_addf(&xml, "<c r='%c%d'", 'A' + c, r);
            if (str_number(cell, &number) && !code) {
                buf_addf(&xml, "><v>%.*s</v></c>", STR_ARG(cell));
            } else {
                buf_add_text(&xml, " t='inlineStr'><is><t>");
                buf_add_xml(&xml, cell);
                buf_add_text(&xml, "</t></is></c>");
            }
        }
        buf_add_text(&xml, "</row>");
    }
    const char *path = keep_as_workbook(given_workbook(NULL, NULL, xml.ptr));
    buf_release(&xml);
    return path;
}
