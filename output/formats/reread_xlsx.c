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
#include "output/tables/layout.h"

#include <stdio.h>
#include <stdlib.h>
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

/* The ids of a sheet with every facility, or of all others together. */
struct ids {
    struct str *id; /* in the arena */
    size_t n, cap;
};

struct sheets {
    struct reread *reread;
    struct arena *arena;
    struct buf text;
    struct ids all, parts;
};

static struct places find_places(const struct row *heading)
{
    struct places places = {SIZE_MAX, SIZE_MAX, SIZE_MAX};

    for (size_t i = 0; i < heading->n_cell; i++) {
        if (str_is(heading->cell[i], fields[FIELD_id].heading_ja))
            places.id = i;
        if (str_is(heading->cell[i], LAYOUT_LON))
            places.lon = i;
        if (str_is(heading->cell[i], LAYOUT_LAT))
            places.lat = i;
    }
    return places;
}

static bool has(const struct row *row, size_t column)
{
    return column < row->n_cell && row->cell[column].len;
}

static void add_facility(struct sheets *sheets, const struct row *row,
                         const struct places *places, bool is_all)
{
    struct ids *ids = is_all ? &sheets->all : &sheets->parts;
    struct str id = places->id < row->n_cell ? row->cell[places->id] : STR("");

    ids->id = mem_room(ids->id, ids->n, &ids->cap, sizeof(*ids->id));
    ids->id[ids->n++] =
        (struct str){arena_copy(sheets->arena, id.ptr, id.len), id.len};
    if (!is_all)
        return;
    sheets->reread->rows++;
    sheets->reread->placed += has(row, places->lon) && has(row, places->lat);
}

static bool read_sheet(struct rows *rows, struct sheets *sheets,
                       struct err *err)
{
    struct places places = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    bool is_all = strcmp(rows_sheet_name(rows), LAYOUT_ALL_SHEET) == 0;
    struct row row = {0};

    buf_addf(&sheets->text, "%s\n", rows_sheet_name(rows));
    for (size_t n = 0;; n++) {
        if (!rows_next(rows, &row, err))
            return false;
        if (row.fault)
            return err_set(err, ERR_INPUT, "%s", _(row.fault));
        if (!row.cell)
            return true;
        for (size_t i = 0; i < row.n_cell; i++) {
            buf_add_str(&sheets->text, row.cell[i]);
            buf_add_char(&sheets->text, '\n');
        }
        if (n == 0)
            places = find_places(&row);
        else if (places.id != SIZE_MAX)
            add_facility(sheets, &row, &places, is_all);
    }
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Is each facility of the whole list in one sheet of a layer, once? */
static bool is_split(struct sheets *sheets)
{
    struct ids *all = &sheets->all, *parts = &sheets->parts;
    bool same = all->n == parts->n;

    if (!same || !all->n)
        return same;
    qsort(all->id, all->n, sizeof(*all->id), by_text);
    qsort(parts->id, parts->n, sizeof(*parts->id), by_text);
    for (size_t i = 0; same && i < all->n; i++)
        same = str_eq(all->id[i], parts->id[i]) &&
               (i == 0 || !str_eq(all->id[i], all->id[i - 1]));
    return same;
}

static bool read_sheets(const char *name, struct str bytes,
                        struct sheets *sheets, struct err *err)
{
    struct in_memory memory;
    bool ok = memory_open(&memory, IN_WORKBOOK, bytes, name, err);
    struct rows *rows = ok ? rows_open(&memory.source, 0, err) : NULL;

    ok = rows != NULL;
    for (size_t s = 0; ok && s < rows_sheet_count(rows); s++)
        ok = (s == 0 || rows_turn(rows, s, err)) &&
             read_sheet(rows, sheets, err);
    if (rows)
        rows_close(rows);
    memory_close(&memory);
    return ok && (is_split(sheets) ||
                  err_set(err, ERR_INPUT,
                          _("'%s' does not list each facility once in the "
                            "sheet '%s' and once in the sheets of layers"),
                          name, LAYOUT_ALL_SHEET));
}

REREAD(xlsx)
{
    struct sheets sheets = {.reread = reread, .arena = arena};

    reread->counts_rows = reread->counts_placed = true;
    bool ok = read_parts(name, bytes, reread, arena, err) &&
              read_sheets(name, bytes, &sheets, err);
    add_text(reread, arena, &sheets.text);
    buf_release(&sheets.text);
    free(sheets.all.id);
    free(sheets.parts.id);
    return ok;
}
