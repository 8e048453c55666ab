/* What was not used is given back: unread text, and the building. */
#include "geo/geocode/search.h"

#include <string.h>

/* Nothing to see: spaces, variation selectors. */
static bool blank(const struct geocoder *geocoder, struct str text)
{
    const struct fold_table *fold = &geocoder->gazetteer->fold;
    uint32_t code;
    size_t size;

    for (size_t at = 0; at < text.len; at += size) {
        size = str_char(text, at, &code);
        bool hidden = code < 0x10000 ? fold->low[code] == SYM_NONE ||
                                           fold->low[code] == SYM_SPACE
                                     : code >= 0xE0000 && code <= 0xE0FFF;
        if (size == 0 || !hidden)
            return false;
    }
    return true;
}

/* Remember one more piece of unused text. The first stays where it stands in
 * the input; several are joined by spaces. */
static void add_piece(struct geocoder *geocoder, size_t from, size_t to,
                      struct geocode_result *result)
{
    struct str piece = str_trim(
        str_cut(geocoder->folded.text, from, to > from ? to - from : 0));
    struct str *rest = &result->remainder;

    if (blank(geocoder, piece))
        return;
    if (rest->len == 0) {
        *rest = piece;
        return;
    }
    if (rest->len + 1 + piece.len > sizeof(result->joined)) {
        result->reasons |= REASON_BIT(TOO_LONG); /* not all is given back */
        return;
    }
    if (rest->ptr != result->joined) {
        memcpy(result->joined, rest->ptr, rest->len);
        rest->ptr = result->joined;
    }
    result->joined[rest->len++] = ' ';
    memcpy(result->joined + rest->len, piece.ptr, piece.len);
    rest->len += piece.len;
}

/* Another address in the same cell begins with prefecture and municipality. */
static bool starts_address(struct geocoder *geocoder, size_t at)
{
    const struct gazetteer *gazetteer = geocoder->gazetteer;
    struct walk *walk = &geocoder->walk;

    walk->n = 0;
    walk_tree(walk, gazetteer->header->root_city, at, WALK_PLAIN);
    for (size_t h = 0; h < walk->n; h++)
        for (uint32_t v = gazetteer->value_at[walk->hit[h].node];
             v < gazetteer->value_at[walk->hit[h].node + 1]; v++)
            if (!(LAYOUT_HOW_OF(gazetteer->value[v]) &
                  (HOW_PREFECTURE_ONLY | HOW_NO_PREFECTURE)))
                return true;
    return false;
}

/*
 * Give back what was not used: between the symbols read, before `number.from`,
 * and after the number, where it is the building unless it lists more.
 */
void search_give_back(struct geocoder *geocoder, size_t town_end,
                      const struct number *number,
                      struct geocode_result *result)
{
    const struct folded *folded = &geocoder->folded;
    bool room = number->n && number->n < number->n_read;
    size_t at = folded->from[0];
    size_t last = room ? number->end[number->n - 1] : number->to;
    bool building = last < folded->n && !(number->form & NUMBER_SEVERAL) &&
                    folded->sym[last] != SYM_COMMA &&
                    (number->n || (folded->mark[last] & FOLD_SPACED));

    if (building && folded->mark[last] & FOLD_SPACED &&
        starts_address(geocoder, last)) {
        building = false;
        result->reasons |= REASON_BIT(SEVERAL);
    }

    add_piece(geocoder, geocoder->front, at, result);
    for (size_t i = 0; i < last; i++) {
        if (i >= town_end && i < number->from)
            continue;
        if (folded->from[i] > at)
            add_piece(geocoder, at, folded->from[i], result);
        at = folded->to[i];
    }
    if (building && folded->sym[last] == SYM_BAR && last + 1 < folded->n) {
        at = folded->to[last]; /* 1-7-2F: the dash is no text */
        last++;
    }
    if (building) {
        size_t to = folded->to[folded->n - 1];
        add_piece(geocoder, at, folded->from[last], result);
        result->building = str_trim(str_cut(folded->text, folded->from[last],
                                            to - (size_t)folded->from[last]));
        at = to;
    }
    add_piece(geocoder, at, folded->text.len, result);
}
