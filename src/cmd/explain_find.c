#include "cmd/explain_find.h"

#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

static void add(struct found *found, uint32_t facility)
{
    found->facility = mem_room(found->facility, found->n, &found->cap,
                               sizeof(*found->facility));
    found->facility[found->n++] = facility;
}

static bool find_id(const struct table *table, const char *what,
                    struct arena *scratch, struct found *found)
{
    const char *id = str_keep(scratch, text_ascii(str_of(what), scratch));
    uint32_t number = id ? table_find(table, id) : NO_FACILITY;

    if (number != NO_FACILITY)
        add(found, number);
    return number != NO_FACILITY;
}

/* ---- numbers ---- */

#define SHORTEST_NUMBER 7 /* 医療機関番号, without its prefecture and table */

/* Letters and digits alone, without zeros at the front: hyphens differ, and a
 * spreadsheet drops the zeros. */
static struct str bare_number(const char *text, struct arena *arena)
{
    struct str key = text_key(str_of(text), arena);
    char *bare = arena_alloc(arena, key.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < key.len; i++)
        if (key.ptr[i] != '-' && key.ptr[i] != '(' && key.ptr[i] != ')' &&
            (n || key.ptr[i] != '0'))
            bare[n++] = key.ptr[i];
    return (struct str){bare, n};
}

/* "25b9900013" is one, "みなと" and "abc" are none. */
static bool is_number(struct str bare)
{
    size_t digits = 0;

    for (size_t i = 0; i < bare.len; i++) {
        bool digit = bare.ptr[i] >= '0' && bare.ptr[i] <= '9';
        if (!digit && !(bare.ptr[i] >= 'a' && bare.ptr[i] <= 'z'))
            return false;
        digits += digit;
    }
    return digits >= SHORTEST_NUMBER;
}

/* The id with its letter or without it: "n-2522990000040", "2522990000040". */
static bool is_id(struct str id, struct str bare, struct arena *scratch)
{
    const char *text = str_keep(scratch, id);

    return text && (str_eq(bare_number(text, scratch), bare) ||
                    (id.len > 2 && text[1] == '-' &&
                     str_eq(bare_number(text + 2, scratch), bare)));
}

static bool has_number(const struct facility *facility, struct str bare,
                       struct arena *scratch)
{
    const char *number[] = {facility->medical_code, facility->office_number,
                            facility->navii_id, facility->phone};
    struct str rest = str_of(facility->aliases), part;

    if (is_id(str_of(facility->id), bare, scratch))
        return true;
    while (facility->aliases && str_part(&rest, ' ', &part))
        if (is_id(part, bare, scratch))
            return true;
    for (size_t i = 0; i < sizeof(number) / sizeof(*number); i++)
        if (number[i] && str_eq(bare_number(number[i], scratch), bare))
            return true;
    return false;
}

/* A number with the letter of an id that no facility has any more. */
static struct str without_letter(struct str id)
{
    bool lettered = id.len > 2 && strchr("nmkl", id.ptr[0]) && id.ptr[1] == '-';

    return lettered ? str_cut(id, 2, id.len) : id;
}

static bool find_number(const struct table *table, const char *what,
                        struct arena *kept, struct found *found)
{
    struct str key = without_letter(text_key(str_of(what), kept));
    const char *number = str_keep(kept, key);
    struct str bare = bare_number(number ? number : "", kept);
    struct arena scratch = {0};

    for (uint32_t i = 0; is_number(bare) && i < table->n_facility; i++) {
        if (has_number(table->facility[i], bare, &scratch))
            add(found, i);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return found->n != 0;
}

/* ---- names ---- */

enum { NO_FIT, PART_FITS, WHOLE_FITS };

static int fit(const char *name, struct str key, struct arena *scratch)
{
    struct str own;

    if (!name)
        return NO_FIT;
    own = text_key(str_of(name), scratch);
    if (str_eq(own, key))
        return WHOLE_FITS;
    return str_find(own, key) != SIZE_MAX ? PART_FITS : NO_FIT;
}

/* The reading is compared as katakana, so that hiragana finds it. */
static int fit_any(const struct facility *facility, struct str key,
                   struct str kana, struct arena *scratch)
{
    const char *name[] = {facility->name, facility->name_short,
                          facility->name_en};
    int best = fit(facility->name_kana, kana, scratch);

    for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
        int here = fit(name[i], key, scratch);
        best = here > best ? here : best;
    }
    return best;
}

static void find_name(const struct table *table, const char *what,
                      struct arena *kept, struct found *found)
{
    struct str key = text_key(str_of(what), kept);
    struct str kana = text_key(text_kana(str_of(what), kept), kept);
    struct arena scratch = {0};
    int best = PART_FITS;

    for (uint32_t i = 0; i < table->n_facility; i++) {
        int here = fit_any(table->facility[i], key, kana, &scratch);
        arena_reset(&scratch);
        if (here < best)
            continue;
        if (here > best)
            found->n = 0; /* whole names stand before parts of names */
        best = here;
        add(found, i);
    }
    arena_release(&scratch);
}

bool explain_says_nothing(const char *what)
{
    struct arena scratch = {0};
    bool nothing = text_key(str_of(what), &scratch).len == 0;

    arena_release(&scratch);
    return nothing;
}

void explain_find(const struct table *table, const char *what,
                  struct found *found)
{
    struct arena kept = {0};

    *found = (struct found){0};
    if (!explain_says_nothing(what) && !find_id(table, what, &kept, found) &&
        !find_number(table, what, &kept, found))
        find_name(table, what, &kept, found);
    arena_release(&kept);
}

void found_release(struct found *found)
{
    free(found->facility);
    *found = (struct found){0};
}
