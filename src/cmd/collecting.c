#include "cmd/collecting.h"

#include "base/say.h"
#include "cmd/area_code.h"
#include "cmd/judging.h"
#include "listing/listing.h"
#include "norm/code.h"
#include "norm/date.h"

#include <stdlib.h>
#include <string.h>

static const char *data_folder(const struct collecting *collecting)
{
    return collecting->dir ? collecting->dir : SNAPSHOT_DATA;
}

/* ---- which ---- */

/* As a set of numbers. */
static bool prefectures_of(const struct opt_list *pref, uint64_t *set,
                           struct err *err)
{
    *set = 0;
    for (size_t i = 0; i < pref->n; i++) {
        const char *code;
        if (!area_code_prefecture(pref->item[i], &code, err))
            return false;
        *set |= UINT64_C(1) << strtoul(code, NULL, 10);
    }
    return true;
}

static bool choose_named(const struct opt_list *name,
                         struct collected *collected, struct err *err)
{
    for (size_t i = 0; i < name->n; i++) {
        const struct source *source =
            catalogue_find(&collected->catalogue, name->item[i]);
        bool twice = false;
        if (!source)
            return err_set(err, ERR_USAGE,
                           _("no source '%s'; 'zaitaku list sources' lists "
                             "them"),
                           name->item[i]);
        for (size_t k = 0; k < collected->n; k++)
            twice = twice || collected->source[k] == source;
        if (!twice)
            collected->source[collected->n++] = source;
    }
    return true;
}

/* What a file should be is known here, not where the catalogue is read. */
static bool is_listing(const char *id)
{
    for (size_t i = 0; i < listing_count; i++)
        if (strcmp(listings[i]->id, id) == 0)
            return true;
    return false;
}

static bool check_listings(const struct catalogue *catalogue, struct err *err)
{
    for (size_t i = 0; i < catalogue->n; i++) {
        const struct source *source = &catalogue->item[i];
        for (size_t k = 0; k < source->n_link + source->n_file; k++) {
            const char *id = k < source->n_link
                                 ? source->link[k].listing
                                 : source->file[k - source->n_link].listing;
            if (id && !is_listing(id))
                return err_set(err, ERR_INPUT,
                               _("the source '%s' expects the listing '%s', "
                                 "and there is none; 'zaitaku list listings' "
                                 "lists them"),
                               source->id, id);
        }
    }
    return true;
}

static void choose_roles(unsigned roles, uint64_t prefectures,
                         struct collected *collected)
{
    const struct catalogue *catalogue = &collected->catalogue;

    for (size_t i = 0; i < catalogue->n; i++) {
        const struct source *source = &catalogue->item[i];
        if ((roles & ROLE_BIT(source->role)) &&
            source_covers(source, prefectures))
            collected->source[collected->n++] = source;
    }
}

bool collecting_choose(const struct collecting *collecting,
                       const struct opt_list *name, unsigned roles,
                       const struct opt_list *pref, struct collected *collected,
                       struct err *err)
{
    uint64_t prefectures;

    if (!prefectures_of(pref, &prefectures, err) ||
        !catalogue_read(collecting->catalogue, &collected->catalogue, err) ||
        !check_listings(&collected->catalogue, err))
        return false;
    collected->source =
        arena_alloc(&collected->arena, (collected->catalogue.n + name->n + 1) *
                                           sizeof(*collected->source));
    if (name->n)
        return choose_named(name, collected, err);
    choose_roles(roles, prefectures, collected);
    return true;
}

/* ---- the run ---- */

static bool read_number(const char *text, const char *option, unsigned most,
                        unsigned *number, struct err *err)
{
    double value;

    if (!text)
        return true;
    if (!str_digits(str_of(text)) || !str_number(str_of(text), &value) ||
        value < 1 || value > most)
        return err_set(err, ERR_USAGE,
                       _("--%s '%s' is not a whole number from 1 to %u"),
                       option, text, most);
    *number = (unsigned)value;
    return true;
}

static bool read_http(const struct collecting *collecting,
                      struct http_options *http, struct err *err)
{
    http->mirror = collecting->mirror;
    http->authority = collecting->authority;
    http->quiet = collecting->quiet;
    return read_number(collecting->connect_s, "connect-timeout", 3600,
                       &http->connect_s, err) &&
           read_number(collecting->stall_s, "stall-timeout", 3600,
                       &http->stall_s, err) &&
           read_number(collecting->tries, "tries", 100, &http->tries, err);
}

static bool read_wanted(const struct collecting *collecting,
                        const struct opt_list *pref,
                        const struct opt_list *area, struct arena *arena,
                        struct pick_wanted *wanted, struct err *err)
{
    const char **code = arena_alloc(arena, (area->n + 1) * sizeof(*code));
    char *as_of = arena_alloc(arena, 11);

    for (size_t i = 0; i < area->n; i++) {
        char code5[6], *code6 = arena_alloc(arena, 7);
        if (!area_code_read(area->item[i], code5, err))
            return false;
        code_municipality6(code5, code6);
        code[i] = code6;
    }
    wanted->municipality = code;
    wanted->n_municipality = area->n;
    if (collecting->as_of) {
        if (!date_read(str_of(collecting->as_of), as_of))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s' is not a date; write for example "
                             "2025-12-01"),
                           collecting->as_of);
        wanted->as_of = as_of;
    }
    return prefectures_of(pref, &wanted->prefectures, err);
}

/* The newest that is here, or the one of a date. */
static const struct snapshot *find_here(const struct snapshots *all,
                                        const char *source, const char *as_of)
{
    const struct snapshot *found = NULL;

    if (!as_of)
        return snapshot_latest(all, source);
    for (size_t i = 0; i < all->n; i++)
        if (!all->item[i].refused && all->item[i].as_of &&
            strcmp(all->item[i].source, source) == 0 &&
            strcmp(all->item[i].as_of, as_of) == 0)
            found = &all->item[i];
    return found;
}

static void not_here(const struct collecting *collecting,
                     struct collected *collected, const char *as_of,
                     struct fetched *fetched)
{
    const char *id = fetched->source->id, *data = data_folder(collecting);
    const struct snapshots *all = &collected->snapshots;
    struct buf dates = {0};

    fetched->state = FETCHED_FAILED;
    for (size_t i = 0; as_of && i < all->n; i++)
        if (!all->item[i].refused && all->item[i].revision <= 1 &&
            all->item[i].as_of && strcmp(all->item[i].source, id) == 0)
            buf_addf(&dates, "%s%s", dates.len ? _(", ") : "",
                     all->item[i].as_of);
    if (dates.len)
        err_set(&fetched->err, ERR_INPUT,
                _("no edition of %s of '%s' is in '%s', and --offline asks "
                  "nobody: there are %s; choose one of them"),
                as_of, id, data, dates.ptr);
    else
        err_set(&fetched->err, ERR_NETWORK,
                _("no snapshot of '%s' is in '%s', and --offline asks nobody; "
                  "fetch it first"),
                id, data);
    buf_release(&dates);
}

/* Nobody is asked: what is here? */
static bool run_offline(const struct collecting *collecting,
                        const struct pick_wanted *wanted,
                        struct collected *collected, struct err *err)
{
    struct arena *arena = &collected->arena;
    const char **id = arena_alloc(arena, (collected->n + 1) * sizeof(*id));
    const char *as_of = wanted->as_of;

    for (size_t i = 0; i < collected->n; i++)
        id[i] = collected->source[i]->id;
    if (!snapshot_list_for(data_folder(collecting), id, collected->n,
                           &collected->snapshots, err))
        return false;
    for (size_t i = 0; i < collected->n; i++) {
        struct fetched *fetched = &collected->item[i];
        const struct snapshot *here =
            find_here(&collected->snapshots, collected->source[i]->id, as_of);
        *fetched = (struct fetched){.source = collected->source[i],
                                    .state = FETCHED_SAME};
        if (!here) {
            not_here(collecting, collected, as_of, fetched);
            continue;
        }
        fetched->snapshot = *here;
        const char *missing =
            fetching_missing(fetched->source, wanted, here, arena);
        if (!missing)
            continue;
        fetched->state = FETCHED_FAILED;
        err_set(&fetched->err, ERR_NETWORK,
                _("'%s' does not have %s, and --offline asks nobody; fetch it "
                  "first"),
                here->path, missing);
    }
    return true;
}

/* An edition with fewer rows: how a person finds out whether that is right.
 * Its folder is known only now. */
static void advise(const struct collecting *collecting,
                   const struct judging *judging, struct fetched *fetched,
                   struct arena *arena)
{
    const struct snapshot *now = &fetched->snapshot, *before = NULL;

    for (size_t i = 0; i < judging->n_drop; i++)
        if (judging->drop[i].source == fetched->source)
            before = judging->drop[i].before;
    if (!before || fetched->state != FETCHED_REFUSED || !now->dropped)
        return;
    const char *look =
        before->n_count
            ? arena_format(arena,
                           _("; what is missing is shown by 'zaitaku diff %s "
                             "%s'"),
                           before->path, now->path)
            : "";
    err_set(&fetched->err, ERR_INPUT,
            _("%s%s; if the publisher seems to have left it out, do nothing: "
              "the edition before stays in use, and the next run asks again; "
              "if it is right (a merger of municipalities looks so too), say "
              "'zaitaku fetch %s%s%s --accept-drop', and then update again"),
            now->refused, look, fetched->source->id,
            collecting->dir ? " --dir " : "",
            collecting->dir ? collecting->dir : "");
}

bool collecting_run(const struct collecting *collecting,
                    const struct opt_list *pref, const struct opt_list *area,
                    struct collected *collected, struct err *err)
{
    struct judging judging = {.accept_drop = collecting->accept_drop};
    struct fetching fetching = {
        .data = data_folder(collecting),
        .source = collected->source,
        .n_source = collected->n,
        .dry_run = collecting->dry_run,
        .accept_drop = collecting->accept_drop,
        .judge = judging_judge,
        .context = &judging,
        .snapshots = &collected->snapshots,
    };

    collected->item = arena_alloc(
        &collected->arena, (collected->n + 1) * sizeof(*collected->item));
    if (!read_http(collecting, &fetching.http, err) ||
        !read_wanted(collecting, pref, area, &collected->arena,
                     &fetching.wanted, err))
        return false;
    if (collecting->offline)
        return run_offline(collecting, &fetching.wanted, collected, err);
    bool ok = fetching_run(&fetching, collected->item, &collected->arena, err);
    for (size_t i = 0; ok && i < collected->n; i++)
        advise(collecting, &judging, &collected->item[i], &collected->arena);
    free(judging.drop);
    return ok;
}

/* What was refused goes before a full disk, and that before the network: the
 * status tells what a person has to look at. */
static int weight(const struct fetched *fetched)
{
    if (fetched->state == FETCHED_REFUSED)
        return 4;
    if (fetched->state != FETCHED_FAILED)
        return 0;
    return fetched->err.class == ERR_NETWORK   ? 1
           : fetched->err.class == ERR_STORAGE ? 2
                                               : 3;
}

bool collecting_ok(const struct collected *collected, struct err *err)
{
    const struct fetched *worst = NULL;
    size_t n = 0;

    for (size_t i = 0; i < collected->n; i++) {
        const struct fetched *fetched = &collected->item[i];
        if (!weight(fetched))
            continue;
        n++;
        if (!worst || weight(fetched) > weight(worst))
            worst = fetched;
    }
    if (!worst)
        return true;
    *err = worst->err;
    err_in(err, "%s", worst->source->id);
    if (worst->state == FETCHED_REFUSED)
        err_in(err, _("refused, and kept in '%s'"), worst->snapshot.path);
    if (n > 1)
        err_in(err, _("%zu of %zu sources failed; one of them"), n,
               collected->n);
    return false;
}

void collected_release(struct collected *collected)
{
    snapshot_release(&collected->snapshots);
    catalogue_release(&collected->catalogue);
    arena_release(&collected->arena);
}
