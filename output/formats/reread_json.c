#include "output/formats/reread_own.h"

#include <cjson/cJSON.h>

REREAD(geojson)
{
    cJSON *root = cJSON_ParseWithLength(bytes.ptr, bytes.len);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(root, "features");
    const cJSON *feature;
    bool ok = cJSON_IsArray(features);

    (void)arena;
    reread->counts_rows = reread->counts_placed = true;
    cJSON_ArrayForEach(feature, features)
    {
        reread->rows++;
        reread->placed += cJSON_IsObject(
            cJSON_GetObjectItemCaseSensitive(feature, "geometry"));
    }
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not GeoJSON"), name);
}

REREAD(json)
{
    cJSON *root = cJSON_ParseWithLength(bytes.ptr, bytes.len);
    bool ok = root != NULL;

    (void)reread;
    (void)arena;
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not JSON"), name);
}
