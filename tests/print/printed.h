/* Prints of made views, read again. */
#ifndef TESTS_PRINT_PRINTED_H
#define TESTS_PRINT_PRINTED_H

#include "output/print/pdf.h"
#include "tests/print/given_ground.h"

extern const struct writer writer_pdf, writer_pdf_a3, writer_pdf_large;

static const struct writer *const writers[] = {&writer_pdf, &writer_pdf_a3,
                                               &writer_pdf_large};

static struct arena arena;
static struct land land;

static inline void release(void)
{
    arena_release(&arena);
    land_release(&land);
}

static inline struct pdf_text read_again(const struct buf *pdf)
{
    struct pdf_text text = {0};
    struct err err = {0};

    cr_assert(pdf_read_text(buf_str(pdf), &text, &arena, &err), "%s", err.text);
    return text;
}

static inline struct pdf_text printed(const struct writer *writer,
                                      const struct view *view)
{
    struct buf pdf = written_twice(writer, view);
    struct pdf_text text = read_again(&pdf);

    buf_release(&pdf);
    return text;
}

static inline struct view town(bool resident, size_t n)
{
    struct view view = sample_view(&arena, resident, n);

    given_ground(&view, &land, &arena);
    given_points(&view);
    return view;
}

#define expect_has(text, what)                                                 \
    cr_expect(str_find((text), str_of(what)) < (text).len, "no '%s'", (what))

/* A paragraph of its own. */
static inline void expect_line(const struct pdf_text *text, const char *line)
{
    char *whole = arena_format(&arena, "\n%s\n", line);

    cr_expect(strstr(text->text.ptr, whole) != NULL, "no paragraph '%s'", line);
}

#endif
