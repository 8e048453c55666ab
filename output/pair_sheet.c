/* OUT/staff/to_decide.csv: pairs of facilities that may be one, with a column
 * to write the decision in; src/join/pairs.h reads it back. What was decided
 * stands last, so that this sheet may take the place of the filled-in one. */
#include "output/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct listing;

/* What is known of one side of a pair. */
struct side {
    const struct listing *listing;
    const struct facility *facility;
    uint32_t number;
    const char *id;
    bool taken_in; /* the second of two that were decided to be one */
};

struct entry {
    const struct facility_pair *pair;
    bool filed; /* a filing goes with it: who visits homes depends on it */
};

struct listing {
    const struct table *table;
    struct entry *entry;
    size_t n;
    const struct other_value **other; /* of facilities that took one in */
    size_t n_other;
};

/* ---- which pairs, in which order ---- */

static const char *id_of(const struct table *table, const char *id,
                         uint32_t facility)
{
    return id ? id : table->facility[facility]->id;
}

static bool is_filed(const struct facility *facility)
{
    return facility->filed != 0 ||
           facility->filing_list == FILING_LIST_UNDECIDED;
}

static double score_of(const struct facility_pair *pair)
{
    return isnan(pair->score) ? -1 : (double)pair->score;
}

static int by_weight(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const struct facility_pair *p = x->pair, *q = y->pair;

    if ((p->state == PAIR_OPEN) != (q->state == PAIR_OPEN))
        return p->state == PAIR_OPEN ? -1 : 1;
    if (x->filed != y->filed)
        return x->filed ? -1 : 1;
    if (score_of(p) > score_of(q) || score_of(p) < score_of(q))
        return score_of(p) > score_of(q) ? -1 : 1;
    return (p > q) - (p < q); /* the order of the table */
}

static void gather(struct listing *listing,
                   bool (*wanted)(void *context, uint32_t facility),
                   void *context)
{
    const struct table *table = listing->table;

    listing->entry = mem_alloc((table->n_pair + 1) * sizeof(*listing->entry));
    for (size_t i = 0; i < table->n_pair; i++) {
        const struct facility_pair *pair = &table->pair[i];
        if (pair->state == PAIR_JOINED)
            continue; /* nothing was asked */
        /* An answer about another area is not lost with the area. */
        if (pair->state != PAIR_OPEN || wanted(context, pair->a) ||
            wanted(context, pair->b))
            listing->entry[listing->n++] =
                (struct entry){pair, is_filed(table->facility[pair->a]) ||
                                         is_filed(table->facility[pair->b])};
    }
    qsort(listing->entry, listing->n, sizeof(*listing->entry), by_weight);
}

/* A country has a million other values, and few of them are asked for. */
static void gather_others(struct listing *listing)
{
    const struct table *table = listing->table;
    bool *is_one = mem_alloc(table->n_facility + 1);

    memset(is_one, 0, table->n_facility + 1);
    for (size_t i = 0; i < listing->n; i++)
        if (listing->entry[i].pair->a == listing->entry[i].pair->b)
            is_one[listing->entry[i].pair->a] = true;
    listing->other =
        mem_alloc((table->n_other_value + 1) * sizeof(*listing->other));
    for (size_t i = 0; i < table->n_other_value; i++) {
        const struct other_value *other = &table->other_value[i];
        if (is_one[other->facility] &&
            table->supply[other->supply].row_kind != ROW_REFERENCE)
            listing->other[listing->n_other++] = other;
    }
    free(is_one);
}

/* ---- cells ---- */

/* Lines as one cell of one line: cells of several lines make rows that are
 * hard to read down. */
static void joined_cell(struct buf *out, struct str lines)
{
    struct buf text = {0};
    struct str part;

    while (str_part(&lines, '\n', &part)) {
        if (!part.len)
            continue;
        buf_add_text(&text, text.len ? "、" : "");
        buf_add_str(&text, part);
    }
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

/* A record that was taken in has only what it said otherwise. */
static const char *said_otherwise(const struct side *side, int field)
{
    const struct listing *listing = side->listing;

    for (size_t i = 0; side->taken_in && i < listing->n_other; i++)
        if (listing->other[i]->facility == side->number &&
            listing->other[i]->field == field)
            return listing->other[i]->value;
    return NULL;
}

static void field_cell(const struct side *side, int field, struct buf *out)
{
    const char *otherwise = said_otherwise(side, field);
    struct buf value = {0};

    /* Its kind and filings are the facility's by now: nothing to compare. */
    if (otherwise)
        buf_add_text(&value, otherwise);
    else if (!side->taken_in || fields[field].at != SIZE_MAX)
        field_value((enum field_id)field, side->listing->table, side->facility,
                    false, &value);
    joined_cell(out, buf_str(&value));
    buf_release(&value);
}

static void place_cell(const struct side *one, const struct side *two,
                       struct buf *out)
{
    struct buf text = {0};
    size_t first;

    field_value(FIELD_municipality, one->listing->table, one->facility, false,
                &text);
    first = text.len;
    if (strcmp(one->facility->municipality_code,
               two->facility->municipality_code) != 0) {
        buf_add_text(&text, first ? "／" : "");
        field_value(FIELD_municipality, two->listing->table, two->facility,
                    false, &text);
    }
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

static void number_cells(const struct facility_pair *pair, struct buf *out)
{
    struct buf score = {0};

    if (isfinite(pair->score))
        buf_addf(&score, "%.2f", (double)pair->score);
    sheet_cell(out, score.ptr);
    if (isfinite(pair->distance_m))
        sheet_count(out, (uint64_t)ceil((double)pair->distance_m));
    else
        sheet_cell(out, NULL);
    buf_release(&score);
}

/* Decision, reason, who and date as they were written; else to be filled
 * in. */
static void decision_cells(const struct facility_pair *pair, struct buf *out)
{
    struct str rest = str_of(pair->decision), part;
    struct buf text = {0};

    for (int c = 0; c < 4; c++) {
        buf_clear(&text);
        if (pair->decision && str_part(&rest, '\n', &part))
            buf_add_str(&text, part);
        else if (c == 0 && pair->state != PAIR_OPEN)
            buf_add_text(&text,
                         pair->state == PAIR_DECIDED_ONE ? "同じ" : "別");
        sheet_cell(out, text.len ? text.ptr : NULL);
    }
    buf_release(&text);
}

/* ---- rows ---- */

static void add_row(const struct listing *listing,
                    const struct facility_pair *pair, struct buf *out)
{
    static const enum field_id both[] = {FIELD_name,    FIELD_kind_name,
                                         FIELD_address, FIELD_phone,
                                         FIELD_source,  FIELD_function_names};
    const struct table *table = listing->table;
    struct side one = {listing, table->facility[pair->a], pair->a,
                       id_of(table, pair->id_a, pair->a), false};
    struct side two = {listing, table->facility[pair->b], pair->b,
                       id_of(table, pair->id_b, pair->b), pair->a == pair->b};

    /* The first side is the one whose id the facility has by now. */
    if (two.taken_in && strcmp(one.id, one.facility->id) != 0) {
        one.taken_in = true;
        two.taken_in = false;
    }
    sheet_cell(out, one.id);
    sheet_cell(out, two.id);
    decision_cells(pair, out);
    for (size_t i = 0; i < sizeof(both) / sizeof(*both); i++) {
        field_cell(&one, both[i], out);
        field_cell(&two, both[i], out);
    }
    joined_cell(out, str_of(pair->evidence));
    number_cells(pair, out);
    place_cell(&one, &two, out);
    sheet_end_row(out);
}

void sheet_pairs(const struct table *table,
                 bool (*wanted)(void *context, uint32_t facility),
                 void *context, struct buf *out)
{
    static const char *const heading[] = {"施設ID1",
                                          "施設ID2",
                                          "判断",
                                          "理由",
                                          "記入者",
                                          "日付",
                                          "名称1",
                                          "名称2",
                                          "種別1",
                                          "種別2",
                                          "住所1",
                                          "住所2",
                                          "電話1",
                                          "電話2",
                                          "出典1",
                                          "出典2",
                                          "届出1",
                                          "届出2",
                                          "似ている点・違う点",
                                          "点数",
                                          "距離m",
                                          "市区町村"};
    struct listing listing = {.table = table};

    sheet_begin(out);
    for (size_t i = 0; i < sizeof(heading) / sizeof(*heading); i++)
        sheet_cell(out, heading[i]);
    sheet_end_row(out);
    gather(&listing, wanted, context);
    gather_others(&listing);
    for (size_t i = 0; i < listing.n; i++)
        add_row(&listing, listing.entry[i].pair, out);
    free(listing.other);
    free(listing.entry);
}
