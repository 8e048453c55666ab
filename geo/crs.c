#include "geo/crs.h"

#include "geo/crs_name.h"

#include <geodesic.h>
#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

/* The area of EPSG:15483 and EPSG:6740 (extent 3957): Japan, onshore. */
static const struct box {
    double west, south, east, north;
} japan = {122.83, 20.37, 154.05, 45.54};

/* A plane system is used somewhat past its own prefectures. */
#define ZONE_MARGIN_DEG 1.0

/*
 * EPSG:15483 "Tokyo to JGD2000 (1)", 9 m on the main islands: geocentric
 * translation between Bessel 1841 and GRS80. Heights are not moved.
 */
#define COARSE                                                                 \
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"            \
    " +step +proj=push +v_3 +step +proj=cart +ellps=bessel"                    \
    " +step +proj=helmert +x=-146.414 +y=507.337 +z=680.507"                   \
    " +step +inv +proj=cart +ellps=GRS80 +step +proj=pop +v_3"                 \
    " +step +proj=unitconvert +xy_in=rad +xy_out=deg"

/*
 * The honest error of EPSG:15483 by region; the first row that holds the
 * point counts. Remote islands after the remarks of EPSG:15483 (Io-To 793 m,
 * Daito 642 m, Tarama 560 m, Ishigaki 251 m, Yonaguni 248 m) and the largest
 * difference from TKY2JGD 2.1.2 over its 392,323 land nodes, whichever is
 * larger. Where neither says anything: the largest of all.
 */
static const struct {
    struct box box;
    double error_m;
} coarse_errors[] = {
    {{138.9, 32.9, 140.2, 34.0}, 12},   /* 八丈島, 御蔵島 */
    {{139.0, 32.0, 140.2, 32.9}, 76},   /* 青ヶ島 */
    {{142.0, 26.0, 143.0, 28.0}, 9},    /* 父島, 母島 */
    {{130.5, 25.0, 132.0, 26.5}, 643},  /* 大東 */
    {{122.8, 24.0, 124.5, 24.8}, 253},  /* 石垣, 竹富, 与那国 */
    {{124.5, 24.0, 125.0, 25.0}, 560},  /* 多良間 */
    {{125.0, 24.5, 125.6, 25.0}, 89},   /* 宮古 */
    {{126.0, 26.0, 130.5, 28.0}, 16},   /* 沖縄, 奄美の南 */
    {{128.0, 28.0, 130.5, 29.0}, 10},   /* 奄美大島 */
    {{128.0, 29.0, 146.0, 45.54}, 9},   /* the main islands */
    {{-180.0, -90.0, 180.0, 90.0}, 800} /* 硫黄島, and anything else */
};

/* Stated by EPSG:6740 for the grid. */
#define GRID_ERROR_M 0.2
static const char *const grid_files[] = {"tky2jgd.gsb", "TKY2JGD.gsb",
                                         "TKY2JGD.tif", "tky2jgd.tif"};
/* Nodes per degree: 45 and 30 seconds, the corners of 3次メッシュ. */
#define GRID_PER_LON_DEG 80.0
#define GRID_PER_LAT_DEG 120.0

struct crs_change {
    struct crs_name name;
    PJ_CONTEXT *context; /* NULL when nothing is to be computed */
    PJ *plane;           /* NULL: the input is in degrees */
    PJ *coarse, *grid;   /* Tokyo Datum only; grid may be NULL */
    struct box area;
};

static bool box_holds(struct box box, double margin_deg, double lon_deg,
                      double lat_deg)
{
    return lon_deg >= box.west - margin_deg &&
           lon_deg <= box.east + margin_deg &&
           lat_deg >= box.south - margin_deg &&
           lat_deg <= box.north + margin_deg;
}

/* Where grids may lie, before the folders that PROJ looks into itself. */
static void set_search_paths(PJ_CONTEXT *context)
{
    enum { MOST = 32 };
    struct arena arena = {0};
    const char *path[MOST];
    int n = 0;
    const char *named = getenv("ZAITAKU_GRIDS");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    struct str rest = str_of(proj_info().searchpath), part;

    if (named && *named)
        path[n++] = named;
    if (data && *data)
        path[n++] = arena_format(&arena, "%s/zaitaku/grids", data);
    else if (home && *home)
        path[n++] = arena_format(&arena, "%s/.local/share/zaitaku/grids", home);
    while (n < MOST && str_part(&rest, ':', &part))
        if (part.len > 0)
            path[n++] = arena_copy(&arena, part.ptr, part.len);
    proj_context_set_search_paths(context, n, path);
    arena_release(&arena);
}

static PJ *open_grid(PJ_CONTEXT *context)
{
    char pipeline[256];

    for (size_t i = 0; i < sizeof(grid_files) / sizeof(*grid_files); i++) {
        snprintf(pipeline, sizeof(pipeline),
                 "+proj=pipeline"
                 " +step +proj=unitconvert +xy_in=deg +xy_out=rad"
                 " +step +proj=hgridshift +grids=%s"
                 " +step +proj=unitconvert +xy_in=rad +xy_out=deg",
                 grid_files[i]);
        PJ *grid = proj_create(context, pipeline);
        if (grid)
            return grid;
    }
    return NULL;
}

/* Plane coordinates, east first, to degrees of the same datum. */
static bool open_plane(struct crs_change *change)
{
    char from[16], to[16];

    snprintf(from, sizeof(from), "EPSG:%u", change->name.plane_epsg);
    snprintf(to, sizeof(to), "EPSG:%u", change->name.degrees_epsg);
    PJ *system = proj_create(change->context, from);
    PJ *steps = proj_create_crs_to_crs(change->context, from, to, NULL);
    if (system && steps)
        change->plane =
            proj_normalize_for_visualization(change->context, steps);
    bool ok = change->plane &&
              proj_get_area_of_use(change->context, system, &change->area.west,
                                   &change->area.south, &change->area.east,
                                   &change->area.north, NULL);
    proj_destroy(steps);
    proj_destroy(system);
    return ok;
}

static bool open_operations(struct crs_change *change)
{
    change->context = proj_context_create();
    if (!change->context)
        return false;
    proj_log_level(change->context, PJ_LOG_NONE);
    proj_context_set_enable_network(change->context, 0);
    set_search_paths(change->context);
    if (change->name.plane_epsg && !open_plane(change))
        return false;
    if (change->name.datum == CRS_TOKYO) {
        change->coarse = proj_create(change->context, COARSE);
        change->grid = open_grid(change->context);
        return change->coarse != NULL;
    }
    return true;
}

struct crs_change *crs_open(const char *name, struct err *err)
{
    struct crs_change *change = mem_alloc(sizeof(*change));

    *change = (struct crs_change){.area = japan};
    if (!crs_name_find(name, &change->name)) {
        err_set(err, ERR_USAGE,
                _("unknown coordinate system '%s'; give EPSG:4301, EPSG:4612, "
                  "EPSG:6668, EPSG:4326, or a plane rectangular system "
                  "(EPSG:2443-2461, EPSG:6669-6687, EPSG:30161-30179)"),
                name);
        goto failed;
    }
    if (crs_is_same(change) || open_operations(change))
        return change;
    err_set(err, ERR_PLACE,
            _("cannot prepare the change from '%s': PROJ does not find its "
              "database; install the package that holds proj.db, or unset "
              "PROJ_DATA"),
            name);
failed:
    crs_close(change);
    return NULL;
}

bool crs_is_same(const struct crs_change *change)
{
    return change->name.datum == CRS_JGD && change->name.plane_epsg == 0;
}

static bool apply(PJ *operation, struct lonlat *point)
{
    PJ_COORD at = proj_coord(point->lon_deg, point->lat_deg, 0, 0);

    proj_errno_reset(operation);
    at = proj_trans(operation, PJ_FWD, at);
    if (!isfinite(at.xy.x) || !isfinite(at.xy.y))
        return false;
    *point = (struct lonlat){at.xy.x, at.xy.y};
    return true;
}

/*
 * Off its land cells the grid is filled with zeros: a point there comes back
 * unchanged, and one in a cell half on land is moved by a part of the true
 * shift, both without an error. So all four nodes around must be on land. No
 * true shift is near zero (the smallest is 10 seconds).
 */
static bool grid_is_land(PJ *grid, struct lonlat point)
{
    double column = floor(point.lon_deg * GRID_PER_LON_DEG);
    double row = floor(point.lat_deg * GRID_PER_LAT_DEG);

    for (int corner = 0; corner < 4; corner++) {
        struct lonlat node = {(column + corner % 2) / GRID_PER_LON_DEG,
                              (row + corner / 2) / GRID_PER_LAT_DEG};
        struct lonlat moved = node;
        if (!apply(grid, &moved) ||
            (fabs(moved.lon_deg - node.lon_deg) < 1e-4 &&
             fabs(moved.lat_deg - node.lat_deg) < 1e-4))
            return false;
    }
    return true;
}

static bool move_tokyo(struct crs_change *change, struct lonlat *point,
                       double *error_m)
{
    size_t row = 0;
    struct lonlat from = *point;

    if (change->grid && grid_is_land(change->grid, from) &&
        apply(change->grid, point)) {
        *error_m = GRID_ERROR_M;
        return true;
    }
    *point = from;
    while (!box_holds(coarse_errors[row].box, 0, from.lon_deg, from.lat_deg))
        row++;
    *error_m = coarse_errors[row].error_m;
    return apply(change->coarse, point);
}

static bool outside(struct lonlat given, struct err *err)
{
    return err_set(err, ERR_PLACE,
                   _("the point %.6f, %.6f cannot be moved: it lies outside "
                     "the area of its coordinate system; check the system "
                     "and the order of the two numbers"),
                   given.lon_deg, given.lat_deg);
}

bool crs_move(struct crs_change *change, struct lonlat *point, double *error_m,
              struct err *err)
{
    struct lonlat moved = *point;

    if (!isfinite(moved.lon_deg) || !isfinite(moved.lat_deg))
        return outside(*point, err);
    if (crs_is_same(change)) {
        *error_m = 0;
        return true;
    }
    if (change->plane && !apply(change->plane, &moved))
        return outside(*point, err);
    if (!box_holds(change->area, change->plane ? ZONE_MARGIN_DEG : 0,
                   moved.lon_deg, moved.lat_deg))
        return outside(*point, err);
    double stated_m = 0;
    if (change->name.datum == CRS_TOKYO &&
        !move_tokyo(change, &moved, &stated_m))
        return outside(*point, err);
    *point = moved;
    *error_m = stated_m;
    return true;
}

void crs_close(struct crs_change *change)
{
    if (!change)
        return;
    proj_destroy(change->plane);
    proj_destroy(change->coarse);
    proj_destroy(change->grid);
    if (change->context)
        proj_context_destroy(change->context);
    free(change);
}

/* A constant that C cannot write down: 2,000 bytes of series for GRS80. */
static struct geod_geodesic grs80;
static once_flag grs80_once = ONCE_FLAG_INIT;

static void set_grs80(void)
{
    geod_init(&grs80, 6378137.0, 1 / 298.257222101);
}

double crs_distance_m(struct lonlat a, struct lonlat b)
{
    double distance_m;

    call_once(&grs80_once, set_grs80);
    geod_inverse(&grs80, a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg,
                 &distance_m, NULL, NULL);
    return distance_m;
}
