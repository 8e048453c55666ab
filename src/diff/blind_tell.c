/* What was not compared, in words: blind_tell(). */
#include "diff/blind_words.h"

#include <stdlib.h>
#include <string.h>

/* ---- lists, kinds, records ---- */

/* `s` is the side that has it. */
static void tell_listing(struct blind_telling *telling, int s, uint32_t group)
{
    const struct blind_side *side = &telling->blind->side[s];
    const struct blind_count *left = &side->left_out[group][BLIND_LISTING];
    bool lost = side->there[group] && !telling->blind->side[!s].there[group];

    if (lost && (left->n || blind_of_facilities(&telling->blind->group[group])))
        blind_add_row(
            telling, s, CHANGE_BLIND_LISTING, left,
            blind_group_name(telling, group),
            s == SIDE_NEW
                ? blind_either(
                      telling,
                      "前回にはこの一覧がありません。この一覧だけにある施設は"
                      "「新しく載った」に数えていません",
                      "the old side has no row of this list: what is only "
                      "there is not called new")
                : blind_either(
                      telling,
                      "今回はこの一覧がありません。この一覧だけにあった施設は"
                      "「公表元から消えた」に数えていません",
                      "the new side has no row of this list: what was only "
                      "there is not called gone"));
}

static void tell_prefectures(struct blind_telling *telling, int s,
                             uint32_t group)
{
    const struct blind_count *left =
        &telling->blind->side[s].left_out[group][BLIND_PREFECTURE];
    const char *format =
        s == SIDE_NEW
            ? blind_either(
                  telling,
                  "前回のこの一覧には%sの施設が1つもなく、今回は多数あります。"
                  "「新しく載った」に数えていません",
                  "the old side has no facility of this list in %s, "
                  "the new side has many: they are not called new")
            : blind_either(telling,
                           "今回のこの一覧には%"
                           "sの施設が1つもなく、前回は多数ありました。"
                           "「公表元から消えた」に数えていません",
                           "the new side has no facility of this list in %s, "
                           "the old side had many: they are not called gone");

    if (left->n)
        blind_add_row(
            telling, s, CHANGE_BLIND_PREFECTURE, left,
            blind_group_name(telling, group),
            arena_format(telling->arena, format,
                         blind_prefectures(telling, left->prefectures)));
}

static void tell_filing_lists(struct blind_telling *telling, int s,
                              uint32_t group)
{
    const struct blind_count *left =
        &telling->blind->side[s].left_out[group][BLIND_FILINGS];
    const char *format =
        s == SIDE_NEW
            ? blind_either(
                  telling,
                  "前回には%sのこの一覧がありません。この一覧だけにある施設は"
                  "「新しく載った」に数えていません",
                  "the old side has no such list of %s: what is only "
                  "there is not called new")
            : blind_either(
                  telling,
                  "今回は%sのこの一覧がありません。この一覧だけにあった施設は"
                  "「公表元から消えた」に数えていません",
                  "the new side has no such list of %s: what was only "
                  "there is not called gone");

    if (left->n)
        blind_add_row(
            telling, s, CHANGE_BLIND_FILING_LIST, left,
            blind_group_name(telling, group),
            arena_format(telling->arena, format,
                         blind_prefectures(telling, left->prefectures)));
}

static void tell_kinds(struct blind_telling *telling, int s)
{
    const struct blind_side *side = &telling->blind->side[s];
    const char *why =
        s == SIDE_NEW
            ? blind_either(
                  telling,
                  "前回にはこの種別の施設が1つもなく、今回は多数あります。"
                  "前回のファイルが足りないようです。「新しく載った」に数えて"
                  "いません",
                  "the old side has no facility of this kind, the new side "
                  "many: a file seems to be missing; they are not called new")
            : blind_either(
                  telling,
                  "今回はこの種別の施設が1つもなく、前回は多数ありました。"
                  "今回のファイルが足りないようです。「公表元から消えた」に"
                  "数えていません",
                  "the new side has no facility of this kind, the old side had "
                  "many: a file seems to be missing; they are not called "
                  "gone");

    for (int k = 0; k < kind_count; k++)
        if (telling->blind->side[!s].lost >> k & 1)
            blind_add_row(telling, s, CHANGE_BLIND_KIND, &side->left_kind[k],
                          blind_kind_name(telling, k), why);
}

static void tell_united(struct blind_telling *telling, int s)
{
    const struct blind *blind = telling->blind;
    struct blind_count all = {0};

    for (uint32_t g = 0; g < blind->n_group; g++)
        blind_count_add(&all, &blind->side[s].left_out[g][BLIND_UNITED]);
    if (all.n && s == SIDE_NEW)
        blind_add_row(
            telling, s, CHANGE_BLIND_SPLIT, &all,
            blind_either(telling, "別々の記録になった施設",
                         "records that were part of another one"),
            blind_either(
                telling,
                "前回はほかの施設と1つの記録にまとめていましたが、今回は"
                "別々の記録です。「新しく載った」に数えていません。同じ施設"
                "かどうかは、出力先の staff/to_decide.csv にあれば、そこで"
                "決めてください",
                "they were part of another record on the old side: they "
                "are not called new; decide in staff/to_decide.csv of the "
                "output, where they stand, whether they are one"));
    else if (all.n)
        blind_add_row(
            telling, s, CHANGE_BLIND_UNITED, &all,
            blind_either(telling, "1つの記録にまとまった施設",
                         "records that are part of another one"),
            blind_either(
                telling,
                "前回は別々の記録でしたが、今回はほかの施設と1つの記録に"
                "まとめています。「公表元から消えた」に数えていません",
                "they are part of another record on the new side: they "
                "are not called gone"));
    free(all.facility);
}

/* ---- values ---- */

static const char *told_text(const struct blind_telling *telling, int told)
{
    static const int field[TOLD_BEDS] = {
        [TOLD_NAME] = FIELD_name,
        [TOLD_ADDRESS] = FIELD_address,
        [TOLD_MUNICIPALITY] = FIELD_municipality,
        [TOLD_PHONE] = FIELD_phone,
        [TOLD_HOURS] = FIELD_hours_text,
        [TOLD_DAYS] = FIELD_available_days,
    };

    if (told >= TOLD_BEDS)
        return blind_either(telling, "病床数", "Numbers of beds");
    if (told == TOLD_POSITION)
        return blind_either(telling, "位置（緯度・経度）", "Position");
    return blind_either(telling, fields[field[told]].heading_ja,
                        fields[field[told]].heading_en);
}

static void tell_hidden(struct blind_telling *telling, int s, uint32_t group,
                        int told, const struct blind_count *hidden)
{
    const char *format =
        s == SIDE_OLD
            ? blind_either(
                  telling,
                  "前回の「%s」（%s）にはこの項目が1件もなく、今回はあります。"
                  "変わったことには数えていません",
                  "the old side has none in '%s' (%s), the new side has: "
                  "that is not called a change")
            : blind_either(
                  telling,
                  "今回の「%s」（%s）にはこの項目が1件もなく、前回はありまし"
                  "た。変わったことには数えていません",
                  "the new side has none in '%s' (%s), the old side had: "
                  "that is not called a change");

    if (hidden->n)
        blind_add_partners(
            telling, s, CHANGE_BLIND_VALUE, hidden, told_text(telling, told),
            arena_format(telling->arena, format,
                         blind_group_name(telling, group),
                         blind_prefectures(telling, hidden->prefectures)));
}

/* `s` is the side that is silent. */
static void tell_values(struct blind_telling *telling, int s, uint32_t group)
{
    const struct blind_count *hidden = telling->blind->side[s].hidden[group];
    struct blind_count beds = {0};

    for (int t = 0; t < TOLD_BEDS; t++)
        tell_hidden(telling, s, group, t, &hidden[t]);
    /* One facility has several kinds of beds. */
    for (int t = TOLD_BEDS; t < TOLD_COUNT; t++)
        blind_count_add(&beds, &hidden[t]);
    tell_hidden(telling, s, group, TOLD_BEDS, &beds);
    free(beds.facility);
}

/* `points`: the fee table, or NULL. */
static const char *filings_text(const struct blind_telling *telling,
                                const char *points)
{
    if (!points)
        return blind_either(telling, "在宅医療の届出", "Home-care filings");
    return arena_format(
        telling->arena,
        blind_either(telling, "在宅医療の届出（%s）", "Home-care filings (%s)"),
        points);
}

static void tell_filings(struct blind_telling *telling, int s)
{
    const char *format =
        s == SIDE_OLD
            ? blind_either(
                  telling,
                  "前回には%sの届出の一覧がありません。届出は比べていません",
                  "the old side has no filing list of %s: filings are "
                  "not compared there")
            : blind_either(
                  telling,
                  "今回は%sの届出の一覧がありません。届出は比べていません",
                  "the new side has no filing list of %s: filings are "
                  "not compared there");

    for (int p = 0; p < POINTS_COUNT; p++) {
        const struct blind_count *hidden = &telling->blind->side[s].filings[p];
        if (hidden->n)
            blind_add_partners(
                telling, s, CHANGE_BLIND_FILINGS, hidden,
                filings_text(telling, points_names_ja[p]),
                arena_format(telling->arena, format,
                             blind_prefectures(telling, hidden->prefectures)));
    }
}

/* ---- rows that could not be used ---- */

/* The very same file is on the other side: its rows are missing there, too. */
static bool is_in(const struct table *other, const struct supply *supply)
{
    for (size_t i = 0; i < other->n_supply; i++)
        if (supply->sha256[0] &&
            strcmp(other->supply[i].sha256, supply->sha256) == 0)
            return true;
    return false;
}

static uint64_t set_aside_of(const struct table *table,
                             const struct table *other, const char *title)
{
    uint64_t n = 0;

    for (size_t i = 0; i < table->n_supply; i++)
        if (strcmp(table->supply[i].title, title) == 0 &&
            !is_in(other, &table->supply[i]))
            n += table->supply[i].rows.set_aside;
    return n;
}

static bool is_first_of_title(const struct table *table, size_t supply)
{
    for (size_t i = 0; i < supply; i++)
        if (strcmp(table->supply[i].title, table->supply[supply].title) == 0)
            return false;
    return true;
}

/* Whose row was damaged is missing on its side, and is told as gone or new
 * like any other: nobody can know, so it must be said. */
static void tell_unread(struct blind_telling *telling, int s)
{
    const struct table *const side[] = {telling->changes->old,
                                        telling->changes->new};
    const struct table *table = side[s], *other = side[!s];
    const struct blind_count nobody = {0};
    const char *format =
        s == SIDE_OLD
            ? blind_either(telling,
                           "前回の一覧に、使えなかった行が%llu行あります。"
                           "そのため「新しく載った」などに見えるものがあるかも"
                           "しれません",
                           "%llu rows of the old list could not be used: what "
                           "was in them may look new or changed")
            : blind_either(
                  telling,
                  "今回の一覧に、使えなかった行が%llu行あります。"
                  "そのため「公表元から消えた」などに見えるものがあるか"
                  "もしれません",
                  "%llu rows of the new list could not be used: what "
                  "is in them may look gone or changed");

    for (size_t i = 0; i < table->n_supply; i++) {
        const char *title = table->supply[i].title;
        uint64_t n =
            is_first_of_title(table, i) ? set_aside_of(table, other, title) : 0;
        if (n)
            blind_add_row(
                telling, s, CHANGE_BLIND_UNREAD, &nobody,
                arena_format(
                    telling->arena,
                    blind_either(telling, "「%s」の使えなかった行",
                                 "Rows of '%s' that could not be used"),
                    title),
                arena_format(telling->arena, format, (unsigned long long)n));
    }
}

/* ---- all ---- */

static int by_title(const void *a, const void *b, void *context)
{
    const struct blind *blind = context;
    const struct blind_group *x = &blind->group[*(const uint32_t *)a];
    const struct blind_group *y = &blind->group[*(const uint32_t *)b];
    int order = strcmp(x->listing, y->listing);

    return order ? order : str_cmp(x->key, y->key);
}

void blind_tell(struct blind *blind, struct changes *changes)
{
    struct blind_telling telling = {
        .blind = blind,
        .changes = changes,
        .arena = &changes->arena,
        .order = mem_alloc(blind->n_group * sizeof(*telling.order))};

    for (uint32_t g = 0; g < blind->n_group; g++)
        telling.order[g] = g;
    qsort_r(telling.order, blind->n_group, sizeof(*telling.order), by_title,
            blind);
    for (int s = 0; s < SIDE_COUNT; s++) {
        for (uint32_t i = 0; i < blind->n_group; i++)
            tell_listing(&telling, s, telling.order[i]);
        for (uint32_t i = 0; i < blind->n_group; i++) {
            tell_prefectures(&telling, s, telling.order[i]);
            tell_filing_lists(&telling, s, telling.order[i]);
        }
        tell_kinds(&telling, s);
        tell_united(&telling, s);
    }
    for (int s = 0; s < SIDE_COUNT; s++) {
        tell_filings(&telling, s);
        for (uint32_t i = 0; i < blind->n_group; i++)
            tell_values(&telling, s, telling.order[i]);
    }
    for (int s = 0; s < SIDE_COUNT; s++)
        tell_unread(&telling, s);
    free(telling.order);
}
