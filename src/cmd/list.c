/* What the program knows: listings, formats, fields, kinds, layers, functions,
 * symbols of filings, editions ...; and the municipalities of a store. */
#include "cmd/building.h"
#include "cmd/command.h"
#include "geo/geocode/geocode.h"
#include "join/correction.h"
#include "join/pairing.h"
#include "listing/listing.h"
#include "model/edition.h"
#include "model/layer.h"
#include "output/store.h"
#include "output/writer.h"

#include <stdio.h>
#include <string.h>

struct list_options {
    bool json;
    const char *store;
};

#define AT(member) offsetof(struct list_options, member)
static const struct opt option[] = {
    {"json", 0, OPT_FLAG, AT(json), NULL,
     N_("one JSON object a line, for programs")},
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store whose municipalities are listed (default: zaitaku.gpkg)")},
};

/* One line: cells with TABs between, or a JSON object. */
struct lines {
    struct buf out;
    bool json, started;
};

static void cell(struct lines *lines, const char *name, const char *text)
{
    struct buf *out = &lines->out;

    if (lines->json) {
        buf_addf(out, "%s\"%s\":", lines->started ? "," : "{", name);
        buf_add_json_text(out, text);
    } else {
        buf_addf(out, "%s%s", lines->started ? "\t" : "", text ? text : "");
    }
    lines->started = true;
}

static void end_line(struct lines *lines)
{
    buf_add_text(&lines->out, lines->json ? "}\n" : "\n");
    lines->started = false;
}

/* What is empty in a table of ours is null for programs. */
static const char *known(const char *text)
{
    return text && *text ? text : NULL;
}

static void list_listings(struct lines *lines)
{
    for (size_t i = 0; i < listing_count; i++) {
        const struct listing *listing = listings[i];
        cell(lines, "id", listing->id);
        cell(lines, "title", listing->title);
        cell(lines, "sheet", listing->sheet);
        cell(lines, "publisher", listing->publisher);
        cell(lines, "licence", listing->licence);
        cell(lines, "url", listing->url);
        end_line(lines);
    }
}

static void list_formats(struct lines *lines)
{
    for (size_t i = 0; i < writer_count; i++) {
        cell(lines, "id", writers[i]->name);
        cell(lines, "file", writers[i]->file);
        cell(lines, "summary", _(writers[i]->summary));
        end_line(lines);
    }
}

/* In corrections.csv; 閉鎖 is no text and has its own words there. */
static bool is_correctable(int field, struct arena *scratch)
{
    return field == FIELD_closed ||
           correction_field(str_of(fields[field].name), scratch) == field;
}

static void list_fields(struct lines *lines)
{
    static const char *const audience[] = {
        [FOR_STORE] = "store",
        [FOR_PROFESSIONALS] = "professional",
        [FOR_ALL] = "all",
    };
    static const char *const type[] = {"text", "list", "integer", "real"};
    struct arena scratch = {0};

    for (int f = 0; f < FIELD_COUNT; f++) {
        cell(lines, "name", fields[f].name);
        cell(lines, "audience", audience[fields[f].audience]);
        cell(lines, "type", type[fields[f].type]);
        cell(lines, "heading_ja", fields[f].heading_ja);
        cell(lines, "heading_en", fields[f].heading_en);
        cell(lines, "standard", fields[f].standard);
        cell(lines, "correctable", is_correctable(f, &scratch) ? "yes" : "no");
        end_line(lines);
    }
    arena_release(&scratch);
}

static void list_kinds(struct lines *lines)
{
    for (int k = 0; k < kind_count; k++) {
        cell(lines, "id", kinds[k].id);
        cell(lines, "code", kinds[k].code);
        cell(lines, "group", groups[kinds[k].group].id);
        cell(lines, "name_ja", kinds[k].name_ja);
        cell(lines, "plain_ja", kind_words(k, true));
        cell(lines, "name_en", kinds[k].name_en);
        end_line(lines);
    }
}

static void list_layers(struct lines *lines)
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        cell(lines, "id", layers[l].id);
        cell(lines, "group", groups[layers[l].group].id);
        cell(lines, "name_ja", layers[l].name_ja);
        cell(lines, "plain_ja", layers[l].plain_ja);
        cell(lines, "name_en", layers[l].name_en);
        cell(lines, "kinds", layers[l].kinds);
        cell(lines, "functions", known(layers[l].functions));
        end_line(lines);
    }
}

/* Every symbol that has shown the function, with the days on which it did. */
static void add_symbols(struct buf *out, int function)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *meaning = &filing_meanings[i];
        if (meaning->function != function || !meaning->symbol[0])
            continue;
        buf_addf(out, "%s%s", out->len ? " " : "", meaning->symbol);
        if (meaning->from || meaning->to)
            buf_addf(out, "（%s～%s）", meaning->from ? meaning->from : "",
                     meaning->to ? meaning->to : "");
    }
}

static void list_functions(struct lines *lines)
{
    struct buf symbols = {0};

    for (int f = 0; f < FUNCTION_COUNT; f++) {
        buf_clear(&symbols);
        add_symbols(&symbols, f);
        cell(lines, "id", functions[f].id);
        cell(lines, "name_ja", functions[f].name_ja);
        cell(lines, "name_en", functions[f].name_en);
        cell(lines, "plain_ja", functions[f].plain_ja);
        cell(lines, "symbols", known(symbols.ptr));
        end_line(lines);
    }
    buf_release(&symbols);
}

static void list_symbols(struct lines *lines)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *meaning = &filing_meanings[i];
        cell(lines, "symbol", known(meaning->symbol));
        cell(lines, "fee_table", points_names_ja[meaning->points]);
        cell(lines, "function",
             meaning->function == FUNCTION_NONE
                 ? "-"
                 : functions[meaning->function].id);
        cell(lines, "level", meaning->level);
        cell(lines, "name", known(meaning->name));
        cell(lines, "from", meaning->from);
        cell(lines, "to", meaning->to);
        cell(lines, "source", meaning->source);
        end_line(lines);
    }
}

static void list_levels(struct lines *lines)
{
    for (int l = 0; l < LEVEL_COUNT; l++) {
        cell(lines, "id", level_names[l]);
        cell(lines, "name_ja", level_names_ja[l]);
        end_line(lines);
    }
}

static void list_reasons(struct lines *lines)
{
    for (int r = 0; r < REASON_COUNT; r++) {
        cell(lines, "id", geocode_reasons[r].id);
        cell(lines, "doubt", geocode_reasons[r].doubt ? "doubt" : "note");
        cell(lines, "name_ja", geocode_reasons[r].ja);
        cell(lines, "name_en", geocode_reasons[r].en);
        end_line(lines);
    }
}

/* What speaks for two records being one facility, and against it. */
static void list_evidence(struct lines *lines)
{
    char weight[16];

    for (int e = 0; e < EVIDENCE_COUNT; e++) {
        snprintf(weight, sizeof(weight), "%+.2f", (double)evidences[e].weight);
        cell(lines, "id", evidences[e].id);
        cell(lines, "weight", weight);
        cell(lines, "name_ja", evidences[e].ja);
        cell(lines, "name_en", evidences[e].en);
        end_line(lines);
    }
}

static void list_editions(struct lines *lines)
{
    for (int e = 0; e < EDITION_COUNT; e++) {
        cell(lines, "id", editions[e].id);
        cell(lines, "name_ja", editions[e].name_ja);
        cell(lines, "name_en", editions[e].name_en);
        end_line(lines);
    }
}

static bool list_municipalities(struct lines *lines, const char *store,
                                struct err *err)
{
    struct table table = {0};
    bool ok = store_load(store, &table, err);

    for (size_t i = 0; ok && i < table.municipalities.n; i++) {
        const struct municipality *place = &table.municipalities.item[i];
        cell(lines, "code", place->code);
        cell(lines, "prefecture", prefecture_name(place->code));
        cell(lines, "name", place->name);
        cell(lines, "kana", place->kana);
        cell(lines, "abolished", place->abolished);
        cell(lines, "successor", place->successor[0] ? place->successor : NULL);
        end_line(lines);
    }
    table_release(&table);
    return ok;
}

static const struct {
    const char *name;
    void (*list)(struct lines *lines);
} things[] = {
    {"listings", list_listings}, {"formats", list_formats},
    {"fields", list_fields},     {"kinds", list_kinds},
    {"layers", list_layers},     {"functions", list_functions},
    {"symbols", list_symbols},   {"editions", list_editions},
    {"levels", list_levels},     {"reasons", list_reasons},
    {"evidence", list_evidence},
};

static bool list(const struct list_options *options, const char *what,
                 struct err *err)
{
    struct lines lines = {.json = options->json};
    bool ok = false, known = false;

    for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
        if (strcmp(things[i].name, what) == 0) {
            things[i].list(&lines);
            ok = known = true;
        }
    if (strcmp(what, "municipalities") == 0) {
        known = true;
        ok = list_municipalities(
            &lines, options->store ? options->store : STORE_DEFAULT, err);
    }
    if (!known)
        err_set(err, ERR_USAGE,
                _("nothing called '%s' can be listed; use listings, formats, "
                  "fields, kinds, layers, functions, symbols, editions, "
                  "levels, reasons, evidence or municipalities"),
                what);
    ok = ok && command_print(buf_str(&lines.out), err);
    buf_release(&lines.out);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct list_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_list, argc, argv, &options, &operands, &arena,
                            &helped, err);

    (void)status;
    if (ok && !helped)
        ok = operands.n == 1
                 ? list(&options, operands.item[0], err)
                 : err_set(err, ERR_USAGE,
                           _("name one thing to list: listings, formats, "
                             "fields, kinds, layers, functions, symbols, "
                             "editions, levels, reasons, evidence or "
                             "municipalities"));
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_list = {
    .name = "list",
    .operands = "listings|formats|fields|kinds|layers|functions|symbols|"
                "editions|levels|reasons|evidence|municipalities",
    .summary = N_("what the program knows, one a line"),
    .examples = "  zaitaku list fields\n  zaitaku list layers --json\n"
                "  zaitaku list symbols",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
