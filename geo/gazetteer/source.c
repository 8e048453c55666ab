#include "geo/gazetteer/source.h"

#include "geo/gazetteer/reading.h"
#include "norm/text.h"

#include <stdio.h>

#define MAX_HEADINGS 5

static const char *const headings[COLUMN_COUNT][MAX_HEADINGS] = {
#define COLUMN(id, ...) [COLUMN_##id] = {__VA_ARGS__},
#include "geo/gazetteer/columns.def"
#undef COLUMN
};

/* The terms under which each publisher gives its tables. */
enum publisher { BY_NOBODY, BY_DIGITAL, BY_MLIT, BY_GEOLONIA, BY_LOCALGOV };
static const struct {
    const char *name, *url, *licence;
} publishers[] = {
    /* The table of mergers does not say who made it. */
    [BY_NOBODY] = {"", NULL, "配布元の利用規約による"},
    /* https://www.digital.go.jp/policies/base_registry_address_tos */
    [BY_DIGITAL] = {"デジタル庁",
                    "https://www.digital.go.jp/policies/base_registry_address",
                    "公共データ利用規約（第1.0版）"},
    [BY_MLIT] = {"国土交通省", "https://nlftp.mlit.go.jp/isj/",
                 "位置参照情報の利用約款による"},
    [BY_GEOLONIA] = {"株式会社Geolonia",
                     "https://geolonia.github.io/japanese-addresses/",
                     "CC BY 4.0"},
    [BY_LOCALGOV] = {"localgovjp", NULL, "CC0 1.0"},
};

struct kind_row {
    struct source_kind kind;
    enum publisher by;
    uint64_t needs, without; /* sets of columns */
};

#define HAS(id) ((uint64_t)1 << COLUMN_##id)
_Static_assert(COLUMN_COUNT <= 64, "a set of columns is one word");

static const struct kind_row source_rows[] = {
#define SOURCE(form, by, title, take, needs, without)                          \
    {{SOURCE_##form, title, take}, BY_##by, needs, without},
#include "geo/gazetteer/sources.def"
#undef SOURCE
};
#define N_KIND (sizeof(source_rows) / sizeof(*source_rows))

static int column_of(struct str heading, struct arena *scratch)
{
    struct str key = text_key(heading, scratch);

    for (int c = 0; c < COLUMN_COUNT; c++)
        for (int h = 0; h < MAX_HEADINGS && headings[c][h]; h++)
            if (str_eq(text_key(str_of(headings[c][h]), scratch), key))
                return c;
    return NO_COLUMN;
}

const struct source_kind *source_recognise(const struct row *header,
                                           int at[COLUMN_COUNT],
                                           struct arena *scratch)
{
    uint64_t has = 0;

    for (int c = 0; c < COLUMN_COUNT; c++)
        at[c] = NO_COLUMN;
    for (size_t i = 0; i < header->n_cell; i++) {
        int column = column_of(header->cell[i], scratch);
        if (column != NO_COLUMN && at[column] == NO_COLUMN) {
            at[column] = (int)i;
            has |= (uint64_t)1 << column;
        }
    }
    for (size_t k = 0; k < N_KIND; k++)
        if (source_rows[k].needs &&
            (has & source_rows[k].needs) == source_rows[k].needs &&
            !(has & source_rows[k].without))
            return &source_rows[k].kind;
    return NULL;
}

static const struct kind_row *row_of(enum source_form form)
{
    for (size_t k = 0; k < N_KIND; k++)
        if (source_rows[k].kind.form == form)
            return &source_rows[k];
    return NULL;
}

const struct source_kind *source_of(enum source_form form)
{
    const struct kind_row *row = row_of(form);

    return row ? &row->kind : NULL;
}

const char *source_attribution(enum source_form form, const char *as_of,
                               struct arena *arena)
{
    const struct kind_row *row = row_of(form);
    char when[64] = "時点不明";
    int year, month, day;

    if (!row)
        return "";
    if (as_of && sscanf(as_of, "%d-%d-%d", &year, &month, &day) == 3)
        snprintf(when, sizeof(when), "%d年%d月%d日時点", year, month, day);
    const char *name = publishers[row->by].name, *url = publishers[row->by].url;
    return arena_format(arena, "出典：「%s（%s）」%s%s%s%s%s%sを加工して作成",
                        row->kind.title, when, *name ? "（" : "", name,
                        *name ? "）" : "", url ? "（" : "", url ? url : "",
                        url ? "）" : "");
}

const char *source_licence(enum source_form form)
{
    const struct kind_row *row = row_of(form);

    return row ? publishers[row->by].licence : "";
}
