#include "tests/base/given.h"
#include "tests/geo/given.h"
#include "tests/people/made.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(mesh_read, .init = given_folder, .fini = given_folder_gone);

static const int years[] = {2025, 2040};

static const struct made_mesh two[] = {
    {52353702,
     "25201",
     {{NULL, 0, 100, {0, 10, 20, 30, 15, 25}},
      {NULL, 0, 80, {0, 6, 14, 22, 12, 26}}}},
    {52353703,
     "25202",
     {{NULL, 0, 40, {0, 4, 8, 12, 6, 10}},
      {NULL, 0, 30.5, {0, 2, 6, 9, 5.25, 8.25}}}},
};

static const char *write_csv(const char *name, bool r6,
                             const struct made_mesh *mesh, size_t n)
{
    struct buf csv = made_csv(r6, years, 2, mesh, n);
    const char *path = given_bytes(name, buf_str(&csv));

    buf_release(&csv);
    return path;
}

static void expect_two(const char *path, const char *form)
{
    struct people people = made_people(&path, 1, years, 2);

    cr_assert_eq(people.n_mesh, 2, "%s", path);
    cr_expect_eq(people.mesh[0].code, 52353702);
    cr_expect_str_eq(people.mesh[0].municipality_code, "25201");
    cr_expect_eq(people.digits, 8);
    cr_expect_eq(people.mesh[0].note, PEOPLE_AS_PUBLISHED);
    for (size_t m = 0; m < 2; m++)
        for (size_t y = 0; y < 2; y++) {
            cr_expect_eq(people_of(&people, m, y)[AGE_ALL],
                         two[m].year[y].total);
            for (int a = AGE_0_14; a < AGE_COUNT; a++)
                cr_expect_eq(people_of(&people, m, y)[a], two[m].year[y].age[a],
                             "%s mesh %zu %d %s: %g", path, m, years[y],
                             age_ids[a], people_of(&people, m, y)[a]);
        }
    cr_expect_str_eq(people.source[0].form, form);
    cr_expect_eq(people.source[0].supply.rows.kept, 2);
    people_release(&people);
}

Test(mesh_read, csv_of_either_edition)
{
    expect_two(write_csv("h.csv", false, two, 2), "mesh-h30");
    expect_two(write_csv("r.csv", true, two, 2), "mesh-r6");
}

Test(mesh_read, a_dbf_alone_has_all_that_is_asked_for)
{
    struct buf csv = made_csv(true, years, 2, two, 2);
    struct buf dbf = made_dbf(&csv);

    expect_two(given_bytes("m.dbf", buf_str(&dbf)), "mesh-r6");
    buf_release(&csv);
    buf_release(&dbf);
}

Test(mesh_read, geojson_with_codes_as_text)
{
    struct buf csv = made_csv(true, years, 2, two, 2);
    struct buf json = made_geojson(&csv);

    expect_two(given_bytes("m.geojson", buf_str(&json)), "mesh-r6");
    buf_release(&csv);
    buf_release(&json);
}

Test(mesh_read, geopackage)
{
    struct buf csv = made_csv(true, years, 2, two, 2);
    struct buf json = made_geojson(&csv);
    char command[9000];
    const char *from = given_bytes("from.geojson", buf_str(&json));
    const char *to = given_path("m.gpkg");

    buf_release(&csv);
    buf_release(&json);
    if (system("ogr2ogr --version >/dev/null 2>&1") != 0)
        cr_skip_test("ogr2ogr is not installed: no GeoPackage can be made");
    snprintf(command, sizeof(command), "ogr2ogr -f GPKG '%s' '%s' >/dev/null",
             to, from);
    cr_assert_eq(system(command), 0);
    expect_two(to, "mesh-r6");
}

Test(mesh_read, a_zip_is_read_by_what_is_in_it)
{
    struct buf csv = made_csv(true, years, 2, two, 2);
    struct buf json = made_geojson(&csv);
    struct given_member members[] = {
        {"500m_mesh_2024_25_GEOJSON/500m_mesh_2024_25.geojson", buf_str(&json),
         false},
        {"500m_mesh_2024_25_GEOJSON/KS-META.xml", STR("<a/>"), false}};
    struct buf zip = given_zip(members, 2);

    expect_two(given_bytes("json.zip", buf_str(&zip)), "mesh-r6");
    buf_release(&zip);
    members[0] = (struct given_member){"mesh.csv", buf_str(&csv), false};
    zip = given_zip(members, 2);
    expect_two(given_bytes("csv.zip", buf_str(&zip)), "mesh-r6");
    buf_release(&zip);
    buf_release(&json);
    buf_release(&csv);
}

Test(mesh_read, a_shapefile_in_a_zip_is_read_by_its_table)
{
    struct buf csv = made_csv(false, years, 2, two, 2);
    struct buf dbf = made_dbf(&csv);
    struct given_member members[] = {{"a/mesh.shp", STR("no outline"), false},
                                     {"a/mesh.shx", STR("no outline"), false},
                                     {"a/mesh.dbf", buf_str(&dbf), false}};
    struct buf zip = given_zip(members, 3);
    const char *path = given_bytes("shape.zip", buf_str(&zip));
    struct people people = made_people(&path, 1, years, 2);

    cr_expect_eq(people.n_mesh, 2);
    cr_expect_str_eq(people.source[0].supply.label, "shape.zip:a/mesh.shp");
    cr_expect_eq(strlen(people.source[0].supply.sha256), 64);
    people_release(&people);
    buf_release(&zip);
    buf_release(&dbf);
    buf_release(&csv);
}

Test(mesh_read, a_folder_stands_for_the_mesh_files_in_it)
{
    struct buf first = made_csv(false, years, 2, two, 1);
    struct buf second = made_csv(false, years, 2, two + 1, 1);
    struct buf dbf = made_dbf(&second);

    cr_assert_eq(mkdir(given_path("all"), 0700), 0);
    given_bytes("all/a.csv", buf_str(&first));
    given_bytes("all/b.dbf", buf_str(&dbf));
    given_bytes("all/b.shp", STR("no outline"));
    given_bytes("all/b.shx", STR("no outline"));
    given_bytes("all/b.prj", STR("GEOGCS[]"));
    given_bytes("all/facilities.csv", STR("id,name\n1,a\n"));
    const char *path = given_path("all");
    struct people people = made_people(&path, 1, years, 2);
    cr_expect_eq(people.n_mesh, 2);
    cr_expect_eq(people.n_source, 2, "the .shp is not a second file");
    people_release(&people);
    buf_release(&first);
    buf_release(&second);
    buf_release(&dbf);
}

Test(mesh_read, headings_may_lack_the_underscore_and_the_zero)
{
    const char *path = given_bytes(
        "plain.csv",
        STR("mesh_id,shicode,ptn2025,hitoku_2025,gassan_2025,pt02025,pta2025,"
            "ptb2025,ptc2025,ptd2025\n"
            "523537021,,10,,,10,1,5,4,3\n"));
    struct people people = made_people(&path, 1, years, 1);

    cr_expect_eq(people.digits, 9);
    cr_expect_str_eq(people.mesh[0].municipality_code, "");
    cr_expect_eq(made_count(&people, 523537021, 0, AGE_75), 3);
    cr_expect_eq(made_count(&people, 523537021, 0, AGE_65_74), 1);
    cr_expect(isnan(made_count(&people, 523537021, 0, AGE_15_39)),
              "no column tells it");
    people_release(&people);
}

/* A public script takes PTA for 65 and over and PTE for 75 and over. */
Test(mesh_read, ptd_is_75_and_over_and_nothing_else)
{
    const char *path = given_bytes(
        "d.csv", STR("MESH_ID,PTN_2025,HITOKU2025,GASSAN2025,PT00_2025,"
                     "PTA_2025,PTB_2025,PTC_2025,PTD_2025,PTE_2025\n"
                     "52353702,1000,,,1000,100,500,400,230,120\n"));
    struct people people = made_people(&path, 1, years, 1);

    cr_expect_eq(made_count(&people, 52353702, 0, AGE_75), 230);
    cr_expect_eq(made_count(&people, 52353702, 0, AGE_65_74), 170);
    cr_expect_eq(made_count(&people, 52353702, 0, AGE_0_14), 100);
    people_release(&people);
}

Test(mesh_read, years_without_ages_are_not_on_offer)
{
    struct err err = {0};
    int found[8] = {0};
    const char *path = write_csv("y.csv", true, two, 2);
    const int base[] = {2020};

    cr_expect_eq(people_years(path, found, 8, &err), 2);
    cr_expect_eq(found[0], 2025);
    cr_expect_eq(found[1], 2040);
    const char *said = made_refusal(path, base, 1);
    cr_expect(strstr(said, "2020") && strstr(said, "2025, 2040"), "%s", said);
}

Test(mesh_read, years_come_ascending_and_once)
{
    const int asked[] = {2040, 2025, 2040};
    const char *path = write_csv("y.csv", true, two, 2);
    struct people people = made_people(&path, 1, asked, 3);

    cr_assert_eq(people.n_year, 2);
    cr_expect_eq(people.year[0], 2025);
    cr_expect_eq(made_count(&people, 52353702, 1, AGE_75), 26);
    people_release(&people);
}

Test(mesh_read, another_edition_or_size_is_another_base)
{
    struct people people = {0};
    struct err err = {0};
    struct made_mesh small = two[0];

    small.code = 523537021;
    cr_assert(people_read_mesh(&people, write_csv("h.csv", false, two, 2),
                               years, 2, &err));
    cr_expect_not(people_read_mesh(&people, write_csv("r.csv", true, two, 2),
                                   years, 2, &err));
    cr_expect(strstr(err.text, "H30国政局推計") &&
                  strstr(err.text, "R6国政局推計"),
              "%s", err.text);
    cr_expect_not(people_read_mesh(
        &people, write_csv("s.csv", false, &small, 1), years, 2, &err));
    cr_expect(strstr(err.text, "500m") && strstr(err.text, "1km"), "%s",
              err.text);
    people_release(&people);
}

Test(mesh_read, sizes_are_not_mixed_in_a_file)
{
    struct made_mesh mixed[] = {two[0], two[1]};

    mixed[1].code = 523537031;
    const char *said =
        made_refusal(write_csv("mixed.csv", true, mixed, 2), years, 2);
    cr_expect(strstr(said, "523537031"), "%s", said);
}

/* ---- what is wrong with one row ---- */

static const char *aside_of(const char *row)
{
    struct buf csv = made_csv(true, years, 1, two, 1);

    buf_add_text(&csv, row);
    const char *path = given_bytes("odd.csv", buf_str(&csv));
    buf_release(&csv);
    return made_refusal(path, years, 1);
}

/* The numbers of one row after the mesh and its municipality. */
#define REST(mark, total, ages, a, b, c, d)                                    \
    ",9," mark ",," total "," ages                                             \
    ",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0," a "," b "," c "," d            \
    ",0,0,0,0,0,0\n"

Test(mesh_read, odd_rows_are_set_aside_with_their_reason)
{
    cr_expect_str_eq(
        aside_of("abc,25201" REST("", "9", "9", "0", "9", "0", "0")),
        "the mesh code cannot be read|abc");
    cr_expect_str_eq(
        aside_of("99999999,25201" REST("", "9", "9", "0", "9", "0", "0")),
        "the mesh code cannot be read|99999999");
    cr_expect_str_eq(
        aside_of("52353704,25201" REST("", "-1", "9", "0", "9", "0", "0")),
        "a number of people cannot be read|52353704 (2025)");
    cr_expect_str_eq(
        aside_of("52353704,25201" REST("", "nine", "9", "0", "9", "0", "0")),
        "a number of people cannot be read|52353704 (2025)");
    cr_expect_str_eq(
        aside_of("52353704,25201" REST("", "", "9", "0", "9", "0", "0")),
        "a number of people cannot be read|52353704 (2025)");
    cr_expect_str_eq(
        aside_of("52353704,25201" REST("?", "9", "9", "0", "9", "0", "0")),
        "the mark of suppression cannot be read|52353704 (2025)");
    cr_expect_str_eq(
        aside_of("52353704,25201" REST("", "9", "9", "5", "9", "0", "0")),
        "the ages do not add up to the mesh's people|52353704 "
        "(2025)");
    cr_expect_str_eq(aside_of("52353704,25201,9\n"),
                     "the row has another number of cells than the header|");
}

Test(mesh_read, a_code_that_lost_its_zero_or_has_its_check_digit)
{
    struct made_mesh odd[] = {two[0], two[1]};

    odd[0].municipality = "1101";
    odd[1].municipality = "252018";
    const char *path = write_csv("odd.csv", true, odd, 2);
    struct people people = made_people(&path, 1, years, 2);
    cr_expect_str_eq(people.mesh[0].municipality_code, "01101");
    cr_expect_str_eq(people.mesh[1].municipality_code, "25201");
    people_release(&people);
}

Test(mesh_read, blank_rows_are_counted_as_such)
{
    struct buf csv = made_csv(true, years, 1, two, 1);

    buf_add_text(&csv, ",,\n");
    const char *path = given_bytes("blank.csv", buf_str(&csv));
    struct people people = made_people(&path, 1, years, 1);
    cr_expect_eq(people.source[0].supply.rows.blank, 1);
    cr_expect_eq(people.source[0].supply.rows.read, 2);
    people_release(&people);
    buf_release(&csv);
}

/* ---- what is no such file ---- */

Test(mesh_read, files_of_another_kind_are_refused)
{
    const struct {
        const char *name, *bytes, *said;
    } files[] = {
        {"page.csv", "<!DOCTYPE html><html></html>", "web page"},
        {"empty.csv", "", "no population mesh"},
        {"other.csv", "id,name\n1,a\n", "no population mesh"},
        {"head.csv", "MESH_ID,PTN_2025\n52353702,1\n", "no year with its ages"},
        {"twice.csv",
         "MESH_ID,PTN_2025,HITOKU2025,GASSAN2025,PT00_2025,PTA_2025,PTB_2025,"
         "PTC_2025,PTD_2025,PTD2025\n52353702,1,,,1,0,1,0,0,0\n",
         "PTD2025"},
        {"cut.dbf", "\x03\x7E", "cut.dbf"},
        {"broken.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{",
         "broken.geojson"},
    };

    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        const char *said = made_refusal(
            given_bytes(files[i].name, str_of(files[i].bytes)), years, 1);
        cr_expect(strstr(said, files[i].said), "%s: %s", files[i].name, said);
    }
}

Test(mesh_read, a_missing_file_is_named)
{
    struct people people = {0};
    struct err err = {0};

    cr_expect_not(
        people_read_mesh(&people, given_path("none.csv"), years, 1, &err));
    cr_expect(strstr(err.text, "none.csv"), "%s", err.text);
    people_release(&people);
}

Test(mesh_read, headings_without_meshes_are_refused)
{
    const char *said = made_refusal(write_csv("h.csv", true, two, 0), years, 2);

    cr_expect(strstr(said, "no meshes"), "%s", said);
}

Test(mesh_read, a_file_of_which_nothing_can_be_used_is_refused)
{
    struct buf csv = made_csv(true, years, 1, two, 0);

    buf_add_text(&csv,
                 "5.23537E+07,25201" REST("", "9", "9", "0", "9", "0", "0"));
    const char *said =
        made_refusal(given_bytes("excel.csv", buf_str(&csv)), years, 1);
    cr_expect(strstr(said, "the mesh code cannot be read"), "%s", said);
    buf_release(&csv);
}

Test(mesh_read, a_table_that_is_cut_off_is_refused)
{
    struct buf csv = made_csv(true, years, 2, two, 2);
    struct buf dbf = made_dbf(&csv);

    dbf.len -= 600;
    const char *said =
        made_refusal(given_bytes("cut.dbf", buf_str(&dbf)), years, 2);
    cr_expect(strstr(said, "cut.dbf"), "%s", said);
    buf_release(&csv);
    buf_release(&dbf);
}

Test(mesh_read, more_years_than_fit_are_refused)
{
    int many[PEOPLE_MAX_YEARS + 1] = {2025};
    struct people people = {0};
    struct err err = {0};

    cr_expect_not(people_read_mesh(&people, write_csv("h.csv", true, two, 2),
                                   many, PEOPLE_MAX_YEARS + 1, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    people_release(&people);
}
