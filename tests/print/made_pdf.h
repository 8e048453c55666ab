/* PDF files made by hand, object by object, for tests and the fuzzer. */
#ifndef TESTS_PRINT_MADE_PDF_H
#define TESTS_PRINT_MADE_PDF_H

#include "output/print/pdf.h"

#include <string.h>

struct made {
    struct buf bytes;
    size_t at[64]; /* of object i + 1 */
    unsigned n;
};

static inline void made_begin(struct made *made)
{
    buf_add_text(&made->bytes, "%PDF-1.7\n");
}

/* Returns the object's number. */
static inline unsigned made_object(struct made *made, const char *body)
{
    made->at[made->n++] = made->bytes.len;
    buf_addf(&made->bytes, "%u 0 obj\n%s\nendobj\n", made->n, body);
    return made->n;
}

static inline unsigned made_stream(struct made *made, const char *entries,
                                   struct str content)
{
    made->at[made->n++] = made->bytes.len;
    buf_addf(&made->bytes, "%u 0 obj\n<< %s /Length %zu >>\nstream\n", made->n,
             entries, content.len);
    buf_add_str(&made->bytes, content);
    buf_add_text(&made->bytes, "\nendstream\nendobj\n");
    return made->n;
}

/* The table of objects; `root` is the catalogue. */
static inline void made_end(struct made *made, unsigned root,
                            const char *entries)
{
    size_t table = made->bytes.len;

    buf_addf(&made->bytes, "xref\n0 %u\n0000000000 65535 f \n", made->n + 1);
    for (unsigned i = 0; i < made->n; i++)
        buf_addf(&made->bytes, "%010zu 00000 n \n", made->at[i]);
    buf_addf(&made->bytes,
             "trailer\n<< /Size %u /Root %u 0 R %s >>\nstartxref\n%zu\n%%%%EOF"
             "\n",
             made->n + 1, root, entries, table);
}

/* What stands in the one page of a file. NULL: the usual. */
struct made_page {
    const char *content;
    const char *cmap;      /* of /F (codes of a byte) and /W (of two) */
    const char *resources; /* further ones */
    const char *catalogue; /* further entries */
    const char *form;      /* content of the form /X */
};

#define MADE_CMAP                                                              \
    "1 begincodespacerange <00> <ff> endcodespacerange\n"                      \
    "3 beginbfrange <41> <5a> <0041> <61> <7a> <0061>\n"                       \
    "<30> <32> [<6E2F> <D842DFB7> <00660069>] endbfrange\n"                    \
    "2 beginbfchar <20> <0020> <0142> <793E> endbfchar\n"

/* The structure: a paragraph with marks 0 and 2, a heading with mark 1, a
 * reading (RT) with mark 3 inside the paragraph. */
static inline struct buf made_pdf(const struct made_page *page)
{
    struct made made = {0};
    struct buf text = {0};

    made_begin(&made);
    unsigned cmap = made_stream(
        &made, "", str_of(page->cmap ? page->cmap : MADE_CMAP)); /* 1 */
    buf_addf(&text,
             "<< /Type /Font /Subtype /TrueType /BaseFont /A /ToUnicode %u 0 R "
             ">>",
             cmap);
    made_object(&made, text.ptr); /* 2 */
    buf_clear(&text);
    buf_addf(&text,
             "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont "
             "/B /ToUnicode %u 0 R >>",
             cmap);
    made_object(&made, text.ptr); /* 3 */
    made_object(&made, "<< /Type /Font /Subtype /TrueType /BaseFont /C >>");
    buf_clear(&text);
    buf_addf(&text,
             "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
             "/Font << /F 2 0 R >> /XObject << /X 5 0 R >> >>");
    made_stream(&made, text.ptr, str_of(page->form ? page->form : "")); /* 5 */
    made_stream(&made, "", str_of(page->content));                      /* 6 */
    buf_clear(&text);
    buf_addf(&text,
             "<< /Type /Page /Parent 8 0 R /MediaBox [0 0 99 99] /Contents "
             "6 0 R /Resources << /Font << /F 2 0 R /W 3 0 R /N 4 0 R >> "
             "/XObject << /X 5 0 R >> %s >> >>",
             page->resources ? page->resources : "");
    made_object(&made, text.ptr); /* 7 */
    made_object(&made, "<< /Type /Pages /Kids [7 0 R] /Count 1 >>");
    made_object(&made, "<< /Type /StructTreeRoot /K [10 0 R 11 0 R] >>");
    made_object(&made, "<< /S /P /Pg 7 0 R /K [0 12 0 R 2] >>");
    made_object(&made, "<< /S /H1 /Pg 7 0 R /K 1 >>");
    made_object(&made, "<< /S /Ruby /K << /S /RT /Pg 7 0 R /K 3 >> >>");
    buf_clear(&text);
    buf_addf(&text,
             "<< /Type /Catalog /Pages 8 0 R /StructTreeRoot 9 0 R %s >>",
             page->catalogue ? page->catalogue : "");
    unsigned root = made_object(&made, text.ptr);
    made_end(&made, root, "");
    buf_release(&text);
    return made.bytes;
}

#endif
