/* What must stand directly beside figures, so that nobody quotes them without
 * it. */
#include "output/report/words.h"

/* More than this share of a region's people: its figures are marked. */
#define MARKED 0.1

const char *report_edge_note(const struct audit *audit, size_t need,
                             struct arena *arena)
{
    double edge = 0;

    for (size_t r = 0; audit->n_set && r < audit->set[0].n_region; r++)
        edge += audit->set[0].region[r].cell[need].edge;
    if (audit->need[need].unread || !(edge > 0))
        return NULL;
    return arena_format(
        arena,
        "75歳以上%s人（%s）は、人口を読んでいない市区町村の近くに住んでおり、"
        "2SFCAなどの値が実際より高く出ています。そうした人が1割を超える区域に"
        "※を付けました。",
        report_number(edge, 0, arena),
        report_share(edge, audit->need[need].whole[audit->base].people, arena));
}

bool report_edge_marked(const struct audit *audit,
                        const struct audit_region *region, size_t need)
{
    return !audit->need[need].unread &&
           region->cell[need].edge >
               MARKED * region->cell[need].year[audit->base].people;
}

const char *report_rough_positions(const struct audit *audit,
                                   struct arena *arena)
{
    const struct audit_quality *quality = &audit->quality;
    size_t rough = 0;

    for (int l = LEVEL_PREFECTURE; l <= LEVEL_KOAZA; l++)
        rough += quality->level[l];
    if (rough == 0)
        return NULL;
    return arena_format(
        arena, "位置の%s%%は町・丁目などの代表点",
        report_number(100.0 * (double)rough / (double)quality->placed,
                      rough * 100 < quality->placed, arena));
}

const char *report_weight_note(const struct audit *audit, size_t need,
                               struct arena *arena)
{
    const struct audit_order *order = audit->order;
    const char *name = order->weight_name ? order->weight_name : "重み";
    uint32_t without = 0;

    if (!order->weight || audit->need[need].unread)
        return NULL;
    if (!audit->need[need].weighted)
        return arena_format(arena,
                            "「%s」の値がどの事業所・施設にもないため、1件を1と"
                            "数えています。",
                            name);
    for (size_t r = 0; audit->n_set && r < audit->set[0].n_region; r++)
        without += audit->set[0].region[r].cell[need].unweighted;
    if (without == 0)
        return NULL;
    return arena_format(arena,
                        "%s件のうち%s件は「%s」の値がなく、0と数えています。",
                        report_number(audit->need[need].yes, 0, arena),
                        report_number(without, 0, arena), name);
}
