#include "cmd/diff_telling.h"
#include "cmd/diff_words.h"

#include <stdlib.h>
#include <string.h>

#define MAX_KINDS 5  /* named in a paragraph */
#define MAX_PLACES 3 /* likewise */

/* ---- what the part is called ---- */

static void add_scope(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    size_t n_place = 0, n_prefecture = 0;
    const struct diff_place *only = NULL;

    if (telling->name) {
        buf_add_text(telling->out, telling->name);
        return;
    }
    for (size_t i = 0; i < report->n_place; i++) {
        const struct diff_place *place = &report->place[i];
        if (!place->code[0])
            continue;
        n_prefecture += !only || strncmp(only->code, place->code, 2) != 0;
        only = place;
        n_place++;
    }
    if (n_place == 1)
        buf_addf(telling->out, "%s%s", only->prefecture, only->name);
    else if (n_place == 0)
        tell(telling, "全体", "all");
    else if (n_prefecture == 1)
        buf_addf(
            telling->out,
            telling_in(telling, "%sの%zu市区町村", "%s (%zu municipalities)"),
            only->prefecture, n_place);
    else
        buf_addf(telling->out,
                 telling_in(telling, "%zu都道府県の%zu市区町村",
                            "%zu prefectures (%zu municipalities)"),
                 n_prefecture, n_place);
}

/* ---- one kind of change ---- */

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
    [CHANGE_BEDS] = "病床数の変更が",
    [CHANGE_FILED] = "在宅医療の届出の追加が",
    [CHANGE_WITHDRAWN] = "なくなった在宅医療の届出が",
    [CHANGE_KNOWN] = "在宅医療の届出があると分かったものが",
    [CHANGE_UNKNOWN] = "在宅医療の届出の有無が分からなくなったものが",
    [CHANGE_SERVICE_ADDED] = "サービスの追加が",
    [CHANGE_SERVICE_DROPPED] = "なくなったサービスが",
    [CHANGE_MUNICIPALITY] = "市区町村が変わった施設が",
    [CHANGE_ID] = "公表元での番号が変わった施設が",
    /* CHANGE_POSSIBLE has a sentence of its own. */
};

static void add_change(const struct telling *telling, enum change_kind change,
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
}

/* ---- sentences ---- */

static void tell_compared(const struct telling *telling)
{
    const struct changes *changes = telling->report->changes;

    tell(telling, "", "Comparing the data of ");
    diff_add_as_of(telling->out, telling->japanese, changes->old);
    tell(telling, "と", " with that of ");
    diff_add_as_of(telling->out, telling->japanese, changes->new);
    tell(telling, "を比べると、", ", in ");
    add_scope(telling);
    tell(telling, "では、", ": ");
}

static void tell_main(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    size_t n_told = 0;

    add_change(telling, CHANGE_NEW, true, &n_told);
    add_change(telling, CHANGE_GONE, true, &n_told);
    if (!n_told)
        tell(telling,
             "新しく載った施設も公表元から消えた施設もありませんでした",
             "nothing is new in the source, and nothing is gone from it");
    else
        tell(telling, "ありました", "");
    tell(telling, "。", ". ");
    if (report->count[CHANGE_GONE])
        tell(telling,
             "公表元から消えた施設は、閉鎖したとは限りません（届出の遅れや番号"
             "の変更でも一覧から消えます）。",
             DIFF_GONE_EN " ");
}

static void tell_others(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    size_t n_told = 0, n = 0;

    for (int c = CHANGE_MOVED; c < CHANGE_POSSIBLE; c++)
        n += report->count[c];
    if (n)
        tell(telling, "このほか、", "Besides: ");
    for (int c = CHANGE_MOVED; c < CHANGE_POSSIBLE; c++)
        add_change(telling, (enum change_kind)c, false, &n_told);
    if (n)
        tell(telling, "ありました。", ". ");
    tell(telling, "変わりのない施設は", "Without any change: ");
    tell_n(telling, report->n_same, "件です。");
    tell(telling, "", ". ");
}

static size_t changes_in(const struct diff_report *report,
                         const struct diff_place *place)
{
    size_t n = 0;

    for (size_t i = place->first; i < place->first + place->n; i++)
        n += report->item[i].change->kind != CHANGE_POSSIBLE;
    return n;
}

/* The municipalities with the most changes; those of a tie by code. */
static void tell_places(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    const struct diff_place *most[MAX_PLACES] = {NULL};
    size_t n = 0, n_changed = 0;

    for (size_t i = 0; i < report->n_place; i++) {
        const struct diff_place *place = &report->place[i];
        size_t here = changes_in(report, place), at = n;
        if (!here || !place->code[0])
            continue;
        n_changed++;
        while (at && changes_in(report, most[at - 1]) < here)
            at--;
        if (at >= MAX_PLACES)
            continue;
        n += n < MAX_PLACES;
        for (size_t k = n - 1; k > at; k--)
            most[k] = most[k - 1];
        most[at] = place;
    }
    if (n_changed < 2)
        return;
    tell(telling, "変わりが多いのは、", "Most changes: ");
    for (size_t i = 0; i < n; i++) {
        if (i)
            tell(telling, "、", ", ");
        buf_addf(telling->out, telling_in(telling, "%s（", "%s ("),
                 most[i]->name);
        tell_n(telling, changes_in(report, most[i]), "件");
        tell(telling, "）", ")");
    }
    tell(telling, "です。", ". ");
}

static const char *place_of(const struct diff_report *report, const char *code)
{
    const char *name = diff_place_name(report->changes, code);

    return name ? name : code;
}

static void tell_mergers(const struct telling *telling)
{
    const struct diff_report *report = telling->report;

    for (size_t i = 0; i < report->n_merger; i++) {
        const struct change_merger *merger = report->merger[i];
        buf_addf(telling->out,
                 telling_in(telling, "%sは%sになりました（移った施設は",
                            "%s is now %s (facilities that went over: "),
                 place_of(report, merger->from), place_of(report, merger->to));
        tell_n(telling, merger->n, "件");
        tell(telling, "）。", "). ");
    }
}

static const char *name_of(const struct facility *facility)
{
    return facility->name ? facility->name : facility->id;
}

static void tell_possible(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    const struct changes *changes = report->changes;
    const struct change *first = NULL;

    for (size_t i = 0; i < report->n && !first; i++)
        if (report->item[i].change->kind == CHANGE_POSSIBLE)
            first = report->item[i].change;
    if (!first)
        return;
    tell(telling, "消えた施設と新しく載った施設のうち、",
         "Pairs of a facility that is gone and a new one that may be the "
         "same: ");
    tell_n(telling, report->count[CHANGE_POSSIBLE],
           "組は同じ施設かもしれません");
    buf_addf(telling->out,
             telling_in(telling, "（例：「%s」と「%s」）", " (%s and %s)"),
             name_of(changes->old->facility[first->old]),
             name_of(changes->new->facility[first->new]));
    tell(telling, "。確かめてください。", ". Check them. ");
}

/* Named by an earlier one: only the reasons differ. */
static bool blind_again(const struct changes *changes, size_t b)
{
    for (size_t i = 0; i < b; i++)
        if (strcmp(changes->blind[i].what, changes->blind[b].what) == 0)
            return true;
    return false;
}

static void tell_blind(const struct telling *telling)
{
    const struct changes *changes = telling->report->changes;

    if (!changes->n_blind)
        return;
    tell(telling, "次のものは比べていません：", "Not compared: ");
    for (size_t i = 0; i < changes->n_blind; i++) {
        if (blind_again(changes, i))
            continue;
        if (i)
            tell(telling, "、", ", ");
        buf_add_text(telling->out, changes->blind[i].what);
    }
    tell(telling, "。", ". ");
}

void diff_paragraph(const struct diff_part *part, bool japanese,
                    struct buf *out)
{
    struct telling telling = {&part->report, part->name, japanese, out};

    tell_compared(&telling);
    if (diff_report_any(&part->report)) {
        tell_main(&telling);
        tell_others(&telling);
        tell_places(&telling);
        tell_mergers(&telling);
        tell_possible(&telling);
    } else if (part->report.n_old + part->report.n_new == 0) {
        tell(&telling, "前回にも今回にも施設がありません。",
             "no facility on either side. ");
    } else {
        tell(&telling, "変更はありません。", "nothing has changed. ");
    }
    tell_blind(&telling);
    while (out->len && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
    buf_add_char(out, '\n');
}
