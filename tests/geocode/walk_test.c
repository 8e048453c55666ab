#include "geo/geocode/walk.h"

#include "geo/geocode/search.h"
#include "geocode/given.h"

#include <criterion/criterion.h>
#include <string.h>

static struct folded folded;

static struct walk walk_of(const char *text, unsigned steps)
{
    const struct gazetteer *gazetteer = given_gazetteer(GIVEN_NAMES);

    fold_text(&gazetteer->fold, str_of(text), &folded);
    return (struct walk){
        .gazetteer = gazetteer, .folded = &folded, .steps = steps};
}

static uint32_t root_any(void)
{
    return given_gazetteer(GIVEN_NAMES)->header->root_any;
}

static uint32_t root_of(const char *code)
{
    const struct gazetteer *gazetteer = given_gazetteer(GIVEN_NAMES);
    uint32_t city = search_city(gazetteer, code);

    cr_assert_neq(city, LAYOUT_NONE);
    return gazetteer->city[city].root;
}

static const char *name_of(const struct walk_hit *hit)
{
    const struct gazetteer *gazetteer = given_gazetteer(GIVEN_NAMES);
    const uint32_t *town;

    cr_assert_gt(search_towns(gazetteer, hit->node, &town), 0);
    return layout_text(gazetteer, gazetteer->town[town[0]].name);
}

static void finds(const char *code, const char *text, enum walk_effort effort,
                  const char *name, uint64_t reasons)
{
    struct walk walk = walk_of(text, WALK_STEPS);

    walk_tree(&walk, root_of(code), 0, effort);
    cr_assert_gt(walk.n, 0, "%s", text);
    cr_expect_str_eq(name_of(&walk.hit[0]), name);
    cr_expect_eq(walk.hit[0].reasons, reasons, "%s", text);
    cr_expect_eq(walk.hit[0].end, folded.n, "%s", text);
}

static void misses(const char *code, const char *text, enum walk_effort effort)
{
    struct walk walk = walk_of(text, WALK_STEPS);

    walk_tree(&walk, root_of(code), 0, effort);
    cr_expect_eq(walk.n, 0, "%s is %s", text,
                 walk.n ? name_of(&walk.hit[0]) : "");
}

Test(walk, a_name_is_found_as_it_is_spelled)
{
    finds("13101", "紀尾井町", WALK_PLAIN, "紀尾井町", 0);
    finds("13101", "紀尾井町", WALK_SIMILAR, "紀尾井町", 0);
    misses("13101", "紀井町", WALK_SIMILAR);
    misses("13101", "", WALK_SIMILAR);
    misses("13104", "紀尾井町", WALK_SIMILAR);
}

Test(walk, each_edit_needs_its_effort)
{
    misses("42307", "大字嬉里郷", WALK_PLAIN);
    finds("42307", "大字嬉里郷", WALK_EXACT, "嬉里郷", 0);
    finds("13101", "紀尾井", WALK_EDITED, "紀尾井町", REASON_BIT(TOWN_SUFFIX));
    misses("13101", "紀尾井", WALK_PLAIN);
    finds("06211", "板垣中通", WALK_EDITED, "板垣中通り",
          REASON_BIT(PARTICLE_DIFFERS));
    misses("06211", "板垣中通", WALK_PLAIN);
    finds("26106", "東塩小道町", WALK_SIMILAR, "東塩小路町",
          REASON_BIT(SIMILAR));
    misses("26106", "東塩小道町", WALK_EDITED);
}

Test(walk, an_unreadable_character_may_be_any_but_the_first)
{
    finds("26106", "東●小路町", WALK_SIMILAR, "東塩小路町",
          REASON_BIT(SIMILAR) | REASON_BIT(UNREADABLE));
    misses("26106", "●塩小路町", WALK_SIMILAR);
    misses("26106", "東●●路町", WALK_SIMILAR);
}

Test(walk, a_first_character_is_never_another)
{
    misses("33202", "港町", WALK_SIMILAR);
    misses("13101", "記尾井町", WALK_SIMILAR);
}

Test(walk, what_tells_neighbours_apart_is_never_another)
{
    misses("26106", "東塩大路町", WALK_SIMILAR);
    misses("06211", "板垣東通り", WALK_SIMILAR);
}

Test(walk, short_names_have_no_similar_ones)
{
    misses("24202", "市浜町", WALK_SIMILAR);
    misses("24202", "諏防", WALK_SIMILAR);
}

Test(walk, steps_never_exceed_what_was_given)
{
    static const char *const text[] = {"大字大字字ノ町村区町丁目",
                                       "二二二二二二二二",
                                       "北三西二〇",
                                       "紀尾井町",
                                       "西西西西条条条条",
                                       "大和大路1-2-3-4",
                                       "●●●●●●"};

    for (size_t t = 0; t < sizeof(text) / sizeof(*text); t++)
        for (unsigned given = 0; given <= 200; given++)
            for (int effort = WALK_PLAIN; effort <= WALK_SIMILAR; effort++) {
                struct walk walk = walk_of(text[t], given);
                walk_tree(&walk, root_any(), 0, (enum walk_effort)effort);
                cr_assert_leq(walk.steps, given);
                cr_assert(given > 0 || walk.n == 0);
            }
}

Test(walk, hits_are_in_order_and_inside_the_text)
{
    static const char *const text[] = {
        "西新宿二丁目",         "本町1-2-3",  "舞浜2-11",   "中央1",
        "大字南長野字長野県町", "鹿島田1004", "春光4-2-1-1"};

    for (size_t t = 0; t < sizeof(text) / sizeof(*text); t++) {
        struct walk walk = walk_of(text[t], WALK_STEPS);
        walk_tree(&walk, root_any(), 0, WALK_SIMILAR);
        cr_assert_leq(walk.n, WALK_HITS);
        cr_assert_gt(walk.n, 0, "%s", text[t]);
        for (size_t h = 0; h < walk.n; h++) {
            cr_expect_lt(walk.hit[h].node, walk.gazetteer->n_node);
            cr_expect_leq(walk.hit[h].end, folded.n);
            cr_expect(layout_ends(walk.gazetteer, walk.hit[h].node));
            if (h)
                cr_expect_geq(walk.hit[h - 1].rank, walk.hit[h].rank);
        }
    }
}

Test(walk, no_tree_has_no_names)
{
    struct walk walk = walk_of("紀尾井町", WALK_STEPS);

    walk_tree(&walk, LAYOUT_NONE, 0, WALK_SIMILAR);
    cr_expect_eq(walk.n, 0);
    cr_expect_eq(walk.steps, WALK_STEPS);
}

Test(walk, what_may_follow_a_town_is_clean)
{
    static const struct {
        const char *text;
        bool clean;
    } row[] = {
        {"", true},       {"1", true},        {"一", true},
        {"-1", true},     {"の1", true},      {"、1", true},
        {"字", true},     {"小字", true},     {"無番地", true},
        {"番外地", true}, {"番地なし", true}, {"地内", true},
        {"付近", true},   {"甲402", true},    {"チの1", true},
        {"町", false},    {"東", false},      {"ビル", false},
        {"甲", false},    {"小学校", false},  {"番", false},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        walk_of(row[i].text, 0);
        cr_expect_eq(walk_clean(&folded, 0), row[i].clean, "%s", row[i].text);
    }
}

/* Every town's own name leads to it, in its municipality's tree. */
Test(walk, the_key_of_every_town_is_a_path_of_its_tree)
{
    const struct gazetteer *gazetteer = given_gazetteer(GIVEN_NAMES);
    size_t n = 0;

    for (size_t t = 0; t < gazetteer->n_town; t++) {
        const struct layout_town *town = &gazetteer->town[t];
        const char *name = layout_text(gazetteer, town->name);
        symbol key[96];
        if (strstr(name, "字") || (town->flags & 1))
            continue; /* 大字 and 字 are no part of a key */
        if (strstr(name, "与一"))
            continue; /* its key is made part by part: 与一, 四丁目 */
        fold_text(&gazetteer->fold, str_of(name), &folded);
        uint32_t node = walk_path(gazetteer, gazetteer->city[town->city].root,
                                  key, fold_key(&folded, key, 96));
        cr_assert_neq(node, LAYOUT_NONE, "%s", name);
        const uint32_t *found;
        size_t n_found = search_towns(gazetteer, node, &found);
        bool there = false;
        for (size_t i = 0; i < n_found; i++)
            there |= found[i] == t;
        cr_assert(there, "%s", name);
        n++;
    }
    cr_expect_gt(n, 100);
    symbol no[] = {SYM_OTHER};
    cr_expect_eq(walk_path(gazetteer, root_any(), no, 1), LAYOUT_NONE);
}
