#include "output/report/booklet_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PAD 2.5
#define PAD_ROW 2.1     /* above and below */
#define NOTE_ROOM 20.0  /* kept below the last row, for what explains it */
#define APART 5.0       /* more, of a text behind figures */
#define TEXT_MOST 150.0 /* points that a text may wish for */
#define HEAD_MOST 62.0  /* a heading of figures; more is wrapped */
#define FIGURE_LEAST 22.0
#define TEXT_LEAST 45.0 /* of a wrapped text */
#define STRETCH 1.6     /* of a table that is narrower than the page */
#define LINES_MOST 6    /* of a cell */
#define BYTES_MOST 600  /* of a cell; no table shows more of a hostile name */
#define LEADING 1.25

static const struct paint head_ground = {0xE2E6EA, PAINT_NONE, 0, false};
static const struct paint strong_ground = {0xF1F3F5, PAINT_NONE, 0, false};
static const struct paint rule = {PAINT_NONE, 0xB0B0B0, 0.4, false};

struct grid grid_open(struct booklet *booklet, const char *caption)
{
    return (struct grid){.booklet = booklet, .caption = caption};
}

void grid_column(struct grid *grid, enum grid_kind kind, const char *heading)
{
    if (grid->n_column < GRID_COLUMNS)
        grid->column[grid->n_column++] = (struct grid_column){heading, kind, 0};
}

const char **grid_row(struct grid *grid, bool strong)
{
    grid->strong = mem_room(grid->strong, grid->n_row, &grid->cap_strong,
                            sizeof(*grid->strong));
    grid->cell = mem_room(grid->cell, grid->n_row, &grid->cap_row,
                          GRID_COLUMNS * sizeof(*grid->cell));
    grid->strong[grid->n_row] = strong;
    const char **row = grid->cell + grid->n_row++ * GRID_COLUMNS;
    memset(row, 0, GRID_COLUMNS * sizeof(*row));
    return row;
}

static const char *cell(const struct grid *grid, size_t row, size_t column)
{
    return grid->cell[row * GRID_COLUMNS + column];
}

static struct text_style style_of(const struct grid *grid, size_t column,
                                  bool bold)
{
    bool number = grid->column[column].kind == GRID_NUMBER;

    return (struct text_style){.size = BOOKLET_LEAST,
                               .bold = bold,
                               .align = number ? ALIGN_END : ALIGN_START,
                               .most = BOOKLET_LEAST * LEADING * LINES_MOST};
}

/* ---- widths ---- */

static double apart(const struct grid *grid, size_t column)
{
    return column > 0 && grid->column[column].kind != GRID_NUMBER &&
                   grid->column[column - 1].kind == GRID_NUMBER
               ? APART
               : 0;
}

/* Of a cell's text. */
static double inner_width(const struct grid *grid, size_t column)
{
    return grid->column[column].width - 2 * PAD - apart(grid, column);
}

/* How wide a text is, about: bytes of a letter make half a kanji, three bytes
 * make a whole one. */
static size_t rough_width(const char *text)
{
    size_t width = 0;

    for (; *text; text++)
        width += (*text & 0x80) ? 2 : 3;
    return width;
}

/* Of the widest cell. Only texts that look wider than all before are measured:
 * most tables hold thousands of figures of the same length. */
static double cells_width(const struct grid *grid, size_t column)
{
    struct canvas *canvas = grid->booklet->canvas;
    struct text_style style = style_of(grid, column, true);
    size_t longest = 0;
    double most = 0;

    for (size_t r = 0; r < grid->n_row; r++) {
        const char *text = cell(grid, r, column);
        size_t rough = text ? rough_width(text) : 0;
        if (rough * 10 <= longest * 9)
            continue;
        longest = rough > longest ? rough : longest;
        style.bold = grid->strong[r];
        most = fmax(most, canvas_text_width(canvas, text, &style));
    }
    return most + 2 * PAD + 1 + apart(grid, column);
}

/* Figures stay on their line; texts and headings may be wrapped. */
static double least(const struct grid *grid, size_t column)
{
    double width = cells_width(grid, column);

    return grid->column[column].kind == GRID_NUMBER
               ? fmax(fmin(width, HEAD_MOST * 1.5), FIGURE_LEAST)
               : fmin(width, TEXT_LEAST);
}

static double natural(const struct grid *grid, size_t column)
{
    const struct text_style style = style_of(grid, column, true);
    double head = canvas_text_width(grid->booklet->canvas,
                                    grid->column[column].heading, &style);

    double most =
        grid->column[column].kind == GRID_NUMBER ? HEAD_MOST : TEXT_MOST;

    return fmax(fmin(head, most) + 2 * PAD + 1 + apart(grid, column),
                fmin(cells_width(grid, column), TEXT_MOST));
}

double grid_natural_width(struct grid *grid)
{
    double sum = 0;

    for (size_t c = 0; c < grid->n_column; c++)
        sum += natural(grid, c);
    return sum;
}

/* Where there is room, texts have all that they would take on one line. */
static double widen_texts(struct grid *grid, double room)
{
    double wish[GRID_COLUMNS] = {0}, sum = 0;

    for (size_t c = 0; c < grid->n_column; c++) {
        if (grid->column[c].kind == GRID_NUMBER)
            continue;
        for (size_t r = 0; r < grid->n_row; r++) {
            const struct text_style style = style_of(grid, c, grid->strong[r]);
            const char *text = cell(grid, r, c);
            if (text && strlen(text) > TEXT_MOST / 10)
                wish[c] = fmax(wish[c], canvas_text_width(grid->booklet->canvas,
                                                          text, &style) +
                                            2 * PAD + 1 + apart(grid, c));
        }
        wish[c] = fmax(wish[c] - grid->column[c].width, 0);
        sum += wish[c];
    }
    double part = sum > 0 ? fmin(room / sum, 1) : 0;
    for (size_t c = 0; c < grid->n_column; c++)
        grid->column[c].width += wish[c] * part;
    return sum * part;
}

/* Each between what it needs and what it would like. */
static double set_widths(struct grid *grid)
{
    double room = grid->booklet->width, sum = 0, needed = 0;
    double need[GRID_COLUMNS] = {0};

    for (size_t c = 0; c < grid->n_column; c++) {
        grid->column[c].width = natural(grid, c);
        need[c] = fmin(least(grid, c), grid->column[c].width);
        sum += grid->column[c].width;
        needed += need[c];
    }
    if (sum > room) {
        double part = sum > needed ? (room - needed) / (sum - needed) : 0;
        for (size_t c = 0; c < grid->n_column; c++)
            grid->column[c].width =
                need[c] + (grid->column[c].width - need[c]) * fmax(part, 0);
        sum = fmax(room, needed);
    } else {
        sum += widen_texts(grid, room - sum);
    }
    double stretch = fmin(room / sum, STRETCH);
    for (size_t c = 0; c < grid->n_column; c++)
        grid->column[c].width *= stretch;
    return sum * stretch;
}

/* ---- drawing ---- */

static double head_height(const struct grid *grid)
{
    double most = 0;

    for (size_t c = 0; c < grid->n_column; c++) {
        const struct text_style style = style_of(grid, c, true);
        most = fmax(most, canvas_text_height(grid->booklet->canvas,
                                             inner_width(grid, c),
                                             grid->column[c].heading, &style));
    }
    return most + 2 * PAD_ROW;
}

static void draw_cell(const struct grid *grid, enum canvas_tag tag, double x,
                      double y, size_t column, const char *text, bool bold,
                      bool tagged)
{
    struct canvas *canvas = grid->booklet->canvas;
    const struct text_style style = style_of(grid, column, bold);

    if (tagged)
        canvas_begin(canvas, tag);
    canvas_text(canvas, x + PAD + apart(grid, column), y + PAD_ROW,
                inner_width(grid, column), text, &style);
    if (tagged)
        canvas_end(canvas);
}

/* `first`: the one that is read; repeated ones are decoration. */
static void put_head(struct grid *grid, double width, bool first)
{
    struct booklet *booklet = grid->booklet;
    double height = head_height(grid), x = booklet->x;

    if (!booklet->dry) {
        canvas_box(booklet->canvas, x, booklet->y, width, height, &head_ground);
        if (first)
            canvas_begin(booklet->canvas, TAG_ROW);
        for (size_t c = 0; c < grid->n_column; c++) {
            draw_cell(grid, TAG_HEAD, x, booklet->y, c, grid->column[c].heading,
                      true, first);
            x += grid->column[c].width;
        }
        if (first)
            canvas_end(booklet->canvas);
    }
    booklet->y += height;
}

static double row_height(const struct grid *grid, size_t row)
{
    double most = BOOKLET_LEAST * 1.05;

    for (size_t c = 0; c < grid->n_column; c++) {
        const struct text_style style = style_of(grid, c, grid->strong[row]);
        const char *text = cell(grid, row, c);
        /* Figures stay on their line: their column is as wide as they are. */
        if (!text || (grid->column[c].kind == GRID_NUMBER && strlen(text) < 9))
            continue;
        most =
            fmax(most, canvas_text_height(grid->booklet->canvas,
                                          inner_width(grid, c), text, &style));
    }
    return most + 2 * PAD_ROW;
}

static void draw_row(const struct grid *grid, size_t row, double width,
                     double height)
{
    struct booklet *booklet = grid->booklet;
    struct canvas *canvas = booklet->canvas;
    double x = booklet->x, y = booklet->y;

    if (grid->strong[row])
        canvas_box(canvas, x, y, width, height, &strong_ground);
    canvas_begin(canvas, TAG_ROW);
    for (size_t c = 0; c < grid->n_column; c++) {
        enum canvas_tag tag =
            grid->column[c].kind == GRID_NAME ? TAG_HEAD : TAG_CELL;
        draw_cell(grid, tag, x, y, c, cell(grid, row, c), grid->strong[row],
                  true);
        x += grid->column[c].width;
    }
    canvas_end(canvas);
    canvas_line(canvas, booklet->x, y + height, booklet->x + width, y + height,
                &rule);
}

static void put_caption(struct grid *grid, bool first)
{
    struct booklet *booklet = grid->booklet;
    const struct text_style style = {.size = BOOKLET_SMALL,
                                     .bold = true,
                                     .most = BOOKLET_SMALL * LEADING * 3};
    const char *text =
        first ? grid->caption
              : arena_format(booklet->arena, "%s（つづき）", grid->caption);

    if (!booklet->dry) {
        if (first)
            canvas_begin(booklet->canvas, TAG_CAPTION);
        canvas_text(booklet->canvas, booklet->x, booklet->y, booklet->width,
                    text, &style);
        if (first)
            canvas_end(booklet->canvas);
    }
    booklet->y +=
        canvas_text_height(booklet->canvas, booklet->width, text, &style) + 3;
}

static void put_rows(struct grid *grid, double width)
{
    struct booklet *booklet = grid->booklet;

    for (size_t r = 0; r < grid->n_row; r++) {
        double height = row_height(grid, r);
        double below = r + 1 == grid->n_row ? NOTE_ROOM : 0;
        if (booklet->y + height + below > booklet->bottom) {
            booklet_page(booklet, booklet->wide);
            put_caption(grid, false);
            put_head(grid, width, false);
        }
        if (!booklet->dry)
            draw_row(grid, r, width, height);
        booklet->y += height;
    }
}

static void cut_cells(struct grid *grid)
{
    for (size_t i = 0; i < grid->n_row * GRID_COLUMNS; i++) {
        struct str text = str_of(grid->cell[i]);
        size_t len = BYTES_MOST;
        if (text.len <= BYTES_MOST)
            continue;
        while (len > 0 && (text.ptr[len] & 0xC0) == 0x80)
            len--;
        grid->cell[i] =
            arena_format(grid->booklet->arena, "%.*s…", (int)len, text.ptr);
    }
}

void grid_put(struct grid *grid)
{
    struct booklet *booklet = grid->booklet;

    cut_cells(grid);

    if (grid->n_row > 0) {
        double width = set_widths(grid);
        double few = row_height(grid, 0) * fmin((double)grid->n_row, 3);
        booklet_space(booklet, 3);
        booklet_room(booklet, BOOKLET_SMALL * 2 + head_height(grid) + few);
        if (!booklet->dry)
            canvas_begin(booklet->canvas, TAG_TABLE);
        put_caption(grid, true);
        put_head(grid, width, true);
        put_rows(grid, width);
        if (!booklet->dry)
            canvas_end(booklet->canvas);
        booklet->y += BOOKLET_BODY * 0.7;
    }
    free(grid->cell);
    free(grid->strong);
    *grid = (struct grid){0};
}
