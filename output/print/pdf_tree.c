#include "output/print/pdf_reading.h"

#include <stdlib.h>

/* Elements inside a line of text (ISO 32000-1, 14.8.4.4). */
static bool is_inline(struct str name)
{
    static const char *const names[] = {
        "Span",  "Quote", "Reference", "BibEntry", "Code", "Link",
        "Annot", "Ruby",  "RB",        "RT",       "RP",   "Warichu"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

static int page_order(const void *a, const void *b)
{
    const struct pdf_page_number *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static int mark_order(const void *a, const void *b)
{
    const struct pdf_mark *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return (x->mcid > y->mcid) - (x->mcid < y->mcid);
}

static void number_pages(struct pdf_reading *reading)
{
    reading->n_page = pdf_pages(reading->file);
    reading->page = mem_alloc((reading->n_page + 1) * sizeof(*reading->page));
    for (size_t i = 0; i < reading->n_page; i++) {
        pdf_object page = pdf_page(reading->file, i);
        reading->page[i] = (struct pdf_page_number){
            pdf_number(reading->file, page), (uint32_t)i};
        pdf_drop(reading->file, page);
    }
    qsort(reading->page, reading->n_page, sizeof(*reading->page), page_order);
}

/* Where an element's content goes: two places for each, the second one for
 * readings above the line. */
struct walk {
    uint64_t place;
    uint32_t page;
    int depth;
};

static void find_page(struct pdf_reading *reading, pdf_object element,
                      uint32_t *page)
{
    pdf_object pg = pdf_get(reading->file, element, "Pg");
    struct pdf_page_number key = {pdf_number(reading->file, pg), 0};
    const struct pdf_page_number *hit =
        key.number ? bsearch(&key, reading->page, reading->n_page, sizeof(key),
                             page_order)
                   : NULL;

    if (hit)
        *page = hit->page;
    pdf_drop(reading->file, pg);
}

static void add_mark(struct pdf_reading *reading, const struct walk *walk,
                     pdf_object number)
{
    long long mcid = pdf_integer(reading->file, number);

    if (mcid < 0 || mcid > INT32_MAX)
        return;
    reading->mark = mem_room(reading->mark, reading->n_mark, &reading->cap_mark,
                             sizeof(*reading->mark));
    reading->mark[reading->n_mark++] =
        (struct pdf_mark){walk->page, (uint32_t)mcid, walk->place};
}

static bool read_element(struct pdf_reading *reading, pdf_object element,
                         struct walk walk);

/* A child: a number of marked content, a reference to some, an element. */
static bool read_child(struct pdf_reading *reading, pdf_object child,
                       const struct walk *walk)
{
    struct pdf_file *file = reading->file;
    enum pdf_kind kind = pdf_kind(file, child);
    bool ok = true;

    if (++reading->n_element > PDF_MAX_ELEMENTS)
        return pdf_refuse(reading, N_("its structure has too many elements"));
    if (kind == PDF_INTEGER)
        add_mark(reading, walk, child);
    if (kind != PDF_DICT)
        return true;
    pdf_object mcid = pdf_get(file, child, "MCID");
    if (pdf_kind(file, mcid) == PDF_INTEGER) {
        struct walk of = *walk;
        find_page(reading, child, &of.page);
        add_mark(reading, &of, mcid);
    } else {
        ok = read_element(reading, child, *walk);
    }
    pdf_drop(file, mcid);
    return ok;
}

static bool read_children(struct pdf_reading *reading, pdf_object element,
                          const struct walk *walk)
{
    pdf_object k = pdf_get(reading->file, element, "K");
    size_t n = pdf_items(reading->file, k);
    bool ok = true;

    if (pdf_kind(reading->file, k) != PDF_ARRAY)
        ok = read_child(reading, k, walk);
    for (size_t i = 0; ok && i < n; i++) {
        pdf_object child = pdf_item(reading->file, k, i);
        ok = read_child(reading, child, walk);
        pdf_drop(reading->file, child);
    }
    pdf_drop(reading->file, k);
    return ok;
}

static bool read_element(struct pdf_reading *reading, pdf_object element,
                         struct walk walk)
{
    pdf_object s = pdf_get(reading->file, element, "S");
    struct str name = pdf_name(reading->file, s);

    if (str_is(name, "RT") || str_is(name, "RP"))
        walk.place |= 1;
    else if (!is_inline(name))
        walk.place = reading->n_element * 2;
    pdf_drop(reading->file, s);
    find_page(reading, element, &walk.page);
    if (++walk.depth > PDF_MAX_DEPTH)
        return pdf_refuse(reading, N_("its structure is nested too deeply"));
    return read_children(reading, element, &walk);
}

bool pdf_read_tree(struct pdf_reading *reading)
{
    pdf_object root = pdf_root(reading->file);
    pdf_object tree = pdf_get(reading->file, root, "StructTreeRoot");
    struct walk walk = {.page = UINT32_MAX};

    number_pages(reading);
    bool ok = read_children(reading, tree, &walk);
    if (reading->n_mark)
        qsort(reading->mark, reading->n_mark, sizeof(*reading->mark),
              mark_order);
    pdf_drop(reading->file, tree);
    pdf_drop(reading->file, root);
    return ok;
}

bool pdf_place(const struct pdf_reading *reading, uint32_t page, uint32_t mcid,
               uint64_t *place)
{
    struct pdf_mark key = {page, mcid, 0};
    const struct pdf_mark *hit =
        reading->n_mark ? bsearch(&key, reading->mark, reading->n_mark,
                                  sizeof(key), mark_order)
                        : NULL;

    if (hit)
        *place = hit->place;
    return hit != NULL;
}

uint64_t pdf_place_outside(const struct pdf_reading *reading, size_t page)
{
    return (reading->n_element + 1) * 2 + page;
}
