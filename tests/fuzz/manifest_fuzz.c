/* Any bytes as the manifest of a snapshot and as a catalogue of sources: what
 * is believed keeps the promises of snapshot.h and catalogue.h, and a manifest
 * that was read is written as it was. */
#include "fetch/catalogue.h"
#include "fetch/snapshot_manifest.h"
#include "fetch/snapshot_name.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Kept for the whole run; removed when it ends in order. */
static char folder[] = "/tmp/zaitaku-fuzz-XXXXXX";
static char manifest[sizeof(folder) + 16];
static int folder_fd = -1;

static void promise(bool kept, const char *which)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", which);
    abort();
}

static void clear_away(void)
{
    unlink(manifest);
    rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    promise(mkdtemp(folder) != NULL, "a folder");
    snprintf(manifest, sizeof(manifest), "%s/" SNAPSHOT_MANIFEST, folder);
    folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    promise(folder_fd >= 0, "the folder opens");
    atexit(clear_away);
    return 0;
}

static void put(const void *bytes, size_t size)
{
    int fd = open(manifest, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    promise(fd >= 0 && write(fd, bytes, size) == (ssize_t)size && !close(fd),
            "the file is written");
}

/* ---- a manifest ---- */

static void check_snapshot(const struct snapshot *snapshot)
{
    promise(snapshot->n_file > 0, "a snapshot has files");
    promise(snapshot->source && snapshot_is_id(snapshot->source),
            "a source's id is one");
    promise(!snapshot->as_of || snapshot_is_date(snapshot->as_of),
            "a date is one");
    for (size_t i = 0; i < snapshot->n_file; i++) {
        const struct snapshot_file *file = &snapshot->file[i];
        promise(snapshot_is_file(file->name) && !strchr(file->name, '/'),
                "a file lies in its folder");
        promise(file->url != NULL, "a file has an address");
        promise(strlen(file->sha256) == 64 &&
                    strspn(file->sha256, "0123456789abcdef") == 64,
                "a hash is one");
        promise(i == 0 || strcmp(file[-1].name, file->name) < 0,
                "files are sorted");
    }
    for (size_t i = 0; i < snapshot->n_count; i++)
        promise((unsigned)snapshot->count[i].scope < SCOPE_COUNT &&
                    snapshot->count[i].key,
                "a count has a scope and a key");
    for (size_t i = 0; i < snapshot->n_warning; i++)
        promise(snapshot->warning[i] != NULL, "a warning has words");
}

/* True when it was believed; then `out` is how it is written. */
static bool read_manifest(struct buf *out, struct arena *arena)
{
    struct snapshot snapshot = {0};
    struct err err = {0};
    bool ours = false;
    bool ok = snapshot_manifest_read(folder_fd, folder, &snapshot, &ours, arena,
                                     &err);

    promise(ok == (err.class == ERR_NONE), "an error is stated");
    promise(ok || err.class == ERR_STORAGE,
            "a manifest is refused as a fault of the folder");
    if (!ok || !ours)
        return false;
    check_snapshot(&snapshot);
    snapshot_manifest_write(&snapshot, out);
    return true;
}

static void fuzz_manifest(const void *bytes, size_t size)
{
    struct arena arena = {0};
    struct buf once = {0}, twice = {0};

    put(bytes, size);
    if (read_manifest(&once, &arena)) {
        put(once.ptr, once.len);
        promise(read_manifest(&twice, &arena), "what is written can be read");
        promise(str_eq(buf_str(&once), buf_str(&twice)),
                "what is read is written as it was");
    }
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
}

/* ---- a catalogue ---- */

static void check_source(const struct catalogue *catalogue,
                         const struct source *source)
{
    promise(snapshot_is_id(source->id), "an id may be a folder's name");
    promise(catalogue_find(catalogue, source->id) == source,
            "an id finds its source");
    promise(source->title && source->publisher && source->licence &&
                source->attribution,
            "a source has a publisher and a licence");
    promise((unsigned)source->role < ROLE_COUNT, "a role is one");
    promise(source->n_link + source->n_file > 0, "a source has files");
    promise(source->n_link == 0 || source->page, "links stand on a page");
    promise(source->n_host > 0, "a source has a host");
    for (size_t i = 0; i < source->n_host; i++)
        promise(source_has_host(source, source->host[i]), "hosts are found");
    for (size_t i = 0; i < source->n_link; i++)
        promise((unsigned)source->link[i].expect < EXPECT_COUNT,
                "something is expected of a link");
    for (size_t i = 0; i < source->n_file; i++)
        promise(source->file[i].url &&
                    (unsigned)source->file[i].expect < EXPECT_COUNT,
                "something is expected of a file");
}

static void fuzz_catalogue(const void *bytes, size_t size)
{
    struct catalogue catalogue = {0};
    struct err err = {0};

    put(bytes, size);
    bool ok = catalogue_read(manifest, &catalogue, &err);
    promise(ok == (err.class == ERR_NONE), "an error is stated");
    promise(ok || err.class == ERR_INPUT, "a catalogue is refused as an input");
    for (size_t i = 0; ok && i < catalogue.n; i++)
        check_source(&catalogue, &catalogue.item[i]);
    catalogue_release(&catalogue);
}

/* The catalogue is read over the shipped one, which takes its time: not of
 * what is meant to be a manifest. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct str mark = STR("zaitaku_snapshot");

    fuzz_manifest(data, size);
    if (str_find((struct str){(const char *)data, size}, mark) == SIZE_MAX)
        fuzz_catalogue(data, size);
    return 0;
}
