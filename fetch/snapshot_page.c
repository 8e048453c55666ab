/*
 * What is not complete yet, and pages that were seen: files in DATA/.partial,
 * named by the hash of their URL. A page begins with one line of JSON, its
 * bytes follow as they came.
 */
#include "base/in.h"
#include "base/out.h"
#include "fetch/json.h"
#include "fetch/snapshot_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than http.h lets through: what is larger was not written here. */
#define MAX_KEPT_PAGE ((size_t)16 << 20)

const char *snapshot_partial(const struct snapshot_store *store,
                             const char *url, struct arena *arena)
{
    char sha256[65];

    sha256_of(url, strlen(url), sha256);
    return arena_format(arena, "%s/%s/%s", store->data, SNAPSHOT_PARTIAL,
                        sha256);
}

bool snapshot_is_partial(const char *name)
{
    /* A page that is being written begins with a dot. */
    return strspn(name[0] == '.' ? name + 1 : name, "0123456789abcdef") == 64;
}

static const char *name_of(const char *url, struct arena *arena)
{
    char sha256[65];

    sha256_of(url, strlen(url), sha256);
    return arena_format(arena, "%s.page", sha256);
}

/* A page that cannot be read is not kept: it is fetched anew. */
static bool parse(struct str bytes, const char *url, struct snapshot_page *page,
                  struct arena *arena)
{
    struct str rest = bytes, line;
    struct err ignored;
    uint64_t version = 0;
    const char *own = "";

    if (!str_part(&rest, '\n', &line) || !rest.ptr)
        return false;
    struct json *head = json_parse(line, "", &ignored);
    bool ok = head && json_count(json_member(head, "zaitaku_page"), &version) &&
              version == 1 && json_text(json_member(head, "url"), &own) &&
              strcmp(own, url) == 0;
    if (ok)
        *page = (struct snapshot_page){
            .etag = json_kept(head, "etag", arena),
            .modified = json_kept(head, "modified", arena),
            .charset = json_kept(head, "charset", arena),
            .base = json_kept(head, "base", arena),
            .html = rest,
        };
    json_free(head);
    return ok;
}

bool snapshot_page_get(const struct snapshot_store *store, const char *url,
                       struct snapshot_page *page, bool *found,
                       struct arena *arena, struct err *err)
{
    const char *name = name_of(url, arena);
    const char *folder =
        arena_format(arena, "%s/%s", store->data, SNAPSHOT_PARTIAL);
    struct stat info;
    struct str bytes;

    *found = false;
    if (fstatat(store->partial, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || snapshot_fail(err, _("open"), folder, name);
    if (!S_ISREG(info.st_mode) || (size_t)info.st_size > MAX_KEPT_PAGE)
        return true;
    if (!out_read_back(folder, name, MAX_KEPT_PAGE, arena, &bytes, err))
        return false;
    *found = parse(bytes, url, page, arena);
    return true;
}

static const char *known(const char *text)
{
    return text && str_valid_utf8(str_of(text)) ? text : NULL;
}

bool snapshot_page_put(struct snapshot_store *store, const char *url,
                       const struct snapshot_page *page, struct err *err)
{
    struct arena arena = {0};
    struct buf out = {0};
    const char *path =
        arena_format(&arena, "%s.page", snapshot_partial(store, url, &arena));
    char *temporary = out_file_begin(path);

    buf_add_text(&out, "{\"zaitaku_page\":1,\"url\":");
    buf_add_json_text(&out, url);
    buf_add_text(&out, ",\"etag\":");
    buf_add_json_text(&out, known(page->etag));
    buf_add_text(&out, ",\"modified\":");
    buf_add_json_text(&out, known(page->modified));
    buf_add_text(&out, ",\"charset\":");
    buf_add_json_text(&out, known(page->charset));
    buf_add_text(&out, ",\"base\":");
    buf_add_json_text(&out, known(page->base));
    buf_add_text(&out, "}\n");
    buf_add_str(&out, page->html);
    int fd = open(temporary,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool ok = (fd >= 0 && out_put(fd, buf_str(&out))) ||
              snapshot_fail(err, _("write"), path, "");
    if (fd >= 0 && close(fd) != 0 && ok)
        ok = snapshot_fail(err, _("write"), path, "");
    if (!ok)
        unlink(temporary);
    ok = ok && out_file_publish(temporary, path, err);
    free(temporary);
    buf_release(&out);
    arena_release(&arena);
    return ok;
}
