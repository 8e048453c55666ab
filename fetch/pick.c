#include "fetch/pick.h"

#include "fetch/pick_name.h"
#include "fetch/picking.h"

#include <stdlib.h>
#include <string.h>

/* ---- which edition ---- */

static bool has_date(const struct picking *picking, const char *date)
{
    for (size_t i = 0; i < picking->n; i++)
        if (picking->item[i].link->as_of &&
            strcmp(picking->item[i].link->as_of, date) == 0)
            return true;
    return false;
}

static const char *newest(const struct picking *picking)
{
    const char *date = NULL;

    for (size_t i = 0; i < picking->n; i++) {
        const char *as_of = picking->item[i].link->as_of;
        if (as_of && (!date || strcmp(as_of, date) > 0))
            date = as_of;
    }
    return date;
}

static bool choose_edition(struct picking *picking, const char **edition)
{
    const char *wanted = picking->wanted->as_of;

    if (picking->n == 0)
        return fault_no_link(picking);
    if (picking->source->dated_page && picking->n_dated == 0)
        return fault_no_date(picking);
    if (wanted && !has_date(picking, wanted))
        return fault_no_edition(picking);
    *edition = wanted ? wanted : newest(picking);
    return true;
}

/* Where the page need not give dates, a link without one is not known to be
 * old. */
static bool is_of(const struct picking *picking, const char *edition,
                  const struct page_link *link)
{
    if (!edition)
        return true;
    if (!link->as_of)
        return !picking->source->dated_page && !picking->wanted->as_of;
    return strcmp(link->as_of, edition) == 0;
}

static int by_url(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    int order = strcmp(left->url, right->url);

    if (order != 0)
        return order;
    if (left->rule != right->rule)
        return left->rule < right->rule ? -1 : 1;
    return left->link < right->link ? -1 : left->link > right->link;
}

/* Only what is of the edition, each file once. */
static bool keep_edition(struct picking *picking, const char *edition)
{
    size_t n = 0;

    for (size_t i = 0; i < picking->n; i++) {
        if (!is_of(picking, edition, picking->item[i].link))
            continue;
        if (!picking->item[i].url)
            return fault_host(picking, picking->item[i].link->url);
        picking->item[n++] = picking->item[i];
    }
    picking->n = n;
    qsort(picking->item, n, sizeof(*picking->item), by_url);
    n = 0;
    for (size_t i = 0; i < picking->n; i++)
        if (n == 0 || strcmp(picking->item[n - 1].url, picking->item[i].url))
            picking->item[n++] = picking->item[i];
    picking->n = n;
    return true;
}

static bool enough_links(const struct picking *picking, const char *edition)
{
    for (size_t r = 0; r < picking->source->n_link; r++) {
        const struct source_link *rule = &picking->source->link[r];
        size_t n = 0;
        for (size_t i = 0; i < picking->n; i++)
            n += picking->item[i].rule == r;
        if (n < rule->least)
            return fault_few(picking, rule, n, edition);
    }
    return true;
}

/* ---- the picks ---- */

static void add_pick(struct picks *picks, struct pick pick)
{
    picks->item =
        mem_room(picks->item, picks->n, &picks->cap, sizeof(*picks->item));
    picks->item[picks->n++] = pick;
}

static void add_links(const struct picking *picking, const char *edition,
                      struct picks *picks)
{
    picks->as_of = edition;
    for (size_t i = 0; i < picking->n; i++) {
        const struct candidate *from = &picking->item[i];
        const struct source_link *rule = &picking->source->link[from->rule];
        const char *text = from->link->text;
        add_pick(picks,
                 (struct pick){.url = from->url,
                               .name = pick_name(from->url, picking->arena),
                               .text = text && text[0] ? text : NULL,
                               .expect = rule->expect,
                               .listing = rule->listing,
                               .member = rule->member});
        if (!from->link->as_of)
            picks->as_of = NULL;
    }
    pick_names_settle(picks, picking->arena);
}

bool pick_links(const struct source *source, const struct page *page,
                const struct pick_wanted *wanted, struct picks *picks,
                struct arena *arena, struct err *err)
{
    struct picking picking = {.source = source,
                              .page = page,
                              .wanted = wanted,
                              .arena = arena,
                              .err = err};
    const char *edition = NULL;

    *picks = (struct picks){0};
    picking_find(&picking);
    bool ok = choose_edition(&picking, &edition) &&
              keep_edition(&picking, edition) &&
              enough_links(&picking, edition);
    if (ok)
        add_links(&picking, edition, picks);
    free(picking.item);
    return ok;
}

/* ---- files whose addresses are known ---- */

struct expansion {
    const struct source_file *file;
    struct picks *picks;
    struct arena *arena;
};

/* The address with its {PP} and {CCCCCC} filled in. */
static const char *filled(const char *url, const char *prefecture,
                          const char *municipality, struct arena *arena)
{
    const char *open = strchr(url, '{');
    const char *value = prefecture;
    size_t len = strlen("{PP}");

    if (!open)
        return url;
    if (strncmp(open, "{CCCCCC}", 8) == 0) {
        value = municipality;
        len = 8;
    }
    return filled(arena_format(arena, "%.*s%s%s", (int)(open - url), url,
                               value ? value : "", open + len),
                  prefecture, municipality, arena);
}

static void add_file(const struct expansion *expansion, const char *prefecture,
                     const char *municipality)
{
    const struct source_file *file = expansion->file;
    const char *url =
        filled(file->url, prefecture, municipality, expansion->arena);

    add_pick(expansion->picks,
             (struct pick){.url = url,
                           .name = pick_name(url, expansion->arena),
                           .expect = file->expect,
                           .listing = file->listing,
                           .member = file->member});
}

static bool in_set(uint64_t set, unsigned prefecture)
{
    return set == 0 || (set >> prefecture & 1) != 0;
}

static void add_prefectures(const struct expansion *expansion,
                            const struct source *source, uint64_t wanted)
{
    for (unsigned p = 1; p <= 47; p++)
        if (in_set(source->prefectures, p) && in_set(wanted, p))
            add_file(expansion, arena_format(expansion->arena, "%02u", p),
                     NULL);
}

static bool is_code(const char *text)
{
    return strlen(text) == 6 && str_digits(str_of(text));
}

static bool add_municipalities(const struct expansion *expansion,
                               const struct pick_wanted *wanted,
                               struct err *err)
{
    for (size_t i = 0; i < wanted->n_municipality; i++) {
        const char *code = wanted->municipality[i];
        bool again = false;
        if (!is_code(code))
            return err_set(err, ERR_USAGE,
                           _("'%s' is not the code of a municipality: six "
                             "digits with the check digit are expected; "
                             "give it as in 252018"),
                           code);
        for (size_t j = 0; j < i && !again; j++)
            again = strcmp(code, wanted->municipality[j]) == 0;
        if (!again)
            add_file(expansion, arena_format(expansion->arena, "%.2s", code),
                     code);
    }
    return true;
}

static bool add_files(const struct source *source,
                      const struct pick_wanted *wanted, struct picks *picks,
                      struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < source->n_file; i++) {
        struct expansion expansion = {&source->file[i], picks, arena};
        if (strstr(source->file[i].url, "{CCCCCC}")) {
            if (!add_municipalities(&expansion, wanted, err))
                return false;
        } else if (strstr(source->file[i].url, "{PP}")) {
            add_prefectures(&expansion, source, wanted->prefectures);
        } else {
            add_file(&expansion, NULL, NULL);
        }
    }
    return true;
}

bool pick_files(const struct source *source, const struct pick_wanted *wanted,
                struct picks *picks, struct arena *arena, struct err *err)
{
    *picks = (struct picks){0};
    if (source_per_municipality(source) && wanted->n_municipality == 0)
        return err_set(err, ERR_USAGE,
                       _("'%s' has a file for each municipality, and none was "
                         "named; say which with --area"),
                       source->id);
    if (!add_files(source, wanted, picks, arena, err)) {
        free(picks->item);
        *picks = (struct picks){0};
        return false;
    }
    picks->as_of = source->as_of;
    pick_names_settle(picks, arena);
    return true;
}
