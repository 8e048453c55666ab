#include "cmd/auditing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

Test(auditing, the_printed_command_says_what_was_left_out_and_tells_no_folder)
{
    static const char *mesh[] = {"/home/somebody/mesh.csv"};
    static const char *areas[] = {"二次医療圏=/home/somebody/areas.csv"};
    struct auditing auditing = {
        .population = {mesh, 1, 1}, .areas = {areas, 1, 1}, .title = "it's"};
    struct need need = {.id = "visiting-nurse"};
    struct gathered gathered = {.order = {.need = &need,
                                          .n_need = 1,
                                          .limit = 16000,
                                          .base_year = 2025,
                                          .sites = SITES_MESHES,
                                          .want_sites = 5}};
    struct arena arena = {0};

    gathered.people = (struct people){.year = {2025, 2040}, .n_year = 2};
    gathered.order.people = &gathered.people;
    cr_expect_str_eq(
        auditing_command(&auditing, &gathered, &arena),
        "zaitaku audit --store zaitaku.gpkg --population mesh.csv --areas "
        "'二次医療圏=areas.csv' --function visiting-nurse --threshold 16km "
        "--base-year 2025 --year 2040 --candidates meshes --sites 5 --title "
        "'it'\\''s'");
    arena_release(&arena);
}

Test(auditing, a_kind_before_the_file_is_told_from_a_name_with_an_equals_sign)
{
    struct arena arena = {0};
    char name[] = "/tmp/zaitaku-a=b-XXXXXX";
    int fd = mkstemp(name);

    cr_assert_geq(fd, 0);
    close(fd);
    struct region_file file = auditing_named_file("二次医療圏=a.csv", &arena);
    cr_expect_str_eq(file.kind, "二次医療圏");
    cr_expect_str_eq(file.path, "a.csv");
    file = auditing_named_file("a.csv", &arena);
    cr_expect_null(file.kind);
    cr_expect_str_eq(file.path, "a.csv");
    file = auditing_named_file(name, &arena);
    cr_expect_null(file.kind);
    cr_expect_str_eq(file.path, name);
    unlink(name);
    arena_release(&arena);
}

static bool asks(struct auditing auditing, struct gathered *gathered,
                 struct err *err)
{
    static const char *mesh[] = {"mesh.csv"};

    auditing.population = (struct opt_list){mesh, 1, 1};
    auditing.output = "audit";
    *gathered = (struct gathered){0};
    *err = (struct err){0};
    return auditing_ask(&auditing, "2026-04-01", gathered, err);
}

Test(auditing, minutes_need_a_router_or_an_assumption_that_is_stated)
{
    struct gathered gathered;
    struct err err;

    cr_expect(asks((struct auditing){0}, &gathered, &err), "%s", err.text);
    cr_expect_eq(gathered.order.limit, 16000);
    cr_expect(!gathered.order.by_minutes);
    gathered_release(&gathered);
    cr_expect(!asks((struct auditing){.threshold = "30min"}, &gathered, &err));
    gathered_release(&gathered);
    cr_expect(asks((struct auditing){.threshold = "30min", .speed = "30"},
                   &gathered, &err));
    cr_expect_float_eq(gathered.order.detour, 1.3, 1e-12);
    gathered_release(&gathered);
    cr_expect(!asks((struct auditing){.speed = "30"}, &gathered, &err));
    gathered_release(&gathered);
    cr_expect(!asks(
        (struct auditing){.threshold = "30min", .speed = "30", .od = "od.csv"},
        &gathered, &err));
    gathered_release(&gathered);
}

Test(auditing, a_need_that_is_named_twice_is_looked_at_once)
{
    static const char *ids[] = {"130", "visiting-nurse", "24h"};
    static const char *wrong[] = {"nurses"};
    struct gathered gathered;
    struct err err;

    cr_expect(
        asks((struct auditing){.function = {ids, 3, 3}}, &gathered, &err));
    cr_expect_eq(gathered.order.n_need, 2);
    gathered_release(&gathered);
    cr_expect(
        !asks((struct auditing){.function = {wrong, 1, 1}}, &gathered, &err));
    cr_expect_eq(err.class, ERR_USAGE);
    gathered_release(&gathered);
}
