/*
 * One record, told: what is known of a facility, from where, and why it is so.
 * It reads the store, which holds what residents may not see.
 */
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/explain_find.h"
#include "cmd/explain_story.h"
#include "output/store.h"

struct explain_options {
    const char *store;
    bool json, all;
};

#define AT(member) offsetof(struct explain_options, member)
static const struct opt option[] = {
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store to read (default: zaitaku.gpkg)")},
    {"json", 0, OPT_FLAG, AT(json), NULL, N_("one JSON object, for programs")},
    {"all", 0, OPT_FLAG, AT(all), NULL,
     N_("also remarks, what may be the name of a person, and filings of no use "
        "to home care (left out, because printed sheets are passed on)")},
};

#define MAX_CHOICES 100 /* that are listed when a name fits many */

static void add_field(struct story *story, enum field_id field)
{
    struct buf value = {0};

    field_value(field, story->table, story->facility, false, &value);
    outline_text(&story->outline, fields[field].name,
                 story_heading(story, field), value.ptr);
    buf_release(&value);
}

/* A list of ids, separated by ' ' in the record. */
static void add_aliases(struct story *story)
{
    struct str rest = str_of(story->facility->aliases), part;
    struct buf id = {0};

    while (story->facility->aliases && str_part(&rest, ' ', &part)) {
        buf_add_text(&id, id.len ? "\n" : "");
        buf_add_str(&id, part);
    }
    outline_lines(&story->outline, fields[FIELD_aliases].name,
                  story_heading(story, FIELD_aliases), id.ptr);
    buf_release(&id);
}

static void add_head(struct story *story)
{
    outline_line(&story->outline, "%s",
                 _("For professionals only; do not hand it to residents."));
    add_field(story, FIELD_id);
    add_aliases(story);
    add_field(story, FIELD_name);
    add_field(story, FIELD_kind_name);
    add_field(story, FIELD_prefecture);
    add_field(story, FIELD_municipality);
    add_field(story, FIELD_municipality_code);
    add_field(story, FIELD_as_of);
    add_field(story, FIELD_closed);
    if (story->facility->closed)
        outline_line(&story->outline, "%s",
                     _("in neither edition, because it is closed"));
}

static bool tell(const struct table *table, uint32_t number,
                 const struct explain_options *options, struct err *err)
{
    struct story story = {.table = table,
                          .facility = table->facility[number],
                          .number = number,
                          .all = options->all};

    outline_begin(&story.outline, options->json);
    add_head(&story);
    story_summary(&story);
    story_values(&story);
    story_position(&story);
    story_filings(&story);
    story_pairs(&story);
    story_rows(&story);
    story_joined(&story);
    story_findings(&story);
    outline_end(&story.outline);
    bool ok = command_print(buf_str(&story.outline.out), err);
    buf_release(&story.outline.out);
    return ok;
}

/* Addresses are published with the prefecture, the municipality or neither. */
static void add_place(const struct story *story, struct buf *out)
{
    const struct facility *facility = story->facility;
    struct buf prefecture = {0}, town = {0};
    struct str address = str_of(facility->address);

    field_value(FIELD_prefecture, story->table, facility, false, &prefecture);
    field_value(FIELD_municipality, story->table, facility, false, &town);
    bool whole = prefecture.len && str_starts(address, buf_str(&prefecture));
    if (!whole)
        buf_add_str(out, buf_str(&prefecture));
    if (!whole && !(town.len && str_starts(address, buf_str(&town))))
        buf_add_str(out, buf_str(&town));
    buf_add_str(out, address);
    buf_release(&prefecture);
    buf_release(&town);
}

/* What tells two facilities of one name apart stands on the line. */
static void add_choice(struct story *story)
{
    const struct facility *facility = story->facility;
    struct buf place = {0}, town = {0}, kind = {0}, line = {0};

    field_value(FIELD_kind_name, story->table, facility, false, &kind);
    field_value(FIELD_prefecture, story->table, facility, false, &town);
    field_value(FIELD_municipality, story->table, facility, false, &town);
    add_place(story, &place);
    buf_addf(&line, "%s  %s  %s  %s", facility->id, kind.len ? kind.ptr : "",
             facility->name, place.len ? place.ptr : "");
    outline_open(&story->outline, NULL, line.ptr);
    outline_text(&story->outline, "id", NULL, facility->id);
    outline_text(&story->outline, "kind", NULL, kind.ptr);
    outline_text(&story->outline, "name", NULL, facility->name);
    outline_text(&story->outline, "municipality", NULL, town.ptr);
    outline_text(&story->outline, "address", NULL, facility->address);
    outline_close(&story->outline);
    buf_release(&place);
    buf_release(&town);
    buf_release(&kind);
    buf_release(&line);
}

/* Several fit: they are listed, and the command line was not clear enough. */
static bool list_choices(const struct table *table, const struct found *found,
                         const char *what, bool json, struct err *err)
{
    struct story story = {.table = table};

    outline_begin(&story.outline, json);
    outline_open_list(&story.outline, "choices", NULL);
    for (size_t i = 0; i < found->n && i < MAX_CHOICES; i++) {
        story.number = found->facility[i];
        story.facility = table->facility[story.number];
        add_choice(&story);
    }
    outline_close(&story.outline);
    outline_end(&story.outline);
    bool ok = command_print(buf_str(&story.outline.out), err);
    buf_release(&story.outline.out);
    return ok && err_set(err, ERR_USAGE,
                         _("'%s' fits %zu facilities; name one of them by its "
                           "id"),
                         what, found->n);
}

static bool explain(const struct explain_options *options, const char *what,
                    struct err *err)
{
    const char *store = options->store ? options->store : STORE_DEFAULT;
    struct table table = {0};
    struct found found = {0};

    if (explain_says_nothing(what))
        return err_set(err, ERR_USAGE,
                       _("FACILITY is empty; give an id, a number or a name"));
    bool ok = store_load(store, &table, err);
    if (ok) {
        explain_find(&table, what, &found);
        if (found.n == 1)
            ok = tell(&table, found.facility[0], options, err);
        else if (found.n)
            ok = list_choices(&table, &found, what, options->json, err);
        else
            ok = err_set(err, ERR_USAGE,
                         _("no facility '%s' is in the store '%s'; give its "
                           "id, its 医療機関コード, its 事業所番号, its "
                           "telephone number, or a part of its name"),
                         what, store);
    }
    found_release(&found);
    table_release(&table);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct explain_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_explain, argc, argv, &options, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped)
        ok = operands.n == 1
                 ? explain(&options, operands.item[0], err)
                 : err_set(err, ERR_USAGE,
                           _("name one facility: its id, a number that it has, "
                             "or its name in quotes"));
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_explain = {
    .name = "explain",
    .operands = "FACILITY",
    .summary = N_("tell the whole story of one record, for professionals"),
    .notes = N_("FACILITY is an id, a further id, a 医療機関コード, a "
                "事業所番号, a telephone\nnumber, a name or a part of one. It "
                "begins with the home-care filings, then\ntells every value "
                "with its source, what other rows say and why that is not\n"
                "used, staff's corrections and how records were joined. What "
                "it prints is for\nprofessionals only: it holds what the "
                "residents' edition leaves out."),
    .examples = "  zaitaku explain k-25B9900013\n"
                "  zaitaku explain 077-000-0161\n"
                "  zaitaku explain 'ひばり' --store work.gpkg --json",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
