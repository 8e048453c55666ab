#include "join/decide.h"

#include "base/say.h"
#include "join/correct.h"
#include "join/pairs.h"
#include "join/review.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files in the folder that no build reads: "review (1).csv", "review.xlsx". A
 * person who put them there believes that they count. */
static size_t warn_of_others(const char *folder)
{
    static const char *const known[] = {"corrections.csv", PAIRS_FILE,
                                        "review.csv"};
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    size_t n_known = 0;

    while (entries && (entry = readdir(entries)) != NULL) {
        bool is_known = false;
        if (entry->d_name[0] == '.')
            continue;
        for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
            is_known = is_known || strcmp(entry->d_name, known[i]) == 0;
        n_known += is_known;
        if (!is_known)
            say_warn(_("'%s/%s' is not read: only corrections.csv, pairs.csv "
                       "and review.csv are"),
                     folder, entry->d_name);
    }
    if (entries)
        closedir(entries);
    return n_known;
}

/* NULL when the folder has no such file. */
static const char *find_file(const char *folder, const char *name,
                             struct arena *arena)
{
    const char *path = arena_format(arena, "%s/%s", folder, name);

    return access(path, F_OK) == 0 ? path : NULL;
}

static bool correct_file(struct table *table, const char *folder,
                         const struct boundaries *boundaries,
                         enum correct_phase phase, struct err *err)
{
    struct arena arena = {0};
    const char *path = find_file(folder, "corrections.csv", &arena);
    bool ok = !path || correct_apply(table, path, boundaries, phase, err);

    arena_release(&arena);
    return ok;
}

bool decide_values(struct table *table, const char *folder, struct err *err)
{
    struct stat info;

    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        return err_set(
            err, ERR_STORAGE,
            _("'%s' is not a folder of decisions; name the folder "
              "that holds corrections.csv, pairs.csv and review.csv"),
            folder);
    if (warn_of_others(folder) == 0)
        say_warn(_("'%s' holds neither corrections.csv nor pairs.csv nor "
                   "review.csv: nothing was decided"),
                 folder);
    return correct_file(table, folder, NULL, CORRECT_VALUES, err);
}

bool decide_positions(struct table *table, const char *folder,
                      const struct boundaries *boundaries, struct err *err)
{
    struct arena arena = {0};
    struct review_count count = {0};
    const char *review = find_file(folder, "review.csv", &arena);
    bool ok = !review || review_apply(table, review, boundaries, &count, err);

    if (ok && count.n)
        say(_("%zu decisions about addresses: %zu applied, %zu not (see "
              "findings.csv)"),
            count.n, count.applied, count.n - count.applied);
    arena_release(&arena);
    /* What is said of one facility stands above what is said of an address. */
    return ok &&
           correct_file(table, folder, boundaries, CORRECT_POSITIONS, err);
}
