/* Towns: their codes, their positions, which of them stand for another; then
 * all in order, and their numbers with them. */
#include "geo/gazetteer/joining.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `map` says for each town the one that takes its place: itself mostly, or
 * NO_DRAFT when it is left out. */
struct settling {
    struct draft *draft;
    uint32_t *map;
};

/* ---- stand-ins ---- */

static bool has_id(const struct draft *draft, size_t town)
{
    return draft->joining->note[town].place == NO_DRAFT &&
           draft->source[draft->town[town].source].form != SOURCE_ISJ_TOWN;
}

static void add_row(const struct draft *draft, size_t i, struct join_rows *rows)
{
    const struct draft_town *town = &draft->town[i];

    rows->item = mem_room(rows->item, rows->n, &rows->cap, sizeof(*rows->item));
    rows->item[rows->n++] = (struct join_row){
        {join_whole(town->code, town->id), town->residential}, (uint32_t)i};
}

/* The registry's towns that are (or are not) stand-ins. */
static void rows_of(const struct draft *draft, bool stand_in,
                    struct join_rows *rows)
{
    for (size_t i = 0; i < draft->n_town; i++)
        if (has_id(draft, i) && draft->joining->note[i].stand_in == stand_in)
            add_row(draft, i, rows);
}

/* The town table's row for a stand-in: of the same flag (an id may have one
 * row with 住居表示 and one without), else of the other. */
static uint32_t find_real(const struct join_rows *real, struct join_key key)
{
    uint32_t other = NO_DRAFT;
    size_t low = 0, high = real->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (real->item[middle].key.whole < key.whole)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < real->n && real->item[low].key.whole == key.whole; low++) {
        if (real->item[low].key.part == key.part)
            return real->item[low].item;
        if (other == NO_DRAFT)
            other = real->item[low].item;
    }
    return other;
}

static void replace_stand_ins(struct settling *settling)
{
    struct join_rows real = {0}, stand_in = {0};

    rows_of(settling->draft, false, &real);
    rows_of(settling->draft, true, &stand_in);
    join_sort(&real);
    for (size_t i = 0; i < stand_in.n; i++) {
        uint32_t found = find_real(&real, stand_in.item[i].key);
        if (found != NO_DRAFT)
            settling->map[stand_in.item[i].item] = found;
    }
    free(real.item);
    free(stand_in.item);
}

/* ---- codes ---- */

/* Towns of a municipality that no table knows are left out; of a stand-in the
 * numbers are the rows, counted later. */
static void place_towns(struct settling *settling)
{
    struct draft *draft = settling->draft;

    for (size_t i = 0; i < draft->n_town; i++) {
        const struct town_note *note = &draft->joining->note[i];
        struct draft_source *source = &draft->source[draft->town[i].source];
        if (note->place == NO_DRAFT)
            continue;
        const struct join_place *place = &draft->joining->place[note->place];
        if (place->code[0]) {
            memcpy(draft->town[i].code, place->code, sizeof(place->code));
            continue;
        }
        settling->map[i] = NO_DRAFT;
        if (!note->stand_in) {
            source->kept--;
            source->passed++;
        }
    }
}

/* ---- positions ---- */

static void give_town(struct draft *draft, uint32_t item,
                      const struct join_point *point)
{
    draft->town[item].point = point->point;
    draft->town[item].source_point = point->source;
}

static void give_number(struct draft *draft, uint32_t item,
                        const struct join_point *point)
{
    draft->number[item].point = point->point;
}

/* First positions with the town's own flag, then of the other one. */
static void join_town_points(struct settling *settling)
{
    struct draft *draft = settling->draft;
    struct join_points *points = &draft->joining->town_points;
    struct join_rows rows = {0}, rest = {0};

    for (size_t i = 0; i < draft->n_town; i++)
        if (has_id(draft, i) && settling->map[i] == i)
            add_row(draft, i, &rows);
    join_points_to(points, &rows, give_town, draft);
    for (size_t i = 0; i < rows.n; i++) {
        if (!isnan(draft->town[rows.item[i].item].point.lon_deg))
            continue;
        rest.item = mem_room(rest.item, rest.n, &rest.cap, sizeof(*rest.item));
        rest.item[rest.n] = rows.item[i];
        rest.item[rest.n++].key.part ^= 1;
    }
    join_points_to(points, &rest, give_town, draft);
    join_count(draft, points);
    free(rows.item);
    free(rest.item);
}

/* What these joins needed may go before memory is needed for the order. */
static void join_number_points(struct draft *draft)
{
    struct join_points *points = &draft->joining->number_points;
    struct join_rows *numbers = &draft->joining->numbers;

    join_points_to(points, numbers, give_number, draft);
    join_count(draft, points);
    free(numbers->item);
    *numbers = (struct join_rows){0};
    free(points->item);
    *points = (struct join_points){0};
}

/* ---- order ---- */

struct placed {
    struct draft_town town;
    uint32_t before;
};

static int by_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int by_town(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    int order = strcmp(a->town.code, b->town.code);

    if (order == 0 && a->town.id != b->town.id)
        order = a->town.id < b->town.id ? -1 : 1;
    if (order == 0)
        order = by_text(a->town.oaza, b->town.oaza);
    if (order == 0)
        order = by_text(a->town.chome, b->town.chome);
    if (order == 0)
        order = by_text(a->town.koaza, b->town.koaza);
    return order ? order : a->before < b->before ? -1 : 1;
}

/* Sort the towns that stay; the map then leads to their new places. */
static void order_towns(struct settling *settling)
{
    struct draft *draft = settling->draft;
    struct placed *placed = mem_alloc(draft->n_town * sizeof(*placed));
    uint32_t *now = mem_alloc(draft->n_town * sizeof(*now));
    size_t n = 0;

    for (size_t i = 0; i < draft->n_town; i++)
        if (settling->map[i] == i)
            placed[n++] = (struct placed){draft->town[i], (uint32_t)i};
    if (n > 1)
        qsort(placed, n, sizeof(*placed), by_town);
    for (size_t i = 0; i < n; i++) {
        draft->town[i] = placed[i].town;
        now[placed[i].before] = (uint32_t)i;
    }
    for (size_t i = 0; i < draft->n_town; i++)
        if (settling->map[i] != NO_DRAFT)
            settling->map[i] = now[settling->map[i]];
    draft->n_town = n;
    free(placed);
    free(now);
}

/* Numbers of towns that stay, close up; start[town + 1] receives how many
 * each town has. */
static void close_up(struct settling *settling, uint32_t *start)
{
    struct draft *draft = settling->draft;
    size_t n = 0;

    for (size_t i = 0; i < draft->n_number; i++) {
        struct draft_number number = draft->number[i];
        number.town = settling->map[number.town];
        if (number.town == NO_DRAFT) {
            draft->source[number.source].kept--;
            draft->source[number.source].passed++;
            continue;
        }
        start[number.town + 1]++;
        draft->number[n++] = number;
    }
    draft->n_number = n;
}

/* Numbers by town, each town's as they were read. They are most of a draft:
 * moved in place, along the rings of the permutation. */
static void order_numbers(struct settling *settling)
{
    struct draft *draft = settling->draft;
    uint32_t *start = mem_alloc((draft->n_town + 1) * sizeof(*start));

    memset(start, 0, (draft->n_town + 1) * sizeof(*start));
    close_up(settling, start);
    uint32_t *to = mem_alloc(draft->n_number * sizeof(*to));
    for (size_t i = 0; i < draft->n_town; i++)
        start[i + 1] += start[i];
    for (size_t i = 0; i < draft->n_number; i++)
        to[i] = start[draft->number[i].town]++;
    for (size_t i = 0; i < draft->n_number; i++)
        while (to[i] != i) {
            uint32_t there = to[i];
            struct draft_number moved = draft->number[there];
            draft->number[there] = draft->number[i];
            draft->number[i] = moved;
            to[i] = to[there];
            to[there] = there;
        }
    free(start);
    free(to);
}

void join_towns(struct draft *draft)
{
    struct settling settling = {
        .draft = draft,
        .map = mem_alloc(draft->n_town * sizeof(*settling.map)),
    };

    for (size_t i = 0; i < draft->n_town; i++)
        settling.map[i] = (uint32_t)i;
    place_towns(&settling);
    replace_stand_ins(&settling);
    join_town_points(&settling);
    join_number_points(draft);
    order_towns(&settling);
    order_numbers(&settling);
    free(settling.map);
}
