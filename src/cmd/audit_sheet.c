#include "cmd/audit_sheet.h"

#include "base/out.h"
#include "output/sheet.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct audit_sheet {
    const char *path;
    char *temporary;
    FILE *file;
    struct buf row;
    int fault; /* errno of the first row that could not be written, or 0 */
};

static const char *const heading[] = {"種類", "市区町村コード", "場所",
                                      "内容", "出典",           "id"};

/* Every worksheet of ours starts with these bytes. */
static void add_start(struct buf *out)
{
    sheet_begin(out);
    sheet_cell(out, heading[0]);
    sheet_cell(out, heading[1]);
}

static bool may_replace(const char *path, struct err *err)
{
    struct buf start = {0};
    char there[64];

    add_start(&start);
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(there, 1, start.len, file) : 0;
    assert(start.len <= sizeof(there));
    bool ours = (!file && errno == ENOENT) || (file && got == 0) ||
                (got == start.len && memcmp(there, start.ptr, start.len) == 0);
    if (file)
        fclose(file);
    buf_release(&start);
    return ours || err_set(err, ERR_STORAGE,
                           _("'%s' is not an audit worksheet and would be "
                             "lost; give --audit another name"),
                           path);
}

static void write_row(struct audit_sheet *sheet)
{
    if (!sheet->fault && fwrite(sheet->row.ptr, 1, sheet->row.len,
                                sheet->file) != sheet->row.len)
        sheet->fault = errno;
    buf_clear(&sheet->row);
}

static bool cannot_write(const char *path, int fault, struct err *err)
{
    return err_set(err, ERR_STORAGE, _("cannot write '%s': %s"), path,
                   strerror(fault));
}

struct audit_sheet *audit_sheet_begin(const char *path, struct err *err)
{
    if (!may_replace(path, err))
        return NULL;
    struct audit_sheet *sheet = mem_alloc(sizeof(*sheet));
    *sheet = (struct audit_sheet){
        .path = path,
        .temporary = out_file_begin(path),
    };
    sheet->file = fopen(sheet->temporary, "wbx");
    if (!sheet->file) {
        cannot_write(path, errno, err);
        audit_sheet_abandon(sheet);
        return NULL;
    }
    add_start(&sheet->row);
    for (size_t i = 2; i < sizeof(heading) / sizeof(*heading); i++)
        sheet_cell(&sheet->row, heading[i]);
    sheet_end_row(&sheet->row);
    write_row(sheet);
    return sheet;
}

void audit_sheet_fault(void *context, enum gazetteer_fault fault,
                       const char code[6], const char *place,
                       const char *detail, const struct draft_source *source)
{
    struct audit_sheet *sheet = context;
    struct buf *row = &sheet->row;

    sheet_cell(row, gazetteer_faults_ja[fault]);
    sheet_cell(row, code);
    sheet_cell(row, place);
    sheet_cell(row, detail);
    sheet_cell(row,
               source ? source->title ? source->title : source->label : NULL);
    sheet_cell(row, gazetteer_fault_ids[fault]);
    sheet_end_row(row);
    write_row(sheet);
}

bool audit_sheet_publish(struct audit_sheet *sheet, struct err *err)
{
    if (fclose(sheet->file) != 0 && !sheet->fault)
        sheet->fault = errno;
    sheet->file = NULL;
    /* Again: the dictionary itself may have the name by now. */
    bool ok = may_replace(sheet->path, err) &&
              (!sheet->fault || cannot_write(sheet->path, sheet->fault, err)) &&
              out_file_publish(sheet->temporary, sheet->path, err);
    audit_sheet_abandon(sheet);
    return ok;
}

void audit_sheet_abandon(struct audit_sheet *sheet)
{
    if (!sheet)
        return;
    if (sheet->file)
        fclose(sheet->file);
    unlink(sheet->temporary); /* nothing is there once it was published */
    free(sheet->temporary);
    buf_release(&sheet->row);
    free(sheet);
}
