/* Any bytes as a CSV file: the promises of rows.h hold. */
#include "base/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept)
{
    if (!kept)
        abort();
}

/* Lines that are not empty; every one is a row where there is no quote. */
static size_t lines(const uint8_t *data, size_t size)
{
    size_t n = 0;
    bool empty = true;

    for (size_t i = 0; i < size; i++) {
        bool end = data[i] == '\n' || data[i] == '\r';
        n += !end && empty;
        empty = end;
    }
    return n;
}

static void check_row(const struct row *row)
{
    promise(row->n_cell <= ROWS_MAX_COLUMNS);
    promise(row->fault ? row->n_cell == 0 : row->n_cell > 0);
    for (size_t i = 0; i < row->n_cell; i++) {
        promise(row->cell[i].len <= ROWS_MAX_FIELD);
        promise(str_valid_utf8(row->cell[i]));
        promise(!memchr(row->cell[i].ptr, 0, row->cell[i].len));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {0};
    struct row row;
    size_t n = 0, line = 0;
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    /* the first byte says what width to expect */
    promise(fd >= 0 && size < 1 << 20);
    if (size > 1)
        promise(write(fd, data + 1, size - 1) == (ssize_t)size - 1);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    struct in_source source = {.path = path, .label = "fuzz"};
    struct rows *rows = rows_open(&source, 0, &err);
    if (rows && size > 0)
        rows_expect(rows, data[0] % 8);
    while (rows) {
        promise(rows_next(rows, &row, &err));
        if (!row.cell)
            break;
        check_row(&row);
        promise(row.line > line);
        line = row.line;
        n++;
    }
    if (rows && size > 4 && !memchr(data, '"', size) &&
        memcmp(data + 1, "\xEF\xBB\xBF", 3) != 0)
        promise(n == lines(data + 1, size - 1));
    rows_close(rows);
    close(fd);
    return 0;
}
