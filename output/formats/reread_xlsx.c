/*
 * Workbooks: the text of every part, as it is in the file, undone from XML,
 * and cell by cell as a person reads it. A part that is no XML (a picture, a
 * macro) could hide anything: the file is refused.
 */
#include "base/buf.h"
#include "base/rows.h"
#include "base/xlsx_xml.h"
#include "model/facility.h"
#include "output/formats/reread_own.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The readers of workbooks and XML take files: this one has no name. */
struct in_memory {
    int fd;
    char path[32];
    struct in_source source;
};

static bool memory_open(struct in_memory *memory, enum in_form form,
                        struct str bytes, const char *label, struct err *err)
{
    memory->fd = memfd_create("reread", MFD_CLOEXEC);
    snprintf(memory->path, sizeof(memory->path), "/proc/self/fd/%d",
             memory->fd);
    memory->source = (struct in_source){
        .form = form, .path = memory->path, .label = label, .fd = -1};
    for (size_t at = 0; memory->fd >= 0 && at < bytes.len;) {
        ssize_t n = write(memory->fd, bytes.ptr + at, bytes.len - at);
        if (n <= 0) {
            close(memory->fd);
            memory->fd = -1;
        }
        at += n > 0 ? (size_t)n : 0;
    }
    return memory->fd >= 0 ||
           err_set(err, ERR_STORAGE,
                   _("'%s' cannot be read again: no memory for it"), label);
}

static void memory_close(struct in_memory *memory)
{
    if (memory->fd >= 0)
        close(memory->fd);
}

/* ---- every part, undone from XML ---- */

struct part_text {
    struct buf text, attributes;
    unsigned within; /* elements of one text: runs are joined */
};

static bool is_one_text(const char *name)
{
    return strcmp(name, "si") == 0 || strcmp(name, "is") == 0 ||
           strcmp(name, "comment") == 0;
}

static void on_open(void *context, const char *name, const char *const *attr)
{
    struct part_text *part = context;

    part->within += part->within || is_one_text(name);
    for (; *attr; attr += 2) {
        buf_add_text(&part->attributes, attr[1]);
        buf_add_char(&part->attributes, '\n');
    }
}

static void on_close(void *context, const char *name)
{
    struct part_text *part = context;

    (void)name;
    part->within -= part->within > 0;
    if (!part->within)
        buf_add_char(&part->text, '\n');
}

static void on_text(void *context, const char *text, size_t len)
{
    buf_add(&((struct part_text *)context)->text, text, len);
}

static void add_text(struct reread *reread, struct arena *arena,
                     const struct buf *text)
{
    reread_add(
        reread, arena,
        (struct str){arena_copy(arena, text->ptr ? text->ptr : "", text->len),
                     text->len});
}

static bool read_part(const struct reread_member *member, struct reread *reread,
                      struct arena *arena, struct err *err)
{
    static const struct xml_handler handler = {on_open, on_close, on_text};
    struct part_text part = {0};
    struct in_memory memory;
    bool more = true;

    if (!memory_open(&memory, IN_PLAIN, member->bytes, member->name, err))
        return false;
    struct in *in = in_open(&memory.source, err);
    struct xml *xml = in ? xml_open(in, member->name, &handler, &part) : NULL;
    bool ok = xml != NULL;
    while (ok && more)
        ok = xml_run(xml, &more, err);
    xml_close(xml);
    memory_close(&memory);
    add_text(reread, arena, &part.text);
    add_text(reread, arena, &part.attributes);
    buf_release(&part.text);
    buf_release(&part.attributes);
    return ok;
}

static bool read_parts(const char *name, struct str bytes,
                       struct reread *reread, struct arena *arena,
                       struct err *err)
{
    struct reread_member *member;
    size_t n;

    if (!reread_members(name, bytes, &member, &n, arena, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct str part = str_of(member[i].name);
        if (!str_ends(part, STR(".xml")) && !str_ends(part, STR(".rels")))
            return err_set(err, ERR_INPUT,
                           _("'%s' holds '%s', which cannot be checked"), name,
                           member[i].name);
        reread_add(reread, arena, member[i].bytes);
        if (!read_part(&member[i], reread, arena, err))
            return err_in(err, "%s", name);
    }
    return true;
}

/* ---- sheets: facilities, and cells as they are read ---- */

/* Columns of a list of facilities; SIZE_MAX: not there. */
struct places {
    size_t id, lon, lat;
};

static struct places find_places(const struct row *heading)
{
    struct places places = {SIZE_MAX, SIZE_MAX, SIZE_MAX};

    for (size_t i = 0; i < heading->n_cell; i++) {
        if (str_is(heading->cell[i], fields[FIELD_id].heading_ja))
            places.id = i;
        if (str_is(heading->cell[i], "経度"))
            places.lon = i;
        if (str_is(heading->cell[i], "緯度"))
            places.lat = i;
    }
    return places;
}

static bool has(const struct row *row, size_t column)
{
    return column < row->n_cell && row->cell[column].len;
}

static bool read_sheet(struct rows *rows, struct reread *reread,
                       struct buf *text, struct err *err)
{
    struct places places = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    struct row row = {0};

    for (size_t n = 0;; n++) {
        if (!rows_next(rows, &row, err))
            return false;
        if (row.fault)
            return err_set(err, ERR_INPUT, "%s", _(row.fault));
        if (!row.cell)
            return true;
        for (size_t i = 0; i < row.n_cell; i++) {
            buf_add_str(text, row.cell[i]);
            buf_add_char(text, '\n');
        }
        if (n == 0) {
            places = find_places(&row);
        } else if (places.id != SIZE_MAX) {
            reread->rows++;
            reread->placed += has(&row, places.lon) && has(&row, places.lat);
        }
    }
}

static bool read_sheets(const char *name, struct str bytes,
                        struct reread *reread, struct arena *arena,
                        struct err *err)
{
    struct in_memory memory;
    struct buf text = {0};
    bool ok = memory_open(&memory, IN_WORKBOOK, bytes, name, err);
    struct rows *rows = ok ? rows_open(&memory.source, 0, err) : NULL;

    ok = rows != NULL;
    for (size_t s = 0; ok && s < rows_sheet_count(rows); s++) {
        ok = s == 0 || rows_turn(rows, s, err);
        if (ok)
            buf_addf(&text, "%s\n", rows_sheet_name(rows));
        ok = ok && read_sheet(rows, reread, &text, err);
    }
    if (rows)
        rows_close(rows);
    memory_close(&memory);
    add_text(reread, arena, &text);
    buf_release(&text);
    return ok;
}

REREAD(xlsx)
{
    reread->counts_rows = reread->counts_placed = true;
    return read_parts(name, bytes, reread, arena, err) &&
           read_sheets(name, bytes, reread, arena, err);
}
