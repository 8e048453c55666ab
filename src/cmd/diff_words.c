#include "cmd/diff_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void diff_add_count(struct buf *out, size_t n)
{
    char digits[32];
    int len = snprintf(digits, sizeof(digits), "%zu", n);

    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            buf_add_char(out, ',');
        buf_add_char(out, digits[i]);
    }
}

void diff_add_date(struct buf *out, bool japanese, const char *iso)
{
    int year, month, day;

    if (japanese && sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) == 3)
        buf_addf(out, "%d年%d月%d日", year, month, day);
    else
        buf_add_text(out, iso);
}

/* ---- of when the inputs are ---- */

#define MAX_DATES 64
#define NAMED_DATES 4 /* of more the first and the last are told */

struct dates {
    const char *iso[MAX_DATES]; /* sorted, each once */
    size_t n;
    bool some_unknown;
};

static void add_sorted(struct dates *dates, const char *iso)
{
    size_t at = dates->n;

    while (at && strcmp(dates->iso[at - 1], iso) > 0)
        at--;
    if ((at && strcmp(dates->iso[at - 1], iso) == 0) || dates->n == MAX_DATES)
        return;
    for (size_t k = dates->n++; k > at; k--)
        dates->iso[k] = dates->iso[k - 1];
    dates->iso[at] = iso;
}

static bool has_date(const struct table *table, const char *iso)
{
    for (size_t i = 0; table && i < table->n_supply; i++)
        if (table->supply[i].row_kind != ROW_REFERENCE &&
            str_eq(str_of(table->supply[i].as_of), str_of(iso)))
            return true;
    return false;
}

/* The dates that `before` has too, or those that it has not. */
static struct dates dates_of(const struct table *table,
                             const struct table *before, bool shared)
{
    struct dates dates = {.n = 0};

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind == ROW_REFERENCE)
            continue;
        if (!supply->as_of)
            dates.some_unknown = true;
        else if (has_date(before, supply->as_of) == shared)
            add_sorted(&dates, supply->as_of);
    }
    return dates;
}

/* Of a date only what the one before does not say already. */
static void add_short(struct buf *out, const char *iso, const char *before)
{
    int year, month, day;

    if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3) {
        buf_add_text(out, iso);
        return;
    }
    if (!before || strncmp(before, iso, 4) != 0)
        buf_addf(out, "%d年", year);
    if (!before || strncmp(before, iso, 7) != 0)
        buf_addf(out, "%d月", month);
    buf_addf(out, "%d日", day);
}

static void add_dates(struct buf *out, bool japanese, const struct dates *dates)
{
    const char *last = NULL;
    bool all = dates->n <= NAMED_DATES;
    size_t step = all || dates->n < 2 ? 1 : dates->n - 1;

    for (size_t i = 0; i < dates->n; i += step) {
        if (i && japanese)
            buf_add_text(out, all ? "・" : "から");
        else if (i)
            buf_add_text(out, all ? ", " : " to ");
        if (japanese)
            add_short(out, dates->iso[i], last);
        else
            buf_add_text(out, dates->iso[i]);
        last = dates->iso[i];
    }
    if (!all && japanese)
        buf_add_text(out, "までの各");
}

void diff_add_as_of(struct buf *out, bool japanese, const struct table *table,
                    const struct table *before, const char *unit)
{
    struct dates shared = dates_of(table, before, true);
    struct dates dates = dates_of(table, before, false);

    if (!dates.n) {
        dates = shared;
        shared.n = 0;
    }
    if (dates.n)
        add_dates(out, japanese, &dates);
    else
        buf_add_text(out, japanese ? "時点不明" : "an unknown date");
    if (japanese)
        buf_add_text(out, dates.n ? unit : unit + strlen("時点"));
    if (shared.n) {
        buf_add_text(out, japanese ? "。一部" : ", partly ");
        add_dates(out, japanese, &shared);
        buf_add_text(out, japanese ? "時点" : "");
    }
    if (dates.n && dates.some_unknown)
        buf_add_text(out, japanese ? "。時点不明の一覧を含む"
                                   : ", some dates unknown");
}

/* ---- numbers ---- */

void diff_add_blind_count(struct buf *out, bool japanese,
                          const struct diff_blind *blind)
{
    size_t n = blind->n_old + blind->n_new;

    if (!n)
        return;
    if (japanese)
        buf_add_text(out, blind->n_old ? "（前回" : "（今回");
    else
        buf_add_text(out, blind->n_old ? " (old: " : " (new: ");
    diff_add_count(out, n);
    buf_add_text(out, japanese ? "施設）" : ")");
}

void diff_add_signed(struct buf *out, long n)
{
    if (n)
        buf_add_char(out, n > 0 ? '+' : '-');
    diff_add_count(out, (size_t)labs(n));
}

/* ---- names ---- */

const char *diff_kind_name(int kind, bool japanese)
{
    if (kind < 0 || kind >= kind_count)
        return japanese ? "種別不明" : "kind unknown";
    return japanese ? kinds[kind].name_ja : kinds[kind].name_en;
}

const char *diff_change_name(enum change_kind kind, bool japanese)
{
    return japanese ? change_names[kind].ja : change_names[kind].en;
}

enum match_by diff_match_by(const struct changes *changes,
                            const struct change *change)
{
    if (change->old == NO_FACILITY || change->new == NO_FACILITY ||
        change->kind == CHANGE_POSSIBLE)
        return MATCH_NONE;
    return (enum match_by)changes->match->by[change->old];
}

const char *diff_match_words(enum match_by by)
{
    switch (by) {
    case MATCH_ID:
        return "施設ID";
    case MATCH_CODE:
        return "別の番号（医療機関コード、事業所番号など）";
    case MATCH_JOIN:
        return "名称・住所・電話などの一致";
    default:
        return NULL;
    }
}

/* The facility on one side; NULL: it is not there. */
static const struct facility *at(const struct table *table, uint32_t facility)
{
    return facility == NO_FACILITY ? NULL : table->facility[facility];
}

const char *diff_address(const struct changes *changes,
                         const struct change *change)
{
    const struct facility *new = at(changes->new, change->new);
    const struct facility *old = at(changes->old, change->old);

    return new &&new->address ? new->address : old ? old->address : NULL;
}

const char *diff_phone(const struct changes *changes,
                       const struct change *change)
{
    const struct facility *new = at(changes->new, change->new);
    const struct facility *old = at(changes->old, change->old);

    return new &&new->phone ? new->phone : old ? old->phone : NULL;
}

const char *diff_id_old(const struct changes *changes,
                        const struct change *change)
{
    if (change->old == NO_FACILITY || change->new == NO_FACILITY)
        return NULL;
    const char *old = changes->old->facility[change->old]->id;
    const char *new = changes->new->facility[change->new]->id;
    return strcmp(old, new) != 0 ? old : NULL;
}
