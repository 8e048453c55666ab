#include "output/print/pdf_reading.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILE ((size_t)256 << 20)

bool pdf_refuse(struct pdf_reading *reading, const char *why)
{
    if (!reading->why)
        reading->why = why;
    return false;
}

/* ---- joining ---- */

void pdf_add_run(struct pdf_reading *reading, uint64_t place, struct str text)
{
    struct pdf_run *last =
        reading->n_run ? &reading->run[reading->n_run - 1] : NULL;

    if (text.len == 0)
        return;
    if (!last || last->place != place) {
        reading->run = mem_room(reading->run, reading->n_run, &reading->cap_run,
                                sizeof(*reading->run));
        last = &reading->run[reading->n_run++];
        *last = (struct pdf_run){place, reading->raw.len, 0};
    }
    buf_add_str(&reading->raw, text);
    last->len += text.len;
}

static int run_order(const void *a, const void *b)
{
    const struct pdf_run *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* The runs of one place make a line. */
static struct str joined(struct pdf_reading *reading, struct arena *arena)
{
    struct buf text = {0};
    size_t n = reading->n_run;

    if (n)
        qsort(reading->run, n, sizeof(*reading->run), run_order);
    for (size_t i = 0; i < n; i++) {
        const struct pdf_run *run = &reading->run[i];
        buf_add(&text, reading->raw.ptr + run->at, run->len);
        if (i + 1 == n || run[1].place != run->place)
            buf_add_char(&text, '\n');
    }
    struct str kept = {arena_copy(arena, text.ptr ? text.ptr : "", text.len),
                       text.len};
    buf_release(&text);
    return kept;
}

/* ---- destinations ---- */

struct names {
    const char *start;
    struct arena arena;
    const char **name;
    size_t n, cap, n_node;
};

static void add_name(struct names *names, struct str name)
{
    if (!str_starts(name, str_of(names->start)))
        return;
    names->name =
        mem_room(names->name, names->n, &names->cap, sizeof(*names->name));
    names->name[names->n++] = arena_copy(&names->arena, name.ptr, name.len);
}

/* A node of a name tree: /Names [key value ...] or /Kids (7.9.6). */
static void read_node(struct pdf_file *file, pdf_object node,
                      struct names *names, int depth)
{
    pdf_object pairs = pdf_get(file, node, "Names");
    pdf_object kids = pdf_get(file, node, "Kids");
    size_t n_pair = pdf_items(file, pairs), n_kid = pdf_items(file, kids);

    if (depth > PDF_MAX_DEPTH || ++names->n_node > PDF_MAX_OBJECTS)
        n_pair = n_kid = 0;
    for (size_t i = 0; i < n_pair; i += 2) {
        pdf_object key = pdf_item(file, pairs, i);
        add_name(names, pdf_string_text(file, key));
        pdf_drop(file, key);
    }
    for (size_t i = 0; i < n_kid; i++) {
        pdf_object kid = pdf_item(file, kids, i);
        read_node(file, kid, names, depth + 1);
        pdf_drop(file, kid);
    }
    pdf_drop(file, kids);
    pdf_drop(file, pairs);
}

static int name_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

uint64_t pdf_destinations(struct pdf_reading *reading, const char *start)
{
    struct pdf_file *file = reading->file;
    struct names names = {.start = start};
    pdf_object root = pdf_root(file);
    pdf_object all = pdf_get(file, root, "Names");
    pdf_object tree = pdf_get(file, all, "Dests");
    uint64_t distinct = 0;

    read_node(file, tree, &names, 0);
    if (names.n)
        qsort(names.name, names.n, sizeof(*names.name), name_order);
    for (size_t i = 0; i < names.n; i++)
        distinct += i == 0 || strcmp(names.name[i - 1], names.name[i]) != 0;
    pdf_drop(file, tree);
    pdf_drop(file, all);
    pdf_drop(file, root);
    free(names.name);
    arena_release(&names.arena);
    return distinct;
}

/* ---- the whole ---- */

static bool read_all(struct pdf_reading *reading)
{
    if (pdf_encrypted(reading->file))
        return pdf_refuse(reading, N_("it is encrypted"));
    if (!pdf_read_tree(reading))
        return false;
    for (size_t i = 0; i < reading->n_page; i++)
        if (!pdf_read_page(reading, i))
            return false;
    return pdf_survey(reading);
}

static void release(struct pdf_reading *reading)
{
    pdf_fonts_release(reading);
    free(reading->page);
    free(reading->mark);
    free(reading->run);
    free(reading->seen);
    buf_release(&reading->raw);
    buf_release(&reading->other);
    pdf_close(reading->file);
}

bool pdf_read_text(struct str pdf, struct pdf_text *text, struct arena *arena,
                   struct err *err)
{
    struct pdf_reading reading = {0};
    const char *why = NULL;

    if (pdf.len > MAX_FILE)
        return err_set(err, ERR_INPUT,
                       _("the PDF is refused: %s; publish it again"),
                       _("it is too large"));
    if (!pdf_guard(pdf, &why))
        return err_set(err, ERR_INPUT,
                       _("the PDF is refused: %s; publish it again"), _(why));
    reading.file = pdf_open(pdf, "PDF", err);
    if (!reading.file)
        return false;
    bool ok = read_all(&reading) && !pdf_trouble(reading.file);
    if (ok) {
        *text = (struct pdf_text){
            .text = joined(&reading, arena),
            .other = {arena_copy(arena, reading.other.ptr, reading.other.len),
                      reading.other.len},
            .n_page = reading.n_page,
            .n_facility = pdf_destinations(&reading, "facility-"),
            .n_pin = pdf_destinations(&reading, "pin-"),
        };
    } else {
        const char *trouble = pdf_trouble(reading.file);
        err_set(err, ERR_INPUT, _("the PDF is refused: %s; publish it again"),
                reading.why ? _(reading.why)
                : trouble   ? trouble
                            : "?");
    }
    release(&reading);
    return ok;
}
