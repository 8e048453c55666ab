/* zaitaku near: what is told, and what is told to nobody. */
#include "model/edition.h"
#include "tests/cmd/near_given.h"

TestSuite(near_told, .init = start, .fini = finish);

/* ---- several kinds ---- */

Test(near_told, of_each_kind_the_nearest_is_told_first)
{
    struct table table = empty_table();
    struct near_order order = asked(NULL, NULL);
    struct buf out = {0};
    size_t nurse = SIZE_MAX, bath = SIZE_MAX;

    order.count = 1;
    for (int i = 0; i < 30; i++) {
        char id[24];
        snprintf(id, sizeof(id), "k-help-%d", i);
        add(&table, id, "home-care", north(100 + 10 * i));
    }
    add(&table, "k-nurse-far", "visiting-nurse", north(9000));
    add(&table, "k-nurse", "visiting-nurse", north(8000));
    add(&table, "n-clinic", "clinic", north(50));
    save(&table);
    struct near_found found = find(&order);
    for (size_t k = 0; k < order.n_kind; k++) {
        if (strcmp(order.kind[k].id, "visiting-nurse") == 0)
            nurse = k;
        if (strcmp(order.kind[k].id, "home-care") == 0)
            bath = k;
    }
    cr_assert(nurse != SIZE_MAX && bath != SIZE_MAX);
    cr_expect_eq(found.group[nurse].known, 2);
    cr_expect_eq(found.group[bath].known, 30);
    cr_assert_not_null(found.group[nurse].nearest);
    cr_expect_str_eq(
        found.table.facility[found.group[nurse].nearest->number]->id,
        "k-nurse");
    near_text(&found, false, &out);
    const char *lists = strstr(out.ptr, "Known to meet");
    const char *first = strstr(out.ptr, "k-nurse");
    cr_assert(lists && first, "%s", out.ptr);
    cr_expect(first < lists, "%s", out.ptr);
    cr_expect_not_null(strstr(out.ptr, "none within the limit"));
    buf_release(&out);
    near_found_release(&found);
}

/* ---- what is told ---- */

static struct near_found told_of(struct near_order *order)
{
    struct table table = empty_table();

    *order = asked("visiting-nurse", "24h");
    struct facility *yes = add_station(&table, "k-yes", north(1234), H24, PSY);
    yes->name = "=1+1ステーション";
    yes->fax = "077-000-0162";
    yes->hours_text = "月～金 9:00～17:00";
    yes->corporation_name_unverified = "仮野太郎";
    yes->remarks = "架空花子";
    struct facility *unknown =
        add_station(&table, "k-unknown", north(2345), 0, 0);
    unknown->filing_list = FILING_LIST_UNREAD;
    unknown->error_m = NAN;
    memcpy(unknown->municipality_code, "25206", 6);
    save(&table);
    struct near_found found = find(order);
    found.home.town = "秘密町";
    found.home.error_m = 60;
    found.home.match_level = LEVEL_CHOME;
    found.home.reasons = REASON_BIT(SIMILAR);
    found.home.n_alternative = 1;
    found.home.alternative[0] = "滋賀県大津市内緒町";
    return found;
}

static void expect_in(const struct buf *out, const char *what)
{
    cr_expect_not_null(strstr(out->ptr, what), "'%s' is not in:\n%s", what,
                       out->ptr);
}

static void expect_not_in(const struct buf *out, const char *what)
{
    cr_expect_null(strstr(out->ptr, what), "'%s' is in:\n%s", what, out->ptr);
}

Test(near_told, only_a_terminal_is_shown_the_town)
{
    struct near_order order;
    struct near_found found = told_of(&order);
    struct err err = {0};
    struct buf out[5] = {{0}};

    near_text(&found, false, &out[0]);
    near_json(&found, &out[1]);
    near_csv(&found, &out[2]);
    cr_assert(near_geojson(&found, &out[3], &err), "%s", err.text);
    near_text(&found, true, &out[4]);
    for (int i = 0; i < 4; i++) {
        expect_not_in(&out[i], "秘密町");
        expect_not_in(&out[i], "内緒町");
        /* The home, and what may be persons. */
        expect_not_in(&out[i], "35.0,");
        expect_not_in(&out[i], "仮野");
        expect_not_in(&out[i], "架空");
    }
    expect_in(&out[4], "秘密町");
    expect_in(&out[4], "内緒町");
    for (int i = 0; i < 5; i++)
        buf_release(&out[i]);
    near_found_release(&found);
}

Test(near_told, every_result_says_why_and_what_is_unknown_with_dates)
{
    struct near_order order;
    struct near_found found = told_of(&order);
    struct near_said said = {.why = {0}};

    near_say(&found, &found.known.item[0], true, &said);
    cr_expect_str_eq(said.why.ptr, "訪問看護（公表 2025年12月1日時点）\n"
                                   "24時間対応体制加算：届出あり（届出の一覧、"
                                   "2026年6月1日時点）");
    cr_expect_eq(said.unknown.len, 0);
    near_say(&found, &found.unsure.item[0], true, &said);
    cr_expect_str_eq(said.why.ptr, "訪問看護（公表 2025年12月1日時点）");
    cr_expect_str_eq(said.unknown.ptr,
                     "24時間対応の訪問看護（届出）：不明（この都道府県・"
                     "この種類の届出の一覧を読んでいません）");
    /* Told once at the end, not of each. */
    cr_expect_null(strstr(said.notes.len ? said.notes.ptr : "", "誤差"));
    near_said_release(&said);
    near_found_release(&found);
}

Test(near_told, a_result_of_a_kind_alone_tells_what_is_known_of_visits)
{
    struct table table = empty_table();
    struct near_order order = asked("clinic", NULL);
    struct near_said said = {.why = {0}};

    struct facility *clinic = add(&table, "n-1", "clinic", north(500));
    clinic->not_filed = functions_of(POINTS_BIT(POINTS_MEDICAL));
    clinic->functions_as_of = "2026-06-01";
    clinic->filing_list = FILING_LIST_HAS;
    save(&table);
    struct near_found found = find(&order);
    cr_assert_eq(found.known.n, 1);
    near_say(&found, &found.known.item[0], true, &said);
    cr_expect_not_null(strstr(said.notes.ptr, "訪問診療（届出）：届出なし"),
                       "%s", said.notes.ptr);
    cr_expect_not_null(strstr(said.notes.ptr, "16km以内"));
    near_said_release(&said);
    near_found_release(&found);
}

Test(near_told, minutes_are_told_as_they_were_judged)
{
    static const struct {
        double minutes;
        const char *text;
    } rows[] = {{12, "12"}, {12.5, "12.5"}, {30.4, "30.4"}, {29.96, "30"}};
    struct buf text = {0};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        buf_clear(&text);
        near_add_minutes(&text, rows[i].minutes);
        cr_expect_str_eq(text.ptr, rows[i].text);
    }
    buf_release(&text);
}

Test(near_told, tables_are_of_the_professionals_edition_and_safe)
{
    struct near_order order;
    struct near_found found = told_of(&order);
    struct buf csv = {0};

    for (size_t i = 0; i < near_field_count; i++)
        cr_expect(edition_shows(EDITION_PROFESSIONAL, near_fields[i]), "%s",
                  fields[near_fields[i]].name);
    near_csv(&found, &csv);
    expect_in(&csv, ",'=1+1ステーション,");
    expect_in(&csv, "077-000-0162");
    expect_in(&csv, ",1234,");
    expect_in(&csv, "介護の一覧（2025年12月1日時点、CC BY 4.0）");
    buf_release(&csv);
    near_found_release(&found);
}

Test(near_told, a_home_known_only_to_its_town_warns_and_rounds)
{
    struct near_order order;
    struct near_found found = told_of(&order);
    struct buf out = {0};

    near_text(&found, false, &out);
    expect_not_in(&out, "NOTE:");
    expect_in(&out, "confidence");
    expect_in(&out, "1.2km  ");
    expect_in(&out, "unknown error (1)");
    buf_clear(&out);
    found.home.error_m = 2400;
    near_text(&found, false, &out);
    expect_in(&out, "NOTE:");
    expect_not_in(&out, "confidence");
    expect_in(&out, "about 1.2km (+-2.4km)");
    buf_clear(&out);
    near_json(&found, &out);
    expect_in(&out, "あてになりません");
    buf_release(&out);
    near_found_release(&found);
}

Test(near_told, nothing_found_says_what_was_looked_at)
{
    struct table table = empty_table();
    struct near_order order = asked("dental", NULL);
    struct buf out = {0};

    add(&table, "n-1", "clinic", north(100));
    save(&table);
    struct near_found found = find(&order);
    near_text(&found, false, &out);
    expect_in(&out, "Nothing within the limit");
    expect_in(&out, "介護の一覧");
    expect_not_in(&out, "no facility at all");
    near_found_release(&found);
    found = (struct near_found){.order = &order,
                                .home = {.point = {141, 43}, .code = "01101"}};
    struct err err = {0};
    cr_assert(near_find(&found, &err));
    buf_clear(&out);
    near_text(&found, false, &out);
    expect_in(&out, "no facility at all");
    buf_release(&out);
    near_found_release(&found);
}
