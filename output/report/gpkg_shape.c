/* Polygons as GeoPackage binary (clause 2.1.3) and WKB (OGC 06-103r4, 8.2). */
#include "output/report/gpkg_own.h"

#include <string.h>

/* Magic, version 0, little-endian without an envelope, the system. */
static const unsigned char head[8] = {
    'G', 'P', 0, 1, GPKG_SRS_ID & 0xFF, GPKG_SRS_ID >> 8, 0, 0};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "numbers are written in the machine's byte order");

static void add_uint(struct buf *out, uint32_t number)
{
    buf_add(out, &number, sizeof(number));
}

static void add_begin(struct buf *out, uint32_t type)
{
    buf_add_char(out, 1); /* little-endian */
    add_uint(out, type);
}

static void add_point(struct buf *out, struct lonlat point)
{
    buf_add(out, &point.lon_deg, 8);
    buf_add(out, &point.lat_deg, 8);
}

void pack_box(struct mesh_box box, unsigned char blob[PACK_BOX])
{
    const double ring[10] = {box.west_deg,  box.south_deg, box.east_deg,
                             box.south_deg, box.east_deg,  box.north_deg,
                             box.west_deg,  box.north_deg, box.west_deg,
                             box.south_deg};
    const uint32_t polygon = 3, rings = 1, points = 5;

    memcpy(blob, head, 8);
    blob[8] = 1;
    memcpy(blob + 9, &polygon, 4);
    memcpy(blob + 13, &rings, 4);
    memcpy(blob + 17, &points, 4);
    memcpy(blob + 21, ring, 80);
}

void pack_outline(struct buf *blob, const struct area_outline *outline)
{
    buf_add(blob, head, sizeof(head));
    add_begin(blob, 6); /* MultiPolygon */
    add_uint(blob, (uint32_t)outline->n_polygon);
    for (size_t r = 0; r < outline->n_ring; r++) {
        const struct area_ring *ring = &outline->ring[r];
        if (ring->exterior) {
            size_t end = r + 1;
            while (end < outline->n_ring && !outline->ring[end].exterior)
                end++;
            add_begin(blob, 3); /* Polygon */
            add_uint(blob, (uint32_t)(end - r));
        }
        add_uint(blob, ring->n + 1);
        for (uint32_t i = 0; i <= ring->n; i++)
            add_point(blob, outline->point[ring->first + i % ring->n]);
    }
}
