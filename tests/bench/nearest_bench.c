/*
 * The nearest of many points for each of many others: two files of lines
 * "id lon lat"; prints "id id metres" and, to stderr, the seconds of the search
 * alone. For tests/bench/nearest.sh.
 */
#include "geo/access/nearest.h"
#include "geo/crs.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct places {
    struct lonlat *item;
    long *id;
    size_t n, cap, cap_id;
};

static struct places read_places(const char *path)
{
    struct places places = {0};
    FILE *file = fopen(path, "r");
    struct lonlat point;
    long id;

    if (!file) {
        perror(path);
        exit(1);
    }
    while (fscanf(file, "%ld %lf %lf", &id, &point.lon_deg, &point.lat_deg) ==
           3) {
        places.item =
            mem_room(places.item, places.n, &places.cap, sizeof(*places.item));
        places.id =
            mem_room(places.id, places.n, &places.cap_id, sizeof(*places.id));
        places.id[places.n] = id;
        places.item[places.n++] = point;
    }
    fclose(file);
    return places;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What the tree is held to: every point is looked at. */
static double by_force(const struct places *to, struct lonlat from)
{
    double least = 1e9;

    for (size_t i = 0; i < to->n; i++) {
        double d = crs_distance_m(from, to->item[i]);
        least = d < least ? d : least;
    }
    return least;
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4) {
        fputs("usage: nearest_bench TO FROM [BRUTE_FORCED]\n", stderr);
        return 2;
    }
    struct places to = read_places(argv[1]), from = read_places(argv[2]);
    struct nearest_hit *hit = mem_alloc((from.n + 1) * sizeof(*hit));
    size_t forced = argc == 4 ? strtoul(argv[3], NULL, 10) : 0, wrong = 0;
    double start = seconds();
    struct nearest *tree = nearest_open(to.item, to.n);

    for (size_t i = 0; i < from.n; i++)
        nearest_find(tree, from.item[i], &hit[i]);
    double took = seconds() - start;
    for (size_t i = 0; i < from.n; i++)
        printf("%ld %ld %.6f\n", from.id[i], to.id[hit[i].at],
               hit[i].distance_m);
    for (size_t k = 0; k < forced; k++) {
        size_t i = k * (from.n / forced);
        double off = by_force(&to, from.item[i]) - hit[i].distance_m;
        wrong += off < -0.001 || off > 0.001;
    }
    fprintf(stderr, "%.3f %zu %zu\n", took, wrong, forced);
    nearest_close(tree);
    free(hit);
    return wrong != 0;
}
