#include "output/formats/reread.h"
#include "tests/site/sample_page.h"

static struct str kept(struct arena *arena, struct buf *page)
{
    struct str text = {arena_copy(arena, page->ptr, page->len), page->len};

    buf_release(page);
    return text;
}

static struct str page_of_view(const struct view *view, struct arena *arena)
{
    struct buf page = page_text(view);

    return kept(arena, &page);
}

/* Is the text in one of the parts that are searched for leaks? */
static bool searched(const struct reread *reread, const char *text)
{
    for (size_t i = 0; i < reread->n_part; i++)
        if (str_find(reread->part[i], str_of(text)) != SIZE_MAX)
            return true;
    return false;
}

static struct reread reread_of(struct str page, struct arena *arena)
{
    struct reread reread;
    struct err err = {0};

    cr_assert(reread_file("a/index.html", page, &reread, arena, &err), "%s",
              err.text);
    return reread;
}

Test(reread_html, counts_what_the_page_shows)
{
    static const size_t some[] = {0, 1, 60, 3000};

    for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++)
        for (int resident = 0; resident < 2; resident++) {
            struct arena arena = {0};
            struct view view = sample_view(&arena, resident, some[i]);
            sample_ground(&view, &arena);
            sample_towns(&view);
            struct reread reread =
                reread_of(page_of_view(&view, &arena), &arena);
            cr_expect(reread.counts_rows && reread.counts_placed);
            cr_expect_eq(reread.rows, some[i]);
            cr_expect_eq(reread.placed, some[i] - some[i] / 3);
            arena_release(&arena);
        }
}

Test(reread_html,
     text_attributes_and_packed_data_are_searched_as_people_read_them)
{
    for (size_t n = 2; n <= 4000; n += 3998) {
        struct arena arena = {0};
        struct view view = sample_view(&arena, false, n);
        view.row[0].name = "仮名<&\"'>施設";
        sample_set(&view, 0, "address", "住所<&>一丁目");
        sample_set(&view, 1, "corporation_name", "\"法人\" <秘密> & 名称");
        sample_set(&view, 1, "departments", "内科\n外科<二>");
        sample_set(&view, 0, "url", "https://example.jp/?a=1&b=22222");
        view.maker = "作成課<&>係";
        for (size_t r = 0; r < n; r++)
            sample_set(&view, r, "name_kana", arena_format(&arena, "カ%zu", r));
        struct reread reread = reread_of(page_of_view(&view, &arena), &arena);
        static const char *const texts[] = {"仮名<&\"'>施設",
                                            "住所<&>一丁目",
                                            "\"法人\" <秘密> & 名称",
                                            "外科<二>",
                                            "https://example.jp/?a=1&b=22222",
                                            "作成課<&>係",
                                            "corporation_name"};
        for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
            cr_expect(searched(&reread, texts[i]), "%zu: %s", n, texts[i]);
        arena_release(&arena);
    }
}

/* Words of the program's own script, style and messages are no leak. */
Test(reread_html, what_every_page_has_is_not_searched)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    struct reread reread = reread_of(page_of_view(&view, &arena), &arena);

    cr_expect_not(searched(&reread, "markercluster"));
    cr_expect_not(searched(&reread, ".leaflet-pane"));
    cr_expect_not(searched(&reread, "Choose a prefecture"));
    cr_expect(searched(&reread, "list-title"));
    arena_release(&arena);
}

/* The page with the first `what` in it replaced. */
static struct str changed(struct str page, const char *what, const char *with,
                          struct arena *arena)
{
    struct buf out = {0};
    size_t at = str_find(page, str_of(what));

    cr_assert_neq(at, SIZE_MAX, "no %s", what);
    buf_add_str(&out, str_cut(page, 0, at));
    buf_add_text(&out, with);
    buf_add_str(&out, str_cut(page, at + strlen(what), page.len));
    return kept(arena, &out);
}

Test(reread_html, a_page_that_is_not_as_the_program_writes_it_is_refused)
{
    static const char *const change[][2] = {
        {"</h1>", "</h1><script>alert(1)</script>"},
        {"</h1>", "</h1><script type=\"text/plain\" id=\"x\">secret</script>"},
        {"</h1>", "</h1><script type=\"application/json\" id=\"x\">1</script>"},
        {"</h1>", "</h1><script id=\"data\">1</script>"},
        {"</h1>", "</h1><style>p{}</style>"},
        {"</h1>", "</h1><img>"},
        {"</h1>", "</h1><iframe></iframe>"},
        {"</h1>", "</h1><!-- secret -->"},
        {"</h1>", "</h1><p onclick=\"x\">"},
        {"</h1>", "</h1><p style=\"x\">"},
        {"</h1>", "</h1><p data-x=\"unended>"},
        {"</h1>", "</h1><a href=\"javascript:alert(1)\">"},
        {"</h1>", "</h1><a href=\"data:text/html,x\">"},
        {"</h1>", "</h1><a href='x'>"},
        {"</h1>", "</h1><meta http-equiv=\"refresh\" content=\"0\">"},
        {"</h1>", "</h1>&#x73;ecret"},
        {"</h1>", "</h1>&copy;"},
        {"</h1>", "</h1><"},
        {"use strict", "use Strict"},
        {".leaflet-pane", ".leaflet-Pane"},
        {"\"ja\":{", "\"ja\":{\"x\":\"secret\","},
        {"\"version\":1", "\"version\":"},
        {"\"lon\":[", "\"lon\":[1,"},
        {"<li class=facility ", "<li "},
        {"<!DOCTYPE html>", "<!DOCTYPE html><!DOCTYPE html>"},
        {"<!DOCTYPE html>", ""},
    };
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    struct str page = page_of_view(&view, &arena);

    for (size_t i = 0; i < sizeof(change) / sizeof(*change); i++) {
        struct reread reread;
        struct err err = {0};
        struct str bad = changed(page, change[i][0], change[i][1], &arena);
        cr_expect_not(reread_file("index.html", bad, &reread, &arena, &err),
                      "%s", change[i][1]);
        cr_expect_eq(err.class, ERR_INPUT, "%s", change[i][1]);
    }
    arena_release(&arena);
}

Test(reread_html, packed_data_that_is_damaged_is_refused)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 6000);
    struct reread reread;
    struct err err = {0};

    for (size_t r = 0; r < view.n_row; r++)
        sample_set(
            &view, r, "name_kana",
            arena_format(&arena, "カナカナカナカナカナカナ%zu", r * 7919));
    struct str page = page_of_view(&view, &arena);
    struct str bad = changed(page, "id=\"data-deflated\">",
                             "id=\"data-deflated\">AAAA", &arena);
    cr_expect_not(reread_file("index.html", bad, &reread, &arena, &err));
    cr_expect_eq(err.class, ERR_INPUT);
    arena_release(&arena);
}

/* A resident page must not even name what only professionals see. */
Test(reread_html, residents_with_the_messages_of_professionals_are_refused)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 3);
    struct reread reread;
    struct err err = {0};
    struct str page = changed(page_of_view(&view, &arena),
                              "<html lang=\"ja\" class=\"professional\">",
                              "<html lang=\"ja\" class=\"resident\">", &arena);

    cr_expect_not(reread_file("index.html", page, &reread, &arena, &err));
    arena_release(&arena);
}

Test(reread_html, a_page_without_facilities_counts_none)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    struct buf out = {0};

    view.contact = "高齢の窓口<&>";
    write_one(&writer_site.file[1], &view, &plain_writing, &out);
    struct reread reread = reread_of(kept(&arena, &out), &arena);
    cr_expect_not(reread.counts_rows);
    cr_expect_not(reread.counts_placed);
    cr_expect(searched(&reread, "高齢の窓口<&>"));
    arena_release(&arena);
}
