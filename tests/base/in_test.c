#include "base/in.h"

#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

static void refused(struct str zip, const char *why)
{
    struct buf text = given_listed(given_file(zip));

    cr_expect(text.ptr && strstr(text.ptr, "error: "), "%s", why);
    cr_expect(text.ptr && strstr(text.ptr, why), "%s", text.ptr);
    buf_release(&text);
}

static struct buf zip_of(const char *name, struct str bytes)
{
    return given_zip(&(struct given_member){.name = name, .bytes = bytes}, 1);
}

/* Offset of the n-th (from 0) signature "PK" a b. */
static size_t find(const struct buf *zip, const char signature[4], size_t n)
{
    for (size_t at = 0; at + 4 <= zip->len; at++)
        if (memcmp(zip->ptr + at, signature, 4) == 0 && n-- == 0)
            return at;
    cr_assert_fail("no such record");
    return 0;
}

static void put(struct buf *zip, size_t at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        zip->ptr[at + i] = (char)(value >> (8 * i));
}

static int forget(const char *path, const struct stat *about, int flag,
                  struct FTW *ftw)
{
    (void)about, (void)flag, (void)ftw;
    return remove(path);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert(file, "%s", path);
    fputs(text, file);
    fclose(file);
}

Test(in, folders_are_walked_in_byte_order_without_hidden_files_and_links)
{
    char folder[] = "/tmp/zaitaku-test-XXXXXX", path[64];

    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/b", folder);
    cr_assert_eq(mkdir(path, 0700), 0);
    write_file(folder, "b/x.csv", "1");
    write_file(folder, "a.csv", "1");
    write_file(folder, "B.csv", "1");
    write_file(folder, ".hidden.csv", "1");
    write_file(folder, "c\x96\xBC.csv", "1");
    snprintf(path, sizeof(path), "%s/out.csv", folder);
    cr_assert_eq(symlink("/etc/passwd", path), 0);
    snprintf(path, sizeof(path), "%s/loop", folder);
    cr_assert_eq(symlink(".", path), 0);
    snprintf(path, sizeof(path), "%s/dangling.csv", folder);
    cr_assert_eq(symlink("nothing", path), 0);
    snprintf(path, sizeof(path), "%s/inside.csv", folder);
    cr_assert_eq(symlink("b/x.csv", path), 0);
    struct buf text = given_listed(folder);
    cr_expect_str_eq(text.ptr,
                     "B.csv\na.csv\nb/x.csv\nc\u540d.csv\ninside.csv\n");
    buf_release(&text);
    nftw(folder, forget, 8, FTW_DEPTH | FTW_PHYS);
}

Test(in, a_file_that_is_not_there_is_a_storage_error)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct err err = {0};

    cr_expect(!in_list("/nowhere/a.csv", &sources, &arena, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect_eq(sources.n, 0);
    arena_release(&arena);
}

Test(in, what_is_neither_file_nor_folder_is_refused)
{
    struct buf text = given_listed("/dev/null");

    cr_expect(strstr(text.ptr, "is not a file"));
    buf_release(&text);
}

Test(in, members_of_a_zip_are_sources)
{
    static const struct given_member member[] = {
        {"folder\\", {"", 0}, false},
        {"folder\\a.csv", {"1,2", 3}, false},
        {"\x96\xBC\x91\x4F.csv", {"3", 1}, false},
        {"\xE8\xA1\xA8.csv", {"4", 1}, false},
        {"__MACOSX/._b.csv", {"5", 1}, false},
        {".DS_Store", {"6", 1}, false},
        {"./c.csv", {"", 0}, false},
    };
    struct buf zip = given_zip(member, sizeof(member) / sizeof(*member));
    const char *path = given_file(buf_str(&zip));
    struct buf text = given_listed(path);
    const char *name = strrchr(path, '/') + 1;
    struct buf expected = {0};

    buf_addf(&expected,
             "%s:folder/a.csv\n%s:\u540d\u524d.csv\n%s:\u8868.csv\n"
             "%s:./c.csv\n",
             name, name, name, name);
    cr_expect_str_eq(text.ptr, expected.ptr);
    buf_release(&expected);
    buf_release(&text);
    buf_release(&zip);
}

Test(in, member_names_that_leave_their_folder_are_refused)
{
    static const char *const names[] = {
        "../a.csv",    "/etc/passwd", "a/../../b.csv", "..\\a.csv",
        "\\\\host\\a", "C:\\a.csv",   "a/..",          "b\\..\\..\\c"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct buf zip = zip_of(names[i], STR("1"));
        refused(buf_str(&zip), "no plain name");
        buf_release(&zip);
    }
}

Test(in, zips_inside_zips_are_refused)
{
    struct buf inner = zip_of("a.csv", STR("1,2\n"));
    struct buf outer = zip_of("a.dat", buf_str(&inner));

    refused(buf_str(&outer), "zip inside a zip");
    buf_release(&inner);
    buf_release(&outer);
}

Test(in, encrypted_members_are_refused)
{
    struct buf zip = zip_of("a.csv", STR("1,2\n"));

    zip.ptr[find(&zip, "PK\1\2", 0) + 8] |= 1; /* general purpose bit 0 */
    zip.ptr[find(&zip, "PK\3\4", 0) + 6] |= 1;
    refused(buf_str(&zip), "encrypted");
    buf_release(&zip);
}

Test(in, a_zip_cut_anywhere_is_an_error)
{
    struct buf content = {0};

    for (int i = 0; i < 3000; i++)
        buf_addf(&content, "%d,%d\n", i, i * i % 977);
    struct buf zip = zip_of("a.csv", buf_str(&content));
    for (size_t len = 4; len < zip.len; len += len < 64 ? 1 : 97) {
        struct buf text =
            given_listed(given_file(str_cut(buf_str(&zip), 0, len)));
        cr_expect(strstr(text.ptr, "error: "), "%zu bytes", len);
        buf_release(&text);
    }
    buf_release(&zip);
    buf_release(&content);
}

Test(in, a_changed_byte_is_an_error)
{
    struct buf zip = zip_of("a.csv", STR("1,2\n3,4\n5,6\n7,8\n"));

    zip.ptr[find(&zip, "PK\1\2", 0) + 16] ^= 1;
    refused(buf_str(&zip), "checksum is wrong");
    buf_release(&zip);
}

Test(in, a_member_that_declares_too_much_is_refused)
{
    struct buf zip = zip_of("a.csv", STR("1,2\n"));

    put(&zip, find(&zip, "PK\1\2", 0) + 24, 0xFFFFFFF0, 4);
    refused(buf_str(&zip), "larger than 2 GiB");
    put(&zip, find(&zip, "PK\1\2", 0) + 24, 0x00FFFFFF, 4);
    refused(buf_str(&zip), "200 times");
    buf_release(&zip);
}

Test(in, a_member_that_is_larger_than_it_says_is_refused)
{
    struct buf content = given_zeros((size_t)64 << 20);
    struct buf zip = zip_of("a.csv", buf_str(&content));

    buf_release(&content);
    put(&zip, find(&zip, "PK\1\2", 0) + 24, 100000, 4);
    put(&zip, find(&zip, "PK\3\4", 0) + 22, 100000, 4);
    refused(buf_str(&zip), "larger than it says");
    buf_release(&zip);
}

Test(in, zip_bombs_are_refused)
{
    struct buf content = given_zeros((size_t)64 << 20);
    struct buf zip = zip_of("a.csv", buf_str(&content));

    buf_release(&content);
    refused(buf_str(&zip), "zip bomb");
    buf_release(&zip);
}

Test(in, small_members_may_be_packed_well)
{
    struct buf content = given_zeros((size_t)1 << 20);
    struct buf zip = zip_of("a.csv", buf_str(&content));
    struct buf text = given_listed(given_file(buf_str(&zip)));

    cr_expect(!strstr(text.ptr, "error: "), "%s", text.ptr);
    buf_release(&text);
    buf_release(&zip);
    buf_release(&content);
}

Test(in, members_that_share_their_bytes_are_refused)
{
    struct buf zip = {0}, text = {0};

    for (int i = 0; i < 4000; i++)
        buf_addf(&text, "%d,", rand());
    struct given_member member[] = {{"a.csv", buf_str(&text), false},
                                    {"b.csv", {"x", 1}, false}};
    zip = given_zip(member, 2);
    size_t a = find(&zip, "PK\1\2", 0), b = find(&zip, "PK\1\2", 1);
    /* the second entry points to the first one's bytes */
    memcpy(zip.ptr + b + 10, zip.ptr + a + 10, 18);
    put(&zip, b + 42, 0, 4);
    refused(buf_str(&zip), "larger than the zip itself");
    buf_release(&zip);
    buf_release(&text);
}

Test(in, more_than_10000_members_are_refused_unread)
{
    struct given_member *member = mem_alloc(10001 * sizeof(*member));
    struct arena arena = {0};

    for (int i = 0; i < 10001; i++)
        member[i] = (struct given_member){
            .name = arena_format(&arena, "%d.csv", i), .bytes = {"1", 1}};
    struct buf zip = given_zip(member, 10001);
    refused(buf_str(&zip), "more than 10000 members");
    buf_release(&zip);
    arena_release(&arena);
    free(member);
}

Test(in, a_directory_that_is_larger_than_its_count_is_refused)
{
    struct buf zip = zip_of("a.csv", STR("1"));

    put(&zip, find(&zip, "PK\5\6", 0) + 12, (uint64_t)5 << 20, 4);
    refused(buf_str(&zip), "more than 10000 members");
    buf_release(&zip);
}

Test(in, an_empty_zip_has_no_sources)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct err err = {0};
    char end[23] = "PK\5\6";

    cr_expect(
        in_list(given_file((struct str){end, 22}), &sources, &arena, &err),
        "%s", err.text);
    cr_expect_eq(sources.n, 0);
    arena_release(&arena);
}

Test(in, a_missing_part_is_no_error_and_parts_follow_each_other)
{
    struct buf zip = zip_of("a.csv", STR("1"));
    struct arena arena = {0};
    struct in_source source = given_source(&arena, given_file(buf_str(&zip)));
    struct err err = {0};
    struct in_parts *parts = in_parts_open(&source, &err);
    bool found = true;

    cr_assert_not_null(parts);
    cr_expect_null(in_part(parts, "b.csv", &found, &err));
    cr_expect(!found);
    cr_expect_eq(err.class, ERR_NONE);
    for (int i = 0; i < 2; i++) {
        char byte = '\0';
        size_t got = 0;
        struct in *in = in_part(parts, "a.csv", &found, &err);
        cr_assert(in && found);
        cr_expect(in_read(in, &byte, 1, &got, &err));
        cr_expect_eq(byte, '1');
        in_close(in);
    }
    in_parts_close(parts);
    arena_release(&arena);
    buf_release(&zip);
}

/* FIPS 180-2, appendix B.1. */
Test(in, sha256_is_that_of_the_standard)
{
    static const char abc[] = "ba7816bf8f01cfea414140de5dae2223"
                              "b00361a396177a9cb410ff61f20015ad";
    char hex[65];
    struct err err = {0};

    sha256_of("abc", 3, hex);
    cr_expect_str_eq(hex, abc);
    cr_expect(in_sha256(given_file(STR("abc")), hex, &err));
    cr_expect_str_eq(hex, abc);
    cr_expect(!in_sha256("/nowhere", hex, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
}

static void read_to_end(const struct in_source *source, struct buf *bytes)
{
    struct err err = {0};
    struct in *in = in_open(source, &err);
    char chunk[5];
    size_t got = 1;

    cr_assert(in, "%s", err.text);
    buf_clear(bytes);
    while (got > 0) {
        cr_assert(in_read(in, chunk, sizeof(chunk), &got, &err), "%s",
                  err.text);
        buf_add(bytes, chunk, got);
    }
    in_close(in);
}

Test(in, a_pipe_that_was_spooled_is_read_from_its_start_each_time)
{
    struct in_source source = {0};
    struct buf bytes = {0};
    struct err err = {0};
    int end[2];

    cr_assert_eq(pipe(end), 0);
    cr_assert_eq(write(end[1], "id,name\n1,a\n", 12), 12);
    close(end[1]);
    cr_assert(in_spool(end[0], "stdin", &source, &err), "%s", err.text);
    cr_expect_str_eq(source.label, "stdin");
    for (int i = 0; i < 2; i++) {
        read_to_end(&source, &bytes);
        cr_expect_str_eq(bytes.ptr, "id,name\n1,a\n");
    }
    in_spool_close(&source);
    in_spool_close(&source); /* does nothing again */
    close(end[0]);
    buf_release(&bytes);
}

Test(in, a_descriptor_that_cannot_be_read_is_no_spool)
{
    struct in_source source = {0};
    struct err err = {0};
    int end[2];

    cr_assert_eq(pipe(end), 0);
    cr_expect(!in_spool(end[1], "stdin", &source, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "'stdin'"), "%s", err.text);
    in_spool_close(&source);
    close(end[0]);
    close(end[1]);
}
