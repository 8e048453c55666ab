/*
 * Any bytes as a PDF. Bytes that start with "%" are the file itself; others
 * are its parts, separated by zero bytes: the content of its page, the
 * ToUnicode CMap of its fonts, the content of a form, further resources,
 * further entries of the catalogue.
 */
#include "tests/print/made_pdf.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promise(bool kept, const char *which)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", which);
    abort();
}

static const char *part_of(struct str *rest, struct arena *arena)
{
    struct str part;

    return str_part(rest, '\0', &part) && part.len
               ? arena_copy(arena, part.ptr, part.len)
               : NULL;
}

static struct buf pdf_of(struct str input, struct arena *arena)
{
    struct buf whole = {0};

    if (str_starts(input, STR("%"))) {
        buf_add_str(&whole, input);
        return whole;
    }
    struct made_page page = {.content = part_of(&input, arena)};
    page.cmap = part_of(&input, arena);
    page.form = part_of(&input, arena);
    page.resources = part_of(&input, arena);
    page.catalogue = part_of(&input, arena);
    if (!page.content)
        page.content = "";
    return made_pdf(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = {(const char *)data, size};
    struct pdf_text text = {0}, again = {0};
    struct err err = {0}, second = {0};
    struct arena arena = {0};
    struct buf pdf = pdf_of(input, &arena);
    bool ok = pdf_read_text(buf_str(&pdf), &text, &arena, &err);

    promise(ok == (err.class == ERR_NONE), "an error is stated");
    promise(ok || err.class == ERR_INPUT, "a PDF is refused as an input");
    promise(!ok || str_valid_utf8(text.text), "text is UTF-8");
    promise(pdf_read_text(buf_str(&pdf), &again, &arena, &second) == ok &&
                str_eq(text.text, again.text) &&
                str_eq(text.other, again.other),
            "equal input gives equal text");
    buf_release(&pdf);
    arena_release(&arena);
    return 0;
}
