#include "norm/name_words.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

static const struct {
    enum name_word_kind kind;
    unsigned value;
    const char *text;
} rows[] = {
#define WORD(kind, value, text) {WORD_##kind, value, text},
#include "norm/name_words.def"
#undef WORD
};

#define ROWS (sizeof(rows) / sizeof(*rows))
#define SLOTS 256 /* power of 2 */

/* Words by their first and by their last symbol: a slot is the first word of
 * its list, `next` the one after it. */
struct list {
    int16_t first[SLOTS], next[ROWS];
};

static struct name_word words[ROWS];
static struct list starting, ending;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void list_add(struct list *list, uint32_t symbol, int16_t word)
{
    int16_t *first = &list->first[symbol % SLOTS];

    list->next[word] = *first;
    *first = word;
}

static void fold_words(void)
{
    memset(starting.first, -1, sizeof(starting.first));
    memset(ending.first, -1, sizeof(ending.first));
    for (size_t i = 0; i < ROWS; i++) {
        struct name_word *word = &words[i];
        struct str text = str_of(rows[i].text);
        uint32_t code;

        word->kind = rows[i].kind;
        word->value = rows[i].value;
        for (size_t at = 0; at < text.len;) {
            at += str_char(text, at, &code);
            code = name_fold(code);
            assert(word->n < NAME_WORD_SYMBOLS);
            if (code)
                word->sym[word->n++] = code;
        }
        assert(word->n > 0);
        list_add(&starting, word->sym[0], (int16_t)i);
        list_add(&ending, word->sym[word->n - 1], (int16_t)i);
    }
}

static bool fits(const struct name_word *word, const uint32_t *sym,
                 unsigned kinds, const struct name_word *best)
{
    return (word->kind & kinds) && (!best || word->n > best->n) &&
           memcmp(word->sym, sym, word->n * sizeof(*sym)) == 0;
}

const struct name_word *name_word_at(const uint32_t *sym, size_t n,
                                     unsigned kinds)
{
    const struct name_word *best = NULL;

    pthread_once(&once, fold_words);
    if (n == 0)
        return NULL;
    for (int i = starting.first[sym[0] % SLOTS]; i >= 0; i = starting.next[i])
        if (words[i].n <= n && fits(&words[i], sym, kinds, best))
            best = &words[i];
    return best;
}

const struct name_word *name_word_before(const uint32_t *sym, size_t n,
                                         unsigned kinds)
{
    const struct name_word *best = NULL;

    pthread_once(&once, fold_words);
    if (n == 0)
        return NULL;
    for (int i = ending.first[sym[n - 1] % SLOTS]; i >= 0; i = ending.next[i])
        if (words[i].n <= n &&
            fits(&words[i], sym + n - words[i].n, kinds, best))
            best = &words[i];
    return best;
}
