#include "cmd/diff_said.h"

#include "base/say.h"

/* The municipality, when it is the only one. */
static const char *only_place(const struct diff_report *report)
{
    const struct diff_place *only = NULL;

    for (size_t i = 0; i < report->n_place; i++) {
        if (only)
            return NULL;
        only = &report->place[i];
    }
    return only ? only->name : NULL;
}

static size_t count_others(const struct diff_report *report)
{
    size_t n = 0;

    for (int c = 0; c < CHANGE_COUNT; c++)
        if (c != CHANGE_NEW && c != CHANGE_GONE && c != CHANGE_POSSIBLE)
            n += report->count[c];
    return n;
}

static void say_numbers(const struct diff_report *report, const char *file)
{
    const char *place = only_place(report);
    size_t n_new = report->count[CHANGE_NEW];
    size_t n_gone = report->count[CHANGE_GONE];

    if (place)
        say(_("%s: %zu new, %zu gone from the source, %zu other changes; see "
              "'%s'"),
            place, n_new, n_gone, count_others(report), file);
    else
        say(_("%zu municipalities: %zu new, %zu gone from the source, %zu "
              "other changes; see '%s'"),
            report->n_place, n_new, n_gone, count_others(report), file);
}

void diff_said(const struct diff_report *report, const char *folder,
               bool has_text)
{
    struct arena arena = {0};
    const char *file = has_text && folder
                           ? arena_format(&arena, "%s/changes.txt", folder)
                           : folder;

    bool all = !report->n_not_taken && !report->n_blind;
    if (diff_report_any(report) && file)
        say_numbers(report, file);
    else if (all)
        say(_("nothing has changed since the edition before"));
    else if (file)
        say(_("in what was compared, nothing has changed; what was not "
              "compared stands in '%s'"),
            file);
    else
        say(_("in what was compared, nothing has changed"));
    arena_release(&arena);
}
