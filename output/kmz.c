/*
 * KMZ: doc.kml and the markers it uses in one zip. The only file of this
 * folder that knows libzip. The bytes depend on the view alone.
 */
#include "base/err.h"
#include "output/icons.h"
#include "output/kml.h"
#include "output/writer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* 1980-01-01 00:00:00, the first moment that a zip entry can state. */
#define DOS_TIME 0
#define DOS_DATE (0 << 9 | 1 << 5 | 1)
#define FASTEST 1

/* Nothing here depends on data: a failure is our own mistake or the machine
 * has no memory left, and both end the run, as arena.h promises. */
static void must(bool ok)
{
    assert(ok);
    if (!ok)
        abort();
}

/* `bytes` must live until the archive is closed. */
static void add_entry(zip_t *zip, const char *name, const void *bytes,
                      size_t len, bool compress)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, len, 0);

    must(source != NULL);
    zip_int64_t at = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    must(at >= 0);
    zip_uint64_t entry = (zip_uint64_t)at;
    must(zip_set_file_compression(zip, entry,
                                  compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                                  compress ? FASTEST : 0) == 0);
    must(zip_file_set_dostime(zip, entry, DOS_TIME, DOS_DATE, 0) == 0);
}

static void add_icons(zip_t *zip, layer_set met)
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        const struct icon *icon = icon_find(layers[l].id);
        char name[64];
        if (!(met >> l & 1))
            continue;
        must(icon != NULL);
        snprintf(name, sizeof(name), "icons/%s.png", icon->layer);
        add_entry(zip, name, icon->bytes, icon->len, false);
    }
}

/* Append what the archive became. */
static void read_archive(zip_source_t *memory, struct buf *out)
{
    char part[16384];
    zip_int64_t n;

    must(zip_source_open(memory) == 0);
    while ((n = zip_source_read(memory, part, sizeof(part))) > 0)
        buf_add(out, part, (size_t)n);
    must(n == 0);
    zip_source_close(memory);
}

static bool write_kmz(const struct view *view, const struct writing *writing,
                      struct shown *shown, struct buf *out, struct err *err)
{
    struct buf document = {0};
    zip_error_t error;

    (void)writing;
    (void)shown;
    (void)err;
    kml_write(view, true, &document);
    zip_error_init(&error);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &error);
    must(memory != NULL);
    zip_source_keep(memory);
    zip_t *zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    must(zip != NULL);
    add_entry(zip, "doc.kml", document.ptr, document.len, true);
    add_icons(zip, kml_layers(view));
    must(zip_close(zip) == 0);
    read_archive(memory, out);
    zip_source_free(memory);
    zip_error_fini(&error);
    buf_release(&document);
    return true;
}

static const struct writer_file file[] = {{"map.kmz", write_kmz}};

const struct writer writer_kmz = {
    .name = "kmz",
    .summary = N_("KMZ: the KML document with its markers, zipped"),
    .usual = true,
    WRITER_FILES(file),
};
