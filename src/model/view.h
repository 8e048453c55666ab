/*
 * All that a writer ever sees: the visible columns, cells and points of one
 * map. It is a copy without the hidden values, so privacy does not depend on
 * any writer's care.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model/facility.h"
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
};

#endif
