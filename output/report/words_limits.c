/* How far is "within reach", how it is measured, and what the verdicts mean. */
#include "output/report/words_own.h"

#include <math.h>

/* 診療報酬の算定方法（平成20年厚生労働省告示第59号）別表第一 C000 往診料 の注;
 * 衆議院 第200回国会 答弁第184号. */
static void tell_16_km(struct telling *telling)
{
    telling_say(telling, "しきい値の根拠",
                "16kmは、診療報酬の往診料（医科点数表 C000）の注によります。"
                "医療機関から患者の家まで16kmを超える往診が保険の対象になるの"
                "は、近くに対応できる医療機関がないなどの「絶対的な理由」がある"
                "場合に限られます。訪問診療（C001）と歯科訪問診療（歯科点数表 "
                "C000）も同じです。一律の制限ではないとする政府の答弁もあります"
                "（衆議院 第200回国会 答弁第184号）。訪問看護など、ほかの"
                "サービスにこの決まりはなく、比べるために同じ距離を使っていま"
                "す。");
}

static void tell_minutes(struct telling *telling)
{
    const struct audit_order *order = telling->audit->order;
    struct arena *arena = &telling->arena;

    if (order->travel)
        telling_say(telling, "時間",
                    "移動時間は、利用者が用意した経路の表（経路検索の結果）に"
                    "よります。表に出発地のないメッシュは「経路が分からない」、"
                    "表に組み合わせのない事業所・施設は届かないものとしていま"
                    "す。");
    else
        telling_sayf(telling, "時間",
                     "移動時間は仮定です。直線距離を%s倍し、時速%skmで割ったも"
                     "ので、実際の道路は使っていません。直線距離は、楕円体"
                     "GRS80の上の最短の長さ（測地線）です（Karney 2013）。",
                     report_number(order->detour, 2, arena),
                     report_number(order->speed_km_h, 0, arena));
}

void telling_limits(struct telling *telling)
{
    const struct audit_order *order = telling->audit->order;

    telling_sayf(telling, "しきい値", "%s以内を「届く」としています。",
                 audit_limit_words(order, &telling->arena));
    if (!order->by_minutes && order->limit == 16000)
        tell_16_km(telling);
    if (order->by_minutes)
        tell_minutes(telling);
    else
        telling_say(telling, "距離",
                    "距離は直線距離（楕円体GRS80の上の最短の長さ、測地線）で、"
                    "道のりではありません（Karney 2013）。");
    telling_say(telling, "言葉",
                "「届く」は、届出や一覧で確かめられた事業所・施設が、しきい値の"
                "内側にあることです。「不明」は、内側にあるのが、届出の分からな"
                "い事業所・施設だけであることです。「届かない」は、どちらもない"
                "ことです。不明を「ない」とは数えていません。不明なものがすべて"
                "当てはまるとした場合の値も示しています。「届くと確かめられない"
                "人」は、届く人のほかのすべての人です。");
    if (order->travel)
        telling_say(telling, "言葉",
                    "「経路が分からない」は、経路の表に、出発地か、その種類の"
                    "事業所・施設がないことです。届く・不明・経路が分からない・"
                    "届かないの合計が、75歳以上の人数です。");
    else
        telling_say(telling, "言葉",
                    "届く・不明・届かないの合計が、75歳以上の人数です。");
    telling_say(telling, "言葉",
                "「届出」は、国の決まりに合うと役所に届け出ていることで、"
                "だれでもすぐに来てもらえるという約束ではありません。");
    telling_say(telling, "言葉",
                order->travel
                    ? "「判定が変わり得る人数」は、届くかどうかが、しきい値との"
                      "わずかな差で決まる人数です。経路の表を使うときは数えて"
                      "いません。"
                    : "「判定が変わり得る人数」は、届くかどうかが、事業所・施設"
                      "の位置の誤差（100m以上とし、分からないものは1,000mとみな"
                      "す）によって変わり得る人数です。しきい値に近い人と、位置"
                      "の不確かな事業所・施設だけが近くにある人です。");
}
