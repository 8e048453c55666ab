#include "output/icons.h"
#include "tests/output/kml_reader.h"
#include "tests/output/sample_view.h"

#include <stdlib.h>
#include <time.h>
#include <zip.h>

static zip_t *opened(const struct buf *out)
{
    zip_error_t error;
    zip_source_t *source =
        zip_source_buffer_create(out->ptr, out->len, 0, &error);

    cr_assert_not_null(source);
    zip_t *zip =
        zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    cr_assert_not_null(zip);
    return zip;
}

static struct buf entry_bytes(zip_t *zip, zip_uint64_t entry)
{
    struct buf bytes = {0};
    char part[4096];
    zip_int64_t n;
    zip_file_t *file = zip_fopen_index(zip, entry, 0);

    cr_assert_not_null(file);
    while ((n = zip_fread(file, part, sizeof(part))) > 0)
        buf_add(&bytes, part, (size_t)n);
    cr_assert_eq(n, 0);
    zip_fclose(file);
    return bytes;
}

Test(kmz, document_comes_first_and_every_icon_it_names_is_inside)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct buf out = written_twice(&writer_kmz, &view);
    struct kml_seen seen = {0};
    struct str rest, href;
    zip_t *zip = opened(&out);

    cr_assert_str_eq(zip_get_name(zip, 0, 0), "doc.kml");
    struct buf document = entry_bytes(zip, 0);
    kml_read(buf_str(&document), &seen);
    cr_expect_eq(seen.placemarks, HOSTILE_COUNT);
    rest = buf_str(&seen.hrefs);
    while (str_part(&rest, '\x1E', &href) && href.len) {
        char *name = arena_format(&arena, "%.*s", STR_ARG(href));
        zip_int64_t at = zip_name_locate(zip, name, 0);
        cr_assert(at > 0, "%s", name);
        struct buf png = entry_bytes(zip, (zip_uint64_t)at);
        cr_expect_eq(memcmp(png.ptr, "\x89PNG\r\n\x1A\n", 8), 0);
        buf_release(&png);
    }
    cr_expect_eq((size_t)zip_get_num_entries(zip, 0), 1 + seen.styles);
    zip_discard(zip);
    buf_release(&document);
    kml_seen_release(&seen);
    buf_release(&out);
    arena_release(&arena);
}

Test(kmz, pngs_are_stored_and_the_document_is_deflated)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 50);
    struct buf out = written_twice(&writer_kmz, &view);
    zip_t *zip = opened(&out);
    zip_stat_t stat;

    cr_assert_eq(zip_stat_index(zip, 0, 0, &stat), 0);
    cr_expect_eq(stat.comp_method, ZIP_CM_DEFLATE);
    cr_assert_eq(zip_stat_index(zip, 1, 0, &stat), 0);
    cr_expect_eq(stat.comp_method, ZIP_CM_STORE);
    zip_discard(zip);
    buf_release(&out);
    arena_release(&arena);
}

Test(kmz, bytes_do_not_depend_on_the_time_zone)
{
    static const char *const zone[] = {"UTC", "Asia/Tokyo", "JST-9",
                                       "America/St_Johns", "XXX+11:30"};
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 7);
    struct buf first = {0};

    for (size_t i = 0; i < sizeof(zone) / sizeof(*zone); i++) {
        setenv("TZ", zone[i], 1);
        tzset();
        struct buf out = written_twice(&writer_kmz, &view);
        /* APPNOTE.TXT 4.3.7: the time and date of the first entry. */
        cr_expect_eq(memcmp(out.ptr + 10, "\0\0\x21\0", 4), 0);
        if (i == 0) {
            first = out;
            continue;
        }
        cr_expect_eq(out.len, first.len);
        cr_expect_eq(memcmp(out.ptr, first.ptr, first.len), 0);
        buf_release(&out);
    }
    buf_release(&first);
    arena_release(&arena);
}

Test(icons, every_layer_has_a_marker_of_its_own)
{
    cr_expect_eq(icon_count, LAYER_COUNT);
    for (int l = 0; l < LAYER_COUNT; l++) {
        const struct icon *icon = icon_find(layers[l].id);
        cr_assert_not_null(icon, "%s", layers[l].id);
        for (int m = 0; m < l; m++) {
            const struct icon *other = icon_find(layers[m].id);
            cr_expect(icon->len != other->len ||
                          memcmp(icon->bytes, other->bytes, icon->len) != 0,
                      "%s %s", layers[l].id, layers[m].id);
        }
    }
    cr_expect_null(icon_find("elephant"));
}

Test(icons, every_group_has_a_shape_of_its_own)
{
    for (int g = 0; g < GROUP_COUNT; g++)
        for (int h = 0; h < g; h++)
            cr_expect_str_neq(groups[g].shape, groups[h].shape);
}

Test(kmz, holds_the_markers_of_its_layers_and_no_others)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    view.row[0].layer = LAYER_medical;
    view.row[1].layer = view.row[2].layer = LAYER_home_visit;
    struct buf out = written_twice(&writer_kmz, &view);
    zip_t *zip = opened(&out);

    cr_assert_eq(zip_get_num_entries(zip, 0), 3);
    cr_expect_str_eq(zip_get_name(zip, 1, 0), "icons/home-visit.png");
    cr_expect_str_eq(zip_get_name(zip, 2, 0), "icons/medical.png");
    zip_discard(zip);
    buf_release(&out);
    arena_release(&arena);
}
