#include "cmd/diff_words.h"

#include <stdio.h>
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

void diff_add_as_of(struct buf *out, bool japanese, const struct table *table)
{
    const char *first = NULL, *last = NULL;
    bool some_unknown = false;

    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind == ROW_REFERENCE)
            continue;
        some_unknown = some_unknown || !supply->as_of;
        if (!supply->as_of)
            continue;
        if (!first || strcmp(supply->as_of, first) < 0)
            first = supply->as_of;
        if (!last || strcmp(supply->as_of, last) > 0)
            last = supply->as_of;
    }
    if (!first) {
        buf_add_text(out, japanese ? "時点不明" : "an unknown date");
        return;
    }
    diff_add_date(out, japanese, first);
    if (strcmp(first, last) != 0) {
        buf_add_text(out, japanese ? "～" : " to ");
        diff_add_date(out, japanese, last);
    }
    if (japanese)
        buf_add_text(out, "時点");
    if (some_unknown)
        buf_add_text(out, japanese ? "（時点不明の一覧を含む）"
                                   : " (some dates unknown)");
}

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

const char *diff_before(const struct changes *changes,
                        const struct change *change)
{
    if (!change->before && change->kind == CHANGE_GONE)
        return change_facility(changes, change)->address;
    return change->before;
}

const char *diff_after(const struct changes *changes,
                       const struct change *change)
{
    if (!change->after && change->kind == CHANGE_NEW)
        return change_facility(changes, change)->address;
    return change->after;
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
