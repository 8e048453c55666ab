/* The kinds of service that a cell names, by word or by number. */
#include "listing/reading.h"
#include "norm/text.h"

#include <string.h>

/* Does one of the names of a kind, separated by '|', equal the key? */
static bool name_matches(const char *names, struct str key,
                         struct arena *scratch)
{
    struct str rest = str_of(names), part;

    while (names && str_part(&rest, '|', &part))
        if (part.len && str_eq(text_key(part, scratch), key))
            return true;
    return false;
}

/* 介護予防訪問看護 is 訪問看護 for people who need less care: the same kind. */
static struct str without_prevention(struct str key)
{
    struct str start = STR("介護予防");

    return str_starts(key, start) && key.len > start.len
               ? str_cut(key, start.len, key.len)
               : key;
}

static int kind_of_words(struct str words, struct arena *scratch)
{
    struct str key = without_prevention(text_key(words, scratch));

    for (int k = 0; k < kind_count; k++)
        if (name_matches(kinds[k].name_ja, key, scratch) ||
            name_matches(kinds[k].also, key, scratch) ||
            name_matches(kinds[k].id, key, scratch))
            return k;
    return KIND_NONE;
}

/* The last words looked up: files of one service repeat them in every row. */
static _Thread_local struct {
    char words[256];
    size_t len;
    int kind;
} last_service;

static int kind_of_cell(struct str words, struct arena *scratch)
{
    if (last_service.len && words.len == last_service.len &&
        memcmp(words.ptr, last_service.words, words.len) == 0)
        return last_service.kind;
    int kind = kind_of_words(words, scratch);
    if (words.len && words.len < sizeof(last_service.words)) {
        memcpy(last_service.words, words.ptr, words.len);
        last_service.len = words.len;
        last_service.kind = kind;
    }
    return kind;
}

static void add_service(struct reading *reading, struct str words)
{
    int kind = kind_of_cell(words, &reading->scratch);

    if (kind == KIND_NONE) {
        reading_find(reading, FIELD_services, N_("unknown kind of service"),
                     words);
        kind = kind_find("other");
    }
    reading->draft.services |= UINT64_C(1) << kind;
}

void reading_services(struct reading *reading, struct str cell)
{
    struct str rest = str_trim(cell), part;

    if (!rest.len)
        return;
    if (kind_of_cell(rest, &reading->scratch) != KIND_NONE ||
        !memchr(rest.ptr, ';', rest.len)) {
        add_service(reading, rest);
        return;
    }
    while (str_part(&rest, ';', &part))
        if (str_trim(part).len)
            add_service(reading, str_trim(part));
}

void reading_institution_kind(struct reading *reading, struct str cell)
{
    struct str digit = text_ascii(cell, &reading->scratch);

    if (digit.len == 1 && digit.ptr[0] >= '1' && digit.ptr[0] <= '5') {
        static const char *const ids[] = {"hospital", "clinic", "dental",
                                          "maternity-home", "pharmacy"};
        int number = digit.ptr[0] - '0';
        reading->draft.services |= UINT64_C(1) << kind_find(ids[number - 1]);
        reading->draft.wrong_institution =
            number != reading->listing->institution;
    } else {
        reading_find(reading, FIELD_kind, N_("not one of 1 to 5"), cell);
    }
}
