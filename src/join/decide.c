#include "join/decide.h"

#include "base/say.h"
#include "join/answers.h"
#include "join/review.h"
#include "norm/contact.h"
#include "norm/text.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AT_FACILITY, AT_FIELD, AT_VALUE, AT_WAS, AT_N };
static const char *const heading_ja[AT_N] = {"施設ID", "項目", "正しい値",
                                             "元の値"};
static const char *const heading_en[AT_N] = {"facility", "field", "value",
                                             "was"};

struct deciding {
    struct table *table;
    struct answers answers;
};

static bool correct_position(struct deciding *deciding, uint32_t number,
                             struct str value, size_t line, struct err *err)
{
    struct facility *facility = deciding->table->facility[number];
    struct lonlat point;

    if (!answers_point(&deciding->answers, value, &point))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is not a position in Japan; "
                         "write 35.0044,135.8686"),
                       deciding->answers.path, line, STR_ARG(value));
    facility->point = point;
    facility->position_source = "職員の確認";
    facility->coordinate_level = LEVEL_MANUAL;
    facility->position_doubt = NULL;
    facility->error_m = NAN;
    return true;
}

/* A field that a person may correct; -1 for all others. */
static int correctable(struct deciding *deciding, struct str name)
{
    const char *text = str_keep(&deciding->answers.arena, name);
    int field = text ? field_find(text) : -1;

    for (int f = 0; f < FIELD_COUNT && field < 0; f++)
        if (str_is(name, fields[f].heading_ja))
            field = f;
    if (field < 0 || fields[field].at == SIZE_MAX || field == FIELD_id ||
        field == FIELD_aliases || field == FIELD_position_source ||
        field == FIELD_position_doubt)
        return -1;
    return field;
}

static bool correct_text(struct deciding *deciding, uint32_t number, int field,
                         struct str value, struct str was, size_t line,
                         struct err *err)
{
    struct table *table = deciding->table;
    struct facility *facility = table->facility[number];
    const char **member = field_member(facility, (enum field_id)field);
    struct arena *arena = &deciding->answers.arena;

    if (!str_eq(text_key(str_of(*member), arena), text_key(was, arena))) {
        /* The line is that of corrections.csv, not of the facility's input. */
        table_find_fault(table, number, facility->supply, 0, field,
                         N_("a correction was not applied: the source says "
                            "something else by now"),
                         arena_format(arena, "%s（corrections.csv %zu）",
                                      *member ? *member : "", line));
        return true;
    }
    if (field == FIELD_url) {
        struct str web;
        if (value.len && contact_web(value, arena, &web) != WEB_PAGE)
            return err_set(err, ERR_INPUT,
                           _("'%s' line %zu: '%.*s' is not the address of a "
                             "web page; write https://..."),
                           deciding->answers.path, line, STR_ARG(value));
        value = value.len ? web : value;
    }
    *member = str_keep(&table->arena, value);
    return true;
}

static bool correct(struct answers *answers, const struct row *row,
                    void *context, struct err *err)
{
    struct deciding *deciding = context;
    struct str id = answers_cell(answers, row, AT_FACILITY);
    struct str name = answers_cell(answers, row, AT_FIELD);
    struct str value = answers_cell(answers, row, AT_VALUE);
    const char *kept = str_keep(&answers->arena, id);

    if (!id.len && !name.len)
        return true;
    uint32_t number = table_find(deciding->table, kept ? kept : "");
    if (number == NO_FACILITY)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: no facility '%.*s' is in the inputs"),
                       answers->path, row->line, STR_ARG(id));
    if (str_is(name, "position") || str_is(name, "位置"))
        return correct_position(deciding, number, value, row->line, err);
    int field = correctable(deciding, name);
    if (field < 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is no field that can be "
                         "corrected; see 'zaitaku list fields'"),
                       answers->path, row->line, STR_ARG(name));
    return correct_text(deciding, number, field, value,
                        answers_cell(answers, row, AT_WAS), row->line, err);
}

static bool read_corrections(struct table *table, const char *path,
                             struct err *err)
{
    struct deciding deciding = {
        .table = table,
        .answers = {.path = path,
                    .ja = heading_ja,
                    .en = heading_en,
                    .n = AT_N,
                    .n_required = AT_N,
                    .header = "施設ID,項目,正しい値,元の値,理由,記入者,日付"},
    };
    bool ok = answers_read(&deciding.answers, correct, &deciding, err);

    arena_release(&deciding.answers.arena);
    return ok;
}

/* Files in the folder that no build reads: "review (1).csv", "review.xlsx". A
 * person who put them there believes that they count. */
static size_t warn_of_others(const char *folder)
{
    static const char *const known[] = {"corrections.csv", "review.csv"};
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
            say_warn(_("'%s/%s' is not read: only corrections.csv and "
                       "review.csv are"),
                     folder, entry->d_name);
    }
    if (entries)
        closedir(entries);
    return n_known;
}

bool decide(struct table *table, const char *folder,
            const struct boundaries *boundaries, struct err *err)
{
    struct arena arena = {0};
    struct stat info;
    struct review_count count = {0};
    bool ok = true;

    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is not a folder of decisions; name the folder "
                         "that holds corrections.csv and review.csv"),
                       folder);
    if (warn_of_others(folder) == 0)
        say_warn(_("'%s' holds neither corrections.csv nor review.csv: nothing "
                   "was decided"),
                 folder);
    const char *review = arena_format(&arena, "%s/review.csv", folder);
    const char *corrections =
        arena_format(&arena, "%s/corrections.csv", folder);
    /* What is said of one facility stands above what is said of an address. */
    if (access(review, F_OK) == 0)
        ok = review_apply(table, review, boundaries, &count, err);
    if (ok && count.n)
        say(_("%zu decisions about addresses: %zu applied, %zu not (see "
              "findings.csv)"),
            count.n, count.applied, count.n - count.applied);
    if (ok && access(corrections, F_OK) == 0)
        ok = read_corrections(table, corrections, err);
    arena_release(&arena);
    return ok;
}
