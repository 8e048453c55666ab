#include "output/print/map_crowd.h"

#include "output/print/label_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GAIN 1.4      /* times a frame must grow at least */
#define SIDE_MOST 7   /* frames of a grid, a side */
#define CELL_MOST 400 /* pins of a frame, on average, that are tried at all */
#define ASPECT 2.2    /* of a frame's sides, at most */

static void add_box(struct crowd_boxes *boxes, struct box box)
{
    boxes->box =
        mem_room(boxes->box, boxes->n, &boxes->cap, sizeof(*boxes->box));
    boxes->box[boxes->n++] = box;
}

static struct box united(const struct box *a, const struct box *b)
{
    double x = fmin(a->x, b->x), y = fmin(a->y, b->y);

    return (struct box){x, y, fmax(a->x + a->width, b->x + b->width) - x,
                        fmax(a->y + a->height, b->y + b->height) - y};
}

static struct box square(struct canvas_point at, double half)
{
    return (struct box){at.x - half, at.y - half, 2 * half, 2 * half};
}

/* At least `width` by `height` around its middle, then moved and cut so that
 * it is inside `limit`. */
static struct box grown(struct box box, double width, double height,
                        const struct box *limit)
{
    double w = fmin(fmax(box.width, width), limit->width);
    double h = fmin(fmax(box.height, height), limit->height);
    double x = box.x + (box.width - w) / 2, y = box.y + (box.height - h) / 2;

    x = fmin(fmax(x, limit->x), limit->x + limit->width - w);
    y = fmin(fmax(y, limit->y), limit->y + limit->height - h);
    return (struct box){x, y, w, h};
}

static struct box shaped(struct box box, const struct crowd_rules *rules)
{
    double width = fmax(rules->least, box.height / ASPECT);
    double height = fmax(rules->least, box.width / ASPECT);

    return grown(box, width, height, &rules->map);
}

/* ---- what belongs together ---- */

static bool merge_meeting(struct crowd_boxes *boxes)
{
    bool any = false;

    for (size_t i = 0; i < boxes->n; i++)
        for (size_t k = i + 1; k < boxes->n;) {
            if (!box_meets(&boxes->box[i], &boxes->box[k])) {
                k++;
                continue;
            }
            boxes->box[i] = united(&boxes->box[i], &boxes->box[k]);
            boxes->box[k] = boxes->box[--boxes->n];
            any = true;
            k = i + 1;
        }
    return any;
}

/* Pins at a frame's edge come into it. */
static bool take_in(struct crowd_boxes *boxes, const struct crowd_rules *rules,
                    const struct crowd_pin *pin, size_t n)
{
    bool any = false;

    for (size_t b = 0; b < boxes->n; b++)
        for (size_t i = 0; i < n; i++) {
            struct box *box = &boxes->box[b];
            struct box own = square(pin[i].at, rules->edge);
            struct box inside = united(box, &own);
            if (!box_meets(box, &own) || box_within(&own, box))
                continue;
            inside = shaped(inside, rules);
            /* At the edge of the map there may be no room to grow. */
            any |= inside.width > box->width + 0.01 ||
                   inside.height > box->height + 0.01;
            *box = inside;
        }
    return any;
}

/* A frame around one pin would show nothing new: the nearest one joins. */
static bool pair_up(struct crowd_boxes *boxes, const struct crowd_rules *rules,
                    const struct crowd_pin *pin, size_t n)
{
    bool any = false;

    for (size_t b = 0; b < boxes->n; b++) {
        struct box *box = &boxes->box[b];
        double x = box->x + box->width / 2, y = box->y + box->height / 2;
        size_t inside = 0, nearest = n;
        double least = INFINITY;
        for (size_t i = 0; i < n; i++) {
            double d = hypot(pin[i].at.x - x, pin[i].at.y - y);
            if (box_has(box, pin[i].at))
                inside++;
            else if (d < least) {
                least = d;
                nearest = i;
            }
        }
        if (inside == 1 && nearest < n) {
            struct box own = square(pin[nearest].at, rules->edge);
            *box = shaped(united(box, &own), rules);
            any = true;
        }
    }
    return any;
}

static bool reshape(struct crowd_boxes *boxes, const struct crowd_rules *rules)
{
    bool any = false;

    for (size_t b = 0; b < boxes->n; b++) {
        struct box box = shaped(boxes->box[b], rules);
        any |= !box_within(&box, &boxes->box[b]);
        boxes->box[b] = box;
    }
    return any;
}

static void tell_frames(const struct crowd_boxes *boxes, struct crowd_pin *pin,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pin[i].frame = NO_FRAME;
        for (size_t b = 0; b < boxes->n && pin[i].frame == NO_FRAME; b++)
            if (box_has(&boxes->box[b], pin[i].at))
                pin[i].frame = b;
        pin[i].crowded = pin[i].frame != NO_FRAME;
    }
}

void crowd_gather(const struct crowd_rules *rules, struct crowd_pin *pin,
                  size_t n, struct crowd_boxes *boxes)
{
    boxes->n = 0;
    for (size_t i = 0; i < n; i++)
        if (pin[i].crowded)
            add_box(boxes, shaped(square(pin[i].at, rules->claim), rules));
    /* Each round makes boxes fewer or larger; the bound is for those that
     * cannot grow beyond the map. */
    for (size_t round = 0; round < 2 * n + 8; round++) {
        bool any = merge_meeting(boxes);
        any |= reshape(boxes, rules);
        any |= take_in(boxes, rules, pin, n);
        any |= pair_up(boxes, rules, pin, n);
        if (!any)
            break;
    }
    tell_frames(boxes, pin, n);
}

/* ---- cutting what is too large ---- */

struct cutting {
    const struct crowd_rules *rules;
    const struct crowd_pin *pin;
    size_t *member; /* of one box, n of them */
    size_t n;
    struct box box;
    double *across[2]; /* their x and y, sorted */
};

struct grid {
    size_t side[2]; /* columns, rows */
    double line[2][SIDE_MOST + 1];
};

static double gain(const struct crowd_rules *rules, const struct box *box)
{
    return fmin(rules->full_width / box->width,
                rules->full_height / box->height);
}

/* The pins with some room around them, in the shape of a page as far as the
 * cell allows: no other pin is there. */
static struct box trimmed(const struct cutting *cutting, const size_t *member,
                          size_t n, const struct box *cell)
{
    const struct crowd_rules *rules = cutting->rules;
    struct box box = {0};

    for (size_t i = 0; i < n; i++) {
        struct box own = square(cutting->pin[member[i]].at, 0);
        box = i ? united(&box, &own) : own;
    }
    double pad =
        rules->room / fmax(1, fmin(rules->full_width / fmax(box.width, 1),
                                   rules->full_height / fmax(box.height, 1)));
    pad = fmin(fmax(pad, 3), rules->claim);
    box = (struct box){box.x - pad, box.y - pad, box.width + 2 * pad,
                       box.height + 2 * pad};
    double x0 = fmax(box.x, cell->x), y0 = fmax(box.y, cell->y);
    double x1 = fmin(box.x + box.width, cell->x + cell->width);
    double y1 = fmin(box.y + box.height, cell->y + cell->height);
    double page = rules->full_width / rules->full_height;
    return grown((struct box){x0, y0, x1 - x0, y1 - y0},
                 fmax(rules->least, box.height * page),
                 fmax(rules->least, box.width / page), cell);
}

/* Where a line may best stand: in the widest gap near its place. */
static double line_near(const double *across, size_t n, double place,
                        double tolerance)
{
    double widest = 0, best = place;

    for (size_t i = 1; i < n; i++) {
        double middle = (across[i - 1] + across[i]) / 2;
        if (fabs(middle - place) <= tolerance &&
            across[i] - across[i - 1] > widest) {
            widest = across[i] - across[i - 1];
            best = middle;
        }
    }
    return best;
}

static struct grid make_grid(const struct cutting *cutting, size_t columns,
                             size_t rows)
{
    const struct box *box = &cutting->box;
    struct grid grid = {.side = {columns, rows}};
    const double from[] = {box->x, box->y};
    const double size[] = {box->width, box->height};

    for (int d = 0; d < 2; d++) {
        double step = size[d] / (double)grid.side[d];
        grid.line[d][0] = from[d];
        for (size_t i = 1; i < grid.side[d]; i++)
            grid.line[d][i] = line_near(cutting->across[d], cutting->n,
                                        from[d] + (double)i * step, step * 0.2);
        grid.line[d][grid.side[d]] = from[d] + size[d];
    }
    return grid;
}

static size_t cell_of(const struct grid *grid, int d, double at)
{
    size_t i = 0;

    while (i + 1 < grid->side[d] && at > grid->line[d][i + 1])
        i++;
    return i;
}

/* The pins of a cell; returns their number. */
static size_t collect(const struct cutting *cutting, const struct grid *grid,
                      size_t column, size_t row, size_t *inside)
{
    size_t n = 0;

    for (size_t i = 0; i < cutting->n; i++) {
        struct canvas_point at = cutting->pin[cutting->member[i]].at;
        if (cell_of(grid, 0, at.x) == column && cell_of(grid, 1, at.y) == row)
            inside[n++] = cutting->member[i];
    }
    return n;
}

/* What the grid costs, or `most` when it is not less; a grid whose frames
 * would be too small or hardly grow has no cost. With `out` its frames are
 * added. */
static double use_grid(const struct cutting *cutting, const struct grid *grid,
                       double most, struct crowd_boxes *out)
{
    const struct crowd_rules *rules = cutting->rules;
    size_t *inside = mem_alloc((cutting->n + 1) * sizeof(*inside));
    double cost = 0;

    for (size_t c = 0; c < grid->side[0] * grid->side[1] && cost < most; c++) {
        size_t column = c % grid->side[0], row = c / grid->side[0];
        const struct box cell = {grid->line[0][column], grid->line[1][row],
                                 grid->line[0][column + 1] -
                                     grid->line[0][column],
                                 grid->line[1][row + 1] - grid->line[1][row]};
        size_t n = collect(cutting, grid, column, row, inside);
        if (n == 0)
            continue;
        struct box frame = trimmed(cutting, inside, n, &cell);
        if (out)
            add_box(out, frame);
        else if (gain(rules, &frame) < GAIN ||
                 fmin(frame.width, frame.height) < rules->least * 0.9)
            cost = most;
        else
            cost += rules->cost(rules->context, &frame, inside, n);
    }
    free(inside);
    return fmin(cost, most);
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return *x < *y ? -1 : *x > *y;
}

static struct grid best_grid(const struct cutting *cutting)
{
    const struct crowd_rules *rules = cutting->rules;
    struct grid best = make_grid(cutting, 1, 1);
    double least = INFINITY;
    /* Rows to a column, for cells in the shape of a page. */
    double shape = cutting->box.height / cutting->box.width *
                   rules->full_width / rules->full_height;

    for (size_t columns = 1; columns <= SIDE_MOST; columns++)
        for (size_t rows = 1; rows <= SIDE_MOST; rows++) {
            double odd = (double)rows / ((double)columns * shape);
            bool one = columns == 1 && rows == 1;
            if (!one && (odd < 0.62 || odd > 1.62))
                continue;
            if (cutting->n > columns * rows * CELL_MOST)
                continue;
            struct grid grid = make_grid(cutting, columns, rows);
            double cost = use_grid(cutting, &grid, least, NULL);
            if (cost < least - 0.01) {
                least = cost;
                best = grid;
            }
        }
    return best;
}

static void cut_box(struct cutting *cutting, struct crowd_boxes *out)
{
    for (int d = 0; d < 2; d++) {
        cutting->across[d] = mem_alloc(cutting->n * sizeof(double));
        for (size_t i = 0; i < cutting->n; i++) {
            struct canvas_point at = cutting->pin[cutting->member[i]].at;
            cutting->across[d][i] = d ? at.y : at.x;
        }
        qsort(cutting->across[d], cutting->n, sizeof(double), by_size);
    }
    struct grid grid = best_grid(cutting);
    use_grid(cutting, &grid, INFINITY, out);
    free(cutting->across[0]);
    free(cutting->across[1]);
}

void crowd_cut(const struct crowd_rules *rules, struct crowd_pin *pin, size_t n,
               struct crowd_boxes *boxes)
{
    struct crowd_boxes frames = {0};
    size_t *member = mem_alloc((n + 1) * sizeof(*member));

    for (size_t b = 0; b < boxes->n; b++) {
        struct cutting cutting = {
            .rules = rules, .pin = pin, .member = member, .box = boxes->box[b]};
        for (size_t i = 0; i < n; i++)
            if (pin[i].frame == b)
                member[cutting.n++] = i;
        if (cutting.n)
            cut_box(&cutting, &frames);
    }
    free(member);
    free(boxes->box);
    *boxes = frames;
    tell_frames(boxes, pin, n);
}
