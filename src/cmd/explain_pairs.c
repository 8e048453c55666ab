/* Of a record's story: who it may be, who it is beside, and what was odd. */
#include "base/err.h"
#include "cmd/explain_story.h"

#include <string.h>

static const char *const state_words[] = {
    [PAIR_OPEN] = N_("to be decided (to_decide.csv)"),
    [PAIR_DECIDED_ONE] = N_("decided: the same facility"),
    [PAIR_DECIDED_NOT] = N_("decided: another facility"),
};
static const char *const state_names[] = {
    [PAIR_OPEN] = "open",
    [PAIR_DECIDED_ONE] = "one",
    [PAIR_DECIDED_NOT] = "not",
};

/* The id of the other side, and its name where it is another record. */
static const char *other_of(const struct story *story,
                            const struct facility_pair *pair, const char **name)
{
    const struct table *table = story->table;
    bool is_a = pair->a == story->number;
    uint32_t other = is_a ? pair->b : pair->a;
    const char *id = is_a ? pair->id_b : pair->id_a;

    *name = other == story->number ? NULL : table->facility[other]->name;
    if (other == story->number && id && strcmp(id, story->facility->id) == 0)
        id = pair->id_a; /* one by now: the id that it had */
    return id ? id : table->facility[other]->id;
}

static void tell_pair(struct story *story, const struct facility_pair *pair)
{
    struct outline *outline = &story->outline;
    const char *name;
    const char *id = other_of(story, pair, &name);
    struct buf line = {0};

    buf_addf(&line, "%s%s%s", id, name ? " " : "", name ? name : "");
    outline_open(outline, NULL, line.ptr);
    outline_text(outline, "id", NULL, id);
    outline_text(outline, "name", NULL, name);
    outline_text(outline, "state", NULL, state_names[pair->state]);
    outline_line(outline, "%s", _(state_words[pair->state]));
    outline_number(outline, "score", _("score"), (double)pair->score, 2);
    outline_number(outline, "distance_m", _("distance (m)"),
                   (double)pair->distance_m, 0);
    outline_lines(outline, "evidence", _("for and against"), pair->evidence);
    if (pair->decision)
        story_told(story, pair->decision, true);
    outline_close(outline);
    buf_release(&line);
}

static void tell_related(struct story *story)
{
    const struct table *table = story->table;
    struct outline *outline = &story->outline;
    struct str rest = str_of(story->facility->related), part;
    struct buf id = {0}, line = {0};

    outline_open_list(outline, "related",
                      _("Other facilities of the same house:"));
    while (story->facility->related && str_part(&rest, '\n', &part)) {
        buf_clear(&id);
        buf_clear(&line);
        buf_add_str(&id, part);
        uint32_t number = id.len ? table_find(table, id.ptr) : NO_FACILITY;
        const char *name =
            number == NO_FACILITY ? NULL : table->facility[number]->name;
        buf_addf(&line, "%s%s%s", id.len ? id.ptr : "", name ? " " : "",
                 name ? name : "");
        outline_open(outline, NULL, line.ptr);
        outline_text(outline, "id", NULL, id.ptr);
        outline_text(outline, "name", NULL, name);
        outline_close(outline);
    }
    outline_close(outline);
    buf_release(&id);
    buf_release(&line);
}

void story_pairs(struct story *story)
{
    const struct table *table = story->table;

    outline_open_list(&story->outline, "pairs",
                      _("Records that may be the same facility:"));
    for (size_t i = 0; i < table->n_pair; i++)
        if (table->pair[i].a == story->number ||
            table->pair[i].b == story->number)
            tell_pair(story, &table->pair[i]);
    outline_close(&story->outline);
    tell_related(story);
}

void story_findings(struct story *story)
{
    const struct table *table = story->table;
    struct outline *outline = &story->outline;

    outline_open_list(outline, "findings", _("What was odd:"));
    for (size_t i = 0; i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        if (finding->facility != story->number)
            continue;
        outline_open(outline, NULL, outline_words(outline, finding->what));
        outline_phrase(outline, "what", NULL, finding->what);
        outline_text(outline, "field", NULL,
                     finding->field >= 0 ? fields[finding->field].name : NULL);
        outline_text(outline, NULL, _("field"),
                     finding->field >= 0 ? story_heading(story, finding->field)
                                         : NULL);
        outline_text(outline, "value", _("value"), finding->value);
        story_row(story, _("from"), finding->supply, finding->line);
        outline_close(outline);
    }
    outline_close(outline);
}
