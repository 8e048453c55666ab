/*
 * Classes of a choropleth. Breaks lie near the quantiles, on the roundest
 * number that a small shift allows: a reader remembers 2.5 and not 2.4713, and
 * the classes stay nearly equal.
 */
#include "output/report/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ColorBrewer "YlGnBu", five classes (Brewer and Harrower 2003): safe for
 * colour-blind readers; lightness falls by 14 or more from class to class, so
 * that the order survives a grey copy. */
const unsigned report_colours[REPORT_CLASSES] = {0xFFFFCC, 0xA1DAB4, 0x41B6C4,
                                                 0x2C7FB8, 0x253494};

/* Who has nobody is rare, and what is looked for: quantiles would hide it. */
const struct report_classes report_share_classes = {
    .edge = {0, 50, 80, 95, 100, 100}, .n = 5, .decimals = 0};

#define MAX_DECIMALS 9

static int in_order(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

/* count x 10^power, by one correct rounding: 3 x 0.1 is not 0.3. */
static double decimal(double count, int power)
{
    return power < 0 ? count / pow(10, -power) : count * pow(10, power);
}

/* The roundest number above `low`, at most `high` (low < high); of several
 * the one nearest to `near`. *power: of its last digit. */
static double roundest(double low, double high, double near, int *power)
{
    static const int step[] = {10, 5, 2, 1};

    for (int p = (int)ceil(log10(fmax(fabs(low), fabs(high)))) + 1;
         p >= -MAX_DECIMALS; p--)
        for (size_t s = 0; s < sizeof(step) / sizeof(*step); s++) {
            double unit = decimal(step[s], p), at = round(near / unit);
            if (decimal(at * step[s], p) > high)
                at = floor(high / unit);
            if (decimal(at * step[s], p) <= low)
                at = floor(low / unit) + 1;
            double edge = decimal(at * step[s], p);
            if (edge > low && edge <= high) {
                *power = step[s] == 10 ? p + 1 : p;
                return edge;
            }
        }
    *power = -MAX_DECIMALS;
    return high;
}

/* Classes begun so far: *least is the finest power of ten of a break. */
struct breaking {
    const double *value; /* known ones, ascending */
    size_t n;
    struct report_classes classes;
    int power;
};

static void add_break(struct breaking *breaking, size_t k)
{
    const double *value = breaking->value;
    size_t n = breaking->n, shift = (n + 5) / 24;
    size_t at = n * k / REPORT_CLASSES;
    int power;

    /* Within equal values: to the nearer end of them. */
    size_t down = at, up = at;
    while (down > 0 && value[down - 1] == value[at])
        down--;
    while (up < n && value[up] == value[at])
        up++;
    at = down > 0 && (at - down <= up - at || up == n) ? down : up;
    if (at == 0 || at >= n)
        return;
    size_t first = at > shift ? at - shift : 1, last = at + shift;
    if (last > n - 1)
        last = n - 1;
    double low = value[first - 1], high = value[last];
    double *edge = breaking->classes.edge;
    size_t *n_edge = &breaking->classes.n; /* breaks so far */
    if (*n_edge && low < edge[*n_edge])
        low = edge[*n_edge];
    if (!(low < high))
        return;
    if (high == value[n - 1]) /* else the last class would be one number */
        high = low + (high - low) / 2;
    edge[++*n_edge] = roundest(low, high, value[at], &power);
    breaking->power = power < breaking->power ? power : breaking->power;
}

/* A class that a shifted break left empty goes. */
static void drop_empty(struct breaking *breaking)
{
    double *edge = breaking->classes.edge;
    size_t kept = 0, at = 0;

    for (size_t k = 1; k <= breaking->classes.n; k++) {
        size_t start = at;
        while (at < breaking->n && breaking->value[at] < edge[k])
            at++;
        if (at > start && at < breaking->n)
            edge[++kept] = edge[k];
    }
    breaking->classes.n = kept;
}

/* The outer edges, rounded outwards to the unit of the breaks. */
static void add_ends(struct breaking *breaking)
{
    double least = breaking->value[0], most = breaking->value[breaking->n - 1];
    struct report_classes *classes = &breaking->classes;
    int power = breaking->power;

    if (classes->n > 0) {
        double low = decimal(floor(least / decimal(1, power)), power);
        double high = decimal(ceil(most / decimal(1, power)), power);
        least = low <= least ? low : least;
        most = high >= most ? high : most;
    } else {
        power = 0; /* one value: as many digits as it needs */
        while (power > -MAX_DECIMALS &&
               decimal(round(least / decimal(1, power)), power) != least)
            power--;
    }
    classes->edge[0] = least;
    classes->edge[++classes->n] = most;
    classes->above_0 = least == 0 && breaking->value[0] > 0;
    classes->decimals = power < 0 ? -power : 0;
}

struct report_classes report_classify(const double *value, size_t n)
{
    double *known = mem_alloc((n + 1) * sizeof(*known));
    struct breaking breaking = {.value = known, .power = MAX_DECIMALS};

    for (size_t i = 0; i < n; i++)
        if (isfinite(value[i]))
            known[breaking.n++] = value[i];
    if (breaking.n) {
        qsort(known, breaking.n, sizeof(*known), in_order);
        for (size_t k = 1; k < REPORT_CLASSES; k++)
            add_break(&breaking, k);
        drop_empty(&breaking);
        add_ends(&breaking);
    }
    free(known);
    return breaking.classes;
}

int report_class(const struct report_classes *classes, double value)
{
    size_t c = 0;

    if (isnan(value) || classes->n == 0)
        return -1;
    while (c + 1 < classes->n && value >= classes->edge[c + 1])
        c++;
    return (int)c;
}

const char *report_class_words(const struct report_classes *classes, size_t c,
                               const char *unit, struct arena *arena)
{
    const double *edge = classes->edge;
    const char *from = report_number(edge[c], classes->decimals, arena);
    const char *to = report_number(edge[c + 1], classes->decimals, arena);
    bool last = c + 1 == classes->n;

    if (edge[c] >= edge[c + 1])
        return arena_format(arena, "%s%s", from, unit);
    if (c == 0 && classes->above_0)
        return arena_format(arena, "0より大きく%s%s%s", to, unit,
                            last ? "以下" : "未満");
    return arena_format(arena, "%s%s以上%s%s%s", from, unit, to, unit,
                        last ? "以下" : "未満");
}
