/* What a record's story begins with: what is asked first, in a few lines. */
#include "base/err.h"
#include "cmd/explain_story.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LISTS 5 /* that an outline names; lists by item are dozens */

static size_t count(function_set set)
{
    size_t n = 0;

    for (; set; set &= set - 1)
        n++;
    return n;
}

static void tell_filed(struct story *story, function_set filed)
{
    struct outline *outline = &story->outline;

    outline_number(outline, "n_filed", _("filed"), (double)count(filed), 0);
    outline->indent++;
    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (filed >> f & 1)
            outline_line(outline, "%s",
                         outline->japanese ? functions[f].name_ja
                                           : functions[f].name_en);
    outline->indent--;
}

/* The lists of its prefecture and fee tables, and those with its filings. */
static bool *find_lists(const struct story *story)
{
    const struct table *table = story->table;
    const struct facility *facility = story->facility;
    const char *code = facility->municipality_code;
    int prefecture = code[0] ? (code[0] - '0') * 10 + (code[1] - '0') : 0;
    bool *is_list = mem_alloc(table->n_supply + 1);

    memset(is_list, 0, table->n_supply + 1);
    for (size_t i = 0; i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        if (scope->prefecture == prefecture &&
            facility_points(facility) & POINTS_BIT(scope->points))
            is_list[scope->supply] = true;
    }
    for (uint32_t i = 0; i < facility->n_filing; i++)
        is_list[table->filing[facility->first_filing + i].supply] = true;
    return is_list;
}

static void tell_lists(struct story *story)
{
    struct outline *outline = &story->outline;
    bool *is_list = find_lists(story);
    size_t n = 0;

    outline_open_list(outline, "lists", NULL);
    for (uint32_t i = 0; i < story->table->n_supply; i++) {
        if (!is_list[i] || (++n > MOST_LISTS && !outline->json))
            continue;
        story_open_row(story, NULL, _("list"), i, 0);
        outline_close(outline);
    }
    if (n > MOST_LISTS)
        outline_line(outline, _("and %zu further lists"), n - MOST_LISTS);
    outline_close(outline);
    free(is_list);
}

/* Who else it may be: what a person is to say before its filings are known. */
static void tell_doubts(struct story *story)
{
    const struct table *table = story->table;
    struct outline *outline = &story->outline;

    outline_open_list(outline, "may_be", NULL);
    for (size_t i = 0; i < table->n_pair; i++) {
        const struct facility_pair *pair = &table->pair[i];
        bool is_a = pair->a == story->number;
        if (pair->state != PAIR_OPEN || (!is_a && pair->b != story->number))
            continue;
        const struct facility *other =
            table->facility[is_a ? pair->b : pair->a];
        outline_line(outline, _("may be the same as: %s (%s)"), other->name,
                     other->id);
        outline_open(outline, NULL, NULL);
        outline_text(outline, "id", NULL, other->id);
        outline_text(outline, "name", NULL, other->name);
        outline_close(outline);
    }
    outline_close(outline);
}

void story_summary(struct story *story)
{
    struct outline *outline = &story->outline;
    struct story_functions set = story_functions(story->facility);
    const char *words = story_list_words(story);
    const char *why = set.unknown ? story_why_unknown(story) : NULL;

    outline_open(outline, "summary", _("Home-care filings, in short:"));
    if (facility_points(story->facility) == 0) {
        outline_line(outline, "%s",
                     _("an institution of this kind files nothing with the "
                       "health bureau"));
    } else {
        outline_line(outline, "%s", _(words));
        tell_filed(story, set.filed);
        outline_number(outline, "n_not_filed", _("not filed"),
                       (double)count(set.not_filed), 0);
        outline_number(outline, "n_unknown", _("unknown whether filed"),
                       (double)count(set.unknown), 0);
        outline_text(outline, NULL, _("why unknown"),
                     why && why != words ? _(why) : NULL);
        outline_text(outline, "words", NULL, words);
        outline_text(outline, "why_unknown", NULL, why);
        tell_doubts(story);
        tell_lists(story);
    }
    outline_close(outline);
}
