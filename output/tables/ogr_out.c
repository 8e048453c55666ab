#include "output/tables/ogr_out.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <dlfcn.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRIVER "FlatGeobuf"
#define EPSG_JGD2011 6668

/* GDAL, once for all threads; it does not survive being unloaded. */
static struct {
#define FUNCTION(name) __typeof__(name) *name;
#include "output/tables/ogr_out.def"
#undef FUNCTION
    GDALDriverH driver;
    char missing[256]; /* why there is none; "" when there is */
} gdal;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* What GDAL says during one call; the first failure is the cause. */
struct complaint {
    char text[512];
};

struct ogr_out {
    GDALDatasetH dataset;
    OGRLayerH layer;
    const struct ogr_column *column;
    size_t n_column;
    char path[64]; /* in GDAL's own file system in memory */
    struct complaint complaint;
};

static void load(void)
{
    void *library = dlopen(GDAL_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

    if (!library) {
        snprintf(gdal.missing, sizeof(gdal.missing), "%s", dlerror());
        return;
    }
#define FUNCTION(name)                                                         \
    *(void **)&gdal.name = dlsym(library, #name);                              \
    if (!gdal.name)                                                            \
        snprintf(gdal.missing, sizeof(gdal.missing),                           \
                 "'%s' lacks the function " #name, GDAL_SONAME);
#include "output/tables/ogr_out.def"
#undef FUNCTION
    if (gdal.missing[0])
        return;
    gdal.GDALAllRegister();
    gdal.driver = gdal.GDALGetDriverByName(DRIVER);
    if (!gdal.driver)
        snprintf(gdal.missing, sizeof(gdal.missing),
                 "'%s' lacks the driver " DRIVER, GDAL_SONAME);
}

static void CPL_STDCALL hear(CPLErr class, CPLErrorNum number, const char *text)
{
    struct complaint *complaint = gdal.CPLGetErrorHandlerUserData();

    (void)number;
    if (class >= CE_Failure && complaint->text[0] == '\0')
        snprintf(complaint->text, sizeof(complaint->text), "%s", text);
}

/* Every use of GDAL that can fail stands between listen() and is_quiet(). */
static void listen(struct ogr_out *out)
{
    out->complaint.text[0] = '\0';
    gdal.CPLErrorReset();
    gdal.CPLPushErrorHandlerEx(hear, &out->complaint);
}

static bool is_quiet(const struct ogr_out *out)
{
    gdal.CPLPopErrorHandler();
    return out->complaint.text[0] == '\0';
}

static bool failed(const struct ogr_out *out, struct err *err)
{
    return err_set(err, ERR_INTERNAL,
                   _("a FlatGeobuf file cannot be made: %s; leave the format "
                     "'fgb' out, or install another version of GDAL"),
                   out->complaint.text[0] ? out->complaint.text
                                          : _("GDAL does not say why"));
}

/* ---- the layer ---- */

static OGRFieldType type_of(enum column_type type)
{
    switch (type) {
    case COLUMN_INTEGER:
        return OFTInteger;
    case COLUMN_REAL:
        return OFTReal;
    case COLUMN_TEXT:
    case COLUMN_LIST:
        break;
    }
    return OFTString;
}

static bool make_fields(struct ogr_out *out)
{
    bool ok = true;

    for (size_t c = 0; ok && c < out->n_column; c++) {
        OGRFieldDefnH field = gdal.OGR_Fld_Create(out->column[c].name,
                                                  type_of(out->column[c].type));
        ok = gdal.OGR_L_CreateField(out->layer, field, 0) == OGRERR_NONE;
        gdal.OGR_Fld_Destroy(field);
    }
    return ok;
}

static bool make_layer(struct ogr_out *out, const char *name)
{
    /* GDAL takes no const list. */
    char index[] = "SPATIAL_INDEX=YES";
    char *options[] = {index, NULL};
    OGRSpatialReferenceH system = gdal.OSRNewSpatialReference(NULL);
    bool ok = gdal.OSRImportFromEPSG(system, EPSG_JGD2011) == OGRERR_NONE;

    gdal.OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
    out->dataset =
        ok ? gdal.GDALCreate(gdal.driver, out->path, 0, 0, 0, GDT_Unknown, NULL)
           : NULL;
    if (out->dataset)
        out->layer = gdal.GDALDatasetCreateLayer(out->dataset, name, system,
                                                 wkbPoint, options);
    gdal.OSRDestroySpatialReference(system);
    return out->layer && make_fields(out);
}

/* A file with a name of its own, in GDAL's file system. */
static struct ogr_out *open_out(struct err *err)
{
    static atomic_uint number;

    pthread_once(&once, load);
    if (gdal.missing[0]) {
        err_set(err, ERR_PLACE,
                _("FlatGeobuf files cannot be made: %s; install GDAL 3.6 or "
                  "later (%s), or leave the format 'fgb' out"),
                gdal.missing, GDAL_SONAME);
        return NULL;
    }
    struct ogr_out *out = mem_alloc(sizeof(*out));
    *out = (struct ogr_out){0};
    snprintf(out->path, sizeof(out->path), "/vsimem/zaitaku-%u.fgb",
             atomic_fetch_add(&number, 1));
    return out;
}

struct ogr_out *ogr_out_begin(const char *layer,
                              const struct ogr_column *column, size_t n_column,
                              struct err *err)
{
    struct ogr_out *out = open_out(err);

    if (!out)
        return NULL;
    out->column = column;
    out->n_column = n_column;
    listen(out);
    bool made = make_layer(out, layer);
    if (is_quiet(out) && made)
        return out;
    failed(out, err);
    ogr_out_abandon(out);
    return NULL;
}

/* ---- points ---- */

static void set_cell(OGRFeatureH feature, int at, enum column_type type,
                     const char *cell)
{
    bool is_number = type == COLUMN_INTEGER || type == COLUMN_REAL;
    double number;

    if (!is_number)
        gdal.OGR_F_SetFieldString(feature, at, cell);
    else if (str_number(str_of(cell), &number) && type == COLUMN_REAL)
        gdal.OGR_F_SetFieldDouble(feature, at, number);
    else
        gdal.OGR_F_SetFieldInteger(feature, at, (int)strtol(cell, NULL, 10));
}

bool ogr_out_add(struct ogr_out *out, struct lonlat point,
                 const char *const *cell, struct err *err)
{
    OGRFeatureH feature;
    OGRGeometryH shape;

    listen(out);
    feature = gdal.OGR_F_Create(gdal.OGR_L_GetLayerDefn(out->layer));
    shape = gdal.OGR_G_CreateGeometry(wkbPoint);
    gdal.OGR_G_SetPoint_2D(shape, 0, point.lon_deg, point.lat_deg);
    gdal.OGR_F_SetGeometryDirectly(feature, shape);
    for (size_t c = 0; c < out->n_column; c++)
        if (cell[c])
            set_cell(feature, (int)c, out->column[c].type, cell[c]);
    bool ok = gdal.OGR_L_CreateFeature(out->layer, feature) == OGRERR_NONE;
    gdal.OGR_F_Destroy(feature);
    return (is_quiet(out) && ok) || failed(out, err);
}

/* ---- ending ---- */

static bool take_bytes(struct ogr_out *out, struct buf *bytes)
{
    vsi_l_offset len = 0;

    gdal.GDALClose(out->dataset); /* only now the file is written */
    out->dataset = NULL;
    const GByte *content = gdal.VSIGetMemFileBuffer(out->path, &len, 0);
    if (!content || len == 0)
        return false;
    buf_add(bytes, content, (size_t)len);
    return true;
}

bool ogr_out_finish(struct ogr_out *out, struct buf *bytes, struct err *err)
{
    listen(out);
    bool ok = take_bytes(out, bytes);
    ok = is_quiet(out) && ok;
    if (!ok)
        failed(out, err);
    ogr_out_abandon(out);
    return ok;
}

static uint64_t count(struct ogr_out *out, struct str fgb)
{
    static const char *const drivers[] = {DRIVER, NULL};
    OGRFeatureH feature;
    uint64_t n = 0;
    GByte *content; /* opened for reading only */

    memcpy(&content, &fgb.ptr, sizeof(content));
    VSILFILE *file =
        gdal.VSIFileFromMemBuffer(out->path, content, fgb.len, FALSE);
    if (file)
        gdal.VSIFCloseL(file);
    out->dataset = gdal.GDALOpenEx(
        out->path, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, drivers, NULL, NULL);
    if (out->dataset)
        out->layer = gdal.GDALDatasetGetLayer(out->dataset, 0);
    while (out->layer &&
           (feature = gdal.OGR_L_GetNextFeature(out->layer)) != NULL) {
        gdal.OGR_F_Destroy(feature);
        n++;
    }
    return out->layer ? n : UINT64_MAX;
}

bool ogr_out_proof(struct str fgb, uint64_t n, struct err *err)
{
    struct ogr_out *out = open_out(err);

    if (!out)
        return false;
    listen(out);
    uint64_t found = count(out, fgb);
    bool ok = is_quiet(out) && found == n;
    if (!ok)
        failed(out, err);
    ogr_out_abandon(out);
    return ok;
}

void ogr_out_abandon(struct ogr_out *out)
{
    if (!out)
        return;
    listen(out); /* nothing more to be said of it */
    if (out->dataset)
        gdal.GDALClose(out->dataset);
    gdal.VSIUnlink(out->path);
    is_quiet(out);
    free(out);
}
