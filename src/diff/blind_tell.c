/* What was not compared, in words: blind_tell(). */
#include "diff/blind.h"

#include "base/buf.h"
#include "diff/language.h"

#include <stdlib.h>
#include <string.h>

/* Prefectures that are named; of more only the number is told. */
#define NAMED_MOST 5

struct telling {
    const struct blind *blind;
    struct changes *changes;
    struct arena *arena;
    uint32_t *order; /* groups by listing and title */
};

/* ---- words ---- */

/* In the language of the changes. */
__attribute__((format_arg(2), format_arg(3))) static const char *
either(const struct telling *telling, const char *ja, const char *en)
{
    return language_text(telling->changes, ja, en);
}

/* The facilities that are left out stand on one side: this one's own. */
static void tell(struct telling *telling, int side, size_t n, const char *what,
                 const char *why)
{
    struct changes *changes = telling->changes;

    changes->blind = mem_room(changes->blind, changes->n_blind,
                              &changes->cap_blind, sizeof(*changes->blind));
    changes->blind[changes->n_blind++] = (struct change_blind){
        .what = what,
        .why = why,
        .n_old = side == SIDE_OLD ? n : 0,
        .n_new = side == SIDE_NEW ? n : 0,
    };
}

/* 滋賀県、京都府; of many the first and the number. */
static const char *prefectures_text(struct telling *telling, uint64_t set)
{
    struct buf text = {0};
    int n = 0;

    for (unsigned p = 0; p < BLIND_PREFECTURES; p++) {
        const char *name =
            p ? prefecture_name_of(p)
              : either(telling, "都道府県不明", "unknown prefecture");
        if (!(set >> p & 1) || n++ >= NAMED_MOST)
            continue;
        buf_add_text(&text, text.len ? either(telling, "、", ", ") : "");
        buf_add_text(&text, name);
    }
    if (n > NAMED_MOST)
        buf_addf(&text, "… (%d)", n);
    const char *kept = str_keep(telling->arena, buf_str(&text));
    buf_release(&text);
    return kept ? kept : "";
}

static bool of_facilities(const struct blind_group *group)
{
    for (int k = 0; k < kind_count; k++)
        if (group->n_kind[k])
            return true;
    return false;
}

static bool shares_title(const struct blind *blind, uint32_t group)
{
    for (uint32_t g = 1; g < blind->n_group; g++)
        if (g != group && of_facilities(&blind->group[g]) &&
            str_eq(blind->group[g].key, blind->group[group].key))
            return true;
    return false;
}

static const char *kind_text(const struct telling *telling, int kind)
{
    return either(telling, kinds[kind].name_ja, kinds[kind].name_en);
}

/* The title; with the main kind of its facilities where sheets share one. */
static const char *group_text(const struct telling *telling, uint32_t group)
{
    const struct blind_group *of = &telling->blind->group[group];
    int kind = 0;

    if (group == 0)
        return either(telling, "どの一覧か分からないもの",
                      "list that is not known");
    for (int k = 1; k < kind_count; k++)
        if (of->n_kind[k] > of->n_kind[kind])
            kind = k;
    return shares_title(telling->blind, group) && of->n_kind[kind]
               ? arena_format(telling->arena,
                              either(telling, "%s（%s）", "%s (%s)"), of->title,
                              kind_text(telling, kind))
               : of->title;
}

/* ---- lists, kinds, records ---- */

/* `s` is the side that has it. */
static void tell_listing(struct telling *telling, int s, uint32_t group)
{
    const struct blind_side *side = &telling->blind->side[s];
    const struct blind_count *left = &side->left_out[group][BLIND_LISTING];
    bool lost = side->there[group] && !telling->blind->side[!s].there[group];

    if (lost && (left->n || of_facilities(&telling->blind->group[group])))
        tell(telling, s, left->n, group_text(telling, group),
             s == SIDE_NEW
                 ? either(
                       telling,
                       "前回にはこの一覧がありません。この一覧だけにある施設は"
                       "「新しく載った」に数えていません",
                       "the old side has no row of this list: what is only "
                       "there is not called new")
                 : either(
                       telling,
                       "今回はこの一覧がありません。この一覧だけにあった施設は"
                       "「公表元から消えた」に数えていません",
                       "the new side has no row of this list: what was only "
                       "there is not called gone"));
}

static void tell_prefectures(struct telling *telling, int s, uint32_t group)
{
    const struct blind_count *left =
        &telling->blind->side[s].left_out[group][BLIND_PREFECTURE];
    const char *format =
        s == SIDE_NEW
            ? either(
                  telling,
                  "前回のこの一覧には%sの施設が1つもなく、今回は多数あります。"
                  "「新しく載った」に数えていません",
                  "the old side has no facility of this list in %s, "
                  "the new side has many: they are not called new")
            : either(telling,
                     "今回のこの一覧には%"
                     "sの施設が1つもなく、前回は多数ありました。"
                     "「公表元から消えた」に数えていません",
                     "the new side has no facility of this list in %s, "
                     "the old side had many: they are not called gone");

    if (left->n)
        tell(telling, s, left->n, group_text(telling, group),
             arena_format(telling->arena, format,
                          prefectures_text(telling, left->prefectures)));
}

static void tell_filing_lists(struct telling *telling, int s, uint32_t group)
{
    const struct blind_count *left =
        &telling->blind->side[s].left_out[group][BLIND_FILINGS];
    const char *format =
        s == SIDE_NEW
            ? either(
                  telling,
                  "前回には%sのこの一覧がありません。この一覧だけにある施設は"
                  "「新しく載った」に数えていません",
                  "the old side has no such list of %s: what is only "
                  "there is not called new")
            : either(
                  telling,
                  "今回は%sのこの一覧がありません。この一覧だけにあった施設は"
                  "「公表元から消えた」に数えていません",
                  "the new side has no such list of %s: what was only "
                  "there is not called gone");

    if (left->n)
        tell(telling, s, left->n, group_text(telling, group),
             arena_format(telling->arena, format,
                          prefectures_text(telling, left->prefectures)));
}

static void tell_kinds(struct telling *telling, int s)
{
    const struct blind_side *side = &telling->blind->side[s];
    const char *format =
        s == SIDE_NEW
            ? either(
                  telling,
                  "前回にはこの種別の施設が1つもなく、今回は%u件あります。"
                  "前回のファイルが足りないようです。「新しく載った」に数えて"
                  "いません",
                  "the old side has no facility of this kind, the new side %u: "
                  "a file seems to be missing; they are not called new")
            : either(
                  telling,
                  "今回はこの種別の施設が1つもなく、前回は%u件ありました。"
                  "今回のファイルが足りないようです。「公表元から消えた」に"
                  "数えていません",
                  "the new side has no facility of this kind, the old side had "
                  "%u: a file seems to be missing; they are not called gone");

    for (int k = 0; k < kind_count; k++)
        if (telling->blind->side[!s].lost >> k & 1)
            tell(telling, s, side->left_kind[k], kind_text(telling, k),
                 arena_format(telling->arena, format, side->n_kind[k]));
}

static void tell_united(struct telling *telling, int s)
{
    const struct blind *blind = telling->blind;
    size_t n = 0;

    for (uint32_t g = 0; g < blind->n_group; g++)
        n += blind->side[s].left_out[g][BLIND_UNITED].n;
    if (n)
        tell(telling, s, n,
             either(telling, "1つにまとめた施設", "records that are united"),
             s == SIDE_NEW
                 ? either(
                       telling,
                       "前回はほかの施設と1つにまとめていました。「新しく載った"
                       "」"
                       "に数えていません",
                       "they were part of another record on the old side: they "
                       "are not called new")
                 : either(
                       telling,
                       "今回はほかの施設と1つにまとめています。「公表元から消え"
                       "た」に数えていません",
                       "they are part of another record on the new side: they "
                       "are not called gone"));
}

/* ---- values ---- */

static const char *told_text(const struct telling *telling, int told)
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
        return either(telling, "病床数", "Numbers of beds");
    if (told == TOLD_POSITION)
        return either(telling, "位置（緯度・経度）", "Position");
    return either(telling, fields[field[told]].heading_ja,
                  fields[field[told]].heading_en);
}

static void tell_hidden(struct telling *telling, int s, uint32_t group,
                        int told, const struct blind_count *hidden)
{
    const char *format =
        s == SIDE_OLD
            ? either(telling,
                     "前回の「%s」（%s）にはこの項目が1件もなく、今回は%zu件の"
                     "施設にあります。変わったことには数えていません",
                     "the old side has none in '%s' (%s), the new side of %zu "
                     "facilities: that is not called a change")
            : either(telling,
                     "今回の「%s」（%s）にはこの項目が1件もなく、前回は%zu件の"
                     "施設にありました。変わったことには数えていません",
                     "the new side has none in '%s' (%s), the old side of %zu "
                     "facilities: that is not called a change");

    if (hidden->n)
        tell(telling, s, 0, told_text(telling, told),
             arena_format(telling->arena, format, group_text(telling, group),
                          prefectures_text(telling, hidden->prefectures),
                          hidden->n));
}

/* `s` is the side that is silent. */
static void tell_values(struct telling *telling, int s, uint32_t group)
{
    const struct blind_count *hidden = telling->blind->side[s].hidden[group];
    struct blind_count beds = {0};

    for (int t = 0; t < TOLD_BEDS; t++)
        tell_hidden(telling, s, group, t, &hidden[t]);
    /* One facility has several kinds of beds. */
    for (int t = TOLD_BEDS; t < TOLD_COUNT; t++) {
        beds.prefectures |= hidden[t].prefectures;
        beds.n = hidden[t].n > beds.n ? hidden[t].n : beds.n;
    }
    tell_hidden(telling, s, group, TOLD_BEDS, &beds);
}

/* `points`: the fee table, or NULL. */
static const char *filings_text(const struct telling *telling,
                                const char *points)
{
    if (!points)
        return either(telling, "在宅医療の届出", "Home-care filings");
    return arena_format(
        telling->arena,
        either(telling, "在宅医療の届出（%s）", "Home-care filings (%s)"),
        points);
}

static void tell_filings(struct telling *telling, int s)
{
    const char *format =
        s == SIDE_OLD
            ? either(telling,
                     "前回には%sの届出の一覧がありません。届出は比べていません"
                     "（%zu件の施設）",
                     "the old side has no filing list of %s: filings are "
                     "not compared there (%zu facilities)")
            : either(telling,
                     "今回は%sの届出の一覧がありません。届出は比べていません"
                     "（%zu件の施設）",
                     "the new side has no filing list of %s: filings are "
                     "not compared there (%zu facilities)");

    for (int p = 0; p < POINTS_COUNT; p++) {
        const struct blind_count *hidden = &telling->blind->side[s].filings[p];
        if (hidden->n)
            tell(telling, s, 0, filings_text(telling, points_names_ja[p]),
                 arena_format(telling->arena, format,
                              prefectures_text(telling, hidden->prefectures),
                              hidden->n));
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
    struct telling telling = {
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
    free(telling.order);
}
