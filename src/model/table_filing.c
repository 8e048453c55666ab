/* The filing lists' part of a table. */
#include "model/table_index.h"

#include <stdlib.h>
#include <string.h>

struct institution *table_institution(struct table *table, const char *code,
                                      bool *created)
{
    uint32_t number = index_get(table->institution_index, code);

    *created = number == NO_INDEX;
    if (!*created)
        return &table->institution[number];
    ROOM(table, institution);
    struct institution *institution = &table->institution[table->n_institution];
    *institution = (struct institution){.facility = NO_FACILITY};
    memcpy(institution->code, code, 10);
    /* The array moves: the key must not stand in it. */
    index_put(&table->institution_index, &table->arena,
              arena_copy(&table->arena, code, 10),
              (uint32_t)table->n_institution++);
    return institution;
}

const struct institution *table_find_institution(const struct table *table,
                                                 const char *code)
{
    uint32_t number = index_get(table->institution_index, code);

    return number == NO_INDEX ? NULL : &table->institution[number];
}

void table_add_institution_value(struct table *table,
                                 struct institution_value value)
{
    ROOM(table, institution_value);
    table->institution_value[table->n_institution_value++] = value;
}

void table_drop_institutions(struct table *table)
{
    free(table->institution_value);
    table->institution_value = NULL;
    table->n_institution_value = table->cap_institution_value = 0;
    index_clear(&table->institution_index);
    free(table->institution);
    table->institution = NULL;
    table->n_institution = table->cap_institution = 0;
}

uint32_t table_institution_number(const struct table *table,
                                  const struct institution *institution)
{
    return (uint32_t)(institution - table->institution);
}

static void add_kind(struct table *table, const struct filing_kind *kind)
{
    struct arena *arena = &table->arena;

    ROOM(table, filing_kind);
    struct filing_kind *own = &table->filing_kind[table->n_filing_kind++];
    *own = *kind;
    own->symbol = arena_copy(arena, kind->symbol, strlen(kind->symbol));
    own->name = arena_copy(arena, kind->name, strlen(kind->name));
    own->n = 0;
}

uint16_t table_filing_kind(struct table *table, const struct filing_kind *kind)
{
    struct buf key = {0};

    buf_addf(&key, "%d %d %s\n%s\n%s", kind->points, kind->function,
             kind->symbol, kind->name, kind->level ? kind->level : "");
    uint32_t number = index_get(table->filing_kind_index, key.ptr);
    if (number == NO_INDEX && table->n_filing_kind < UINT16_MAX) {
        number = (uint32_t)table->n_filing_kind;
        add_kind(table, kind);
        index_put(&table->filing_kind_index, &table->arena,
                  arena_copy(&table->arena, key.ptr, key.len), number);
    }
    buf_release(&key);
    return number == NO_INDEX ? UINT16_MAX : (uint16_t)number;
}

void table_file_more(struct table *table, struct filing filing)
{
    table->filing_kind[filing.kind].n++;
    ROOM(table, filing);
    table->filing[table->n_filing++] = filing;
}

void table_file(struct table *table, struct filing filing)
{
    table->supply[filing.supply].rows.read++;
    table->supply[filing.supply].rows.kept++;
    table_file_more(table, filing);
}

void table_list_institution(struct table *table, uint32_t supply)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.kept++;
}

void table_file_row(struct table *table, uint32_t supply, bool any_new)
{
    table->supply[supply].rows.read++;
    if (any_new)
        table->supply[supply].rows.kept++;
    else
        table->supply[supply].rows.merged++;
}

void table_file_again(struct table *table, uint32_t supply)
{
    table->supply[supply].rows.read++;
    table->supply[supply].rows.merged++;
}

void table_add_scope(struct table *table, struct filing_scope scope)
{
    ROOM(table, filing_scope);
    table->filing_scope[table->n_filing_scope++] = scope;
}

/* ---- filed, not filed, unknown ---- */

struct coverage {
    function_set functions;
    const char *oldest, *newest; /* as-of of the lists; NULL: unknown */
    bool read, undated;
};

/* One coverage that is all of both. */
static void add_coverage(struct coverage *all, const struct coverage *more)
{
    all->read = all->read || more->read;
    all->undated = all->undated || more->undated;
    if (more->oldest && (!all->oldest || strcmp(more->oldest, all->oldest) < 0))
        all->oldest = more->oldest;
    if (more->newest && (!all->newest || strcmp(more->newest, all->newest) > 0))
        all->newest = more->newest;
}

static void cover(struct coverage *coverage, const struct table *table)
{
    for (size_t i = 0; i < table->n_filing_scope; i++) {
        const struct filing_scope *scope = &table->filing_scope[i];
        struct coverage *here =
            &coverage[scope->prefecture * POINTS_COUNT + scope->points];
        const char *as_of = table->supply[scope->supply].as_of;
        here->functions |= scope->functions;
        add_coverage(here, &(struct coverage){.oldest = as_of,
                                              .newest = as_of,
                                              .read = true,
                                              .undated = !as_of});
    }
}

static const char *dates(struct table *table, const struct coverage *here)
{
    if (here->undated || !here->oldest)
        return "不明";
    if (strcmp(here->oldest, here->newest) == 0)
        return here->oldest;
    return arena_format(&table->arena, "%s～%s", here->oldest, here->newest);
}

/* A filing that nobody knows, but that sounds like home care: whether it is
 * one of the functions is not known, so none of them is told to be missing. */
static bool may_be_home_care(const struct filing_kind *kind)
{
    static const char *const words[] = {"在宅",   "訪問", "往診", "支援診",
                                        "支援病", "訪看", "歯援", "在医",
                                        "在薬",   "在総", "在診", "在病"};

    for (size_t w = 0; !kind->known && w < sizeof(words) / sizeof(*words); w++)
        if (strstr(kind->name, words[w]) || strstr(kind->symbol, words[w]))
            return true;
    return false;
}

/* What is filed; false when a filing may be a function that is not known. */
static bool settle_filed(const struct table *table, struct facility *facility)
{
    bool clear = true;

    facility->filed = 0;
    for (uint32_t i = 0; i < facility->n_filing; i++) {
        const struct filing_kind *kind =
            &table->filing_kind[table->filing[facility->first_filing + i].kind];
        if (kind->function != FUNCTION_NONE)
            facility->filed |= FUNCTION_BIT(kind->function);
        clear = clear && !may_be_home_care(kind);
    }
    return clear;
}

static void settle(struct table *table, struct facility *facility,
                   const struct coverage *coverage)
{
    enum points points = facility_main_points(facility);
    const struct coverage *here =
        &coverage[facility_prefecture(facility) * POINTS_COUNT + points];
    bool clear = settle_filed(table, facility);

    facility->not_filed = 0;
    facility->functions_as_of = here->read ? dates(table, here) : NULL;
    /* Nobody is told "no" while it is open which institution it is, or when
     * rows about it could not be read. */
    if (clear && (facility->filing_list == FILING_LIST_HAS ||
                  facility->filing_list == FILING_LIST_LACKS))
        facility->not_filed = here->functions &
                              functions_of(POINTS_BIT(points)) &
                              ~facility->filed;
}

void table_settle_functions(struct table *table)
{
    struct coverage *coverage =
        mem_alloc((size_t)100 * POINTS_COUNT * sizeof(*coverage));

    memset(coverage, 0, (size_t)100 * POINTS_COUNT * sizeof(*coverage));
    cover(coverage, table);
    for (size_t i = 0; i < table->n_facility; i++)
        settle(table, table->facility[i], coverage);
    free(coverage);
}
