/* One kind of change in the words of a paragraph. */
#include "cmd/diff_telling.h"
#include "cmd/diff_words.h"

#include <stdlib.h>

#define MAX_KINDS 5 /* named in a paragraph */

struct kind_count {
    int kind;
    size_t n;
};

static int most_first(const void *a, const void *b)
{
    const struct kind_count *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n ? 1 : -1) : x->kind - y->kind;
}

/* "（訪問看護2、薬局1、ほか3）" */
static void add_kinds(const struct telling *telling, enum change_kind change)
{
    const struct diff_report *report = telling->report;
    struct kind_count count[KIND_MAX + 1] = {0};
    size_t rest = 0;

    for (size_t i = 0; i < report->n_tally; i++) {
        const struct change_tally *row = &report->tally[i];
        struct kind_count *at = &count[row->kind + 1];
        at->kind = row->kind;
        at->n += row->count[change];
    }
    qsort(count, KIND_MAX + 1, sizeof(*count), most_first);
    tell(telling, "（", " (");
    for (size_t i = 0; i <= KIND_MAX && count[i].n; i++) {
        if (i >= MAX_KINDS) {
            rest += count[i].n;
            continue;
        }
        if (i)
            tell(telling, "、", ", ");
        buf_add_text(telling->out,
                     diff_kind_name(count[i].kind, telling->japanese));
        tell(telling, "", " ");
        diff_add_count(telling->out, count[i].n);
    }
    if (rest) {
        tell(telling, "、ほか", ", other ");
        diff_add_count(telling->out, rest);
    }
    tell(telling, "）", ")");
}

/* As a committee reads it, each followed by "3件". */
static const char *const phrase_ja[CHANGE_COUNT] = {
    [CHANGE_NEW] = "新しく載った施設が",
    [CHANGE_GONE] = "公表元から消えた施設が",
    [CHANGE_MOVED] = "所在地が変わった施設が",
    [CHANGE_POSITION] = "住所は同じで位置（緯度・経度）だけが変わった施設が",
    [CHANGE_RENAMED] = "名称が変わった施設が",
    [CHANGE_PHONE] = "電話番号が変わった施設が",
    [CHANGE_HOURS] = "診療時間・営業時間が変わった施設が",
    [CHANGE_BEDS] = "病床数が変わった施設が",
    [CHANGE_FILED] = "加わった在宅医療の届出が",
    [CHANGE_WITHDRAWN] = "なくなった在宅医療の届出が",
    [CHANGE_KNOWN] = "あると分かった在宅医療の届出が",
    [CHANGE_UNKNOWN] = "有無が分からなくなった在宅医療の届出が",
    [CHANGE_SERVICE_ADDED] = "公表元の一覧に加わったサービスが",
    [CHANGE_SERVICE_DROPPED] = "公表元の一覧に載らなくなったサービスが",
    [CHANGE_MUNICIPALITY] = "市区町村が変わった施設が",
    [CHANGE_ID] = "公表元での番号が変わった施設が",
    /* CHANGE_POSSIBLE has a sentence of its own. */
};

/* Those of which a facility can have several: "3件（1施設）". */
static bool is_counted_apart(enum change_kind change)
{
    switch (change) {
    case CHANGE_FILED:
    case CHANGE_WITHDRAWN:
    case CHANGE_KNOWN:
    case CHANGE_UNKNOWN:
    case CHANGE_SERVICE_ADDED:
    case CHANGE_SERVICE_DROPPED:
        return true;
    default:
        return false;
    }
}

static void add_facilities(const struct telling *telling,
                           enum change_kind change)
{
    tell(telling, "（", " (facilities: ");
    tell_n(telling, telling->report->n_facility[change], "施設");
    tell(telling, "）", ")");
}

void telling_add_change(const struct telling *telling, enum change_kind change,
                        bool with_kinds, size_t *n_told)
{
    size_t n = telling->report->count[change];

    if (!n)
        return;
    if ((*n_told)++)
        tell(telling, "、", "; ");
    if (telling->japanese)
        buf_add_text(telling->out, phrase_ja[change]);
    else
        buf_addf(telling->out, "%s: ", change_names[change].en);
    tell_n(telling, n, "件");
    if (with_kinds)
        add_kinds(telling, change);
    else if (is_counted_apart(change))
        add_facilities(telling, change);
}
