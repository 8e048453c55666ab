/* What the report is about, and who made it, when, with what. */
#include "output/report/words_own.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* So many municipalities are named; of more, how many there are. */
#define MAX_NAMES 40

void telling_say(struct telling *telling, const char *heading, const char *text)
{
    if (text && *text)
        telling->add(telling->context, heading, text);
}

void telling_sayf(struct telling *telling, const char *heading,
                  const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(&telling->arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    telling_say(telling, heading, text);
}

bool telling_was(struct telling *telling, const char *name)
{
    for (size_t i = 0; i < telling->n_told; i++)
        if (strcmp(telling->told[i], name) == 0)
            return true;
    if (telling->n_told < TELLING_MAX)
        telling->told[telling->n_told++] = name;
    return false;
}

const char *telling_count(struct telling *telling, size_t count)
{
    return report_number((double)count, 0, &telling->arena);
}

/* ---- areas ---- */

/* 滋賀県：大津市、彦根市。 Regions of one prefecture follow each other. */
static void add_names(struct telling *telling, const struct audit_set *set,
                      struct buf *text)
{
    bool names = set->n_region <= MAX_NAMES;
    const char *last = NULL;
    size_t n = 0;

    for (size_t r = 0; r < set->n_region; r++, n++) {
        const struct region *region = set->region[r].region;
        const char *next = r + 1 < set->n_region
                               ? set->region[r + 1].region->prefecture
                               : NULL;
        bool begins = r == 0 || !str_same(region->prefecture, last);
        if (begins && r > 0)
            buf_add_text(text, "／");
        if (begins && region->prefecture)
            buf_addf(text, "%s%s", region->prefecture, names ? "：" : "");
        if (begins)
            n = 0;
        if (names)
            buf_addf(text, "%s%s", begins ? "" : "、", region->name);
        else if (r + 1 == set->n_region || !str_same(next, region->prefecture))
            buf_addf(text, "（%s）", telling_count(telling, n + 1));
        last = region->prefecture;
    }
}

/* 二次医療圏（7区域、2024年4月1日、…） */
static void tell_set(struct telling *telling, const struct audit_set *set)
{
    const struct supply *supply = set->set->supply;
    struct buf text = {0};

    buf_addf(&text, "%s（%s）", set->set->name,
             telling_count(telling, set->n_region));
    if (set->set->vintage)
        buf_addf(&text, "　%s", set->set->vintage);
    if (supply)
        buf_addf(&text, "　区域の一覧：%s",
                 supply->title ? supply->title : supply->label);
    if (supply && supply->publisher)
        buf_addf(&text, "（%s）", supply->publisher);
    if (set->set->approximate)
        buf_add_text(&text,
                     "　区域の境がメッシュより細かいため、メッシュは、中心に"
                     "最も近い町丁の区域に入れています（近似）。");
    telling_sayf(telling, "集計の単位", "%s", text.ptr);
    buf_release(&text);
}

void telling_areas(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    struct buf text = {0};

    telling_say(telling, "対象", audit->title);
    if (audit->n_set) {
        add_names(telling, &audit->set[0], &text);
        telling_sayf(telling, "対象の区域", "%s", text.ptr ? text.ptr : "");
        buf_release(&text);
    }
    for (size_t s = 0; s < audit->n_set; s++)
        tell_set(telling, &audit->set[s]);
}

/* ---- what is asked ---- */

/* Needs, indicators and links share names: each is told once. */
static void tell_unread(struct telling *telling, const char *name, int why)
{
    const char *words = report_why_ja(why);

    if (!words || telling_was(telling, name))
        return;
    telling_sayf(telling, "調べた種類",
                 "「%s」は不明です。%s。「ない」という意味ではありません。",
                 name, words);
}

static void tell_needs(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    struct buf text = {0};

    for (size_t n = 0; n < audit->order->n_need; n++)
        buf_addf(&text, "%s%s", n ? "、" : "", audit->need[n].need->name_ja);
    telling_sayf(telling, "調べた種類", "%s", text.ptr ? text.ptr : "");
    buf_release(&text);
    for (size_t n = 0; n < audit->order->n_need; n++)
        tell_unread(telling, audit->need[n].need->name_ja,
                    audit->need[n].unread_why);
    for (size_t i = 0; i < AUDIT_INDICATORS; i++)
        tell_unread(telling, audit_indicators[i].name_ja,
                    audit->indicator_unread_why[i]);
    for (size_t l = 0; l < AUDIT_LINKS; l++)
        tell_unread(telling, audit_links_ja[l], audit->link_unread_why[l]);
}

static void tell_years(struct telling *telling)
{
    const struct people *people = telling->audit->order->people;
    struct buf text = {0};

    buf_addf(&text, "人口は%d年を「現在」とします。",
             telling->audit->order->base_year);
    if (people->n_year > 1) {
        for (size_t y = 0; y < people->n_year; y++)
            if (people->year[y] != telling->audit->order->base_year)
                buf_addf(&text, "%d年、", people->year[y]);
        text.len -= strlen("、");
        buf_add_text(&text, "の人口についても、事業所・施設は今のまま変わら"
                            "ないものとして数えています。");
    }
    buf_add_text(&text, "人数は、ことわりがなければ75歳以上の人数です。");
    telling_sayf(telling, "年と年齢", "%s", text.ptr);
    buf_release(&text);
}

/* ---- all ---- */

static void tell_making(struct telling *telling)
{
    const struct audit *audit = telling->audit;

    telling_say(telling, "加工",
                "この資料は、出典に示す公表データを zaitaku " ZAITAKU_VERSION
                " で加工して作成しました。出典の公表元（国など）が作成したもの"
                "ではなく、内容を保証するものでもありません。");
    telling_say(telling, "作成者", audit->maker);
    telling_say(telling, "作成日",
                report_date(audit->created, &telling->arena));
    telling_say(telling, "ツール", "zaitaku " ZAITAKU_VERSION);
    telling_say(telling, "再現するコマンド", audit->command);
}

void report_about_each(const struct audit *audit,
                       void (*add)(void *context, const char *heading,
                                   const char *text),
                       void *context)
{
    struct telling telling = {.audit = audit, .add = add, .context = context};

    telling_areas(&telling);
    tell_needs(&telling);
    tell_years(&telling);
    telling_sources(&telling);
    telling_limits(&telling);
    telling_methods(&telling);
    telling_quality(&telling);
    telling_cautions(&telling);
    tell_making(&telling);
    arena_release(&telling.arena);
}
