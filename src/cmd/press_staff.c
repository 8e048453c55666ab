/* The staff's folder: the accounting, worksheets to fill in, and what an old
 * encoding could not hold. */
#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/press.h"
#include "output/sheet.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SHEETS 8

/* ---- characters lost to CP932 ---- */

static const char *keep(struct press *press, const char *text)
{
    return text ? arena_copy(&press->arena, text, strlen(text)) : "";
}

void press_note_lost(void *context, const struct lost_character *lost)
{
    struct press *press = context;

    pthread_mutex_lock(&press->lock);
    press->lost = mem_room(press->lost, press->n_lost, &press->cap_lost,
                           sizeof(*press->lost));
    press->lost[press->n_lost++] = (struct press_lost){
        keep(press, lost->code), keep(press, lost->id),
        keep(press, lost->field), keep(press, lost->value), lost->character};
    pthread_mutex_unlock(&press->lock);
}

static int lost_in_order(const void *a, const void *b)
{
    const struct press_lost *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    if (order == 0)
        order = strcmp(x->field, y->field);
    if (order == 0)
        order = strcmp(x->value, y->value);
    if (order == 0)
        order = (x->character > y->character) - (x->character < y->character);
    /* Last, so that a ward stays before its city whoever came first. */
    return order ? order : strcmp(x->code, y->code);
}

/* The character as it stands in the value. */
static void add_character(struct buf *out, const struct press_lost *lost)
{
    struct str value = str_of(lost->value);
    uint32_t code;
    size_t len;

    for (size_t at = 0; at < value.len; at += len) {
        len = str_char(value, at, &code);
        if (len == 0)
            return;
        if (code == lost->character) {
            buf_add(out, value.ptr + at, len);
            return;
        }
    }
}

/* Each facility once, though it stands in two editions, its ward and its city,
 * and several files. */
static size_t sheet_lost(struct press *press, struct buf *out)
{
    static const char *const heading[] = {
        "市区町村コード",  "施設ID",    "項目", "値",
        "CP932にない文字", "文字コード"};
    struct buf code = {0}, character = {0};
    size_t n = 0;

    if (press->n_lost)
        qsort(press->lost, press->n_lost, sizeof(*press->lost), lost_in_order);
    sheet_begin(out);
    for (size_t i = 0; i < sizeof(heading) / sizeof(*heading); i++)
        sheet_cell(out, heading[i]);
    sheet_end_row(out);
    for (size_t i = 0; i < press->n_lost; i++) {
        const struct press_lost *lost = &press->lost[i], *last = lost - 1;
        if (i && strcmp(last->id, lost->id) == 0 &&
            strcmp(last->field, lost->field) == 0 &&
            strcmp(last->value, lost->value) == 0 &&
            last->character == lost->character)
            continue;
        buf_clear(&code);
        buf_clear(&character);
        buf_addf(&code, "U+%04X", (unsigned)lost->character);
        add_character(&character, lost);
        sheet_cell(out, lost->code);
        sheet_cell(out, lost->id);
        sheet_cell(out, lost->field);
        sheet_cell(out, lost->value);
        sheet_cell(out, character.ptr);
        sheet_cell(out, code.ptr);
        sheet_end_row(out);
        n++;
    }
    buf_release(&code);
    buf_release(&character);
    return n;
}

/* ---- sheets ---- */

struct sheets {
    struct press *press;
    struct manifest_file file[MAX_SHEETS];
    size_t n;
    struct buf text;
};

static bool in_areas(void *context, uint32_t facility)
{
    struct press *press = context;
    const struct facility *record = press->table->facility[facility];
    const char *code = record->municipality_code;

    /* A closed facility is in no map, perhaps the last of its municipality:
     * staff are told all the same. */
    return record->closed ||
           areas_find(&press->areas, code[0] ? code : "00000") != NULL;
}

static bool write_sheet(struct sheets *sheets, const char *name,
                        struct err *err)
{
    struct manifest_file *file = &sheets->file[sheets->n++];

    file->name = name;
    file->bytes = sheets->text.len;
    sha256_of(sheets->text.ptr, sheets->text.len, file->sha256);
    bool ok = out_write(sheets->press->out,
                        arena_format(&sheets->press->arena, "staff/%s", name),
                        buf_str(&sheets->text), NULL, err);
    buf_clear(&sheets->text);
    return ok;
}

static bool write_lost(struct sheets *sheets, struct err *err)
{
    if (!sheets->press->writing.cp932)
        return true;
    size_t n = sheet_lost(sheets->press, &sheets->text);
    if (n)
        say_warn(_("%zu characters are not in CP932: 〓 stands for them (the "
                   "mark of a kanji's variant is left out); "
                   "staff/encoding.csv lists them"),
                 n);
    return write_sheet(sheets, "encoding.csv", err);
}

bool press_staff(struct press *press, struct err *err)
{
    const struct table *table = press->table;
    struct sheets sheets = {.press = press};
    struct buf *text = &sheets.text;

    sheet_accounting(table, text);
    bool ok = write_sheet(&sheets, "accounting.csv", err);
    sheet_findings(table, in_areas, press, text);
    ok = ok && write_sheet(&sheets, "findings.csv", err);
    sheet_set_aside(table, text);
    ok = ok && write_sheet(&sheets, "set_aside.csv", err);
    sheet_review(table, in_areas, press, text);
    ok = ok && write_sheet(&sheets, "review.csv", err);
    sheet_pairs(table, in_areas, press, text);
    ok = ok && write_sheet(&sheets, "to_decide.csv", err) &&
         write_lost(&sheets, err);
    struct manifest manifest = {.edition = "staff",
                                .created = press->created,
                                .maker = press->maker,
                                .contact = press->contact,
                                .file = sheets.file,
                                .n_file = sheets.n,
                                .accounting = table};
    ok = ok && press_write_manifest(press, &manifest, err);
    buf_release(text);
    return ok;
}
