/* Of a record's story: what it has filed, what it has not, and what is not
 * known. */
#include "base/err.h"
#include "cmd/explain_story.h"

#include <math.h>

static const char *const list_words[FILING_LIST_COUNT] = {
    [FILING_LIST_UNREAD] = N_("no filing list of its prefecture and fee table "
                              "was read"),
    [FILING_LIST_HAS] = N_("its institution stands in the filing list"),
    [FILING_LIST_LACKS] = N_("the filing list was read, and nothing there "
                             "resembles it"),
    [FILING_LIST_UNDECIDED] =
        N_("undecided: a person is to say whether an institution of the filing "
           "list is this facility (to_decide.csv)"),
};

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

static const char *why_unknown(const struct facility *facility)
{
    switch ((enum filing_list)facility->filing_list) {
    case FILING_LIST_HAS:
    case FILING_LIST_LACKS:
        return N_("the lists that were read do not say everything about it");
    default:
        return list_words[facility->filing_list];
    }
}

void story_filings(struct story *story)
{
    const struct facility *facility = story->facility;
    struct outline *outline = &story->outline;
    unsigned points = facility_points(facility);
    function_set unknown =
        functions_of(points) & ~(facility->filed | facility->not_filed);

    outline_open(outline, "filings", _("Home-care filings:"));
    outline_flag(outline, "may_file", points != 0);
    if (points == 0)
        outline_line(outline, "%s",
                     _("an institution of this kind files nothing with the "
                       "health bureau"));
    outline_text(outline, "list", NULL,
                 points ? filing_list_names[facility->filing_list] : NULL);
    if (points)
        outline_line(outline, "%s", _(list_words[facility->filing_list]));
    outline_text(outline, "as_of", _("filing lists as of"),
                 facility->functions_as_of);
    outline_open_list(outline, "rows", NULL);
    for (uint32_t i = 0; i < facility->n_filing; i++)
        tell_filing(story, &story->table->filing[facility->first_filing + i]);
    outline_close(outline);
    tell_set(story, "filed", _("filed"), facility->filed);
    tell_set(story, "not_filed", _("not filed"), facility->not_filed);
    tell_set(story, "unknown", _("unknown whether filed"), unknown);
    outline_text(outline, "why_unknown", NULL,
                 unknown ? why_unknown(facility) : NULL);
    if (unknown)
        outline_text(outline, NULL, _("why unknown"), _(why_unknown(facility)));
    outline_close(outline);
}
