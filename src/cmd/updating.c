#include "cmd/updating.h"

#include "base/say.h"
#include "cmd/dictionary.h"

#include <stdio.h>
#include <string.h>

static bool is_of_today(const struct fetched *fetched)
{
    return fetched->state == FETCHED_NEW || fetched->state == FETCHED_SAME;
}

/* The newest edition that can be used: what came today, else the one before.
 * NULL: there is none. */
static const struct snapshot *usable(const struct collected *collected,
                                     size_t i)
{
    const struct fetched *fetched = &collected->item[i];

    return is_of_today(fetched)
               ? &fetched->snapshot
               : snapshot_latest(&collected->snapshots, fetched->source->id);
}

/* ---- paths ---- */

static void add_path(struct opt_list *list, const char *path)
{
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = path;
}

/* Of a role: the folders of the usable snapshots, or their files. */
static void add_paths(const struct collected *collected, enum source_role role,
                      bool files, struct opt_list *list, struct arena *arena)
{
    for (size_t i = 0; i < collected->n; i++) {
        const struct snapshot *snapshot = usable(collected, i);
        if (!snapshot || collected->source[i]->role != role)
            continue;
        if (!files)
            add_path(list, snapshot->path);
        for (size_t f = 0; files && f < snapshot->n_file; f++)
            add_path(list, arena_format(arena, "%s/%s", snapshot->path,
                                        snapshot->file[f].name));
    }
}

static bool is_chosen(const struct collected *collected,
                      const struct source *source)
{
    for (size_t i = 0; i < collected->n; i++)
        if (collected->source[i] == source)
            return true;
    return false;
}

/* Filing lists of prefectures that are not asked for today: without them the
 * store would forget what it knew of the areas that it was made for before. */
static void add_other_filings(const struct collected *collected,
                              struct opt_list *inputs)
{
    for (size_t i = 0; i < collected->catalogue.n; i++) {
        const struct source *source = &collected->catalogue.item[i];
        const struct snapshot *latest =
            snapshot_latest(&collected->snapshots, source->id);
        if (source->role == ROLE_FILINGS && latest &&
            !is_chosen(collected, source))
            add_path(inputs, latest->path);
    }
}

/* ---- what is missing ---- */

/* Without the facilities there is no map; without the rest there is a poorer
 * one. */
static bool has_listings(const struct collected *collected, struct err *err)
{
    for (size_t i = 0; i < collected->n; i++) {
        if (collected->source[i]->role != ROLE_LISTING || usable(collected, i))
            continue;
        *err = collected->item[i].err;
        return err_in(err, _("no edition of '%s' is here, so no map is made"),
                      collected->source[i]->id);
    }
    return true;
}

static void say_of_older(const struct collected *collected)
{
    for (size_t i = 0; i < collected->n; i++) {
        const struct fetched *fetched = &collected->item[i];
        const struct snapshot *snapshot = usable(collected, i);
        if (is_of_today(fetched))
            continue;
        if (snapshot)
            say_warn(_("'%s': the edition before is used, '%s': %s"),
                     fetched->source->id, snapshot->path, fetched->err.text);
        else
            say_warn(_("'%s' is missing from this run: %s"),
                     fetched->source->id, fetched->err.text);
    }
}

static const char *not_taken(const struct fetched *fetched,
                             const struct snapshot *older, struct arena *arena)
{
    const char *title = fetched->source->title;
    const char *why =
        fetched->state == FETCHED_REFUSED
            ? arena_format(arena,
                           "今回の版（%s）に問題があるおそれがあり、使いません"
                           "でした",
                           supply_when(fetched->snapshot.as_of, arena))
            : "今回取得できませんでした";

    if (!older)
        return arena_format(arena,
                            "「%s」は%s。前の版もないため、この一覧は入って"
                            "いません。",
                            title, why);
    return arena_format(arena,
                        "「%s」は%s。%sの版のままなので、この一覧の変更はまだ"
                        "分かりません。",
                        title, why, supply_when(older->as_of, arena));
}

const char *const *updating_not_taken(const struct collected *collected,
                                      size_t *n, struct arena *arena)
{
    const char **sentence =
        arena_alloc(arena, (collected->n + 1) * sizeof(*sentence));

    *n = 0;
    for (size_t i = 0; i < collected->n; i++) {
        const struct fetched *fetched = &collected->item[i];
        enum source_role role = fetched->source->role;
        if ((role == ROLE_LISTING || role == ROLE_FILINGS) &&
            !is_of_today(fetched))
            sentence[(*n)++] = not_taken(fetched, usable(collected, i), arena);
    }
    return sentence;
}

/* ---- the dictionary ---- */

/* Of the fetched tables. Where they are not complete there is none: the maps
 * are made all the same, and nothing is placed by its address. */
static bool make_dictionary(struct building *building,
                            const struct collected *collected, const char *data,
                            struct arena *arena, struct err *err)
{
    struct opt_list source = {0};
    const char *path = arena_format(arena, "%s/.dictionary.gaz", data);
    struct err fault = {0};

    add_paths(collected, ROLE_ADDRESS, true, &source, arena);
    if (building->gazetteer || !source.n) {
        opt_list_release(&source);
        return true;
    }
    add_paths(collected, ROLE_PLACES, true, &source, arena);
    bool ok = dictionary_build(&(struct dictionary){.source = source.item,
                                                    .n_source = source.n,
                                                    .output = path},
                               &fault);
    opt_list_release(&source);
    if (ok) {
        building->gazetteer = path;
    } else if (fault.class == ERR_STORAGE || fault.class == ERR_INTERNAL) {
        *err = fault;
        return false;
    } else {
        say_warn(_("no dictionary of addresses could be made, so nothing is "
                   "placed by its address: %s"),
                 fault.text);
    }
    return true;
}

bool updating_prepare(struct building *building,
                      const struct collected *collected, const char *data,
                      struct opt_list *inputs, struct arena *arena,
                      struct err *err)
{
    if (!has_listings(collected, err))
        return false;
    say_of_older(collected);
    add_paths(collected, ROLE_LISTING, false, inputs, arena);
    add_paths(collected, ROLE_FILINGS, false, inputs, arena);
    add_other_filings(collected, inputs);
    if (!building->municipalities.n)
        add_paths(collected, ROLE_PLACES, true, &building->municipalities,
                  arena);
    if (!building->boundaries.n)
        add_paths(collected, ROLE_BOUNDARY, true, &building->boundaries, arena);
    return make_dictionary(building, collected, data, arena, err);
}

/* ---- the user's own files ---- */

static bool is_kept(const struct supply *supply, const char *data)
{
    size_t n = strlen(data);

    return strncmp(supply->path, data, n) == 0 && supply->path[n] == '/';
}

bool updating_unmixed(const struct table *table, const char *data,
                      struct err *err)
{
    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *given = &table->supply[i];
        if (given->row_kind == ROW_REFERENCE || is_kept(given, data))
            continue;
        for (size_t k = 0; k < table->n_supply; k++) {
            const struct supply *kept = &table->supply[k];
            if (kept->row_kind == given->row_kind && is_kept(kept, data) &&
                strcmp(kept->listing, given->listing) == 0 &&
                given->row_kind != ROW_FILING)
                return err_set(
                    err, ERR_INPUT,
                    _("'%s' is the list '%s', and so is '%s', which was "
                      "fetched: two editions of one list would be mixed; make "
                      "maps of files that you saved by hand with 'zaitaku "
                      "map', which takes only what you name"),
                    given->label, given->title, kept->path);
        }
    }
    return true;
}
