#include "audit/town_names.h"

#include "base/buf.h"
#include "norm/name.h"
#include "norm/text_char.h"

#include <string.h>

/* No town has more 丁目 (the most are some 40). */
#define MOST_CHOME 60

static const struct str CHOME = {"丁目", sizeof("丁目") - 1};

/* ---- numbers before 丁目 ---- */

static int kanji_digit(uint32_t code)
{
    static const uint32_t digits[] = {U'〇', U'一', U'二', U'三', U'四',
                                      U'五', U'六', U'七', U'八', U'九'};

    for (int i = 0; i < 10; i++)
        if (digits[i] == code)
            return i;
    return -1;
}

/* The character that ends at `end`; its start in *at. */
static uint32_t char_before(struct str s, size_t end, size_t *at)
{
    uint32_t code = 0;

    *at = end;
    if (end == 0)
        return 0;
    do
        (*at)--;
    while (*at > 0 && ((unsigned char)s.ptr[*at] & 0xC0) == 0x80);
    return str_char(s, *at, &code) ? code : 0;
}

/* The number that ends at `end`: digits, or kanji up to 九十九. Returns where
 * it starts; `end` when there is none. Of kanji without 十 only the last is
 * the number: 助七一丁目 is 助七 and 1丁目. */
static size_t number_before(struct str s, size_t end, int *value)
{
    size_t at = end, before;
    int power = 1;

    *value = 0;
    while (at > 0 && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9' &&
           power <= 100) {
        *value += (s.ptr[--at] - '0') * power;
        power *= 10;
    }
    if (at < end)
        return at;
    int digit = kanji_digit(char_before(s, end, &before));
    bool ten = digit < 0 && char_before(s, end, &before) == U'十';
    if (digit < 0 && !ten)
        return end;
    at = before;
    if (!ten) {
        *value = digit;
        if (char_before(s, at, &before) != U'十')
            return at;
        at = before;
    }
    digit = kanji_digit(char_before(s, at, &before));
    *value += digit > 0 ? digit * 10 : 10;
    return digit > 0 ? before : at;
}

static struct str with_digits(struct str key, struct arena *arena)
{
    size_t at = str_find(key, CHOME);
    int value;

    if (at == SIZE_MAX)
        return key;
    size_t from = number_before(key, at, &value);
    if (from == at)
        return key;
    return str_of(arena_format(arena, "%.*s%d%.*s",
                               STR_ARG(str_cut(key, 0, from)), value,
                               STR_ARG(str_cut(key, at, key.len))));
}

/* ---- keys ---- */

struct str town_names_plain(struct str name, struct arena *arena)
{
    return with_digits(text_key(name, arena), arena);
}

struct str town_names_loose(struct str plain, struct arena *arena)
{
    char *out = arena_alloc(arena, plain.len * 2 + 4);
    size_t len = 0, n;
    uint32_t code;

    if (str_starts(plain, STR("大字")))
        plain = str_cut(plain, strlen("大字"), plain.len);
    else if (str_starts(plain, STR("字")))
        plain = str_cut(plain, strlen("字"), plain.len);
    for (size_t at = 0; at < plain.len; at += n) {
        n = text_next(plain, at, &code);
        code = name_fold(code);
        if (code)
            len += text_put(out + len, code);
    }
    return (struct str){out, len};
}

struct str town_names_base(struct str key)
{
    int value;

    if (!str_ends(key, CHOME))
        return STR("");
    size_t end = key.len - CHOME.len;
    size_t from = number_before(key, end, &value);
    return from < end ? str_cut(key, 0, from) : STR("");
}

/* ---- lists ---- */

struct listing_towns {
    struct str *name;
    size_t n, room;
    struct arena *arena;
    struct str base; /* of the town before */
};

static void emit(struct listing_towns *list, struct str name)
{
    if (name.len && list->n < list->room)
        list->name[list->n++] = with_digits(name, list->arena);
}

static void emit_chome(struct listing_towns *list, struct str base, int first,
                       int last)
{
    list->base = base;
    for (int i = first; i <= last && i <= MOST_CHOME; i++)
        emit(list,
             str_of(arena_format(list->arena, "%.*s%d丁目", STR_ARG(base), i)));
}

/* Cut a sign of a range off the end. */
static bool cut_range(struct str *s)
{
    static const char *const signs[] = {"~", "〜", "-", "から"};

    for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
        if (str_ends(*s, str_of(signs[i]))) {
            *s = str_cut(*s, 0, s->len - strlen(signs[i]));
            return true;
        }
    return false;
}

/* One part between separators. `more`: a part that is a number follows, so a
 * number at the end of this one is a 丁目. */
static void read_part(struct listing_towns *list, struct str part, bool more)
{
    bool chome = str_ends(part, CHOME);
    struct str head = chome ? str_cut(part, 0, part.len - CHOME.len) : part;
    int last, first;
    size_t from = number_before(head, head.len, &last);

    if (from == head.len || (!chome && !more && from > 0)) {
        list->base = part;
        emit(list, part);
        return;
    }
    struct str base = str_cut(head, 0, from), before = base;
    first = last;
    if (cut_range(&before)) {
        if (str_ends(before, CHOME))
            before = str_cut(before, 0, before.len - CHOME.len);
        from = number_before(before, before.len, &first);
        if (from < before.len && first < last)
            base = str_cut(before, 0, from);
        else
            first = last;
    }
    emit_chome(list, base.len ? base : list->base, first, last);
}

static bool is_separator(uint32_t code)
{
    return code == U'、' || code == U',' || code == U'・' || code == U';' ||
           code == U'/' || code == U'\n';
}

/* Does the text start as a part that is only a number (of 丁目)? */
static bool starts_as_number(struct str rest)
{
    size_t at = 0;
    uint32_t code;

    while (at < rest.len && rest.ptr[at] >= '0' && rest.ptr[at] <= '9')
        at++;
    if (at == 0)
        return false;
    return at == rest.len || str_starts(str_cut(rest, at, rest.len), CHOME) ||
           (str_char(rest, at, &code) && is_separator(code));
}

/* Brackets around 一部 and 全域 go with what they hold, those around numbers
 * of 丁目 alone; others stay. */
static struct str without_brackets(struct str key, struct arena *arena)
{
    struct buf out = {0};
    size_t open, close;

    while ((open = str_find(key, STR("("))) != SIZE_MAX &&
           (close = str_find(key, STR(")"))) != SIZE_MAX && open < close) {
        struct str in = str_cut(key, open + 1, close - open - 1);
        bool part = str_is(in, "一部") || str_is(in, "全域") ||
                    str_is(in, "全部") || str_is(in, "の一部");
        bool number =
            str_ends(in, CHOME) && str_find(in, STR("除")) == SIZE_MAX;
        buf_add_str(&out, str_cut(key, 0, part || number ? open : close + 1));
        if (number)
            buf_add_str(&out, in);
        key = str_cut(key, close + 1, key.len);
    }
    buf_add_str(&out, key);
    char *copy = arena_copy(arena, out.ptr ? out.ptr : "", out.len);
    struct str kept = {copy, out.len};
    buf_release(&out);
    return kept;
}

static void read_line(struct listing_towns *list, struct str line)
{
    struct str rest =
        without_brackets(text_key(line, list->arena), list->arena);
    size_t start = 0, n;
    uint32_t code;

    for (size_t at = 0; at <= rest.len; at += n) {
        n = 1;
        if (at < rest.len) {
            n = text_next(rest, at, &code);
            if (!is_separator(code))
                continue;
        }
        struct str part = str_cut(rest, start, at - start);
        if (str_ends(part, STR("の一部")))
            part = str_cut(part, 0, part.len - strlen("の一部"));
        struct str next = str_cut(rest, at + n, rest.len);
        if (part.len)
            read_part(list, part, at < rest.len && starts_as_number(next));
        start = at + n;
    }
}

size_t town_names_list(struct str cell, struct str *name, size_t room,
                       struct arena *arena)
{
    struct listing_towns list = {name, 0, room, arena, STR("")};
    struct str line;

    while (str_part(&cell, '\n', &line))
        read_line(&list, line);
    return list.n;
}
