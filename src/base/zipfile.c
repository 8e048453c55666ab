#include "base/zipfile.h"

#include "base/in_encoding.h"
#include "base/zipfile_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#define NAME_BYTES 1024
#define FREE_BYTES ((uint64_t)1 << 20) /* below this the ratio is no matter */

struct zipfile {
    zip_t *zip;
    zip_file_t *file; /* the member being read */
    const char *label;
    uint64_t packed, size, got; /* of that member, in bytes */
};

/* Why reading failed; a msgid, or libzip's own words. */
static const char *cause_of(zip_error_t *error)
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOZIP:
    case ZIP_ER_EOF:
        return _("it is cut off");
    case ZIP_ER_INCONS:
    case ZIP_ER_SEEK:
        return _("its parts contradict each other");
    case ZIP_ER_CRC:
        return _("its checksum is wrong");
    case ZIP_ER_ZLIB:
    case ZIP_ER_COMPRESSED_DATA:
        return _("its packed data is damaged");
    case ZIP_ER_COMPNOTSUPP:
        return _("its way of packing is not known");
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
        return _("it is encrypted");
    default:
        return zip_error_strerror(error);
    }
}

static bool damaged(const char *label, zip_error_t *error, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' cannot be unpacked: %s; fetch it again"), label,
                   cause_of(error));
}

static bool refused(const char *label, const char *why, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' is refused: %s; get it again from its publisher"),
                   label, why);
}

/* Members that share their packed bytes let a small zip unpack without end. */
static bool members_overlap(zip_t *zip, uint64_t zip_bytes)
{
    zip_int64_t n = zip_get_num_entries(zip, 0);
    uint64_t sum = 0;
    zip_stat_t stat;

    for (zip_int64_t i = 0; i < n && sum <= zip_bytes; i++)
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) == 0 &&
            stat.valid & ZIP_STAT_COMP_SIZE)
            sum += stat.comp_size < zip_bytes ? stat.comp_size : zip_bytes + 1;
    return sum > zip_bytes;
}

/* Takes `source` over. */
static struct zipfile *zipfile_of(zip_source_t *source, uint64_t zip_bytes,
                                  const char *label, struct err *err)
{
    zip_error_t error;

    zip_error_init(&error);
    zip_t *opened = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!opened) {
        damaged(label, &error, err);
        zip_error_fini(&error);
        zip_source_free(source);
        return NULL;
    }
    zip_error_fini(&error);
    if (members_overlap(opened, zip_bytes)) {
        refused(label, _("its members are larger than the zip itself"), err);
        zip_discard(opened);
        return NULL;
    }
    struct zipfile *zip = mem_alloc(sizeof(*zip));
    *zip = (struct zipfile){.zip = opened, .label = label};
    return zip;
}

static bool guard_path(const char *path, const char *label, uint64_t *zip_bytes,
                       struct err *err)
{
    struct zipfile_extent extent = {.fd = open(path, O_RDONLY | O_CLOEXEC)};
    struct stat about;
    bool ok = extent.fd >= 0 && fstat(extent.fd, &about) == 0;

    if (ok) {
        *zip_bytes = extent.size = (uint64_t)about.st_size;
        ok = zipfile_guard(&extent, label, err);
    } else {
        err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), path,
                strerror(errno));
    }
    if (extent.fd >= 0)
        close(extent.fd);
    return ok;
}

struct zipfile *zipfile_open(const char *path, const char *label,
                             struct err *err)
{
    uint64_t zip_bytes = 0;

    if (!guard_path(path, label, &zip_bytes, err))
        return NULL;
    zip_source_t *source = zip_source_file_create(path, 0, -1, NULL);
    if (source)
        return zipfile_of(source, zip_bytes, label, err);
    err_set(err, ERR_INTERNAL, _("cannot hold '%s'"), label);
    return NULL;
}

static char *read_whole(struct zipfile *zip, size_t *len, struct err *err)
{
    char *bytes = NULL;
    size_t cap = 0, got = 1;

    for (*len = 0; got > 0; *len += got) {
        bytes = mem_room(bytes, *len, &cap, 1);
        if (!zipfile_read(zip, bytes + *len, cap - *len, &got, err))
            break;
        if (*len + got > IN_MAX_INNER) {
            err_set(err, ERR_INPUT,
                    _("'%s' is refused: a workbook of more than %d MiB inside "
                      "a zip; unpack the zip first"),
                    zip->label, (int)(IN_MAX_INNER >> 20));
            break;
        }
    }
    if (got == 0)
        return bytes;
    free(bytes);
    return NULL;
}

struct zipfile *zipfile_open_within(struct zipfile *outer, uint64_t index,
                                    const char *label, struct err *err)
{
    struct zipfile *inner = NULL;
    zip_source_t *source;
    char *bytes = NULL;
    size_t len;

    if (!zipfile_start(outer, index, label, err))
        goto done;
    bytes = read_whole(outer, &len, err);
    if (!bytes)
        goto done;
    struct zipfile_extent extent = {.fd = -1, .bytes = bytes, .size = len};
    if (!zipfile_guard(&extent, label, err))
        goto done;
    source = zip_source_buffer_create(bytes, len, 1, NULL);
    if (!source) {
        err_set(err, ERR_INTERNAL, _("cannot hold '%s'"), label);
        goto done;
    }
    bytes = NULL; /* the source frees it */
    inner = zipfile_of(source, len, label, err);
done:
    free(bytes);
    zipfile_close(outer);
    return inner;
}

uint64_t zipfile_count(const struct zipfile *zip)
{
    zip_int64_t n = zip_get_num_entries(zip->zip, 0);

    return n > 0 ? (uint64_t)n : 0;
}

static bool limits_ok(const zip_stat_t *stat, const char *label,
                      struct err *err)
{
    uint64_t packed = stat->comp_size;

    if (stat->encryption_method != ZIP_EM_NONE)
        return err_set(err, ERR_INPUT,
                       _("'%s' is refused: it is encrypted; unpack it with its "
                         "password and name the unpacked file"),
                       label);
    if (stat->size > IN_MAX_BYTES)
        return refused(label, _("it is larger than 2 GiB unpacked"), err);
    if (stat->size > FREE_BYTES && stat->size / IN_MAX_RATIO > packed)
        return refused(label,
                       _("it unpacks to more than 200 times its size, as only "
                         "a zip bomb does"),
                       err);
    return true;
}

static bool stat_of(struct zipfile *zip, uint64_t index, const char *label,
                    zip_stat_t *stat, struct err *err)
{
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE |
                                ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

    zip_stat_init(stat);
    if (zip_stat_index(zip->zip, index, ZIP_FL_ENC_RAW, stat) != 0)
        return damaged(label, zip_get_error(zip->zip), err);
    if ((stat->valid & wanted) != wanted)
        return refused(label, _("it does not say how large it is"), err);
    return limits_ok(stat, label, err);
}

/* Names are never used as paths; one that looks for trouble is refused all
 * the same, because then the rest is not to be trusted either. */
static bool name_is_harmless(struct str name)
{
    struct str part;

    if (name.len == 0 || name.len > NAME_BYTES || name.ptr[0] == '/')
        return false;
    if (name.len > 1 && name.ptr[1] == ':')
        return false;
    while (str_part(&name, '/', &part))
        if (str_is(part, ".."))
            return false;
    return true;
}

bool zipfile_get(struct zipfile *zip, uint64_t index, struct arena *arena,
                 struct zipfile_member *member, struct err *err)
{
    zip_stat_t stat;
    const char *raw = zip_get_name(zip->zip, index, ZIP_FL_ENC_RAW);

    if (!raw)
        return damaged(zip->label, zip_get_error(zip->zip), err);
    char *name = arena_format(arena, "%s", encoding_name(arena, raw));
    for (char *at = name; (at = strchr(at, '\\')) != NULL;)
        *at = '/';
    const char *label = arena_format(arena, "%s:%s", zip->label, name);
    if (!name_is_harmless(str_of(name)))
        return refused(
            label, _("the member's name is no plain name in a folder"), err);
    if (!stat_of(zip, index, label, &stat, err))
        return false;
    *member = (struct zipfile_member){
        .name = name,
        .size = stat.size,
        .folder = str_ends(str_of(name), STR("/")),
    };
    return true;
}

bool zipfile_find(struct zipfile *zip, const char *name, uint64_t *index)
{
    struct arena arena = {0};
    zip_int64_t at = zip_name_locate(zip->zip, name, ZIP_FL_ENC_RAW);

    for (uint64_t i = 0; at < 0 && i < zipfile_count(zip); i++) {
        const char *raw = zip_get_name(zip->zip, i, ZIP_FL_ENC_RAW);
        if (raw && strcmp(encoding_name(&arena, raw), name) == 0)
            at = (zip_int64_t)i;
        arena_reset(&arena);
    }
    arena_release(&arena);
    *index = at < 0 ? 0 : (uint64_t)at;
    return at >= 0;
}

bool zipfile_start(struct zipfile *zip, uint64_t index, const char *label,
                   struct err *err)
{
    zip_stat_t stat;

    zip->label = label;
    if (zip->file)
        zip_fclose(zip->file);
    zip->file = NULL;
    if (!stat_of(zip, index, label, &stat, err))
        return false;
    zip->file = zip_fopen_index(zip->zip, index, 0);
    if (!zip->file)
        return damaged(label, zip_get_error(zip->zip), err);
    zip->packed = stat.comp_size;
    zip->size = stat.size;
    zip->got = 0;
    return true;
}

bool zipfile_read(struct zipfile *zip, void *bytes, size_t size, size_t *got,
                  struct err *err)
{
    zip_int64_t n = zip_fread(zip->file, bytes, size);

    if (n < 0)
        return damaged(zip->label, zip_file_get_error(zip->file), err);
    zip->got += (uint64_t)n;
    if (zip->got > zip->size)
        return refused(zip->label, _("it is larger than it says"), err);
    if (n == 0 && zip->got < zip->size)
        return refused(zip->label, _("it is smaller than it says"), err);
    *got = (size_t)n;
    return true;
}

void zipfile_close(struct zipfile *zip)
{
    if (!zip)
        return;
    if (zip->file)
        zip_fclose(zip->file);
    zip_discard(zip->zip);
    free(zip);
}
