/* Records of several listings become one facility. Who is whom is staff's
 * word here; tests/join/pairing_test.c asks the comparison. */
#include "join/unite.h"

#include "join/filings.h"
#include "model/table.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAVII, KAIGO, BUREAU, LOCAL };

struct town {
    struct table table;
    struct staff_pairs decided;
    struct uniting_count count;
    struct err err;
};

static void add_supplies(struct table *table)
{
    static const struct {
        const char *listing, *title;
        enum row_kind kind;
    } list[] = {
        [NAVII] = {"navii-clinic", "医療情報ネット", ROW_FACILITY},
        [KAIGO] = {"kaigo", "介護公表", ROW_FACILITY},
        [BUREAU] = {"bureau-filings", "届出受理医療機関名簿", ROW_FILING},
        [LOCAL] = {"local", "町の一覧", ROW_FACILITY},
    };

    for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
        struct supply supply = {.label = list[i].title,
                                .title = list[i].title,
                                .listing = list[i].listing,
                                .row_kind = list[i].kind,
                                .as_of = "2025-12-01"};
        table_add_supply(table, &supply);
    }
}

static void begin(struct town *town)
{
    *town = (struct town){0};
    town->decided.path = "pairs.csv";
    add_supplies(&town->table);
}

static void end(struct town *town)
{
    table_release(&town->table);
    free(town->decided.item);
}

static uint64_t all_fields(const struct facility *facility)
{
    uint64_t bits = 0;

    for (int f = 0; f < FIELD_position_source; f++)
        if (f != FIELD_id && field_text(facility, (enum field_id)f))
            bits |= UINT64_C(1) << f;
    return bits;
}

/* One row of a list: a facility with these values. */
static uint32_t give(struct town *town, uint32_t supply, const char *id,
                     const char *kind, const struct facility *values)
{
    struct table *table = &town->table;
    uint32_t number = table_add(table, id);
    struct facility *facility = table->facility[number];
    const char *own = facility->id;

    facility->name = values->name;
    facility->address = values->address;
    facility->phone = values->phone;
    facility->fax = values->fax;
    facility->office_number = values->office_number;
    facility->corporation_number = values->corporation_number;
    facility->id = own;
    memcpy(facility->municipality_code, "25299", 6);
    facility->services = UINT64_C(1) << kind_find(kind);
    facility->main_kind = kind_find(kind);
    facility->supply = supply;
    facility->sources = table_source(table, table->supply[supply].title);
    table_keep(table, supply, number + 2, number, all_fields(facility));
    return number;
}

static uint32_t institution(struct town *town, const char *code,
                            const struct institution *values)
{
    bool created;
    struct institution *own = table_institution(&town->table, code, &created);

    cr_assert(created);
    own->name = values->name;
    own->address = values->address;
    own->phone = values->phone;
    own->postal_code = values->postal_code;
    own->beds = values->beds;
    own->together = values->together;
    own->prefecture = 25;
    own->points = (uint8_t)(code[2] - '0');
    memcpy(own->municipality_code, "25299", 6);
    own->supply = BUREAU;
    own->line = 5;
    return table_institution_number(&town->table, own);
}

static void file(struct town *town, uint32_t holder, const char *symbol,
                 int function, uint32_t line)
{
    struct filing_kind kind = {.symbol = symbol,
                               .name = "",
                               .points = POINTS_MEDICAL,
                               .function = (int8_t)function,
                               .known = true};

    table_file(&town->table,
               (struct filing){.holder = holder,
                               .line = line,
                               .number = line,
                               .start = filing_day_of("2024-06-01"),
                               .supply = BUREAU,
                               .kind = table_filing_kind(&town->table, &kind)});
}

static void decide(struct town *town, const char *a, const char *b, bool one)
{
    struct staff_pairs *all = &town->decided;

    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    all->item[all->n] = (struct staff_pair){a, b, one, "職員", all->n + 2};
    all->n++;
}

static void run(struct town *town)
{
    cr_assert(
        unite(&town->table, NULL, &town->decided, &town->count, &town->err),
        "%s", town->err.text);
}

static const struct facility *get(const struct town *town, const char *id)
{
    uint32_t number = table_find(&town->table, id);

    cr_assert(number != NO_FACILITY, "%s", id);
    return town->table.facility[number];
}

static const struct facility clinic = {.name = "みなと内科",
                                       .address = "滋賀県みなと市湊町1-2-3"};
static const struct institution clinic_in_list = {
    .name = "医療法人みなと会　みなと内科クリニック",
    .address = "みなと市湊町１－２－３",
    .postal_code = "520-0001",
    .phone = "077-000-0001"};

Test(unite, a_filing_list_tells_what_the_clinic_listing_does_not)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", true);
    run(&town);
    const struct facility *one = get(&town, "n-1");
    cr_expect_eq(town.table.n_facility, 1);
    cr_expect_str_eq(one->phone, "077-000-0001");
    cr_expect_str_eq(one->postal_code, "520-0001");
    cr_expect_str_eq(one->medical_code, "2510000011");
    cr_expect_eq(town.count.n_listed, 1);
    cr_expect_eq(town.count.n_added, 0);
    cr_expect_eq(one->sources, UINT64_C(1) << NAVII | UINT64_C(1) << BUREAU);
    end(&town);
}

Test(unite, the_first_listing_stands_and_what_the_other_says_is_kept)
{
    struct town town;
    size_t n;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", true);
    run(&town);
    const struct facility *one = get(&town, "n-1");
    cr_expect_str_eq(one->name, "みなと内科");
    table_sort_other_values(&town.table);
    const struct other_value *other = table_other_values(&town.table, 0, &n);
    /* The address is the same but for its width and its prefecture. */
    cr_assert_eq(n, 1);
    cr_expect_eq(other->field, FIELD_name);
    cr_expect_str_eq(other->value, clinic_in_list.name);
    cr_expect_eq(other->supply, BUREAU);
    cr_expect_eq(other->line, 5);
    cr_expect(other->rule);
    end(&town);
}

Test(unite, an_origin_keeps_only_the_fields_that_were_taken)
{
    struct town town;
    uint64_t seen = 0;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", true);
    run(&town);
    for (size_t i = 0; i < town.table.n_origin; i++) {
        const struct origin *origin = &town.table.origin[i];
        cr_expect_eq(seen & origin->fields, 0, "one origin a field");
        seen |= origin->fields;
        bool bureau = origin->supply == BUREAU;
        cr_expect_eq(origin->fields >> FIELD_phone & 1, bureau);
        cr_expect_eq(origin->fields >> FIELD_name & 1, !bureau);
        cr_expect_eq(origin->merged, bureau);
    }
    cr_expect_eq(town.table.n_origin, 2);
    end(&town);
}

Test(unite, who_is_only_in_the_filing_list_becomes_a_facility)
{
    struct town town;
    struct institution hospital = clinic_in_list, dentist = clinic_in_list;

    hospital.name = "みなと中央病院";
    hospital.beds = "一般　　　　 120\n療養　　　 34";
    dentist.name = "うみの歯科";
    begin(&town);
    institution(&town, "2510000011", &clinic_in_list);
    institution(&town, "2510000029", &hospital);
    institution(&town, "2530000019", &dentist);
    run(&town);
    cr_expect_eq(town.count.n_added, 3);
    cr_expect_str_eq(kinds[get(&town, "m-2510000011")->main_kind].id, "clinic");
    const struct facility *big = get(&town, "m-2510000029");
    cr_expect_str_eq(kinds[big->main_kind].id, "hospital");
    cr_expect_str_eq(big->beds_general, "120");
    cr_expect_str_eq(big->beds_recuperation, "34");
    cr_expect_str_eq(big->beds_total, "154");
    cr_expect_str_eq(kinds[get(&town, "m-2530000019")->main_kind].id, "dental");
    cr_expect_str_eq(big->municipality_code, "25299");
    end(&town);
}

Test(unite, filings_go_with_their_institution)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    uint32_t other = institution(&town, "2510000029",
                                 &(struct institution){.name = "山の診療所"});
    uint32_t first = institution(&town, "2510000011", &clinic_in_list);
    file(&town, other, "支援診３", FUNCTION_home_care_support_clinic_3, 5);
    file(&town, first, "在医総管１", FUNCTION_home_medical_management, 6);
    file(&town, other, "在総", FUNCTION_cancer_home_care, 7);
    file(&town, first, "支援診１", FUNCTION_home_care_support_clinic_1, 8);
    table_add_scope(&town.table, (struct filing_scope){
                                     BUREAU, 25, POINTS_MEDICAL,
                                     functions_of(POINTS_BIT(POINTS_MEDICAL))});
    decide(&town, "n-1", "m-2510000011", true);
    run(&town);
    const struct facility *one = get(&town, "n-1");
    cr_assert_eq(one->n_filing, 2);
    cr_expect_eq(town.table.filing[one->first_filing].line, 6);
    cr_expect_eq(town.table.filing[one->first_filing + 1].line, 8);
    cr_expect_eq(one->filed,
                 FUNCTION_BIT(FUNCTION_home_medical_management) |
                     FUNCTION_BIT(FUNCTION_home_care_support_clinic_1));
    cr_expect_eq(one->not_filed,
                 functions_of(POINTS_BIT(POINTS_MEDICAL)) & ~one->filed);
    cr_expect_eq(one->filing_list, FILING_LIST_HAS);
    cr_expect_eq(get(&town, "m-2510000029")->n_filing, 2);
    cr_expect_eq(town.table.n_institution, 0);
    end(&town);
}

Test(unite, who_is_not_in_a_list_that_was_read_has_not_filed)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    give(&town, NAVII, "n-2", "dental",
         &(struct facility){.name = "うみの歯科"});
    table_add_scope(&town.table, (struct filing_scope){
                                     BUREAU, 25, POINTS_MEDICAL,
                                     functions_of(POINTS_BIT(POINTS_MEDICAL))});
    run(&town);
    cr_expect_eq(get(&town, "n-1")->filing_list, FILING_LIST_LACKS);
    cr_expect_neq(get(&town, "n-1")->not_filed, 0);
    cr_expect_str_eq(get(&town, "n-1")->functions_as_of, "2025-12-01");
    cr_expect_eq(get(&town, "n-2")->filing_list, FILING_LIST_UNREAD);
    cr_expect_eq(get(&town, "n-2")->not_filed, 0, "unknown is not no");
    end(&town);
}

Test(unite, nobody_is_told_no_while_a_pair_is_open)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    uint32_t there = institution(&town, "2510000029",
                                 &(struct institution){.name = "山の診療所"});
    town.table.institution[there].facility =
        table_add(&town.table, "m-2510000029");
    table_add_scope(&town.table, (struct filing_scope){
                                     BUREAU, 25, POINTS_MEDICAL,
                                     functions_of(POINTS_BIT(POINTS_MEDICAL))});
    table_add_pair(&town.table, (struct facility_pair){.a = 0,
                                                       .b = 1,
                                                       .id_a = "n-1",
                                                       .id_b = "m-2510000029",
                                                       .state = PAIR_OPEN});
    filings_settle(&town.table);
    cr_expect_eq(get(&town, "n-1")->filing_list, FILING_LIST_UNDECIDED);
    cr_expect_eq(get(&town, "n-1")->not_filed, 0);
    end(&town);
}

Test(unite, rows_kept_become_rows_merged_and_the_sum_stays)
{
    struct town town;
    struct facility here = clinic;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    give(&town, NAVII, "n-2", "clinic",
         &(struct facility){.name = "山の診療所"});
    here.fax = "077-000-0002";
    give(&town, LOCAL, "l-12345678-1", "clinic", &here);
    decide(&town, "n-1", "l-12345678-1", true);
    run(&town);
    cr_expect_eq(town.table.n_facility, 2);
    cr_expect_eq(town.table.supply[NAVII].rows.kept, 2);
    cr_expect_eq(town.table.supply[LOCAL].rows.kept, 0);
    cr_expect_eq(town.table.supply[LOCAL].rows.merged, 1);
    for (size_t i = 0; i < town.table.n_supply; i++)
        cr_expect(supply_balanced(&town.table.supply[i]));
    cr_expect_str_eq(get(&town, "n-1")->fax, "077-000-0002");
    cr_expect_eq(get(&town, "l-12345678-1"), get(&town, "n-1"),
                 "the further id leads to it");
    cr_expect_str_eq(get(&town, "n-1")->aliases, "l-12345678-1");
    end(&town);
}

Test(unite, positions_and_findings_follow)
{
    struct town town;

    begin(&town);
    give(&town, LOCAL, "l-12345678-1", "clinic", &clinic);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    table_add_candidate(&town.table, (struct candidate){.point = {136, 35},
                                                        .facility = 0,
                                                        .supply = LOCAL,
                                                        .line = 2});
    table_find_fault(&town.table, 0, LOCAL, 2, FIELD_phone, "odd", NULL);
    decide(&town, "n-1", "l-12345678-1", true);
    run(&town);
    uint32_t number = table_find(&town.table, "n-1");
    cr_expect_eq(town.table.candidate[0].facility, number);
    cr_expect_eq(town.table.finding[0].facility, number);
    end(&town);
}

Test(unite, a_station_is_known_by_its_medical_code_from_then_on)
{
    struct town town;

    begin(&town);
    give(&town, KAIGO, "k-2560000016", "visiting-nurse",
         &(struct facility){.name = "訪問看護ステーションみなと",
                            .office_number = "2560000016"});
    institution(&town, "2560000024",
                &(struct institution){.name = "みなと訪問看護"});
    decide(&town, "k-2560000016", "m-2560000024", true);
    run(&town);
    const struct facility *one = get(&town, "m-2560000024");
    cr_expect_eq(one, get(&town, "k-2560000016"));
    cr_expect_str_eq(one->id, "m-2560000024");
    cr_expect_str_eq(one->aliases, "k-2560000016");
    end(&town);
}

Test(unite, a_bureau_goes_before_a_local_list)
{
    struct town town;
    struct facility here = clinic;

    here.phone = "077-000-0009";
    begin(&town);
    give(&town, LOCAL, "l-12345678-1", "clinic", &here);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "m-2510000011", "l-12345678-1", true);
    run(&town);
    const struct facility *one = get(&town, "m-2510000011");
    cr_expect_str_eq(one->phone, "077-000-0001");
    cr_expect_eq(town.table.n_facility, 1);
    cr_expect_geq(town.table.n_other_value, 1);
    end(&town);
}

Test(unite, an_answer_about_an_id_of_no_input_is_an_error_with_its_line)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    decide(&town, "n-1", "n-99", true);
    cr_assert_not(
        unite(&town.table, NULL, &town.decided, &town.count, &town.err));
    cr_expect_eq(town.err.class, ERR_INPUT);
    cr_expect(strstr(town.err.text, "n-99"));
    cr_expect(strstr(town.err.text, "2"));
    end(&town);
}

Test(unite, what_was_decided_is_told_again)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", false);
    run(&town);
    cr_expect_eq(town.table.n_facility, 2, "staff said that they are two");
    cr_assert_eq(town.table.n_pair, 1);
    cr_expect_eq(town.table.pair[0].state, PAIR_DECIDED_NOT);
    cr_expect_str_eq(town.table.pair[0].decision, "職員");
    end(&town);
}

Test(unite, facilities_of_one_house_know_of_each_other)
{
    struct town town;
    struct institution dental = {.name = "みなと病院", .together = NULL};

    begin(&town);
    give(&town, NAVII, "n-1", "clinic",
         &(struct facility){.name = "みなと内科", .phone = "077-000-0001"});
    give(&town, KAIGO, "k-2560000016", "visiting-nurse",
         &(struct facility){.name = "訪問看護ステーションみなと",
                            .office_number = "2560000016",
                            .phone = "077-000-0001"});
    give(&town, KAIGO, "k-2570000014", "home-care",
         &(struct facility){.name = "ヘルパーうみ", .phone = "077-000-0002"});
    institution(&town, "2510000029", &(struct institution){.name = "湖の病院"});
    dental.name = "湖の病院歯科";
    dental.together = "2510000029";
    institution(&town, "2530000019", &dental);
    run(&town);
    cr_expect_str_eq(get(&town, "n-1")->related, "k-2560000016");
    cr_expect_str_eq(get(&town, "k-2560000016")->related, "n-1");
    cr_expect_null(get(&town, "k-2570000014")->related);
    cr_expect_str_eq(get(&town, "m-2530000019")->related, "m-2510000029");
    cr_expect_str_eq(get(&town, "m-2510000029")->related, "m-2530000019");
    end(&town);
}

Test(unite, each_filing_list_speaks_with_a_row_of_its_own)
{
    struct town town;
    struct institution item = {.name = "みなと内科", .phone = "077-000-0001"};
    size_t n;

    begin(&town);
    struct supply whole = town.table.supply[BUREAU];
    uint32_t second = table_add_supply(&town.table, &whole);
    uint32_t number = institution(&town, "2510000011", &item);
    /* The second list gave the telephone, and calls it otherwise. */
    table_add_institution_value(
        &town.table, (struct institution_value){number, second, 9, FIELD_phone,
                                                item.phone, true});
    table_add_institution_value(
        &town.table, (struct institution_value){number, second, 9, FIELD_name,
                                                "みなと医院", false});
    run(&town);
    cr_expect_str_eq(get(&town, "m-2510000011")->phone, "077-000-0001");
    for (size_t i = 0; i < town.table.n_origin; i++) {
        const struct origin *origin = &town.table.origin[i];
        bool told = origin->supply == second;
        cr_expect_eq(origin->fields >> FIELD_phone & 1, told);
        cr_expect_eq(origin->fields >> FIELD_name & 1, !told);
        cr_expect_eq(origin->line, told ? 9 : 5);
    }
    table_sort_other_values(&town.table);
    const struct other_value *other = table_other_values(&town.table, 0, &n);
    cr_assert_eq(n, 1);
    cr_expect_str_eq(other->value, "みなと医院");
    cr_expect_eq(other->supply, second);
    cr_expect_eq(other->line, 9);
    end(&town);
}

/* ---- who is told "no" ---- */

static void scope(struct town *town, enum points points)
{
    table_add_scope(&town->table,
                    (struct filing_scope){BUREAU, 25, (uint8_t)points,
                                          functions_of(POINTS_BIT(points))});
}

Test(unite, a_filing_that_nobody_knows_leaves_the_functions_unknown)
{
    struct town town;

    begin(&town);
    uint32_t one = institution(&town, "2510000011", &clinic_in_list);
    uint32_t two = institution(&town, "2510000029",
                               &(struct institution){.name = "山の診療所"});
    struct filing_kind odd = {.symbol = "支援診９",
                              .name = "",
                              .points = POINTS_MEDICAL,
                              .function = FUNCTION_NONE};
    struct filing filing = {.holder = one,
                            .number = NO_NUMBER,
                            .start = NO_DAY,
                            .supply = BUREAU,
                            .kind = table_filing_kind(&town.table, &odd)};
    table_file(&town.table, filing);
    odd.symbol = "夜早";
    filing.holder = two;
    filing.kind = table_filing_kind(&town.table, &odd);
    table_file(&town.table, filing);
    scope(&town, POINTS_MEDICAL);
    run(&town);
    cr_expect_eq(get(&town, "m-2510000011")->not_filed, 0,
                 "it may be one of them");
    cr_expect_neq(get(&town, "m-2510000029")->not_filed, 0,
                  "it does not sound like home care");
    end(&town);
}

Test(unite, a_list_that_lacks_most_of_the_known_says_no_to_nobody)
{
    struct town town;

    begin(&town);
    for (int i = 0; i < 3; i++) {
        char id[8] = {'n', '-', (char)('1' + i), '\0'};
        give(&town, NAVII, id, "clinic",
             &(struct facility){
                 .name = arena_format(&town.table.arena, "第%d診療所", i)});
    }
    institution(&town, "2510000029",
                &(struct institution){.name = "山の診療所"});
    scope(&town, POINTS_MEDICAL);
    run(&town);
    cr_expect_eq(get(&town, "n-1")->filing_list, FILING_LIST_INCOMPLETE);
    cr_expect_eq(get(&town, "n-1")->not_filed, 0);
    cr_expect_eq(get(&town, "m-2510000029")->not_filed, 0);
    cr_expect_eq(town.table.n_finding, 1, "and it is told");
    end(&town);
}

Test(unite, a_clinic_that_is_dental_too_is_asked_for_in_one_list_only)
{
    struct town town;

    begin(&town);
    uint32_t number = give(&town, NAVII, "n-1", "clinic", &clinic);
    town.table.facility[number]->services |= UINT64_C(1) << kind_find("dental");
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", true);
    scope(&town, POINTS_MEDICAL);
    scope(&town, POINTS_DENTAL);
    run(&town);
    cr_expect_eq(get(&town, "n-1")->not_filed,
                 functions_of(POINTS_BIT(POINTS_MEDICAL)),
                 "its dental designation is a facility of its own");
    end(&town);
}

Test(unite, a_clinic_known_as_its_nurses_office_is_a_clinic)
{
    struct town town;

    begin(&town);
    give(&town, KAIGO, "k-2510000011", "visiting-nurse",
         &(struct facility){.name = "みなと内科",
                            .office_number = "2510000011"});
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "k-2510000011", "m-2510000011", true);
    run(&town);
    const struct facility *one = get(&town, "m-2510000011");
    cr_expect_eq(one->services, UINT64_C(1) << kind_find("clinic") |
                                    UINT64_C(1) << kind_find("visiting-nurse"));
    cr_expect_str_eq(kinds[one->main_kind].id, "clinic");
    end(&town);
}

Test(unite, the_medical_code_leads_to_the_facility_that_has_it)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "n-1", "m-2510000011", true);
    run(&town);
    cr_expect_eq(get(&town, "m-2510000011"), get(&town, "n-1"));
    end(&town);
}

Test(unite, a_clinic_and_a_pharmacy_cannot_be_decided_to_be_one)
{
    struct town town;

    begin(&town);
    give(&town, NAVII, "n-1", "clinic", &clinic);
    give(&town, NAVII, "n-2", "pharmacy",
         &(struct facility){.name = "みなと薬局"});
    decide(&town, "n-1", "n-2", true);
    cr_assert_not(
        unite(&town.table, NULL, &town.decided, &town.count, &town.err));
    cr_expect_eq(town.err.class, ERR_INPUT);
    cr_expect(strstr(town.err.text, "みなと薬局"));
    end(&town);
}

Test(unite, the_second_holder_of_a_code_can_be_answered_about)
{
    struct town town;

    begin(&town);
    uint32_t number = give(&town, LOCAL, "m-2510000011", "clinic",
                           &(struct facility){.name = "さくら皮膚科"});
    town.table.facility[number]->medical_code = "2510000011";
    institution(&town, "2510000011", &clinic_in_list);
    decide(&town, "m-2510000011", "m-2510000011-2", false);
    run(&town);
    cr_expect_str_eq(get(&town, "m-2510000011-2")->name, clinic_in_list.name);
    cr_expect_str_eq(get(&town, "m-2510000011")->name, "さくら皮膚科");
    end(&town);
}
