#include "norm/date.h"
#include "norm/text.h"
#include "people/towns.h"

#include <stdlib.h>
#include <string.h>

/* Headings stand within so many rows. */
#define MOST_ROWS 12
#define MOST_COLUMNS 64

struct reading_head {
    struct arena arena;
    struct str key[MOST_ROWS][MOST_COLUMNS]; /* by text_key() */
    size_t n_cell[MOST_ROWS];
    size_t n;
};

static bool read_row(struct rows *rows, const char *label,
                     struct reading_head *head, bool *end, struct err *err)
{
    struct row row = {0};

    if (!rows_next(rows, &row, err))
        return err_in(err, "'%s'", label);
    *end = !row.cell && !row.fault;
    if (*end)
        return true;
    size_t n = row.fault ? 0 : row.n_cell;
    head->n_cell[head->n] = n;
    for (size_t c = 0; c < MOST_COLUMNS; c++) {
        struct str cell = c < n ? row.cell[c] : STR("");
        cell.ptr = arena_copy(&head->arena, cell.ptr, cell.len);
        head->key[head->n][c] = text_key(cell, &head->arena);
    }
    head->n++;
    return true;
}

/* The long vowel mark of コード is one of the dashes that keys make equal, so
 * the heading is made a key as well. */
static int find_heading(struct reading_head *head, size_t row,
                        const char *heading)
{
    struct str key = text_key(str_of(heading), &head->arena);

    for (size_t c = 0; c < MOST_COLUMNS; c++)
        if (str_eq(head->key[row][c], key))
            return (int)c;
    return -1;
}

/* ---- 住民基本台帳 ---- */

/* 令和7年1月1日住民基本台帳年齢階級別人口(市区町村別)(総計) */
static bool read_title(const struct reading_head *head,
                       struct towns_sheet *sheet)
{
    struct str mark = STR("住民基本台帳");

    for (size_t r = 0; r < head->n; r++) {
        struct str title = head->key[r][0];
        size_t at = str_find(title, mark);
        if (at == SIZE_MAX || !date_read(str_cut(title, 0, at), sheet->as_of))
            continue;
        sheet->japanese_only = str_find(title, STR("日本人")) != SIZE_MAX;
        sheet->year[0] = atoi(sheet->as_of);
        sheet->n_year = 1;
        return str_find(title, STR("外国人")) == SIZE_MAX;
    }
    return false;
}

static bool take_digits(struct str *s, int *number)
{
    size_t n = 0;

    *number = 0;
    while (n < s->len && n < 3 && s->ptr[n] >= '0' && s->ptr[n] <= '9')
        *number = *number * 10 + (s->ptr[n++] - '0');
    *s = str_cut(*s, n, SIZE_MAX);
    return n > 0;
}

static bool take_word(struct str *s, const char *word)
{
    if (!str_starts(*s, str_of(word)))
        return false;
    *s = str_cut(*s, strlen(word), SIZE_MAX);
    return true;
}

/* The class that holds 0歳~4歳 or 100歳以上; -1 for any other heading. */
static int age_of(struct str key)
{
    static const int last[AGE_COUNT] = {[AGE_0_14] = 14,
                                        [AGE_15_39] = 39,
                                        [AGE_40_64] = 64,
                                        [AGE_65_74] = 74,
                                        [AGE_75] = 999};
    int from, to = 999;

    if (str_is(key, "総数"))
        return AGE_ALL;
    if (!take_digits(&key, &from) || !take_word(&key, "歳"))
        return -1;
    if (!str_is(key, "以上")) {
        if (!take_word(&key, "~") && !take_word(&key, "〜"))
            return -1;
        if (!take_digits(&key, &to) || !str_is(key, "歳"))
            return -1;
    }
    for (int a = AGE_0_14; a < AGE_COUNT; a++)
        if (from <= last[a])
            return to <= last[a] ? a : -1;
    return -1;
}

static bool read_register(const struct reading_head *head, const char *label,
                          struct towns_sheet *sheet, struct err *err)
{
    bool has[AGE_COUNT] = {false};

    sheet->part = TOWNS_REGISTER;
    if (!read_title(head, sheet))
        return err_set(err, ERR_INPUT,
                       _("the date of '%s' cannot be read from its title; give "
                         "the workbook of all residents as 総務省 publishes "
                         "it"),
                       label);
    for (size_t r = 0; r < head->n; r++)
        for (int c = 0; c < MOST_COLUMNS; c++) {
            int age = age_of(head->key[r][c]);
            if (age < 0 ||
                sheet->n_value == sizeof(sheet->value) / sizeof(*sheet->value))
                continue;
            has[age] = true;
            sheet->value[sheet->n_value].column = c;
            sheet->value[sheet->n_value++].age = age;
        }
    for (int a = 0; a < AGE_COUNT; a++)
        if (!has[a])
            return err_set(err, ERR_INPUT,
                           _("'%s' has no column of the ages %s; give the "
                             "workbook by age that 総務省 publishes"),
                           label, age_ids[a]);
    return true;
}

/* ---- 社人研 ---- */

static bool part_of(struct str key, enum towns_part *part)
{
    if (str_is(key, "総人口(人)"))
        *part = TOWNS_TOTAL;
    else if (str_starts(key, STR("総人口に占める65歳以上人口の割合")))
        *part = TOWNS_SHARE_65;
    else if (str_starts(key, STR("総人口に占める75歳以上人口の割合")))
        *part = TOWNS_SHARE_75;
    else
        return false;
    return true;
}

/* 2020年 */
static int year_of(struct str key)
{
    int year;
    char digits[5];

    if (key.len != 4 + strlen("年") || !str_digits(str_cut(key, 0, 4)) ||
        !str_ends(key, STR("年")))
        return 0;
    memcpy(digits, key.ptr, 4);
    digits[4] = '\0';
    year = atoi(digits);
    return year;
}

/* The years under the heading; 結果表1 repeats them for its indices. */
static bool read_projection(const struct reading_head *head, const char *label,
                            size_t row, struct towns_sheet *sheet,
                            struct err *err)
{
    int first = -1;

    for (int c = 0; c < MOST_COLUMNS && first < 0; c++)
        if (part_of(head->key[row][c], &sheet->part))
            first = c;
    for (int c = first; first >= 0 && c < MOST_COLUMNS; c++) {
        int year = year_of(head->key[row + 1][c]);
        if (year == 0 || sheet->n_year == PEOPLE_MAX_YEARS ||
            (sheet->n_year > 0 && year <= sheet->year[sheet->n_year - 1]))
            break;
        sheet->value[sheet->n_value].column = c;
        sheet->value[sheet->n_value++].year = (int)sheet->n_year;
        sheet->year[sheet->n_year++] = year;
    }
    if (sheet->n_year > 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' is another table of the projection: looked for the "
                     "total population (結果表1), the share of 65 and over "
                     "(3-3) or of 75 and over (3-4); give these"),
                   label);
}

bool towns_sheet_read(struct rows *rows, const char *label,
                      struct towns_sheet *sheet, bool *known, struct err *err)
{
    struct reading_head head = {0};
    size_t last = SIZE_MAX;
    bool end = false, ok = true, projection = false;

    *sheet = (struct towns_sheet){.code = -1, .name = -1, .sex = -1};
    *known = false;
    while (ok && !end && head.n < MOST_ROWS && head.n <= last) {
        ok = read_row(rows, label, &head, &end, err);
        if (!ok || end || last != SIZE_MAX)
            continue;
        size_t r = head.n - 1;
        sheet->sex = find_heading(&head, r, "性別");
        sheet->code =
            find_heading(&head, r, sheet->sex >= 0 ? "団体コード" : "コード");
        sheet->name =
            find_heading(&head, r, sheet->sex >= 0 ? "市区町村名" : "市区町村");
        projection =
            sheet->sex < 0 && find_heading(&head, r, "市などの別") >= 0;
        /* The years stand below the headings of a projection. */
        if (sheet->code >= 0 && sheet->name >= 0 &&
            (sheet->sex >= 0 || projection))
            last = r + projection;
    }
    if (ok && last < head.n) {
        *known = true;
        sheet->rows = head.n;
        sheet->n_header = head.n_cell[last];
        ok = projection ? read_projection(&head, label, last - 1, sheet, err)
                        : read_register(&head, label, sheet, err);
    }
    arena_release(&head.arena);
    return ok;
}
