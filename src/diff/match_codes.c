/* Partners by 医療機関コード, 事業所番号 and ナビイ ID, among those whose ids
 * say nothing: where exactly one on each side can be the one. */
#include "diff/matching.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More under one number say nothing. */
#define CODE_HOLDERS 8

struct holder {
    const char *code;
    uint32_t facility;
    int side;
};

struct holders {
    struct holder *item;
    size_t n, cap;
};

static int in_order(const void *a, const void *b)
{
    const struct holder *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    return order ? order : x->side - y->side;
}

static void gather(const struct matching *matching, int side,
                   const uint32_t *left, size_t n, enum field_id field,
                   struct holders *all)
{
    for (size_t i = 0; i < n; i++) {
        const char *code =
            field_text(matching->side[side]->facility[left[i]], field);
        if (!code ||
            matching_partner(matching->match, side, left[i]) != NO_FACILITY)
            continue;
        all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
        all->item[all->n++] = (struct holder){code, left[i], side};
    }
}

static const struct facility *facility_of(const struct matching *matching,
                                          const struct holder *holder)
{
    return matching->side[holder->side]->facility[holder->facility];
}

/* The only one among `n` holders that may be the same as `one`, or NULL. */
static const struct holder *only_one(const struct matching *matching,
                                     const struct holder *one,
                                     const struct holder *among, size_t n)
{
    const struct holder *found = NULL;

    for (size_t i = 0; i < n; i++) {
        if (!matching_compatible(facility_of(matching, one),
                                 facility_of(matching, &among[i])))
            continue;
        if (found)
            return NULL;
        found = &among[i];
    }
    return found;
}

/* The holders of one code, those of OLD first. */
static void match_holders(struct matching *matching,
                          const struct holder *holder, size_t n)
{
    const struct holder *pair[CODE_HOLDERS] = {0};
    size_t n_old = 0;

    while (n_old < n && holder[n_old].side == SIDE_OLD)
        n_old++;
    const struct holder *new = holder + n_old;
    if (n_old > CODE_HOLDERS || n - n_old > CODE_HOLDERS)
        return;
    for (size_t i = 0; i < n_old; i++) {
        const struct holder *found =
            only_one(matching, &holder[i], new, n - n_old);
        if (found && only_one(matching, found, holder, n_old) == &holder[i])
            pair[i] = found;
    }
    for (size_t i = 0; i < n_old; i++)
        if (pair[i])
            matching_put(matching, holder[i].facility, pair[i]->facility,
                         MATCH_CODE, NAN);
}

static void match_field(struct matching *matching, uint32_t *left[SIDE_COUNT],
                        const size_t n[SIDE_COUNT], enum field_id field)
{
    struct holders all = {0};

    for (int side = 0; side < SIDE_COUNT; side++)
        gather(matching, side, left[side], n[side], field, &all);
    if (all.n)
        qsort(all.item, all.n, sizeof(*all.item), in_order);
    for (size_t i = 0, first; i < all.n;) {
        for (first = i;
             i < all.n && strcmp(all.item[i].code, all.item[first].code) == 0;)
            i++;
        match_holders(matching, all.item + first, i - first);
    }
    free(all.item);
}

void match_codes(struct matching *matching)
{
    static const enum field_id code[] = {FIELD_medical_code,
                                         FIELD_office_number, FIELD_navii_id};
    uint32_t *left[SIDE_COUNT];
    size_t n[SIDE_COUNT];

    for (int side = 0; side < SIDE_COUNT; side++)
        left[side] = matching_left(matching, side, &n[side]);
    for (size_t c = 0; n[0] && n[1] && c < sizeof(code) / sizeof(*code); c++)
        match_field(matching, left, n, code[c]);
    for (int side = 0; side < SIDE_COUNT; side++)
        free(left[side]);
}
