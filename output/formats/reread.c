#include "output/reread.h"

#include "base/buf.h"

#include <cjson/cJSON.h>
#include <expat.h>
#include <string.h>
#include <zip.h>

#define MAX_MEMBER ((zip_uint64_t)1 << 30)

static bool reread_geojson(const char *name, struct reread *reread,
                           struct err *err)
{
    struct str bytes = reread->part[0];
    cJSON *root = cJSON_ParseWithLength(bytes.ptr, bytes.len);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(root, "features");
    const cJSON *feature;
    bool ok = cJSON_IsArray(features);

    cJSON_ArrayForEach(feature, features)
    {
        reread->rows++;
        reread->placed += cJSON_IsObject(
            cJSON_GetObjectItemCaseSensitive(feature, "geometry"));
    }
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not GeoJSON"), name);
}

static void on_start(void *context, const XML_Char *name,
                     const XML_Char **attributes)
{
    struct reread *reread = context;

    (void)attributes;
    reread->rows += strcmp(name, "Placemark") == 0;
    reread->placed += strcmp(name, "Point") == 0;
}

static bool reread_kml(const char *name, struct str bytes,
                       struct reread *reread, struct err *err)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool ok;

    XML_SetUserData(parser, reread);
    XML_SetStartElementHandler(parser, on_start);
    ok = bytes.len < INT32_MAX &&
         XML_Parse(parser, bytes.ptr, (int)bytes.len, 1) == XML_STATUS_OK;
    if (!ok)
        err_set(err, ERR_INPUT, _("'%s' is not well-formed XML: line %lu: %s"),
                name, (unsigned long)XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return ok;
}

static bool read_member(zip_t *zip, zip_uint64_t i, struct str *bytes,
                        struct arena *arena)
{
    zip_stat_t info;
    zip_file_t *file;
    bool ok = false;

    if (zip_stat_index(zip, i, 0, &info) != 0 || info.size > MAX_MEMBER)
        return false;
    file = zip_fopen_index(zip, i, 0);
    if (file) {
        char *text = arena_alloc(arena, info.size + 1);
        ok = zip_fread(file, text, info.size) == (zip_int64_t)info.size;
        *bytes = (struct str){text, info.size};
    }
    if (file && zip_fclose(file) != 0)
        ok = false;
    return ok;
}

static bool reread_kmz(const char *name, struct reread *reread,
                       struct arena *arena, struct err *err)
{
    struct str bytes = reread->part[0];
    zip_source_t *source =
        zip_source_buffer_create(bytes.ptr, bytes.len, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    zip_int64_t n = zip ? zip_get_num_entries(zip, 0) : -1;
    bool ok = n > 0 && (size_t)n < sizeof(reread->part) / sizeof(bytes);

    if (!zip && source)
        zip_source_free(source);
    for (zip_int64_t i = 0; ok && i < n; i++)
        ok = read_member(zip, (zip_uint64_t)i, &reread->part[reread->n_part++],
                         arena);
    if (!ok)
        err_set(err, ERR_INPUT, _("'%s' is not a readable KMZ"), name);
    else
        ok = reread_kml(name, reread->part[1], reread, err);
    if (zip)
        zip_discard(zip);
    return ok;
}

bool reread_file(const char *name, struct str bytes, struct reread *reread,
                 struct arena *arena, struct err *err)
{
    struct str whole = str_of(name);

    *reread = (struct reread){.part = {bytes}, .n_part = 1};
    if (!str_valid_utf8(bytes) && !str_ends(whole, STR(".kmz")))
        return err_set(err, ERR_INPUT, _("'%s' is not UTF-8"), name);
    if (str_ends(whole, STR(".geojson")))
        return reread_geojson(name, reread, err);
    if (str_ends(whole, STR(".kml")))
        return reread_kml(name, bytes, reread, err);
    if (str_ends(whole, STR(".kmz")))
        return reread_kmz(name, reread, arena, err);
    if (str_ends(whole, STR(".json")) || str_ends(whole, STR(".csv")))
        return true;
    return err_set(err, ERR_INPUT, _("'%s' has a form that cannot be checked"),
                   name);
}
