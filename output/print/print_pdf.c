#include "output/print/list_pages.h"
#include "output/print/map_page.h"
#include "output/print/tiles.h"
#include "output/writer.h"

static void go_through(struct print *print, bool dry)
{
    print->dry = dry;
    print->page = 0;
    map_pages(print);
    list_pages(print);
    if (dry)
        print->n_page = print->page;
}

static bool write_print(const struct view *view, const struct writing *writing,
                        enum paper_format format, struct buf *out,
                        struct err *err)
{
    const struct canvas_about about = {.title = view->title ? view->title : "",
                                       .author = view->maker,
                                       .created = view->created};
    struct arena arena = {0};
    bool wide = paper_is_wide(view, writing->turn);
    struct print print = {.view = view,
                          .writing = writing,
                          .wide = wide,
                          .paper = paper_of(format, wide, view->resident),
                          .arena = &arena};

    if (writing->tiles && !tiles_check(writing->tiles, err))
        return false;
    print.canvas = canvas_open(&about, err);
    if (!print.canvas)
        return false;
    print.listed = list_order(view, &arena);
    print.height = arena_alloc(&arena, (view->n_row + 1) * sizeof(double));
    print.map_of =
        arena_alloc(&arena, (view->n_row + 1) * sizeof(*print.map_of));
    print.any_rough = list_any_rough(view);
    map_pages_plan(&print);
    /* Tiles are known once a map is drawn; room for their credit is kept on
     * every page that could need it. */
    print.tiled = writing->tiles != NULL;
    go_through(&print, true);
    print.tiled = false;
    go_through(&print, false);
    bool ok = canvas_close(print.canvas, out, err);
    arena_release(&arena);
    return ok;
}

static bool write_a4(const struct view *view, const struct writing *writing,
                     struct shown *shown, struct buf *out, struct err *err)
{
    (void)shown; /* every row of the view is in the list */
    return write_print(view, writing, PAPER_A4, out, err);
}

static bool write_a3(const struct view *view, const struct writing *writing,
                     struct shown *shown, struct buf *out, struct err *err)
{
    (void)shown;
    return write_print(view, writing, PAPER_A3, out, err);
}

static bool write_large(const struct view *view, const struct writing *writing,
                        struct shown *shown, struct buf *out, struct err *err)
{
    (void)shown;
    return write_print(view, writing, PAPER_LARGE, out, err);
}

static const struct writer_file file_a4[] = {{"map-a4.pdf", write_a4}};
static const struct writer_file file_a3[] = {{"map-a3.pdf", write_a3}};
static const struct writer_file file_large[] = {{"map-large.pdf", write_large}};

const struct writer writer_pdf = {
    .name = "pdf",
    .summary = N_("printed map and list, A4 (PDF)"),
    WRITER_FILES(file_a4),
};

const struct writer writer_pdf_a3 = {
    .name = "pdf-a3",
    .summary = N_("printed map and list, A3 (PDF)"),
    WRITER_FILES(file_a3),
};

const struct writer writer_pdf_large = {
    .name = "pdf-large",
    .summary = N_("printed map and list, A4 in large print (PDF)"),
    WRITER_FILES(file_large),
};
