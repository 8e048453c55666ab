/* The dictionary of addresses: made from published tables, and described. */
#include "base/say.h"
#include "cmd/audit_sheet.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/dictionary_text.h"
#include "cmd/run_report.h"
#include "geo/boundary.h"
#include "norm/date.h"

#include <string.h>

struct gazetteer_options {
    const char *output, *audit;
    struct opt_list boundaries, as_of;
    bool json, quiet;
};

#define AT(member) offsetof(struct gazetteer_options, member)
static const struct opt option[] = {
    {"output", 'o', OPT_TEXT, AT(output), "<file>",
     N_("build: the dictionary to write, such as japan.gaz")},
    {"boundaries", 0, OPT_EACH, AT(boundaries), "<file>",
     N_("build: municipality polygons, to find points outside their "
        "municipality; may be given several times")},
    {"as-of", 0, OPT_EACH, AT(as_of), "<path=date>",
     N_("build: data date of a source whose name does not tell it")},
    {"audit", 0, OPT_TEXT, AT(audit), "<file.csv>",
     N_("build: write a worksheet of the doubtful rows of the sources")},
    {"json", 0, OPT_FLAG, AT(json), NULL,
     N_("tell what is in the dictionary as one JSON object")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static bool describe(const char *path, bool json, struct err *err)
{
    struct gazetteer *gazetteer = gazetteer_open(path, err);
    struct buf out = {0};

    if (!gazetteer)
        return false;
    if (json)
        dictionary_json(gazetteer_info(gazetteer), path, &out);
    else
        dictionary_text(gazetteer_info(gazetteer), path, &out);
    bool ok = command_print(buf_str(&out), err);
    buf_release(&out);
    gazetteer_close(gazetteer);
    return ok;
}

/* ---- build ---- */

struct outlines {
    struct boundaries *all;
    struct municipalities names; /* of the boundary files: not used */
    struct arena arena;
};

static double outside_m(void *context, const char code[6], struct lonlat at)
{
    struct outlines *outlines = context;

    return boundary_outside_m(outlines->all, code, at);
}

static bool read_outlines(struct outlines *outlines,
                          const struct opt_list *files, struct err *err)
{
    size_t no_code = 0;

    outlines->all = boundary_open();
    for (size_t i = 0; i < files->n; i++)
        if (!boundary_read(outlines->all, files->item[i], &outlines->names,
                           &outlines->arena, &no_code, err))
            return false;
    if (no_code)
        say(_("%zu areas of the boundary files have no municipality code and "
              "were passed over"),
            no_code);
    return true;
}

static void release_outlines(struct outlines *outlines)
{
    if (outlines->all)
        boundary_close(outlines->all);
    municipalities_release(&outlines->names);
    arena_release(&outlines->arena);
}

static bool read_sources(struct draft *draft, const char *const *path, size_t n,
                         struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        say(_("reading '%s'"), path[i]);
        if (!draft_read(draft, path[i], err))
            return false;
    }
    if (!draft_settle(draft, err))
        return false;
    say(_("%zu municipalities, %zu towns and %zu numbers were read"),
        draft->n_city, draft->n_town, draft->n_number);
    return true;
}

/* PATH=DATE of each --as-of. */
static bool date_sources(struct draft *draft, const struct opt_list *as_of,
                         struct err *err)
{
    for (size_t i = 0; i < as_of->n; i++) {
        const char *text = as_of->item[i], *sign = strrchr(text, '=');
        char iso[11];
        if (!sign || sign == text || !date_read(str_of(sign + 1), iso))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s' is not PATH=DATE; write for "
                             "example mt_city_all.csv=2025-12-31"),
                           text);
        char *path = arena_copy(&draft->arena, text, (size_t)(sign - text));
        if (!draft_date(draft, path, iso))
            return err_set(err, ERR_USAGE,
                           _("--as-of '%s': no source is called '%s'; "
                             "'gazetteer info' lists their files"),
                           text, path);
    }
    return true;
}

static bool compile_draft(const struct gazetteer_options *options,
                          struct draft *draft, struct outlines *outlines,
                          struct audit_sheet *audit, struct err *err)
{
    char created[11];
    const struct compile_options compile_options = {
        .created = created,
        .outside_m = options->boundaries.n ? outside_m : NULL,
        .context = outlines,
        .fault = audit ? audit_sheet_fault : NULL,
        .fault_context = audit,
    };

    return creation_date(created, err) &&
           compile(draft, &compile_options, options->output, err);
}

static bool build_from(const struct gazetteer_options *options,
                       const char *const *source, size_t n_source,
                       struct err *err)
{
    struct draft draft = {0};
    struct outlines outlines = {0};
    struct audit_sheet *audit = NULL;
    bool ok = true;

    if (options->audit)
        ok = (audit = audit_sheet_begin(options->audit, err)) != NULL;
    ok = ok && read_outlines(&outlines, &options->boundaries, err) &&
         read_sources(&draft, source, n_source, err) &&
         date_sources(&draft, &options->as_of, err) &&
         compile_draft(options, &draft, &outlines, audit, err);
    draft_release(&draft);
    release_outlines(&outlines);
    if (!ok) {
        audit_sheet_abandon(audit);
        return false;
    }
    return !audit || audit_sheet_publish(audit, err);
}

static bool build(const struct gazetteer_options *options,
                  const char *const *source, size_t n_source, struct err *err)
{
    if (n_source == 0)
        return err_set(err, ERR_USAGE,
                       _("no SOURCE is given; name the published address "
                         "tables or their folder"));
    if (!options->output)
        return err_set(err, ERR_USAGE,
                       _("no dictionary to write is given; name it with -o"));
    if (!gazetteer_is_ours(options->output))
        return err_set(err, ERR_STORAGE,
                       _("'%s' is not a dictionary of zaitaku and would be "
                         "lost; give -o another name"),
                       options->output);
    bool ok = build_from(options, source, n_source, err) &&
              describe(options->output, options->json, err);
    if (ok)
        run_report();
    return ok;
}

/* ---- info ---- */

static bool info(const struct gazetteer_options *options,
                 const char *const *path, size_t n, struct err *err)
{
    if (n != 1)
        return err_set(err, ERR_USAGE, _("name one dictionary to describe"));
    if (options->output || options->audit || options->boundaries.n ||
        options->as_of.n)
        return err_set(err, ERR_USAGE,
                       _("-o, --boundaries, --as-of and --audit belong to "
                         "'gazetteer build'; 'gazetteer info' writes nothing"));
    return describe(path[0], options->json, err);
}

static bool choose(const struct gazetteer_options *options,
                   const struct opt_list *operands, struct err *err)
{
    const char *what = operands->n ? operands->item[0] : "";

    say_quiet(options->quiet);
    if (strcmp(what, "build") == 0)
        return build(options, operands->item + 1, operands->n - 1, err);
    if (strcmp(what, "info") == 0)
        return info(options, operands->item + 1, operands->n - 1, err);
    return err_set(err, ERR_USAGE,
                   _("say what to do: 'gazetteer build SOURCE... -o FILE' or "
                     "'gazetteer info FILE'"));
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct gazetteer_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_gazetteer, argc, argv, &options, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped)
        ok = choose(&options, &operands, err);
    opt_list_release(&options.boundaries);
    opt_list_release(&options.as_of);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_gazetteer = {
    .name = "gazetteer",
    .operands = "build SOURCE... | info FILE",
    .summary = N_("published address tables -> the dictionary that 'geocode' "
                  "uses"),
    .notes = N_(
        "SOURCE is any mixture of files, zips and folders: the address "
        "registry (アドレス・ベース・レジストリ), 位置参照情報, and others. "
        "What "
        "a file is, is read from its header. build writes the dictionary as a "
        "whole or not at all, and then tells what info tells: its sources and "
        "their terms, how many entries have a point, and what is doubtful in "
        "the sources."),
    .examples = "  zaitaku gazetteer build abr/ isj/ -o japan.gaz --boundaries "
                "N03-20250101.geojson --audit audit.csv\n"
                "  zaitaku gazetteer info japan.gaz",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
