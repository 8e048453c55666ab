#include "fetch/json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

/* struct json is never defined: a pointer to one is a pointer to cJSON. */
static const cJSON *of(const struct json *value)
{
    return (const cJSON *)(const void *)value;
}

static const struct json *from(const cJSON *item)
{
    return (const struct json *)(const void *)item;
}

/* Line and column (in characters), both from 1, of a byte. */
static void position(struct str text, size_t at, size_t *line, size_t *column)
{
    size_t start = 0;

    *line = 1;
    for (size_t i = 0; i < at && i < text.len; i++)
        if (text.ptr[i] == '\n') {
            ++*line;
            start = i + 1;
        }
    *column = 1;
    for (size_t i = start; i < at && i < text.len; i++)
        *column += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
}

static struct json *refuse(struct str text, size_t at, const char *path,
                           struct err *err)
{
    size_t line, column;

    position(text, at, &line, &column);
    err_set(err, ERR_INPUT,
            _("'%s' cannot be read: no JSON from line %zu, column %zu on; put "
              "the file right there"),
            path, line, column);
    return NULL;
}

/* The first byte that is no UTF-8; text.len: there is none. */
static size_t bad_byte(struct str text)
{
    uint32_t code;
    size_t at = 0, n;

    while (at < text.len && (n = str_char(text, at, &code)) > 0)
        at += n;
    return at;
}

/* An escaped U+0000 would end a text of C in the middle. */
static size_t escaped_nul(struct str text)
{
    for (size_t at = 0; at + 1 < text.len; at++)
        if (text.ptr[at] == '\\') {
            if (str_starts(str_cut(text, at, 6), STR("\\u0000")))
                return at;
            at++;
        }
    return text.len;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct json *json_parse(struct str text, const char *path, struct err *err)
{
    const char *end = NULL;
    size_t at = bad_byte(text);
    cJSON *whole;

    if (at == text.len)
        at = escaped_nul(text);
    if (at < text.len || text.len == 0)
        return refuse(text, at, path, err);
    whole = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, 0);
    at = end ? (size_t)(end - text.ptr) : 0;
    if (!whole)
        return refuse(text, at, path, err);
    while (at < text.len && is_space(text.ptr[at]))
        at++;
    if (at < text.len) {
        cJSON_Delete(whole);
        return refuse(text, at, path, err);
    }
    return (struct json *)(void *)whole;
}

void json_free(struct json *whole)
{
    cJSON_Delete((cJSON *)(void *)whole);
}

const struct json *json_member(const struct json *object, const char *name)
{
    if (!cJSON_IsObject(of(object)))
        return NULL;
    return from(cJSON_GetObjectItemCaseSensitive(of(object), name));
}

bool json_is_object(const struct json *value)
{
    return cJSON_IsObject(of(value));
}

bool json_is_array(const struct json *value)
{
    return cJSON_IsArray(of(value));
}

bool json_is_null(const struct json *value)
{
    return cJSON_IsNull(of(value));
}

bool json_text(const struct json *value, const char **text)
{
    if (!cJSON_IsString(of(value)))
        return false;
    *text = of(value)->valuestring;
    return true;
}

const char *json_kept(const struct json *object, const char *name,
                      struct arena *arena)
{
    const char *text;

    return json_text(json_member(object, name), &text)
               ? arena_copy(arena, text, strlen(text))
               : NULL;
}

bool json_number(const struct json *value, double *number)
{
    if (!cJSON_IsNumber(of(value)))
        return false;
    *number = of(value)->valuedouble;
    return true;
}

bool json_count(const struct json *value, uint64_t *count)
{
    double number;

    if (!json_number(value, &number) || !(number >= 0) ||
        number > 9007199254740992.0 || number != floor(number))
        return false;
    *count = (uint64_t)number;
    return true;
}

bool json_bool(const struct json *value, bool *yes)
{
    if (!cJSON_IsBool(of(value)))
        return false;
    *yes = cJSON_IsTrue(of(value));
    return true;
}

const struct json *json_items(const struct json *value)
{
    bool many = cJSON_IsArray(of(value)) || cJSON_IsObject(of(value));

    return many ? from(of(value)->child) : NULL;
}

const struct json *json_next(const struct json *item)
{
    return item ? from(of(item)->next) : NULL;
}

size_t json_size(const struct json *value)
{
    size_t n = 0;

    for (const struct json *i = json_items(value); i; i = json_next(i))
        n++;
    return n;
}

const char *json_name(const struct json *member)
{
    return member ? of(member)->string : NULL;
}
