/* Areas by their codes and names, and what belongs to them. */
#include "audit/regions_kind.h"
#include "norm/text_char.h"

#include <string.h>

struct regions_kind *regions_kind_get(struct regions_work *work,
                                      const char *name,
                                      const struct supply *supply)
{
    struct regions_kinds *all = work->kinds;

    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->item[i].name, name) == 0)
            return &all->item[i];
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    struct regions_kind *kind = &all->item[all->n++];
    *kind = (struct regions_kind){
        .name = arena_copy(&work->all->arena, name, strlen(name)),
        .of_city = headings_kind_of_city(name),
        .supply = supply,
        .of_code = arena_alloc(&work->scratch,
                               (REGIONS_CODES + 1) * sizeof(*kind->of_code)),
    };
    for (size_t i = 0; i <= REGIONS_CODES; i++)
        kind->of_code[i] = REGION_NONE;
    return kind;
}

static void add_without_spaces(struct buf *out, struct str text)
{
    uint32_t code;
    size_t n;

    buf_add_text(out, "");
    for (size_t at = 0; at < text.len; at += n) {
        n = text_next(text, at, &code);
        if (text_char(code) == CHAR_SPACE || text_char(code) == CHAR_BLANK)
            continue;
        buf_add(out, text.ptr + at, n);
    }
}

static void keep_area(struct regions_work *work, struct regions_kind *kind,
                      const struct kind_area *said, const char *key)
{
    struct arena *arena = &work->all->arena;
    struct str name = said->name.len ? said->name : said->code;
    struct str code = said->code.len ? said->code : said->name;
    struct buf plain = {0};
    const struct municipality *city =
        kind->of_city && said->city
            ? municipalities_find(&work->table->municipalities, said->city)
            : NULL;

    kind->area = mem_room(kind->area, kind->n_area, &kind->cap_area,
                          sizeof(*kind->area));
    kind->fold = mem_room(kind->fold, kind->n_area, &kind->cap_fold,
                          sizeof(*kind->fold));
    kind->fold[kind->n_area] =
        said->name.len
            ? text_key(str_of(arena_copy(arena, name.ptr, name.len)), arena)
            : STR("");
    add_without_spaces(&plain, code); /* 南　部 is 南部 */
    kind->area[kind->n_area] = (struct regions_draft){
        .code = arena_copy(arena, plain.ptr, plain.len),
        .coded = said->code.len > 0,
        .name = arena_copy(arena, name.ptr, name.len),
        .prefecture = said->prefecture,
        .within = city && city->name ? city->name : said->prefecture,
    };
    index_put(&kind->index, &work->scratch,
              arena_copy(&work->scratch, key, strlen(key)),
              (uint32_t)kind->n_area++);
    buf_release(&plain);
}

/* A code is the source's own; names repeat from prefecture to prefecture. */
static char *key_of(const struct regions_kind *kind,
                    const struct kind_area *said, struct arena *scratch)
{
    const char *city = kind->of_city && said->city ? said->city : "";

    if (said->code.len)
        return arena_format(scratch, "c%s\n%.*s", city,
                            STR_ARG(text_ascii(said->code, scratch)));
    return arena_format(scratch, "n%s\n%s\n%.*s", city,
                        said->prefecture ? said->prefecture : "",
                        STR_ARG(text_key(said->name, scratch)));
}

uint32_t regions_kind_area(struct regions_work *work, struct regions_kind *kind,
                           const struct kind_area *said, bool *apart)
{
    struct arena scratch = {0};
    char *key = key_of(kind, said, &scratch);
    struct str fold = text_key(said->name, &scratch);
    uint32_t at = index_get(kind->index, key);

    if (at != NO_INDEX && said->code.len && fold.len && kind->fold[at].len &&
        !str_eq(fold, kind->fold[at])) {
        key = arena_format(&scratch, "%s\n%.*s", key, STR_ARG(fold));
        at = index_get(kind->index, key);
        *apart = *apart || at == NO_INDEX;
    }
    if (at == NO_INDEX) {
        keep_area(work, kind, said, key);
        at = (uint32_t)kind->n_area - 1;
    }
    struct regions_draft *area = &kind->area[at];
    if (fold.len && !kind->fold[at].len) { /* named by a later row only */
        area->name =
            arena_copy(&work->all->arena, said->name.ptr, said->name.len);
        kind->fold[at] =
            str_of(arena_copy(&work->all->arena, fold.ptr, fold.len));
    }
    if (said->prefecture && !str_same(area->prefecture, said->prefecture)) {
        area->prefecture = NULL; /* over several */
        area->within = NULL;
    }
    arena_release(&scratch);
    return at;
}

void regions_kind_vintage(struct regions_kind *kind, struct str text)
{
    struct str had = buf_str(&kind->vintage), one;
    size_t n = 0;

    text = str_trim(text);
    if (text.len == 0)
        return;
    while (had.len && str_part(&had, '\n', &one)) {
        n++;
        if (str_eq(one, text))
            return;
    }
    if (n >= 3) /* a column of something else */
        return;
    if (n)
        buf_add_char(&kind->vintage, '\n');
    buf_add_str(&kind->vintage, text);
}

enum kind_end regions_kind_add(struct regions_kind *kind, const char *code,
                               uint32_t area)
{
    uint32_t *of = &kind->of_code[regions_number(code)];

    if (*of == area)
        return KIND_SAME;
    if (*of != REGION_NONE)
        return KIND_OTHER;
    *of = area;
    kind->member = mem_room(kind->member, kind->n_member, &kind->cap_member,
                            sizeof(*kind->member));
    struct regions_member *member = &kind->member[kind->n_member++];
    memcpy(member->code, code, 6);
    member->region = area;
    return KIND_NEW;
}
