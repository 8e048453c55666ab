/* Names of municipalities come from the folder that a snapshot lies in. */
#include "cmd/diff_places.h"

#include "tests/fetch/snapshot_given.h"

#include <criterion/criterion.h>
#include <string.h>

static struct opt_list files;
static struct arena arena;

static void find(const char *path)
{
    files.n = 0;
    diff_places_find(path, &files, &arena);
}

static void release(void)
{
    opt_list_release(&files);
    arena_release(&arena);
}

static const char *put(const char *source, const char *as_of, const char *why)
{
    bool same;

    return given_snapshot(
        &(struct given){
            .source = source, .as_of = as_of, .text = as_of, .refused = why},
        &same);
}

TestSuite(diff_places, .fini = release);

Test(diff_places, the_newest_table_beside_a_snapshot_is_found)
{
    given_data();
    put("kaigo", "2025-12-31", NULL);
    put("kaigo", "2026-06-30", "too few rows");
    put("abr-city", "2025-01-01", NULL);
    put("abr-city", "2026-01-01", NULL);
    put("abr-city", "2026-02-01", "another table");
    static const char *const from[] = {"kaigo/2025-12-31", "kaigo",
                                       "kaigo/2025-12-31/a.csv",
                                       ".quarantine/kaigo/2026-06-30", ""};
    for (size_t i = 0; i < sizeof(from) / sizeof(*from); i++) {
        find(given_path("%s", from[i]));
        cr_assert_eq(files.n, 1, "%s", from[i]);
        cr_expect(strstr(files.item[0], "/abr-city/2026-01-01/a.csv"), "%s",
                  files.item[0]);
    }
}

Test(diff_places, without_a_table_nothing_is_added)
{
    given_data();
    put("kaigo", "2025-12-31", NULL);
    find(given_path("kaigo/2025-12-31"));
    cr_expect_eq(files.n, 0);
    find("/nowhere/at/all");
    cr_expect_eq(files.n, 0);
}
