/* Indicators that the user brought: a table over years and areas, lines over
 * years, bars across areas. */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More years than this: the newest ones, and the page says so. */
#define MOST_YEARS 12
/* Up to so many, chart and table stand side by side. */
#define BESIDE_YEARS 5
/* Fewer years than this show no course: their axis begins at 0. */
#define BROKEN_YEARS 4

/* The rows of one indicator as areas by years. */
struct area {
    const struct imported_value *first; /* any row of it */
    double people;                      /* 75+; NAN: no own region */
    double value[MOST_YEARS];
    const char *text[MOST_YEARS];
    int decimals; /* the most of its values */
};

struct sheet {
    const struct imported_value *value; /* rows of the indicator */
    size_t n_value;
    int year[MOST_YEARS]; /* ascending */
    size_t n_year, n_older;
    struct area *area;
    size_t n_area, cap_area;
};

bool web_has_imported(const struct web *web)
{
    return web->order->imported && web->order->imported->n_value > 0;
}

/* ---- years ---- */

static int by_year(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void find_years(struct sheet *sheet)
{
    int *year = mem_alloc(sheet->n_value * sizeof(*year));
    size_t n = 0;

    for (size_t i = 0; i < sheet->n_value; i++)
        year[i] = sheet->value[i].year;
    qsort(year, sheet->n_value, sizeof(*year), by_year);
    for (size_t i = 0; i < sheet->n_value; i++)
        if (i == 0 || year[i] != year[n - 1])
            year[n++] = year[i];
    sheet->n_older = n > MOST_YEARS ? n - MOST_YEARS : 0;
    sheet->n_year = n - sheet->n_older;
    memcpy(sheet->year, year + sheet->n_older, sheet->n_year * sizeof(*year));
    free(year);
}

/* ---- areas ---- */

static double people_of_area(const struct web *web,
                             const struct imported_value *value)
{
    size_t set, region;

    if (!web_own(web, value->set, value->region, &set, &region))
        return NAN;
    return web->audit->set[set].region[region].people[web->audit->base][AGE_75];
}

static bool same_area(const struct imported_value *a,
                      const struct imported_value *b)
{
    return a->set == b->set && a->region == b->region &&
           (a->region != REGION_NONE || str_same(a->area, b->area));
}

static struct area *area_of(const struct web *web, struct sheet *sheet,
                            const struct imported_value *value)
{
    for (size_t i = sheet->n_area; i-- > 0;)
        if (same_area(sheet->area[i].first, value))
            return &sheet->area[i];
    sheet->area = mem_room(sheet->area, sheet->n_area, &sheet->cap_area,
                           sizeof(*sheet->area));
    struct area *area = &sheet->area[sheet->n_area++];
    *area = (struct area){.first = value, .people = people_of_area(web, value)};
    for (size_t y = 0; y < MOST_YEARS; y++)
        area->value[y] = NAN;
    return area;
}

/* Digits after the point, in full or half width; -1 where the cell says more
 * than a number: then it stays as it was written. */
static int decimals_of(const char *text)
{
    static const char signs[] = "-+,−－＋，△▲";
    struct str s = str_of(text);
    int decimals = -1; /* no point so far */
    bool digit = false;

    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t code;
        n = str_char(s, at, &code);
        if (n == 0)
            return -1;
        bool number =
            (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
        struct str one = {s.ptr + at, n};
        if (number) {
            digit = true;
            decimals += decimals >= 0;
        } else if ((code == '.' || code == 0xFF0E) && decimals < 0) {
            decimals = 0;
        } else if (str_find(str_of(signs), one) == SIZE_MAX) {
            return -1;
        }
    }
    return !digit ? -1 : decimals < 0 ? 0 : decimals;
}

const char *web_imported_text(struct web *web,
                              const struct imported_value *value)
{
    int decimals = value->text ? decimals_of(value->text) : -1;

    if (decimals < 0 || !isfinite(value->value))
        return value->text ? value->text : "";
    return report_number(value->value, decimals, &web->arena);
}

static const char *value_words(struct web *web, struct area *area,
                               const struct imported_value *value)
{
    int decimals = value->text ? decimals_of(value->text) : -1;

    area->decimals = decimals > area->decimals ? decimals : area->decimals;
    return web_imported_text(web, value);
}

/* Two values of one year stand side by side; neither is dropped. */
static void put_value(struct web *web, struct sheet *sheet,
                      const struct imported_value *value)
{
    struct area *area = area_of(web, sheet, value);

    for (size_t y = 0; y < sheet->n_year; y++) {
        if (sheet->year[y] != value->year)
            continue;
        if (area->text[y])
            area->text[y] = web_format(web, "%s／%s", area->text[y],
                                       value_words(web, area, value));
        else
            area->text[y] = value_words(web, area, value);
        if (isnan(area->value[y]))
            area->value[y] = value->value;
    }
}

static void fill_sheet(struct web *web, struct sheet *sheet)
{
    find_years(sheet);
    for (size_t i = 0; i < sheet->n_value; i++)
        put_value(web, sheet, &sheet->value[i]);
}

static const char *area_name(struct web *web, const struct area *area)
{
    const struct imported_value *value = area->first;

    if (value->set == REGION_NONE || value->region == REGION_NONE)
        return value->area;
    return web->order->regions->set[value->set].region[value->region].name;
}

/* ---- table ---- */

static void add_change(struct web *web, const struct sheet *sheet,
                       const struct area *area)
{
    double newest = area->value[sheet->n_year - 1], before = NAN;

    for (size_t y = 0; y + 1 < sheet->n_year; y++)
        if (!isnan(area->value[y]))
            before = area->value[y];
    if (isnan(newest) || isnan(before)) {
        web_cell(web, "－");
        return;
    }
    double change = newest - before;
    web_cell(web,
             web_format(web, "%s%s", change > 0 ? "+" : "",
                        report_number(change, area->decimals, &web->arena)));
}

static void add_area(struct web *web, const struct sheet *sheet,
                     const struct area *area, double most)
{
    const int paint = 3;
    double newest = area->value[sheet->n_year - 1];

    web_row(web, area_name(web, area));
    for (size_t y = 0; y < sheet->n_year; y++)
        web_cell(web, area->text[y] ? area->text[y] : "－");
    if (sheet->n_year > 1)
        add_change(web, sheet, area);
    web_cell_open(web);
    svg_bar(web->out, &newest, &paint, 1, most);
}

static void add_table(struct web *web, const struct sheet *sheet)
{
    struct web_column column[MOST_YEARS + 3] = {{"区域", true}};
    const char *unit = sheet->value->unit;
    double most = 0;
    size_t n = 1;

    for (size_t y = 0; y < sheet->n_year; y++)
        column[n++].head = web_format(web, "%d年", sheet->year[y]);
    if (sheet->n_year > 1)
        column[n++].head = "前の値との差";
    column[n++] = (struct web_column){
        web_format(web, "%d年の図", sheet->year[sheet->n_year - 1]), true};
    for (size_t i = 0; i < sheet->n_area; i++) {
        double newest = sheet->area[i].value[sheet->n_year - 1];
        most = isnan(newest) ? most : fmax(most, newest);
    }
    web_table(web,
              web_format(web, "取り込み：%s%s%s%s", sheet->value->indicator,
                         unit ? "（単位：" : "", unit ? unit : "",
                         unit ? "）" : ""),
              column, n);
    for (size_t i = 0; i < sheet->n_area; i++)
        add_area(web, sheet, &sheet->area[i], most);
    web_table_end(web);
    if (sheet->n_older)
        web_paragraph(web, "note",
                      "古い%zu年の値は載せていません。audit.xlsx にあります。",
                      sheet->n_older);
}

/* ---- lines ---- */

/* What no own region is (全国, 県) is there to compare with; then by size. */
static int by_weight(const void *a, const void *b)
{
    const struct area *x = *(const struct area *const *)a;
    const struct area *y = *(const struct area *const *)b;

    if (isnan(x->people) != isnan(y->people))
        return isnan(x->people) ? -1 : 1;
    if (x->people != y->people && !isnan(x->people))
        return x->people > y->people ? -1 : 1;
    return (x > y) - (x < y);
}

static void add_lines(struct web *web, const struct sheet *sheet)
{
    const struct area **area = mem_alloc(sheet->n_area * sizeof(*area));
    struct svg_series series[SVG_LINES_MOST];
    double year[MOST_YEARS];
    const char *words[MOST_YEARS];
    size_t n = 0;

    for (size_t i = 0; i < sheet->n_area; i++)
        area[i] = &sheet->area[i];
    qsort(area, sheet->n_area, sizeof(*area), by_weight);
    for (size_t i = 0; i < sheet->n_area && n < SVG_LINES_MOST; i++)
        series[n++] =
            (struct svg_series){area_name(web, area[i]), area[i]->value};
    for (size_t y = 0; y < sheet->n_year; y++) {
        year[y] = sheet->year[y];
        words[y] = web_format(web, "%d年", sheet->year[y]);
    }
    struct svg_chart chart = {
        .head = {.title = web_format(web, "取り込み：%sの移り変わり",
                                     sheet->value->indicator)},
        .x_label = "年",
        .y_label = sheet->value->unit ? sheet->value->unit : "値",
        .x = year,
        .n = sheet->n_year,
        .series = series,
        .n_series = n,
        .at = year,
        .at_words = words,
        .n_at = sheet->n_year,
        .marks = true,
        .zero = sheet->n_year < BROKEN_YEARS,
        .low = NAN,
        .high = NAN};
    web_lines(web, &chart, sheet->n_area);
    free(area);
}

static void add_source(struct web *web, const struct sheet *sheet)
{
    struct buf text = {0};

    for (size_t i = 0; i < sheet->n_value; i++) {
        const char *source = sheet->value[i].source;
        bool known = !source;
        for (size_t j = 0; j < i && !known; j++)
            known = str_same(source, sheet->value[j].source);
        if (!known)
            buf_addf(&text, "%s%s", text.len ? "、" : "", source);
    }
    if (text.len)
        web_paragraph(web, "note", "出典：%s（利用者の表による）", text.ptr);
    buf_release(&text);
}

void web_imported(struct web *web)
{
    const struct imported *imported = web->order->imported;

    web_section(web, 2, "imported", 0, "取り込んだ指標");
    web_paragraph(web, NULL,
                  "ここにある値は、利用者が用意した表の値で、このツールは計算し"
                  "ていません（取り込み）。数字の表記をそろえ、前の値との差と図"
                  "だけを加えています。公開の可否は、表の提供元に確認してくださ"
                  "い。");
    for (size_t i = 0, run; i < imported->n_value; i += run) {
        struct sheet sheet = {.value = &imported->value[i]};
        for (run = 1; i + run < imported->n_value &&
                      str_same(imported->value[i + run].indicator,
                               imported->value[i].indicator);)
            run++;
        sheet.n_value = run;
        fill_sheet(web, &sheet);
        web_heading(web, 3, sheet.value->indicator);
        bool beside = sheet.n_year > 1 && sheet.n_year <= BESIDE_YEARS;
        buf_add_text(web->out,
                     beside ? "<div class=\"beside\">\n<div>\n" : "<div>\n");
        if (sheet.n_year > 1)
            add_lines(web, &sheet);
        buf_add_text(web->out, beside ? "</div>\n<div>\n" : "");
        add_table(web, &sheet);
        add_source(web, &sheet);
        buf_add_text(web->out, beside ? "</div>\n</div>\n" : "</div>\n");
        free(sheet.area);
    }
    web_section_end(web);
}
