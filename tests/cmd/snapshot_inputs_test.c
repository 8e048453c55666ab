#include "cmd/snapshot_inputs.h"

#include "tests/fetch/snapshot_given.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void made(const char *source, const char *as_of, const char *listing)
{
    given_snapshot(&(struct given){.source = source,
                                   .as_of = as_of,
                                   .text = as_of ? as_of : "undated",
                                   .listing = listing},
                   NULL);
}

static struct snapshot_inputs found_in(const char *a, const char *b)
{
    const char *item[] = {a, b};
    struct opt_list operands = {.item = item, .n = b ? 2 : 1};
    struct snapshot_inputs found = {0};
    struct err err = {0};

    cr_assert(snapshot_inputs_find(&operands, &found, &err), "%s", err.text);
    return found;
}

static const char *date_of(const struct snapshot_inputs *found,
                           const char *path)
{
    for (size_t i = 0; i < found->n_date; i++)
        if (strcmp(found->date[i].path, path) == 0)
            return found->date[i].as_of;
    return "none";
}

static bool is_out(const struct snapshot_inputs *found, const char *path)
{
    for (size_t i = 0; i < found->n_but; i++)
        if (strcmp(found->but[i], path) == 0)
            return true;
    return false;
}

Test(snapshot_inputs, a_named_snapshot_dates_its_files_but_not_its_manifest)
{
    made("kaigo", "2025-12-31", NULL);
    const char *folder = given_path("kaigo/2025-12-31");
    struct snapshot_inputs found = found_in(folder, NULL);

    cr_assert_eq(found.n_path, 1);
    cr_expect_str_eq(found.path[0], folder);
    cr_expect_eq(found.n_but, 1);
    cr_expect(is_out(&found, given_path("kaigo/2025-12-31/manifest.json")));
    cr_expect_str_eq(date_of(&found, given_path("kaigo/2025-12-31/a.csv")),
                     "2025-12-31");
    snapshot_inputs_release(&found);
}

/* What is named is read, whatever it is: build says that it is no listing. */
Test(snapshot_inputs, a_named_snapshot_of_no_listing_is_not_passed_over)
{
    made("n03", "2025-01-01", "archive");
    struct snapshot_inputs found = found_in(given_path("n03/2025-01-01"), NULL);

    cr_expect_eq(found.n_but, 1); /* the manifest */
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, of_a_folder_of_snapshots_the_newest_of_a_source_is_read)
{
    made("kaigo", "2025-06-30", NULL);
    made("kaigo", "2025-12-31", NULL);
    made("places", "2025-04-01", "municipalities");
    made("n03", "2025-01-01", "archive");
    struct snapshot_inputs found = found_in(given_data(), NULL);

    cr_assert_eq(found.n_path, 1);
    cr_expect(is_out(&found, given_path("kaigo/2025-06-30")));
    cr_expect(is_out(&found, given_path("kaigo/2025-12-31/manifest.json")));
    cr_expect(!is_out(&found, given_path("kaigo/2025-12-31/a.csv")));
    cr_expect(!is_out(&found, given_path("places/2025-04-01/a.csv")));
    cr_expect(is_out(&found, given_path("n03/2025-01-01/a.csv")));
    cr_expect_str_eq(date_of(&found, given_path("kaigo/2025-12-31/a.csv")),
                     "2025-12-31");
    cr_expect_str_eq(date_of(&found, given_path("kaigo/2025-06-30/a.csv")),
                     "none");
    for (size_t i = 0; i + 1 < found.n_but; i++)
        cr_expect_lt(strcmp(found.but[i], found.but[i + 1]), 0);
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, files_of_a_pattern_are_dated_and_the_manifest_is_dropped)
{
    made("kaigo", "2025-12-31", NULL);
    given_put(given_path("kaigo/2025-12-31/mine.csv"), "x");
    const char *file = given_path("kaigo/2025-12-31/a.csv");
    const char *mine = given_path("kaigo/2025-12-31/mine.csv");
    struct snapshot_inputs found =
        found_in(file, given_path("kaigo/2025-12-31/manifest.json"));

    cr_assert_eq(found.n_path, 1);
    cr_expect_str_eq(found.path[0], file);
    cr_expect_str_eq(date_of(&found, file), "2025-12-31");
    snapshot_inputs_release(&found);
    /* Nor is a file that somebody has put there. */
    found = found_in(mine, file);
    cr_assert_eq(found.n_path, 1);
    cr_expect_str_eq(found.path[0], file);
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, what_was_put_into_a_snapshot_is_passed_over)
{
    made("kaigo", "2025-12-31", NULL);
    given_put(given_path("kaigo/2025-12-31/a - copy.csv"), "x");
    mkdir(given_path("kaigo/2025-12-31/notes"), 0755);
    const char *named[] = {given_path("kaigo/2025-12-31"), given_data()};

    for (size_t i = 0; i < 2; i++) {
        struct snapshot_inputs found = found_in(named[i], NULL);
        cr_expect_eq(found.n_but, 3);
        cr_expect(is_out(&found, given_path("kaigo/2025-12-31/a - copy.csv")));
        cr_expect(is_out(&found, given_path("kaigo/2025-12-31/notes")));
        cr_expect(!is_out(&found, given_path("kaigo/2025-12-31/a.csv")));
        snapshot_inputs_release(&found);
    }
}

static void no_input(const char *path, const char *why)
{
    struct opt_list operands = {.item = &path, .n = 1};
    struct snapshot_inputs found = {0};
    struct err err = {0};

    cr_expect(!snapshot_inputs_find(&operands, &found, &err), "%s", path);
    cr_expect_eq(err.class, ERR_INPUT);
    cr_expect(strstr(err.text, why) && strstr(err.text, "a.csv'") &&
                  strstr(err.text, "fetch again"),
              "%s", err.text);
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, a_file_that_is_not_what_was_fetched_is_an_error)
{
    static const char *const damage[] = {"2025-12-32", "2025-12-31 ", NULL};

    for (size_t i = 0; i < 3; i++) {
        made("kaigo", "2025-12-31", NULL);
        const char *file = given_path("kaigo/2025-12-31/a.csv");
        if (damage[i])
            given_put(file, damage[i]);
        else
            unlink(file);
        const char *why = damage[i] ? "was changed" : "is missing";
        no_input(given_path("kaigo/2025-12-31"), why);
        no_input(given_data(), why);
        no_input(file, why);
        given_put(file, "2025-12-31");
    }
}

Test(snapshot_inputs, an_undated_snapshot_dates_nothing)
{
    made("kaigo", NULL, NULL);
    struct snapshot_inputs found =
        found_in(given_path("kaigo/fetched-2025-12-01"), NULL);

    cr_expect_eq(found.n_date, 0);
    cr_expect_eq(found.n_but, 1);
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, what_was_refused_is_no_input)
{
    static const char *const inside[] = {".quarantine/kaigo/2025-12-31",
                                         ".quarantine/kaigo/2025-12-31/a.csv",
                                         ".quarantine"};

    given_snapshot(&(struct given){.source = "kaigo",
                                   .as_of = "2025-12-31",
                                   .text = "x",
                                   .refused = "half of the rows is gone."},
                   NULL);
    for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++) {
        const char *item[] = {given_path("%s", inside[i])};
        struct opt_list operands = {.item = item, .n = 1};
        struct snapshot_inputs found = {0};
        struct err err = {0};
        cr_expect(!snapshot_inputs_find(&operands, &found, &err), "%s",
                  inside[i]);
        cr_expect_eq(err.class, ERR_INPUT);
        cr_expect(strstr(err.text, "half of the rows is gone."), "%s",
                  err.text);
        snapshot_inputs_release(&found);
    }
    /* But for diff, which shows what is missing. */
    const char *item[] = {given_path("%s", inside[0]),
                          given_path("%s", inside[1])};
    struct opt_list both = {.item = item, .n = 2};
    struct snapshot_inputs asked = {.with_refused = true};
    struct err err = {0};
    cr_assert(snapshot_inputs_find(&both, &asked, &err), "%s", err.text);
    cr_expect_eq(asked.n_path, 2);
    snapshot_inputs_release(&asked);
    /* Below DATA it is hidden, and no error. */
    struct snapshot_inputs found = found_in(given_data(), NULL);
    cr_expect_eq(found.n_but, 0);
    snapshot_inputs_release(&found);
}

Test(snapshot_inputs, other_inputs_are_left_as_they_are)
{
    struct snapshot_inputs found =
        found_in("samples/kaigo", "samples/kaigo/jigyosho_110.csv");

    cr_expect_eq(found.n_path, 2);
    cr_expect_eq(found.n_but + found.n_date, 0);
    snapshot_inputs_release(&found);
    found = found_in("/nowhere/at/all.csv", NULL); /* build says so */
    cr_expect_eq(found.n_path, 1);
    snapshot_inputs_release(&found);
}
