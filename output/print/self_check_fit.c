/* One sheet is one page: long values make its characters smaller, and in the
 * last resort a value is cut, with a mark. */
#include "output/print/self_check_own.h"

#include <math.h>

#define CUT_MARK "…（続きあり）"
#define MOST_CHARACTERS 600 /* of a value: a page has no more room */
#define LEAST_CUT 24        /* characters of one that is not cut any more */

static const struct sheet_fit fits[] = {
    {9.5, 21, 136, 10}, {9, 18.5, 128, 9.5},   {8.5, 16.5, 120, 9},
    {8, 15, 114, 9},    {7.5, 13.5, 108, 8.5},
};
#define FITS (sizeof(fits) / sizeof(*fits))

const char *self_check_cut(const char *text, size_t length, struct arena *arena)
{
    struct str s = str_of(text);
    size_t at = 0, step;
    uint32_t code;

    for (size_t n = 0; at < s.len && n < length; n++) {
        step = str_char(s, at, &code);
        at += step ? step : 1;
    }
    return at == s.len ? text
                       : arena_format(arena, "%.*s" CUT_MARK, (int)at, text);
}

const char *self_check_value(const struct sheet *sheet, size_t i)
{
    const char *value = sheet->row[i].value;

    return value ? self_check_cut(value, sheet->length[i], sheet->arena)
                 : SHEET_NOTHING;
}

/* The height of all above and below the table. */
static double around_height(struct sheet *sheet)
{
    const struct text_style name = {.size = 12.5, .bold = true};
    const struct text_style greeting = {.size = sheet->fit->greeting};
    struct canvas *canvas = sheet->all->canvas;
    double width =
        SHEET_TEXT_WIDTH - (sheet->address ? SHEET_CODE + SHEET_GAP : 0);
    double top = 35 + canvas_text_height(canvas, width, sheet->name, &name) +
                 4 +
                 canvas_text_height(canvas, width, sheet->greeting, &greeting);

    if (sheet->address)
        top = fmax(top, SHEET_CODE + 4);
    sheet->foot = self_check_foot_height(sheet);
    return top + 2 * SHEET_GAP + sheet->foot;
}

static void measure(struct sheet *sheet, size_t i)
{
    const struct text_style style = {.size = sheet->fit->text};

    sheet->value_height[i] =
        canvas_text_height(sheet->all->canvas, SHEET_VALUE - 2 * SHEET_PAD,
                           self_check_value(sheet, i), &style);
}

double self_check_row_height(const struct sheet *sheet, size_t i)
{
    return fmax(sheet->fit->row, sheet->value_height[i] + 2 * SHEET_PAD);
}

static double table_height(const struct sheet *sheet)
{
    double all = sheet->line + 2 * SHEET_PAD; /* of the headings */

    for (size_t i = 0; i < sheet->n; i++)
        all += self_check_row_height(sheet, i);
    return all;
}

/* What the page has for the table, in these sizes. */
static double try_fit(struct sheet *sheet, const struct sheet_fit *fit)
{
    const struct text_style style = {.size = fit->text, .bold = true};

    sheet->fit = fit;
    sheet->line = canvas_text_height(sheet->all->canvas, SHEET_TEXT_WIDTH,
                                     "項目", &style);
    for (size_t i = 0; i < sheet->n; i++)
        measure(sheet, i);
    return SHEET_BOTTOM - SHEET_MARGIN - around_height(sheet);
}

static size_t tallest(const struct sheet *sheet)
{
    size_t most = 0;

    for (size_t i = 1; i < sheet->n; i++)
        if (sheet->value_height[i] > sheet->value_height[most])
            most = i;
    return most;
}

double self_check_fit(struct sheet *sheet)
{
    double page = 0, left = -1;

    for (size_t i = 0; i < sheet->n; i++)
        sheet->length[i] = MOST_CHARACTERS;
    for (size_t f = 0; f < FITS && left < 0; f++) {
        page = try_fit(sheet, &fits[f]);
        left = page - table_height(sheet);
    }
    while (left < 0) {
        size_t i = tallest(sheet);
        size_t whole = str_chars(str_of(self_check_value(sheet, i)));
        if (whole < LEAST_CUT)
            break;
        sheet->length[i] = whole * 3 / 4 - 8;
        measure(sheet, i);
        left = page - table_height(sheet);
    }
    return fmax(left, 0);
}
