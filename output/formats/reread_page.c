#include "output/formats/reread_page.h"

#include "base/buf.h"
#include "output/formats/reread_own.h"

#include <cjson/cJSON.h>
#include <string.h>

static bool is_named(const cJSON *item, const char *name)
{
    return item->string && strcmp(item->string, name) == 0;
}

/* Every name, text and number below `item`. */
static void add_texts(struct buf *text, const cJSON *item, bool numbers)
{
    const cJSON *child;

    if (item->string) {
        buf_add_text(text, item->string);
        buf_add_char(text, '\n');
    }
    if (cJSON_IsString(item)) {
        buf_add_text(text, item->valuestring);
        buf_add_char(text, '\n');
    } else if (cJSON_IsNumber(item) && numbers) {
        buf_addf(text, "%.15g\n", item->valuedouble);
    }
    cJSON_ArrayForEach(child, item) add_texts(text, child, numbers);
}

/* Of the coordinates, those of outlines and towns are no facility's. */
static void add_members(struct buf *text, const cJSON *root)
{
    const cJSON *child;

    cJSON_ArrayForEach(child, root) add_texts(
        text, child, !is_named(child, "ground") && !is_named(child, "towns"));
}

/* Facilities with both coordinates; false when the two lists differ. */
static bool count_placed(const cJSON *lon, const cJSON *lat, uint64_t *rows,
                         uint64_t *placed)
{
    if (!cJSON_IsArray(lon) || !cJSON_IsArray(lat))
        return false;
    lon = lon->child;
    lat = lat->child;
    *rows = *placed = 0;
    for (; lon && lat; lon = lon->next, lat = lat->next) {
        if (cJSON_IsNumber(lon) != cJSON_IsNumber(lat))
            return false;
        ++*rows;
        *placed += cJSON_IsNumber(lon);
    }
    return !lon && !lat;
}

bool reread_page_data(struct str json, struct reread *reread,
                      struct arena *arena, uint64_t *rows, uint64_t *placed)
{
    const char *end = NULL;
    cJSON *root = str_find(json, STR("\\u0000")) == SIZE_MAX
                      ? cJSON_ParseWithLengthOpts(json.ptr, json.len, &end, 0)
                      : NULL;
    size_t read = root ? (size_t)(end - json.ptr) : 0;
    struct buf text = {0};
    bool ok = cJSON_IsObject(root) &&
              str_trim(str_cut(json, read, json.len - read)).len == 0 &&
              count_placed(cJSON_GetObjectItemCaseSensitive(root, "lon"),
                           cJSON_GetObjectItemCaseSensitive(root, "lat"), rows,
                           placed);

    if (ok) {
        add_members(&text, root);
        reread_add(
            reread, arena,
            (struct str){arena_copy(arena, text.ptr, text.len), text.len});
    }
    cJSON_Delete(root);
    buf_release(&text);
    return ok;
}
