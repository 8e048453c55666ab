#include "cmd/diff_telling.h"
#include "cmd/diff_words.h"

#include <string.h>

#define MAX_PLACES 3 /* named in a paragraph */
#define MAX_BLIND 3  /* likewise */

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

/* ---- sentences ---- */

static void tell_compared(const struct telling *telling)
{
    const struct changes *changes = telling->report->changes;

    tell(telling, "前回（", "Comparing the data of last time (");
    diff_add_as_of(telling->out, telling->japanese, changes->old, NULL,
                   "時点の公表データ");
    tell(telling, "）と今回（", ") with those of this time (");
    diff_add_as_of(telling->out, telling->japanese, changes->new, changes->old,
                   "時点");
    tell(telling, "）を比べると、", "), in ");
    add_scope(telling);
    tell(telling, "では、", ": ");
}

static void tell_main(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    size_t n_told = 0;

    telling_add_change(telling, CHANGE_NEW, true, &n_told);
    telling_add_change(telling, CHANGE_GONE, true, &n_told);
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

static void tell_by_staff(const struct telling *telling)
{
    if (!telling->report->n_by_staff)
        return;
    tell(telling, "以上のうち", "Of these, made by staff's own answers: ");
    tell_n(telling, telling->report->n_by_staff,
           "件は職員の訂正によるもので、公表元の値は変わっていません。");
    tell(telling, "", ". ");
}

static size_t count_blind(const struct diff_report *report,
                          enum change_blind_code code)
{
    size_t n = 0;

    for (size_t i = 0; i < report->n_blind; i++)
        if (report->blind[i].blind->code == code)
            n += report->blind[i].n_old + report->blind[i].n_new;
    return n;
}

/* Records that were split or joined: neither new nor gone. */
static void tell_rest(const struct telling *telling)
{
    size_t n_split = count_blind(telling->report, CHANGE_BLIND_SPLIT);
    size_t n_united = count_blind(telling->report, CHANGE_BLIND_UNITED);

    if (n_split) {
        tell(telling, "このほか、前回はほかの施設と1つにまとめていた",
             "Counted neither as new nor as gone: part of another record last "
             "time and a record of its own now: ");
        tell_n(telling, n_split,
               "件が、今回は別々の記録になりました（同じ施設かどうかは、"
               "出力先の staff/to_decide.csv で決めてください）。新規には数えて"
               "いません。");
        tell(telling, "", ". ");
    }
    if (n_united) {
        tell(telling,
             n_split ? "また、前回は別々の記録だった"
                     : "このほか、前回は別々の記録だった",
             "Counted neither as new nor as gone: a record of its own last "
             "time and part of another one now: ");
        tell_n(telling, n_united,
               "件を、今回はほかの施設と1つにまとめました。消えた施設には"
               "数えていません。");
        tell(telling, "", ". ");
    }
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
        telling_add_change(telling, (enum change_kind)c, false, &n_told);
    if (n)
        tell(telling, "ありました。", ". ");
    tell_by_staff(telling);
    tell_rest(telling);
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
    tell(telling, "変更が多いのは、", "Most changes: ");
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

/* Told in a sentence of its own where there are changes. */
static bool is_record(const struct diff_blind *blind)
{
    return blind->blind->code == CHANGE_BLIND_SPLIT ||
           blind->blind->code == CHANGE_BLIND_UNITED;
}

/* Named by an earlier one: only the reasons differ. */
static bool blind_again(const struct diff_report *report, size_t b)
{
    for (size_t i = 0; i < b; i++)
        if (strcmp(report->blind[i].blind->what,
                   report->blind[b].blind->what) == 0)
            return true;
    return false;
}

static void tell_blind(const struct telling *telling)
{
    const struct diff_report *report = telling->report;
    size_t n = 0;

    for (size_t i = 0; i < report->n_blind; i++) {
        if (is_record(&report->blind[i]) || blind_again(report, i) ||
            n++ >= MAX_BLIND)
            continue;
        if (n == 1)
            tell(telling, "次のものは比べていません：", "Not compared: ");
        else
            tell(telling, "、", ", ");
        buf_add_text(telling->out, report->blind[i].blind->what);
    }
    if (n > MAX_BLIND)
        buf_addf(telling->out,
                 telling_in(telling, "、ほか%zu（下の「比べていないもの」）",
                            ", other %zu (see \"Not compared\" below)"),
                 n - MAX_BLIND);
    if (n)
        tell(telling, "。", ". ");
}

static void tell_not_taken(const struct telling *telling)
{
    const struct diff_report *report = telling->report;

    for (size_t i = 0; i < report->n_not_taken; i++) {
        buf_add_text(telling->out, report->not_taken[i]);
        tell(telling, "", " ");
    }
}

static void tell_nothing(const struct telling *telling)
{
    if (telling->report->n_blind || telling->report->n_not_taken)
        tell(telling, "比べた範囲では、変更はありません。",
             "in what was compared, nothing has changed. ");
    else
        tell(telling, "変更はありません。", "nothing has changed. ");
    tell_rest(telling);
}

void diff_paragraph(const struct diff_part *part, bool japanese,
                    struct buf *out)
{
    struct telling telling = {&part->report, part->name, japanese, out};

    tell_not_taken(&telling);
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
        tell_nothing(&telling);
    }
    tell_blind(&telling);
    while (out->len && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
    buf_add_char(out, '\n');
}
