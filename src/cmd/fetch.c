/* The publishers' files, brought here and kept. */
#include "base/say.h"
#include "cmd/area_code.h"
#include "cmd/collecting.h"
#include "cmd/command.h"
#include "cmd/run_report.h"

struct fetch_options {
    struct collecting collecting;
    struct opt_list pref, area;
    bool json;
};

#define AT(member) offsetof(struct fetch_options, member)
#define MY(member) AT(collecting) + offsetof(struct collecting, member)
static const struct opt option[] = {
    {"pref", 'p', OPT_LIST, AT(pref), "<codes>",
     N_("only what is of use for these prefectures, 2 digits or names")},
    {"area", 'a', OPT_LIST, AT(area), "<codes>",
     N_("only what is of use for these municipalities, 5 or 6 digits, and "
        "their prefectures")},
    {"as-of", 0, OPT_TEXT, MY(as_of), "<date>",
     N_("an older edition that the page still offers, such as 2025-12-01")},
    {"dry-run", 'n', OPT_FLAG, MY(dry_run), NULL,
     N_("read the index pages only, and tell what would be fetched")},
    COLLECTING_OPTIONS(AT(collecting)),
    {"json", 0, OPT_FLAG, AT(json), NULL,
     N_("one JSON object a source, for programs")},
    {"quiet", 'q', OPT_FLAG, MY(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static const char *reason_of(const struct fetched *fetched)
{
    return fetched->err.class == ERR_NONE ? NULL : fetched->err.text;
}

/* A tab or a line break in a text would look like a column. */
static void add_cell(struct buf *out, const char *text)
{
    for (; text && *text; text++)
        buf_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static void add_line(const struct fetched *fetched, struct buf *out)
{
    const struct snapshot *snapshot = &fetched->snapshot;
    size_t n_file = fetched->n_file ? fetched->n_file : snapshot->n_file;

    buf_addf(out, "%s\t%s\t%s\t%zu\t%llu\t",
             fetched_state_names[fetched->state], fetched->source->id,
             snapshot->as_of ? snapshot->as_of : "-", n_file,
             (unsigned long long)fetched->n_received);
    add_cell(out, reason_of(fetched) ? reason_of(fetched) : snapshot->path);
    buf_add_char(out, '\n');
    if (fetched->state != FETCHED_WOULD)
        return;
    for (size_t i = 0; i < fetched->n_file; i++) {
        buf_add_text(out, "\t");
        add_cell(out, fetched->file[i].url);
        buf_add_char(out, '\n');
    }
}

static void add_json(const struct fetched *fetched, struct buf *out)
{
    const struct snapshot *snapshot = &fetched->snapshot;

    buf_addf(out, "{\"source\":");
    buf_add_json_text(out, fetched->source->id);
    buf_addf(out, ",\"state\":\"%s\",\"as_of\":",
             fetched_state_names[fetched->state]);
    buf_add_json_text(out, snapshot->as_of);
    buf_add_text(out, ",\"folder\":");
    buf_add_json_text(out, snapshot->path);
    buf_addf(out, ",\"received\":%llu,\"reason\":",
             (unsigned long long)fetched->n_received);
    buf_add_json_text(out, reason_of(fetched));
    buf_add_text(out, ",\"warnings\":[");
    for (size_t i = 0; i < snapshot->n_warning; i++) {
        buf_add_text(out, i ? "," : "");
        buf_add_json_text(out, snapshot->warning[i]);
    }
    buf_add_text(out, "],\"files\":[");
    for (size_t i = 0; i < fetched->n_file; i++) {
        const struct fetched_file *file = &fetched->file[i];
        buf_addf(out, "%s{\"name\":", i ? "," : "");
        buf_add_json_text(out, file->name);
        buf_add_text(out, ",\"url\":");
        buf_add_json_text(out, file->url);
        buf_addf(out, ",\"same\":%s,\"received\":%llu}",
                 file->same ? "true" : "false",
                 (unsigned long long)file->n_received);
    }
    buf_add_text(out, "]}\n");
}

static bool print_all(const struct collected *collected, bool json,
                      struct err *err)
{
    struct buf out = {0};

    for (size_t i = 0; i < collected->n; i++) {
        const struct fetched *fetched = &collected->item[i];
        if (json)
            add_json(fetched, &out);
        else
            add_line(fetched, &out);
        if (fetched->state == FETCHED_NEW || fetched->state == FETCHED_REFUSED)
            for (size_t w = 0; w < fetched->snapshot.n_warning; w++)
                say_warn("%s: %s", fetched->source->id,
                         fetched->snapshot.warning[w]);
    }
    bool ok = command_print(buf_str(&out), err);
    buf_release(&out);
    return ok;
}

static bool fetch(const struct fetch_options *options,
                  const struct opt_list *name, struct err *err)
{
    struct collected collected = {0};
    struct opt_list pref = {0};

    say_quiet(options->collecting.quiet);
    bool ok = area_code_prefectures(&options->pref, &options->area, &pref,
                                    &collected.arena, err) &&
              collecting_choose(&options->collecting, name, ROLES_BY_DEFAULT,
                                &pref, &collected, err) &&
              collecting_run(&options->collecting, &pref, &options->area,
                             &collected, err) &&
              print_all(&collected, options->json, err) &&
              collecting_ok(&collected, err);

    opt_list_release(&pref);
    collected_release(&collected);
    if (ok)
        run_report();
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct fetch_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_fetch, argc, argv, &options, &operands, &arena,
                            &helped, err);

    (void)status;
    if (ok && !helped)
        ok = fetch(&options, &operands, err);
    opt_list_release(&options.pref);
    opt_list_release(&options.area);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_fetch = {
    .name = "fetch",
    .operands = "[SOURCE...]",
    .summary = N_("bring the publishers' current files here, and keep every "
                  "edition"),
    .notes =
        N_("Without SOURCE: facilities, filing lists and the municipality "
           "table ('zaitaku\n"
           "list sources' lists all). The links are read from the publishers' "
           "pages. Each\n"
           "edition becomes a snapshot, DATA/<source>/<date>/, with the files "
           "as published\n"
           "and a manifest; it is there whole or not at all, and nothing is "
           "ever deleted\n"
           "('zaitaku prune' does that). What was fetched before is asked for "
           "only if it\n"
           "has changed; an interrupted download goes on where it stopped.\n"
           "A file that is not what it should be, and an edition with far "
           "fewer rows\n"
           "(country -2 %, a prefecture -5 %, a kind of service -10 %, a "
           "municipality to\n"
           "0), is refused and kept in DATA/.quarantine: exit status 3.\n"
           "Each line: state, source, data date, files, bytes received, folder "
           "or reason.\n"
           "States: new (a new snapshot), same (nothing has changed), "
           "would-fetch\n"
           "(--dry-run), refused, failed (not fetched, or only in part). In "
           "--json\n"
           "'warnings' is an array of texts. The proxy of the environment "
           "(https_proxy,\n"
           "no_proxy) is used."),
    .examples = "  zaitaku fetch --pref 25\n"
                "  zaitaku fetch navii --as-of 2025-12-01\n"
                "  zaitaku fetch kaigo --dry-run",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
