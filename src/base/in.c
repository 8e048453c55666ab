#include "base/in.h"

#include "base/zipfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file on disk, or the member that `zip` is reading. */
struct in {
    int fd;
    struct zipfile *zip;
    const char *label;
    uint64_t got;
    bool is_part; /* `zip` belongs to an in_parts */
};

const char *in_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static struct in *in_of(int fd, struct zipfile *zip, const char *label)
{
    struct in *in = mem_alloc(sizeof(*in));

    *in = (struct in){.fd = fd, .zip = zip, .label = label};
    return in;
}

static bool too_large(const char *label, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' is refused: it is larger than 2 GiB; split it"),
                   label);
}

static bool cannot_keep(const char *label, struct err *err)
{
    return err_set(err, ERR_STORAGE,
                   _("cannot keep '%s' in a temporary file: %s"), label,
                   strerror(errno));
}

static struct in *open_file(const struct in_source *source, struct err *err)
{
    struct stat stat;
    int fd = open(source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 || fstat(fd, &stat) != 0)
        err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), source->path,
                strerror(errno));
    else if (!S_ISREG(stat.st_mode))
        err_set(err, ERR_INPUT, _("'%s' is not a file"), source->path);
    else if ((uint64_t)stat.st_size > IN_MAX_BYTES)
        too_large(source->label, err);
    else
        return in_of(fd, NULL, source->label);
    if (fd >= 0)
        close(fd);
    return NULL;
}

static bool keep(int fd, FILE *file, const char *label, struct err *err)
{
    char bytes[65536];
    uint64_t len = 0;
    ssize_t n;

    for (;;) {
        do
            n = read(fd, bytes, sizeof(bytes));
        while (n < 0 && errno == EINTR);
        if (n < 0)
            return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), label,
                           strerror(errno));
        len += (uint64_t)n;
        if (len > IN_MAX_BYTES)
            return too_large(label, err);
        if (n == 0)
            return true;
        if (fwrite(bytes, 1, (size_t)n, file) != (size_t)n)
            return cannot_keep(label, err);
    }
}

bool in_spool(int fd, const char *label, struct in_source *source,
              struct err *err)
{
    FILE *file = tmpfile();

    if (!file)
        return cannot_keep(label, err);
    bool ok = keep(fd, file, label, err) &&
              (fflush(file) == 0 || cannot_keep(label, err));
    if (ok) {
        *source = (struct in_source){
            .form = IN_SPOOL,
            .path = label,
            .label = label,
            .fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0),
        };
        ok = source->fd >= 0 || cannot_keep(label, err);
    }
    fclose(file);
    return ok;
}

void in_spool_close(struct in_source *source)
{
    if (source->form == IN_SPOOL)
        close(source->fd);
    *source = (struct in_source){0};
}

static struct in *open_spool(const struct in_source *source, struct err *err)
{
    int fd = fcntl(source->fd, F_DUPFD_CLOEXEC, 0);

    if (fd >= 0 && lseek(fd, 0, SEEK_SET) == 0)
        return in_of(fd, NULL, source->label);
    err_set(err, ERR_STORAGE, _("cannot open '%s': %s"), source->label,
            strerror(errno));
    if (fd >= 0)
        close(fd);
    return NULL;
}

static struct in *open_member(struct zipfile *zip, uint64_t index,
                              const char *label, struct err *err)
{
    if (zipfile_start(zip, index, label, err))
        return in_of(-1, zip, label);
    zipfile_close(zip);
    return NULL;
}

struct in *in_open(const struct in_source *source, struct err *err)
{
    if (source->form == IN_SPOOL)
        return open_spool(source, err);
    if (!source->member)
        return open_file(source, err);
    struct zipfile *zip = zipfile_open(source->path, source->label, err);
    return zip ? open_member(zip, source->index, source->label, err) : NULL;
}

struct in_parts {
    struct zipfile *zip;
    const char *label;
};

struct in_parts *in_parts_open(const struct in_source *source, struct err *err)
{
    struct zipfile *zip = zipfile_open(source->path, source->label, err);

    if (zip && source->form == IN_WORKBOOK && source->member)
        zip = zipfile_open_within(zip, source->index, source->label, err);
    if (!zip)
        return NULL;
    struct in_parts *parts = mem_alloc(sizeof(*parts));
    *parts = (struct in_parts){zip, source->label};
    return parts;
}

struct in *in_part(struct in_parts *parts, const char *name, bool *found,
                   struct err *err)
{
    uint64_t index;

    *found = zipfile_find(parts->zip, name, &index);
    if (!*found || !zipfile_start(parts->zip, index, parts->label, err))
        return NULL;
    struct in *in = in_of(-1, parts->zip, parts->label);
    in->is_part = true;
    return in;
}

void in_parts_close(struct in_parts *parts)
{
    if (!parts)
        return;
    zipfile_close(parts->zip);
    free(parts);
}

bool in_read(struct in *in, void *bytes, size_t size, size_t *got,
             struct err *err)
{
    ssize_t n;

    if (in->zip)
        return zipfile_read(in->zip, bytes, size, got, err);
    do
        n = read(in->fd, bytes, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), in->label,
                       strerror(errno));
    in->got += (uint64_t)n;
    if (in->got > IN_MAX_BYTES)
        return too_large(in->label, err);
    *got = (size_t)n;
    return true;
}

void in_close(struct in *in)
{
    if (!in)
        return;
    if (!in->is_part)
        zipfile_close(in->zip);
    if (in->fd >= 0)
        close(in->fd);
    free(in);
}
