#include "cmd/diff_words.h"
#include "cmd/diff_writing.h"

#include <math.h>
#include <string.h>

/* A member's name, after a comma where one is needed. */
static void name(struct buf *out, const char *text)
{
    char last = out->len ? out->ptr[out->len - 1] : '{';

    if (last != '{' && last != '[')
        buf_add_char(out, ',');
    buf_addf(out, "\"%s\":", text);
}

static void text(struct buf *out, const char *member, const char *value)
{
    name(out, member);
    buf_add_json_text(out, value);
}

static void count(struct buf *out, const char *member, size_t n)
{
    name(out, member);
    buf_addf(out, "%zu", n);
}

/* null for NAN. */
static void number(struct buf *out, const char *member, const char *format,
                   double value)
{
    name(out, member);
    if (isfinite(value))
        buf_addf(out, format, value);
    else
        buf_add_text(out, "null");
}

static void begin_item(struct buf *out)
{
    if (out->ptr[out->len - 1] != '[')
        buf_add_char(out, ',');
    buf_add_text(out, "\n{");
}

/* ---- the sides ---- */

static bool said_before(const struct table *table, size_t s)
{
    for (size_t i = 0; i < s; i++)
        if (table->supply[i].row_kind != ROW_REFERENCE &&
            strcmp(table->supply[i].title, table->supply[s].title) == 0 &&
            str_eq(str_of(table->supply[i].as_of),
                   str_of(table->supply[s].as_of)))
            return true;
    return false;
}

static void side(struct buf *out, const char *member, const char *path,
                 const struct table *table, size_t n)
{
    name(out, member);
    buf_add_char(out, '{');
    text(out, "path", path);
    name(out, "inputs");
    buf_add_char(out, '[');
    for (size_t i = 0; i < table->n_supply; i++) {
        const struct supply *supply = &table->supply[i];
        if (supply->row_kind == ROW_REFERENCE || said_before(table, i))
            continue;
        begin_item(out);
        text(out, "title", supply->title);
        text(out, "as_of", supply->as_of);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    count(out, "facilities", n);
    buf_add_char(out, '}');
}

static void not_taken(const struct diff_report *report, struct buf *out)
{
    name(out, "not_taken");
    buf_add_char(out, '[');
    for (size_t i = 0; i < report->n_not_taken; i++) {
        buf_add_text(out, i ? ",\n" : "\n");
        buf_add_json_text(out, report->not_taken[i]);
    }
    buf_add_char(out, ']');
}

static void summary(const struct diff_report *report, struct buf *out)
{
    const struct changes *changes = report->changes;

    not_taken(report, out);
    side(out, "old", report->file_old, changes->old, report->n_old);
    side(out, "new", report->file_new, changes->new, report->n_new);
    name(out, "totals");
    buf_add_char(out, '{');
    count(out, "same", report->n_same);
    for (int c = 0; c < CHANGE_COUNT; c++)
        count(out, change_names[c].id, report->count[c]);
    buf_add_char(out, '}');
    name(out, "left_out");
    buf_add_char(out, '{');
    count(out, "old", report->n_left_out_old);
    count(out, "new", report->n_left_out_new);
    buf_add_char(out, '}');
    count(out, "by_staff", report->n_by_staff);
}

static void not_compared(const struct diff_report *report, struct buf *out)
{
    name(out, "not_compared");
    buf_add_char(out, '[');
    for (size_t i = 0; i < report->n_blind; i++) {
        const struct change_blind *blind = report->blind[i].blind;
        begin_item(out);
        text(out, "code", change_blind_names[blind->code]);
        text(out, "what", blind->what);
        text(out, "why", blind->why);
        count(out, "old", report->blind[i].n_old);
        count(out, "new", report->blind[i].n_new);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void mergers(const struct diff_report *report, struct buf *out)
{
    name(out, "mergers");
    buf_add_char(out, '[');
    for (size_t i = 0; i < report->n_merger; i++) {
        begin_item(out);
        text(out, "from", report->merger[i]->from);
        text(out, "to", report->merger[i]->to);
        count(out, "facilities", report->merger[i]->n);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

/* ---- municipalities ---- */

static const char *kind_id(int kind)
{
    return kind >= 0 && kind < kind_count ? kinds[kind].id : NULL;
}

static void tally(const struct change_tally *row, struct buf *out)
{
    begin_item(out);
    text(out, "kind", kind_id(row->kind));
    count(out, "old", row->n_old);
    count(out, "new", row->n_new);
    name(out, "left_out");
    buf_add_char(out, '{');
    count(out, "old", row->n_left_out_old);
    count(out, "new", row->n_left_out_new);
    buf_add_char(out, '}');
    count(out, "went", row->n_went);
    count(out, "came", row->n_came);
    name(out, "changes");
    buf_add_char(out, '{');
    for (int c = 0; c < CHANGE_COUNT; c++)
        if (row->count[c])
            count(out, change_names[c].id, row->count[c]);
    buf_add_text(out, "}}");
}

static void places(const struct diff_report *report, struct buf *out)
{
    name(out, "municipalities");
    buf_add_char(out, '[');
    for (size_t p = 0; p < report->n_place; p++) {
        const struct diff_place *place = &report->place[p];
        begin_item(out);
        text(out, "code", place->code);
        text(out, "prefecture", *place->prefecture ? place->prefecture : NULL);
        text(out, "name", diff_place_name(report->changes, place->code));
        name(out, "kinds");
        buf_add_char(out, '[');
        for (size_t i = 0; i < place->n_tally; i++)
            tally(&report->tally[place->first_tally + i], out);
        buf_add_text(out, "]}");
    }
    buf_add_char(out, ']');
}

/* ---- changes ---- */

static void item(const struct changes *changes, const struct change *change,
                 struct buf *out)
{
    const struct facility *facility = change_facility(changes, change);

    begin_item(out);
    text(out, "change", change_names[change->kind].id);
    text(out, "id", facility->id);
    text(out, "id_old",
         change->old == NO_FACILITY ? NULL
                                    : changes->old->facility[change->old]->id);
    text(out, "name", facility->name);
    text(out, "kind", kind_id(facility->main_kind));
    text(out, "municipality_code", facility->municipality_code);
    text(out, "before", change->before);
    text(out, "after", change->after);
    number(out, "distance_m", "%.1f", (double)change->distance_m);
    text(out, "matched_by", match_by_names[diff_match_by(changes, change)]);
    number(out, "score", "%.3f", (double)change->score);
    text(out, "note", change->note);
    name(out, "by_staff");
    buf_add_text(out, change->by_staff ? "true}" : "false}");
}

void diff_json(const struct diff_report *report, struct buf *out)
{
    buf_add_char(out, '{');
    summary(report, out);
    not_compared(report, out);
    mergers(report, out);
    places(report, out);
    name(out, "changes");
    buf_add_char(out, '[');
    for (size_t i = 0; i < report->n; i++)
        item(report->changes, report->item[i].change, out);
    buf_add_text(out, "]}\n");
}
