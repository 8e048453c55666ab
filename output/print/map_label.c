#include "output/print/map_label.h"

#include "output/print/label_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GAP 1.2 /* between a symbol and its number */
#define FROM_DOT 2.5
#define NEAR 30.0      /* labels within it count as neighbours */
#define ORDERS_MAX 800 /* labels: above, only one order is tried */
#define NOBODY SIZE_MAX

double label_item_width(const struct label_sizes *sizes, unsigned digits)
{
    return sizes->symbol + GAP + digits * sizes->digit;
}

double label_item_height(const struct label_sizes *sizes)
{
    return fmax(sizes->symbol, sizes->number * 1.1) + 0.6;
}

/* Boxes somewhat wider than high. */
size_t label_columns(size_t n)
{
    return n <= 3 ? n : (size_t)ceil(sqrt((double)n * 0.75));
}

struct box label_box(const struct label_sizes *sizes,
                     const struct map_label *label)
{
    double width = label_item_width(sizes, label->digits);
    double columns = (double)label_columns(label->n);
    if (label->note)
        return (struct box){
            0, 0, sizes->number * 1.1 + 3 * sizes->digit + 2 * LABEL_PAD,
            label_item_height(sizes) + 2 * LABEL_PAD};
    double rows = ceil((double)label->n / columns);

    return (struct box){
        0, 0, columns * width + (columns - 1) * 2 * GAP + 2 * LABEL_PAD,
        rows * label_item_height(sizes) + 2 * LABEL_PAD};
}

struct canvas_point label_line_end(const struct map_label *label)
{
    const struct box *box = &label->box;

    return (struct canvas_point){
        fmin(fmax(label->at.x, box->x), box->x + box->width),
        fmin(fmax(label->at.y, box->y), box->y + box->height)};
}

/* ---- one label ---- */

struct attempt {
    const struct labelling *labelling;
    struct label_field field;
    struct map_label *label;
};

static bool may_stand(const struct attempt *attempt, const struct box *box,
                      size_t i)
{
    return box_within(box, &attempt->labelling->frame) &&
           field_is_free(&attempt->field, *box, i);
}

/* The symbol on its place. */
static struct box on_place(const struct label_sizes *sizes,
                           const struct map_label *label, enum label_form form)
{
    double side = sizes->symbol;
    double number = label->digits * sizes->digit;
    double width = label_item_width(sizes, label->digits);
    double height = label_item_height(sizes);
    double wide = fmax(side, number), line = sizes->number * 1.05;
    double x = label->at.x, y = label->at.y;

    switch (form) {
    case LABEL_RIGHT:
        return (struct box){x - side / 2, y - height / 2, width, height};
    case LABEL_LEFT:
        return (struct box){x + side / 2 - width, y - height / 2, width,
                            height};
    case LABEL_ABOVE:
        return (struct box){x - wide / 2, y - side / 2 - line, wide,
                            side + line};
    case LABEL_BELOW:
        return (struct box){x - wide / 2, y - side / 2, wide, side + line};
    case LABEL_NONE:
    case LABEL_APART:
        break;
    }
    return (struct box){0};
}

static bool put_on_place(struct attempt *attempt, size_t i)
{
    struct map_label *label = &attempt->label[i];

    if (label->n > 1)
        return false;
    for (enum label_form form = LABEL_RIGHT; form <= LABEL_BELOW; form++) {
        struct box box = on_place(attempt->labelling->sizes, label, form);
        if (may_stand(attempt, &box, i)) {
            label->form = form;
            label->box = box;
            field_add(&attempt->field, box, i);
            return true;
        }
    }
    return false;
}

/* The direction away from the labels around, of length 1, to begin with. */
static struct canvas_point away(const struct attempt *attempt, size_t i)
{
    const struct labelling *labelling = attempt->labelling;
    struct canvas_point at = attempt->label[i].at, sum = {0, 0};

    for (size_t k = 0; k < labelling->n; k++) {
        double dx = at.x - attempt->label[k].at.x;
        double dy = at.y - attempt->label[k].at.y;
        double square = dx * dx + dy * dy;
        if (square > 0 && square < 4 * NEAR * NEAR) {
            sum.x += dx / square;
            sum.y += dy / square;
        }
    }
    double length = hypot(sum.x, sum.y);
    if (length == 0)
        return (struct canvas_point){M_SQRT1_2, -M_SQRT1_2};
    return (struct canvas_point){sum.x / length, sum.y / length};
}

/* The box `distance` away in a direction of length 1. */
static bool put_at(struct attempt *attempt, size_t i, struct box box,
                   struct canvas_point to, double distance)
{
    struct map_label *label = &attempt->label[i];
    struct map_label moved = *label;

    box.x = label->at.x + to.x * (distance + box.width / 2) - box.width / 2;
    box.y = label->at.y + to.y * (distance + box.height / 2) - box.height / 2;
    if (!may_stand(attempt, &box, i))
        return false;
    moved.box = box;
    struct canvas_point end = label_line_end(&moved);
    /* The line begins beside the dot: a neighbour's may be very near. */
    struct canvas_point start = {label->at.x + to.x * FROM_DOT,
                                 label->at.y + to.y * FROM_DOT};
    if (!field_line_is_free(&attempt->field, start, end, i))
        return false;
    label->form = LABEL_APART;
    label->box = box;
    label->columns = label_columns(label->n);
    field_add(&attempt->field, box, i);
    field_add_line(&attempt->field, label->at, end, i);
    return true;
}

/* 0, 1, -1, 2, -2 ... sixteenths of a turn. */
static const struct canvas_point turns[16] = {{1, 0},
                                              {0.9238795325, 0.3826834324},
                                              {0.9238795325, -0.3826834324},
                                              {M_SQRT1_2, M_SQRT1_2},
                                              {M_SQRT1_2, -M_SQRT1_2},
                                              {0.3826834324, 0.9238795325},
                                              {0.3826834324, -0.9238795325},
                                              {0, 1},
                                              {0, -1},
                                              {-0.3826834324, 0.9238795325},
                                              {-0.3826834324, -0.9238795325},
                                              {-M_SQRT1_2, M_SQRT1_2},
                                              {-M_SQRT1_2, -M_SQRT1_2},
                                              {-0.9238795325, 0.3826834324},
                                              {-0.9238795325, -0.3826834324},
                                              {-1, 0}};

static bool put_apart(struct attempt *attempt, size_t i)
{
    const struct labelling *labelling = attempt->labelling;
    struct box box = label_box(labelling->sizes, &attempt->label[i]);
    struct canvas_point first = away(attempt, i);

    for (double distance = 3.5; distance <= labelling->reach; distance += 4.5)
        for (int turn = 0; turn < 16; turn++) {
            struct canvas_point to = {
                first.x * turns[turn].x - first.y * turns[turn].y,
                first.x * turns[turn].y + first.y * turns[turn].x};
            if (put_at(attempt, i, box, to, distance))
                return true;
        }
    return false;
}

/* ---- all labels ---- */

struct turn {
    double key;
    size_t label;
};

static int by_key(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->label < y->label ? -1 : x->label > y->label;
}

static double neighbours(const struct labelling *labelling, size_t i)
{
    struct canvas_point at = labelling->label[i].at;
    double n = 0;

    for (size_t k = 0; k < labelling->n; k++)
        n += fabs(at.x - labelling->label[k].at.x) < NEAR &&
             fabs(at.y - labelling->label[k].at.y) < NEAR;
    return n;
}

#define ORDERS 4

/* The order of attempt `order`: large boxes first, which need most room; those
 * alone first; those in crowds first; from the left. */
static void set_order(const struct labelling *labelling, int order,
                      struct turn *turn)
{
    for (size_t i = 0; i < labelling->n; i++) {
        turn[i].label = i;
        double crowd = neighbours(labelling, i);
        double size = (double)labelling->label[i].n;
        turn[i].key = order == 0   ? crowd - 1000 * (size > 2 ? size : 1)
                      : order == 1 ? crowd
                      : order == 2 ? -crowd
                                   : labelling->label[i].at.x;
    }
    qsort(turn, labelling->n, sizeof(*turn), by_key);
}

static size_t try_order(const struct labelling *labelling,
                        struct map_label *label, const struct turn *turn)
{
    struct attempt attempt = {.labelling = labelling, .label = label};
    size_t failed = 0;

    field_open(&attempt.field, labelling->frame);
    for (size_t i = 0; i < labelling->n_taken; i++)
        field_add(&attempt.field, labelling->taken[i], NOBODY);
    for (size_t i = 0; i < labelling->n; i++) {
        double r = LABEL_DOT + 0.4;
        struct canvas_point at = label[i].at;
        label[i].form = LABEL_NONE;
        field_add(&attempt.field,
                  (struct box){at.x - r, at.y - r, 2 * r, 2 * r}, i);
    }
    for (size_t i = 0; i < labelling->n; i++)
        failed += !put_on_place(&attempt, turn[i].label) &&
                  !put_apart(&attempt, turn[i].label);
    field_close(&attempt.field);
    return failed;
}

size_t labels_place(const struct labelling *labelling)
{
    size_t n = labelling->n, least = SIZE_MAX;
    int orders = labelling->quick || n > ORDERS_MAX ? 1 : ORDERS;

    if (n == 0)
        return 0;
    struct turn *turn = mem_alloc((n + 1) * sizeof(*turn));
    struct map_label *tried = mem_alloc((n + 1) * sizeof(*tried));
    struct map_label *best = mem_alloc((n + 1) * sizeof(*best));

    memcpy(tried, labelling->label, n * sizeof(*tried));
    for (int order = 0; order < orders && least > 0; order++) {
        set_order(labelling, order, turn);
        size_t failed = try_order(labelling, tried, turn);
        if (failed < least) {
            least = failed;
            memcpy(best, tried, n * sizeof(*best));
        }
    }
    memcpy(labelling->label, best, n * sizeof(*best));
    free(turn);
    free(tried);
    free(best);
    return least;
}
