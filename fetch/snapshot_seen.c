/*
 * Marks that a server gave to bytes which a snapshot has under others: files in
 * DATA/.partial, a line of JSON each, named by the hash of their URL.
 */
#include "base/in.h"
#include "base/out.h"
#include "fetch/json.h"
#include "fetch/snapshot_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_SEEN ((size_t)64 << 10)

static bool parse(struct str bytes, const char *url, struct snapshot_seen *seen,
                  struct arena *arena)
{
    struct err ignored;
    uint64_t version = 0;
    const char *own = "", *sha256 = "";
    struct json *line = json_parse(bytes, "", &ignored);
    bool ok = line && json_count(json_member(line, "zaitaku_seen"), &version) &&
              version == 1 && json_text(json_member(line, "url"), &own) &&
              strcmp(own, url) == 0 &&
              json_text(json_member(line, "sha256"), &sha256) &&
              strlen(sha256) == 64;

    if (ok) {
        *seen = (struct snapshot_seen){
            .etag = json_kept(line, "etag", arena),
            .modified = json_kept(line, "modified", arena),
        };
        memcpy(seen->sha256, sha256, sizeof(seen->sha256));
    }
    json_free(line);
    return ok;
}

static const char *name_of(const char *url, struct arena *arena)
{
    char sha256[65];

    sha256_of(url, strlen(url), sha256);
    return arena_format(arena, "%s.seen", sha256);
}

bool snapshot_seen_get(const struct snapshot_store *store, const char *url,
                       struct snapshot_seen *seen, struct arena *arena)
{
    const char *name = name_of(url, arena);
    struct err ignored;
    struct str bytes;

    return faccessat(store->partial, name, R_OK, AT_SYMLINK_NOFOLLOW) == 0 &&
           out_read_back(
               arena_format(arena, "%s/%s", store->data, SNAPSHOT_PARTIAL),
               name, MAX_SEEN, arena, &bytes, &ignored) &&
           parse(bytes, url, seen, arena);
}

static const char *known(const char *text)
{
    return text && str_valid_utf8(str_of(text)) ? text : NULL;
}

static void write_seen(const char *path, const char *url,
                       const struct snapshot_seen *seen)
{
    struct buf out = {0};
    char *temporary = out_file_begin(path);

    buf_add_text(&out, "{\"zaitaku_seen\":1,\"url\":");
    buf_add_json_text(&out, url);
    buf_add_text(&out, ",\"sha256\":");
    buf_add_json_text(&out, seen->sha256);
    buf_add_text(&out, ",\"etag\":");
    buf_add_json_text(&out, known(seen->etag));
    buf_add_text(&out, ",\"modified\":");
    buf_add_json_text(&out, known(seen->modified));
    buf_add_text(&out, "}\n");
    int fd = open(temporary,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool ok = fd >= 0 && out_put(fd, buf_str(&out));
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    /* Not synced: what a power cut tears is not believed, and costs little. */
    if (!ok || rename(temporary, path) != 0)
        unlink(temporary);
    free(temporary);
    buf_release(&out);
}

void snapshot_seen_put(struct snapshot_store *store, const char *url,
                       const struct snapshot_seen *seen)
{
    struct arena arena = {0};
    const char *name = name_of(url, &arena);

    if (seen)
        write_seen(arena_format(&arena, "%s/%s/%s", store->data,
                                SNAPSHOT_PARTIAL, name),
                   url, seen);
    else
        unlinkat(store->partial, name, 0);
    arena_release(&arena);
}
