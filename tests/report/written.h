/* Files of a report, written for a test. */
#ifndef TESTS_REPORT_WRITTEN_H
#define TESTS_REPORT_WRITTEN_H

#include "output/report/report.h"
#include "tests/report/sample_audit.h"

#include <criterion/criterion.h>
#include <string.h>

typedef bool written_by(const struct audit *audit, struct buf *out,
                        struct err *err);

/* The bytes of a file, which are the same each time. */
static inline struct buf written(written_by *write, const struct audit *audit)
{
    struct buf first = {0}, second = {0};
    struct err err = {0};

    cr_assert(write(audit, &first, &err), "%s", err.text);
    cr_assert(write(audit, &second, &err), "%s", err.text);
    cr_assert_eq(first.len, second.len);
    cr_assert_eq(memcmp(first.ptr, second.ptr, first.len), 0);
    buf_release(&second);
    return first;
}

static inline bool written_has(const struct buf *bytes, const char *text)
{
    return str_find(buf_str(bytes), str_of(text)) != SIZE_MAX;
}

#endif
