#include "fetch/snapshot.h"
#include "fetch/snapshot_name.h"

#include "tests/fetch/snapshot_given.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *made(const char *as_of, const char *text)
{
    return given_snapshot(
        &(struct given){.source = "kaigo", .as_of = as_of, .text = text}, NULL);
}

static const char *refused(const char *as_of, const char *text, const char *why)
{
    return given_snapshot(
        &(struct given){
            .source = "kaigo", .as_of = as_of, .text = text, .refused = why},
        NULL);
}

/* "source/folder" of all, in the order of the list; refused ones with '!'. */
static const char *listed(void)
{
    static struct buf text;
    struct snapshots all = {0};
    struct err err = {0};

    buf_clear(&text);
    buf_add_text(&text, "");
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    for (size_t i = 0; i < all.n; i++)
        buf_addf(&text, "%s%s%s/%s", i ? " " : "",
                 all.item[i].refused ? "!" : "", all.item[i].source,
                 all.item[i].folder);
    snapshot_release(&all);
    return text.ptr ? text.ptr : "";
}

static void no_list(const char *why)
{
    struct snapshots all = {0};
    struct err err = {0};

    cr_expect(!snapshot_list(given_data(), &all, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, why), "%s", err.text);
    snapshot_release(&all);
}

static void tell(void *context, const char *sentence)
{
    buf_addf(context, "%s\n", sentence);
}

/* ---- publishing ---- */

Test(snapshot, what_is_published_is_there_whole_with_its_manifest)
{
    struct snapshots all = {0};
    struct err err = {0};
    bool there;

    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31");
    cr_expect_str_eq(given_get(given_path("kaigo/2025-12-31/a.csv"), &there),
                     "one\n");
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    cr_assert_eq(all.n, 1);
    const struct snapshot *one = &all.item[0];
    cr_expect_str_eq(one->path, given_path("kaigo/2025-12-31"));
    cr_expect_str_eq(one->as_of, "2025-12-31");
    cr_expect_str_eq(one->fetched, "2025-12-01T00:00:00Z");
    cr_expect_str_eq(one->title, "介護");
    cr_expect_null(one->refused);
    cr_expect_null(one->page);
    cr_assert_eq(one->n_file, 1);
    cr_expect_eq(one->file[0].bytes, 4);
    /* printf 'one\n' | sha256sum */
    cr_expect_str_eq(
        one->file[0].sha256,
        "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806");
    cr_expect_str_eq(one->file[0].etag, "\"1\"");
    snapshot_release(&all);
}

Test(snapshot, the_partial_download_goes_when_it_is_published)
{
    struct snapshot_store *store;
    struct arena arena = {0};
    struct err err = {0};

    made("2025-12-31", "one\n");
    store = snapshot_open(given_data(), &err);
    const char *partial =
        snapshot_partial(store, "https://publisher.test/files/a.csv", &arena);
    cr_expect(!given_there(partial));
    cr_expect(!given_there(arena_format(&arena, "%s.meta", partial)));
    cr_expect(!given_there(given_path(".staging-kaigo")));
    snapshot_close(store);
    arena_release(&arena);
}

Test(snapshot, the_same_files_make_no_second_snapshot)
{
    bool same = false;
    const struct given given = {
        .source = "kaigo", .as_of = "2025-12-31", .text = "one\n"};

    given_snapshot(&given, &same);
    cr_expect(!same);
    cr_expect_str_eq(given_snapshot(&given, &same), "2025-12-31");
    cr_expect(same);
    cr_expect_str_eq(listed(), "kaigo/2025-12-31");
}

/* Otherwise it could never be had again: it would be 'the same'. */
Test(snapshot, a_damaged_one_is_not_the_same_as_what_was_fetched_anew)
{
    bool there;

    made("2025-12-31", "one\n");
    given_put(given_path("kaigo/2025-12-31/a.csv"), "two\n");
    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31.2");
    unlink(given_path("kaigo/2025-12-31.2/a.csv"));
    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31.3");
    cr_expect_str_eq(given_get(given_path("kaigo/2025-12-31.3/a.csv"), &there),
                     "one\n");
}

Test(snapshot, a_changed_file_of_the_same_date_is_kept_beside_the_old_one)
{
    bool there;

    made("2025-12-31", "one\n");
    cr_expect_str_eq(made("2025-12-31", "two\n"), "2025-12-31.2");
    cr_expect_str_eq(made("2025-12-31", "three\n"), "2025-12-31.3");
    /* It is the newest revision that counts, not any. */
    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31.4");
    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31.4");
    cr_expect_str_eq(given_get(given_path("kaigo/2025-12-31/a.csv"), &there),
                     "one\n");
    cr_expect_str_eq(given_get(given_path("kaigo/2025-12-31.2/a.csv"), &there),
                     "two\n");
}

Test(snapshot, an_undated_one_is_named_by_the_day_and_compared_with_the_newest)
{
    bool same = false;
    const struct given given = {.source = "kaigo", .text = "two\n"};

    cr_expect_str_eq(made(NULL, "one\n"), "fetched-2025-12-01");
    cr_expect_str_eq(made(NULL, "two\n"), "fetched-2025-12-01.2");
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1); /* 2026-01-01 */
    cr_expect_str_eq(given_snapshot(&given, &same), "fetched-2025-12-01.2");
    cr_expect(same);
    cr_expect_str_eq(made(NULL, "three\n"), "fetched-2026-01-01");
}

Test(snapshot, the_manifest_is_the_same_for_the_same_second)
{
    bool there;
    char *first;

    made("2025-12-31", "one\n");
    first =
        strdup(given_get(given_path("kaigo/2025-12-31/manifest.json"), &there));
    given_snapshot(&(struct given){.source = "kaigo2",
                                   .as_of = "2025-12-31",
                                   .text = "one\n"},
                   NULL);
    const char *second =
        given_get(given_path("kaigo2/2025-12-31/manifest.json"), &there);
    static const char start[] = "{\n  \"zaitaku_snapshot\": 1,\n  \"source\": ";
    cr_expect_eq(strncmp(first, start, strlen(start)), 0, "%s", first);
    cr_expect_str_eq(strstr(first, "\"title\""), strstr(second, "\"title\""));
    free(first);
}

Test(snapshot, a_file_of_another_disk_is_copied)
{
    struct arena arena = {0};
    struct err err = {0};
    char other[] = "/dev/shm/zaitaku-XXXXXX";
    struct stat here, there;
    bool found;
    int fd = mkstemp(other);

    if (fd < 0 || fstat(fd, &there) != 0 || stat(given_data(), &here) != 0 ||
        here.st_dev == there.st_dev)
        cr_skip_test("one disk only");
    close(fd);
    given_put(other, "far\n");
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    const char *folder = snapshot_begin(store, "kaigo", &arena, &err);
    cr_assert(snapshot_take(store, "kaigo", other, "a.csv", &err), "%s",
              err.text);
    unlink(other);
    cr_expect_str_eq(
        given_get(arena_format(&arena, "%s/a.csv", folder), &found), "far\n");
    snapshot_close(store);
    arena_release(&arena);
}

Test(snapshot, names_that_lead_elsewhere_are_not_taken)
{
    static const char *const bad[] = {
        "../a.csv", "b/a.csv", ".a", "", "manifest.json", "a b", "a\n",
    };
    static const char *const bad_source[] = {"..", "a/b", "A", "", ".x", "-a"};
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    const char *from = given_path("from");

    given_put(from, "x");
    cr_assert(snapshot_begin(store, "kaigo", &arena, &err));
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect(!snapshot_take(store, "kaigo", from, bad[i], &err), "%s",
                  bad[i]);
    for (size_t i = 0; i < sizeof(bad_source) / sizeof(*bad_source); i++)
        cr_expect(!snapshot_begin(store, bad_source[i], &arena, &err), "%s",
                  bad_source[i]);
    cr_assert_eq(symlink(from, given_path("link")), 0);
    cr_expect(
        !snapshot_take(store, "kaigo", given_path("link"), "a.csv", &err));
    snapshot_close(store);
    arena_release(&arena);
}

Test(snapshot, a_taken_file_that_is_not_described_is_not_published)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    struct snapshot_file file = {.name = "a.csv", .url = "https://p.test/a"};
    struct snapshot snapshot = {.source = "kaigo",
                                .title = "t",
                                .publisher = "p",
                                .licence = "l",
                                .attribution = "a",
                                .as_of = "2025-12-31",
                                .file = &file,
                                .n_file = 1};
    bool same;

    given_put(given_path("from"), "x");
    snapshot_begin(store, "kaigo", &arena, &err);
    snapshot_take(store, "kaigo", given_path("from"), "a.csv", &err);
    snapshot_take(store, "kaigo", given_path("from"), "b.csv", &err);
    cr_expect(!snapshot_publish(store, &snapshot, &same, &arena, &err));
    cr_expect(!given_there(given_path(".staging-kaigo")));
    snapshot_close(store);
    cr_expect_str_eq(listed(), "");
    arena_release(&arena);
}

/* A full disk, as a limit on the size of files. */
Test(snapshot, what_cannot_be_written_whole_is_not_there)
{
    struct rlimit tiny = {64, 64};
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_file file = {.name = "a.csv", .url = "https://p.test/a"};
    struct snapshot snapshot = {.source = "kaigo",
                                .title = "t",
                                .publisher = "p",
                                .licence = "l",
                                .attribution = "a",
                                .as_of = "2025-12-31",
                                .file = &file,
                                .n_file = 1};
    struct snapshot_page page = {.html = STR("<p>a page</p>")}, back;
    bool same, found;

    struct snapshot_store *store = snapshot_open(given_data(), &err);
    given_put(given_path("from"), "x");
    cr_assert(snapshot_page_put(store, "https://p.test/", &page, &err));
    cr_assert(snapshot_begin(store, "kaigo", &arena, &err));
    cr_assert(snapshot_take(store, "kaigo", given_path("from"), "a.csv", &err));
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    cr_expect(!snapshot_publish(store, &snapshot, &same, &arena, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "cannot write"), "%s", err.text);
    cr_expect(!given_there(given_path(".staging-kaigo")));
    cr_expect_str_eq(listed(), "");
    page.html = STR("<p>another page</p>");
    cr_expect(!snapshot_page_put(store, "https://p.test/", &page, &err));
    cr_assert(snapshot_page_get(store, "https://p.test/", &back, &found, &arena,
                                &err));
    cr_expect(found && str_is(back.html, "<p>a page</p>"));
    snapshot_close(store);
    arena_release(&arena);
}

/* ---- quarantine ---- */

Test(snapshot, what_was_refused_is_kept_apart_and_beside_the_one_before)
{
    bool there;

    refused("2025-12-31", "one\n", "one reason.");
    refused("2025-12-31", "two\n", "another reason.");
    refused("2025-12-31", "two\n", "another reason.");
    cr_expect_str_eq(listed(), "!kaigo/2025-12-31 !kaigo/2025-12-31.2");
    cr_expect_str_eq(
        given_get(given_path(".quarantine/kaigo/2025-12-31/a.csv"), &there),
        "one\n");
    cr_expect_str_eq(
        given_get(given_path(".quarantine/kaigo/2025-12-31.2/a.csv"), &there),
        "two\n");
    cr_expect(strstr(given_get(given_path(".quarantine/kaigo/2025-12-31.2/"
                                          "manifest.json"),
                               &there),
                     "\"refused\": \"another reason.\""));
    cr_expect(!given_there(given_path(".staging-kaigo")));
    cr_expect(!given_there(given_path("kaigo")));
}

Test(snapshot, an_accepted_one_removes_nothing_from_quarantine)
{
    refused("2025-12-31", "one\n", "a reason.");
    cr_expect_str_eq(made("2025-12-31", "one\n"), "2025-12-31");
    cr_expect_str_eq(listed(), "kaigo/2025-12-31 !kaigo/2025-12-31");
}

Test(snapshot, a_refused_one_is_accepted_when_its_files_were_taken_later)
{
    struct snapshots all = {0};
    struct err err = {0};

    refused("2025-12-31", "one\n", "a reason.");
    refused("2025-12-31", "two\n", "a reason.");
    made("2025-12-31", "one\n");
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    cr_assert_eq(all.n, 3);
    cr_expect(!snapshot_is_accepted(&all, &all.item[0]));
    cr_expect(snapshot_is_accepted(&all, &all.item[1]));
    cr_expect(!snapshot_is_accepted(&all, &all.item[2]));
    snapshot_release(&all);
}

/* ---- the list ---- */

Test(snapshot, the_list_is_by_source_then_date_and_revision)
{
    made("2025-12-31", "one\n");
    made("2025-06-30", "zero\n");
    for (int i = 2; i <= 10; i++)
        made("2025-12-31", i % 2 ? "one\n" : "two\n");
    refused("2024-12-31", "bad\n", "a reason.");
    made(NULL, "undated\n"); /* fetched on 2025-12-01 */
    given_snapshot(&(struct given){.source = "bureau",
                                   .as_of = "2026-01-01",
                                   .text = "b\n"},
                   NULL);
    cr_expect_str_eq(listed(), "bureau/2026-01-01 kaigo/2025-06-30 "
                               "kaigo/2025-12-31 "
                               "kaigo/2025-12-31.2 kaigo/2025-12-31.3 "
                               "kaigo/2025-12-31.4 kaigo/2025-12-31.5 "
                               "kaigo/2025-12-31.6 kaigo/2025-12-31.7 "
                               "kaigo/2025-12-31.8 kaigo/2025-12-31.9 "
                               "kaigo/2025-12-31.10 "
                               "kaigo/fetched-2025-12-01 !kaigo/2024-12-31");
}

static const char *made_at(const char *epoch, const char *as_of,
                           const char *text)
{
    given_data();
    setenv("SOURCE_DATE_EPOCH", epoch, 1);
    return made(as_of, text);
}

#define JULY "1783209600"   /* 2026-07-05T00:00:00Z */
#define AUGUST "1785801600" /* 2026-08-04T00:00:00Z */
#define SEPTEMBER "1788480000"

Test(snapshot, an_undated_one_hides_no_dated_one_that_was_fetched_later)
{
    struct snapshots all = {0};
    struct err err = {0};

    cr_expect_str_eq(made_at(JULY, NULL, "undated\n"), "fetched-2026-07-05");
    made_at(AUGUST, "2026-06-30", "dated\n");
    cr_expect_str_eq(listed(), "kaigo/fetched-2026-07-05 kaigo/2026-06-30");
    made_at(SEPTEMBER, NULL, "again\n");
    made_at(SEPTEMBER, "2025-12-31", "old\n"); /* asked for by its date */
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    cr_expect_str_eq(snapshot_latest(&all, "kaigo")->folder,
                     "fetched-2026-09-04");
    cr_expect_str_eq(snapshot_newest(all.item, all.n, "kaigo")->folder,
                     "fetched-2026-09-04");
    cr_expect_str_eq(all.item[0].folder, "fetched-2026-07-05");
    cr_expect_str_eq(all.item[2].folder, "2026-06-30");
    snapshot_release(&all);
}

Test(snapshot, the_day_of_fetching_is_that_of_japan)
{
    char day[11];

    cr_expect_str_eq(made_at("1782863999", NULL, "x\n"), /* 23:59:59Z */
                     "fetched-2026-07-01");
    cr_expect_str_eq(listed(), "kaigo/fetched-2026-07-01");
    snapshot_day("2026-06-30T14:59:59Z", day);
    cr_expect_str_eq(day, "2026-06-30");
    snapshot_day("2026-12-31T15:00:00Z", day);
    cr_expect_str_eq(day, "2027-01-01");
}

Test(snapshot, the_latest_is_never_a_refused_one)
{
    struct snapshots all = {0};
    struct err err = {0};

    made("2025-06-30", "one\n");
    made("2025-12-31", "two\n");
    made("2025-12-31", "three\n");
    refused("2026-06-30", "bad\n", "a reason.");
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    const struct snapshot *latest = snapshot_latest(&all, "kaigo");
    cr_assert(latest);
    cr_expect_str_eq(latest->folder, "2025-12-31.2");
    cr_expect_null(snapshot_latest(&all, "navii"));
    snapshot_release(&all);
}

Test(snapshot, no_data_folder_is_an_empty_list)
{
    struct snapshots all = {0};
    struct err err = {0};

    cr_expect(snapshot_list("/nowhere/at/all", &all, &err));
    cr_expect_eq(all.n, 0);
    snapshot_release(&all);
}

Test(snapshot, what_is_not_ours_is_passed_over)
{
    made("2025-12-31", "one\n");
    mkdir(given_path("photos"), 0755);
    mkdir(given_path("photos/summer"), 0755);
    mkdir(given_path("2025-01-01"), 0755);
    mkdir(given_path("kaigo/notes"), 0755);
    given_put(given_path("kaigo/2025-01-01"), "a file");
    given_put(given_path("README"), "text");
    cr_assert_eq(symlink("/etc", given_path("etc")), 0);
    cr_expect_str_eq(listed(), "kaigo/2025-12-31");
}

Test(snapshot, a_folder_named_as_ours_without_a_manifest_is_an_error)
{
    made("2025-12-31", "one\n");
    mkdir(given_path("kaigo/2025-01-01"), 0755);
    no_list("kaigo/2025-01-01' has no manifest");
    given_put(given_path("kaigo/2025-01-01/manifest.json"),
              "{\"format\": \"zaitaku manifest 1\"}");
    no_list("kaigo/2025-01-01' has no manifest");
}

Test(snapshot, a_moved_snapshot_is_not_believed)
{
    made("2025-12-31", "one\n");
    cr_assert_eq(
        rename(given_path("kaigo/2025-12-31"), given_path("kaigo/2026-12-31")),
        0);
    no_list("is that of another snapshot");
    cr_assert_eq(rename(given_path("kaigo"), given_path("navii")), 0);
    cr_assert_eq(
        rename(given_path("navii/2026-12-31"), given_path("navii/2025-12-31")),
        0);
    no_list("is that of another snapshot");
}

Test(snapshot, a_link_in_the_place_of_a_folder_is_refused)
{
    struct snapshot_store *store;
    struct err err = {0};
    struct arena arena = {0};

    made("2025-12-31", "one\n");
    cr_assert_eq(rename(given_path("kaigo"), given_path(".elsewhere")), 0);
    cr_assert_eq(symlink(".elsewhere", given_path("kaigo")), 0);
    no_list("kaigo' is a link");

    store = snapshot_open(given_data(), &err);
    struct snapshot_file file = {.name = "a.csv", .url = "https://p.test/a"};
    struct snapshot snapshot = {
        .source = "kaigo", .as_of = "2026-06-30", .file = &file, .n_file = 1};
    bool same;
    given_put(given_path("from"), "x");
    snapshot_begin(store, "kaigo", &arena, &err);
    snapshot_take(store, "kaigo", given_path("from"), "a.csv", &err);
    cr_expect(!snapshot_publish(store, &snapshot, &same, &arena, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(!given_there(given_path(".elsewhere/2026-06-30")));
    snapshot_close(store);
    arena_release(&arena);

    unlink(given_path("kaigo"));
    cr_assert_eq(rename(given_path(".elsewhere"), given_path("kaigo")), 0);
    cr_assert_eq(symlink("2025-12-31", given_path("kaigo/2026-12-31")), 0);
    no_list("kaigo/2026-12-31' is a link");
}

/* ---- manifests from outside ---- */

static const struct {
    const char *was, *is, *why;
} faults[] = {
    {"\"kaigo\"", "7", "'source'"},
    {"\"kaigo\"", "\"../kaigo\"", "'source'"},
    {"\"as_of\": \"2025-12-31\"", "\"as_of\": \"2025-02-30\"", "'as_of'"},
    {"\"as_of\": \"2025-12-31\"", "\"as_of\": 20251231", "'as_of'"},
    {"\"a.csv\"", "\"../../../etc/passwd\"", "'name'"},
    {"\"a.csv\"", "null", "'name'"},
    {"\"bytes\": 4", "\"bytes\": -4", "'bytes'"},
    {"\"bytes\": 4", "\"bytes\": \"4\"", "'bytes'"},
    {"\"sha256\": \"2c", "\"sha256\": \"zz", "'sha256'"},
    {"\"files\": [", "\"files\": 5, \"other\": [", "'files'"},
    {"\"counts\": []", "\"counts\": {}", "'counts'"},
    {"\"counts\": []",
     "\"counts\": [{\"scope\": \"moon\", \"key\": \"1\", \"n\": 1}]",
     "'scope'"},
    {"\"warnings\": []", "\"warnings\": [1]", "'warnings'"},
    {"\"columns\": null", "\"columns\": [1]", "'columns'"},
    {"\"zaitaku_snapshot\": 1", "\"zaitaku_snapshot\": \"1\"",
     "'zaitaku_snapshot'"},
    {"\"zaitaku_snapshot\": 1", "\"zaitaku_snapshot\": 2", "newer zaitaku"},
    {"\"warnings\": []\n}", "\"warnings\": []", "no JSON from line"},
};

Test(snapshot, a_manifest_that_is_not_as_written_is_not_believed)
{
    bool there;
    made("2025-12-31", "one\n");
    char *whole =
        strdup(given_get(given_path("kaigo/2025-12-31/manifest.json"), &there));

    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct buf text = {0};
        const char *at = strstr(whole, faults[i].was);
        cr_assert(at, "%s", faults[i].was);
        buf_add(&text, whole, (size_t)(at - whole));
        buf_add_text(&text, faults[i].is);
        buf_add_text(&text, at + strlen(faults[i].was));
        given_put(given_path("kaigo/2025-12-31/manifest.json"), text.ptr);
        no_list(faults[i].why);
        buf_release(&text);
    }
    free(whole);
}

Test(snapshot, a_manifest_that_is_too_long_is_not_read)
{
    made("2025-12-31", "one\n");
    cr_assert_eq(
        truncate(given_path("kaigo/2025-12-31/manifest.json"), 65 << 20), 0);
    no_list("is larger than");
}

Test(snapshot, counts_columns_and_warnings_come_back_as_they_were)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    struct snapshot_file file[] = {
        {.name = "b.csv", .url = "https://p.test/b", .columns = ""},
        {.name = "a.csv",
         .url = "https://p.test/a?b=<&>",
         .etag = "bad \xff byte",
         .columns = "No\n\n事業所名 \"x\"\t",
         .rows = 7},
    };
    struct snapshot_count count[] = {
        {SCOPE_NATION, "kaigo", 12345678901},
        {SCOPE_MUNICIPALITY, "25201", 0},
    };
    const char *warning[] = {"new column 'x'.", ""};
    struct snapshot snapshot = {.source = "kaigo",
                                .title = "t",
                                .publisher = "p",
                                .licence = "l",
                                .attribution = "a",
                                .as_of = "2025-12-31",
                                .file = file,
                                .n_file = 2,
                                .count = count,
                                .n_count = 2,
                                .warning = warning,
                                .n_warning = 2};
    struct snapshots all = {0};
    bool same;

    given_put(given_path("from"), "x");
    snapshot_begin(store, "kaigo", &arena, &err);
    snapshot_take(store, "kaigo", given_path("from"), "a.csv", &err);
    snapshot_take(store, "kaigo", given_path("from"), "b.csv", &err);
    cr_assert(snapshot_publish(store, &snapshot, &same, &arena, &err), "%s",
              err.text);
    snapshot_close(store);
    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    const struct snapshot *back = &all.item[0];
    cr_expect_str_eq(back->file[0].name, "a.csv"); /* sorted */
    cr_expect_str_eq(back->file[0].columns, "No\n\n事業所名 \"x\"\t");
    cr_expect_str_eq(back->file[0].url, "https://p.test/a?b=<&>");
    cr_expect_str_eq(back->file[0].etag, "bad ? byte");
    cr_expect_eq(back->file[0].rows, 7);
    cr_expect_str_eq(back->file[1].columns, "");
    cr_expect_eq(back->count[0].n, 12345678901);
    cr_expect_eq(back->count[1].scope, SCOPE_MUNICIPALITY);
    cr_expect_str_eq(back->count[1].key, "25201");
    cr_expect_eq(back->n_warning, 2);
    cr_expect_str_eq(back->warning[0], "new column 'x'.");
    snapshot_release(&all);
    arena_release(&arena);
}

/* ---- by path ---- */

static void belongs(const char *path, const char *folder)
{
    struct arena arena = {0};
    struct snapshot snapshot;
    struct err err = {0};
    bool found;

    cr_assert(snapshot_of(path, &snapshot, &found, &arena, &err), "%s",
              err.text);
    cr_expect_eq(found, folder != NULL, "%s", path);
    if (found && folder) {
        cr_expect_str_eq(snapshot.folder, folder);
        cr_expect_eq(snapshot.revision, 2);
    }
    arena_release(&arena);
}

Test(snapshot, a_folder_and_its_files_belong_to_a_snapshot)
{
    made("2025-12-31", "one\n");
    made("2025-12-31", "two\n");
    given_put(given_path("kaigo/2025-12-31.2/mine.csv"), "x");
    given_put(given_path("manifest.json"), "{\"files\": []}");
    belongs(given_path("kaigo/2025-12-31.2"), "2025-12-31.2");
    belongs(given_path("kaigo/2025-12-31.2//"), "2025-12-31.2");
    belongs(given_path("kaigo/2025-12-31.2/a.csv"), "2025-12-31.2");
    belongs(given_path("kaigo/2025-12-31.2/manifest.json"), "2025-12-31.2");
    belongs(given_path("kaigo/2025-12-31.2/mine.csv"), NULL);
    belongs(given_path("kaigo"), NULL);
    belongs(given_path("kaigo/2025-12-31.7"), NULL);
    belongs(given_data(), NULL);
    cr_assert_eq(chdir(given_path("kaigo/2025-12-31.2")), 0);
    belongs(".", "2025-12-31.2");
    belongs("a.csv", "2025-12-31.2");
    cr_assert_eq(chdir("/"), 0);
}

/* ---- the lock, and runs that died ---- */

Test(snapshot, a_second_writer_is_told_who_is_writing)
{
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    char pid[32];

    cr_assert(store, "%s", err.text);
    cr_expect(!snapshot_open(given_data(), &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    snprintf(pid, sizeof(pid), "process %ld", (long)getpid());
    cr_expect(strstr(err.text, pid), "%s", err.text);
    cr_expect_str_eq(listed(), ""); /* readers need no lock */
    snapshot_close(store);
    store = snapshot_open(given_data(), &err);
    cr_expect(store, "%s", err.text);
    snapshot_close(store);
}

Test(snapshot, what_a_killed_run_left_goes_and_downloads_stay)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    const char *partial =
        snapshot_partial(store, "https://p.test/big.zip", &arena);

    given_put(partial, "half");
    cr_assert(snapshot_begin(store, "kaigo", &arena, &err));
    given_put(given_path(".staging-kaigo/a.csv"), "x");
    mkdir(given_path(".pruned-kaigo-2024-12-31"), 0755);
    mkdir(given_path(".pruned-photos"), 0755);
    mkdir(given_path(".staging-Homepage"), 0755);
    snapshot_close(store);
    store = snapshot_open(given_data(), &err);
    cr_assert(store, "%s", err.text);
    cr_expect(!given_there(given_path(".staging-kaigo")));
    cr_expect(!given_there(given_path(".pruned-kaigo-2024-12-31")));
    cr_expect(given_there(given_path(".pruned-photos")));
    cr_expect(given_there(given_path(".staging-Homepage")));
    cr_expect(given_there(partial));
    snapshot_close(store);
    arena_release(&arena);
}

/* Resuming into a file that a snapshot shares would change the snapshot. */
Test(snapshot, a_download_that_is_already_published_is_not_resumed)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store;
    const char *partial;

    made("2025-12-31", "one\n");
    store = snapshot_open(given_data(), &err);
    partial =
        snapshot_partial(store, "https://publisher.test/files/a.csv", &arena);
    snapshot_close(store);
    cr_assert_eq(link(given_path("kaigo/2025-12-31/a.csv"), partial), 0);
    given_put(arena_format(&arena, "%s.meta", partial), "{}");
    store = snapshot_open(given_data(), &err);
    cr_expect(!given_there(partial));
    cr_expect(!given_there(arena_format(&arena, "%s.meta", partial)));
    cr_expect(given_there(given_path("kaigo/2025-12-31/a.csv")));
    snapshot_close(store);
    arena_release(&arena);
}

/* Publish without end until killed: two texts in turn. */
static void publish_forever(void)
{
    for (unsigned i = 0;; i++) {
        char text[32];
        snprintf(text, sizeof(text), "%u %u\n", i, (unsigned)getpid());
        if (i % 3 == 2)
            refused("2025-12-31", text, "a reason.");
        else
            made("2025-12-31", text);
    }
}

static void verify_all(void)
{
    struct snapshots all = {0};
    struct err err = {0};
    struct buf said = {0};

    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    for (size_t i = 0; i < all.n; i++) {
        size_t n = 0;
        cr_assert(snapshot_verify(&all.item[i], tell, &said, &n, &err));
        cr_expect_eq(n, 0, "%s", said.ptr);
    }
    snapshot_release(&all);
    buf_release(&said);
}

Test(snapshot, a_killed_run_leaves_whole_snapshots_only, .timeout = 120)
{
    struct err err = {0};

    srand(5);
    given_data();
    for (int i = 0; i < 40; i++) {
        pid_t pid = fork();
        cr_assert_geq(pid, 0);
        if (pid == 0) {
            publish_forever();
            _exit(0);
        }
        usleep((useconds_t)(rand() % 20000));
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        verify_all(); /* as a reader sees it, before anybody puts it right */
        struct snapshot_store *store = snapshot_open(given_data(), &err);
        cr_assert(store, "%s", err.text);
        snapshot_close(store);
        cr_expect(!given_there(given_path(".staging-kaigo")));
    }
    cr_expect_neq(listed()[0], '\0', "nothing was ever published");
}

/* ---- verify ---- */

static size_t verified(const char *why)
{
    struct snapshots all = {0};
    struct buf said = {0};
    struct err err = {0};
    size_t n = 0;

    cr_assert(snapshot_list(given_data(), &all, &err), "%s", err.text);
    cr_assert_eq(all.n, 1);
    cr_assert(snapshot_verify(&all.item[0], tell, &said, &n, &err), "%s",
              err.text);
    cr_expect(!why || (said.ptr && strstr(said.ptr, why)), "%s: %s", why,
              said.ptr);
    snapshot_release(&all);
    buf_release(&said);
    return n;
}

Test(snapshot, verify_finds_what_is_missing_changed_or_foreign)
{
    const char *file = given_path("kaigo/2025-12-31/a.csv");

    made("2025-12-31", "one\n");
    cr_expect_eq(verified(NULL), 0);
    given_put(file, "onf\n");
    cr_expect_eq(verified("its bytes are not those that were fetched"), 1);
    given_put(file, "one\n\n");
    cr_expect_eq(verified("it has 5 bytes, its manifest says 4"), 1);
    given_put(given_path("kaigo/2025-12-31/.hidden"), "x");
    mkdir(given_path("kaigo/2025-12-31/sub"), 0755);
    given_put(given_path("kaigo/2025-12-31/sub/a.csv"), "x");
    cr_expect_eq(verified("sub/a.csv' was not fetched"), 3);
    cr_assert_eq(unlink(file), 0);
    cr_expect_eq(verified("a.csv' is missing"), 3);
    cr_assert_eq(symlink("/etc/passwd", file), 0);
    cr_expect_eq(verified("a.csv' is no file any more"), 3);
}

Test(snapshot, a_list_for_verifying_tells_damage_and_goes_on)
{
    struct snapshots all = {0};
    struct buf said = {0};
    struct err err = {0};
    size_t n = 0;

    made("2025-12-31", "one\n");
    made("2026-12-31", "two\n");
    given_put(given_path("kaigo/2025-12-31/manifest.json"),
              "{\"zaitaku_snapshot\": 1");
    mkdir(given_path("kaigo/2025-01-01"), 0755);
    cr_assert(snapshot_list_telling(given_data(), &all, tell, &said, &n, &err));
    cr_expect_eq(n, 2);
    cr_expect_eq(all.n, 1);
    cr_expect(strstr(said.ptr, "2025-01-01' has no manifest"), "%s", said.ptr);
    cr_expect(strstr(said.ptr, "2025-12-31/manifest.json' cannot be read"),
              "%s", said.ptr);
    snapshot_release(&all);
    buf_release(&said);
}

Test(snapshot, damage_of_another_source_stops_nobody)
{
    struct snapshots all = {0};
    struct err err = {0};
    static const char *const kaigo = "kaigo", *const navii = "navii";

    made("2025-12-31", "one\n");
    mkdir(given_path("navii"), 0755);
    mkdir(given_path("navii/2025-01-01"), 0755);
    cr_expect(snapshot_list_for(given_data(), &kaigo, 1, &all, &err));
    cr_expect_eq(all.n, 1);
    snapshot_release(&all);
    cr_expect(!snapshot_list_for(given_data(), &navii, 1, &all, &err));
    cr_expect(strstr(err.text, "has no manifest"), "%s", err.text);
    snapshot_release(&all);
}

static bool is_navii(void *context, const char *source)
{
    (void)context;
    return strcmp(source, "navii") == 0;
}

static bool is_any(void *context, const char *source)
{
    (void)context, (void)source;
    return true;
}

Test(snapshot, verify_tells_what_lies_beside_snapshots)
{
    struct buf said = {0};
    struct err err = {0};
    size_t n = 0;

    made("2025-12-31", "one\n");
    given_put(given_path("kaigo/extra.csv"), "x");
    given_put(given_path("kaigo/.hidden"), "x");
    mkdir(given_path("local"), 0755);
    given_put(given_path("local/own.csv"), "x");
    cr_assert(
        snapshot_verify_beside(given_data(), is_any, tell, &said, &n, &err));
    cr_expect_eq(n, 1);
    cr_expect(strstr(said.ptr, "kaigo/extra.csv'"), "%s", said.ptr);
    cr_assert(
        snapshot_verify_beside(given_data(), is_navii, tell, &said, &n, &err));
    cr_expect_eq(n, 1);
    buf_release(&said);
}

/* ---- prune ---- */

static bool prune(size_t at, struct err *err)
{
    struct snapshots all = {0};
    struct snapshot_store *store = snapshot_open(given_data(), err);

    cr_assert(store, "%s", err->text);
    cr_assert(snapshot_list(given_data(), &all, err), "%s", err->text);
    bool ok = snapshot_prune(store, &all.item[at], err);
    snapshot_release(&all);
    snapshot_close(store);
    return ok;
}

Test(snapshot, a_pruned_snapshot_is_gone_and_the_others_are_not)
{
    struct err err = {0};
    bool there;

    made("2025-06-30", "one\n");
    made("2025-12-31", "two\n");
    refused("2025-12-31", "bad\n", "a reason.");
    cr_expect(prune(0, &err), "%s", err.text);
    cr_expect_str_eq(listed(), "kaigo/2025-12-31 !kaigo/2025-12-31");
    cr_expect(prune(1, &err), "%s", err.text);
    cr_expect_str_eq(listed(), "kaigo/2025-12-31");
    cr_expect(!given_there(given_path(".quarantine/kaigo")));
    cr_expect_str_eq(given_get(given_path("kaigo/2025-12-31/a.csv"), &there),
                     "two\n");
}

Test(snapshot, prune_deletes_nothing_that_was_not_fetched)
{
    struct err err = {0};

    made("2025-06-30", "one\n");
    given_put(given_path("kaigo/2025-06-30/notes.txt"), "mine");
    cr_expect(!prune(0, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "notes.txt"), "%s", err.text);
    cr_expect(given_there(given_path("kaigo/2025-06-30/a.csv")));
    cr_expect(given_there(given_path("kaigo/2025-06-30/notes.txt")));
}

Test(snapshot, partial_downloads_and_pages_are_pruned_and_counted)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    const char *partial = snapshot_partial(store, "https://p.test/a", &arena);
    const char *foreign = given_path(".partial/mine.txt");
    uint64_t before = 0, deleted = 0, after = 1;

    given_put(partial, "12345");
    given_put(foreign, "mine");
    cr_assert(snapshot_partial_size(given_data(), &before, &err));
    cr_expect_eq(before, 5);
    cr_assert(snapshot_prune_partial(store, &deleted, &err), "%s", err.text);
    cr_expect_eq(deleted, 5);
    cr_assert(snapshot_partial_size(given_data(), &after, &err));
    cr_expect_eq(after, 0);
    cr_expect(!given_there(partial));
    cr_expect(given_there(foreign));
    snapshot_close(store);
    arena_release(&arena);
}

/* ---- pages ---- */

Test(snapshot, a_page_comes_back_byte_for_byte)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    struct snapshot_page page = {.base = "https://p.test/moved/",
                                 .etag = "W/\"x\"",
                                 .charset = "Shift_JIS",
                                 .html = STR("<p>\n\0\xff\n\n</p>")};
    struct snapshot_page back = {0};
    bool found = true;

    cr_assert(snapshot_page_get(store, "https://p.test/", &back, &found, &arena,
                                &err));
    cr_expect(!found);
    cr_assert(snapshot_page_put(store, "https://p.test/", &page, &err), "%s",
              err.text);
    cr_assert(snapshot_page_get(store, "https://p.test/", &back, &found, &arena,
                                &err));
    cr_assert(found);
    cr_expect_str_eq(back.etag, "W/\"x\"");
    cr_expect_null(back.modified);
    cr_expect_str_eq(back.charset, "Shift_JIS");
    cr_expect_str_eq(back.base, "https://p.test/moved/");
    cr_expect(str_eq(back.html, page.html));
    cr_assert(snapshot_page_get(store, "https://p.test/other", &back, &found,
                                &arena, &err));
    cr_expect(!found);
    snapshot_close(store);
    arena_release(&arena);
}

Test(snapshot, a_damaged_page_is_not_kept)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    struct snapshot_page page = {.etag = "1", .html = STR("<p>")}, back;
    const char *path = arena_format(
        &arena, "%s.page", snapshot_partial(store, "https://p.test/", &arena));
    bool found = true;

    cr_assert(snapshot_page_put(store, "https://p.test/", &page, &err));
    given_put(path, "{\"zaitaku_page\":1,\"url\":\"https://p.te");
    cr_assert(snapshot_page_get(store, "https://p.test/", &back, &found, &arena,
                                &err));
    cr_expect(!found);
    snapshot_close(store);
    arena_release(&arena);
}

/* ---- bytes that were seen again ---- */

Test(snapshot, what_a_server_calls_known_bytes_is_remembered_until_forgotten)
{
    struct arena arena = {0};
    struct err err = {0};
    struct snapshot_store *store = snapshot_open(given_data(), &err);
    struct snapshot_seen seen = {.etag = "\"2\""}, back;
    uint64_t bytes = 0;

    memset(seen.sha256, 'a', 64);
    cr_expect(!snapshot_seen_get(store, "https://p.test/a", &back, &arena));
    snapshot_seen_put(store, "https://p.test/a", &seen);
    cr_assert(snapshot_seen_get(store, "https://p.test/a", &back, &arena));
    cr_expect_str_eq(back.etag, "\"2\"");
    cr_expect_null(back.modified);
    cr_expect_str_eq(back.sha256, seen.sha256);
    cr_expect(!snapshot_seen_get(store, "https://p.test/b", &back, &arena));
    snapshot_seen_put(store, "https://p.test/a", NULL);
    cr_expect(!snapshot_seen_get(store, "https://p.test/a", &back, &arena));
    /* prune --partial takes it with the rest. */
    snapshot_seen_put(store, "https://p.test/a", &seen);
    cr_assert(snapshot_prune_partial(store, &bytes, &err), "%s", err.text);
    cr_expect(!snapshot_seen_get(store, "https://p.test/a", &back, &arena));
    snapshot_close(store);
    arena_release(&arena);
}
