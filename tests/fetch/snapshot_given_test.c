#include "tests/fetch/snapshot_given.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char data[64];

static int forget(const char *path, const struct stat *about, int flag,
                  struct FTW *ftw)
{
    (void)about, (void)flag, (void)ftw;
    return remove(path);
}

static void end(void)
{
    nftw(data, forget, 16, FTW_DEPTH | FTW_PHYS);
}

const char *given_data(void)
{
    if (!data[0]) {
        strcpy(data, "/tmp/zaitaku-snapshot-XXXXXX");
        cr_assert(mkdtemp(data));
        atexit(end);
        setenv("SOURCE_DATE_EPOCH", "1764547200", 1); /* 2025-12-01 */
    }
    return data;
}

const char *given_path(const char *format, ...)
{
    static char path[8][512];
    static unsigned turn;
    char *text = path[turn++ % 8];
    va_list args;

    int n = snprintf(text, 512, "%s/", given_data());
    va_start(args, format);
    vsnprintf(text + n, 512 - (size_t)n, format, args);
    va_end(args);
    return text;
}

void given_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    cr_assert(file, "%s", path);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

const char *given_get(const char *path, bool *there)
{
    static char text[1 << 16];
    FILE *file = fopen(path, "r");
    size_t n = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

    *there = file != NULL;
    text[n] = '\0';
    if (file)
        fclose(file);
    return text;
}

bool given_there(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0;
}

const char *given_snapshot(const struct given *given, bool *same)
{
    static struct arena arena;
    static const char url[] = "https://publisher.test/files/a.csv";
    struct err err = {0};
    struct snapshot_file file = {
        .name = "a.csv",
        .url = url,
        .etag = "\"1\"",
        .listing = given->listing ? given->listing : "kaigo",
    };
    struct snapshot snapshot = {
        .source = given->source,
        .title = "介護",
        .publisher = "厚生労働省",
        .licence = "PDL1.0",
        .attribution = "出典：厚生労働省",
        .as_of = given->as_of,
        .refused = given->refused,
        .file = &file,
        .n_file = 1,
    };
    bool ignored;
    struct snapshot_store *store = snapshot_open(given_data(), &err);

    cr_assert(store, "%s", err.text);
    const char *partial = snapshot_partial(store, url, &arena);
    given_put(partial, given->text);
    given_put(arena_format(&arena, "%s.meta", partial), "{}");
    bool ok = snapshot_begin(store, given->source, &arena, &err) &&
              snapshot_take(store, given->source, partial, "a.csv", &err) &&
              snapshot_publish(store, &snapshot, same ? same : &ignored, &arena,
                               &err);
    snapshot_close(store);
    cr_assert(ok, "%s", err.text);
    return snapshot.folder;
}
