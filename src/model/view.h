/*
 * All that a writer ever sees: the visible columns, cells and points of one
 * map. It is a copy without the hidden values, so privacy does not depend on
 * any writer's care.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/facility.h"
#include "model/land.h"
#include "model/layer.h"

struct view_row {
    struct lonlat point; /* NAN: no pin */
    int layer;           /* the folder that shows it, index into layers[] */
    layer_set fits;      /* every layer that it stands in */
    const char *id, *name;
    const char **cell; /* [n_column]; NULL: not known */
};

struct view_source {
    const char *publisher, *title, *licence, *licence_url, *url;
    const char *as_of; /* YYYY-MM-DD or NULL: 不明 */
    const char *attribution;
};

/* A municipality in or around the map. */
struct view_place {
    const char *code;
    const char *name; /* みなと市 */
    bool own;         /* of the view's municipality: itself, or its wards */
    const struct land_ring *ring; /* rings of view->land */
    size_t n_ring;
    struct land_vertex least, most; /* its box */
};

/* A town of the municipality or of a neighbour, to find a place by. */
struct view_town {
    const char *place; /* みなと市 */
    const char *name;
    struct lonlat point;
    float radius_m; /* NAN when not known */
};

struct view {
    bool resident;
    const char *edition;      /* id: "resident" or "professional" */
    const char *edition_name; /* 市民向け / 関係者向け */
    const char *code;         /* municipality, 5 digits; "" for none */
    const char *place;        /* 滋賀県大津市 */
    const char *title;
    const char *processed;  /* that the data was processed, by what */
    const char *disclaimer; /* 行く前に電話… */
    const struct field **column;
    size_t n_column;
    struct view_row *row;
    size_t n_row;
    struct view_source *source;
    size_t n_source;
    /* The ground. No place: no boundary file was read, or none has this
     * municipality. Own places come first, then neighbours by code. */
    const struct land *land;
    const struct view_place *ground;
    size_t n_ground;
    const struct view_town *town; /* own towns first; may be none */
    size_t n_town;
    const char *ground_credit; /* sources of outlines and towns, or NULL */
    /* Names of the files that are written of this view, to link to. */
    const char *const *file;
    size_t n_file;
    /* Who publishes it, and where. */
    const char *created;  /* YYYY-MM-DD */
    const char *maker;    /* みなと市高齢福祉課, or NULL: not given */
    const char *contact;  /* of the maker, free text, or NULL */
    const char *page_url; /* of this municipality's page, ends in '/'; http(s)
                             only; NULL: not given */
};

#endif
