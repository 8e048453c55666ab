#include "geo/ogr.h"

#include "base/in_encoding.h"
#include "geo/crs_name.h"
#include "geo/ogr_path.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <dlfcn.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct gdal {
#define FUNCTION(name) __typeof__(name) *name;
#include "geo/gdal.def"
#undef FUNCTION
};

/* What GDAL says during one call; the first failure is the cause. */
struct complaint {
    char text[512];
};

struct ogr_file {
    struct gdal gdal;
    void *library;
    char *path; /* absolute */
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH feature;
    struct lonlat *point; /* one ring */
    size_t n_points_cap;
    struct complaint complaint;
};

static const char *const drivers[] = {"GeoJSON", "TopoJSON",   "ESRI Shapefile",
                                      "GPKG",    "FlatGeobuf", NULL};

/* GDAL calls back with nothing of ours, so the library is asked again. */
static void CPL_STDCALL hear(CPLErr class, CPLErrorNum number, const char *text)
{
    __typeof__(CPLGetErrorHandlerUserData) *user_data;
    void *library = dlopen(GDAL_SONAME, RTLD_LAZY | RTLD_NOLOAD);

    (void)number;
    if (!library)
        return;
    *(void **)&user_data = dlsym(library, "CPLGetErrorHandlerUserData");
    struct complaint *complaint = user_data();
    if (class >= CE_Failure && complaint->text[0] == '\0') {
        snprintf(complaint->text, sizeof(complaint->text), "%s", text);
        for (char *c = complaint->text; *c; c++)
            if ((unsigned char)*c < ' ' || *c == 0x7F)
                *c = ' ';
    }
    dlclose(library);
}

/*
 * A coordinate system may be given as an address (GeoJSON "crs" of type
 * "link"): nothing is fetched. An answer of NULL would let GDAL go on to fetch
 * it by itself; GDAL releases the answer.
 */
static CPLHTTPResult *fetch_nothing(const char *url, CSLConstList options,
                                    GDALProgressFunc progress, void *arg,
                                    CPLHTTPFetchWriteFunc write, void *to,
                                    void *user_data)
{
    const struct ogr_file *file = user_data;
    CPLHTTPResult *answer = file->gdal.CPLCalloc(1, sizeof(*answer));

    (void)url, (void)options, (void)progress;
    (void)arg, (void)write, (void)to;
    answer->nStatus = 1;
    answer->pszErrBuf = file->gdal.CPLStrdup("it refers to an address");
    return answer;
}

/* Every use of GDAL that can fail stands between begin() and end(). */
static void begin(struct ogr_file *file)
{
    file->complaint.text[0] = '\0';
    file->gdal.CPLErrorReset();
    file->gdal.CPLPushErrorHandlerEx(hear, &file->complaint);
    file->gdal.CPLHTTPPushFetchCallback(fetch_nothing, file);
}

/* False when GDAL complained of a failure. */
static bool end(struct ogr_file *file)
{
    file->gdal.CPLHTTPPopFetchCallback();
    file->gdal.CPLPopErrorHandler();
    return file->complaint.text[0] == '\0';
}

static bool damaged(const struct ogr_file *file, struct err *err)
{
    return err_set(err, ERR_PLACE,
                   _("cannot read '%s': %s; fetch it again from its publisher"),
                   file->path, file->complaint.text);
}

static bool load(struct ogr_file *file, struct err *err)
{
    bool complete = true;

    /* NODELETE: GDAL does not survive being unloaded and loaded again. */
    file->library = dlopen(GDAL_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!file->library)
        return err_set(err, ERR_PLACE,
                       _("boundary files cannot be read: %s; install GDAL "
                         "(%s)"),
                       dlerror(), GDAL_SONAME);
#define FUNCTION(name)                                                         \
    *(void **)&file->gdal.name = dlsym(file->library, #name);                  \
    complete = complete && file->gdal.name;
#include "geo/gdal.def"
#undef FUNCTION
    if (!complete)
        return err_set(err, ERR_PLACE,
                       _("boundary files cannot be read: '%s' lacks a "
                         "function; install GDAL 3.6 or later"),
                       GDAL_SONAME);
    if (file->gdal.GDALGetDriverCount() == 0)
        file->gdal.GDALAllRegister();
    file->gdal.OSRSetPROJEnableNetwork(0);
    return true;
}

struct ogr_file *ogr_open(const char *path, struct err *err)
{
    /* Bytes as they are; ogr_get_text() tells UTF-8 and CP932 apart. */
    static const char *const as_is[] = {"ENCODING=", NULL};
    struct ogr_file *file = mem_alloc(sizeof(*file));

    *file = (struct ogr_file){0};
    file->path = ogr_path_open(path, err);
    if (!file->path || !load(file, err))
        goto failed;
    begin(file);
    file->dataset = file->gdal.GDALOpenEx(
        file->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
        drivers, ogr_path_is_silent(file->path) ? as_is : NULL, NULL);
    if (end(file) && file->dataset)
        return file;
    err_set(err, ERR_PLACE,
            _("cannot read '%s' as a map of polygons: %s; give a Shapefile, "
              "GeoJSON, TopoJSON, GeoPackage or FlatGeobuf file"),
            path, file->complaint.text);
failed:
    ogr_close(file);
    return NULL;
}

size_t ogr_layer_count(const struct ogr_file *file)
{
    int n = file->gdal.GDALDatasetGetLayerCount(file->dataset);

    return n > 0 ? (size_t)n : 0;
}

static bool check_system(const struct ogr_file *file, struct err *err)
{
    const struct gdal *gdal = &file->gdal;
    OGRSpatialReferenceH system = gdal->OGR_L_GetSpatialRef(file->layer);

    if (!system || gdal->OSRIsLocal(system))
        return true;
    const char *datum = gdal->OSRGetAttrValue(system, "DATUM", 0);
    if (gdal->OSRIsGeographic(system) && datum && crs_datum_is_ours(datum))
        return true;
    const char *name = gdal->OSRGetName(system);
    return err_set(err, ERR_PLACE,
                   _("'%s' is in the coordinate system '%s', and only degrees "
                     "of JGD2011, JGD2000 or WGS 84 are read; convert it: "
                     "ogr2ogr -t_srs EPSG:6668 NEW OLD"),
                   file->path, name ? name : "?");
}

bool ogr_set_layer(struct ogr_file *file, size_t layer, struct err *err)
{
    begin(file);
    file->layer = file->gdal.GDALDatasetGetLayer(file->dataset, (int)layer);
    if (file->layer)
        file->gdal.OGR_L_ResetReading(file->layer);
    if (!end(file) || !file->layer)
        return damaged(file, err);
    begin(file);
    bool ok = check_system(file, err);
    end(file);
    return ok;
}

static OGRFeatureDefnH columns_of(const struct ogr_file *file)
{
    return file->gdal.OGR_L_GetLayerDefn(file->layer);
}

int ogr_find_field(const struct ogr_file *file, const char *name)
{
    return file->gdal.OGR_FD_GetFieldIndex(columns_of(file), name);
}

size_t ogr_field_count(const struct ogr_file *file)
{
    int n = file->gdal.OGR_FD_GetFieldCount(columns_of(file));

    return n > 0 ? (size_t)n : 0;
}

static const char *raw_name(const struct ogr_file *file, int field)
{
    return file->gdal.OGR_Fld_GetNameRef(
        file->gdal.OGR_FD_GetFieldDefn(columns_of(file), field));
}

struct str ogr_field_label(const struct ogr_file *file, int field,
                           struct arena *arena)
{
    return str_of(encoding_name(arena, raw_name(file, field)));
}

void ogr_want_fields(struct ogr_file *file, const int *field, size_t n)
{
    size_t count = ogr_field_count(file), n_ignored = 0;
    const char **ignored = mem_alloc((count + 2) * sizeof(*ignored));

    for (size_t i = 0; i < count; i++) {
        bool wanted = false;
        for (size_t k = 0; k < n && !wanted; k++)
            wanted = field[k] == (int)i;
        if (!wanted)
            ignored[n_ignored++] = raw_name(file, (int)i);
    }
    ignored[n_ignored++] = "OGR_GEOMETRY";
    ignored[n_ignored] = NULL;
    begin(file);
    file->gdal.OGR_L_SetIgnoredFields(file->layer, ignored);
    end(file);
    free(ignored);
}

void ogr_add_field_names(const struct ogr_file *file, struct buf *out)
{
    struct arena arena = {0};

    for (size_t i = 0; i < ogr_field_count(file); i++) {
        buf_add_text(out, out->len > 0 ? ", " : "");
        buf_add_str(out, ogr_field_label(file, (int)i, &arena));
    }
    arena_release(&arena);
}

bool ogr_read(struct ogr_file *file, bool *more, struct err *err)
{
    if (file->feature)
        file->gdal.OGR_F_Destroy(file->feature);
    begin(file);
    file->feature = file->gdal.OGR_L_GetNextFeature(file->layer);
    if (!end(file))
        return damaged(file, err);
    *more = file->feature != NULL;
    return true;
}

struct str ogr_get_text(struct ogr_file *file, int field, struct arena *arena)
{
    struct str text = {"", 0};

    if (field < 0 ||
        !file->gdal.OGR_F_IsFieldSetAndNotNull(file->feature, field))
        return text;
    const char *raw = file->gdal.OGR_F_GetFieldAsString(file->feature, field);
    char *utf8 = NULL;
    text = str_of(raw);
    if (!str_valid_utf8(text)) {
        begin(file);
        utf8 = file->gdal.CPLRecode(raw, "CP932", "UTF-8");
        end(file);
        text = str_of(utf8);
    }
    text = str_valid_utf8(text) ? str_trim(text) : STR("");
    text.ptr = arena_copy(arena, text.ptr, text.len);
    file->gdal.VSIFree(utf8);
    return text;
}

bool ogr_get_number(const struct ogr_file *file, int field, double *number)
{
    const struct gdal *gdal = &file->gdal;

    if (field < 0 || !gdal->OGR_F_IsFieldSetAndNotNull(file->feature, field))
        return false;
    OGRFieldType type = gdal->OGR_Fld_GetType(
        gdal->OGR_FD_GetFieldDefn(columns_of(file), field));
    if (type != OFTReal && type != OFTInteger && type != OFTInteger64)
        return false;
    *number = gdal->OGR_F_GetFieldAsDouble(file->feature, field);
    return true;
}

/* One ring into file->point. */
static bool get_points(struct ogr_file *file, OGRGeometryH ring, size_t *n,
                       struct err *err)
{
    int count = file->gdal.OGR_G_GetPointCount(ring);
    int stride = (int)sizeof(*file->point);

    *n = count > 0 ? (size_t)count : 0;
    if (*n == 0)
        return true;
    if (*n > file->n_points_cap) {
        file->n_points_cap = *n + *n / 2;
        file->point =
            mem_grow(file->point, file->n_points_cap * sizeof(*file->point));
    }
    file->gdal.OGR_G_GetPoints(ring, &file->point->lon_deg, stride,
                               &file->point->lat_deg, stride, NULL, 0);
    for (size_t i = 0; i < *n; i++) {
        struct lonlat at = file->point[i];
        /* Written so that NAN fails too. */
        if (!(fabs(at.lon_deg) <= 180 && fabs(at.lat_deg) <= 90))
            return err_set(err, ERR_PLACE,
                           _("'%s' is not in degrees, longitude first: it has "
                             "the point %g, %g; convert it: ogr2ogr -t_srs "
                             "EPSG:6668 NEW OLD"),
                           file->path, at.lon_deg, at.lat_deg);
    }
    return true;
}

struct sink {
    void (*add)(void *to, bool outer, const struct lonlat *point, size_t n);
    void *to;
};

/* GDAL itself limits how deep geometries nest. */
static bool read_shape(struct ogr_file *file, OGRGeometryH shape,
                       struct sink sink, struct err *err)
{
    const struct gdal *gdal = &file->gdal;
    OGRwkbGeometryType type =
        gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(shape));
    bool polygon = type == wkbPolygon;
    size_t n;

    if (!polygon && type != wkbMultiPolygon && type != wkbGeometryCollection)
        return true;
    int parts = gdal->OGR_G_GetGeometryCount(shape);
    for (int i = 0; i < parts; i++) {
        OGRGeometryH part = gdal->OGR_G_GetGeometryRef(shape, i);
        if (!polygon) {
            if (!read_shape(file, part, sink, err))
                return false;
            continue;
        }
        if (!get_points(file, part, &n, err))
            return false;
        sink.add(sink.to, i == 0, file->point, n);
    }
    return true;
}

bool ogr_read_rings(struct ogr_file *file,
                    void (*add)(void *to, bool outer,
                                const struct lonlat *point, size_t n),
                    void *to, struct err *err)
{
    const struct gdal *gdal = &file->gdal;
    OGRGeometryH shape = gdal->OGR_F_GetGeometryRef(file->feature);

    if (!shape)
        return true;
    if (!gdal->OGR_G_HasCurveGeometry(shape, 0))
        return read_shape(file, shape, (struct sink){add, to}, err);
    OGRGeometryH straight = gdal->OGR_G_GetLinearGeometry(shape, 0, NULL);
    bool ok = read_shape(file, straight, (struct sink){add, to}, err);
    gdal->OGR_G_DestroyGeometry(straight);
    return ok;
}

void ogr_close(struct ogr_file *file)
{
    if (!file)
        return;
    if (file->feature)
        file->gdal.OGR_F_Destroy(file->feature);
    if (file->dataset)
        file->gdal.GDALClose(file->dataset);
    if (file->library)
        dlclose(file->library);
    free(file->point);
    free(file->path);
    free(file);
}
