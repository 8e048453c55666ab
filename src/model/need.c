#include "model/need.h"

#include <string.h>

static const struct {
    const char *id, *name_ja, *name_en, *kinds, *functions;
} rows[] = {
#define NEED(...) {__VA_ARGS__},
#include "model/needs.def"
#undef NEED
};
#define N_ROWS (sizeof(rows) / sizeof(*rows))

/* What people type for short. */
static const char *const short_words[][2] = {
    {"24h", "nursing-24h"},
    {"24時間", "nursing-24h"},
    {"24時間対応", "nursing-24h"},
    {"精神科", "nursing-psychiatric"},
    {"psychiatric", "nursing-psychiatric"},
    {"special-management", "nursing-special-management"},
    {"backup", "backup-hospital"},
};

static kind_set kinds_named(const char *ids)
{
    struct str rest = str_of(ids), part;
    kind_set set = 0;

    while (str_part(&rest, ' ', &part))
        for (int k = 0; k < kind_count; k++)
            if (str_is(part, kinds[k].id))
                set |= UINT64_C(1) << k;
    return set;
}

static function_set functions_named(const char *ids)
{
    struct str rest = str_of(ids), part;
    function_set set = 0;

    while (str_part(&rest, ' ', &part))
        for (int f = 0; f < FUNCTION_COUNT; f++)
            if (str_is(part, functions[f].id))
                set |= FUNCTION_BIT(f);
    return set;
}

static struct need of_row(size_t row)
{
    return (struct need){rows[row].id, rows[row].name_ja, rows[row].name_en,
                         kinds_named(rows[row].kinds),
                         functions_named(rows[row].functions)};
}

static struct need of_kind(int kind)
{
    return (struct need){kinds[kind].id, kinds[kind].name_ja,
                         kinds[kind].name_en, UINT64_C(1) << kind, 0};
}

/* The institutions that file under its fee tables. */
static struct need of_function(int function)
{
    static const char *const who[POINTS_COUNT] = {
        [POINTS_MEDICAL] = "clinic hospital",
        [POINTS_DENTAL] = "dental hospital",
        [POINTS_PHARMACY] = "pharmacy",
        [POINTS_NURSING] = "visiting-nurse",
    };
    struct need need = {functions[function].id, functions[function].name_ja,
                        functions[function].name_en, 0, FUNCTION_BIT(function)};

    for (int p = 0; p < POINTS_COUNT; p++)
        if (who[p] && (functions[function].points & POINTS_BIT(p)))
            need.kinds |= kinds_named(who[p]);
    return need;
}

static bool find_row(const char *id, struct need *need)
{
    for (size_t r = 0; r < N_ROWS; r++)
        if (strcmp(rows[r].id, id) == 0 || strcmp(rows[r].name_ja, id) == 0) {
            *need = of_row(r);
            return true;
        }
    return false;
}

/* Is `name` the name of the kind, or one of its further names? */
static bool is_named(const struct kind *kind, const char *name)
{
    struct str rest = str_of(kind->also), part;

    if (strcmp(kind->name_ja, name) == 0)
        return true;
    while (kind->also && str_part(&rest, '|', &part))
        if (str_is(part, name))
            return true;
    return false;
}

static int find_kind(const char *id)
{
    int kind = kind_find(id);

    if (kind == KIND_NONE)
        kind = kind_of_code(id);
    for (int k = 0; kind == KIND_NONE && k < kind_count; k++)
        if (is_named(&kinds[k], id))
            kind = k;
    return kind;
}

static int find_function(const char *id)
{
    int function = function_find(id);

    for (int f = 0; function == FUNCTION_NONE && f < FUNCTION_COUNT; f++)
        if (strcmp(functions[f].name_ja, id) == 0)
            function = f;
    return function;
}

bool need_find(const char *id, struct need *need)
{
    for (size_t s = 0; s < sizeof(short_words) / sizeof(*short_words); s++)
        if (strcmp(short_words[s][0], id) == 0)
            id = short_words[s][1];
    if (find_row(id, need))
        return true;
    int kind = find_kind(id), function = find_function(id);
    if (kind != KIND_NONE)
        *need = of_kind(kind);
    else if (function != FUNCTION_NONE)
        *need = of_function(function);
    return kind != KIND_NONE || function != FUNCTION_NONE;
}

const char *need_also(const char *id, size_t at)
{
    for (size_t s = 0; s < sizeof(short_words) / sizeof(*short_words); s++)
        if (strcmp(short_words[s][1], id) == 0 && at-- == 0)
            return short_words[s][0];
    return NULL;
}

void need_each(void (*visit)(void *context, const struct need *need),
               void *context)
{
    struct need need, row;

    for (size_t r = 0; r < N_ROWS; r++) {
        need = of_row(r);
        visit(context, &need);
    }
    for (int k = 0; k < kind_count; k++) {
        need = of_kind(k);
        visit(context, &need);
    }
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        need = of_function(f);
        if (!find_row(need.id, &row))
            visit(context, &need);
    }
}

enum need_state need_met(const struct need *need,
                         const struct facility *facility)
{
    bool of_kinds = (facility->services & need->kinds) != 0;

    if (need->functions == 0)
        return of_kinds ? NEED_YES : NEED_ELSE;
    if (facility->filed & need->functions)
        return NEED_YES;
    if (!of_kinds)
        return NEED_ELSE;
    return (facility->not_filed & need->functions) == need->functions
               ? NEED_NO
               : NEED_UNKNOWN;
}
