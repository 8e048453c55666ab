#include "norm/name.h"

#include "norm/name_words.h"
#include "norm/text.h"
#include "norm/text_char.h"

#include <assert.h>
#include <string.h>

/* ---- symbols of one name ---- */

struct reading {
    size_t n;
    uint32_t sym[NAME_SYMBOLS];
    bool gap[NAME_SYMBOLS]; /* a space or bracket stands before it */
    bool form;
};

/* The length of "(医)" and the like at s.ptr[at], of which only the place
 * remains; 0 when no form stands in these brackets. */
static size_t mark_length(struct str s, size_t at)
{
    uint32_t sym[NAME_WORD_SYMBOLS], code;
    size_t n = 0, start = at;

    for (at++; at < s.len && n < NAME_WORD_SYMBOLS;) {
        at += text_next(s, at, &code);
        if (code == ')') {
            const struct name_word *word = name_word_at(sym, n, WORD_MARK);
            return word && word->n == n ? at - start : 0;
        }
        code = name_fold(code);
        if (code)
            sym[n++] = code;
    }
    return 0;
}

static bool parts_words(uint32_t code)
{
    enum text_char kind = text_char(code);

    return kind == CHAR_SPACE || kind == CHAR_BLANK || kind == CHAR_LINE ||
           code == '(' || code == ')' || code == U'「' || code == U'」' ||
           code == '[' || code == ']' || code == '/' || code == '_';
}

static bool katakana(uint32_t code)
{
    return code >= 0x30A1 && code <= 0x30FA;
}

/* A kanji that looks like kana, between two kana: クリ二ック, センタ一. */
static uint32_t kana_of_kanji(uint32_t code)
{
    switch (code) {
    case U'二':
        return U'ニ';
    case U'力':
        return U'カ';
    case U'口':
        return U'ロ';
    case U'工':
        return U'エ';
    case U'夕':
        return U'タ';
    case U'卜':
        return U'ト';
    case U'八':
        return U'ハ';
    default:
        return 0;
    }
}

static void mend_kana(struct reading *r)
{
    for (size_t i = 1; i + 1 < r->n; i++) {
        uint32_t kana = kana_of_kanji(r->sym[i]);
        if (kana && katakana(r->sym[i - 1]) && katakana(r->sym[i + 1]))
            r->sym[i] = kana;
    }
}

static void read_symbols(struct str text, struct reading *out)
{
    bool gap = false;
    uint32_t code;
    size_t length;

    out->n = 0;
    out->form = false;
    for (size_t at = 0; at < text.len && out->n < NAME_SYMBOLS;) {
        if (text.ptr[at] == '(' && (length = mark_length(text, at)) > 0) {
            at += length;
            out->form = gap = true;
            continue;
        }
        at += text_next(text, at, &code);
        gap |= parts_words(code);
        code = name_fold(code);
        if (code == U'々' && out->n > 0)
            code = out->sym[out->n - 1];
        if (!code)
            continue;
        out->sym[out->n] = code;
        out->gap[out->n++] = gap;
        gap = false;
    }
    mend_kana(out);
}

/* ---- forms, owners, own names ---- */

/* Nothing but what an institution is, and departments: 内科クリニック. */
static bool says_little(const struct reading *r, size_t from, size_t to)
{
    while (from < to) {
        const struct name_word *word = name_word_at(
            r->sym + from, to - from, WORD_SORT | WORD_PART | WORD_DEPARTMENT);
        if (!word)
            return false;
        from += word->n;
    }
    return true;
}

static size_t past_forms(struct reading *r, size_t from, size_t to)
{
    const struct name_word *word;

    while ((word = name_word_at(r->sym + from, to - from, WORD_FORM)) &&
           word->n < to - from) {
        from += word->n;
        r->form = true;
        r->gap[from] = false;
    }
    /* What is left of (医)社団, 医療法人 社団. */
    if (r->form && to - from > 4 && r->sym[from + 1] == U'団' &&
        (r->sym[from] == U'社' || r->sym[from] == U'財'))
        from += 2;
    return from;
}

static size_t before_forms(struct reading *r, size_t from, size_t to)
{
    const struct name_word *word;

    while ((word = name_word_before(r->sym + from, to - from, WORD_FORM)) &&
           word->n < to - from) {
        to -= word->n;
        r->form = true;
    }
    return to;
}

/* Past the last owner (…市国民健康保険, …共済組合) that leaves a name. */
static size_t past_owner(struct reading *r, size_t from, size_t to)
{
    size_t past = from;

    for (size_t at = from; at < to; at++) {
        const struct name_word *word =
            name_word_at(r->sym + at, to - at, WORD_OWNER);
        if (word && !says_little(r, at + word->n, to)) {
            past = at + word->n;
            at = past - 1;
            r->form = true;
        }
    }
    return past;
}

static size_t next_gap(const struct reading *r, size_t from, size_t to)
{
    for (size_t at = from + 1; at < to; at++)
        if (r->gap[at])
            return at;
    return to;
}

/* Past the corporation's own name, or `from` when none can be told. */
static size_t past_own(const struct reading *r, size_t from, size_t to)
{
    size_t past = from, gap;

    while ((gap = next_gap(r, past, to)) < to && !says_little(r, gap, to) &&
           (past == from || r->sym[gap - 1] == U'会'))
        past = gap;
    if (past > from || gap < to)
        return past;
    for (size_t at = from + 1; at + 2 < to; at++)
        if (r->sym[at] == U'会' && r->sym[at + 1] != U'会' &&
            !says_little(r, at + 1, to))
            return at + 1;
    return from;
}

/* ---- what it is ---- */

struct span {
    size_t from, to;
};

/* Without 病院, クリニック ... at the end, then at the start, once each. */
static struct span find_stem(const struct reading *r, struct span core,
                             enum name_sort *sort)
{
    struct span stem = core;
    const struct name_word *word =
        name_word_before(r->sym + stem.from, stem.to - stem.from, WORD_SORT);

    if (word) {
        *sort = (enum name_sort)word->value;
        if (word->n < stem.to - stem.from)
            stem.to -= word->n;
    }
    word = name_word_at(r->sym + stem.from, stem.to - stem.from, WORD_SORT);
    if (word) {
        if (*sort == NAME_ANY)
            *sort = (enum name_sort)word->value;
        if (word->n < stem.to - stem.from)
            stem.from += word->n;
    }
    return stem;
}

/* 横浜院 is a house of a chain; 医院 and 病院 are not. */
static bool ends_branch(const struct reading *r, struct span core)
{
    uint32_t last = r->sym[core.to - 1];

    return last == U'店' ||
           (last == U'院' && !name_word_before(r->sym + core.from,
                                               core.to - core.from, WORD_SORT));
}

/* スギ薬局港店, スギ薬局 港店, ドラッグ スギ 港店, 桜クリニック横浜院: the last
 * part is the branch. Without 薬局 and space nothing tells where it begins. */
static bool find_branch(const struct reading *r, struct span core,
                        struct span *chain, struct span *branch)
{
    size_t end = core.to, begin = 0;

    if (core.to - core.from < 4 || !ends_branch(r, core))
        return false;
    end -= r->sym[core.to - 2] == U'支' ? 2 : 1;
    *chain = (struct span){core.from, 0};
    for (size_t at = core.from + 1; at < end; at++) {
        const struct name_word *word =
            name_word_at(r->sym + at, end - at, WORD_SORT);
        if (!word && !(r->gap[at] && at != begin))
            continue;
        if (!chain->to)
            chain->to = at;
        begin = word ? at + word->n : at;
        at = word ? begin - 1 : at;
    }
    *branch = (struct span){begin, end};
    return begin > 0 && begin < end;
}

static uint32_t find_departments(const struct reading *r, struct span core)
{
    uint32_t found = 0;

    for (size_t at = core.from; at < core.to; at++) {
        const struct name_word *word =
            name_word_at(r->sym + at, core.to - at, WORD_DEPARTMENT);
        if (word) {
            found |= word->value;
            at += word->n - 1;
        }
    }
    return found;
}

/* The symbols that belong to no word of the kind: 田中 of 田中内科医院. */
static struct str find_bare(const struct reading *r, struct span core,
                            struct arena *arena)
{
    char bytes[NAME_SYMBOLS * 4];
    size_t len = 0;

    for (size_t at = core.from; at < core.to;) {
        const struct name_word *word = name_word_at(
            r->sym + at, core.to - at, WORD_SORT | WORD_PART | WORD_DEPARTMENT);
        if (word)
            at += word->n;
        else
            len += text_put(bytes + len, r->sym[at++]);
    }
    return (struct str){arena_copy(arena, bytes, len), len};
}

/* ---- all keys ---- */

struct whole {
    const char *text;
    uint16_t start[NAME_SYMBOLS + 1]; /* byte of each symbol */
};

static struct str key(const struct whole *whole, size_t from, size_t to)
{
    size_t start = whole->start[from];

    return (struct str){whole->text + start, whole->start[to] - start};
}

static void write_whole(const struct reading *r, struct arena *arena,
                        struct whole *whole)
{
    char bytes[NAME_SYMBOLS * 4];
    size_t len = 0;

    for (size_t i = 0; i < r->n; i++) {
        whole->start[i] = (uint16_t)len;
        len += text_put(bytes + len, r->sym[i]);
    }
    whole->start[r->n] = (uint16_t)len;
    whole->text = arena_copy(arena, bytes, len);
}

void name_read(struct str text, struct arena *arena, struct name *name)
{
    struct reading r;
    struct whole whole;
    struct span chain, branch;

    *name = (struct name){0};
    read_symbols(text_nfkc(text, arena), &r);
    write_whole(&r, arena, &whole);
    size_t from = past_forms(&r, 0, r.n), to = before_forms(&r, from, r.n);
    size_t past = past_owner(&r, from, to);
    if (past == from && r.form)
        past = past_own(&r, from, to);
    struct span core = {past, to};
    struct span stem = find_stem(&r, core, &name->sort);

    name->whole = key(&whole, 0, r.n);
    name->rest = key(&whole, from, to);
    name->own = key(&whole, from, core.from);
    name->core = key(&whole, core.from, core.to);
    name->stem = key(&whole, stem.from, stem.to);
    if (find_branch(&r, core, &chain, &branch)) {
        name->chain = key(&whole, chain.from, chain.to);
        name->branch = key(&whole, branch.from, branch.to);
    }
    name->bare = find_bare(&r, core, arena);
    name->departments = find_departments(&r, core);
    name->form = r.form;
}
