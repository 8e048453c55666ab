#include "output/print/ground.h"

#include <math.h>

/* GRS80, the ellipsoid of JGD2011. */
#define RADIUS_M 6378137.0
#define FLATTENING (1 / 298.257222101)

static double world_x(double lon_deg)
{
    return (lon_deg + 180) / 360;
}

static double world_y(double lat_deg)
{
    double lat = lat_deg * M_PI / 180;

    return (1 - asinh(tan(lat)) / M_PI) / 2;
}

/* Metres of a whole turn on the parallel. */
static double parallel_m(double lat_deg)
{
    double lat = lat_deg * M_PI / 180;
    double e2 = FLATTENING * (2 - FLATTENING);
    double n = RADIUS_M / sqrt(1 - e2 * sin(lat) * sin(lat));

    return 2 * M_PI * n * cos(lat);
}

void extent_add(struct extent *extent, struct lonlat point)
{
    extent->west = fmin(extent->west, point.lon_deg);
    extent->east = fmax(extent->east, point.lon_deg);
    extent->south = fmin(extent->south, point.lat_deg);
    extent->north = fmax(extent->north, point.lat_deg);
}

bool extent_empty(const struct extent *extent)
{
    return !(extent->west <= extent->east && extent->south <= extent->north);
}

struct extent ground_own_extent(const struct view *view)
{
    struct extent extent = EXTENT_EMPTY;

    for (size_t i = 0; i < view->n_ground; i++)
        if (view->ground[i].own && view->ground[i].n_ring) {
            extent_add(&extent, land_degrees(view->ground[i].least));
            extent_add(&extent, land_degrees(view->ground[i].most));
        }
    return extent;
}

static struct ground centred(struct box frame, double x, double y, double scale)
{
    return (struct ground){frame, x - frame.width / 2 / scale,
                           y - frame.height / 2 / scale, scale};
}

struct ground ground_fit(struct box frame, const struct extent *extent,
                         double margin, double least_ratio)
{
    double west = world_x(extent->west), east = world_x(extent->east);
    double north = world_y(extent->north), south = world_y(extent->south);
    double width = fmax(frame.width - 2 * margin, frame.width / 4);
    double height = fmax(frame.height - 2 * margin, frame.height / 4);
    double lat_deg = (extent->south + extent->north) / 2;
    /* Points on the paper of one turn at this ratio. */
    double most = parallel_m(lat_deg) / least_ratio * PAPER_MM(1000);
    double scale =
        fmin(most, fmin(width / (east - west), height / (south - north)));

    return centred(frame, (west + east) / 2, (north + south) / 2, scale);
}

struct ground ground_around(struct box frame, struct lonlat point,
                            double width_m)
{
    return centred(frame, world_x(point.lon_deg), world_y(point.lat_deg),
                   frame.width * parallel_m(point.lat_deg) / width_m);
}

struct canvas_point ground_point(const struct ground *ground,
                                 struct lonlat point)
{
    return (struct canvas_point){
        ground->frame.x +
            (world_x(point.lon_deg) - ground->west) * ground->scale,
        ground->frame.y +
            (world_y(point.lat_deg) - ground->north) * ground->scale};
}

struct lonlat ground_lonlat(const struct ground *ground,
                            struct canvas_point point)
{
    double x = ground->west + (point.x - ground->frame.x) / ground->scale;
    double y = ground->north + (point.y - ground->frame.y) / ground->scale;

    return (struct lonlat){x * 360 - 180,
                           atan(sinh(M_PI * (1 - 2 * y))) * 180 / M_PI};
}

double ground_metres_per_point(const struct ground *ground)
{
    struct canvas_point middle = {ground->frame.x + ground->frame.width / 2,
                                  ground->frame.y + ground->frame.height / 2};

    return parallel_m(ground_lonlat(ground, middle).lat_deg) / ground->scale;
}
