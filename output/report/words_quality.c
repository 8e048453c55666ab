/* How good the data is, and what a reader must not conclude. */
#include "audit/inputs.h"
#include "geo/access/mesh.h"
#include "output/report/mesh_table.h"
#include "output/report/words_own.h"

#include <math.h>

/* Municipalities that are named at the border. */
#define MAX_NAMES 20

/* ---- quality ---- */

static void tell_positions(struct telling *telling)
{
    const struct audit_quality *quality = &telling->audit->quality;
    size_t unplaced = quality->facilities - quality->placed;
    struct buf text = {0};

    const char *rough = report_rough_positions(telling->audit, &telling->arena);
    buf_addf(&text,
             "調べた種類の事業所・施設（対象の区域）は%s件で、うち%s件の"
             "位置が分かります。",
             telling_count(telling, quality->facilities),
             telling_count(telling, quality->placed));
    if (quality->placed)
        buf_add_text(&text, "位置の段階は、");
    for (int l = LEVEL_COUNT - 1, n = 0; l >= 0; l--)
        if (quality->level[l])
            buf_addf(&text, "%s%s %s件", n++ ? "、" : "", level_names_ja[l],
                     telling_count(telling, quality->level[l]));
    if (quality->placed)
        buf_add_text(&text, "です。");
    if (rough)
        buf_addf(&text,
                 "%sです。その距離は、実際と数百mから数km違うことがあります。",
                 rough);
    if (unplaced)
        buf_addf(&text,
                 "位置の分からない%s件は、数には入れ、距離には入れていま"
                 "せん。",
                 telling_count(telling, unplaced));
    if (quality->beyond_100_m)
        buf_addf(&text,
                 "位置の誤差が100mを超えるか、分からないものが%s件ありま"
                 "す。",
                 telling_count(telling, quality->beyond_100_m));
    telling_sayf(telling, "データの品質", "%s", text.ptr);
    buf_release(&text);
}

/* Own meshes: where somebody lives in any year (these are in the files of
 * meshes), and where somebody of 75+ lives in the base year (on the maps). */
static void count_meshes(const struct audit *audit, size_t *lived, size_t *old,
                         size_t *unshared)
{
    const struct people *people = audit->order->people;

    for (size_t m = 0; m < people->n_mesh; m++) {
        if (!audit->own_mesh[m])
            continue;
        *lived += mesh_table_has(audit, m);
        *old += people_of(people, m, audit->base)[AGE_75] > 0;
        *unshared += people->mesh[m].note == PEOPLE_UNSHARED;
    }
}

static void tell_meshes(struct telling *telling)
{
    const struct audit_quality *quality = &telling->audit->quality;
    size_t lived = 0, old = 0, unshared = 0;

    count_meshes(telling->audit, &lived, &old, &unshared);
    telling_sayf(telling, "データの品質",
                 "対象のメッシュは%sです。うち人が住む（いずれかの年）のは%s"
                 "で、メッシュのファイルはこの数です。75歳以上の人が%d年に住む"
                 "のは%sで、人数や地図の判定はこの数です。",
                 telling_count(telling, quality->own_meshes),
                 telling_count(telling, lived),
                 telling->audit->order->base_year, telling_count(telling, old));
    if (quality->hidden_meshes)
        telling_sayf(
            telling, "データの品質",
            "うち%sメッシュ（75歳以上%s人）は、人数が少ないため年齢別の人口が"
            "秘匿または合算されており、公表された合算先をもとに振り分けた値か、"
            "不明な値です（不明は%sメッシュで、75歳以上は0人と数えています）。",
            telling_count(telling, quality->hidden_meshes),
            report_number(quality->hidden_people, 0, &telling->arena),
            telling_count(telling, unshared));
    if (quality->no_region)
        telling_sayf(telling, "データの品質",
                     "市区町村の分からないメッシュが%sあり、どの区域にも入れて"
                     "いません。",
                     telling_count(telling, quality->no_region));
}

/* 甲市、乙町、ほか3 */
static void add_towns(struct telling *telling, struct buf *text,
                      const char *const *code, size_t n)
{
    const struct municipalities *known =
        &telling->audit->order->table->municipalities;

    for (size_t i = 0; i < n && i < MAX_NAMES; i++) {
        const struct municipality *town = municipalities_find(known, code[i]);
        buf_addf(text, "%s%s", i ? "、" : "",
                 town && town->name ? town->name : code[i]);
    }
    if (n > MAX_NAMES)
        buf_addf(text, "、ほか%s", telling_count(telling, n - MAX_NAMES));
}

static void tell_border(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    const struct audit_quality *quality = &audit->quality;
    struct buf text = {0};

    if (quality->n_no_people == 0)
        return;
    add_towns(telling, &text, quality->no_people, quality->n_no_people);
    telling_sayf(
        telling, "データの品質",
        "しきい値の内側に、人口のデータを読み込んでいない市区町村があり"
        "ます（%s）。その近くでは、2SFCAなどの値が実際より高くなりま"
        "す。その市区町村のメッシュも --population で渡すと、正しくなります。",
        text.ptr);
    buf_release(&text);
    for (size_t n = 0; n < audit->order->n_need; n++) {
        const char *note = report_edge_note(audit, n, &telling->arena);
        if (note)
            telling_sayf(telling, "データの品質", "%s：%s",
                         audit->need[n].need->name_ja, note);
    }
}

/* Their people may be called out of reach although somebody is near. */
static void tell_no_facilities(struct telling *telling)
{
    const struct audit_quality *quality = &telling->audit->quality;
    struct buf text = {0};

    if (quality->n_no_facilities == 0)
        return;
    add_towns(telling, &text, quality->no_facilities, quality->n_no_facilities);
    telling_sayf(telling, "データの品質",
                 "しきい値の内側に、ストアに事業所・施設が1件もない市区町村が"
                 "あります（%s）。その近くの人は、実際には届くのに「届かない」"
                 "となっていることがあります。隣の市区町村の一覧もストアに入れ"
                 "てください。",
                 text.ptr);
    buf_release(&text);
}

/* A mesh goes to one municipality with all its people. */
static void tell_mesh_sums(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    struct buf text = {0};
    size_t n = 0;

    for (size_t r = 0; audit->n_set && r < audit->set[0].n_region; r++) {
        const struct audit_region *region = &audit->set[0].region[r];
        double mesh = region->people[audit->base][AGE_75];
        double known =
            region->municipal ? region->municipal[audit->base][AGE_75] : NAN;
        if (!(fabs(mesh / known - 1) > 0.1))
            continue;
        if (n++ < MAX_NAMES)
            buf_addf(&text, "%s%s（%s人と%s人）", n > 1 ? "、" : "",
                     region->region->name,
                     report_number(mesh, 0, &telling->arena),
                     report_number(known, 0, &telling->arena));
    }
    telling_sayf(
        telling, "データの品質",
        "市区町村の境をまたぐメッシュは、全員を一つの市区町村の人として"
        "数えています。面積の小さな市区町村や区では、人口も1万人当たり"
        "の件数も実際とずれます%s%s%s%s%s。",
        n ? "。75歳以上の人数が、メッシュの合計と市区町村の人口で1割を"
            "超えて違うのは、"
          : "",
        n ? text.ptr : "", n > MAX_NAMES ? "、ほか" : "",
        n > MAX_NAMES ? telling_count(telling, n - MAX_NAMES) : "",
        n ? "で、比べるときは市区町村の人口による値を使ってください" : "");
    buf_release(&text);
}

static void tell_partial(struct telling *telling)
{
    const struct audit *audit = telling->audit;
    struct buf text = {0};
    size_t n = 0;

    for (size_t s = 0; s < audit->n_set; s++)
        for (size_t r = 0; r < audit->set[s].n_region; r++)
            if (audit->set[s].region[r].partial && n++ < MAX_NAMES)
                buf_addf(&text, "%s%s", n > 1 ? "、" : "",
                         audit->set[s].region[r].region->name);
    if (n)
        telling_sayf(
            telling, "データの品質",
            "次の区域は、人口を読んでいない市区町村を含みます：%s%s%s。"
            "1万人当たりの件数は求められず、届く割合などは、人口の分か"
            "る部分だけの値です。",
            text.ptr, n > MAX_NAMES ? "、ほか" : "",
            n > MAX_NAMES ? telling_count(telling, n - MAX_NAMES) : "");
    buf_release(&text);
}

static void tell_townspeople(struct telling *telling)
{
    if (telling->audit->quality.townspeople_unused)
        telling_say(telling, "データの品質",
                    "市区町村の人口は、メッシュの人口と年が合わないため使ってい"
                    "ません。");
}

static void tell_index(struct telling *telling)
{
    const struct audit *audit = telling->audit;

    for (size_t r = 0; audit->n_set && r < audit->set[0].n_region; r++)
        if (!isnan(audit->set[0].region[r].medical_index[audit->base]))
            return;
    telling_say(telling, "データの品質",
                "2020年の年齢別の人口がないため、需要の指数（2020年を100）を"
                "求められません。2020年を含む人口メッシュ（H30国政局推計など）"
                "を使うと求められます。");
}

static void tell_aside(struct telling *telling)
{
    size_t n = audit_count_asides(telling->audit->order);

    if (n)
        telling_sayf(
            telling, "データの品質",
            "人口や区域などの表に、使えずに除いた行や名前が%s件あります。理由"
            "は、データの品質の表と audit.json にあります。",
            telling_count(telling, n));
}

void telling_quality(struct telling *telling)
{
    tell_positions(telling);
    tell_meshes(telling);
    tell_border(telling);
    tell_no_facilities(telling);
    tell_partial(telling);
    tell_mesh_sums(telling);
    tell_townspeople(telling);
    tell_index(telling);
    tell_aside(telling);
}

/* ---- cautions ---- */

/* Half the diagonal of the largest own cell, which is the southernmost, on a
 * sphere; up to the next 10 m. NAN without own meshes. */
static double centre_error_m(const struct audit *audit)
{
    static const double m_per_deg = 6371008.8 * 3.14159265358979 / 180;
    const struct people *people = audit->order->people;
    size_t south = SIZE_MAX;

    for (size_t m = 0; m < people->n_mesh; m++)
        if (audit->own_mesh[m] &&
            (south == SIZE_MAX || people->mesh[m].centre.lat_deg <
                                      people->mesh[south].centre.lat_deg))
            south = m;
    if (south == SIZE_MAX)
        return NAN;
    struct mesh_box box = mesh_box(people->mesh[south].code);
    double tall = (box.north_deg - box.south_deg) * m_per_deg;
    double wide = (box.east_deg - box.west_deg) * m_per_deg *
                  cos(box.south_deg * 3.14159265358979 / 180);
    return ceil(hypot(tall, wide) / 2 / 10) * 10;
}

void telling_cautions(struct telling *telling)
{
    telling_say(telling, "注意",
                "一覧や届出には、受け入れられる人数（余力）が載っていません。"
                "同じ1件でも、できることの大きさは違います。");
    if (!telling->audit->order->travel)
        telling_say(telling, "注意",
                    "直線距離は、湖・海・川・山も、橋や道がないところもそのまま"
                    "横切ります。島や対岸は、実際には届かないことがあります。");
    telling_sayf(
        telling, "注意",
        "人はメッシュの中心に住むものとして測っています。実際の家との差"
        "は、最大で約%smです。",
        report_number(centre_error_m(telling->audit), 0, &telling->arena));
    telling_say(telling, "注意",
                "区域の外の事業所・施設を利用する人もいます。区域の中の数が少な"
                "いことは、利用しにくいことを必ずしも意味しません。");
    telling_say(telling, "注意",
                "将来の年の値は、事業所・施設が今のままとした場合の値で、予測で"
                "はありません。");
    if (telling->audit->order->imported)
        telling_say(telling, "注意",
                    "「取り込み」と示した値は、利用者が用意した表の値をそのまま"
                    "載せたもので、このツールは計算していません。");
}
