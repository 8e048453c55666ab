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

/* The files are at fault: that is no error of the run. */
bool judging_refuse(const struct case_at_hand *at, const struct err *fault,
                    struct err *err)
{
    if (fault->class == ERR_STORAGE || fault->class == ERR_INTERNAL) {
        *err = *fault;
        return false;
    }
    if (!at->snapshot->refused)
        at->snapshot->refused =
            arena_copy(at->arena, fault->text, strlen(fault->text));
    return true;
}

static void judge_drop(const struct case_at_hand *at)
{
    const char *sentence =
        at->snapshot->refused
            ? NULL
            : dropping_find(at->before, at->snapshot, at->arena);

    if (sentence && at->judging->accept_drop)
        judging_warn(at, sentence);
    else if (sentence)
        at->snapshot->refused = sentence;
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
        ok = judging_archive(path, file, pick->member, &fault);
        break;
    case EXPECT_GRID:
        ok = judging_grid(path, file, &fault);
        break;
    default:
        break;
    }
    return ok || judging_refuse(at, &fault, err);
}

bool judging_judge(void *context, const struct source *source,
                   const struct picks *picks, const char *folder,
                   const struct snapshot *before, struct snapshot *snapshot,
                   struct arena *arena, struct err *err)
{
    const struct case_at_hand at = {
        .judging = context,
        .source = source,
        .picks = picks,
        .folder = folder,
        .before = before,
        .snapshot = snapshot,
        .arena = arena,
    };

    if (!judging_listings(&at, err))
        return false;
    for (size_t i = 0; i < picks->n; i++)
        if (!judge_file(&at, &picks->item[i], err))
            return false;
    judge_drop(&at);
    return true;
}
