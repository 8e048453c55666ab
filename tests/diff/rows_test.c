/* An office with several services has a row for each; which one speaks for it
 * is no change. */
#include "given.h"

#include "base/err.h"
#include "join/correct.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- offices as listing/facility_row.c makes them ---- */

struct office_row {
    const char *kind, *name, *phone, *days;
};

#define SAYS_OTHERWISE                                                         \
    N_("rows of one facility differ: the value of its first service stands")

static void read_value(struct table *table, const struct origin *row,
                       enum field_id field, const char *value, uint64_t *gave)
{
    const char **member = field_member(table->facility[row->facility], field);

    if (!value)
        return;
    if (!*member) {
        *member = value;
        *gave |= UINT64_C(1) << field;
    } else if (strcmp(*member, value) != 0) {
        table_find_fault(table, row->facility, row->supply, row->line, field,
                         SAYS_OTHERWISE, value);
    }
}

/* A file for each service of the rows: the first row speaks for it. */
static uint32_t add_office(struct table *table, const struct office_row *rows)
{
    uint32_t number = table_add(table, "k-1");
    struct facility *facility = table->facility[number];

    memcpy(facility->municipality_code, "25201", 6);
    facility->address = "滋賀県大津市堅田9丁目8番7号";
    facility->published = facility->point = (struct lonlat){NAN, NAN};
    for (const struct office_row *row = rows; row->kind; row++) {
        uint32_t supply =
            given_supply(table, "kaigo", "介護サービス", ROW_FACILITY);
        struct origin at = {.facility = number, .supply = supply, .line = 2};
        int kind = kind_find(row->kind);
        uint64_t gave = 0;
        read_value(table, &at, FIELD_name, row->name, &gave);
        read_value(table, &at, FIELD_phone, row->phone, &gave);
        read_value(table, &at, FIELD_available_days, row->days, &gave);
        facility->services |= UINT64_C(1) << kind;
        table_add_candidate(
            table,
            (struct candidate){
                {135.9, 35.1 + kind}, number, supply, 2, (uint16_t)kind, NAN});
        facility->sources |= table_source(table, "介護サービス");
        if (row == rows) {
            facility->supply = supply;
            facility->published = (struct lonlat){135.9, 35.1 + kind};
            table_keep(table, supply, 2, number, gave);
        } else {
            table_merge(table, supply, 2, number, gave);
        }
    }
    facility->point = facility->published;
    facility->main_kind = kind_main(facility->services);
    return number;
}

static const struct office_row manager = {"care-manager", "湖南ケアセンター",
                                          "077-500-0001", "平日"};
static const struct office_row day_care = {"day-care", "湖南デイサービス",
                                           "077-500-0002", "平日,土曜日"};
static const struct office_row no_row = {0};

static void begin(struct given *given, const struct office_row *old,
                  const struct office_row *new)
{
    given_begin(given);
    add_office(&given->side[OLD], old);
    add_office(&given->side[NEW], new);
    given_compare(given);
}

static void expect_text(const struct given *given, const char *expected)
{
    char *text = given_text(given);

    cr_expect_str_eq(text, expected);
    free(text);
}

Test(rows, an_office_that_loses_its_first_service_only_loses_that)
{
    struct given given;

    begin(&given, (struct office_row[]){manager, day_care, no_row},
          (struct office_row[]){day_care, no_row});
    expect_text(&given, "service-dropped k-1 k-1 居宅介護支援 - nan nan\n");
    cr_expect_null(given.changes.item[0].note);
    given_end(&given);
}

Test(rows, an_office_that_gains_a_first_service_only_gains_that)
{
    struct given given;

    begin(&given, (struct office_row[]){day_care, no_row},
          (struct office_row[]){manager, day_care, no_row});
    expect_text(&given, "service-added k-1 k-1 - 居宅介護支援 nan nan\n");
    given_end(&given);
}

Test(rows, what_the_row_that_stays_says_otherwise_has_changed)
{
    struct given given;
    struct office_row changed = day_care;

    changed.phone = "077-500-0099";
    begin(&given, (struct office_row[]){manager, day_care, no_row},
          (struct office_row[]){changed, no_row});
    expect_text(&given, "phone k-1 k-1 077-500-0002 077-500-0099 nan nan\n"
                        "service-dropped k-1 k-1 居宅介護支援 - nan nan\n");
    given_end(&given);
}

Test(rows, values_of_two_services_are_not_compared_and_that_is_said)
{
    struct given given;

    begin(&given, (struct office_row[]){manager, no_row},
          (struct office_row[]){day_care, no_row});
    expect_text(&given, "service-added k-1 k-1 - 通所介護 nan nan\n"
                        "service-dropped k-1 k-1 居宅介護支援 - nan nan\n");
    for (size_t i = 0; i < given.changes.n; i++)
        cr_expect_str_eq(given.changes.item[i].note,
                         "代表のサービスが居宅介護支援から通所介護に変わった"
                         "ため、名称・電話番号・時間・位置は比べていません");
    given.english = true;
    given_compare(&given);
    cr_expect_str_eq(
        given.changes.item[0].note,
        "its leading service was 'Care management (care plan)' and is "
        "'Day care': not compared are name, telephone number, "
        "hours, position",
        "%s", given.changes.item[0].note);
    given_end(&given);
}

Test(rows, the_same_service_is_compared_as_before)
{
    struct given given;
    struct office_row changed = manager;

    changed.name = "べつの名";
    changed.days = "平日,日曜日";
    begin(&given, (struct office_row[]){manager, day_care, no_row},
          (struct office_row[]){changed, day_care, no_row});
    expect_text(&given, "renamed k-1 k-1 湖南ケアセンター べつの名 nan nan\n"
                        "hours k-1 k-1 平日 平日,日曜日 nan nan\n");
    given_end(&given);
}

Test(rows, a_value_that_went_with_its_row_is_not_called_withdrawn)
{
    struct given given;
    struct office_row silent = manager;

    silent.phone = silent.days = NULL;
    begin(&given, (struct office_row[]){silent, day_care, no_row},
          (struct office_row[]){silent, no_row});
    /* Others of the list have what it has not. */
    for (int side = OLD; side <= NEW; side++)
        given_clinic(&given.side[side], "k-2", 2)->supply = 1;
    given_compare(&given);
    expect_text(&given, "service-dropped k-1 k-1 通所介護 - nan nan\n");
    cr_expect_str_eq(given.changes.item[0].note,
                     "電話番号・時間は、もとになった一覧の行が前回と今回で違う"
                     "ため、比べていません");
    given_end(&given);
}

/* The list that is asked first no longer has the facility. */
Test(rows, without_a_change_of_service_another_list_is_told_with_a_note)
{
    static const char *const listing[] = {"navii-clinic", "kaigo"};
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    for (int side = OLD; side <= NEW; side++) {
        struct table *table = &given.side[side];
        for (int l = 0; l < 2; l++)
            table_find_fault(
                table, NO_FACILITY,
                given_supply(table, listing[l], listing[l], ROW_FACILITY), 0,
                -1, N_("x"), NULL);
        table_add_origin(table,
                         (struct origin){.fields = UINT64_C(1) << FIELD_phone,
                                         .facility = table_find(table, "n-1"),
                                         .supply = 1 + (uint32_t)side,
                                         .line = 9});
        table->supply[1].rows.read = table->supply[2].rows.read = 1;
    }
    given_of(&given.side[NEW], "n-1")->phone = "077-599-9999";
    given_compare(&given);
    cr_expect(strstr(given_only(&given, CHANGE_PHONE)->note, "一覧の行"));
    given_end(&given);
}

/* ---- staff ---- */

static void correct(struct table *table, uint32_t facility, enum field_id field,
                    const char *former)
{
    table_add_other_value(table,
                          (struct other_value){facility, 0, 2, (int)field,
                                               "誤り\n職員", CORRECT_REASON});
    if (former)
        table_add_other_value(table,
                              (struct other_value){facility, 0, 2, (int)field,
                                                   former, CORRECT_FORMER});
}

Test(rows, a_correction_of_staffs_is_said_to_be_one)
{
    struct given given;

    for (int corrected = OLD; corrected <= NEW; corrected++) {
        given_begin(&given);
        given_both(&given, "n-1", 1);
        struct table *table = &given.side[corrected];
        struct facility *facility = given_of(table, "n-1");
        correct(table, table_find(table, "n-1"), FIELD_name, facility->name);
        facility->name = "訂正した診療所";
        given_compare(&given);
        const struct change *change = given_only(&given, CHANGE_RENAMED);
        cr_expect(change->by_staff);
        cr_expect(strstr(change->note, "職員の訂正によるもの"));
        given_end(&given);
    }
}

Test(rows, what_the_publisher_changed_is_not_by_staff)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    struct table *table = &given.side[NEW];
    correct(table, table_find(table, "n-1"), FIELD_name, "べつの診療所");
    given_of(table, "n-1")->name = "訂正した診療所";
    given_compare(&given);
    cr_expect_not(given_only(&given, CHANGE_RENAMED)->by_staff);
    given_end(&given);
}

Test(rows, a_pin_of_staffs_is_said_to_be_one)
{
    struct given given;

    given_begin(&given);
    given_both(&given, "n-1", 1);
    struct facility *facility = given_of(&given.side[NEW], "n-1");
    facility->point.lat_deg += 0.01;
    facility->coordinate_level = LEVEL_MANUAL;
    given_compare(&given);
    cr_expect(given_only(&given, CHANGE_POSITION)->by_staff);
    given_end(&given);
}

/* ---- filings ---- */

Test(rows, an_unknown_filing_says_why_it_is_unknown)
{
    static const struct {
        enum filing_list list;
        const char *says;
    } rows[] = {
        {FILING_LIST_UNDECIDED, "to_decide.csv"},
        {FILING_LIST_INCOMPLETE, "読めなかった行"},
        {FILING_LIST_HAS, "有無が分かりません"},
    };
    struct given given;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        given_begin(&given);
        given_both(&given, "n-1", 1);
        struct facility *facility = given_of(&given.side[OLD], "n-1");
        facility->filed = FUNCTION_BIT(FUNCTION_home_medical_management);
        facility = given_of(&given.side[NEW], "n-1");
        facility->not_filed = 0;
        facility->filing_list = (uint8_t)rows[i].list;
        given_compare(&given);
        const char *note = given_only(&given, CHANGE_UNKNOWN)->note;
        cr_expect(strstr(note, rows[i].says), "%s", note);
        cr_expect(strstr(note, "なくなったという意味ではありません"));
        given_end(&given);
    }
}

/* ---- counts ---- */

Test(rows, who_went_to_another_kind_is_counted_so)
{
    struct given given;
    size_t n;

    begin(&given, (struct office_row[]){manager, day_care, no_row},
          (struct office_row[]){day_care, no_row});
    struct change_tally *tally = changes_tally(&given.changes, &n);
    size_t went = 0, came = 0;
    for (size_t i = 0; i < n; i++) {
        if (tally[i].kind == kind_find("care-manager"))
            went += tally[i].n_went;
        if (tally[i].kind == kind_find("day-care"))
            came += tally[i].n_came;
    }
    cr_expect_eq(went, 1);
    cr_expect_eq(came, 1);
    free(tally);
    given_end(&given);
}
