#include "output/print/map_solve.h"

#include "output/print/map_crowd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOGETHER 2.5     /* points: nearer than this is one place on paper */
#define SAME_PLACE_M 3.0 /* nearer than this is one place on earth */
#define LABEL_MOST 12    /* pins of a label that a larger scale would part */
#define NOTE_FROM 41     /* pins of one place that no label can name */
#define DROP_MOST 8      /* pins of a frame that may be dropped */
#define DROP_PINS 1500   /* on the map: more take too long */
#define DROP_REACH 12.0  /* of the lines then, in symbols */
#define ROUNDS 12        /* of frames and labels */

/* ---- labels of pins that are at one place ---- */

struct made {
    struct map_label *label;
    size_t n;
    size_t *pin; /* of the plan, label by label */
    size_t n_pin;
};

static unsigned digits_of(unsigned number)
{
    unsigned digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* Points on the paper between the two pins farthest from the first of them. */
static double spread(const struct solving *solving, const struct ground *ground,
                     const struct made *made, const struct map_label *label)
{
    double most = 0;

    for (size_t i = 0; i < label->n; i++) {
        struct canvas_point at = ground_point(
            ground, solving->pin[made->pin[label->first + i]].point);
        most = fmax(most, hypot(at.x - label->at.x, at.y - label->at.y));
    }
    return most;
}

/* The label that a pin joins, or a new one. */
static size_t label_near(struct made *made, struct canvas_point at,
                         double together)
{
    for (size_t l = 0; l < made->n; l++)
        if (fabs(made->label[l].at.x - at.x) < together &&
            fabs(made->label[l].at.y - at.y) < together)
            return l;
    made->label[made->n] = (struct map_label){.at = at};
    return made->n++;
}

/* Labels for those members whose `frame_of` is NO_FRAME (NULL: for all). */
static struct made make_labels(const struct solving *solving,
                               const struct ground *ground,
                               const struct crowd_pin *crowd, double together)
{
    size_t n = solving->n;
    struct made made = {
        .label = arena_alloc(solving->arena, (n + 1) * sizeof(*made.label)),
        .pin = arena_alloc(solving->arena, (n + 1) * sizeof(*made.pin))};
    size_t *of = arena_alloc(solving->arena, (n + 1) * sizeof(*of));

    for (size_t i = 0; i < n; i++) {
        const struct map_pin *pin = &solving->pin[solving->member[i]];
        if (crowd && crowd[i].frame != NO_FRAME)
            continue;
        of[i] = label_near(&made, ground_point(ground, pin->point), together);
        struct map_label *label = &made.label[of[i]];
        label->n++;
        label->digits = (unsigned)fmax(label->digits, digits_of(pin->number));
    }
    for (size_t l = 0; l < made.n; l++) {
        made.label[l].first = made.n_pin;
        made.n_pin += made.label[l].n;
        made.label[l].n = 0;
    }
    for (size_t i = 0; i < n; i++)
        if (!crowd || crowd[i].frame == NO_FRAME) {
            struct map_label *label = &made.label[of[i]];
            made.pin[label->first + label->n++] = solving->member[i];
        }
    return made;
}

/* Notes for those that no label can name; they are numbered later. */
static void mark_notes(const struct solving *solving,
                       const struct ground *ground, struct made *made)
{
    double same = SAME_PLACE_M / ground_metres_per_point(ground);

    for (size_t l = 0; l < made->n; l++)
        if (made->label[l].n >= NOTE_FROM &&
            spread(solving, ground, made, &made->label[l]) <= same)
            made->label[l].note = 1;
}

/* A larger scale would show its pins apart, and there are many. */
static bool should_part(const struct solving *solving,
                        const struct ground *ground, const struct made *made,
                        const struct map_label *label)
{
    return label->n > LABEL_MOST && !label->note &&
           spread(solving, ground, made, label) >
               SAME_PLACE_M / ground_metres_per_point(ground);
}

static size_t place(const struct solving *solving, const struct ground *ground,
                    struct made *made, const struct box *frame, size_t n_frame,
                    double reach, bool quick)
{
    const struct box *whole = &ground->frame;
    const struct labelling labelling = {
        .sizes = solving->sizes,
        .frame = {whole->x + 1.5, whole->y + 1.5, whole->width - 3,
                  whole->height - 3},
        .taken = frame,
        .n_taken = n_frame,
        .reach = reach,
        .quick = quick,
        .label = made->label,
        .n = made->n};

    return labels_place(&labelling);
}

static void keep(struct map *map, const struct made *made)
{
    map->label = made->label;
    map->n_label = made->n;
    map->pin = made->pin;
    map->n_pin = made->n_pin;
}

/* Pins without room. */
static size_t count_failed(const struct solving *solving,
                           const struct ground *ground, const struct made *made)
{
    size_t failed = 0;

    for (size_t l = 0; l < made->n; l++)
        if (made->label[l].form == LABEL_NONE ||
            should_part(solving, ground, made, &made->label[l]))
            failed += made->label[l].n;
    return failed;
}

size_t map_solve_failed(const struct solving *solving,
                        const struct ground *ground)
{
    struct made made = make_labels(solving, ground, NULL, TOGETHER);

    mark_notes(solving, ground, &made);
    place(solving, ground, &made, NULL, 0, solving->reach, true);
    return count_failed(solving, ground, &made);
}

bool map_solve_labels(const struct solving *solving, struct map *map)
{
    const struct ground *ground = &map->ground;
    struct made made = make_labels(solving, ground, NULL, TOGETHER);

    mark_notes(solving, ground, &made);
    place(solving, ground, &made, NULL, 0, solving->reach, false);
    if (count_failed(solving, ground, &made) > 0)
        return false;
    keep(map, &made);
    return true;
}

/* ---- frames ---- */

static struct crowd_rules rules_of(const struct solving *solving,
                                   const struct ground *ground)
{
    const struct label_sizes *sizes = solving->sizes;
    const struct box *frame = &ground->frame;
    double item = label_item_width(sizes, 2);

    return (struct crowd_rules){
        .map = {frame->x + 0.5, frame->y + 0.5, frame->width - 1,
                frame->height - 1},
        .claim = item * 0.4,
        .edge = sizes->symbol / 2 + 2,
        .room = item * 1.3,
        .least = fmax(fmax(24, sizes->number * 2.4), solving->least),
        .full_width = solving->full_width,
        .full_height = solving->full_height};
}

/* Members of labels without room are in a crowd; false when there are none. */
static bool mark_crowded(const struct solving *solving,
                         const struct ground *ground, const struct made *made,
                         bool *crowded)
{
    bool any = false;

    for (size_t l = 0; l < made->n; l++) {
        const struct map_label *label = &made->label[l];
        if (label->form != LABEL_NONE &&
            !should_part(solving, ground, made, label))
            continue;
        any = true;
        for (size_t i = 0; i < label->n; i++)
            crowded[made->pin[label->first + i]] = true;
    }
    return any;
}

/* No room at all: notes, which are small, and these over other things if need
 * be. No pin loses its number. */
static void squeeze(const struct solving *solving, const struct ground *ground,
                    struct made *made, const struct box *frame, size_t n_frame)
{
    const struct box *whole = &ground->frame;

    for (size_t l = 0; l < made->n; l++)
        made->label[l].note |= made->label[l].form == LABEL_NONE;
    if (place(solving, ground, made, frame, n_frame,
              hypot(whole->width, whole->height), false) == 0)
        return;
    for (size_t l = 0; l < made->n; l++) {
        struct map_label *label = &made->label[l];
        if (label->form != LABEL_NONE)
            continue;
        struct box box = label_box(solving->sizes, label);
        box.x = fmin(label->at.x, whole->x + whole->width - box.width);
        box.y = fmin(label->at.y, whole->y + whole->height - box.height);
        label->note = 1;
        label->form = LABEL_APART;
        label->columns = 1;
        label->box = box;
    }
}

/* Labels beside the frames, whatever it takes: pins that are too near to each
 * other share one. */
static struct made force(const struct solving *solving,
                         const struct ground *ground,
                         const struct crowd_pin *crowd, const struct box *frame,
                         size_t n_frame)
{
    double side = hypot(ground->frame.width, ground->frame.height);
    struct made made;

    for (double together = TOGETHER;; together *= 1.6) {
        made = make_labels(solving, ground, crowd, together);
        for (size_t l = 0; l < made.n; l++)
            made.label[l].note = made.label[l].n >= NOTE_FROM;
        if (place(solving, ground, &made, frame, n_frame,
                  fmax(solving->reach, side / 2), false) == 0)
            return made;
        if (together > side)
            break;
    }
    squeeze(solving, ground, &made, frame, n_frame);
    return made;
}

static struct crowd_pin *begin_crowd(const struct solving *solving,
                                     const struct ground *ground,
                                     const struct crowd_rules *rules)
{
    struct crowd_pin *crowd =
        arena_alloc(solving->arena, (solving->n + 1) * sizeof(*crowd));
    const struct box *map = &rules->map;

    for (size_t i = 0; i < solving->n; i++) {
        struct canvas_point at =
            ground_point(ground, solving->pin[solving->member[i]].point);
        crowd[i].at.x = fmin(fmax(at.x, map->x), map->x + map->width);
        crowd[i].at.y = fmin(fmax(at.y, map->y), map->y + map->height);
        crowd[i].frame = NO_FRAME;
    }
    return crowd;
}

/* What is in frames, as dots and for the caller. */
static void keep_frames(const struct solving *solving, struct map *map,
                        const struct crowd_pin *crowd,
                        const struct crowd_boxes *boxes, size_t **frame_of)
{
    size_t n = solving->n;

    map->n_frame = boxes->n;
    map->frame =
        arena_alloc(solving->arena, (boxes->n + 1) * sizeof(*map->frame));
    for (size_t f = 0; f < boxes->n; f++)
        map->frame[f].box = boxes->box[f];
    map->dot = arena_alloc(solving->arena, (n + 1) * sizeof(*map->dot));
    *frame_of = arena_alloc(solving->arena, (n + 1) * sizeof(**frame_of));
    for (size_t i = 0; i < n; i++) {
        (*frame_of)[i] = crowd[i].frame;
        if (crowd[i].frame != NO_FRAME)
            map->dot[map->n_dot++] = crowd[i].at;
    }
}

/* The frame `f` taken away, in copies. */
static struct crowd_pin *without_frame(const struct solving *solving,
                                       const struct crowd_pin *crowd,
                                       struct crowd_boxes *boxes, size_t f)
{
    struct crowd_pin *rest =
        arena_alloc(solving->arena, (solving->n + 1) * sizeof(*rest));

    memcpy(rest, crowd, solving->n * sizeof(*rest));
    for (size_t i = 0; i < solving->n; i++)
        if (rest[i].frame == f)
            rest[i].frame = NO_FRAME;
        else if (rest[i].frame != NO_FRAME && rest[i].frame > f)
            rest[i].frame--;
    boxes->n--;
    memmove(boxes->box + f, boxes->box + f + 1,
            (boxes->n - f) * sizeof(*boxes->box));
    return rest;
}

/* Small crowds beside large ones have room once those are in frames. */
static void drop_frames(const struct solving *solving,
                        const struct ground *ground, struct crowd_pin **crowd,
                        struct crowd_boxes *boxes, struct made *made,
                        bool *by_pin)
{
    double reach = fmax(solving->reach, DROP_REACH * solving->sizes->symbol);

    for (size_t f = boxes->n; f-- > 0 && solving->n <= DROP_PINS;) {
        size_t held = 0;
        for (size_t i = 0; i < solving->n; i++)
            held += (*crowd)[i].frame == f;
        if (held > DROP_MOST)
            continue;
        struct box box = boxes->box[f];
        struct crowd_pin *rest = without_frame(solving, *crowd, boxes, f);
        struct made tried = make_labels(solving, ground, rest, TOGETHER);
        mark_notes(solving, ground, &tried);
        place(solving, ground, &tried, boxes->box, boxes->n, reach, false);
        if (!mark_crowded(solving, ground, &tried, by_pin)) {
            *crowd = rest;
            *made = tried;
            continue;
        }
        memmove(boxes->box + f + 1, boxes->box + f,
                (boxes->n - f) * sizeof(*boxes->box));
        boxes->box[f] = box;
        boxes->n++;
    }
}

void map_solve_frames(const struct solving *solving, struct map *map,
                      double (*cost)(void *context, const struct box *frame,
                                     const size_t *member, size_t n),
                      void *context, size_t **frame_of)
{
    const struct ground *ground = &map->ground;
    struct crowd_rules rules = rules_of(solving, ground);
    struct crowd_pin *crowd = begin_crowd(solving, ground, &rules);
    /* By the plan's index, as labels name their pins. */
    bool *by_pin = arena_alloc(solving->arena, solving->n_pin + 1);
    struct crowd_boxes boxes = {0};
    struct made made;

    rules.cost = cost;
    rules.context = context;
    for (int round = 0; round <= 2 * ROUNDS; round++) {
        made = make_labels(solving, ground, crowd, TOGETHER);
        mark_notes(solving, ground, &made);
        place(solving, ground, &made, boxes.box, boxes.n, solving->reach,
              false);
        if (!mark_crowded(solving, ground, &made, by_pin))
            break;
        for (size_t i = 0; i < solving->n; i++)
            crowd[i].crowded |= by_pin[solving->member[i]] || round >= ROUNDS;
        crowd_gather(&rules, crowd, solving->n, &boxes);
        if (round == 2 * ROUNDS)
            made = force(solving, ground, crowd, boxes.box, boxes.n);
    }
    drop_frames(solving, ground, &crowd, &boxes, &made, by_pin);
    crowd_cut(&rules, crowd, solving->n, &boxes);
    drop_frames(solving, ground, &crowd, &boxes, &made, by_pin);
    keep(map, &made);
    keep_frames(solving, map, crowd, &boxes, frame_of);
    free(boxes.box);
}

void map_solve_last(const struct solving *solving, struct map *map)
{
    struct made made = force(solving, &map->ground, NULL, NULL, 0);

    keep(map, &made);
}
