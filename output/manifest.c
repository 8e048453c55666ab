#include "output/manifest.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "zaitaku manifest 1"

static void add_text(cJSON *object, const char *name, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, name, text);
    else
        cJSON_AddNullToObject(object, name);
}

static void add_sources(cJSON *root, const struct manifest *manifest)
{
    cJSON *list = cJSON_AddArrayToObject(root, "sources");

    for (size_t i = 0; i < manifest->n_source; i++) {
        const struct view_source *source = &manifest->source[i];
        cJSON *item = cJSON_CreateObject();
        add_text(item, "title", source->title);
        add_text(item, "publisher", source->publisher);
        add_text(item, "as_of", source->as_of);
        add_text(item, "licence", source->licence);
        add_text(item, "licence_url", source->licence_url);
        add_text(item, "url", source->url);
        add_text(item, "attribution", source->attribution);
        cJSON_AddItemToArray(list, item);
    }
}

static void add_files(cJSON *root, const struct manifest *manifest)
{
    cJSON *list = cJSON_AddArrayToObject(root, "files");

    for (size_t i = 0; i < manifest->n_file; i++) {
        const struct manifest_file *file = &manifest->file[i];
        cJSON *item = cJSON_CreateObject();
        add_text(item, "name", file->name);
        if (file->code) {
            add_text(item, "municipality_code", file->code);
            add_text(item, "municipality", file->place);
            cJSON_AddNumberToObject(item, "rows", (double)file->rows);
            cJSON_AddNumberToObject(item, "placed", (double)file->placed);
            if (file->part)
                cJSON_AddTrueToObject(item, "part");
        }
        cJSON_AddNumberToObject(item, "bytes", (double)file->bytes);
        add_text(item, "sha256", file->sha256);
        cJSON_AddItemToArray(list, item);
    }
}

static void add_accounting(cJSON *root, const struct table *table)
{
    cJSON *list = cJSON_AddArrayToObject(root, "inputs");

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        cJSON *item = cJSON_CreateObject();
        add_text(item, "label", supply->label);
        add_text(item, "listing", supply->listing);
        add_text(item, "row_kind", row_kind_names[supply->row_kind]);
        add_text(item, "as_of", supply->as_of);
        add_text(item, "sha256", supply->sha256);
        cJSON_AddNumberToObject(item, "read", (double)supply->rows.read);
        cJSON_AddNumberToObject(item, "kept", (double)supply->rows.kept);
        cJSON_AddNumberToObject(item, "merged", (double)supply->rows.merged);
        cJSON_AddNumberToObject(item, "blank", (double)supply->rows.blank);
        cJSON_AddNumberToObject(item, "set_aside",
                                (double)supply->rows.set_aside);
        cJSON_AddItemToArray(list, item);
    }
    list = cJSON_AddArrayToObject(root, "skipped");
    for (size_t i = 0; i < table->n_skipped; i++) {
        cJSON *item = cJSON_CreateObject();
        add_text(item, "label", table->skipped[i].label);
        cJSON_AddItemToArray(list, item);
    }
}

void manifest_write(const struct manifest *manifest, struct buf *out)
{
    cJSON *root = cJSON_CreateObject();

    add_text(root, "format", FORMAT);
    add_text(root, "edition", manifest->edition);
    add_text(root, "created", manifest->created);
    add_text(root, "tool", "zaitaku " ZAITAKU_VERSION);
    if (manifest->processed)
        add_text(root, "processed", manifest->processed);
    if (manifest->disclaimer)
        add_text(root, "disclaimer", manifest->disclaimer);
    if (manifest->maker)
        add_text(root, "maker", manifest->maker);
    if (manifest->contact)
        add_text(root, "contact", manifest->contact);
    add_sources(root, manifest);
    add_files(root, manifest);
    if (manifest->accounting)
        add_accounting(root, manifest->accounting);
    char *text = cJSON_Print(root);
    buf_add_text(out, text);
    buf_add_char(out, '\n');
    cJSON_free(text);
    cJSON_Delete(root);
}

/* ---- reading ---- */

static const char *get_text(const cJSON *object, const char *name,
                            struct arena *arena)
{
    const char *text =
        cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

static uint64_t get_count(const cJSON *object, const char *name)
{
    double number =
        cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return number >= 0 && number < 9e15 ? (uint64_t)number : 0;
}

static bool parse_file(const cJSON *item, struct manifest_file *file,
                       struct arena *arena)
{
    const char *hash = get_text(item, "sha256", arena);

    file->name = get_text(item, "name", arena);
    file->code = get_text(item, "municipality_code", arena);
    file->place = get_text(item, "municipality", arena);
    file->rows = get_count(item, "rows");
    file->placed = get_count(item, "placed");
    file->bytes = get_count(item, "bytes");
    file->part = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "part"));
    if (!file->name || !hash || strlen(hash) != 64)
        return false;
    memcpy(file->sha256, hash, 65);
    return true;
}

static void parse_supply(const cJSON *item, struct supply *supply,
                         struct arena *arena)
{
    const char *kind = get_text(item, "row_kind", arena);

    supply->label = get_text(item, "label", arena);
    supply->rows =
        (struct row_count){get_count(item, "read"), get_count(item, "kept"),
                           get_count(item, "merged"), get_count(item, "blank"),
                           get_count(item, "set_aside")};
    for (int k = 0; kind && k < ROW_KIND_COUNT; k++)
        if (strcmp(kind, row_kind_names[k]) == 0)
            supply->row_kind = (enum row_kind)k;
}

bool manifest_parse(struct str json, const char *path,
                    struct manifest_read *manifest, struct arena *arena,
                    struct err *err)
{
    cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);
    const char *format = root ? get_text(root, "format", arena) : NULL;
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(root, "files");
    const cJSON *inputs = cJSON_GetObjectItemCaseSensitive(root, "inputs");
    const cJSON *item;
    bool ok = format && strcmp(format, FORMAT) == 0 && cJSON_IsArray(files);

    *manifest = (struct manifest_read){0};
    if (ok) {
        manifest->edition = get_text(root, "edition", arena);
        manifest->maker = get_text(root, "maker", arena);
        manifest->contact = get_text(root, "contact", arena);
        ok = manifest->edition != NULL;
        manifest->file =
            arena_alloc(arena, ((size_t)cJSON_GetArraySize(files) + 1) *
                                   sizeof(*manifest->file));
        manifest->supply =
            arena_alloc(arena, ((size_t)cJSON_GetArraySize(inputs) + 1) *
                                   sizeof(*manifest->supply));
    }
    if (ok)
        cJSON_ArrayForEach(item, files) ok =
            ok && parse_file(item, &manifest->file[manifest->n_file++], arena);
    if (ok)
        cJSON_ArrayForEach(item, inputs)
            parse_supply(item, &manifest->supply[manifest->n_supply++], arena);
    cJSON_Delete(root);
    return ok || err_set(err, ERR_INPUT, _("'%s' is not a manifest of zaitaku"),
                         path);
}
