/* The options of `audit` that need no file. */
#include "cmd/area_code.h"
#include "cmd/auditing.h"
#include "model/need.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_LIMIT "16km"
#define DEFAULT_DETOUR 1.3
#define DEFAULT_SITES 5
#define MAX_SITES 100
#define MAX_NEEDS 64
#define MAX_THREADS 64

/* What the programme asks about first. */
static const char *const usual_needs[] = {
    "home-care-clinic", "dental-visits", "pharmacy-visits",
    "visiting-nurse",   "nursing-24h",   "nursing-psychiatric",
    "care-manager",     "home-care",
};

static bool read_number(const char *option, const char *text, double least,
                        double most, double *number, struct err *err)
{
    if (!text)
        return true;
    if (str_number(str_of(text), number) && *number >= least && *number <= most)
        return true;
    return err_set(err, ERR_USAGE, _("--%s '%s' is not a number from %g to %g"),
                   option, text, least, most);
}

static bool add_need(struct gathered *gathered, const char *id, struct err *err)
{
    struct need need;
    struct audit_order *order = &gathered->order;

    if (!need_find(id, &need))
        return err_set(err, ERR_USAGE,
                       _("no service or function '%s'; 'zaitaku list needs' "
                         "lists them"),
                       id);
    for (size_t n = 0; n < order->n_need; n++)
        if (strcmp(gathered->need[n].id, need.id) == 0)
            return true;
    if (order->n_need == MAX_NEEDS)
        return err_set(err, ERR_USAGE,
                       _("more than %d functions at once; ask for fewer"),
                       MAX_NEEDS);
    gathered->need[order->n_need++] = need;
    return true;
}

static bool ask_needs(const struct auditing *auditing,
                      struct gathered *gathered, struct err *err)
{
    gathered->need =
        arena_alloc(&gathered->arena, MAX_NEEDS * sizeof(*gathered->need));
    for (size_t i = 0; i < auditing->function.n; i++)
        if (!add_need(gathered, auditing->function.item[i], err))
            return false;
    for (size_t i = 0; auditing->function.n == 0 &&
                       i < sizeof(usual_needs) / sizeof(*usual_needs);
         i++)
        if (!add_need(gathered, usual_needs[i], err))
            return false;
    gathered->order.need = gathered->need;
    return true;
}

/* Minutes need a router, or an assumption that somebody answers for. */
static bool ask_reach(const struct auditing *auditing,
                      struct gathered *gathered, struct err *err)
{
    struct audit_order *order = &gathered->order;
    const char *limit =
        auditing->threshold ? auditing->threshold : DEFAULT_LIMIT;

    order->detour = DEFAULT_DETOUR;
    if (!limit_read("threshold", limit, &gathered->limit, err) ||
        !read_number("detour", auditing->detour, 1, 10, &order->detour, err) ||
        !read_number("speed", auditing->speed, 1, 200, &order->speed_km_h, err))
        return false;
    order->by_minutes = gathered->limit.minutes;
    order->limit = gathered->limit.amount;
    if (auditing->od && auditing->speed)
        return err_set(err, ERR_USAGE,
                       _("--od and --speed exclude each other: times are from "
                         "the router or assumed"));
    if (auditing->detour && !auditing->speed)
        return err_set(err, ERR_USAGE,
                       _("--detour needs --speed, which makes minutes of it"));
    if (!order->by_minutes && (auditing->od || auditing->speed))
        return err_set(err, ERR_USAGE,
                       _("with --od or --speed the threshold is a time; give "
                         "--threshold 30min"));
    if (order->by_minutes && !auditing->od && !auditing->speed &&
        !auditing->points)
        return err_set(err, ERR_USAGE,
                       _("a threshold in minutes needs travel times: --od "
                         "with those of a router, or --speed to assume them"));
    return true;
}

static bool ask_threads(const struct auditing *auditing,
                        struct gathered *gathered, struct err *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    double threads = processors < 1             ? 1
                     : processors > MAX_THREADS ? MAX_THREADS
                                                : (double)processors;

    if (!read_number("threads", auditing->threads, 1, MAX_THREADS, &threads,
                     err))
        return false;
    gathered->order.threads = (size_t)threads;
    return true;
}

static bool ask_sites(const struct auditing *auditing,
                      struct gathered *gathered, struct err *err)
{
    struct audit_order *order = &gathered->order;
    const char *from = auditing->candidates;
    double want = DEFAULT_SITES;

    if (!read_number("sites", auditing->sites, 0, MAX_SITES, &want, err))
        return false;
    if (want != floor(want))
        return err_set(err, ERR_USAGE, _("--sites '%s' is no whole number"),
                       auditing->sites);
    order->want_sites = (size_t)want;
    order->sites = order->want_sites == 0                 ? SITES_NONE
                   : !from || strcmp(from, "meshes") == 0 ? SITES_MESHES
                   : strcmp(from, "clinics") == 0         ? SITES_CLINICS
                                                          : SITES_GIVEN;
    return true;
}

bool auditing_ask(const struct auditing *auditing, const char *created,
                  struct gathered *gathered, struct err *err)
{
    (void)created;
    if (auditing->population.n == 0)
        return err_set(err, ERR_USAGE,
                       _("no --population is given; fetch the population "
                         "meshes of the prefecture (国土数値情報, "
                         "メッシュ別将来推計人口) and name the file"));
    if (!auditing->output && !auditing->points)
        return err_set(err, ERR_USAGE,
                       _("no --output is given; name the folder of the "
                         "report"));
    return ask_needs(auditing, gathered, err) &&
           ask_reach(auditing, gathered, err) &&
           ask_sites(auditing, gathered, err) &&
           ask_threads(auditing, gathered, err);
}
