/* Where the figures come from. */
#include "output/report/words_own.h"

#include <string.h>

/* So many files of one source are named; all stand in audit.json. */
#define MAX_FILES 6

/* 「…」（…）を加工して作成　時点：…　利用条件：… What the attribution, a
 * finished sentence of the source's terms, says already is not said again. */
static void add_source(struct buf *text, const struct supply *supply,
                       struct arena *arena)
{
    struct str attribution = str_of(supply->attribution);

    if (str_starts(attribution, STR("出典：")))
        attribution = str_cut(attribution, strlen("出典："), attribution.len);
    buf_add_str(text, attribution);
    if (!supply->attribution) {
        buf_add_text(text, supply->title ? supply->title : supply->label);
        if (supply->publisher)
            buf_addf(text, "（%s）", supply->publisher);
    }
    if (!supply->attribution || !strstr(supply->attribution, "時点"))
        buf_addf(text, "　時点：%s",
                 supply->as_of ? report_date(supply->as_of, arena) : "不明");
    if (supply->licence)
        buf_addf(text, "　利用条件：%s", supply->licence);
    if (supply->licence_url)
        buf_addf(text, "（%s）", supply->licence_url);
    if (supply->url &&
        !(supply->attribution && strstr(supply->attribution, supply->url)))
        buf_addf(text, "　%s", supply->url);
}

static void add_file(struct buf *text, const struct supply *supply)
{
    buf_add_text(text, supply->label);
    if (supply->sha256[0])
        buf_addf(text, "（SHA-256 %.12s…）", supply->sha256);
}

/* One source of the user's own file: what it is, and which file. */
static void tell_file(struct telling *telling, const char *heading,
                      const struct supply *supply)
{
    struct buf text = {0};

    add_source(&text, supply, &telling->arena);
    buf_add_text(&text, "　ファイル：");
    add_file(&text, supply);
    telling_sayf(telling, heading, "%s", text.ptr);
    buf_release(&text);
}

static bool same_source(const struct supply *a, const struct supply *b)
{
    return str_same(a->title, b->title) &&
           str_same(a->publisher, b->publisher) &&
           str_same(a->as_of, b->as_of) && str_same(a->licence, b->licence) &&
           str_same(a->attribution, b->attribution);
}

/* ---- people ---- */

/* The first file of each source speaks for those like it. */
static void tell_people(struct telling *telling, const char *heading,
                        const struct people_source *source, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct buf text = {0};
        size_t like = 0, before = 0;
        for (size_t j = 0; j < i; j++)
            before += same_source(&source[i].supply, &source[j].supply);
        if (before)
            continue;
        add_source(&text, &source[i].supply, &telling->arena);
        buf_add_text(&text, "　ファイル：");
        for (size_t j = i; j < n; j++) {
            if (!same_source(&source[i].supply, &source[j].supply))
                continue;
            if (like++ >= MAX_FILES)
                continue;
            buf_add_text(&text, like > 1 ? "、" : "");
            add_file(&text, &source[j].supply);
        }
        if (like > MAX_FILES)
            buf_addf(&text, "、ほか%sファイル（すべて audit.json にあります）",
                     telling_count(telling, like - MAX_FILES));
        telling_sayf(telling, heading, "%s", text.ptr);
        buf_release(&text);
    }
}

static const char *mesh_name(int digits)
{
    switch (digits) {
    case 8:
        return "1kmメッシュ（基準地域メッシュ）";
    case 9:
        return "500mメッシュ（2分の1地域メッシュ）";
    case 10:
        return "250mメッシュ（4分の1地域メッシュ）";
    case 11:
        return "125mメッシュ（8分の1地域メッシュ）";
    default:
        return "メッシュ";
    }
}

static void tell_all_people(struct telling *telling)
{
    const struct audit_order *order = telling->audit->order;
    const struct people *people = order->people;

    telling_sayf(telling, "人口の出典", "%s　%s、%sメッシュ",
                 people->basis ? people->basis : "不明",
                 mesh_name(people->digits),
                 telling_count(telling, people->n_mesh));
    tell_people(telling, "人口の出典", people->source, people->n_source);
    if (!order->townspeople)
        return;
    telling_sayf(telling, "市区町村の人口の出典",
                 "%s　メッシュの人口とは作り方が違うため、一つの割合の中で混ぜ"
                 "て使うことはしていません。",
                 order->townspeople->basis ? order->townspeople->basis
                                           : "不明");
    tell_people(telling, "市区町村の人口の出典", order->townspeople->source,
                order->townspeople->n_source);
}

/* ---- facilities ---- */

/* Hours take no part in an audit; what gave no row is no source. */
static bool is_used(const struct supply *supply)
{
    return supply->row_kind != ROW_HOURS &&
           (supply->row_kind == ROW_REFERENCE ||
            supply->rows.kept + supply->rows.merged > 0);
}

static void tell_facilities(struct telling *telling)
{
    const struct table *table = telling->audit->order->table;

    for (size_t i = 0; i < table->n_supply; i++) {
        struct buf text = {0};
        size_t like = 0, before = 0;
        if (!is_used(&table->supply[i]))
            continue;
        for (size_t j = 0; j < table->n_supply; j++)
            if (is_used(&table->supply[j]) &&
                same_source(&table->supply[i], &table->supply[j])) {
                like++;
                before += j < i;
            }
        if (before)
            continue;
        add_source(&text, &table->supply[i], &telling->arena);
        if (like > 1)
            buf_addf(&text, "　%sファイル", telling_count(telling, like));
        telling_sayf(telling, "事業所・施設の出典", "%s", text.ptr);
        buf_release(&text);
    }
}

void telling_sources(struct telling *telling)
{
    const struct audit_order *order = telling->audit->order;

    tell_all_people(telling);
    tell_facilities(telling);
    for (size_t i = 0; i < order->regions->n_supply; i++)
        tell_file(telling, "区域の出典", &order->regions->supply[i]);
    if (order->travel)
        tell_file(telling, "経路の表", &order->travel->supply);
    for (size_t i = 0; order->imported && i < order->imported->n_supply; i++)
        tell_file(telling, "取り込んだ表の出典", &order->imported->supply[i]);
    if (order->weight_supply)
        tell_file(telling, "重みの出典", order->weight_supply);
    if (order->candidate_supply)
        tell_file(telling, "候補地の出典", order->candidate_supply);
    telling_say(telling, "地図の出典", order->table->land_credit);
}

/* ---- as a list ---- */

struct source_list {
    struct view_source *item;
    size_t n;
};

static void list_source(struct source_list *list, const struct supply *supply)
{
    const struct view_source source = {.publisher = supply->publisher,
                                       .title = supply->title ? supply->title
                                                              : supply->label,
                                       .licence = supply->licence,
                                       .licence_url = supply->licence_url,
                                       .url = supply->url,
                                       .as_of = supply->as_of,
                                       .attribution = supply->attribution};

    for (size_t i = 0; i < list->n; i++)
        if (str_same(list->item[i].title, source.title) &&
            str_same(list->item[i].publisher, source.publisher) &&
            str_same(list->item[i].as_of, source.as_of))
            return;
    list->item[list->n++] = source;
}

struct view_source *report_sources(const struct audit *audit, size_t *n,
                                   struct arena *arena)
{
    const struct audit_order *order = audit->order;
    const struct people *people = order->people;
    const struct townspeople *towns = order->townspeople;
    const struct table *table = order->table;
    size_t room = people->n_source + (towns ? towns->n_source : 0) +
                  table->n_supply + order->regions->n_supply +
                  (order->imported ? order->imported->n_supply : 0) + 3;
    struct source_list list = {arena_alloc(arena, room * sizeof(*list.item)),
                               0};

    for (size_t i = 0; i < people->n_source; i++)
        list_source(&list, &people->source[i].supply);
    for (size_t i = 0; towns && i < towns->n_source; i++)
        list_source(&list, &towns->source[i].supply);
    for (size_t i = 0; i < table->n_supply; i++)
        if (is_used(&table->supply[i]))
            list_source(&list, &table->supply[i]);
    for (size_t i = 0; i < order->regions->n_supply; i++)
        list_source(&list, &order->regions->supply[i]);
    if (order->travel)
        list_source(&list, &order->travel->supply);
    for (size_t i = 0; order->imported && i < order->imported->n_supply; i++)
        list_source(&list, &order->imported->supply[i]);
    if (order->weight_supply)
        list_source(&list, order->weight_supply);
    if (order->candidate_supply)
        list_source(&list, order->candidate_supply);
    *n = list.n;
    return list.item;
}
