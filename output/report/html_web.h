/*
 * report.html being written: headings, paragraphs, tables, figures. Every
 * text goes through output/site/html.h, so none becomes markup.
 *
 * What is marked `kept` below is used until the end of the table or figure.
 */
#ifndef OUTPUT_REPORT_HTML_WEB_H
#define OUTPUT_REPORT_HTML_WEB_H

#include "output/report/svg_lines.h"
#include "output/report/svg_map.h"

/* Rows of a list of meshes or the like; the workbook has them all. */
#define WEB_LIST_MOST 50
/* The heading of statements (words.h) that stand in the part on quality. */
#define WEB_QUALITY "データの品質"
/* Above so many regions, tables of future years are left to the workbook. */
#define WEB_REGIONS_MOST 300

struct web_column {
    const char *head; /* '\n': a line may break here */
    bool text;        /* not a number: aligned to the left */
};

struct web {
    struct buf *out;
    const struct audit *audit;
    const struct audit_order *order;
    struct svg_map map;
    const char *limit;   /* 直線16km */
    bool *spans;         /* [n_set] names need their prefectures */
    struct arena arena;  /* texts of a section */
    struct arena always; /* texts of the page */
    unsigned n_table, n_figure;
    const struct web_column *column; /* of the open table; kept */
    size_t n_column, at_column;
};

/* ---- structure ---- */

/* A part of the page: <section> with an <h2> (level 2) or <h3>. `id` may be a
 * number of parts of that name, 0 for a part that is alone. */
void web_section(struct web *web, int level, const char *id, size_t number,
                 const char *heading);
void web_section_end(struct web *web);
void web_heading(struct web *web, int level, const char *text);
void web_text(struct web *web, const char *text); /* escaped, nothing else */
/* A paragraph; `class` may be NULL. */
void web_paragraph(struct web *web, const char *class, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What stays closed on a screen until it is asked for, and is printed. */
void web_details(struct web *web, const char *summary);
void web_details_end(struct web *web);
/* What paper need not repeat, because the workbook has it: a page says so. */
void web_screen(struct web *web);
void web_screen_end(struct web *web);

/* ---- tables: column[0] is the head of each row ---- */

void web_table(struct web *web, const char *caption,
               const struct web_column *column, size_t n);
void web_row(struct web *web, const char *head);
void web_row_all(struct web *web, const char *head); /* a total */
void web_cell(struct web *web, const char *text);
/* A cell that the caller fills and ends by the next call. */
void web_cell_open(struct web *web);
void web_count(struct web *web, double count); /* a whole number */
void web_number(struct web *web, double number, int decimals);
void web_cost(struct web *web, double cost);
void web_share(struct web *web, double part, double whole);
void web_unknown(struct web *web, size_t n); /* n cells: 不明 */
void web_table_end(struct web *web);

/* Texts of the section. */
const char *web_format(struct web *web, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *web_people(struct web *web, double people); /* 1,234人 */

/* ---- figures ---- */

/* `caption` is also what a picture is called. Returns its id, for
 * struct svg_head. A picture too wide for a small screen moves inside its own
 * region. */
const char *web_figure(struct web *web, const char *caption);
void web_figure_drawn(struct web *web); /* after the picture */
void web_figure_end(struct web *web);
void web_legend(struct web *web);
/* `count` areas or meshes of it: "12区域"; NULL: not told. */
void web_legend_item(struct web *web, int paint, const char *words,
                     const char *count);
void web_legend_end(struct web *web);

/*
 * A choropleth of values with its legend, and what is not on it: value[r] of
 * own region r (NAN: no data), label[r] its text on the map. Shares are in per
 * cent and always have the same classes, so that maps of other needs, years
 * and areas can be held beside each other.
 */
void web_choropleth(struct web *web, size_t set, const char *caption,
                    const double *value, const char *const *label, bool share);
/* Is a map of the set worth its page? Not of two prefectures. */
bool web_maps(const struct web *web, size_t set);

/* The four states of words.h: their paints, a bar of them, their legend. */
extern const int web_state_paints[STATE_COUNT];
void web_state_bar(struct web *web, const struct audit_need *need,
                   const struct audit_year *year);
void web_state_legend(struct web *web);
const char *web_state_words(enum report_state state); /* explained */

/* Lines over years, and what of `n_all` areas is not among them. The chart's
 * desc and id are set here. */
void web_lines(struct web *web, struct svg_chart *chart, size_t n_all);

/* ---- words ---- */

/* The name of an own region, with its prefecture where there are several. */
const char *web_region(struct web *web, size_t set, size_t region);
/* Where a region of order->regions stands in the audit; false: it is not
 * reported, or REGION_NONE. */
bool web_own(const struct web *web, uint32_t from_set, uint32_t from_region,
             size_t *set, size_t *region);
/* Is nothing known of any facility of the cell? Then its 0 is no answer. */
bool web_unread(const struct audit_cell *cell);
/* Beside access: whose figures are too high, and what helps. */
void web_edge_note(struct web *web, const char *class, size_t need);
/* Why a need is `unread`, and what helps. */
void web_unread_alert(struct web *web, const struct audit_need *need);
/* Is nobody known to be within reach, and somebody may be? Then its 0 % is no
 * answer either. */
bool web_reach_unknown(const struct audit_year *year);
/* 区域, 市区町村 ... as a heading of names. */
const char *web_set_name(const struct web *web, size_t set);

/* ---- the parts, in their order on the page ---- */

void web_head(struct web *web);
void web_contents(struct web *web);
void web_summary(struct web *web);
void web_compare(struct web *web);
/* All needs and imported indicators of the regions of a set. */
void web_overview(struct web *web, size_t set);
void web_need(struct web *web, size_t need);
void web_need_tables(struct web *web, size_t need, size_t set);
void web_need_maps(struct web *web, size_t need, size_t set);
void web_need_meshes(struct web *web, size_t need);
void web_need_lists(struct web *web, size_t need);
void web_need_spread(struct web *web, size_t need);
void web_indicators(struct web *web);
void web_chain(struct web *web);
void web_demand(struct web *web);
void web_imported(struct web *web);
void web_progress(struct web *web);
void web_quality(struct web *web);
void web_about(struct web *web);

/* Is there such a part? */
/* Its value with digits of one width; as it is written where that is more
 * than a number. */
const char *web_imported_text(struct web *web,
                              const struct imported_value *value);
bool web_has_imported(const struct web *web);
bool web_has_progress(const struct web *web);

#endif
