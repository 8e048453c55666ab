/*
 * The map page of one municipality: what its parts share while it is written.
 */
#ifndef OUTPUT_SITE_PAGE_H
#define OUTPUT_SITE_PAGE_H

#include "model/layer.h"
#include "model/view.h"

/*
 * A page of 3,000 facilities shall stay below 1.5 MB. Up to this many rows
 * the list of the page holds name with kana, kind, telephone, fax, address,
 * hours, days, area and web page, and the map a named pin for each. Above it
 * the list holds name, telephone and address, the map a sign for each (where to
 * ask keeps all of it); the rest is in the packed data, from which the script
 * shows it.
 */
#define PAGE_FULL_ROWS 800

/* JSON longer than this is packed, which old browsers cannot open. */
#define PAGE_PLAIN_DATA ((size_t)250 * 1000)

struct page {
    const struct view *view;
    bool full;
    size_t at[FIELD_COUNT];   /* column of a field, or SIZE_MAX */
    size_t own[LAYER_COUNT];  /* rows that stand there */
    size_t fits[LAYER_COUNT]; /* rows that fit */
    bool mixed[LAYER_COUNT];  /* its rows are of several kinds */
};

struct page page_of(const struct view *view);

/* NULL when the edition has no such field or the value is not known. */
const char *page_cell(const struct page *page, const struct view_row *row,
                      enum field_id field);

/* Residents read the consultation layer above the list. */
bool page_is_consult(const struct page *page, int layer);

/* page_list.c */
void page_add_consult(struct buf *out, const struct page *page);
void page_add_list(struct buf *out, const struct page *page);
void page_add_layer_choice(struct buf *out, const struct page *page);
void page_add_contents(struct buf *out, const struct page *page);

/* page_legend.c */

/* Does the middle of a town or a district stand for the place? Professionals
 * have the error, residents the note. */
bool page_is_rough(const struct page *page, const struct view_row *row);
void page_add_signs(struct buf *out, const struct page *page);
void page_add_legend(struct buf *out, const struct page *page);

/* page_map.c */
void page_add_outline(struct buf *out, const struct page *page);

/* page_data.c: the <script>s of messages and data. */
void page_add_data(struct buf *out, const struct page *page);

/* page_columns.c: member "columns" of the data. */
void page_add_columns(struct buf *out, const struct page *page);

/* page_ground.c: members "ground" and "towns" of the data. */
void page_add_ground(struct buf *out, const struct view *view);

/* page_notes.c */
void page_add_sources(struct buf *out, const struct view_source *source,
                      size_t n);

/* Files that people know what to do with; the others are for programs and
 * stand in the catalogue of data sets. The last has no name. */
struct page_download {
    const char *name, *key;
};
extern const struct page_download page_downloads[];

/* Links to those that are written beside the page, if any are. */
bool page_has_downloads(const struct view *view);
void page_add_downloads(struct buf *out, const struct view *view);

/* Of which days the data is, from the oldest to the newest of the sources. */
void page_add_days(struct buf *out, const struct view *view);

/* `layer.<id>` and its words, which the script may replace. */
void page_add_layer_name(struct buf *out, const struct page *page, int layer);
void page_add_count(struct buf *out, size_t n);

#endif
