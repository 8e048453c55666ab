/*
 * JSON that was read: the catalogue and the manifests. Only json.c knows
 * cJSON. Writing is done with buf_add_json_text().
 *
 * Everything handed out lives until json_free() of the whole. The getters take
 * NULL for "not there" and then say no, so that
 * json_text(json_member(object, "title"), &title) needs no check between.
 */
#ifndef FETCH_JSON_H
#define FETCH_JSON_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

struct json;

/* `path` is for the message only. Returns the whole, end with json_free();
 * NULL: ERR_INPUT naming path, line and column (no JSON, cut off, anything
 * behind it, no UTF-8, \u0000, nested deeper than 1000). */
struct json *json_parse(struct str text, const char *path, struct err *err);
void json_free(struct json *whole); /* NULL is allowed */

/* The member of an object; NULL: not there, or no object. Exact name; of
 * members of one name, the first. */
const struct json *json_member(const struct json *object, const char *name);

bool json_is_object(const struct json *value);
bool json_is_array(const struct json *value);
bool json_is_null(const struct json *value); /* false for "not there" */

/* Each is false, with the result untouched, when the value is not there or of
 * another type. json_count() takes whole numbers from 0 to 2^53 only. */
bool json_text(const struct json *value, const char **text);
/* The text of a member, kept in the arena; NULL: none. */
const char *json_kept(const struct json *object, const char *name,
                      struct arena *arena);
bool json_number(const struct json *value, double *number);
bool json_count(const struct json *value, uint64_t *count);
bool json_bool(const struct json *value, bool *yes);

/* Items of an array, or members of an object, in the order of the text:
 * for (v = json_items(list); v; v = json_next(v)). NULL: none. */
const struct json *json_items(const struct json *value);
const struct json *json_next(const struct json *item);
size_t json_size(const struct json *value);
const char *json_name(const struct json *member); /* of a member; or NULL */

#endif
