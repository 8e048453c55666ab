#include "tests/base/given.h"
#include "tests/geo/given.h"
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(census, .init = given_folder, .fini = given_folder_gone);

static const int year[] = {2020};

static const char *write_table(const char *name, const char *id,
                               const char *rows)
{
    struct buf text = made_census(id, rows);
    const char *path = given_bytes(name, buf_str(&text));

    buf_release(&text);
    return path;
}

/* Total, 0-14, 15+, 15-64, 65+, 75+, each of both sexes, men and women. */
#define ROWS                                                                   \
    "533900054,0,,,64,33,31,6,5,1,58,28,30,35,19,16,23,9,14,9,1,8\n"           \
    "533900064,2,533900073,,3,1,2,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*\n"             \
    "533900073,1,,533900064,57,27,30,6,2,4,54,26,28,24,13,11,30,13,17,20,9,"   \
    "11\n"

Test(census, a_mesh_text_is_read_by_its_labels)
{
    const char *path = write_table("tblT001141H5339.txt", "T001141", ROWS);
    struct people people = made_people(&path, 1, year, 1);

    cr_expect_eq(people.n_mesh, 3);
    cr_expect_eq(people.digits, 9);
    cr_expect_str_eq(people.source[0].form, "census-mesh");
    cr_expect_str_eq(people.source[0].supply.as_of, "2020-10-01");
    cr_expect_str_eq(people.source[0].supply.encoding, "CP932");
    cr_expect(strstr(people.basis, "令和2年国勢調査 4次メッシュ（500m）"), "%s",
              people.basis);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_ALL), 64);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_0_14), 6);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_65_74), 14);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_75), 9);
    cr_expect(isnan(made_count(&people, 533900054, 0, AGE_15_39)));
    cr_expect_str_eq(people.mesh[0].municipality_code, "");
    people_release(&people);
}

/* Real rows of the census: totals are never suppressed, ages are. */
Test(census, suppressed_ages_are_shared_by_the_published_totals)
{
    const char *path = write_table("tblT001141H5339.txt", "T001141", ROWS);
    struct people people = made_people(&path, 1, year, 1);

    cr_expect_float_eq(made_count(&people, 533900064, 0, AGE_75), 1.0, 1e-6);
    cr_expect_float_eq(made_count(&people, 533900073, 0, AGE_75), 19.0, 1e-5);
    cr_expect_eq(made_count(&people, 533900064, 0, AGE_ALL), 3);
    cr_expect_eq(people.mesh[1].note, PEOPLE_SHARED_OUT);
    cr_expect_eq(people.hidden[0].shared, 1);
    people_release(&people);
}

Test(census, a_suppressed_total_is_shared_equally)
{
    const char *path = write_table(
        "t.txt", "T001141",
        "533900064,2,533900073,,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*\n"
        "533900073,1,,533900064,57,27,30,6,2,4,54,26,28,24,13,11,30,13,17,20,"
        "9,11\n");
    struct people people = made_people(&path, 1, year, 1);

    cr_expect(isnan(made_count(&people, 533900064, 0, AGE_ALL)));
    cr_expect_eq(made_count(&people, 533900064, 0, AGE_75), 10);
    cr_expect_eq(made_count(&people, 533900073, 0, AGE_75), 10);
    people_release(&people);
}

Test(census, a_dash_is_nobody)
{
    const char *path =
        write_table("t.txt", "T001141",
                    "533900054,0,,,5,3,2,-,-,-,5,3,2,5,3,2,-,-,-,-,-,-\n");
    struct people people = made_people(&path, 1, year, 1);

    cr_expect_eq(made_count(&people, 533900054, 0, AGE_75), 0);
    people_release(&people);
}

/* e-Stat splits meshes on a prefecture's border between the prefectures. */
Test(census, both_sides_of_a_border_make_one_mesh)
{
    const char *path[] = {
        write_table("tblT001141H25.txt", "T001141",
                    "533900054,0,,,64,33,31,6,5,1,58,28,30,35,19,16,23,9,14,9,"
                    "1,8\n"
                    "533900064,2,533900073,,3,1,2,*,*,*,*,*,*,*,*,*,*,*,*,*,*,"
                    "*\n"
                    "533900073,1,,533900064,57,27,30,6,2,4,54,26,28,24,13,11,"
                    "30,13,17,20,9,11\n"),
        write_table("tblT001141H26.txt", "T001141",
                    "533900054,0,,,10,5,5,1,1,0,9,4,5,5,2,3,4,2,2,3,1,2\n"
                    "533900073,0,,,20,9,11,2,1,1,18,8,10,10,5,5,8,3,5,4,2,2\n"),
    };
    struct people people = made_people(path, 2, year, 1);

    cr_expect_eq(people.n_mesh, 3);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_ALL), 74);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_75), 12);
    /* The 20 of the first file were 60 people's; the 4 are none of theirs. */
    cr_expect_float_eq(made_count(&people, 533900064, 0, AGE_75), 1, 1e-6);
    cr_expect_float_eq(made_count(&people, 533900073, 0, AGE_75), 23, 1e-5);
    cr_expect_eq(people.source[0].supply.rows.merged +
                     people.source[1].supply.rows.merged,
                 2);
    people_release(&people);
}

Test(census, a_file_of_one_first_level_mesh_is_no_side_of_a_border)
{
    const char *path[] = {
        write_table("tblT001141H5339.txt", "T001141",
                    "533900054,0,,,74,38,36,7,6,1,67,32,35,40,21,19,27,11,16,"
                    "12,2,10\n"),
        write_table("tblT001141H26.txt", "T001141",
                    "533900054,0,,,10,5,5,1,1,0,9,4,5,5,2,3,4,2,2,3,1,2\n"),
    };
    struct people people = made_people(path, 2, year, 1);

    cr_expect_eq(made_count(&people, 533900054, 0, AGE_ALL), 74,
                 "the part is in the whole");
    cr_expect_eq(people.n_aside, 1);
    people_release(&people);
}

Test(census, it_is_read_from_its_zip)
{
    struct buf text = made_census("T001141", ROWS);
    struct given_member member = {"tblT001141H5339.txt", buf_str(&text), false};
    struct buf zip = given_zip(&member, 1);
    const char *path = given_bytes("tblT001141H5339.zip", buf_str(&zip));
    struct people people = made_people(&path, 1, year, 1);

    cr_expect_eq(people.n_mesh, 3);
    cr_expect_str_eq(people.source[0].supply.label,
                     "tblT001141H5339.zip:tblT001141H5339.txt");
    people_release(&people);
    buf_release(&zip);
    buf_release(&text);
}

Test(census, its_year_is_the_only_one)
{
    const int other[] = {2025};
    int found[4];
    struct err err = {0};
    const char *said = made_refusal(
        write_table("t.txt", "T000847",
                    "533900054,0,,,5,3,2,0,0,0,5,3,2,5,3,2,0,0,0,0,0,0\n"),
        other, 1);

    cr_expect(strstr(said, "2015"), "%s", said);
    cr_expect_eq(people_years(given_path("t.txt"), found, 4, &err), 1);
    cr_expect_eq(found[0], 2015);
}

Test(census, a_table_of_unknown_year_is_refused)
{
    const char *said =
        made_refusal(write_table("t.txt", "T009999", ROWS), year, 1);

    cr_expect(strstr(said, "T009999001") && strstr(said, "T001141 (2020)"),
              "%s", said);
}

Test(census, a_file_without_its_labels_is_refused)
{
    const char *path = given_bytes(
        "t.txt", STR("KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001141001\r\n"
                     "533900054,0,,,64\r\n"));
    const char *said = made_refusal(path, year, 1);

    cr_expect(strstr(said, "heading rows"), "%s", said);
}

Test(census, five_year_classes_tell_the_ages_between)
{
    struct buf text = {0};
    const char *path;

    buf_add_text(&text, "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN");
    for (int i = 1; i <= 18; i++)
        buf_addf(&text, ",T001192%03d", i);
    buf_add_text(&text, "\n,,,,人口（総数）");
    for (int age = 0; age < 80; age += 5)
        buf_addf(&text, ",%d～%d歳人口　総数", age, age + 4);
    buf_add_text(&text, ",80歳以上人口　総数\n533900054,0,,,153");
    for (int i = 1; i <= 17; i++)
        buf_addf(&text, ",%d", i);
    buf_add_text(&text, "\n");
    path = given_bytes("five.txt", buf_str(&text));
    buf_release(&text);
    struct people people = made_people(&path, 1, year, 1);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_0_14), 1 + 2 + 3);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_15_39),
                 4 + 5 + 6 + 7 + 8);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_40_64),
                 9 + 10 + 11 + 12 + 13);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_65_74), 14 + 15);
    cr_expect_eq(made_count(&people, 533900054, 0, AGE_75), 16 + 17);
    people_release(&people);
}
