/* Two addresses beside each other: address_key_compare() and _numbers(). */
#include "join/address_key.h"

#include <string.h>

/* Bytes of the common beginning, whole characters. */
static size_t common_start(struct str a, struct str b)
{
    size_t n = 0, most = a.len < b.len ? a.len : b.len;

    while (n < most && a.ptr[n] == b.ptr[n])
        n++;
    while (n > 0 && n < a.len && ((unsigned char)a.ptr[n] & 0xC0) == 0x80)
        n--;
    return n;
}

static bool ends_other(struct str a, struct str b, size_t least)
{
    struct str longer = a.len > b.len ? a : b;
    struct str shorter = a.len > b.len ? b : a;

    return str_chars(shorter) >= least && str_ends(longer, shorter);
}

/* A municipality alone is no town: 高崎市, 中之条町; but 高崎市矢中町 is. */
static bool is_municipality(struct str place)
{
    bool city = str_ends(place, STR("市")) || str_ends(place, STR("区"));
    bool town = str_ends(place, STR("町")) || str_ends(place, STR("村"));
    struct str before = str_cut(place, 0, place.len - (place.len ? 3 : 0));

    return city || (town && str_find(before, STR("市")) == SIZE_MAX &&
                    str_find(before, STR("区")) == SIZE_MAX &&
                    str_find(before, STR("町")) == SIZE_MAX &&
                    str_find(before, STR("村")) == SIZE_MAX);
}

/* One place goes on from the other: with a 小字, or with a town where the
 * other has none. The latter is the same only by a number that few have. */
static bool goes_on(struct str shorter, size_t common,
                    const struct address_key *a, const struct address_key *b)
{
    bool rare = a->n > 0 && a->n == b->n &&
                (a->n >= 2 || a->number[0] > ADDRESS_CHOME_MOST) &&
                memcmp(a->number, b->number, a->n * sizeof(*a->number)) == 0;

    return common >= 6 && (rare || !is_municipality(shorter));
}

static bool same_town(const struct address_key *x, const struct address_key *y)
{
    struct str a = x->place, b = y->place;
    size_t start = common_start(a, b);
    struct str rest_a = str_cut(a, start, a.len);
    struct str rest_b = str_cut(b, start, b.len);

    if (str_eq(a, b) || ends_other(a, b, 2))
        return true;
    if (rest_a.len == 0 || rest_b.len == 0)
        return goes_on(rest_a.len ? b : a, start, x, y);
    return start > 0 && ends_other(rest_a, rest_b, 2);
}

enum address_likeness address_key_numbers(const struct address_key *a,
                                          const struct address_key *b)
{
    uint8_t n = a->n < b->n ? a->n : b->n, same = 0;

    if (n == 0)
        return ADDRESS_TOWN;
    while (same < n && a->number[same] == b->number[same])
        same++;
    if (same < n)
        return ADDRESS_NUMBER;
    if (a->n == b->n)
        return ADDRESS_SAME;
    /* 3 alone is a 丁目; 1050 a parcel. */
    return n >= 2 || a->number[0] > ADDRESS_CHOME_MOST ? ADDRESS_BLOCK
                                                       : ADDRESS_TOWN;
}

enum address_likeness address_key_compare(const struct address_key *a,
                                          const struct address_key *b)
{
    if ((a->place.len == 0 && a->n == 0) || (b->place.len == 0 && b->n == 0))
        return ADDRESS_UNKNOWN;
    if (a->place.len && b->place.len && !same_town(a, b))
        return ADDRESS_OTHER;
    return address_key_numbers(a, b);
}
