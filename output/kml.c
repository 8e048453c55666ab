/*
 * KML 2.2 (OGC 07-147r2). The order of elements is that of its schema. What
 * stands in a description is read as HTML by Google Earth (kml_html.h), and no
 * CDATA is used.
 */
#include "output/kml.h"
#include "base/err.h"
#include "output/column.h"
#include "output/kml_balloon.h"
#include "output/writer.h"

#include <stdlib.h>
#include <string.h>

#define ADD(out, literal) buf_add((out), "" literal, sizeof(literal) - 1)
#define NO_DATE "時点不明"
#define MOST_NAMES 30 /* in the description of a folder */

struct kml_column {
    enum column_type type;
    struct str open; /* of its SimpleData element */
};

struct kml {
    const struct view *view;
    struct kml_column *column;
    struct buf *out;
    struct kml_balloon balloon;
    struct kml_html html;
    struct buf list; /* scratch */
    struct arena arena;
};

static void add_xml(struct buf *out, const char *text)
{
    buf_add_xml(out, str_of(text));
}

/* <tag>text</tag> with escaped text. */
static void add_element(struct buf *out, const char *tag, const char *text)
{
    buf_addf(out, "<%s>", tag);
    add_xml(out, text);
    buf_addf(out, "</%s>\n", tag);
}

/* One paragraph of the document's description; nothing for no text. */
static void add_paragraph(struct kml *kml, const char *text)
{
    if (!text || !*text)
        return;
    kml_html_add_lines(&kml->html, str_of(text));
    ADD(kml->out, "&lt;br/&gt;\n");
}

static void add_document_description(struct kml *kml)
{
    const struct view *view = kml->view;

    ADD(kml->out, "<description>");
    add_paragraph(kml, view->disclaimer);
    for (size_t i = 0; i < view->n_source; i++) {
        const struct view_source *source = &view->source[i];
        const char *words =
            source->attribution ? source->attribution : source->title;
        const char *as_of = source->as_of;
        char *line =
            arena_format(&kml->arena, "%s（%s%s） %s %s %s", words ? words : "",
                         as_of ? as_of : NO_DATE, as_of ? "時点" : "",
                         source->licence ? source->licence : "",
                         source->licence_url ? source->licence_url : "",
                         source->url ? source->url : "");
        add_paragraph(kml, line);
    }
    add_paragraph(kml, view->processed);
    ADD(kml->out, "</description>\n");
}

/* Where a program draws its own marker for all, size alone can tell what is
 * asked for from the rest. */
static const char *scale_of(const struct layer *layer)
{
    if (layer == &layers[LAYER_consult])
        return "1.3";
    return layer->sign == SIGN_HOLLOW ? "0.8" : "1";
}

/* KML writes colours as aabbggrr. */
static void add_style(struct buf *out, const struct layer *layer, bool icons)
{
    const char *rgb = groups[layer->group].colour + 1;

    buf_addf(out, "<Style id=\"l-%s\">\n<IconStyle>", layer->id);
    if (icons)
        ADD(out, "<color>ffffffff</color>");
    else
        buf_addf(out, "<color>ff%.2s%.2s%.2s</color>", rgb + 4, rgb + 2, rgb);
    buf_addf(out, "<scale>%s</scale>", scale_of(layer));
    if (icons)
        buf_addf(out,
                 "<Icon><href>icons/%s.png</href></Icon><hotSpot x=\"0.5\" "
                 "y=\"0.5\" xunits=\"fraction\" yunits=\"fraction\"/>",
                 layer->id);
    ADD(out, "</IconStyle>\n<BalloonStyle><text>$[description]</text>"
             "</BalloonStyle>\n</Style>\n");
}

static void add_schema(const struct kml *kml)
{
    static const char *const type[] = {[COLUMN_TEXT] = "string",
                                       [COLUMN_LIST] = "string",
                                       [COLUMN_INTEGER] = "int",
                                       [COLUMN_REAL] = "double"};

    ADD(kml->out, "<Schema name=\"facility\" id=\"facility\">\n");
    for (size_t c = 0; c < kml->view->n_column; c++) {
        buf_addf(kml->out, "<SimpleField type=\"%s\" name=\"%s\"><displayName>",
                 type[kml->column[c].type], kml->view->column[c]->name);
        add_xml(kml->out, kml->view->column[c]->heading_ja);
        ADD(kml->out, "</displayName></SimpleField>\n");
    }
    ADD(kml->out, "</Schema>\n");
}

static void plan_columns(struct kml *kml)
{
    const struct view *view = kml->view;

    kml->column =
        arena_alloc(&kml->arena, (view->n_column + 1) * sizeof(*kml->column));
    for (size_t c = 0; c < view->n_column; c++) {
        kml->column[c].type = column_type(view, c);
        kml->column[c].open = str_of(arena_format(
            &kml->arena, "<SimpleData name=\"%s\">", view->column[c]->name));
    }
}

static void add_data(struct kml *kml, const struct view_row *row)
{
    ADD(kml->out, "<ExtendedData><SchemaData schemaUrl=\"#facility\">");
    for (size_t c = 0; c < kml->view->n_column; c++) {
        if (!row->cell[c])
            continue;
        struct str value = str_of(row->cell[c]);
        if (kml->column[c].type == COLUMN_LIST)
            value = kml_joined(&kml->list, value);
        buf_add_str(kml->out, kml->column[c].open);
        buf_add_xml(kml->out, value);
        ADD(kml->out, "</SimpleData>");
    }
    ADD(kml->out, "</SchemaData></ExtendedData>\n");
}

/* An xs:ID: bytes that it may not hold are written _hh, and so is '_', so
 * different ids stay different. */
static void add_id(struct buf *out, const char *id)
{
    static const char hex[] = "0123456789abcdef";

    ADD(out, " id=\"f-");
    for (; *id; id++) {
        unsigned char c = (unsigned char)*id;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
            (c >= 'a' && c <= 'z') || c == '-' || c == '.')
            buf_add_char(out, (char)c);
        else
            buf_add(out, (char[]){'_', hex[c >> 4], hex[c & 15]}, 3);
    }
    buf_add_char(out, '"');
}

static void add_placemark(struct kml *kml, const struct view_row *row)
{
    ADD(kml->out, "<Placemark");
    if (row->id)
        add_id(kml->out, row->id);
    ADD(kml->out, "><name>");
    add_xml(kml->out, row->name);
    ADD(kml->out, "</name><Snippet maxLines=\"0\"/>");
    kml_balloon_add(&kml->balloon, row);
    ADD(kml->out, "<styleUrl>#l-");
    buf_add_text(kml->out, layers[row->layer].id);
    ADD(kml->out, "</styleUrl>");
    add_data(kml, row);
    if (lonlat_known(row->point)) {
        ADD(kml->out, "<Point><coordinates>");
        buf_add_deg(kml->out, row->point.lon_deg);
        buf_add_char(kml->out, ',');
        buf_add_deg(kml->out, row->point.lat_deg);
        ADD(kml->out, "</coordinates></Point>");
    }
    ADD(kml->out, "</Placemark>\n");
}

/* Rows by layer, in their own order within a layer: start[l] to start[l + 1]
 * of the returned row numbers. */
static size_t *rows_by_layer(struct kml *kml, size_t start[LAYER_COUNT + 1])
{
    size_t n = kml->view->n_row, at[LAYER_COUNT] = {0};
    size_t *order = arena_alloc(&kml->arena, (n + 1) * sizeof(*order));

    memset(start, 0, (LAYER_COUNT + 1) * sizeof(*start));
    for (size_t r = 0; r < n; r++)
        start[kml->view->row[r].layer + 1]++;
    for (int l = 0; l < LAYER_COUNT; l++) {
        start[l + 1] += start[l];
        at[l] = start[l];
    }
    for (size_t r = 0; r < n; r++)
        order[at[kml->view->row[r].layer]++] = r;
    return order;
}

static bool is_elsewhere(const struct view_row *row, int layer)
{
    return row->layer != layer && (row->fits >> layer & 1);
}

/* Who looks into a folder must find all that fit it, but each facility stands
 * in one: the names of those in other folders. */
static void add_elsewhere(struct kml *kml, int layer, bool any_here, size_t n)
{
    const struct view *view = kml->view;
    size_t named = 0;

    ADD(kml->out, "<description>");
    if (view->resident)
        buf_add_text(kml->out, any_here ? "このほか、次のところもあります"
                                        : "次のところがあります");
    else
        buf_add_text(kml->out, any_here ? "このほか、次の施設も当てはまります"
                                        : "次の施設が当てはまります");
    buf_add_text(kml->out, view->resident
                               ? "（地図では、別の分類の中にあります）："
                               : "（別の分類に表示）：");
    for (size_t r = 0; r < view->n_row && named < MOST_NAMES; r++) {
        if (!is_elsewhere(&view->row[r], layer))
            continue;
        if (named++)
            ADD(kml->out, "、");
        kml_html_add(&kml->html, str_of(view->row[r].name));
    }
    if (n > named)
        buf_addf(kml->out, "、ほか%zu件", n - named);
    ADD(kml->out, "</description>\n");
}

static void add_folder(struct kml *kml, int layer, const size_t *order,
                       size_t n)
{
    const struct view *view = kml->view;
    size_t elsewhere = 0;

    for (size_t r = 0; r < view->n_row; r++)
        elsewhere += is_elsewhere(&view->row[r], layer);
    if (n + elsewhere == 0)
        return;
    ADD(kml->out, "<Folder><name>");
    add_xml(kml->out, layer_words(layer, view->resident));
    if (elsewhere)
        buf_addf(kml->out, "（%zu件・別の分類に%zu件）</name>\n", n, elsewhere);
    else
        buf_addf(kml->out, "（%zu件）</name>\n", n);
    if (elsewhere)
        add_elsewhere(kml, layer, n > 0, elsewhere);
    for (size_t i = 0; i < n; i++)
        add_placemark(kml, &view->row[order[i]]);
    ADD(kml->out, "</Folder>\n");
}

static void add_folders(struct kml *kml)
{
    size_t start[LAYER_COUNT + 1];
    const size_t *order = rows_by_layer(kml, start);

    for (int l = 0; l < LAYER_COUNT; l++)
        add_folder(kml, l, order + start[l], start[l + 1] - start[l]);
}

layer_set kml_layers(const struct view *view)
{
    layer_set met = 0;

    for (size_t r = 0; r < view->n_row; r++)
        met |= (layer_set)1 << view->row[r].layer;
    return met;
}

void kml_write(const struct view *view, bool icons, struct buf *out)
{
    struct kml kml = {.view = view, .out = out, .html = {.out = out}};
    layer_set met = kml_layers(view);

    plan_columns(&kml);
    kml.balloon = kml_balloon(view, out, &kml.arena);
    ADD(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    add_element(out, "name", view->title);
    ADD(out, "<open>1</open>\n<Snippet maxLines=\"0\"/>\n");
    add_document_description(&kml);
    for (int l = 0; l < LAYER_COUNT; l++)
        if (met >> l & 1)
            add_style(out, &layers[l], icons);
    add_schema(&kml);
    add_folders(&kml);
    ADD(out, "</Document>\n</kml>\n");
    kml_balloon_release(&kml.balloon);
    buf_release(&kml.html.scratch);
    buf_release(&kml.list);
    arena_release(&kml.arena);
}

static bool write_kml(const struct view *view, const struct writing *writing,
                      struct shown *shown, struct buf *out, struct err *err)
{
    (void)writing;
    (void)shown;
    (void)err;
    kml_write(view, false, out);
    return true;
}

static const struct writer_file file[] = {{"map.kml", write_kml}};

const struct writer writer_kml = {
    .name = "kml",
    .summary = N_("KML 2.2, one folder per layer of the map"),
    .usual = true,
    WRITER_FILES(file),
};
