#include "tests/site/sample_page.h"

#include <stdlib.h>

/* The files of a cover, by name. */
struct files {
    char name[16][64];
    struct buf bytes[16];
    size_t n;
};

static bool put(void *context, const char *name, struct str bytes,
                struct err *err)
{
    struct files *files = context;

    (void)err;
    cr_assert_lt(files->n, 16);
    strncpy(files->name[files->n], name, 63);
    buf_add_str(&files->bytes[files->n++], bytes);
    return true;
}

static struct buf *file(struct files *files, const char *name)
{
    for (size_t i = 0; i < files->n; i++)
        if (strcmp(files->name[i], name) == 0)
            return &files->bytes[i];
    cr_assert_fail("no file %s", name);
    return NULL;
}

static const struct cover_file written[] = {
    {"pdf", "map-a4.pdf", 1234567, 9, NULL},
    {"site", "index.html", 600000, 9, NULL},
    {"site", "accessibility.html", 6000, 0, NULL},
};

static const struct cover_place places[] = {
    {.code = "00000", .prefecture_code = "00", .name = "?", .rows = 2},
    {.code = "25201",
     .prefecture_code = "25",
     .prefecture = "滋賀県",
     .name = "大津市 <1>",
     .kana = "オオツシ",
     .rows = 123,
     .newest = "2025-12-31",
     .oldest = "2025-12-01",
     .file = written,
     .n_file = 3},
    {.code = "25206",
     .prefecture_code = "25",
     .prefecture = "滋賀県",
     .name = "草津市",
     .rows = 0},
    {.code = "26100",
     .prefecture_code = "26",
     .prefecture = "京都府",
     .name = "京都市",
     .rows = 5},
};

static struct files cover_of(const struct cover_place *place, size_t n)
{
    static const struct view_source source = {
        "厚生労働省", "医療情報ネット", "CC BY 4.0", NULL,
        NULL,         "2025-12-01",     NULL};
    struct cover cover = {.resident = true,
                          .edition = "resident",
                          .edition_name = "市民向け",
                          .created = "2026-04-01",
                          .maker = "滋賀県 <課>",
                          .processed = "加工しました",
                          .disclaimer = "電話してください",
                          .place = place,
                          .n_place = n,
                          .source = &source,
                          .n_source = 1};
    struct files files = {0};
    struct err err = {0};

    cr_assert(writer_site.cover(&cover, put, &files, &err));
    return files;
}

static void release(struct files *files)
{
    for (size_t i = 0; i < files->n; i++)
        buf_release(&files->bytes[i]);
}

Test(start, lists_prefectures_and_their_municipalities_in_order_of_codes)
{
    struct files files = cover_of(places, 4);
    struct buf *index = file(&files, "index.html");
    static const char *const order[] = {
        "href=\"00000/index.html\"",
        "href=\"25/index.html\"",
        "href=\"25201/index.html\">大津市 &lt;1&gt;</a>",
        "href=\"25206/index.html\"",
        "href=\"26/index.html\"",
        "href=\"26100/index.html\""};
    size_t last = 0;

    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
        size_t at = str_find(buf_str(index), str_of(order[i]));
        cr_expect_neq(at, SIZE_MAX, "%s", order[i]);
        cr_expect_gt(at, last, "%s", order[i]);
        last = at;
    }
    cr_expect_eq(files.n, 3);
    cr_expect(has(index, "滋賀県 &lt;課&gt;"));
    cr_expect(has(index, "加工しました"));
    cr_expect(has(index, "電話してください"));
    cr_expect(has(index, "2026年4月1日"));
    cr_expect(has(index, "医療情報ネット"));
    cr_expect(has(index, "<p lang=\"en\">"));
    cr_expect_not(has(index, "{{"));
    cr_expect_not(has(index, "<script"));
    release(&files);
}

Test(start, a_prefecture_has_a_page_with_counts_dates_and_downloads)
{
    struct files files = cover_of(places, 4);
    struct buf *page = file(&files, "25/index.html");
    static const char *const said[] = {
        "href=\"../index.html\"",
        "href=\"../25201/index.html\">大津市 &lt;1&gt;</a>",
        "オオツシ",
        "<td>123件</td>",
        "2025年12月1日～2025年12月31日",
        "href=\"../25201/map-a4.pdf\"",
        "1.2MB",
        "href=\"../25206/index.html\"",
        "<td>0件</td>",
        "時点不明",
        "<th scope=\"col\">",
        "<th scope=\"row\">",
    };

    for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
        cr_expect(has(page, said[i]), "%s", said[i]);
    cr_expect_not(has(page, "26100"));
    cr_expect_not(has(page, "00000"));
    release(&files);
}

Test(start, one_prefecture_needs_no_choice_and_no_map_is_said)
{
    struct files files = cover_of(places + 1, 2);

    cr_expect(has(file(&files, "index.html"), "href=\"25201/map-a4.pdf\""));
    cr_expect_eq(files.n, 2);
    release(&files);
    files = cover_of(NULL, 0);
    cr_expect_eq(files.n, 1);
    cr_expect_not(has(file(&files, "index.html"), "<table"));
    release(&files);
}
