/* Of a record's story: its values, what was not used, and its rows. */
#include "base/err.h"
#include "cmd/explain_story.h"
#include "join/correct.h"

#include <math.h>
#include <string.h>

const char *story_heading(const struct story *story, int field)
{
    return story->outline.japanese ? fields[field].heading_ja
                                   : fields[field].heading_en;
}

static void add_row(const struct supply *supply, const char *before,
                    uint32_t line, struct buf *out)
{
    const char *as_of = supply->as_of ? supply->as_of : _("unknown");

    buf_addf(out, "%s: ", before);
    if (supply->row_kind == ROW_REFERENCE)
        buf_addf(out, _("'%s' line %u"), supply->label, line);
    else if (line)
        buf_addf(out, _("%s, '%s' line %u, as of %s"), supply->title,
                 supply->label, line, as_of);
    else
        buf_addf(out, _("%s, '%s', as of %s"), supply->title, supply->label,
                 as_of);
}

static void add_members(struct story *story, const struct supply *supply,
                        uint32_t line)
{
    struct outline *outline = &story->outline;

    outline_text(outline, "title", NULL, supply->title);
    outline_text(outline, "file", NULL, supply->label);
    outline_number(outline, "line", NULL, line ? line : NAN, 0);
    outline_text(outline, "as_of", NULL, supply->as_of);
}

void story_row(struct story *story, const char *before, uint32_t number,
               uint32_t line)
{
    const struct supply *supply = &story->table->supply[number];
    struct buf text = {0};

    add_row(supply, before, line, &text);
    outline_line(&story->outline, "%s", text.ptr);
    add_members(story, supply, line);
    buf_release(&text);
}

void story_open_row(struct story *story, const char *name, const char *before,
                    uint32_t number, uint32_t line)
{
    const struct supply *supply = &story->table->supply[number];
    struct buf text = {0};

    add_row(supply, before, line, &text);
    outline_open(&story->outline, name, text.ptr);
    add_members(story, supply, line);
    buf_release(&text);
}

/* ---- other values ---- */

void story_told(struct story *story, const char *lines, bool with_decision)
{
    static const char *const name[] = {"decision", "reason", "who", "date"};
    const char *const heading[] = {_("decision"), _("reason"), _("by"),
                                   _("date")};
    struct str rest = str_of(lines), part;

    for (size_t i = with_decision ? 0 : 1; i < 4; i++) {
        struct buf text = {0};
        if (lines && str_part(&rest, '\n', &part))
            buf_add_str(&text, part);
        outline_text(&story->outline, name[i], heading[i],
                     text.len ? text.ptr : NULL);
        buf_release(&text);
    }
}

static void tell_correction(struct story *story,
                            const struct other_value *other)
{
    story_open_row(story, NULL, _("corrected by staff"), other->supply,
                   other->line);
    outline_text(&story->outline, "field", NULL, fields[other->field].name);
    story_told(story, other->value, false);
    outline_close(&story->outline);
}

static void tell_other(struct story *story, const struct other_value *other)
{
    struct outline *outline = &story->outline;
    struct str rest = str_of(other->value), part;
    struct buf before = {0};

    /* One line, whatever the value. */
    buf_add_text(&before, _("not used"));
    buf_add_text(&before, ": ");
    for (bool first = true; str_part(&rest, '\n', &part); first = false) {
        buf_add_text(&before, first ? "" : "、");
        buf_add_str(&before, part);
    }
    outline_open(outline, NULL, before.ptr);
    outline_text(outline, "field", NULL, fields[other->field].name);
    outline_text(outline, "value", NULL, other->value);
    outline_phrase(outline, "rule", _("why"), other->rule);
    story_row(story, _("from"), other->supply, other->line);
    outline_close(outline);
    buf_release(&before);
}

static bool is_reason(const struct other_value *other)
{
    return strcmp(other->rule, CORRECT_REASON) == 0;
}

static bool is_of(const struct other_value *other, uint32_t facility, int field,
                  bool above)
{
    return other->facility == facility &&
           (above ? other->field >= field : other->field == field);
}

void story_others(struct story *story, int field, bool above)
{
    const struct table *table = story->table;

    outline_open_list(&story->outline, "corrections", NULL);
    for (size_t i = 0; i < table->n_other_value; i++)
        if (is_of(&table->other_value[i], story->number, field, above) &&
            is_reason(&table->other_value[i]))
            tell_correction(story, &table->other_value[i]);
    outline_close(&story->outline);
    outline_open_list(&story->outline, "not_used", NULL);
    for (size_t i = 0; i < table->n_other_value; i++)
        if (is_of(&table->other_value[i], story->number, field, above) &&
            !is_reason(&table->other_value[i]))
            tell_other(story, &table->other_value[i]);
    outline_close(&story->outline);
}

/* ---- values ---- */

bool story_withholds(const struct story *story, int field)
{
    return !story->all && (field == FIELD_corporation_name_unverified ||
                           field == FIELD_remarks);
}

static void tell_withheld(struct story *story, int field)
{
    struct outline *outline = &story->outline;

    outline_open(outline, NULL, NULL);
    outline_text(outline, "name", NULL, fields[field].name);
    outline_text(outline, "value", NULL, NULL);
    outline_flag(outline, "withheld", true);
    outline_line(outline,
                 _("%s: not shown, because it may name a person (--all shows "
                   "it)"),
                 story_heading(story, field));
    outline_close(outline);
}

/* What other sections tell. */
static bool is_told_elsewhere(int field)
{
    return field >= FIELD_position_source || field == FIELD_function_names ||
           field == FIELD_functions || field == FIELD_functions_not_filed ||
           field == FIELD_functions_unknown || field == FIELD_functions_as_of ||
           field == FIELD_filing_list;
}

/* Of the outline: what its head tells, and ids for programs. */
static bool is_for_programs(int field)
{
    switch (field) {
    case FIELD_id:
    case FIELD_kind:
    case FIELD_kind_name:
    case FIELD_services:
    case FIELD_layer:
    case FIELD_layers:
    case FIELD_prefecture:
    case FIELD_municipality:
    case FIELD_municipality_code:
        return true;
    default:
        return false;
    }
}

static bool has_others(const struct story *story, int field)
{
    for (size_t i = 0; i < story->table->n_other_value; i++)
        if (is_of(&story->table->other_value[i], story->number, field, false))
            return true;
    return false;
}

static void tell_origins(struct story *story, int field)
{
    const struct table *table = story->table;
    struct outline *outline = &story->outline;
    bool any = false;

    outline_open_list(outline, "origins", NULL);
    for (size_t i = 0; i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        if (origin->facility != story->number || !(origin->fields >> field & 1))
            continue;
        any = true;
        story_open_row(story, NULL, _("from"), origin->supply, origin->line);
        outline_close(outline);
    }
    outline_close(outline);
    if (!any && !has_others(story, field))
        outline_line(outline, "%s",
                     field == FIELD_home_services ? _("made from its filings")
                                                  : _("made from its rows"));
}

static void tell_value(struct story *story, int field)
{
    struct outline *outline = &story->outline;
    bool computed = fields[field].at == SIZE_MAX;
    struct buf value = {0};

    field_value((enum field_id)field, story->table, story->facility, false,
                &value);
    if ((value.len || has_others(story, field)) &&
        story_withholds(story, field)) {
        tell_withheld(story, field);
    } else if (value.len || has_others(story, field)) {
        outline_open(outline, NULL, NULL);
        outline_text(outline, "name", NULL, fields[field].name);
        if (fields[field].type == FIELD_LIST)
            outline_lines(outline, "value", story_heading(story, field),
                          value.ptr);
        else
            outline_text(outline, "value", story_heading(story, field),
                         value.ptr);
        if (!value.len)
            outline_line(outline, "%s: %s", story_heading(story, field),
                         _("no value"));
        outline_flag(outline, "computed", computed);
        outline->indent++;
        tell_origins(story, field);
        story_others(story, field, false);
        outline->indent--;
        outline_close(outline);
    }
    buf_release(&value);
}

void story_values(struct story *story)
{
    outline_open_list(&story->outline, "values",
                      _("Values, and where they come from:"));
    for (int f = 0; f < FIELD_COUNT; f++)
        if (!is_told_elsewhere(f) &&
            (story->outline.json || !is_for_programs(f) ||
             has_others(story, f)))
            tell_value(story, f);
    outline_close(&story->outline);
}

/* ---- rows ---- */

static void tell_fields(struct story *story, uint64_t set)
{
    struct buf name = {0};

    for (int f = 0; f < FIELD_COUNT && f < 64; f++)
        if (set >> f & 1)
            buf_addf(&name, "%s%s", name.len ? "\n" : "", fields[f].name);
    outline_lines(&story->outline, "fields", NULL, name.ptr);
    buf_release(&name);
}

void story_rows(struct story *story)
{
    const struct table *table = story->table;

    outline_open_list(&story->outline, "rows", _("Rows that went into it:"));
    for (size_t i = 0; i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        if (origin->facility != story->number)
            continue;
        story_open_row(story, NULL,
                       origin->merged ? _("row merged") : _("row kept"),
                       origin->supply, origin->line);
        outline_text(&story->outline, "row_kind", NULL,
                     row_kind_names[table->supply[origin->supply].row_kind]);
        outline_flag(&story->outline, "merged", origin->merged);
        tell_fields(story, origin->fields);
        outline_close(&story->outline);
    }
    outline_close(&story->outline);
}
