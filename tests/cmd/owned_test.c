/* OUT is replaced as a whole: what would lie in it, however it is spelled. */
#include "cmd/owned.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void enter(void)
{
    snprintf(folder, sizeof(folder), "/tmp/zaitaku-owned-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    cr_assert_eq(mkdir("out", 0755), 0);
    cr_assert_eq(mkdir("side", 0755), 0);
    cr_assert_eq(symlink("out", "link"), 0);
}

static void leave(void)
{
    cr_assert_eq(chdir("/"), 0);
    char command[128];
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
}

TestSuite(owned, .init = enter, .fini = leave);

Test(owned, what_lies_in_out_is_seen_in_every_spelling)
{
    char whole[128];

    snprintf(whole, sizeof(whole), "%s/out", folder);
    cr_assert(owned_holds("out", "out/data"));
    cr_assert(owned_holds("out/", "./out/data"));
    cr_assert(owned_holds(whole, "out/data"));
    cr_assert(owned_holds("./side/../out", "out//data/x"));
    cr_assert(owned_holds("out", "link/data"));
    cr_assert(owned_holds("link", "out/data"));
    cr_assert(owned_holds("out", "out"));
    cr_assert(owned_holds("out", whole));
    cr_assert(owned_holds("side/../out", "side/./../out/s.gpkg"));
}

Test(owned, out_need_not_be_there)
{
    char whole[128];

    snprintf(whole, sizeof(whole), "%s/new/out", folder);
    cr_assert(owned_holds("new/out", "new/out/data"));
    cr_assert(owned_holds(whole, "new/out/s.gpkg"));
    cr_assert(owned_holds("./new/out", "new/x/../out/data"));
    cr_assert_not(owned_holds("new/out", "new/data"));
}

Test(owned, what_lies_beside_out_is_not_in_it)
{
    cr_assert_not(owned_holds("out", "outside/data"));
    cr_assert_not(owned_holds("out", "side/data"));
    cr_assert_not(owned_holds("out", "."));
    cr_assert_not(owned_holds("out", "out/../data"));
    cr_assert_not(owned_holds("out/inner", "out/data"));
    cr_assert_not(owned_holds("out", "/tmp"));
}

Test(owned, what_cannot_be_told_counts_as_inside)
{
    char path[5000];

    for (size_t i = 0; i + 1 < sizeof(path); i++)
        path[i] = i % 50 ? 'a' : '/';
    path[sizeof(path) - 1] = '\0';
    cr_assert(owned_holds("out", path));
}

Test(owned, a_store_in_out_is_refused_before_out_is_there)
{
    struct err err = {0};

    cr_assert_not(owned_check("later", "./later/s.gpkg", &err));
    cr_assert_eq(err.class, ERR_USAGE);
    cr_assert(owned_check("later", "s.gpkg", &err));
}
