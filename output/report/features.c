#include "output/report/features.h"

void features_begin(struct emit *emit, const struct audit *audit,
                    const char *name, const char *format,
                    void (*add_fields)(struct emit *emit,
                                       const struct audit *audit))
{
    emit_object(emit, NULL);
    emit_text(emit, "type", "FeatureCollection");
    emit_text(emit, "name", name);
    emit_object(emit, "zaitaku");
    json_head(emit, audit, format);
    json_sources(emit, audit);
    add_fields(emit, audit);
    emit_end_object(emit);
    emit_array(emit, "features");
}

void features_end(struct emit *emit)
{
    emit_end_array(emit);
    emit_end_object(emit);
    buf_add_char(emit->out, '\n');
}

static void add_point(struct buf *out, struct lonlat point)
{
    buf_add_char(out, '[');
    buf_add_deg(out, point.lon_deg);
    buf_add_char(out, ',');
    buf_add_deg(out, point.lat_deg);
    buf_add_char(out, ']');
}

/* A ring ends with its first point. */
static void add_ring(struct buf *out, const struct lonlat *point, size_t n)
{
    buf_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        add_point(out, point[i]);
        buf_add_char(out, ',');
    }
    add_point(out, point[0]);
    buf_add_char(out, ']');
}

void features_add_outline(struct emit *emit, const struct area_outline *outline)
{
    struct buf *out = emit->out;
    bool several = outline->n_polygon > 1;

    if (outline->n_polygon == 0) {
        emit_text(emit, "geometry", NULL);
        return;
    }
    emit_object(emit, "geometry");
    emit_text(emit, "type", several ? "MultiPolygon" : "Polygon");
    emit_array(emit, "coordinates");
    for (size_t r = 0; r < outline->n_ring; r++) {
        const struct area_ring *ring = &outline->ring[r];
        if (r)
            buf_add_text(out, several && ring->exterior ? "]," : ",");
        if (several && ring->exterior)
            buf_add_char(out, '[');
        add_ring(out, outline->point + ring->first, ring->n);
    }
    if (several)
        buf_add_char(out, ']');
    emit_end_array(emit);
    emit_end_object(emit);
}

void features_add_box(struct emit *emit, struct mesh_box box)
{
    struct lonlat ring[4] = {{box.west_deg, box.south_deg},
                             {box.east_deg, box.south_deg},
                             {box.east_deg, box.north_deg},
                             {box.west_deg, box.north_deg}};

    emit_object(emit, "geometry");
    emit_text(emit, "type", "Polygon");
    emit_array(emit, "coordinates");
    add_ring(emit->out, ring, 4);
    emit_end_array(emit);
    emit_end_object(emit);
}
