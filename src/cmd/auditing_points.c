/*
 * What a router is to be asked: the meshes of own regions, the facilities that
 * may meet a need, and the pairs that lie near enough to be worth a question.
 */
#include "base/out.h"
#include "base/say.h"
#include "cmd/auditing.h"
#include "cmd/owned.h"
#include "geo/access/nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Nobody gets farther in a minute, so no pair within the limit is lost. */
#define MOST_M_PER_MIN 2000.0

struct point_files {
    struct buf from, to, pairs;
    size_t n_from, n_to, n_pairs;
};

static bool may_meet(const struct gathered *gathered,
                     const struct facility *facility)
{
    for (size_t n = 0; n < gathered->order.n_need; n++)
        if (need_met(&gathered->need[n], facility) >= NEED_UNKNOWN)
            return true;
    return false;
}

static void add_point(struct buf *out, const char *id, struct lonlat point)
{
    buf_add_csv(out, str_of(id));
    buf_add_char(out, ',');
    buf_add_deg(out, point.lon_deg);
    buf_add_char(out, ',');
    buf_add_deg(out, point.lat_deg);
    buf_add_text(out, "\r\n");
}

/* The places of those that may meet a need; NAN for all others. */
static struct lonlat *list_facilities(const struct gathered *gathered,
                                      struct point_files *files)
{
    const struct table *table = &gathered->table;
    struct lonlat *point = mem_alloc((table->n_facility + 1) * sizeof(*point));

    buf_add_text(&files->to, "to_id,lon,lat\r\n");
    for (size_t f = 0; f < table->n_facility; f++) {
        const struct facility *facility = table->facility[f];
        bool wanted = !facility->closed && lonlat_known(facility->point) &&
                      may_meet(gathered, facility);
        point[f] = wanted ? facility->point : (struct lonlat){NAN, NAN};
        if (wanted) {
            add_point(&files->to, facility->id, facility->point);
            files->n_to++;
        }
    }
    return point;
}

static void list_meshes(const struct gathered *gathered,
                        const struct nearest *tree, double radius_m,
                        struct point_files *files)
{
    const struct region_set *set = &gathered->regions.set[0];
    struct nearest_list list = {0};

    buf_add_text(&files->from, "from_id,lon,lat\r\n");
    buf_add_text(&files->pairs, "from_id,to_id\r\n");
    for (size_t m = 0; m < gathered->people.n_mesh; m++) {
        const struct people_mesh *mesh = &gathered->people.mesh[m];
        char code[24];
        if (set->of_mesh[m] == REGION_NONE || !set->region[set->of_mesh[m]].own)
            continue;
        snprintf(code, sizeof(code), "%llu", (unsigned long long)mesh->code);
        add_point(&files->from, code, mesh->centre);
        files->n_from++;
        nearest_within(tree, mesh->centre, radius_m, &list);
        for (size_t i = 0; i < list.n; i++, files->n_pairs++) {
            buf_addf(&files->pairs, "%s,", code);
            buf_add_csv(&files->pairs,
                        str_of(gathered->table.facility[list.item[i].at]->id));
            buf_add_text(&files->pairs, "\r\n");
        }
    }
    free(list.item);
}

static bool put_points(const char *folder, const struct point_files *files,
                       struct err *err)
{
    struct out *out = out_begin(folder, err);

    if (!out)
        return false;
    if (!out_write(out, "from.csv", buf_str(&files->from), NULL, err) ||
        !out_write(out, "to.csv", buf_str(&files->to), NULL, err) ||
        !out_write(out, "pairs.csv", buf_str(&files->pairs), NULL, err)) {
        out_abandon(out);
        return false;
    }
    return out_publish(out, err);
}

bool auditing_points(const struct auditing *auditing,
                     const struct gathered *gathered, struct err *err)
{
    struct point_files files = {.n_from = 0};

    if (!owned_check_points(auditing->points, err))
        return false;
    struct lonlat *point = list_facilities(gathered, &files);
    struct nearest *tree = nearest_open(point, gathered->table.n_facility);
    double radius_m =
        gathered->limit.amount * (gathered->limit.minutes ? MOST_M_PER_MIN : 1);
    list_meshes(gathered, tree, radius_m, &files);
    bool ok = put_points(auditing->points, &files, err);
    if (ok)
        say(_("%zu meshes, %zu facilities and %zu pairs in '%s'; ask a router "
              "for their minutes (tools/od)"),
            files.n_from, files.n_to, files.n_pairs, auditing->points);
    nearest_close(tree);
    free(point);
    buf_release(&files.from);
    buf_release(&files.to);
    buf_release(&files.pairs);
    return ok;
}
