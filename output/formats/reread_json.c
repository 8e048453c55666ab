#include "output/formats/reread_own.h"

#include "base/buf.h"

#include <cjson/cJSON.h>
#include <string.h>

/* Whole: nothing stands behind the value, and no text ends early at an escaped
 * NUL - what nobody reads, nobody has searched. */
static cJSON *parse_whole(struct str bytes)
{
    const char *end = NULL;
    cJSON *root = str_find(bytes, STR("\\u0000")) == SIZE_MAX
                      ? cJSON_ParseWithLengthOpts(bytes.ptr, bytes.len, &end, 0)
                      : NULL;
    size_t read = root ? (size_t)(end - bytes.ptr) : 0;

    if (root && str_trim(str_cut(bytes, read, bytes.len - read)).len == 0)
        return root;
    cJSON_Delete(root);
    return NULL;
}

/* Every name and text below `item`, as a reader gets it. */
static void add_texts(struct buf *text, const cJSON *item)
{
    const cJSON *child;

    if (item->string) {
        buf_add_text(text, item->string);
        buf_add_char(text, '\n');
    }
    if (cJSON_IsString(item)) {
        buf_add_text(text, item->valuestring);
        buf_add_char(text, '\n');
    }
    cJSON_ArrayForEach(child, item) add_texts(text, child);
}

static void add_part(const cJSON *root, struct reread *reread,
                     struct arena *arena)
{
    struct buf text = {0};

    add_texts(&text, root);
    if (text.len)
        reread_add(
            reread, arena,
            (struct str){arena_copy(arena, text.ptr, text.len), text.len});
    buf_release(&text);
}

REREAD(geojson)
{
    cJSON *root = parse_whole(bytes);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(root, "features");
    const cJSON *feature;
    bool ok = cJSON_IsArray(features);

    reread->counts_rows = reread->counts_placed = true;
    cJSON_ArrayForEach(feature, features)
    {
        reread->rows++;
        reread->placed += cJSON_IsObject(
            cJSON_GetObjectItemCaseSensitive(feature, "geometry"));
    }
    if (ok)
        add_part(root, reread, arena);
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not GeoJSON"), name);
}

REREAD(json)
{
    cJSON *root = parse_whole(bytes);
    bool ok = root != NULL;

    if (ok)
        add_part(root, reread, arena);
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not JSON"), name);
}
