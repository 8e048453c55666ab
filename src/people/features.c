#include "people/features.h"

#include "people/json_scan.h"

#include <stdlib.h>
#include <string.h>

/* All values of one feature. */
#define MOST_VALUES ((size_t)4 << 20)
#define MOST_COLUMNS 1024

struct value {
    size_t from, len; /* in `text` */
    bool is_set;
};

struct features {
    struct json_scan scan;
    struct arena arena;
    struct str *column;
    size_t n_column, cap_column;
    struct value *value; /* [n_column] */
    struct buf text;     /* of this feature's values */
    struct buf name;
    bool ready; /* the first feature was read by features_open() */
    bool done;  /* the list of features was closed */
};

/* The column of a name; it mostly stands where it stood before. */
static size_t column_of(const struct features *f, struct str name, size_t guess)
{
    if (guess < f->n_column && str_eq(f->column[guess], name))
        return guess;
    for (size_t i = 0; i < f->n_column; i++)
        if (str_eq(f->column[i], name))
            return i;
    return f->n_column;
}

static bool add_column(struct features *f, struct str name)
{
    if (f->n_column == MOST_COLUMNS)
        return json_fail(&f->scan);
    f->column =
        mem_room(f->column, f->n_column, &f->cap_column, sizeof(*f->column));
    f->value = mem_grow(f->value, (f->n_column + 1) * sizeof(*f->value));
    f->column[f->n_column++] = (struct str){
        arena_copy(&f->arena, name.len ? name.ptr : "", name.len), name.len};
    return true;
}

static bool read_value(struct features *f, struct value *value)
{
    int c = json_sign(&f->scan);

    if (c == '{' || c == '[')
        return json_skip(&f->scan);
    value->is_set = true;
    value->from = f->text.len;
    if (c == '"') {
        f->scan.at++;
        if (!json_scan_text(&f->scan, &f->text))
            return false;
    } else if (!json_plain(&f->scan, &f->text)) {
        return false;
    }
    value->len = f->text.len - value->from;
    struct str text = str_cut(buf_str(&f->text), value->from, value->len);
    if (c != '"' && str_is(text, "null"))
        value->len = 0;
    return f->text.len <= MOST_VALUES || json_fail(&f->scan);
}

/* The first feature's names become the columns; a name of a later one that is
 * none of them is passed over. */
static bool read_properties(struct features *f, bool first)
{
    bool more;

    if (json_sign(&f->scan) != '{')
        return json_skip(&f->scan);
    f->scan.at++;
    for (size_t i = 0;; i++) {
        struct value unused = {0};
        if (!json_scan_member(&f->scan, i == 0, &f->name, &more))
            return false;
        if (!more)
            return true;
        size_t column = column_of(f, buf_str(&f->name), i);
        /* A name that comes twice is two columns: whoever reads them says
         * so. */
        if (first && (column == f->n_column || f->value[column].is_set)) {
            column = f->n_column;
            if (!add_column(f, buf_str(&f->name)))
                return false;
            f->value[column] = (struct value){0};
        }
        if (!read_value(f, column < f->n_column ? &f->value[column] : &unused))
            return false;
    }
}

/* One feature, or the end of their list. */
static bool read_feature(struct features *f, bool first, bool *more)
{
    bool member = true;

    buf_clear(&f->text);
    for (size_t i = 0; i < f->n_column; i++)
        f->value[i] = (struct value){0};
    *more = !json_take(&f->scan, ']');
    if (!*more)
        return true;
    if ((!first && !json_take(&f->scan, ',')) || !json_take(&f->scan, '{'))
        return json_fail(&f->scan);
    for (bool start = true; member; start = false) {
        if (!json_scan_member(&f->scan, start, &f->name, &member))
            return false;
        if (!member)
            break;
        bool ok = str_is(buf_str(&f->name), "properties")
                      ? read_properties(f, first)
                      : json_skip(&f->scan);
        if (!ok)
            return false;
    }
    return true;
}

/* Up to the list of features; *known is false when there is none. */
static bool find_features(struct features *f, bool *known)
{
    bool more = true;

    *known = false;
    /* A byte order mark is no part of it. */
    if (json_take(&f->scan, 0xEF) &&
        !(json_take(&f->scan, 0xBB) && json_take(&f->scan, 0xBF)))
        return json_fail(&f->scan);
    if (!json_take(&f->scan, '{'))
        return json_fail(&f->scan);
    for (bool first = true; more; first = false) {
        if (!json_scan_member(&f->scan, first, &f->name, &more))
            return false;
        if (!more)
            return true;
        if (str_is(buf_str(&f->name), "features") && json_take(&f->scan, '[')) {
            *known = true;
            return true;
        }
        if (!json_skip(&f->scan))
            return false;
    }
    return true;
}

/* What follows the list, to the end of the collection. */
static bool read_end(struct features *f)
{
    for (bool more = true;;) {
        if (!json_scan_member(&f->scan, false, &f->name, &more))
            return false;
        if (!more)
            return true;
        if (!json_skip(&f->scan))
            return false;
    }
}

struct features *features_open(const struct in_source *source, bool *known,
                               struct err *err)
{
    struct features *f = mem_alloc(sizeof(*f));
    bool more = false;

    memset(f, 0, sizeof(*f));
    f->scan.label = source->label;
    f->scan.err = err;
    f->scan.in = in_open(source, err);
    bool ok = f->scan.in && find_features(f, known) &&
              (!*known || read_feature(f, true, &more));
    if (!ok) {
        features_close(f);
        return NULL;
    }
    *known = *known && f->n_column > 0;
    f->done = !more;
    f->ready = more;
    return f;
}

const struct str *features_columns(const struct features *features, size_t *n)
{
    *n = features->n_column;
    return features->column;
}

bool features_next(struct features *f, bool *more, struct err *err)
{
    *more = f->ready;
    f->scan.err = err;
    f->ready = false;
    if (*more || f->done)
        return true;
    if (!read_feature(f, false, more))
        return false;
    f->done = !*more;
    return *more || read_end(f);
}

struct str features_get(const struct features *f, int column)
{
    if (column < 0 || (size_t)column >= f->n_column)
        return STR("");
    return str_trim(str_cut(buf_str(&f->text), f->value[column].from,
                            f->value[column].len));
}

void features_close(struct features *f)
{
    if (!f)
        return;
    in_close(f->scan.in);
    buf_release(&f->text);
    buf_release(&f->name);
    arena_release(&f->arena);
    free(f->column);
    free(f->value);
    free(f);
}
