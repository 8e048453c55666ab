#include "join/decide.h"

#include "base/say.h"
#include "join/correct.h"
#include "join/pairs.h"
#include "join/review.h"
#include "norm/text.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const decision_files[] = {"corrections.csv", PAIRS_FILE,
                                             "review.csv"};
#define N_FILES (sizeof(decision_files) / sizeof(*decision_files))

/* Which of our files a name was meant to be: "review (1).csv", "pairs.xlsx",
 * "to_decide - コピー.csv". NULL: none. */
static const char *meant_file(struct str key)
{
    if (str_starts(key, STR("to_decide")))
        return PAIRS_FILE;
    for (size_t i = 0; i < N_FILES; i++)
        if (str_starts(key, (struct str){decision_files[i],
                                         strlen(decision_files[i]) - 4}))
            return decision_files[i];
    return NULL;
}

static bool is_workbook(struct str key)
{
    static const char *const end[] = {".xlsx", ".xlsm", ".xls", ".ods",
                                      ".numbers"};

    for (size_t i = 0; i < sizeof(end) / sizeof(*end); i++)
        if (str_ends(key, str_of(end[i])))
            return true;
    return false;
}

/* A person who put the file there believes that it counts. */
static void warn_of(const char *folder, const char *name)
{
    struct arena scratch = {0};
    struct str key = text_key(str_of(name), &scratch);
    const char *meant = meant_file(key);

    if (meant && is_workbook(key))
        say_warn(_("'%s/%s' is not read: save it in the spreadsheet program as "
                   "'CSV UTF-8' with the name %s"),
                 folder, name, meant);
    else if (meant)
        say_warn(_("'%s/%s' is not read: when it holds the decisions that "
                   "count, give it the name %s"),
                 folder, name, meant);
    else
        say_warn(_("'%s/%s' is not read: only corrections.csv, pairs.csv "
                   "and review.csv are"),
                 folder, name);
    arena_release(&scratch);
}

/* Files in the folder that no build reads are told. Returns how many it
 * reads. */
static size_t warn_of_others(const char *folder)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    size_t n_known = 0;

    while (entries && (entry = readdir(entries)) != NULL) {
        bool is_known = false;
        if (entry->d_name[0] == '.')
            continue;
        for (size_t i = 0; i < N_FILES; i++)
            is_known =
                is_known || strcmp(entry->d_name, decision_files[i]) == 0;
        n_known += is_known;
        if (!is_known)
            warn_of(folder, entry->d_name);
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
                         struct correct_run *run, struct err *err)
{
    struct arena arena = {0};
    const char *path = find_file(folder, "corrections.csv", &arena);
    bool ok = !path || correct_apply(table, path, run, err);

    if (ok && run->n)
        say(run->phase == CORRECT_VALUES
                ? _("%zu corrections of values: %zu applied (%zu closed), %zu "
                    "not (see findings.csv)")
                : _("%zu corrections of positions: %zu applied (%zu closed), "
                    "%zu not (see findings.csv)"),
            run->n, run->n_applied, run->n_closed, run->n - run->n_applied);
    arena_release(&arena);
    return ok;
}

bool decide_values(struct table *table, const char *folder, const char *today,
                   struct err *err)
{
    struct correct_run run = {.phase = CORRECT_VALUES, .today = today};
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
    return correct_file(table, folder, &run, err);
}

bool decide_positions(struct table *table, const char *folder,
                      const struct boundaries *boundaries, struct err *err)
{
    struct arena arena = {0};
    struct review_count count = {0};
    struct correct_run run = {.phase = CORRECT_POSITIONS,
                              .boundaries = boundaries};
    const char *review = find_file(folder, "review.csv", &arena);
    bool ok = !review || review_apply(table, review, boundaries, &count, err);

    if (ok && count.n)
        say(_("%zu decisions about addresses: %zu applied, %zu not (see "
              "findings.csv)"),
            count.n, count.applied, count.n - count.applied);
    arena_release(&arena);
    /* What is said of one facility stands above what is said of an address. */
    return ok && correct_file(table, folder, &run, err);
}
