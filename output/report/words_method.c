/* How the figures are computed, with references. */
#include "output/report/words_own.h"

/* Heading is 方法 throughout; each says what it is in its first words. */
static const char *const methods[] = {
    "人口当たりの数：区域内の事業所・施設の数を、メッシュを足し合わせた区域の"
    "75歳以上の人数で割り、1万人当たり（在宅医療・介護連携推進事業の資料と同じ"
    "）"
    "と1,000人当たり（日本医師会 JMAP と同じ）で示しています。",
    "届く割合：75歳以上のうち、届く人の割合です（カバー率とも呼ばれます）。",
    "最寄りまでの平均・中央値・90％点・最大：メッシュの中心から最も近"
    "い"
    "事業所・施設までを、75歳以上の人数で重み付けしています。中央値と90％点"
    "は、その値までに人数の半分（90%"
    "）以上が入る最小の値で、補間はしていま"
    "せん。区域の外の事業所・施設も数えます。",
    "2SFCA（二段階浮動圏域法）：まず事業所・施設ごとに、届く範囲の75歳以上の人"
    "数"
    "に対する供給の比を求め、次に人の側で、届く範囲にある比を足します。"
    "W. Luo, F. Wang (2003) Environment and Planning B 30(6): 865-884.",
    "E2SFCA（改良二段階浮動圏域法）：2SFCAに、遠いほど小さくなる重みを付けます"
    "。"
    "段階型は、しきい値の3分の1ごとに1、0.68、0.22です。ガウス型は "
    "exp(-d²/b)、b = -しきい値²/ln 0.01 で、しきい値で0.01になります。"
    "W. Luo, Y. Qi (2009) Health & Place 15(4): 1100-1107.",
    "3SFCA（三段階浮動圏域法）：人が近い事業所・施設ほど選びやすいことを、ガウ"
    "ス型"
    "の重みの割合として両方の段階に掛けます。N. Wan, B. Zou, T. Sternberg "
    "(2012) "
    "International Journal of Geographical Information Science 26(6): "
    "1073-1089.",
    "2SFCA、E2SFCA、3SFCAの値は、75歳以上1万人当たりの供給です。区域の外の事業"
    "所・"
    "施設と人口も計算に入れ、対象の区域の値だけを示しています。届く事業所・施設"
    "の"
    "ない人の値は0です。",
    "ジニ係数とローレンツ曲線：人ごとの利用しやすさ（2SFCAなどの値）の偏りです"
    "。"
    "ジニ係数は、すべての人が同じなら0、一部に偏るほど1に近づきます。",
    "24時間の連携：在宅療養支援診療所・病院、24時間対応の訪問看護、在宅療養後方"
    "支"
    "援病院、訪問薬剤指導の薬局の四つがすべて届く75歳以上の人数と、欠けているも"
    "の"
    "を示しています。",
    "12の指標：国の在宅医療・介護連携推進事業の資料が示すストラクチャー指標（数"
    "）"
    "です。",
    "需要の見通し：日本医師会 JMAP（jmap.jp）の式によります。医療 = "
    "0.6×(0～14歳) "
    "+ 0.4×(15～39歳) + 1.0×(40～64歳) + 2.3×(65～74歳) + 3.9×(75歳以上)、"
    "介護 = 1.0×(40～64歳) + 9.7×(65～74歳) + 87.3×(75歳以上)。指数は2020年を"
    "100とします。2020年の年齢別の人口がないときは、指数を示していません。",
};
static const char siting[] = "候補地：届くと確かめられない75歳以上の人数（不明"
                             "を含む）が最も多く減る場所を、一つずつ順に選ん"
                             "でいます（最大被覆問題の貪欲法。Church, ReVelle "
                             "1974、最適な選び方の63%以上"
                             "になることはNemhauser, Wolsey, Fisher "
                             "1978）。土地や人材の事情は考えていませ"
                             "ん。";
static const char geodesic[] =
    "距離の計算：C. F. F. Karney (2013) Algorithms for geodesics. Journal of "
    "Geodesy 87: 43-55.";

static void tell_weights(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    const struct audit_order *order = audit->order;

    if (order->weight)
        telling_sayf(
            telling, "供給の数え方",
            "2SFCA、E2SFCA、3SFCAの供給は、利用者が用意した「%s」によ"
            "ります。値のない事業所・施設は0と数えます。ほかの値は、1件を"
            "1と数えています。",
            order->weight_name ? order->weight_name : "重み");
    else
        telling_say(telling, "供給の数え方",
                    "事業所・施設は、規模にかかわらず、1件を1と数えています。");
    for (size_t n = 0; n < order->n_need; n++) {
        const char *note = report_weight_note(audit, n, &telling->arena);
        if (note)
            telling_sayf(telling, "供給の数え方", "%s：%s",
                         audit->need[n].need->name_ja, note);
    }
}

static void tell_sites(struct telling *telling)
{
    static const char *const from[] = {
        [SITES_GIVEN] = "利用者が用意した候補地",
        [SITES_CLINICS] = "今ある診療所",
        [SITES_MESHES] = "人の住むメッシュの中心",
    };

    if (telling->audit->order->sites == SITES_NONE)
        return;
    if (telling->audit->order->travel) {
        telling_say(
            telling, "方法",
            "候補地：経路の表には、まだない場所への経路がないため、示して"
            "いません。");
        return;
    }
    telling_say(telling, "方法", siting);
    telling_sayf(telling, "方法", "候補地は、%sから選んでいます。",
                 from[telling->audit->order->sites]);
}

void telling_methods(struct telling *telling)
{
    for (size_t m = 0; m < sizeof(methods) / sizeof(*methods); m++)
        telling_say(telling, "方法", methods[m]);
    tell_sites(telling);
    if (!telling->audit->order->travel)
        telling_say(telling, "方法", geodesic);
    tell_weights(telling);
}
