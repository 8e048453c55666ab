/*
 * KML 2.2 (OGC 07-147r2). The order of elements is that of its schema. What
 * stands in a description is read as HTML by Google Earth: it is escaped as
 * HTML and then as XML, and no CDATA is used.
 */
#include "output/kml.h"
#include "base/err.h"
#include "output/column.h"
#include "output/writer.h"

#include <stdlib.h>
#include <string.h>

#define ADD(out, literal) buf_add((out), "" literal, sizeof(literal) - 1)
#define NO_POINT "地図上の位置は分かりません。住所を見てください。"
#define NO_DATE "時点不明"

/* Columns for programs, or shown elsewhere: not in the description. */
static const char *const machine_columns[] = {
    "id",
    "name",
    "kind",
    "services",
    "layer",
    "layers",
    "functions",
    "functions_not_filed",
    "functions_unknown",
    "filing_list",
    "prefecture",
    "municipality",
    "opening_hours",
    "reception_hours",
    "municipality_code",
    "navii_id",
    "medical_code",
    "office_number",
    "match_level",
    "coordinate_level",
    "published_lon",
    "published_lat",
    "geocoded_lon",
    "geocoded_lat",
    "position_check",
    "address_confidence",
};

struct kml_column {
    enum column_type type;
    struct str open; /* of its SimpleData element */
    struct str line; /* break and heading in the description; empty: hidden */
};

struct kml {
    const struct view *view;
    struct kml_column *column;
    struct buf *out;
    struct buf html, list; /* scratch */
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

static void add_html_part(struct kml *kml, struct str text)
{
    buf_clear(&kml->html);
    buf_add_xml(&kml->html, text);
    if (kml->html.len && memchr(kml->html.ptr, '&', kml->html.len))
        buf_add_xml(kml->out, buf_str(&kml->html));
    else
        buf_add_str(kml->out, buf_str(&kml->html));
}

/* Text that is HTML inside XML: escaped twice. Google Earth would put fields,
 * unescaped, in the place of $[name], so that '$' is escaped too. */
static void add_html(struct kml *kml, struct str text)
{
    const char *dollar;

    while (text.len && (dollar = memchr(text.ptr, '$', text.len)) != NULL) {
        size_t at = (size_t)(dollar - text.ptr);
        add_html_part(kml, str_cut(text, 0, at));
        ADD(kml->out, "&amp;#36;");
        text = str_cut(text, at + 1, text.len);
    }
    add_html_part(kml, text);
}

/* The same with a break at each end of line. */
static void add_html_lines(struct kml *kml, struct str text)
{
    struct str line;

    for (bool first = true; str_part(&text, '\n', &line); first = false) {
        if (!first)
            ADD(kml->out, "&lt;br/&gt;");
        add_html(kml, line);
    }
}

/* The items of a list joined by 、. Valid until the next call. */
static struct str joined(struct kml *kml, struct str items)
{
    struct str item;

    buf_clear(&kml->list);
    for (bool first = true; str_part(&items, '\n', &item); first = false) {
        if (!first)
            ADD(&kml->list, "、");
        buf_add_str(&kml->list, item);
    }
    return buf_str(&kml->list);
}

/* One paragraph of the document's description; nothing for no text. */
static void add_paragraph(struct kml *kml, const char *text)
{
    if (!text || !*text)
        return;
    add_html_lines(kml, str_of(text));
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

static bool is_machine_column(const char *name)
{
    size_t n = sizeof(machine_columns) / sizeof(*machine_columns);

    for (size_t i = 0; i < n; i++)
        if (strcmp(machine_columns[i], name) == 0)
            return true;
    return false;
}

static void plan_columns(struct kml *kml)
{
    const struct view *view = kml->view;
    struct buf *out = kml->out, line = {0};

    kml->column =
        arena_alloc(&kml->arena, (view->n_column + 1) * sizeof(*kml->column));
    kml->out = &line;
    for (size_t c = 0; c < view->n_column; c++) {
        const struct field *field = view->column[c];
        struct kml_column *column = &kml->column[c];
        column->type = column_type(view, c);
        column->open = str_of(
            arena_format(&kml->arena, "<SimpleData name=\"%s\">", field->name));
        if (is_machine_column(field->name))
            continue;
        buf_clear(&line);
        ADD(&line, "&lt;br/&gt;");
        add_html(kml, str_of(field->heading_ja));
        ADD(&line, "：");
        column->line =
            (struct str){arena_copy(&kml->arena, line.ptr, line.len), line.len};
    }
    kml->out = out;
    buf_release(&line);
}

static void add_description(struct kml *kml, const struct view_row *row)
{
    ADD(kml->out, "<description>&lt;b&gt;");
    add_html(kml, str_of(row->name));
    ADD(kml->out, "&lt;/b&gt;");
    for (size_t c = 0; c < kml->view->n_column; c++) {
        const struct kml_column *column = &kml->column[c];
        if (!row->cell[c] || !*row->cell[c] || !column->line.len)
            continue;
        struct str value = str_of(row->cell[c]);
        buf_add_str(kml->out, column->line);
        if (column->type == COLUMN_LIST)
            add_html(kml, joined(kml, value));
        else
            add_html_lines(kml, value);
    }
    if (!lonlat_known(row->point))
        ADD(kml->out, "&lt;br/&gt;" NO_POINT);
    ADD(kml->out, "</description>\n");
}

static void add_data(struct kml *kml, const struct view_row *row)
{
    ADD(kml->out, "<ExtendedData><SchemaData schemaUrl=\"#facility\">");
    for (size_t c = 0; c < kml->view->n_column; c++) {
        if (!row->cell[c])
            continue;
        struct str value = str_of(row->cell[c]);
        if (kml->column[c].type == COLUMN_LIST)
            value = joined(kml, value);
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
    add_description(kml, row);
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

static void add_folders(struct kml *kml)
{
    size_t start[LAYER_COUNT + 1];
    const size_t *order = rows_by_layer(kml, start);

    for (int l = 0; l < LAYER_COUNT; l++) {
        if (start[l] == start[l + 1])
            continue;
        ADD(kml->out, "<Folder><name>");
        add_xml(kml->out, layer_words(l, kml->view->resident));
        buf_addf(kml->out, " %zu件</name>\n", start[l + 1] - start[l]);
        for (size_t i = start[l]; i < start[l + 1]; i++)
            add_placemark(kml, &kml->view->row[order[i]]);
        ADD(kml->out, "</Folder>\n");
    }
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
    struct kml kml = {.view = view, .out = out};
    layer_set met = kml_layers(view);

    plan_columns(&kml);
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
    buf_release(&kml.html);
    buf_release(&kml.list);
    arena_release(&kml.arena);
}

static void write_kml(const struct view *view, struct buf *out)
{
    kml_write(view, false, out);
}

const struct writer writer_kml = {
    .name = "kml",
    .file = "map.kml",
    .summary = N_("KML 2.2, one folder per layer of the map"),
    .write = write_kml,
};
