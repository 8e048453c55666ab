/* Of a record's story: what it has filed, what it has not, and what is not
 * known. */
#include "base/err.h"
#include "cmd/explain_story.h"

#include <math.h>

static const char *function_name(const struct story *story, int function)
{
    return story->outline.japanese ? functions[function].name_ja
                                   : functions[function].name_en;
}

static void tell_filing(struct story *story, const struct filing *filing)
{
    const struct filing_kind *kind = &story->table->filing_kind[filing->kind];
    struct outline *outline = &story->outline;
    const char *name = kind->name[0] ? kind->name : kind->symbol;
    char day[11] = "";
    bool dated = filing_day(filing->start, day);
    bool known = kind->function != FUNCTION_NONE;

    outline_open(outline, NULL, name);
    outline_text(outline, "name", NULL, kind->name);
    outline_text(outline, "symbol", _("symbol"), kind->symbol);
    outline_text(outline, "level", _("level"), kind->level);
    outline_text(outline, "fee_table", _("fee table"),
                 kind->points < POINTS_COUNT ? points_names_ja[kind->points]
                                             : NULL);
    outline_number(outline, "number", _("number"),
                   filing->number == NO_NUMBER ? NAN : filing->number, 0);
    outline_text(outline, "since", _("since"), dated ? day : NULL);
    outline_text(outline, "function", NULL,
                 known ? functions[kind->function].id : NULL);
    if (known)
        outline_text(outline, NULL, _("function"),
                     function_name(story, kind->function));
    else
        outline_line(outline, "%s",
                     kind->known ? _("of no use to home care")
                                 : _("not known to say anything of home "
                                     "care"));
    outline_flag(outline, "known", kind->known);
    story_row(story, _("from"), filing->supply, filing->line);
    outline_close(outline);
}

static void tell_set(struct story *story, const char *name, const char *heading,
                     function_set set)
{
    struct buf id = {0}, words = {0};

    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (set >> f & 1) {
            buf_addf(&id, "%s%s", id.len ? "\n" : "", functions[f].id);
            buf_addf(&words, "%s%s", words.len ? "\n" : "",
                     function_name(story, f));
        }
    if (story->outline.json)
        outline_lines(&story->outline, name, NULL, id.ptr);
    else
        outline_lines(&story->outline, NULL, heading, words.ptr);
    buf_release(&id);
    buf_release(&words);
}

/* What says nothing of home care is counted, for there are dozens of it. */
static void tell_rows(struct story *story)
{
    const struct table *table = story->table;
    const struct facility *facility = story->facility;
    struct outline *outline = &story->outline;
    size_t n_useless = 0;

    outline_open_list(outline, "rows", NULL);
    for (uint32_t i = 0; i < facility->n_filing; i++) {
        const struct filing *filing =
            &table->filing[facility->first_filing + i];
        const struct filing_kind *kind = &table->filing_kind[filing->kind];
        bool useless = kind->known && kind->function == FUNCTION_NONE;
        if (useless && !story->all && !outline->json)
            n_useless++;
        else
            tell_filing(story, filing);
    }
    if (n_useless)
        outline_line(outline,
                     _("filings of no use to home care: %zu (--all shows "
                       "them)"),
                     n_useless);
    outline_close(outline);
}

void story_filings(struct story *story)
{
    const struct facility *facility = story->facility;
    struct outline *outline = &story->outline;
    struct story_functions set = story_functions(facility);
    bool may_file = facility_points(facility) != 0;
    const char *why = set.unknown ? story_why_unknown(story) : NULL;

    outline_open(outline, "filings", _("Home-care filings:"));
    outline_flag(outline, "may_file", may_file);
    if (!may_file)
        outline_line(outline, "%s",
                     _("an institution of this kind files nothing with the "
                       "health bureau"));
    outline_text(outline, "list", NULL,
                 may_file ? filing_list_names[facility->filing_list] : NULL);
    outline_text(outline, "as_of", _("filing lists as of"),
                 facility->functions_as_of);
    tell_rows(story);
    tell_set(story, "filed", NULL, set.filed); /* of the rows above */
    tell_set(story, "not_filed", _("not filed"), set.not_filed);
    tell_set(story, "unknown", _("unknown whether filed"), set.unknown);
    outline_text(outline, "why_unknown", NULL, why);
    outline_text(outline, NULL, _("why unknown"), why ? _(why) : NULL);
    outline_close(outline);
}
