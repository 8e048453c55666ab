/* What the program knows: listings, formats, fields, kinds, layers, functions,
 * symbols of filings, editions ...; and the municipalities of a store. */
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/list_lines.h"
#include "geo/geocode/geocode.h"
#include "join/correction.h"
#include "join/pairing.h"
#include "listing/listing.h"
#include "model/edition.h"
#include "model/layer.h"
#include "model/need.h"
#include "output/formats/formats.h"
#include "output/store.h"

#include <stdio.h>
#include <string.h>

struct list_options {
    bool json;
    const char *store, *dir, *catalogue;
};

#define AT(member) offsetof(struct list_options, member)
static const struct opt option[] = {
    {"json", 0, OPT_FLAG, AT(json), NULL,
     N_("one JSON object a line, for programs")},
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store whose municipalities are listed (default: zaitaku.gpkg)")},
    {"dir", 0, OPT_TEXT, AT(dir), "<folder>",
     N_("where the snapshots are kept that are listed (default: data)")},
    {"catalogue", 0, OPT_TEXT, AT(catalogue), "<file>",
     N_("your own sources (JSON): added to the shipped ones, or instead of "
        "those with the same id")},
};

/* What is empty in a table of ours is null for programs. */
static const char *known(const char *text)
{
    return text && *text ? text : NULL;
}

static void list_listings(struct lines *lines)
{
    for (size_t i = 0; i < listing_count; i++) {
        const struct listing *listing = listings[i];
        list_cell(lines, "id", listing->id);
        list_cell(lines, "title", listing->title);
        list_cell(lines, "sheet", listing->sheet);
        list_cell(lines, "publisher", listing->publisher);
        list_cell(lines, "licence", listing->licence);
        list_cell(lines, "url", listing->url);
        list_end(lines);
    }
}

static void list_formats(struct lines *lines)
{
    struct buf names = {0};

    for (size_t i = 0; i < format_count; i++) {
        buf_clear(&names);
        for (size_t f = 0; f < formats[i]->n_file; f++)
            buf_addf(&names, f ? " %s" : "%s", formats[i]->file[f].name);
        list_cell(lines, "id", formats[i]->name);
        list_cell(lines, "usual", formats[i]->usual ? "yes" : "no");
        list_cell(lines, "files", names.ptr ? names.ptr : "");
        list_cell(lines, "summary", _(formats[i]->summary));
        list_end(lines);
    }
    buf_release(&names);
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
        list_cell(lines, "name", fields[f].name);
        list_cell(lines, "audience", audience[fields[f].audience]);
        list_cell(lines, "type", type[fields[f].type]);
        list_cell(lines, "heading_ja", fields[f].heading_ja);
        list_cell(lines, "heading_en", fields[f].heading_en);
        list_cell(lines, "standard", fields[f].standard);
        list_cell(lines, "correctable",
                  is_correctable(f, &scratch) ? "yes" : "no");
        list_end(lines);
    }
    arena_release(&scratch);
}

static void list_kinds(struct lines *lines)
{
    for (int k = 0; k < kind_count; k++) {
        list_cell(lines, "id", kinds[k].id);
        list_cell(lines, "code", kinds[k].code);
        list_cell(lines, "group", groups[kinds[k].group].id);
        list_cell(lines, "name_ja", kinds[k].name_ja);
        list_cell(lines, "plain_ja", kind_words(k, true));
        list_cell(lines, "name_en", kinds[k].name_en);
        list_end(lines);
    }
}

static void list_layers(struct lines *lines)
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        list_cell(lines, "id", layers[l].id);
        list_cell(lines, "group", groups[layers[l].group].id);
        list_cell(lines, "name_ja", layers[l].name_ja);
        list_cell(lines, "plain_ja", layers[l].plain_ja);
        list_cell(lines, "name_en", layers[l].name_en);
        list_cell(lines, "kinds", layers[l].kinds);
        list_cell(lines, "functions", known(layers[l].functions));
        list_end(lines);
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
        list_cell(lines, "id", functions[f].id);
        list_cell(lines, "name_ja", functions[f].name_ja);
        list_cell(lines, "name_en", functions[f].name_en);
        list_cell(lines, "plain_ja", functions[f].plain_ja);
        list_cell(lines, "symbols", known(symbols.ptr));
        list_end(lines);
    }
    buf_release(&symbols);
}

static void add_id(struct buf *out, const char *id)
{
    buf_addf(out, "%s%s", out->len ? " " : "", id);
}

/* What `near` and `audit` can be asked for. */
static void list_need(void *context, const struct need *need)
{
    struct lines *lines = context;
    struct buf ids = {0};

    list_cell(lines, "id", need->id);
    list_cell(lines, "name_ja", need->name_ja);
    list_cell(lines, "name_en", need->name_en);
    for (int k = 0; k < kind_count; k++)
        if (need->kinds >> k & 1)
            add_id(&ids, kinds[k].id);
    list_cell(lines, "kinds", known(ids.ptr));
    buf_clear(&ids);
    for (int f = 0; f < FUNCTION_COUNT; f++)
        if (need->functions >> f & 1)
            add_id(&ids, functions[f].id);
    list_cell(lines, "any_function", ids.len ? ids.ptr : NULL);
    list_cell(lines, "near_option",
              need->functions ? "--kind --function" : "--kind");
    buf_clear(&ids);
    for (size_t w = 0; need_also(need->id, w); w++)
        add_id(&ids, need_also(need->id, w));
    list_cell(lines, "also", ids.len ? ids.ptr : NULL);
    list_end(lines);
    buf_release(&ids);
}

static void list_needs(struct lines *lines)
{
    need_each(list_need, lines);
}

static void list_symbols(struct lines *lines)
{
    for (size_t i = 0; i < filing_meaning_count; i++) {
        const struct filing_meaning *meaning = &filing_meanings[i];
        list_cell(lines, "symbol", known(meaning->symbol));
        list_cell(lines, "fee_table", points_names_ja[meaning->points]);
        list_cell(lines, "function",
                  meaning->function == FUNCTION_NONE
                      ? "-"
                      : functions[meaning->function].id);
        list_cell(lines, "level", meaning->level);
        list_cell(lines, "name", known(meaning->name));
        list_cell(lines, "from", meaning->from);
        list_cell(lines, "to", meaning->to);
        list_cell(lines, "source", meaning->source);
        list_end(lines);
    }
}

static void list_levels(struct lines *lines)
{
    for (int l = 0; l < LEVEL_COUNT; l++) {
        list_cell(lines, "id", level_names[l]);
        list_cell(lines, "name_ja", level_names_ja[l]);
        list_end(lines);
    }
}

static void list_reasons(struct lines *lines)
{
    for (int r = 0; r < REASON_COUNT; r++) {
        list_cell(lines, "id", geocode_reasons[r].id);
        list_cell(lines, "doubt", geocode_reasons[r].doubt ? "doubt" : "note");
        list_cell(lines, "name_ja", geocode_reasons[r].ja);
        list_cell(lines, "name_en", geocode_reasons[r].en);
        list_end(lines);
    }
}

/* What speaks for two records being one facility, and against it. */
static void list_evidence(struct lines *lines)
{
    char weight[16];

    for (int e = 0; e < EVIDENCE_COUNT; e++) {
        snprintf(weight, sizeof(weight), "%+.2f", (double)evidences[e].weight);
        list_cell(lines, "id", evidences[e].id);
        list_cell(lines, "weight", weight);
        list_cell(lines, "name_ja", evidences[e].ja);
        list_cell(lines, "name_en", evidences[e].en);
        list_end(lines);
    }
}

static void list_editions(struct lines *lines)
{
    for (int e = 0; e < EDITION_COUNT; e++) {
        list_cell(lines, "id", editions[e].id);
        list_cell(lines, "name_ja", editions[e].name_ja);
        list_cell(lines, "name_en", editions[e].name_en);
        list_end(lines);
    }
}

static bool list_municipalities(struct lines *lines, const char *store,
                                struct err *err)
{
    struct table table = {0};
    bool ok = store_load(store, &table, err);

    for (size_t i = 0; ok && i < table.municipalities.n; i++) {
        const struct municipality *place = &table.municipalities.item[i];
        list_cell(lines, "code", place->code);
        list_cell(lines, "prefecture", prefecture_name(place->code));
        list_cell(lines, "name", place->name);
        list_cell(lines, "kana", place->kana);
        list_cell(lines, "abolished", place->abolished);
        list_cell(lines, "successor",
                  place->successor[0] ? place->successor : NULL);
        list_end(lines);
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
    {"evidence", list_evidence}, {"needs", list_needs},
};

static bool list_into(struct lines *lines, const struct list_options *options,
                      const char *what, struct err *err)
{
    for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
        if (strcmp(things[i].name, what) == 0) {
            things[i].list(lines);
            return true;
        }
    if (strcmp(what, "municipalities") == 0)
        return list_municipalities(
            lines, options->store ? options->store : STORE_DEFAULT, err);
    if (strcmp(what, "sources") == 0)
        return list_sources(lines, options->catalogue, err);
    if (strcmp(what, "snapshots") == 0)
        return list_snapshots(lines, options->dir, err);
    return err_set(
        err, ERR_USAGE,
        _("nothing called '%s' can be listed; use listings, "
          "formats, fields, kinds, layers, functions, needs, symbols, "
          "editions, levels, reasons, evidence, municipalities, "
          "sources or snapshots"),
        what);
}

static bool list(const struct list_options *options, const char *what,
                 struct err *err)
{
    struct lines lines = {.json = options->json};
    bool ok = list_into(&lines, options, what, err) &&
              command_print(buf_str(&lines.out), err);

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
        ok =
            operands.n == 1
                ? list(&options, operands.item[0], err)
                : err_set(err, ERR_USAGE,
                          _("name one thing to list: listings, formats, "
                            "fields, kinds, layers, functions, needs, symbols, "
                            "editions, levels, reasons, evidence, "
                            "municipalities, sources or snapshots"));
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_list = {
    .name = "list",
    .operands = "listings|formats|fields|kinds|layers|functions|needs|symbols|"
                "editions|levels|reasons|evidence|municipalities|sources|"
                "snapshots",
    .summary = N_("what the program knows, one a line"),
    .notes = N_("Cells stand between TABs, with --json in an object a line.\n"
                "needs: what near and audit can be asked for: a kind, a filed "
                "function, or\n"
                "several functions of which any will do. near_option: where "
                "near takes it (audit\n"
                "takes all with --function). also: shorter words for it; the "
                "Japanese name does too.\n"
                "sources: id, role, period (ISO 8601: P6M is half a year), "
                "title, publisher,\n"
                "licence, page, prefectures.\n"
                "snapshots: source, data date, folder, files, bytes, fetched "
                "(UTC), state (ok;\n"
                "refused: in quarantine, never used; accepted: refused at "
                "first, taken later),\n"
                "reason, number of warnings. On a terminal the sizes are in "
                "MB, and reasons and\n"
                "warnings are told below their snapshot."),
    .examples = "  zaitaku list fields\n  zaitaku list layers --json\n"
                "  zaitaku list symbols\n"
                "  zaitaku list snapshots --dir data",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
