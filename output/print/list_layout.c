#include "output/print/list_row.h"
#include "output/print/map_draw.h"

#include <math.h>
#include <stdio.h>

/* Columns of width 0 are as wide as their longest usual text; the others
 * share what is left. */
static const struct row_layout five = {
    .column = {{"番号 No.", 0, {PART_NUMBER}, 0},
               {"名称 Name", 0.41, {PART_NAME}, 0},
               {"住所 Address", 0.31, {PART_ADDRESS}, 0},
               {"電話 Phone", 0, {PART_PHONE}, 0},
               {"曜日・時間 Days", 0.28, {PART_DAYS}, 0}},
    .n = 5};

static const struct row_layout three = {
    .column = {{"番号 No.", 0, {PART_NUMBER}, 0},
               {"名称・住所 Name, address", 0.6, {PART_NAME, PART_ADDRESS}, 0},
               {"電話・曜日 Phone, days", 0.4, {PART_PHONE, PART_DAYS}, 0}},
    .n = 3};

struct text_style row_number_style(const struct row_layout *layout)
{
    return (struct text_style){.size = layout->name, .bold = true};
}

static double number_width(const struct print *print,
                           const struct row_layout *layout)
{
    const struct text_style style = row_number_style(layout);
    char longest[16];

    snprintf(longest, sizeof(longest), "%zu", print->view->n_row);
    for (char *c = longest; *c; c++)
        *c = '0';
    double most = layout->name * 1.2 + 2 * ROW_PAD +
                  canvas_text_width(print->canvas, longest, &style);
    if (print->any_rough)
        most += canvas_text_width(print->canvas, ROW_ROUGH, &style);
    const struct text_style head = {.size = layout->small, .bold = true};
    most = fmax(most, canvas_text_width(print->canvas,
                                        layout->column[0].heading, &head));
    for (size_t m = 1; m < print->plan.n_map; m++) {
        const char *map = map_title(&print->plan.map[m], print->arena);
        most = fmax(most, canvas_text_width(print->canvas, map, &head));
    }
    return most + 2 * ROW_PAD;
}

static double phone_width(const struct print *print,
                          const struct row_layout *layout)
{
    const struct text_style body = {.size = layout->body,
                                    .bold = print->view->resident};
    const struct text_style small = {.size = layout->small};
    double phone = canvas_text_width(print->canvas, "000-0000-0000", &body);
    double fax = canvas_text_width(print->canvas, "FAX 000-000-0000", &small);

    return (print->view->resident ? phone : fmax(phone, fax)) + 2 * ROW_PAD + 1;
}

static void share_width(struct row_layout *layout, double width)
{
    double left = width;

    for (size_t c = 0; c < layout->n; c++)
        if (layout->column[c].share == 0)
            left -= layout->column[c].width;
    for (size_t c = 0; c < layout->n; c++)
        if (layout->column[c].share > 0)
            layout->column[c].width = layout->column[c].share * left;
}

struct row_layout row_layout(const struct print *print, int layer, double width)
{
    const struct paper *paper = &print->paper;
    bool first = print->view->resident && layer == LAYER_consult;
    struct row_layout layout = paper->large || first ? three : five;

    layout.name = first ? paper->first : paper->name;
    layout.body = first ? fmax(paper->body, paper->first * 0.85) : paper->body;
    layout.small = paper->small;
    layout.ruby = first ? fmax(paper->ruby, paper->first * 0.55) : paper->ruby;
    layout.column[0].width = number_width(print, &layout);
    if (layout.n == five.n)
        layout.column[3].width = phone_width(print, &layout);
    share_width(&layout, width);
    return layout;
}

double row_column_x(const struct row_layout *layout, size_t column)
{
    double x = 0;

    for (size_t c = 0; c < column; c++)
        x += layout->column[c].width;
    return x;
}
