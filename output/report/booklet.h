/*
 * The report for a meeting being made: A4 pages with text that flows, tables
 * and figures. It is gone through without drawing until the pages and the
 * table of contents are known, then drawn.
 *
 * Lengths are points. All texts are drawn as they are: a hostile name can
 * neither leave its cell nor end the document.
 */
#ifndef OUTPUT_REPORT_BOOKLET_H
#define OUTPUT_REPORT_BOOKLET_H

#include "audit/audit.h"
#include "output/print/canvas.h"

#define BOOKLET_TITLE 19.0
#define BOOKLET_PART 14.0
#define BOOKLET_SUB 10.5
#define BOOKLET_BODY 9.0
#define BOOKLET_SMALL 7.5
#define BOOKLET_LEAST 7.0 /* in tables, on maps */
#define BOOKLET_GAP 10.0  /* between two figures side by side */

/* What has a line in the table of contents. */
struct booklet_entry {
    const char *text;
    int level; /* 1: a part, which the contents list; 2: in it */
    int page;
};

struct atlas;

struct booklet {
    struct canvas *canvas;
    const struct audit *audit;
    struct arena *arena;
    bool dry; /* only find out what stands on which page */
    int page, n_page;
    bool wide; /* the page lies on its side */
    /* What is free of the page. */
    double x, y, width, top, bottom;
    struct booklet_entry *entry; /* of this pass, and of the one before */
    struct booklet_entry *known;
    size_t n_entry, n_known, cap_entry, cap_known;
    const struct atlas *atlas;
    const char *foot; /* besides the title */
};

/* The width of an upright page (else of one on its side) between margins. */
double booklet_width(bool wide);

void booklet_page(struct booklet *booklet, bool wide);
/* A new page unless `height` is left, or nothing is on this one yet. */
void booklet_room(struct booklet *booklet, double height);
/* The heading of a part that needs not begin a page: an upright page with
 * `height` left. */
void booklet_part(struct booklet *booklet, const char *text, double height);
void booklet_space(struct booklet *booklet, double height);

/* One element with one text, over as many pages as it needs; together with
 * `with_next` points of what follows it. */
void booklet_text(struct booklet *booklet, enum canvas_tag tag,
                  const char *text, const struct text_style *style,
                  double with_next);
/* A paragraph of plain text; a smaller, grey one below a table or figure. */
void booklet_paragraph(struct booklet *booklet, const char *text);
void booklet_note(struct booklet *booklet, const char *text);
/* Level 1 (a part) or 2, in bookmarks and contents; 3: in the text alone.
 * `with_next` points of what follows stay on its page. */
void booklet_heading(struct booklet *booklet, int level, const char *text,
                     double with_next);
void booklet_list_begin(struct booklet *booklet);
void booklet_item(struct booklet *booklet, const char *label, const char *text);
void booklet_list_end(struct booklet *booklet);

/* The parts and their pages. */
double booklet_contents_height(const struct booklet *booklet);
void booklet_contents(struct booklet *booklet);

/* The base year, then at most `most` - 1 others, ascending, the last one among
 * them: indices of people->year. Returns how many. */
size_t booklet_years(const struct audit *audit, size_t *year, size_t most);

#endif
