/* What the parts of the self-check sheets share. */
#ifndef OUTPUT_PRINT_SELF_CHECK_OWN_H
#define OUTPUT_PRINT_SELF_CHECK_OWN_H

#include "output/print/list_order.h"

#define SHEET_WIDTH PAPER_MM(210)
#define SHEET_HEIGHT PAPER_MM(297)
#define SHEET_MARGIN PAPER_MM(14)
#define SHEET_LEFT SHEET_MARGIN
#define SHEET_TEXT_WIDTH (SHEET_WIDTH - 2 * SHEET_MARGIN)
#define SHEET_BOTTOM (SHEET_HEIGHT - PAPER_MM(11))

/* A row of the table: what is published of the facility. */
struct sheet_row {
    const char *heading;
    const char *value; /* NULL: nothing is published */
};
#define SHEET_MAX_ROWS 20

struct sheets {
    struct canvas *canvas;
    const struct view *view;
    const struct writing *writing;
    size_t n;       /* facilities */
    size_t n_whole; /* of the municipality: n, or too many for one file */
    /* With outlines as coarse as the small map of each sheet shows them. */
    const struct view *coarse;
};

/* Sizes of one sheet: what has much to say is printed smaller. */
struct sheet_fit {
    double text;     /* size of the characters in the table */
    double row;      /* least height of a row: a hand writes there */
    double map;      /* height of the maps */
    double greeting; /* size of the characters above and below the table */
};

/* One facility's page. */
struct sheet {
    const struct sheets *all;
    const struct view_row *facility;
    unsigned number;
    struct arena *arena;
    const struct sheet_fit *fit;
    struct sheet_row row[SHEET_MAX_ROWS];
    size_t length[SHEET_MAX_ROWS]; /* characters of the value; as cut */
    double value_height[SHEET_MAX_ROWS];
    size_t n;
    double line; /* height of one line of the table's text */
    double foot; /* height of all below the table */
    const char *name, *greeting;
    const char *address; /* of the facility on the page; or NULL */
    double y;            /* what is below is free */
};

/* Columns of the table; the rest is for writing. */
#define SHEET_HEADING 92.0
#define SHEET_VALUE 222.0
#define SHEET_TICK 68.0
#define SHEET_PAD 3.0
#define SHEET_CODE 66.0 /* a side of the QR code */
#define SHEET_GAP 7.0

#define SHEET_NOTHING "（記載なし）"

static const struct paint sheet_line = {PAINT_NONE, 0x555555, 0.5, false};
static const struct paint sheet_frame = {PAINT_NONE, 0x000000, 0.9, false};
static const struct paint sheet_shade = {0xE8E8E8, 0x555555, 0.5, false};

/* The rows of a facility, in `row`; returns how many. */
size_t self_check_rows(const struct view *view, const struct view_row *facility,
                       struct sheet_row row[SHEET_MAX_ROWS],
                       struct arena *arena);

/* The title of the map, whoever it is for. */
const char *self_check_title(const struct view *view, struct arena *arena);

/* 令和7年（2025年）12月1日; NULL for none. */
const char *self_check_day(const char *iso, struct arena *arena);
/* The text with each 2025-12-01 in it as 令和7年12月1日. */
const char *self_check_days(const char *text, struct arena *arena);
/* 〒520-0001, however it was written; what is no such code stays as it is. */
const char *self_check_postal(const char *text, struct arena *arena);
/* The text with its lines ended only where no word, time or number is torn,
 * as far as that fits. */
const char *self_check_lines(struct canvas *canvas, const char *text,
                             double width, const struct text_style *style,
                             struct arena *arena);

/* The first `length` characters and a mark that there is more, or the whole. */
const char *self_check_cut(const char *text, size_t length,
                           struct arena *arena);
/* The value of a row as it is printed. */
const char *self_check_value(const struct sheet *sheet, size_t i);
/* Choose the sizes, and cut values in the last resort, so that it is one page;
 * the heights are set. Returns the height that is left over. */
double self_check_fit(struct sheet *sheet);
/* The least height of a row. */
double self_check_row_height(const struct sheet *sheet, size_t i);

/* Where it is: maps, and room to draw or say it. `box` is filled. */
void self_check_place(const struct sheet *sheet, struct box box);
/* Is there a base map on the sheets? */
bool self_check_based(const struct sheets *sheets);
/* Metres a point of the map of the whole municipality; 0: there is none. */
double self_check_overview_scale(const struct sheets *sheets);
/* The view with outlines no finer than a map of this scale can show. */
struct view self_check_coarse(const struct view *view, double metres_per_point,
                              struct arena *arena);

/* What stands below the table, at the end of the page: where it is, what to
 * tick, who answers, where to send it, sources. */
double self_check_foot_height(const struct sheet *sheet);
/* From `top` on, which is above the end of the page by that height or more. */
void self_check_foot(const struct sheet *sheet, double top);

/* A QR code of the address in a square; nothing when it is too long. */
void self_check_code(struct canvas *canvas, const char *url, double x, double y,
                     double size, struct arena *arena);

/* The first page: for those who send the sheets. */
void self_check_cover(const struct sheets *sheets, struct arena *arena);

/* Text in an element of its own; returns its height. */
double self_check_text(struct canvas *canvas, enum canvas_tag tag,
                       struct box box, const char *text,
                       const struct text_style *style);

#endif
