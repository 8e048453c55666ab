#include "base/out_tree.h"
#include "base/scratch.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char parent[] = "/tmp/zaitaku-base-XXXXXX";

static void begin(void)
{
    cr_assert_not_null(mkdtemp(parent));
    setenv("TMPDIR", parent, 1);
}

static void end(void)
{
    out_remove_tree(AT_FDCWD, parent);
}

TestSuite(scratch, .init = begin, .fini = end);

static const char *in_parent(const char *name)
{
    static char path[8][256];
    static size_t n;
    char *to = path[n++ % 8];

    snprintf(to, sizeof(path[0]), "%s/%s", parent, name);
    return to;
}

static void put(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    cr_assert(fd >= 0, "%s", path);
    close(fd);
}

static bool is_there(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0;
}

static struct scratch *opened(void)
{
    struct err err = {0};
    struct scratch *scratch = scratch_open(&err);

    cr_assert_not_null(scratch, "%s", err.text);
    return scratch;
}

Test(scratch, nobody_else_may_enter_the_folder)
{
    struct stat about;

    umask(0);
    struct scratch *scratch = opened();
    cr_assert_eq(stat(scratch_path(scratch), &about), 0);
    cr_expect_eq(about.st_mode & 07777, 0700);
    cr_expect_eq(strncmp(scratch_path(scratch), parent, strlen(parent)), 0);
    scratch_close(scratch);
}

Test(scratch, the_folder_goes_with_all_that_is_in_it)
{
    struct scratch *scratch = opened();
    char path[256], inner[300];

    snprintf(path, sizeof(path), "%s", scratch_path(scratch));
    snprintf(inner, sizeof(inner), "%s/folder", path);
    cr_assert_eq(mkdir(inner, 0700), 0);
    strcat(inner, "/a");
    put(inner);
    scratch_close(scratch);
    cr_expect_not(is_there(path));
}

Test(scratch, what_a_run_that_died_has_left_is_removed)
{
    const char *left = in_parent("zaitaku-scratch-a1B2c3");

    cr_assert_eq(mkdir(left, 0700), 0);
    put(in_parent("zaitaku-scratch-a1B2c3/map.shp"));
    scratch_close(opened());
    cr_expect_not(is_there(left));
}

Test(scratch, the_folder_of_a_run_that_lives_stays)
{
    struct scratch *first = opened();
    struct scratch *second = opened();

    cr_expect(is_there(scratch_path(first)));
    cr_expect_str_neq(scratch_path(first), scratch_path(second));
    scratch_close(second);
    cr_expect(is_there(scratch_path(first)));
    scratch_close(first);
}

Test(scratch, what_is_not_ours_stays)
{
    const char *longer = in_parent("zaitaku-scratch-a1B2c3d");
    const char *file = in_parent("zaitaku-scratch-d4E5f6");
    const char *link = in_parent("zaitaku-scratch-g7H8i9");
    const char *behind = in_parent("behind/a");

    cr_assert_eq(mkdir(longer, 0700), 0);
    cr_assert_eq(mkdir(in_parent("behind"), 0700), 0);
    put(file);
    put(behind);
    cr_assert_eq(symlink(in_parent("behind"), link), 0);
    scratch_close(opened());
    cr_expect(is_there(longer));
    cr_expect(is_there(file));
    cr_expect(is_there(link));
    cr_expect(is_there(behind));
}

Test(scratch, a_folder_that_cannot_be_made_names_where)
{
    struct err err = {0};

    setenv("TMPDIR", in_parent("none"), 1);
    cr_expect_null(scratch_open(&err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, in_parent("none")), "%s", err.text);
    cr_expect(strstr(err.text, strerror(ENOENT)), "%s", err.text);
}

Test(scratch, an_empty_tmpdir_is_none)
{
    setenv("TMPDIR", "", 1);
    struct scratch *scratch = opened();

    cr_expect_eq(strncmp(scratch_path(scratch), "/tmp/", 5), 0);
    scratch_close(scratch);
}
