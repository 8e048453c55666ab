/* Of a record's story: who it may be, who it is beside, and what was odd. */
#include "base/err.h"
#include "cmd/explain_story.h"
#include "join/pairing.h"

#include <string.h>

static const char *const state_words[] = {
    [PAIR_OPEN] = N_("to be decided (to_decide.csv)"),
    [PAIR_JOINED] = N_("joined by what is alike"),
    [PAIR_DECIDED_ONE] = N_("decided: the same facility"),
    [PAIR_DECIDED_NOT] = N_("decided: another facility"),
};
/* Evidence is kept in Japanese, for the worksheets. */
static const char *evidence_words(struct str line)
{
    for (int e = 0; e < EVIDENCE_COUNT; e++)
        if (str_is(line, evidences[e].ja))
            return evidences[e].en;
    return NULL;
}

static void tell_evidence(struct story *story, const char *lines)
{
    struct outline *outline = &story->outline;
    struct str rest = str_of(lines), part;
    struct buf text = {0};

    while (lines && str_part(&rest, '\n', &part)) {
        bool as_it_is = outline->json || outline->japanese;
        const char *words = as_it_is ? NULL : evidence_words(part);
        buf_add_text(&text, text.len ? "\n" : "");
        buf_add_str(&text, words ? str_of(words) : part);
    }
    outline_lines(outline, "evidence", _("for and against"), text.ptr);
    buf_release(&text);
}

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
    outline_text(outline, "state", NULL, pair_state_names[pair->state]);
    outline_line(outline, "%s", _(state_words[pair->state]));
    outline_number(outline, "score", _("score"), (double)pair->score, 2);
    outline_number(outline, "distance_m", _("distance (m)"),
                   (double)pair->distance_m, 0);
    tell_evidence(story, pair->evidence);
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
        if (table->pair[i].state != PAIR_JOINED &&
            (table->pair[i].a == story->number ||
             table->pair[i].b == story->number))
            tell_pair(story, &table->pair[i]);
    outline_close(&story->outline);
    tell_related(story);
}

/* Which of its rows' records were found to be one, and by what. */
void story_joined(struct story *story)
{
    const struct table *table = story->table;
    struct outline *outline = &story->outline;
    struct buf line = {0};

    outline_open_list(outline, "joined", _("Why its records are one:"));
    for (size_t i = 0; i < table->n_pair; i++) {
        const struct facility_pair *pair = &table->pair[i];
        if (pair->state != PAIR_JOINED ||
            (pair->a != story->number && pair->b != story->number))
            continue;
        buf_clear(&line);
        buf_addf(&line, _("%s and %s"), pair->id_a ? pair->id_a : "",
                 pair->id_b ? pair->id_b : "");
        outline_open(outline, NULL, line.ptr);
        outline_text(outline, "id_a", NULL, pair->id_a);
        outline_text(outline, "id_b", NULL, pair->id_b);
        tell_evidence(story, pair->evidence);
        outline_number(outline, "score", _("score"), (double)pair->score, 2);
        outline_number(outline, "distance_m", _("distance (m)"),
                       (double)pair->distance_m, 0);
        outline_close(outline);
    }
    outline_close(outline);
    buf_release(&line);
}

/* A finding may quote what is withheld. */
static bool quotes_withheld(const struct story *story,
                            const struct finding *finding)
{
    return finding->field >= 0 && story_withholds(story, finding->field);
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
        if (quotes_withheld(story, finding))
            outline_line(outline, "%s",
                         _("value: not shown, because it may name a person "
                           "(--all shows it)"));
        outline_text(outline, "value", _("value"),
                     quotes_withheld(story, finding) ? NULL : finding->value);
        story_row(story, _("from"), finding->supply, finding->line);
        outline_close(outline);
    }
    outline_close(outline);
}
