/* The dictionary of addresses: made from published tables, and described. */
#include "base/say.h"
#include "cmd/command.h"
#include "cmd/dictionary.h"
#include "cmd/dictionary_text.h"
#include "cmd/run_report.h"

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
    const struct dictionary what = {
        .source = source,
        .n_source = n_source,
        .boundaries = options->boundaries.item,
        .n_boundaries = options->boundaries.n,
        .as_of = options->as_of.item,
        .n_as_of = options->as_of.n,
        .output = options->output,
        .audit = options->audit,
    };
    bool ok = dictionary_build(&what, err) &&
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
                "N03-20250101_GML.zip --audit audit.csv\n"
                "  zaitaku gazetteer info japan.gaz",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
