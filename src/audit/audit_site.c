/*
 * Places that would help most with a need: whose reach takes in most of those
 * who have nobody. By straight line (or the one that stands for the assumed
 * minutes); a travel matrix knows no ways from places that are not there, so
 * none are told with it, nor where no filing list was read.
 */
#include "audit/audit_work.h"
#include "geo/access/siting.h"

#include <math.h>
#include <stdlib.h>

struct choice {
    struct audit_work *work;
    struct lonlat *point;
    uint32_t *of; /* facility, mesh, or number of the given place */
    size_t n;
};

static void add_choice(struct choice *choice, struct lonlat point, size_t of)
{
    choice->point[choice->n] = point;
    choice->of[choice->n++] = (uint32_t)of;
}

static size_t most_choices(const struct audit_work *work)
{
    switch (work->order->sites) {
    case SITES_GIVEN:
        return work->order->n_candidate;
    case SITES_CLINICS:
        return work->n_open;
    case SITES_MESHES:
        return work->n_asked;
    case SITES_NONE:
        break;
    }
    return 0;
}

static void add_clinics(struct choice *choice)
{
    const struct audit_work *work = choice->work;
    kind_set clinic = UINT64_C(1) << kind_find("clinic");

    for (size_t i = 0; i < work->n_open; i++) {
        const struct facility *facility = audit_facility(work, work->open[i]);
        if ((facility->services & clinic) && lonlat_known(facility->point))
            add_choice(choice, facility->point, work->open[i]);
    }
}

/* A clinic across the border may help too; one that is far helps nobody, and
 * is never chosen. */
static void open_choice(struct choice *choice)
{
    const struct audit_work *work = choice->work;
    size_t most = most_choices(work);

    choice->point = mem_alloc(most * sizeof(*choice->point));
    choice->of = mem_alloc(most * sizeof(*choice->of));
    if (work->order->sites == SITES_CLINICS)
        add_clinics(choice);
    for (size_t i = 0; work->order->sites == SITES_GIVEN && i < most; i++)
        add_choice(choice, work->order->candidate[i].point, i);
    for (size_t a = 0; work->order->sites == SITES_MESHES && a < most; a++)
        if (work->audit->own_mesh[work->asked[a]])
            add_choice(choice, work->people->mesh[work->asked[a]].centre,
                       work->asked[a]);
}

/* Whoever reads 甲賀 takes it for the city of that name: towns and clinics have
 * their municipality. Under the lock: names are kept in the audit's arena. */
static const char *name_of(const struct choice *choice, size_t at)
{
    const struct audit_work *work = choice->work;
    struct arena *arena = &work->audit->arena;
    uint32_t of = choice->of[at];

    if (work->order->sites == SITES_GIVEN)
        return work->order->candidate[of].name;
    if (work->order->sites == SITES_CLINICS) {
        const char *code = audit_home(work, of);
        const char *name = audit_facility(work, of)->name;
        return code[0] ? arena_format(arena, "%s（%s）", name,
                                      audit_place(work, code))
                       : name;
    }
    const struct land_town *town = audit_town(work, of);
    unsigned long long mesh = work->people->mesh[of].code;
    return town ? arena_format(arena, "%s%s（%llu）",
                               audit_place(work, town->code), town->name, mesh)
                : arena_format(arena, "%llu", mesh);
}

static void keep_sites(const struct choice *choice, struct audit_need *need,
                       const struct siting_pick *pick, size_t n)
{
    struct audit_work *work = choice->work;

    pthread_mutex_lock(&work->lock);
    need->site = arena_alloc(&work->audit->arena, n * sizeof(*need->site));
    need->n_site = n;
    for (size_t i = 0; i < n; i++)
        need->site[i] =
            (struct audit_site){.name = name_of(choice, pick[i].candidate),
                                .point = choice->point[pick[i].candidate],
                                .people = pick[i].people,
                                .sum = pick[i].sum};
    pthread_mutex_unlock(&work->lock);
}

void audit_site_job(struct audit_work *work, size_t at)
{
    struct audit_need *need = &work->audit->need[at];
    struct choice choice = {.work = work};
    size_t n = need->n_gap, want = work->order->want_sites;

    if (work->travel || need->unread || n == 0 || want == 0)
        return;
    struct lonlat *home = mem_alloc(n * sizeof(*home));
    double *people = mem_alloc(n * sizeof(*people));
    struct siting_pick *pick = mem_alloc(want * sizeof(*pick));
    for (size_t g = 0; g < n; g++) {
        home[g] = work->people->mesh[need->gap[g].mesh].centre;
        people[g] = need->gap[g].people;
    }
    open_choice(&choice);
    size_t n_pick = siting_greedy(choice.point, choice.n, home, people, n,
                                  work->reach, want, pick);
    keep_sites(&choice, need, pick, n_pick);
    free(choice.point);
    free(choice.of);
    free(home);
    free(people);
    free(pick);
}
