#include "output/report/booklet_words.h"

#include "output/report/words.h"

#include <math.h>

#define NOBODY 0.5 /* people: fewer are 0 once they are rounded */

const char *booklet_people(const struct booklet *booklet, double people)
{
    if (isnan(people))
        return "不明";
    return arena_format(booklet->arena, "%s人",
                        report_number(people, 0, booklet->arena));
}

const char *booklet_count(const struct booklet *booklet, size_t count)
{
    return report_number((double)count, 0, booklet->arena);
}

const char *booklet_year(const struct booklet *booklet, size_t year)
{
    return arena_format(booklet->arena, "%d年",
                        booklet->audit->order->people->year[year]);
}

const char *booklet_name(const struct region *region)
{
    if (region->name && *region->name)
        return region->name;
    return region->code ? region->code : "（名称なし）";
}

const char *booklet_measure(const struct audit *audit)
{
    if (!audit->order->by_minutes)
        return "距離は直線距離です（道路の距離や移動時間ではありません）";
    if (audit->order->travel)
        return "移動時間は、取り込んだ経路の表によります";
    return "移動時間は、直線距離からの仮定です（道路の移動時間ではありません）";
}

/* ---- people ---- */

double booklet_missing(const struct audit_need *need,
                       const struct audit_year *year)
{
    return report_state(need, year, STATE_NONE);
}

double booklet_unsure(const struct audit_need *need,
                      const struct audit_year *year)
{
    return report_state(need, year, STATE_UNKNOWN) +
           report_state(need, year, STATE_NO_WAY);
}

const char *booklet_unit(const struct audit *audit, size_t need)
{
    if (!audit->need[need].weighted)
        return "件数";
    return audit->order->weight_name ? audit->order->weight_name : "重み";
}

bool booklet_nothing_known(uint32_t yes, uint32_t no, uint32_t unknown)
{
    return yes == 0 && no == 0 && unknown > 0;
}

bool booklet_dark(const struct audit_cell *cell, const struct audit_year *year)
{
    return booklet_nothing_known(cell->yes, cell->no, cell->unknown) &&
           !(year->covered > 0);
}

bool booklet_has_unsure(const struct audit *audit, size_t need)
{
    return audit->need[need].need->functions != 0 || audit->order->travel;
}

/* ---- findings ---- */

/* The region of the first set with the most people out of reach. */
static const struct audit_region *worst(const struct audit *audit, size_t need,
                                        double *people)
{
    const struct audit_region *found = NULL;

    *people = NOBODY;
    for (size_t r = 0; r < audit->set[0].n_region; r++) {
        const struct audit_region *region = &audit->set[0].region[r];
        const struct audit_year *year = &region->cell[need].year[audit->base];
        if (booklet_missing(&audit->need[need], year) > *people) {
            *people = booklet_missing(&audit->need[need], year);
            found = region;
        }
    }
    return found;
}

static void add_future(struct buf *out, const struct booklet *booklet,
                       const struct audit_need *found)
{
    const struct audit *audit = booklet->audit;
    size_t last = audit->order->people->n_year - 1;
    const struct audit_year *year = &found->whole[last];

    double now = booklet_missing(found, &found->whole[audit->base]);
    double then = booklet_missing(found, year);
    if (last == audit->base || isnan(then) || (now < NOBODY && then < NOBODY))
        return;
    buf_addf(out,
             "届かない人は、事業所・施設が今のままなら、%sには%sになる見通し"
             "です。",
             booklet_year(booklet, last), booklet_people(booklet, then));
}

const char *booklet_finding(const struct booklet *booklet, size_t need)
{
    const struct audit *audit = booklet->audit;
    const struct audit_need *found = &audit->need[need];
    const struct audit_year *year = &found->whole[audit->base];
    struct arena *arena = booklet->arena;
    struct buf out = {0};
    double most;

    if (found->unread)
        return arena_format(arena,
                            "分かりません（%s。「ない」という意味ではありません"
                            "）。",
                            report_why_ja(found->unread_why));
    double missing = booklet_missing(found, year);
    double unsure = booklet_unsure(found, year);
    if (found->yes == 0)
        buf_add_text(&out, "対応することが分かっている事業所・施設は、対象の"
                           "区域にありません。");
    if (missing < NOBODY && unsure < NOBODY)
        buf_addf(&out, "75歳以上のすべての人（%s）に届きます。",
                 booklet_people(booklet, year->covered));
    else
        buf_addf(&out, "75歳以上の%s（%s）に届きます。届かない人は%sです。",
                 report_share(year->covered, year->people, arena),
                 booklet_people(booklet, year->covered),
                 booklet_people(booklet, missing));
    const struct audit_region *region = worst(audit, need, &most);
    if (region && audit->set[0].n_region > 1)
        buf_addf(&out, "最も多いのは%s（%s）です。",
                 booklet_name(region->region), booklet_people(booklet, most));
    if (unsure >= NOBODY)
        buf_addf(&out, "不明の人が%sいます。", booklet_people(booklet, unsure));
    add_future(&out, booklet, found);
    const char *text = arena_copy(arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

const char *booklet_finding_more(const struct booklet *booklet, size_t need)
{
    const struct audit *audit = booklet->audit;
    const struct audit_need *found = &audit->need[need];
    const struct audit_year *year = &found->whole[audit->base];
    struct arena *arena = booklet->arena;
    struct buf out = {0};

    if (found->unknown > 0)
        buf_addf(&out,
                 "届出があるか分からない事業所・施設が%s件あります。そのすべて"
                 "が対応しているとすれば、届く人は%s（%s）になります。",
                 booklet_count(booklet, found->unknown),
                 report_share(year->covered_maybe, year->people, arena),
                 booklet_people(booklet, year->covered_maybe));
    if (found->unplaced > 0)
        buf_addf(&out,
                 "位置の分からない%s件は、数には入り、距離には入っていませ"
                 "ん。",
                 booklet_count(booklet, found->unplaced));
    if (year->doubtful >= NOBODY)
        buf_addf(&out,
                 "距離がしきい値に近いか、位置が不確かなため、判定が変わりう"
                 "る人は%sです。",
                 booklet_people(booklet, year->doubtful));
    if (year->unknown >= NOBODY)
        buf_addf(&out, "経路が分からない人は%sです。",
                 booklet_people(booklet, year->unknown));
    const char *text = arena_copy(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}
