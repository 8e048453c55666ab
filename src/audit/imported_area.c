/* Which region a row of figures is of. */
#include "audit/headings.h"
#include "audit/imported_cell.h"
#include "norm/code.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

void imported_find_area(const struct usertable *t,
                        struct imported_columns *columns)
{
    columns->code = usertable_column(
        t, "area_code|地域コード|市区町村コード|市町村コード|団体コード|"
           "全国地方公共団体コード|圏域コード|区域コード|"
           "二次医療圏コード|構想区域コード|コード|code|lg_code");
    columns->name = usertable_column(
        t, "area_name|area|地域名|地域|市区町村名|市区町村|市町村名|市町村|"
           "自治体名|自治体|保険者名|保険者|圏域名|圏域|区域名|区域|"
           "二次医療圏名|二次医療圏|構想区域名|構想区域|行政区|区名|名称|"
           "municipality|region");
    columns->prefecture =
        usertable_column(t, "prefecture|pref|都道府県名|都道府県|県名");
    columns->kind = usertable_column(
        t, "area_kind|kind|地域区分|圏域区分|地域の種類|種類|区分");
}

struct wanted {
    struct str code, name; /* text_ascii(), text_key(); either may be empty */
    struct str prefecture; /* text_key() */
};

static bool fits(const struct region *region, const struct wanted *wanted,
                 struct arena *scratch)
{
    if (wanted->prefecture.len &&
        !str_is(wanted->prefecture,
                region->prefecture ? region->prefecture : ""))
        return false;
    if (wanted->code.len)
        return str_is(wanted->code, region->code);
    return str_eq(text_key(str_of(region->name), scratch), wanted->name);
}

/* The one region of the set that fits; REGION_NONE for none and for several. */
static uint32_t find_in(const struct region_set *set,
                        const struct wanted *wanted)
{
    struct arena scratch = {0};
    uint32_t found = REGION_NONE;
    size_t n = 0;

    for (size_t r = 0; r < set->n_region && n < 2; r++)
        if (fits(&set->region[r], wanted, &scratch)) {
            found = (uint32_t)r;
            n++;
        }
    arena_release(&scratch);
    return n == 1 ? found : REGION_NONE;
}

static bool is_fixed(const struct region_set *set)
{
    return strcmp(set->id, "municipality") == 0 ||
           strcmp(set->id, "prefecture") == 0 || strcmp(set->id, "city") == 0;
}

/* The first fixed set that has it, else the one kind of the user's. */
static void find_in_sets(const struct regions *regions, const char *kind,
                         const struct wanted *wanted, uint32_t *set,
                         uint32_t *region)
{
    size_t n = 0;

    for (size_t s = 0; s < regions->n_set; s++) {
        const struct region_set *at = &regions->set[s];
        if (kind && strcmp(at->name, kind) != 0)
            continue;
        uint32_t found = find_in(at, wanted);
        if (found == REGION_NONE)
            continue;
        *set = (uint32_t)s;
        *region = found;
        n++;
        if (is_fixed(at))
            return;
    }
    if (n > 1) /* 二次医療圏 and 構想区域: which of them is meant? */
        *set = *region = REGION_NONE;
}

/* 25000 and 25 are the prefecture; a 6-digit code is its first five. */
static void find_by_code(const struct regions *regions, const char *kind,
                         struct wanted wanted, uint32_t *set, uint32_t *region)
{
    char five[6];

    find_in_sets(regions, kind, &wanted, set, region);
    if (*set != REGION_NONE || !code_municipality(wanted.code, five))
        return;
    wanted.code = str_of(five);
    if (strcmp(five + 2, "000") == 0)
        wanted.code.len = 2;
    find_in_sets(regions, kind, &wanted, set, region);
}

/* 滋賀県大津市 is 大津市 of 滋賀県. */
static void find_by_name(const struct regions *regions, const char *kind,
                         struct wanted wanted, uint32_t *set, uint32_t *region)
{
    find_in_sets(regions, kind, &wanted, set, region);
    for (unsigned p = 1; p <= 47 && *set == REGION_NONE; p++) {
        struct str prefecture = str_of(prefecture_name_of(p));
        if (wanted.name.len <= prefecture.len ||
            !str_starts(wanted.name, prefecture))
            continue;
        wanted.prefecture = prefecture;
        wanted.name = str_cut(wanted.name, prefecture.len, wanted.name.len);
        find_in_sets(regions, kind, &wanted, set, region);
        return;
    }
}

/* The set that the row asks for by its kind; NULL: it does not, or knows only
 * words like "圏域" for it. */
static const char *kind_of(struct str text, const struct regions *regions,
                           struct arena *scratch)
{
    const char *kind = str_trim(text).len ? headings_kind(text, scratch) : NULL;

    for (size_t s = 0; kind && s < regions->n_set; s++)
        if (strcmp(regions->set[s].name, kind) == 0)
            return kind;
    return NULL;
}

const char *imported_area(struct usertable *t, const struct row *row,
                          const struct imported_columns *columns,
                          const struct regions *regions, struct arena *arena,
                          uint32_t *set, uint32_t *region)
{
    struct arena *scratch = &t->scratch;
    struct str name = usertable_text(t, row, columns->name);
    struct str code = usertable_text(t, row, columns->code);
    struct wanted wanted = {.code = text_ascii(code, scratch)};
    const char *kind =
        kind_of(usertable_cell(row, columns->kind), regions, scratch);

    *set = *region = REGION_NONE;
    if (!name.len && !code.len)
        return NULL;
    if (code.len)
        find_by_code(regions, kind, wanted, set, region);
    if (*set == REGION_NONE && name.len) {
        wanted = (struct wanted){
            .name = text_key(name, scratch),
            .prefecture =
                text_key(usertable_cell(row, columns->prefecture), scratch)};
        find_by_name(regions, kind, wanted, set, region);
        /* A code may stand where a name is expected. */
        wanted = (struct wanted){.code = text_ascii(name, scratch)};
        if (*set == REGION_NONE && str_digits(wanted.code))
            find_by_code(regions, kind, wanted, set, region);
    }
    return str_keep(arena, name.len ? name : code);
}
