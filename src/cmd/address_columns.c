#include "cmd/address_columns.h"

#include "base/buf.h"
#include "norm/text.h"

/* Headings under which lists of facilities publish an address in one cell;
 * 自治体標準オープンデータセット writes 所在地_連結表記. */
static const char *const usual[] = {
    "住所",          "所在地",           "所在地_連結表記",
    "住所_連結表記", "住所（番地まで）", "所在地（番地まで）",
    "事業所住所",    "事業所所在地",     "施設住所",
    "施設所在地",    "address",          "full_address",
};

#define MAX_TOLD 600 /* bytes of headings in a sentence */

struct search {
    const struct row *header;
    const char *label;
    struct arena arena;
    struct str *key; /* of each heading */
};

/* Headings for a sentence; those that are blank are left out. */
static void tell(const struct search *search, const bool *wanted,
                 struct buf *out)
{
    for (size_t c = 0; c < search->header->n_cell; c++) {
        struct str heading = str_trim(search->header->cell[c]);
        if (!heading.len || (wanted && !wanted[c]))
            continue;
        if (out->len)
            buf_add_text(out, ", ");
        if (out->len + heading.len > MAX_TOLD) {
            buf_add_text(out, "...");
            break;
        }
        buf_add_str(out, heading);
    }
    if (!out->len)
        buf_add_text(out, _("none"));
}

static bool missing(const struct search *search, const char *heading,
                    struct err *err)
{
    struct buf all = {0};

    tell(search, NULL, &all);
    err_set(err, ERR_USAGE, _("'%s' has no column '%s'; its columns are: %s"),
            search->label, heading, all.ptr);
    buf_release(&all);
    return false;
}

static bool find_named(struct search *search, const char *heading,
                       size_t *column, struct err *err)
{
    struct str key = text_key(str_of(heading), &search->arena);
    size_t n = 0;

    *column = NO_COLUMN;
    if (!heading)
        return true;
    for (size_t c = 0; c < search->header->n_cell; c++)
        if (str_eq(search->key[c], key)) {
            *column = c;
            n++;
        }
    if (n == 0)
        return missing(search, heading, err);
    if (n > 1)
        return err_set(err, ERR_USAGE,
                       _("'%s' has the column '%s' %zu times; give each a "
                         "name of its own"),
                       search->label, heading, n);
    return true;
}

static bool is_usual(struct search *search, struct str key)
{
    for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
        if (str_eq(key, text_key(str_of(usual[i]), &search->arena)))
            return true;
    return false;
}

static bool guess(struct search *search, size_t *column, struct err *err)
{
    bool fits[ROWS_MAX_COLUMNS] = {false};
    struct buf told = {0};
    size_t n = 0;

    for (size_t c = 0; c < search->header->n_cell; c++)
        if ((fits[c] = is_usual(search, search->key[c]))) {
            *column = c;
            n++;
        }
    if (n == 1)
        return true;
    tell(search, n ? fits : NULL, &told);
    if (n > 1)
        err_set(err, ERR_USAGE,
                _("several columns of '%s' may hold the addresses: %s; name "
                  "one with --column"),
                search->label, told.ptr);
    else
        err_set(err, ERR_USAGE,
                _("no column of '%s' is known to hold addresses; name one "
                  "with --column: %s"),
                search->label, told.ptr);
    buf_release(&told);
    return false;
}

bool address_columns_find(const struct row *header,
                          const struct address_headings *wanted,
                          const char *label, struct address_columns *found,
                          struct err *err)
{
    struct search search = {.header = header, .label = label};

    search.key =
        arena_alloc(&search.arena, (header->n_cell + 1) * sizeof(*search.key));
    for (size_t c = 0; c < header->n_cell; c++)
        search.key[c] = text_key(header->cell[c], &search.arena);
    bool ok =
        (wanted->address
             ? find_named(&search, wanted->address, &found->address, err)
             : guess(&search, &found->address, err)) &&
        find_named(&search, wanted->municipality, &found->municipality, err) &&
        find_named(&search, wanted->postal, &found->postal, err);
    arena_release(&search.arena);
    return ok;
}
