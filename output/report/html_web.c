#include "output/report/html_web.h"

#include "output/site/html.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *web_format(struct web *web, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(&web->arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

const char *web_people(struct web *web, double people)
{
    return web_format(web, "%s人", report_number(people, 0, &web->arena));
}

/* ---- structure ---- */

void web_section(struct web *web, int level, const char *id, size_t number,
                 const char *heading)
{
    char name[64];

    arena_reset(&web->arena);
    if (number)
        snprintf(name, sizeof(name), "%s-%zu", id, number);
    else
        snprintf(name, sizeof(name), "%s", id);
    buf_addf(web->out,
             "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h%d id=\"%s-h\">",
             name, name, level, name);
    html_text(web->out, heading);
    buf_addf(web->out, "</h%d>\n", level);
}

void web_section_end(struct web *web)
{
    HTML(web->out, "</section>\n");
}

void web_heading(struct web *web, int level, const char *text)
{
    buf_addf(web->out, "<h%d>", level);
    html_text(web->out, text);
    buf_addf(web->out, "</h%d>\n", level);
}

void web_text(struct web *web, const char *text)
{
    html_text(web->out, text);
}

void web_paragraph(struct web *web, const char *class, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(&web->arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    HTML(web->out, "<p");
    if (class)
        html_attribute(web->out, "class", class);
    buf_add_char(web->out, '>');
    html_text(web->out, text);
    HTML(web->out, "</p>\n");
}

void web_details(struct web *web, const char *summary)
{
    HTML(web->out, "<details>\n<summary>");
    html_text(web->out, summary);
    HTML(web->out, "</summary>\n");
}

void web_details_end(struct web *web)
{
    HTML(web->out, "</details>\n");
}

void web_screen(struct web *web)
{
    HTML(web->out, "<div class=\"screen\">\n");
}

void web_screen_end(struct web *web)
{
    HTML(web->out, "</div>\n");
}

/* ---- tables ---- */

/* Breaks where '\n' says so; a long one without any breaks anywhere. */
static void add_head(struct buf *out, const struct web_column *column,
                     bool text)
{
    struct str rest = str_of(column->head), part;
    bool first = true;
    const char *class = text ? " class=\"t\"" : "";

    if (str_chars(rest) > 9 && !strchr(column->head, '\n'))
        class = text ? " class=\"t long\"" : " class=\"long\"";
    else if (str_chars(rest) < 5) /* 90％点 would break behind its sign */
        class = text ? " class=\"t short\"" : " class=\"short\"";
    buf_addf(out, "<th scope=\"col\"%s>", class);
    for (; str_part(&rest, '\n', &part); first = false) {
        if (!first)
            HTML(out, "<wbr>");
        html_add(out, part);
    }
}

/* Too wide for a small screen, it moves inside its own region, which the
 * keyboard reaches. End tags that HTML does not need are left out: half of
 * the page are cells. */
void web_table(struct web *web, const char *caption,
               const struct web_column *column, size_t n)
{
    struct buf *out = web->out;
    unsigned number = ++web->n_table;

    web->column = column;
    web->n_column = n;
    buf_addf(out,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-labelledby=\"table-%u\">\n<table%s>\n"
             "<caption id=\"table-%u\"><span>表%u　",
             number, n > 8 ? " class=\"many\"" : "", number, number);
    html_text(out, caption);
    HTML(out, "</span></caption>\n<thead><tr>");
    for (size_t c = 0; c < n; c++)
        add_head(out, &column[c], c == 0 || column[c].text);
    HTML(out, "</thead>\n<tbody>\n");
}

static void open_row(struct web *web, const char *head, const char *class)
{
    buf_addf(web->out, "<tr%s><th scope=\"row\">", class);
    html_text(web->out, head);
    web->at_column = 1;
}

void web_row(struct web *web, const char *head)
{
    open_row(web, head, "");
}

void web_row_all(struct web *web, const char *head)
{
    open_row(web, head, " class=\"all\"");
}

void web_cell_open(struct web *web)
{
    bool text =
        web->at_column < web->n_column && web->column[web->at_column].text;

    buf_add_text(web->out, text ? "<td class=\"t\">" : "<td>");
    web->at_column++;
}

void web_cell(struct web *web, const char *text)
{
    web_cell_open(web);
    html_text(web->out, text);
}

void web_number(struct web *web, double number, int decimals)
{
    web_cell(web, report_number(number, decimals, &web->arena));
}

void web_count(struct web *web, double count)
{
    web_number(web, count, 0);
}

void web_cost(struct web *web, double cost)
{
    web_cell(web, report_cost(web->audit, cost, &web->arena));
}

void web_share(struct web *web, double part, double whole)
{
    web_cell(web, report_share(part, whole, &web->arena));
}

void web_unknown(struct web *web, size_t n)
{
    for (size_t i = 0; i < n; i++)
        web_cell(web, "不明");
}

void web_table_end(struct web *web)
{
    HTML(web->out, "</tbody>\n</table>\n</div>\n");
    web->column = NULL;
    web->n_column = 0;
}

/* ---- figures ---- */

const char *web_figure(struct web *web, const char *caption)
{
    unsigned number = ++web->n_figure;

    buf_addf(web->out, "<figure>\n<figcaption id=\"caption-%u\">図%u　", number,
             number);
    html_text(web->out, caption);
    buf_addf(web->out,
             "</figcaption>\n<div class=\"scroll\" role=\"region\" "
             "tabindex=\"0\" aria-labelledby=\"caption-%u\">\n",
             number);
    return web_format(web, "figure-%u", number);
}

void web_figure_drawn(struct web *web)
{
    HTML(web->out, "</div>\n");
}

void web_figure_end(struct web *web)
{
    HTML(web->out, "</figure>\n");
}

void web_legend(struct web *web)
{
    HTML(web->out, "<ul class=\"legend\">\n");
}

void web_legend_item(struct web *web, int paint, const char *words,
                     const char *count)
{
    HTML(web->out, "<li>");
    svg_swatch(web->out, paint);
    html_text(web->out, words);
    if (count) {
        HTML(web->out, " <span class=\"n\">（");
        html_text(web->out, count);
        HTML(web->out, "）</span>");
    }
    HTML(web->out, "</li>\n");
}

void web_legend_end(struct web *web)
{
    HTML(web->out, "</ul>\n");
}

/* ---- words ---- */

const char *web_region(struct web *web, size_t set, size_t region)
{
    const struct region *of = web->audit->set[set].region[region].region;

    if (web->audit->set[set].region[region].partial)
        return web_format(web, "%s（人口は一部）", of->name);
    if (!web->spans[set] || !of->prefecture ||
        str_same(of->prefecture, of->name))
        return of->name;
    return web_format(web, "%s%s", of->prefecture, of->name);
}

bool web_own(const struct web *web, uint32_t from_set, uint32_t from_region,
             size_t *set, size_t *region)
{
    const struct regions *regions = web->order->regions;

    if (from_set >= regions->n_set ||
        from_region >= regions->set[from_set].n_region)
        return false;
    const struct region *wanted = &regions->set[from_set].region[from_region];
    for (size_t s = 0; s < web->audit->n_set; s++) {
        const struct audit_set *of = &web->audit->set[s];
        size_t low = 0, high = of->n_region;
        if (of->set != &regions->set[from_set])
            continue;
        /* Own ones are in the order of all. */
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (of->region[middle].region < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        *set = s;
        *region = low;
        return low < of->n_region && of->region[low].region == wanted;
    }
    return false;
}

const char *web_set_name(const struct web *web, size_t set)
{
    return web->audit->set[set].set->name;
}
