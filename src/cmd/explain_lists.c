/* Of a record's story: what the filing lists that were read know of it. A list
 * of all filings tells what is not filed; a list of some (by item) does not. */
#include "base/err.h"
#include "cmd/explain_story.h"

/* ---- which functions an institution of its kind can have ---- */

/* A home-care support clinic is a clinic, its hospital a hospital (特掲診療料の
 * 施設基準等 第三の六, 第四の一, 第十四): "not filed" of the other says
 * nothing. */
#define OF_CLINICS                                                             \
    (FUNCTION_BIT(FUNCTION_home_care_support_clinic_1) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_clinic_2) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_clinic_3) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_dental_1) |                       \
     FUNCTION_BIT(FUNCTION_home_care_support_dental_2))
#define OF_HOSPITALS                                                           \
    (FUNCTION_BIT(FUNCTION_home_care_support_hospital_1) |                     \
     FUNCTION_BIT(FUNCTION_home_care_support_hospital_2) |                     \
     FUNCTION_BIT(FUNCTION_home_care_support_hospital_3) |                     \
     FUNCTION_BIT(FUNCTION_backup_hospital) |                                  \
     FUNCTION_BIT(FUNCTION_home_care_support_dental_hospital))

static bool offers(const struct facility *facility, const char *kind)
{
    return facility->services >> kind_find(kind) & 1;
}

static function_set fitting(const struct facility *facility)
{
    bool hospital = offers(facility, "hospital");
    bool clinic = offers(facility, "clinic");
    bool dental = offers(facility, "dental");
    function_set set = functions_of(facility_points(facility));

    if (hospital && !clinic)
        set &= ~OF_CLINICS;
    if (!hospital && (clinic || dental))
        set &= ~OF_HOSPITALS;
    return set;
}

struct story_functions story_functions(const struct facility *facility)
{
    function_set fit = fitting(facility);

    return (struct story_functions){
        .filed = facility->filed,
        .not_filed = facility->not_filed & fit,
        .unknown = fit & ~(facility->filed | facility->not_filed),
    };
}

/* ---- which lists were read ---- */

enum coverage { NO_LIST, SOME_FILINGS, ALL_FILINGS };

static int prefecture_of(const struct facility *facility)
{
    const char *code = facility->municipality_code;

    return code[0] ? (code[0] - '0') * 10 + (code[1] - '0') : 0;
}

/* Lists that cover nothing for certain leave filings all the same. */
static bool any_filing(const struct table *table, int prefecture, int points)
{
    for (size_t i = 0; i < table->n_filing; i++) {
        const struct filing *filing = &table->filing[i];
        if (table->filing_kind[filing->kind].points == points &&
            prefecture_of(table->facility[filing->holder]) == prefecture)
            return true;
    }
    return false;
}

static enum coverage coverage_of(const struct table *table, int prefecture,
                                 int points)
{
    function_set covered = 0;
    bool any = false;

    for (size_t i = 0; i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        if (scope->prefecture != prefecture || scope->points != points)
            continue;
        any = true;
        covered |= scope->functions;
    }
    if (!any && prefecture)
        any = any_filing(table, prefecture, points);
    if (!any)
        return NO_LIST;
    return functions_of(POINTS_BIT((unsigned)points)) & ~covered ? SOME_FILINGS
                                                                 : ALL_FILINGS;
}

/* The best coverage among the facility's fee tables; *without: the functions
 * of tables of which no list was read. */
static enum coverage best_coverage(const struct story *story,
                                   function_set *without)
{
    unsigned set = facility_points(story->facility);
    int prefecture = prefecture_of(story->facility);
    enum coverage best = NO_LIST;

    *without = 0;
    for (int points = 0; points < POINTS_COUNT; points++) {
        if (!(set & POINTS_BIT((unsigned)points)))
            continue;
        enum coverage here = coverage_of(story->table, prefecture, points);
        best = here > best ? here : best;
        if (here == NO_LIST)
            *without |= functions_of(POINTS_BIT((unsigned)points));
    }
    return best;
}

/* ---- in words ---- */

static const char *const list_words[FILING_LIST_COUNT] = {
    [FILING_LIST_UNREAD] = N_("no filing list of its prefecture and fee table "
                              "was read"),
    [FILING_LIST_HAS] = N_("its institution stands in the filing list"),
    [FILING_LIST_LACKS] = N_("the filing list was read, and nothing there "
                             "resembles it"),
    [FILING_LIST_UNDECIDED] =
        N_("undecided: a person is to say whether an institution of the filing "
           "list is this facility (to_decide.csv)"),
    [FILING_LIST_INCOMPLETE] =
        N_("the filing list that was read seems to be cut off: most known "
           "facilities of its prefecture are missing there"),
};

const char *story_list_words(const struct story *story)
{
    enum filing_list list = (enum filing_list)story->facility->filing_list;
    function_set without;
    bool some = best_coverage(story, &without) == SOME_FILINGS;

    if (some && list == FILING_LIST_HAS)
        return N_("its institution stands in a list of some filings only (by "
                  "item)");
    if (some && (list == FILING_LIST_UNREAD || list == FILING_LIST_LACKS))
        return N_("of its prefecture and fee table only lists of some filings "
                  "(by item) were read, and it is not in them");
    return list_words[list];
}

const char *story_why_unknown(const struct story *story)
{
    enum filing_list list = (enum filing_list)story->facility->filing_list;
    function_set unknown = story_functions(story->facility).unknown, without;
    enum coverage best = best_coverage(story, &without);

    if (list != FILING_LIST_HAS && list != FILING_LIST_LACKS)
        return story_list_words(story);
    if (best != NO_LIST && !(unknown & ~without))
        return N_("no list of one of its fee tables was read");
    return N_("the lists that were read do not say everything about it");
}
