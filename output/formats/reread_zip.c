#include "output/formats/reread_own.h"

#include <zip.h>

/* Of ours none is larger together, nor has more members. */
#define MAX_BYTES ((zip_uint64_t)1 << 30)
#define MAX_MEMBERS 100

static bool read_member(zip_t *zip, zip_uint64_t i, zip_uint64_t room,
                        struct reread_member *member, struct arena *arena)
{
    zip_stat_t info;
    zip_file_t *file;
    bool ok = false;

    if (zip_stat_index(zip, i, 0, &info) != 0 || info.size > room)
        return false;
    file = zip_fopen_index(zip, i, 0);
    if (file) {
        char *text = arena_alloc(arena, info.size + 1);
        ok = zip_fread(file, text, info.size) == (zip_int64_t)info.size;
        *member = (struct reread_member){str_keep(arena, str_of(info.name)),
                                         {text, info.size}};
    }
    if (file && zip_fclose(file) != 0)
        ok = false;
    return ok && member->name;
}

bool reread_members(const char *name, struct str bytes,
                    struct reread_member **member, size_t *n,
                    struct arena *arena, struct err *err)
{
    zip_source_t *source =
        zip_source_buffer_create(bytes.ptr, bytes.len, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    zip_int64_t entries = zip ? zip_get_num_entries(zip, 0) : -1;
    bool ok = entries > 0 && entries <= MAX_MEMBERS;

    if (!zip && source)
        zip_source_free(source);
    *n = 0;
    *member =
        ok ? arena_alloc(arena, (size_t)entries * sizeof(**member)) : NULL;
    zip_uint64_t room = MAX_BYTES;
    while (ok && (zip_int64_t)*n < entries) {
        ok = read_member(zip, *n, room, &(*member)[*n], arena);
        room -= ok ? (*member)[*n].bytes.len : 0;
        ++*n;
    }
    if (zip)
        zip_discard(zip);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not a readable zip"), name);
}

REREAD(kmz)
{
    struct reread_member *member;
    size_t n;

    if (!reread_members(name, bytes, &member, &n, arena, err))
        return false;
    for (size_t i = 1; i < n; i++)
        reread_add(reread, arena, member[i].bytes);
    return reread_kml(name, member[0].bytes, reread, arena, err);
}
