/*
 * NFKC and the keys made of it: the only file that knows ICU.
 *
 * Nearly all published text is ASCII, kana, kanji and full-width ASCII, whose
 * normal form is known without asking. ICU sees only what lies between, piece
 * by piece on the stack.
 */
#include "norm/text.h"

#include "base/buf.h"
#include "norm/text_char.h"

#include <assert.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define PIECE_BYTES 256
/* U+FDFA, 3 bytes, is the longest: 18 characters, 33 bytes. */
#define PIECE_UNITS (PIECE_BYTES * 18)
#define PIECE_OUT (PIECE_UNITS * 3)

struct normaliser {
    const UNormalizer2 *icu;
    bool fold_case;
};

static struct normaliser normaliser(bool fold_case)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *icu = fold_case
                                  ? unorm2_getNFKCCasefoldInstance(&status)
                                  : unorm2_getNFKCInstance(&status);

    assert(U_SUCCESS(status)); /* the tables are part of the library */
    return (struct normaliser){icu, fold_case};
}

/*
 * The normal form of a character that is a starter, joins nothing before it
 * and is ASCII, kana, kanji or full width of ASCII; 0 for all others.
 */
static uint32_t easy(uint32_t code, bool fold_case)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if (code == 0x3000)
        code = ' ';
    if (code < 0x80)
        return fold_case && code >= 'A' && code <= 'Z' ? code + 32 : code;
    bool same = (code >= 0x4E00 && code <= 0x9FFF) ||
                (code >= 0x3041 && code <= 0x3096) ||
                (code >= 0x30A1 && code <= 0x30FE) ||
                (code >= 0x3001 && code <= 0x3020);
    return same ? code : 0;
}

/* Bytes at the start whose normal form is themselves, whatever follows
 * within them. */
static size_t same_end(struct str s, bool fold_case)
{
    size_t at = 0, n;
    uint32_t code;

    while (at < s.len) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c < 0x80 && c != 0 && !(fold_case && c >= 'A' && c <= 'Z')) {
            at++;
            continue;
        }
        n = text_next(s, at, &code);
        if (code == 0 || easy(code, fold_case) != code)
            break;
        at += n;
    }
    return at;
}

/* Append the easy characters from `at` on; stops before the one that a
 * combining character might follow. */
static size_t add_easy(const struct normaliser *by, struct buf *out,
                       struct str s, size_t at)
{
    uint32_t held = 0, code;
    size_t held_at = at, n;
    char one[4];

    for (; at < s.len; at += n) {
        n = text_next(s, at, &code);
        code = easy(code, by->fold_case);
        if (!code)
            return held ? held_at : at;
        if (held)
            buf_add(out, one, text_put(one, held));
        held = code;
        held_at = at;
    }
    if (held)
        buf_add(out, one, text_put(one, held));
    return at;
}

/*
 * The end of the piece that starts at `at`: before the next easy character,
 * but not longer than PIECE_BYTES. `in` receives it as UTF-16.
 */
static size_t piece_end(const struct normaliser *by, struct str s, size_t at,
                        UChar *in, int32_t *in_len)
{
    size_t start = at, good = at, n;
    int32_t good_len = 0;
    uint32_t code;

    *in_len = 0;
    for (; at < s.len; at += n) {
        n = text_next(s, at, &code);
        bool boundary =
            at > start && unorm2_hasBoundaryBefore(by->icu, (UChar32)code);
        if (boundary && easy(code, by->fold_case))
            return at;
        if (boundary) {
            good = at;
            good_len = *in_len;
        }
        if (at + n - start > PIECE_BYTES) {
            /* No place to cut in 256 bytes: only marks, cut between two. */
            if (good == start)
                return at;
            *in_len = good_len;
            return good;
        }
        U16_APPEND_UNSAFE(in, *in_len, code);
    }
    return at;
}

static size_t add_piece(const struct normaliser *by, struct buf *out,
                        struct str s, size_t at)
{
    UChar in[PIECE_BYTES + 2], normal[PIECE_UNITS];
    char utf8[PIECE_OUT];
    UErrorCode status = U_ZERO_ERROR;
    int32_t in_len, len;
    size_t end = piece_end(by, s, at, in, &in_len);

    len = unorm2_normalize(by->icu, in, in_len, normal, PIECE_UNITS, &status);
    u_strToUTF8(utf8, PIECE_OUT, &len, normal, len, &status);
    assert(U_SUCCESS(status) || status == U_STRING_NOT_TERMINATED_WARNING);
    buf_add(out, utf8, (size_t)len);
    return end;
}

static struct str normal_form(struct str s, struct arena *arena, bool fold_case)
{
    struct buf out = {0};
    size_t at = same_end(s, fold_case);

    if (at == s.len)
        return s;
    struct normaliser by = normaliser(fold_case);
    for (at = 0; at < s.len;) {
        at = add_easy(&by, &out, s, at);
        if (at < s.len)
            at = add_piece(&by, &out, s, at);
    }
    struct str result = buf_str(&out);
    if (str_eq(result, s))
        result = s;
    else
        result.ptr = arena_copy(arena, result.ptr, result.len);
    buf_release(&out);
    return result;
}

struct str text_nfkc(struct str s, struct arena *arena)
{
    return normal_form(s, arena, false);
}

/* 0 for what a key leaves out. */
static uint32_t key_char(uint32_t code)
{
    switch (text_char(code)) {
    case CHAR_PLAIN:
    case CHAR_REPLACED:
    case CHAR_PRIVATE:
        return text_is_dash(code) ? '-' : code;
    default:
        return 0;
    }
}

/* Without spaces and hidden characters, dashes as '-'. */
static struct str squeeze(struct str s, struct arena *arena)
{
    size_t at = 0, len, n;
    uint32_t code;

    for (; at < s.len; at += n) {
        n = text_next(s, at, &code);
        if (code == 0 || key_char(code) != code)
            break;
    }
    if (at == s.len)
        return s;
    char *key = arena_copy(arena, s.ptr, s.len);
    for (len = at; at < s.len; at += n) {
        n = text_next(s, at, &code);
        code = key_char(code);
        if (code)
            len += text_put(key + len, code);
    }
    return (struct str){key, len};
}

struct str text_key(struct str s, struct arena *arena)
{
    struct str key = squeeze(normal_form(s, arena, true), arena);

    /* A mark may have come to stand behind another letter. */
    return normal_form(key, arena, true);
}

struct str text_ascii(struct str s, struct arena *arena)
{
    struct str key = squeeze(normal_form(s, arena, false), arena);

    return normal_form(key, arena, false);
}

static bool is_voicing(uint32_t code)
{
    return code == 0x3099 || code == 0x309A;
}

static uint32_t katakana(uint32_t code)
{
    bool hiragana =
        (code >= 0x3041 && code <= 0x3096) || code == 0x309D || code == 0x309E;

    return hiragana ? code + 0x60 : code;
}

struct str text_kana(struct str s, struct arena *arena)
{
    struct str normal = normal_form(s, arena, false);
    char *kana = arena_copy(arena, normal.ptr, normal.len);
    size_t len = 0, n;
    bool space = false;
    uint32_t code;

    for (size_t at = 0; at < normal.len; at += n) {
        n = text_next(normal, at, &code);
        enum text_char kind = text_char(code);
        if (kind == CHAR_HIDDEN || kind == CHAR_CONTROL)
            continue;
        if (kind == CHAR_SPACE || kind == CHAR_BLANK || kind == CHAR_LINE) {
            space = len > 0;
            continue;
        }
        if (space && !is_voicing(code))
            kana[len++] = ' ';
        space = false;
        len += text_put(kana + len, katakana(code));
    }
    return normal_form((struct str){kana, len}, arena, false);
}
