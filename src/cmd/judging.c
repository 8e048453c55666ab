#include "cmd/judging.h"

#include "cmd/dropping.h"
#include "cmd/judging_own.h"

#include <string.h>

struct snapshot_file *judging_file(const struct case_at_hand *at,
                                   const char *name)
{
    for (size_t i = 0; i < at->snapshot->n_file; i++)
        if (strcmp(at->snapshot->file[i].name, name) == 0)
            return &at->snapshot->file[i];
    return NULL;
}

const char *judging_path(const struct case_at_hand *at, const char *name)
{
    return arena_format(at->arena, "%s/%s", at->folder, name);
}

void judging_warn(const struct case_at_hand *at, const char *sentence)
{
    struct snapshot *snapshot = at->snapshot;
    const char **more =
        arena_alloc(at->arena, (snapshot->n_warning + 1) * sizeof(*more));

    if (snapshot->n_warning)
        memcpy(more, snapshot->warning, snapshot->n_warning * sizeof(*more));
    more[snapshot->n_warning++] = sentence;
    snapshot->warning = more;
}

/* The folder in which a file is judged is gone when the sentence is read. */
static const char *without_folder(const struct case_at_hand *at,
                                  const char *sentence)
{
    struct buf text = {0};
    struct str rest = str_of(sentence);
    struct str folder = str_of(arena_format(at->arena, "%s/", at->folder));

    for (size_t found; (found = str_find(rest, folder)) != SIZE_MAX;) {
        buf_add(&text, rest.ptr, found);
        rest = str_cut(rest, found + folder.len, rest.len);
    }
    buf_add_str(&text, rest);
    const char *kept = arena_copy(at->arena, text.ptr, text.len);
    buf_release(&text);
    return kept;
}

/* The files are at fault: that is no error of the run. What a reader of files
 * advises is for those who have made the file; nobody here has. */
bool judging_refuse(const struct case_at_hand *at, const struct err *fault,
                    struct err *err)
{
    if (fault->class == ERR_STORAGE || fault->class == ERR_INTERNAL) {
        *err = *fault;
        return false;
    }
    if (!at->snapshot->refused)
        at->snapshot->refused = arena_format(
            at->arena,
            at->before ? _("%s (the file is as it was fetched, so it seems to "
                           "be the publisher's fault: the edition before "
                           "stays in use; run it again another day)")
                       : _("%s (the file is as it was fetched, so it seems to "
                           "be the publisher's fault: run it again another "
                           "day)"),
            without_folder(at, fault->text));
    return true;
}

static void note_drop(struct judging *judging, const struct source *source,
                      const struct snapshot *before)
{
    judging->drop = mem_room(judging->drop, judging->n_drop, &judging->cap_drop,
                             sizeof(*judging->drop));
    judging->drop[judging->n_drop++] = (struct judging_drop){source, before};
}

static void judge_drop(const struct case_at_hand *at)
{
    const char *drop =
        at->snapshot->refused
            ? NULL
            : dropping_find(at->before, at->snapshot,
                            &at->table->municipalities, at->arena);

    if (drop && at->judging->accept_drop) {
        judging_warn(
            at, arena_format(at->arena,
                             _("an edition with fewer rows was accepted: %s"),
                             drop));
    } else if (drop) {
        at->snapshot->refused = drop;
        at->snapshot->dropped = true;
        note_drop(at->judging, at->source, at->before);
    }
}

static bool judge_file(const struct case_at_hand *at, const struct pick *pick,
                       struct err *err)
{
    struct snapshot_file *file = judging_file(at, pick->name);
    const char *path = judging_path(at, pick->name);
    struct err fault = {0};
    bool ok = true;

    switch (pick->expect) {
    case EXPECT_PLACES:
        ok = judging_places(path, file, &fault);
        break;
    case EXPECT_ADDRESS:
        ok = judging_address(path, file, &fault);
        break;
    case EXPECT_ARCHIVE:
        ok = judging_archive(path, file, pick->member, &fault) &&
             (at->source->role != ROLE_BOUNDARY ||
              judging_boundary(path, file, &fault));
        break;
    case EXPECT_GRID:
        ok = judging_grid(path, file, &fault);
        break;
    default:
        break;
    }
    return ok || judging_refuse(at, &fault, err);
}

static bool judge_all(const struct case_at_hand *at, struct err *err)
{
    for (size_t i = 0; i < at->picks->n; i++) {
        const char *name = at->picks->item[i].name;
        struct err fault = {0};
        if (!judging_no_page(judging_path(at, name), name, &fault))
            return judging_refuse(at, &fault, err);
    }
    if (!judging_listings(at, err))
        return false;
    for (size_t i = 0; i < at->picks->n; i++)
        if (!judge_file(at, &at->picks->item[i], err))
            return false;
    judge_drop(at);
    return true;
}

bool judging_judge(void *context, const struct source *source,
                   const struct picks *picks, const char *folder,
                   const struct snapshot *before, struct snapshot *snapshot,
                   struct arena *arena, struct err *err)
{
    struct table table = {0};
    const struct case_at_hand at = {
        .judging = context,
        .source = source,
        .picks = picks,
        .folder = folder,
        .before = before,
        .snapshot = snapshot,
        .table = &table,
        .arena = arena,
    };
    bool ok = judge_all(&at, err);

    table_release(&table);
    return ok;
}
