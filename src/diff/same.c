#include "diff/same.h"

#include "join/address_key.h"
#include "norm/name.h"
#include "norm/text.h"
#include "norm/text_char.h"

#include <string.h>

bool same_text(const char *a, const char *b, struct arena *scratch)
{
    return str_eq(text_key(str_of(a), scratch), text_key(str_of(b), scratch));
}

static struct str days_key(const char *days, struct arena *scratch)
{
    struct str key = text_key(str_of(days), scratch);
    char *bare = arena_alloc(scratch, key.len + 1);
    size_t n = 0;

    for (size_t at = 0; at < key.len;) {
        uint32_t code;
        size_t len = text_next(key, at, &code);
        if (code != ',' && code != U'、' && code != U'・' && code != '/') {
            memcpy(bare + n, key.ptr + at, len);
            n += len;
        }
        at += len;
    }
    return (struct str){bare, n};
}

bool same_days(const char *a, const char *b, struct arena *scratch)
{
    return str_eq(days_key(a, scratch), days_key(b, scratch));
}

bool same_name(const char *a, const char *b, struct arena *scratch)
{
    struct name x, y;

    /* Spaces out first: "（株 ）" is "（株）". */
    name_read(text_key(str_of(a), scratch), scratch, &x);
    name_read(text_key(str_of(b), scratch), scratch, &y);
    return x.whole.len || y.whole.len ? str_eq(x.whole, y.whole)
                                      : same_text(a, b, scratch);
}

/* ---- numbers ---- */

static struct str digits_of(const char *text, struct arena *scratch)
{
    struct str ascii = text_ascii(str_of(text), scratch);
    char *digits = arena_alloc(scratch, ascii.len + 1);
    size_t n = 0, at = 0;

    if (str_starts(ascii, STR("+81"))) { /* 0 at home */
        digits[n++] = '0';
        at = strlen("+81");
    }
    for (; at < ascii.len; at++)
        if (ascii.ptr[at] >= '0' && ascii.ptr[at] <= '9')
            digits[n++] = ascii.ptr[at];
    return (struct str){digits, n};
}

bool same_phone(const char *a, const char *b, struct arena *scratch)
{
    struct str x = digits_of(a, scratch), y = digits_of(b, scratch);

    return x.len || y.len ? str_eq(x, y) : same_text(a, b, scratch);
}

static const char *without_zeros(const char *count)
{
    return count ? count + strspn(count, "0") : "";
}

bool same_count(const char *a, const char *b)
{
    return strcmp(without_zeros(a), without_zeros(b)) == 0;
}

/* ---- addresses ---- */

/* The letters with which a municipality ends, and the ways of 京都 (寺町通
 * 御池上る) that stand between it and the town. Folded as names are. */
static bool ends_municipality(struct str head)
{
    static const uint32_t last[] = U"市区町村郡ル入";
    uint32_t code = 0;

    for (size_t at = 0; at < head.len;)
        at += text_next(head, at, &code);
    for (const uint32_t *c = last; *c; c++)
        if (code == *c)
            return true;
    return head.len == 0;
}

/* One names district, municipality and ward, the other only some of them. */
static bool leaves_out(struct str a, struct str b)
{
    struct str longer = a.len > b.len ? a : b;
    struct str shorter = a.len > b.len ? b : a;

    return str_ends(longer, shorter) || str_starts(longer, shorter);
}

/* Is there a town with which both end, behind nothing but municipalities? */
static bool same_place(struct str a, struct str b, bool merged)
{
    size_t most = a.len < b.len ? a.len : b.len;

    if (str_eq(a, b))
        return true;
    for (size_t n = 0; n <= most; n++) {
        struct str head_a = str_cut(a, 0, a.len - n);
        struct str head_b = str_cut(b, 0, b.len - n);
        /* Without a town only when the other names none either. */
        bool town = n > 0 || !head_a.len || !head_b.len;
        if (n > 0 && a.ptr[a.len - n] != b.ptr[b.len - n])
            return false;
        if (n > 0 && ((unsigned char)a.ptr[a.len - n] & 0xC0) == 0x80)
            continue; /* within a character */
        if (town && ends_municipality(head_a) && ends_municipality(head_b) &&
            (merged || leaves_out(head_a, head_b)))
            return true;
    }
    return false;
}

/* 愛東町妹 became 東近江市妹町: towns get a 町 when they come to a city. */
static struct str without_machi(struct str place)
{
    return str_ends(place, STR("町"))
               ? str_cut(place, 0, place.len - strlen("町"))
               : place;
}

/* 3-6-12 -11 is 3-6-12-11; 4-2 201 is not 4-2201. */
static struct str without_gaps(const char *address, struct arena *scratch)
{
    struct str text = text_nfkc(str_of(address), scratch);
    char *out = arena_alloc(scratch, text.len + 1);
    size_t n = 0, next;
    bool dash = true; /* the last character was one, or the text began */

    for (size_t at = 0; at < text.len; at = next) {
        uint32_t code, following = 0;
        next = at + text_next(text, at, &code);
        if (next < text.len)
            text_next(text, next, &following);
        if (code == ' ' && (dash || text_is_dash(following)))
            continue;
        memcpy(out + n, text.ptr + at, next - at);
        n += next - at;
        dash = text_is_dash(code);
    }
    return (struct str){out, n};
}

bool same_address(const char *a, const char *b, bool merged,
                  struct arena *scratch)
{
    struct address_key x, y;

    address_key_read(without_gaps(a, scratch), scratch, &x);
    address_key_read(without_gaps(b, scratch), scratch, &y);
    if (x.n != y.n || memcmp(x.number, y.number, x.n * sizeof(*x.number)) != 0)
        return false;
    return same_place(x.place, y.place, merged) ||
           (merged &&
            same_place(without_machi(x.place), without_machi(y.place), true));
}
