#include "output/print/print.h"

#include <stdio.h>
#include <stdlib.h>

static double foot_height(const struct print *print)
{
    return print->paper.small * 1.8;
}

struct box print_body(const struct print *print)
{
    const struct paper *paper = &print->paper;

    return (struct box){paper->margin, paper->margin,
                        paper->width - 2 * paper->margin,
                        paper->height - 2 * paper->margin - foot_height(print)};
}

/* The title may be long; the number of the page never gives way. */
static void draw_foot(const struct print *print)
{
    const struct paper *paper = &print->paper;
    struct text_style style = {.size = paper->small, .colour = 0x444444};
    struct box body = print_body(print);
    double y = body.y + body.height + paper->small * 0.6;
    char number[32];

    snprintf(number, sizeof(number), "%d / %d", print->page, print->n_page);
    double width = canvas_text_width(print->canvas, number, &style) + 2;
    style.most = paper->small * 1.4;
    canvas_text(print->canvas, body.x, y, body.width - width - paper->body,
                print->view->title, &style);
    canvas_text(print->canvas, body.x + body.width - width, y, width, number,
                &style);
}

void print_page(struct print *print)
{
    print->page++;
    if (print->dry)
        return;
    canvas_page(print->canvas, print->paper.width, print->paper.height);
    draw_foot(print);
}

const char *print_date(const char *date, struct arena *arena)
{
    struct str s = str_of(date);

    if (!date)
        return "時点不明";
    if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-' ||
        !str_digits(str_cut(s, 0, 4)) || !str_digits(str_cut(s, 5, 2)) ||
        !str_digits(str_cut(s, 8, 2)))
        return date;
    return arena_format(arena, "%.4s年%d月%d日", date, atoi(date + 5),
                        atoi(date + 8));
}
