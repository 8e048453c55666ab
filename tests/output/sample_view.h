/*
 * Views built by hand for the tests of writers. Everything is borrowed from
 * the arena.
 */
#ifndef TESTS_OUTPUT_SAMPLE_VIEW_H
#define TESTS_OUTPUT_SAMPLE_VIEW_H

#include "model/view.h"
#include "output/writer.h"

extern const struct writer writer_geojson, writer_kml, writer_kmz;

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* Texts that have broken readers of such files. */
static const char *const hostile[] = {
    "\"quoted\" 'and' \\back\\",
    "</script><script>alert(1)</script>",
    "]]><img src=x onerror=alert(1)>",
    "a & b &amp; c &lt; < >",
    "\x01\x02\x1B[31m\x7F\x0B tab\t cr\r lf\n end",
    "\xEF\xBF\xBE U+FFFE \xEF\xBF\xBF U+FFFF",
    "\xE2\x80\xA8 line \xE2\x80\xA9 paragraph",
    "🏥 𠮷野家 葛󠄀",
    "",
    " ",
    "%s%n $[name] {{x}}",
    "大津市民病院（本院）",
};
#define HOSTILE_COUNT (sizeof(hostile) / sizeof(*hostile))

/* A view of every field of these audiences, with `n` empty rows named after
 * their number; all in Otsu, every third without a point. */
static inline struct view sample_view(struct arena *arena, bool resident,
                                      size_t n)
{
    static struct view_source source[] = {
        {"厚生労働省", "医療情報ネット & \"ナビイ\"", "CC BY 4.0",
         "https://example.jp/?a=1&b=2", "https://example.jp/", "2025-12-01",
         "「医療情報ネット」（厚生労働省）を加工して作成"},
        {"大津市", "相談窓口", NULL, NULL, NULL, NULL, NULL},
        {"厚生労働省", "介護サービス情報公表", "CC BY 4.0", NULL, NULL,
         "2025-12-31", "「介護サービス情報公表」を加工して作成"},
    };
    struct view view = {
        .resident = resident,
        .edition = resident ? "resident" : "professional",
        .edition_name = resident ? "市民向け" : "関係者向け",
        .code = "25201",
        .place = "滋賀県大津市",
        .title = "大津市の在宅医療・介護の地図 <1>",
        .processed = "zaitaku が加工しました。",
        .disclaimer = "行く前に電話してください。",
        .source = source,
        .n_source = 3,
        .created = "2026-04-01",
        .n_row = n,
    };

    view.column = arena_alloc(arena, FIELD_COUNT * sizeof(*view.column));
    for (int f = 0; f < FIELD_COUNT; f++)
        if (fields[f].audience == FOR_ALL ||
            (!resident && fields[f].audience == FOR_PROFESSIONALS))
            view.column[view.n_column++] = &fields[f];
    view.row = arena_alloc(arena, (n + 1) * sizeof(*view.row));
    for (size_t r = 0; r < n; r++) {
        struct view_row *row = &view.row[r];
        row->cell = arena_alloc(arena, view.n_column * sizeof(*row->cell));
        row->id = arena_format(arena, "k-%010zu", r);
        row->name = arena_format(arena, "事業所%zu", r);
        row->layer = (int)(r % LAYER_COUNT);
        row->fits = (layer_set)1 << row->layer;
        row->point = r % 3 == 2 ? (struct lonlat){NAN, NAN}
                                : (struct lonlat){135.8 + (double)r / 1000,
                                                  35.0 + (double)r / 3000};
    }
    return view;
}

static inline size_t sample_column(const struct view *view, const char *name)
{
    for (size_t c = 0; c < view->n_column; c++)
        if (strcmp(view->column[c]->name, name) == 0)
            return c;
    cr_assert_fail("no column %s", name);
    return 0;
}

static inline void sample_set(struct view *view, size_t row, const char *name,
                              const char *text)
{
    view->row[row].cell[sample_column(view, name)] = text;
}

/* Every hostile text as name, address and list item of one row each. */
static inline struct view hostile_view(struct arena *arena)
{
    struct view view = sample_view(arena, false, HOSTILE_COUNT);

    for (size_t r = 0; r < HOSTILE_COUNT; r++) {
        view.row[r].name = hostile[r];
        sample_set(&view, r, "id", view.row[r].id);
        sample_set(&view, r, "name", hostile[r]);
        sample_set(&view, r, "address", hostile[r]);
        sample_set(&view, r, "service_names",
                   arena_format(arena, "一\n%s", hostile[r]));
    }
    return view;
}

static const struct writing plain_writing = {.turn = TURN_BY_SHAPE};

/* What a file of a format shows; it must write it. */
static inline struct shown write_one(const struct writer_file *file,
                                     const struct view *view,
                                     const struct writing *writing,
                                     struct buf *out)
{
    struct shown shown = {.rows = view->n_row};
    struct err err = {0};

    for (size_t r = 0; r < view->n_row; r++)
        shown.placed += lonlat_known(view->row[r].point);
    cr_assert(file->write(view, writing, &shown, out, &err), "%s", err.text);
    return shown;
}

/* The bytes of a format's first file, which are the same each time. */
static inline struct buf written_twice(const struct writer *writer,
                                       const struct view *view)
{
    struct buf first = {0}, second = {0};

    write_one(&writer->file[0], view, &plain_writing, &first);
    write_one(&writer->file[0], view, &plain_writing, &second);
    cr_assert_eq(first.len, second.len);
    cr_assert_eq(memcmp(first.ptr, second.ptr, first.len), 0);
    buf_release(&second);
    return first;
}

#endif
