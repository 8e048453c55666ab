/* Facilities of the invented town, placed by the dictionary of
 * samples/gazetteer. */
#include "join/locate.h"

#include "geo/crs.h"
#include "geocode/given.h"
#include "join/given.h"
#include "join/position.h"
#include "model/edition.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HOUSES "アドレス・ベース・レジストリ 住居表示－住居"

/* ---- a table by hand ---- */

struct town {
    struct table table;
    struct locating_count count;
};

/* Two lists; the first has the main rows. */
static struct town new_town(void)
{
    struct town town = {0};
    struct supply first = {.label = "a.csv", .title = "一覧"};
    struct supply second = {.label = "b.csv", .title = "別の一覧"};

    table_add_supply(&town.table, &first);
    table_add_supply(&town.table, &second);
    return town;
}

static struct facility *add(struct town *town, const char *code,
                            const char *address)
{
    struct table *table = &town->table;
    const char *id = arena_format(&table->arena, "k-%zu", table->n_facility);
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, code, strlen(code) + 1);
    facility->name = id;
    facility->address = address;
    facility->sources = 1;
    return facility;
}

static uint32_t number_of(const struct town *town,
                          const struct facility *facility)
{
    return table_find(&town->table, facility->id);
}

static void publish(struct town *town, const struct facility *facility,
                    uint32_t supply, double lat_deg, double lon_deg)
{
    const struct candidate candidate = {
        .point = {lon_deg, lat_deg},
        .facility = number_of(town, facility),
        .supply = supply,
        .line = (uint32_t)town->table.n_candidate + 2,
        .kind = (uint16_t)supply,
        .error_m = NAN,
    };

    table_add_candidate(&town->table, candidate);
}

static struct boundaries *polygons(struct table *table)
{
    struct boundaries *boundaries = boundary_open();
    struct err err = {0};
    size_t no_code;

    cr_assert(
        boundary_read(boundaries, SOURCE_DIR "/samples/boundaries/town.geojson",
                      &table->municipalities, &table->arena, &no_code, &err),
        "%s", err.text);
    return boundaries;
}

static void run(struct town *town)
{
    struct boundaries *boundaries = polygons(&town->table);
    const struct locating_options options = {given_gazetteer(GIVEN_SAMPLES),
                                             "town.gaz", SHA, boundaries};
    struct err err = {0};

    position_choose(&town->table, boundaries);
    cr_assert(locate(&town->table, &options, &town->count, &err), "%s",
              err.text);
    boundary_close(boundaries);
}

static void release(struct town *town)
{
    table_release(&town->table);
}

/* ---- comparing ---- */

/* Bit for bit: an average of two points is neither of them. */
static bool same_point(struct lonlat a, struct lonlat b)
{
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

static void expect_point(const struct facility *facility, double lat_deg,
                         double lon_deg)
{
    cr_expect(same_point(facility->point, (struct lonlat){lon_deg, lat_deg}),
              "%s: %.7f,%.7f is not %.7f,%.7f", facility->address,
              facility->point.lat_deg, facility->point.lon_deg, lat_deg,
              lon_deg);
}

static void expect_check(const struct facility *facility,
                         enum position_check check)
{
    cr_expect_str_eq(position_check_names[facility->position_check],
                     position_check_names[check], "%s", facility->address);
}

static size_t findings_of(const struct town *town,
                          const struct facility *facility, const char *part)
{
    size_t n = 0;

    for (size_t i = 0; i < town->table.n_finding; i++)
        n += town->table.finding[i].facility == number_of(town, facility) &&
             strstr(town->table.finding[i].what, part) != NULL;
    return n;
}

static const struct supply *supply_titled(const struct table *table,
                                          const char *title)
{
    for (size_t i = 0; i < table->n_supply; i++)
        if (title && strcmp(table->supply[i].title, title) == 0)
            return &table->supply[i];
    return NULL;
}

/* ---- nothing published ---- */

Test(locate, a_facility_without_a_position_gets_the_house_of_its_address)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市帆柱２丁目５－１０");

    run(&town);
    expect_check(facility, POSITION_UNPUBLISHED);
    cr_expect(same_point(facility->point, facility->geocoded));
    cr_expect_float_eq(facility->point.lat_deg, 35.054811, 1e-6);
    cr_expect_float_eq(facility->point.lon_deg, 136.040079, 1e-6);
    cr_expect_eq(facility->coordinate_level, LEVEL_HOUSE);
    cr_expect_eq(facility->match_level, LEVEL_HOUSE);
    cr_expect_eq(facility->error_m, 20);
    cr_expect_null(facility->position_doubt, "it has a pin");
    cr_expect_null(facility->address_doubts);
    cr_expect_str_eq(facility->address_matched, "滋賀県みなと市帆柱２丁目5-10");
    cr_expect_eq(town.count.by_address, 1);
    release(&town);
}

static bool has_line(const char *list, const char *line)
{
    struct str rest = str_of(list), part;

    while (str_part(&rest, '\n', &part))
        if (str_is(part, line))
            return true;
    return false;
}

Test(locate, what_the_dictionary_placed_is_attributed_to_its_source)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市帆柱２丁目５－１０");
    struct buf source = {0};

    run(&town);
    cr_expect_str_eq(facility->position_source, HOUSES);
    field_value(FIELD_source, &town.table, facility, true, &source);
    cr_expect(has_line(source.ptr, "一覧"));
    cr_expect(has_line(source.ptr, HOUSES), "%s", source.ptr);
    const struct supply *supply = supply_titled(&town.table, HOUSES);
    cr_assert_not_null(supply);
    cr_expect_not_null(strstr(supply->attribution, "デジタル庁"));
    cr_expect_not_null(supply->licence);
    cr_expect_str_eq(supply->path, "town.gaz");
    cr_expect_str_eq(supply->sha256, SHA);
    cr_expect_null(supply->as_of, "not known, and said so");
    buf_release(&source);
    release(&town);
}

Test(locate, the_inputs_gain_one_row_per_source_whatever_it_placed)
{
    struct town town = new_town();

    add(&town, "25299", "滋賀県みなと市帆柱２丁目５－１０");
    add(&town, "25299", "滋賀県みなと市帆柱２丁目５－１２");
    add(&town, "25299", "滋賀県みなと市古浜２００番地");
    run(&town);
    cr_expect_eq(town.table.n_supply, 4, "houses and parcels");
    for (size_t i = 2; i < town.table.n_supply; i++) {
        const struct supply *supply = &town.table.supply[i];
        cr_expect_eq(supply->row_kind, ROW_REFERENCE);
        cr_expect_str_eq(supply->listing, "gazetteer");
        cr_expect_eq(supply->rows.read, 0);
        cr_expect(supply_balanced(supply));
    }
    release(&town);
}

/* Attribution is for those whose pin it is. */
static void expect_no_dictionary(struct town *town,
                                 const struct facility *facility)
{
    struct buf source = {0};

    field_value(FIELD_source, &town->table, facility, true, &source);
    cr_expect_str_eq(source.ptr, "一覧", "%s", facility->address);
    buf_release(&source);
}

Test(locate, a_town_alone_places_a_facility_and_says_how_far_it_may_be_off)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25499", "滋賀県湖央郡みずうみ町水辺３０");
    struct buf note = {0};

    run(&town);
    cr_expect_eq(facility->coordinate_level, LEVEL_OAZA);
    cr_expect(same_point(facility->point, facility->geocoded));
    cr_expect_geq(facility->error_m, 100);
    cr_expect(isfinite(facility->error_m));
    field_value(FIELD_position_note, &town.table, facility, true, &note);
    cr_assert_not_null(note.ptr);
    cr_expect_not_null(strstr(note.ptr, "代表点です"));
    buf_release(&note);
    release(&town);
}

Test(locate, the_stated_municipality_serves_an_address_that_names_none)
{
    struct town town = new_town();
    struct facility *stated = add(&town, "25299", "湊町1-2-3");
    struct facility *unstated = add(&town, "", "湊町1-2-3");

    run(&town);
    expect_check(stated, POSITION_UNPUBLISHED);
    cr_expect_eq(stated->coordinate_level, LEVEL_HOUSE);
    expect_check(unstated, POSITION_UNCLEAR);
    cr_expect_not(lonlat_known(unstated->point));
    release(&town);
}

/* ---- the published position against the address ---- */

Test(locate, a_published_position_that_agrees_is_kept_to_the_last_bit)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市湊町１丁目２番３号");

    publish(&town, facility, 0, 35.0662, 136.0251);
    run(&town);
    expect_check(facility, POSITION_AGREES);
    expect_point(facility, 35.0662, 136.0251);
    cr_expect_eq(facility->coordinate_level, LEVEL_PUBLISHED);
    cr_expect_str_eq(facility->position_source, "一覧");
    cr_expect(lonlat_known(facility->geocoded), "kept beside it");
    expect_no_dictionary(&town, facility);
    cr_expect_eq(town.table.n_finding, 0);
    release(&town);
}

Test(locate, a_gap_of_less_than_1_km_keeps_what_is_published)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市入江９丁目１番");

    publish(&town, facility, 0, 35.072, 136.0835);
    run(&town);
    expect_check(facility, POSITION_MINOR_GAP);
    expect_point(facility, 35.072, 136.0835);
    cr_expect_eq(town.table.n_finding, 0);
    release(&town);
}

Test(locate, of_a_contradiction_an_exact_address_wins_and_is_a_finding)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市湊町１丁目２番３号");

    publish(&town, facility, 0, 35.0848, 136.0462); /* 入江, inside */
    run(&town);
    expect_check(facility, POSITION_CONFLICT);
    cr_expect(same_point(facility->point, facility->geocoded));
    cr_expect_float_eq(facility->published.lat_deg, 35.0848, 1e-12,
                       "what was published is still told");
    cr_expect_eq(facility->coordinate_level, LEVEL_HOUSE);
    cr_expect_eq(facility->error_m, 20);
    cr_expect_eq(findings_of(&town, facility, "the address is used"), 1);
    cr_expect_str_eq(town.table.finding[0].value, "2821 m");
    release(&town);
}

Test(locate, of_a_contradiction_with_a_town_what_is_published_stays)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市古浜9999");

    publish(&town, facility, 0, 35.0621, 136.0021);
    run(&town);
    expect_check(facility, POSITION_CONFLICT);
    expect_point(facility, 35.0621, 136.0021);
    cr_expect_eq(facility->coordinate_level, LEVEL_PUBLISHED);
    cr_expect_str_eq(facility->position_source, "一覧");
    cr_expect_eq(findings_of(&town, facility, "it is kept"), 1);
    cr_expect_eq(town.count.by_address, 0);
    release(&town);
}

Test(locate, outside_its_municipality_even_the_town_is_better)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市古浜9999");

    publish(&town, facility, 0, 35.0524, 136.1229); /* in みずうみ町 */
    run(&town);
    expect_check(facility, POSITION_CONFLICT);
    cr_expect(same_point(facility->point, facility->geocoded));
    cr_expect_eq(facility->coordinate_level, LEVEL_OAZA);
    cr_expect_null(facility->position_doubt, "the old reason is gone");
    release(&town);
}

Test(locate, degrees_of_tokyo_datum_give_way_to_the_address)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25499", "鳰33");

    publish(&town, facility, 0, 35.0527, 136.1271);
    run(&town);
    expect_check(facility, POSITION_TOKYO_DATUM);
    cr_expect(same_point(facility->point, facility->geocoded),
              "the address's place, not the moved degrees");
    cr_expect_eq(findings_of(&town, facility, "Tokyo Datum"), 1);
    release(&town);
}

/* ---- several published positions ---- */

Test(locate, a_row_that_agrees_with_the_address_wins_over_the_majority)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市湊町１丁目１０－１");

    publish(&town, facility, 0, 35.0790, 136.0300); /* 1.7 km away, twice */
    publish(&town, facility, 0, 35.0790, 136.0300);
    publish(&town, facility, 1, 35.0645, 136.0242);
    run(&town);
    expect_check(facility, POSITION_AGREES);
    expect_point(facility, 35.0645, 136.0242);
    cr_expect(same_point(facility->published, facility->point));
    cr_expect_str_eq(facility->position_source, "別の一覧");
    cr_expect_eq(facility->coordinate_level, LEVEL_PUBLISHED);
    cr_expect_eq(findings_of(&town, facility, "contradicts"), 0);
    cr_expect_eq(town.count.by_address, 0);
    release(&town);
}

Test(locate, without_a_row_that_agrees_the_address_decides)
{
    struct town town = new_town();
    struct facility *facility =
        add(&town, "25299", "滋賀県みなと市湊町１丁目１０－１");

    publish(&town, facility, 0, 35.0790, 136.0300);
    publish(&town, facility, 1, 35.0848, 136.0462);
    run(&town);
    expect_check(facility, POSITION_CONFLICT);
    cr_expect(same_point(facility->point, facility->geocoded));
    release(&town);
}

/* ---- copied points ---- */

static const char *const minato[] = {
    "滋賀県みなと市湊町１丁目２番３号", "滋賀県みなと市湊町１丁目９番１号",
    "滋賀県みなと市湊町２丁目４番１号", "滋賀県みなと市湊町１丁目１－１",
    "滋賀県みなと市湊町１丁目２番４号",
};

/* `n` facilities of different houses on one point. */
static void copy_point(struct town *town, size_t n, double lat_deg,
                       double lon_deg)
{
    for (size_t i = 0; i < n; i++)
        publish(town, add(town, "25299", minato[i]), 0, lat_deg, lon_deg);
    run(town);
}

Test(locate, a_point_that_four_addresses_share_is_not_believed)
{
    struct town town = new_town();

    copy_point(&town, 4, 35.0690, 136.0290);
    for (size_t i = 0; i < 4; i++) {
        const struct facility *facility = town.table.facility[i];
        expect_check(facility, POSITION_COPIED);
        cr_expect(same_point(facility->point, facility->geocoded));
        cr_expect_eq(findings_of(&town, facility, "many addresses"), 1);
    }
    cr_expect_eq(town.count.check[POSITION_COPIED], 4);
    cr_expect_eq(town.count.by_address, 4);
    release(&town);
}

Test(locate, a_point_that_three_addresses_share_may_be_coincidence)
{
    struct town town = new_town();

    copy_point(&town, 3, 35.0690, 136.0290);
    for (size_t i = 0; i < 3; i++)
        expect_point(town.table.facility[i], 35.0690, 136.0290);
    cr_expect_eq(town.count.check[POSITION_COPIED], 0);
    release(&town);
}

Test(locate, many_facilities_of_one_address_do_share_its_point)
{
    struct town town = new_town();

    for (int i = 0; i < 6; i++)
        publish(&town, add(&town, "25299", minato[i % 2]), 0, 35.0690,
                136.0290);
    run(&town);
    cr_expect_eq(town.count.check[POSITION_COPIED], 0);
    cr_expect_eq(town.count.check[POSITION_MINOR_GAP], 6);
    release(&town);
}

Test(locate, the_address_whose_own_point_was_copied_keeps_it)
{
    struct town town = new_town();

    copy_point(&town, 5, 35.0681, 136.0218); /* 湊町２丁目４番１号 */
    expect_check(town.table.facility[2], POSITION_AGREES);
    expect_point(town.table.facility[2], 35.0681, 136.0218);
    expect_check(town.table.facility[0], POSITION_COPIED);
    expect_check(town.table.facility[1], POSITION_COPIED);
    release(&town);
}

/* The copy was first met as a contradiction of an exact address. */
Test(locate, a_copied_point_far_away_is_counted_and_told_once)
{
    struct town town = new_town();

    copy_point(&town, 4, 35.0848, 136.0462);
    for (size_t i = 0; i < 4; i++) {
        const struct facility *facility = town.table.facility[i];
        expect_check(facility, POSITION_COPIED);
        cr_expect_eq(findings_of(&town, facility, "the address is used"), 1,
                     "%s", facility->address);
    }
    cr_expect_eq(town.count.by_address, 4);
    release(&town);
}

Test(locate, a_doubtful_address_does_not_replace_a_copied_point)
{
    struct town town = new_town();
    struct facility *doubtful = add(&town, "25299", "滋賀県みなと市新田町5");

    publish(&town, doubtful, 0, 35.0690, 136.0290);
    copy_point(&town, 4, 35.0690, 136.0290);
    expect_check(doubtful, POSITION_UNCLEAR);
    expect_point(doubtful, 35.0690, 136.0290);
    release(&town);
}

/* ---- doubtful addresses ---- */

Test(locate, a_doubtful_address_gives_no_pin_and_says_why)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市新田町5");

    run(&town);
    expect_check(facility, POSITION_UNCLEAR);
    cr_expect_not(lonlat_known(facility->point));
    cr_expect_null(facility->position_source);
    cr_assert_not_null(facility->position_doubt);
    cr_expect_not_null(
        strstr(facility->position_doubt, "同じ名前の町が複数ある"), "%s",
        facility->position_doubt);
    cr_expect_str_eq(facility->address_doubts, "同じ名前の町が複数ある");
    cr_expect(lonlat_known(facility->geocoded), "for staff to look at");
    expect_no_dictionary(&town, facility);
    release(&town);
}

Test(locate, the_other_places_are_kept_for_staff_with_their_degrees)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市新田町5");
    double lat_deg, lon_deg;

    run(&town);
    cr_assert_not_null(facility->address_candidates);
    cr_assert_eq(
        sscanf(facility->address_candidates, "%lf,%lf", &lat_deg, &lon_deg), 2);
    cr_expect_gt(
        crs_distance_m((struct lonlat){lon_deg, lat_deg}, facility->geocoded),
        4000, "the other 新田町");
    cr_expect_not_null(
        strstr(facility->address_candidates, " 滋賀県みなと市新田町"));
    release(&town);
}

Test(locate, a_doubtful_address_leaves_a_published_position_alone)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市新田町5");

    publish(&town, facility, 0, 35.0401, 136.0401);
    run(&town);
    expect_check(facility, POSITION_UNCLEAR);
    expect_point(facility, 35.0401, 136.0401);
    cr_expect_null(facility->position_doubt);
    cr_expect_not_null(facility->address_doubts);
    release(&town);
}

Test(locate, published_outside_and_a_doubtful_address_give_no_pin)
{
    struct town town = new_town();
    struct facility *facility = add(&town, "25299", "滋賀県みなと市新田町5");

    publish(&town, facility, 0, 35.0524, 136.1229);
    run(&town);
    cr_expect_not(lonlat_known(facility->point));
    cr_assert_not_null(facility->position_doubt);
    cr_expect_not_null(strstr(facility->position_doubt, "市区町村の外"));
    release(&town);
}

Test(locate, a_municipality_alone_is_no_place)
{
    struct town town = new_town();
    struct facility *city = add(&town, "25299", "滋賀県みなと市");
    struct facility *unknown = add(&town, "25299", "滋賀県みなと市舟見町3");
    struct facility *nothing = add(&town, "25299", "どこか");

    run(&town);
    for (size_t i = 0; i < town.table.n_facility; i++) {
        const struct facility *facility = town.table.facility[i];
        expect_check(facility, POSITION_UNCLEAR);
        cr_expect_not(lonlat_known(facility->point));
        cr_expect_not(lonlat_known(facility->geocoded));
        cr_expect(isnan(facility->geocoded_error_m));
        cr_expect_null(facility->address_matched);
        cr_expect_not_null(facility->position_doubt);
    }
    cr_expect_str_eq(city->address_doubts, "町名の記載なし");
    cr_expect_not_null(unknown->address_doubts);
    cr_expect_not_null(nothing->address_doubts);
    release(&town);
}

Test(locate, without_an_address_nothing_is_compared)
{
    struct town town = new_town();
    struct facility *bare = add(&town, "25299", NULL);
    struct facility *placed = add(&town, "25299", NULL);

    publish(&town, placed, 0, 35.0662, 136.0251);
    run(&town);
    expect_check(bare, POSITION_UNCHECKED);
    cr_expect_not_null(bare->position_doubt);
    expect_check(placed, POSITION_UNCHECKED);
    expect_point(placed, 35.0662, 136.0251);
    cr_expect_eq(town.count.check[POSITION_UNCHECKED], 2);
    release(&town);
}

/* ---- what readers get of it ---- */

static const char *const for_staff[] = {
    "geocoded_lon",       "geocoded_lat",     "geocoded_error_m",
    "address_matched",    "address_doubts",   "address_confidence",
    "address_candidates", "position_doubt",   "position_check",
    "position_source",    "address_decision",
};

static bool view_holds(const struct view *view, const char *part)
{
    for (size_t c = 0; c < view->n_column; c++)
        if (view->row[0].cell[c] && strstr(view->row[0].cell[c], part))
            return true;
    return false;
}

Test(locate, residents_get_no_trace_of_a_place_that_has_no_pin)
{
    struct town town = new_town();
    uint32_t number =
        number_of(&town, add(&town, "25299", "滋賀県みなと市新田町5"));

    run(&town);
    struct view view = edition_view(&town.table, EDITION_RESIDENT, &number, 1,
                                    &town.table.arena);
    cr_expect_not(lonlat_known(view.row[0].point));
    for (size_t c = 0; c < view.n_column; c++)
        for (size_t i = 0; i < sizeof(for_staff) / sizeof(*for_staff); i++)
            cr_expect_str_neq(view.column[c]->name, for_staff[i]);
    cr_expect_not(view_holds(&view, "136.0401"));
    cr_expect_not(view_holds(&view, "35.0721"));
    cr_expect_not(view_holds(&view, "同じ名前"));
    cr_expect_not(view_holds(&view, "位置"));
    release(&town);
}

Test(locate, professionals_get_the_doubt_but_no_candidates)
{
    struct town town = new_town();
    uint32_t number =
        number_of(&town, add(&town, "25299", "滋賀県みなと市新田町5"));

    run(&town);
    struct view view = edition_view(&town.table, EDITION_PROFESSIONAL, &number,
                                    1, &town.table.arena);
    cr_expect_not(lonlat_known(view.row[0].point));
    cr_expect(view_holds(&view, "同じ名前の町が複数ある"));
    cr_expect(view_holds(&view, "address_unclear"));
    const char *candidates = town.table.facility[number]->address_candidates;
    cr_assert_not_null(candidates);
    cr_expect_not(view_holds(&view, candidates));
    release(&town);
}

Test(locate, candidates_and_decisions_are_in_no_edition)
{
    for (int e = 0; e < EDITION_COUNT; e++) {
        cr_expect_not(edition_shows((enum edition)e, FIELD_address_candidates));
        cr_expect_not(edition_shows((enum edition)e, FIELD_address_decision));
    }
}

/* ---- all facilities of samples/ ---- */

static struct town samples(void)
{
    struct town town = {0};

    given_samples(&town.table);
    run(&town);
    return town;
}

/* A pin is one of the two places, and says which, from where and how good. */
static void expect_honest_pin(const struct table *table,
                              const struct facility *facility)
{
    const char *id = facility->id;
    bool published = same_point(facility->point, facility->published);
    bool geocoded = same_point(facility->point, facility->geocoded);

    cr_expect(published || geocoded, "%s: an average?", id);
    cr_expect_eq(published, facility->coordinate_level == LEVEL_PUBLISHED, "%s",
                 id);
    cr_expect_null(facility->position_doubt, "%s", id);
    const struct supply *supply =
        supply_titled(table, facility->position_source);
    cr_assert_not_null(supply, "%s: %s", id, facility->position_source);
    cr_expect_eq(supply->row_kind == ROW_REFERENCE, !published, "%s", id);
    if (published)
        return;
    cr_expect(isfinite(facility->error_m) && facility->error_m > 0, "%s", id);
    cr_expect_leq(facility->coordinate_level, LEVEL_HOUSE, "%s", id);
    cr_expect_geq(facility->coordinate_level, LEVEL_OAZA, "%s", id);
    cr_expect_null(facility->address_doubts, "%s", id);
}

Test(locate, every_pin_of_the_samples_is_published_or_of_the_address)
{
    struct town town = samples();
    size_t by_address = 0, n = 0;

    cr_assert_eq(town.table.n_facility, 76);
    for (size_t i = 0; i < town.table.n_facility; i++) {
        const struct facility *facility = town.table.facility[i];
        if (lonlat_known(facility->point))
            expect_honest_pin(&town.table, facility);
        else
            cr_expect_not_null(facility->position_doubt, "%s", facility->id);
        by_address += lonlat_known(facility->point) &&
                      facility->coordinate_level != LEVEL_PUBLISHED;
        cr_expect_eq(lonlat_known(facility->geocoded),
                     isfinite(facility->geocoded_error_m), "%s", facility->id);
        cr_expect_leq(facility->address_confidence, 100);
    }
    cr_expect_eq(town.count.by_address, by_address);
    for (int c = 0; c < POSITION_CHECK_COUNT; c++)
        n += town.count.check[c];
    cr_expect_eq(n, 76, "every facility has one verdict");
    cr_expect_eq(town.count.n, 76);
    release(&town);
}

Test(locate, the_samples_differ_where_their_readme_says_so)
{
    static const struct {
        const char *id;
        enum position_check check;
    } row[] = {
        {"n-2522990000030", POSITION_CONFLICT},
        {"k-2579900206", POSITION_CONFLICT},
        {"k-2579900016", POSITION_AGREES},
        {"n-2522990000100", POSITION_MINOR_GAP},
        {"k-2579900321", POSITION_TOKYO_DATUM},
        {"k-2569900083", POSITION_UNPUBLISHED},
        {"k-2579900149", POSITION_UNPUBLISHED},
        {"n-2532990000020", POSITION_UNPUBLISHED},
        {"n-2552990000030", POSITION_UNPUBLISHED},
        {"k-2579900032", POSITION_UNPUBLISHED},
        {"n-2512990000020", POSITION_UNPUBLISHED},
    };
    struct town town = samples();

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        uint32_t number = table_find(&town.table, row[i].id);
        cr_assert_neq(number, NO_FACILITY, "%s", row[i].id);
        expect_check(town.table.facility[number], row[i].check);
    }
    cr_expect_eq(town.count.check[POSITION_CONFLICT], 2);
    cr_expect_eq(town.count.check[POSITION_TOKYO_DATUM], 1);
    cr_expect_eq(town.count.check[POSITION_MINOR_GAP], 1);
    cr_expect_eq(town.count.check[POSITION_COPIED], 0);
    release(&town);
}

Test(locate, the_accounting_still_closes)
{
    struct town town = samples();
    size_t references = 0;

    for (size_t i = 0; i < town.table.n_supply; i++) {
        cr_expect(supply_balanced(&town.table.supply[i]), "%s",
                  town.table.supply[i].label);
        references += town.table.supply[i].row_kind == ROW_REFERENCE;
    }
    struct row_count sum =
        supply_total(town.table.supply, town.table.n_supply, ROW_REFERENCE);
    cr_expect_eq(sum.read, 0, "a dictionary has no rows to lose");
    cr_expect_geq(references, 2);
    release(&town);
}

Test(locate, the_same_table_gives_the_same_answers)
{
    struct town one = samples(), two = samples();

    for (size_t i = 0; i < one.table.n_facility; i++) {
        const struct facility *a = one.table.facility[i];
        const struct facility *b = two.table.facility[i];
        cr_expect_str_eq(a->id, b->id);
        cr_expect(same_point(a->point, b->point) ||
                  !lonlat_known(a->point) == !lonlat_known(b->point));
        cr_expect_eq(a->position_check, b->position_check);
    }
    cr_expect_eq(one.table.n_finding, two.table.n_finding);
    cr_expect_eq(one.table.n_supply, two.table.n_supply);
    release(&one);
    release(&two);
}
