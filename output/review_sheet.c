/* OUT/staff/review.csv: doubtful addresses, the worst first, with a column to
 * write the decision in; src/join/review.h reads it back. */
#include "output/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a person is to look at, by what the comparison found. */
static const char *const look_at[POSITION_CHECK_COUNT] = {
    [POSITION_CONFLICT] = "公表された位置と住所の位置が離れています",
    [POSITION_TOKYO_DATUM] = "公表された位置が日本測地系のようです",
    [POSITION_COPIED] = "多くの住所に同じ位置が公表されています",
    [POSITION_UNCLEAR] = "住所から位置を一つに決められません",
    [POSITION_DECIDED] = "決定ずみ",
};

#define SHOWN_IDS 10 /* of the facilities of one address */

struct entry {
    const struct facility *facility; /* the first of the address */
    uint32_t first, n;               /* places in `member` */
    double weight;
};

struct listing {
    const struct table *table;
    uint32_t *member; /* facilities to review, in order of address */
    size_t n_member;
    struct entry *entry;
    size_t n_entry;
};

/* qsort() has no context. */
static const struct table *sorted_table;

static int by_address(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const struct facility *f = sorted_table->facility[x];
    const struct facility *g = sorted_table->facility[y];
    int order = strcmp(f->municipality_code, g->municipality_code);

    if (order == 0)
        order = strcmp(f->address, g->address);
    return order ? order : (x > y) - (x < y);
}

static bool same_address(const struct facility *a, const struct facility *b)
{
    return strcmp(a->municipality_code, b->municipality_code) == 0 &&
           strcmp(a->address, b->address) == 0;
}

static double gap_m(const struct facility *facility)
{
    return isnan(facility->position_gap_m) ? 0
                                           : (double)facility->position_gap_m;
}

/* Doubt or distance, times who is misled, more when there is no pin. */
static double weigh(const struct table *table, const uint32_t *member, size_t n)
{
    double weight = 0;

    for (size_t i = 0; i < n; i++) {
        const struct facility *facility = table->facility[member[i]];
        if (facility->position_check == POSITION_DECIDED)
            continue; /* last, and kept: the sheet may replace the old one */
        double doubt = facility->position_check == POSITION_UNCLEAR
                           ? 100 - facility->address_confidence
                           : 40 + fmin(200, gap_m(facility) / 100);
        weight += doubt * (lonlat_known(facility->point) ? 1 : 3);
    }
    return weight;
}

static int by_weight(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static void gather(struct listing *listing,
                   bool (*wanted)(void *context, uint32_t facility),
                   void *context)
{
    const struct table *table = listing->table;

    listing->member = mem_alloc((table->n_facility + 1) * sizeof(uint32_t));
    listing->entry =
        mem_alloc((table->n_facility + 1) * sizeof(*listing->entry));
    for (uint32_t i = 0; i < table->n_facility; i++) {
        const struct facility *facility = table->facility[i];
        if (facility->address && look_at[facility->position_check] &&
            wanted(context, i))
            listing->member[listing->n_member++] = i;
    }
    sorted_table = table;
    qsort(listing->member, listing->n_member, sizeof(uint32_t), by_address);
    for (uint32_t i = 0, first; i < listing->n_member;) {
        const struct facility *facility =
            table->facility[listing->member[first = i]];
        while (i < listing->n_member &&
               same_address(facility, table->facility[listing->member[i]]))
            i++;
        listing->entry[listing->n_entry++] =
            (struct entry){facility, first, i - first,
                           weigh(table, listing->member + first, i - first)};
    }
    qsort(listing->entry, listing->n_entry, sizeof(*listing->entry), by_weight);
}

static void point_cell(struct buf *out, struct lonlat point)
{
    char text[64] = "";

    if (lonlat_known(point))
        snprintf(text, sizeof(text), "%.6f,%.6f", point.lat_deg, point.lon_deg);
    sheet_cell(out, text);
}

static void metres_cell(struct buf *out, double metres)
{
    if (isfinite(metres))
        sheet_count(out, (uint64_t)ceil(metres));
    else
        sheet_cell(out, NULL);
}

static void ids_cell(const struct listing *listing, const struct entry *entry,
                     struct buf *out)
{
    struct buf text = {0};

    for (uint32_t i = 0; i < entry->n && i < SHOWN_IDS; i++) {
        uint32_t member = listing->member[entry->first + i];
        buf_add_text(&text, i ? " " : "");
        buf_add_text(&text, listing->table->facility[member]->id);
    }
    if (entry->n > SHOWN_IDS)
        buf_addf(&text, " ほか%u件", entry->n - SHOWN_IDS);
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

/* Lines of a list as one cell, or one line of it. */
static void line_cell(struct buf *out, const char *list, int line)
{
    struct str rest = str_of(list), part = {"", 0};
    struct buf text = {0};

    for (int i = 0; i <= line; i++)
        if (!str_part(&rest, '\n', &part))
            part = (struct str){"", 0};
    buf_add_str(&text, part);
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

static void doubts_cell(struct buf *out, const char *list)
{
    struct str rest = str_of(list), part;
    struct buf text = {0};

    while (list && str_part(&rest, '\n', &part)) {
        buf_add_text(&text, text.len ? "、" : "");
        buf_add_str(&text, part);
    }
    sheet_cell(out, text.ptr);
    buf_release(&text);
}

/* The answer that any facility of the address got: a filled-in sheet must not
 * lose it because another facility is open. */
static const char *decision_of(const struct listing *listing,
                               const struct entry *entry)
{
    for (uint32_t i = 0; i < entry->n; i++) {
        uint32_t member = listing->member[entry->first + i];
        const struct facility *facility = listing->table->facility[member];
        if (facility->address_decision)
            return facility->address_decision;
    }
    return NULL;
}

static const char *used_of(const struct facility *facility)
{
    if (!lonlat_known(facility->point))
        return "なし";
    if (facility->coordinate_level == LEVEL_MANUAL)
        return "職員";
    return facility->coordinate_level == LEVEL_PUBLISHED ? "公表" : "住所";
}

static void add_row(const struct listing *listing, const struct entry *entry,
                    struct buf *out)
{
    const struct facility *facility = entry->facility;
    const char *decision = decision_of(listing, entry);

    sheet_cell(out, facility->municipality_code);
    sheet_cell(out, facility->address);
    sheet_cell(out, look_at[facility->position_check]);
    doubts_cell(out, facility->address_doubts);
    sheet_count(out, entry->n);
    ids_cell(listing, entry, out);
    sheet_cell(out, facility->name);
    sheet_count(out, facility->address_confidence);
    sheet_cell(out, facility->address_matched);
    point_cell(out, facility->published);
    point_cell(out, facility->geocoded);
    metres_cell(out, (double)facility->geocoded_error_m);
    metres_cell(out, (double)facility->position_gap_m);
    sheet_cell(out, used_of(facility));
    for (int c = 0; c < 3; c++)
        line_cell(out, facility->address_candidates, c);
    for (int c = 0; c < 4; c++) /* to be filled in, or as they were */
        line_cell(out, decision, c);
    sheet_end_row(out);
}

void sheet_review(const struct table *table,
                  bool (*wanted)(void *context, uint32_t facility),
                  void *context, struct buf *out)
{
    static const char *const heading[] = {"市区町村コード",
                                          "住所",
                                          "見るところ",
                                          "理由",
                                          "施設数",
                                          "施設ID",
                                          "名称",
                                          "確信度（%）",
                                          "一致した住所",
                                          "公表された位置",
                                          "住所の位置",
                                          "住所の位置の誤差（m）",
                                          "公表との差（m）",
                                          "いま使う位置",
                                          "候補1",
                                          "候補2",
                                          "候補3",
                                          "決定",
                                          "決定の理由",
                                          "記入者",
                                          "日付"};
    struct listing listing = {.table = table};

    sheet_begin(out);
    for (size_t i = 0; i < sizeof(heading) / sizeof(*heading); i++)
        sheet_cell(out, heading[i]);
    sheet_end_row(out);
    gather(&listing, wanted, context);
    for (size_t i = 0; i < listing.n_entry; i++)
        add_row(&listing, &listing.entry[i], out);
    free(listing.member);
    free(listing.entry);
}
