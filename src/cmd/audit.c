/* Where services are missing, in numbers, tables and maps. */
#include "base/say.h"
#include "cmd/auditing.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/locale.h"
#include "cmd/run_report.h"

#define AT(member) offsetof(struct auditing, member)
static const struct opt option[] = {
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store to read (default: zaitaku.gpkg)")},
    {"population", 0, OPT_EACH, AT(population), "<file>",
     N_("population meshes with ages: projections of 国土数値情報 (1 km, 500 m "
        "or 250 m; also zipped), census meshes of e-Stat; may be given several "
        "times")},
    {"municipal-population", 0, OPT_EACH, AT(municipal), "<file>",
     N_("population of municipalities: resident register by age, or the three "
        "tables of projections (社人研), for ratios")},
    {"areas", 0, OPT_EACH, AT(areas), "[kind=]<file>",
     N_("areas of your own: municipalities or towns with the area that they "
        "belong to (CSV, XLSX), or polygons; kind is their name, such as "
        "二次医療圏")},
    {"pref", 'p', OPT_LIST, AT(pref), "<codes>",
     N_("report only these prefectures, 2 digits or names")},
    {"area", 'a', OPT_LIST, AT(area), "<codes>",
     N_("report only these municipalities, 5 or 6 digits")},
    {"function", 0, OPT_LIST, AT(function), "<ids>",
     N_("services and functions to look at ('zaitaku list needs'); service "
        "codes such as 130 too")},
    {"threshold", 0, OPT_TEXT, AT(threshold), "<limit>",
     N_("what counts as within reach: 16km, 30min (default: 16km)")},
    {"od", 0, OPT_TEXT, AT(od), "<file>",
     N_("travel times of a router: from_id (mesh), to_id (facility), minutes")},
    {"detour", 0, OPT_TEXT, AT(detour), "<ratio>",
     N_("with --speed: road length over straight line, an assumption (default: "
        "1.3)")},
    {"speed", 0, OPT_TEXT, AT(speed), "<km/h>",
     N_("minutes from the straight line, where no router was asked: an "
        "assumption that every output states")},
    {"base-year", 0, OPT_TEXT, AT(base_year), "<year>",
     N_("the year of the population that counts as now (default: the one "
        "nearest to today)")},
    {"year", 0, OPT_LIST, AT(year), "<years>",
     N_("further years (default: 2030 and 2040, where the population has "
        "them)")},
    {"weight", 0, OPT_TEXT, AT(weight), "[name=]<file>",
     N_("weights of facilities, such as full-time equivalents of staff: id, "
        "weight (default: each counts 1)")},
    {"candidates", 0, OPT_TEXT, AT(candidates), "<file>",
     N_("places for one more facility: a table with name, lon, lat; or "
        "'clinics' (the existing ones) or 'meshes' (default: meshes)")},
    {"sites", 0, OPT_TEXT, AT(sites), "<number>",
     N_("so many places that would help most, for each function (default: 5; "
        "0: "
        "none)")},
    {"indicators", 0, OPT_EACH, AT(indicators), "<file>",
     N_("figures of others to stand beside: area, year, indicator, value")},
    {"progress", 0, OPT_EACH, AT(progress), "<file>",
     N_("progress of items and of maps: area, year, item, state")},
    {"points", 0, OPT_TEXT, AT(points), "<folder>",
     N_("write only the points and pairs that a router needs (from.csv, "
        "to.csv, pairs.csv), and no report")},
    {"output", 'o', OPT_TEXT, AT(output), "<folder>",
     N_("where the report goes (replaced as a whole)")},
    {"format", 'f', OPT_LIST, AT(format), "<formats>",
     N_("html, pdf, xlsx, geojson, gpkg, json (default: all)")},
    {"maker", 0, OPT_TEXT, AT(maker), "<text>", N_("who makes the report")},
    {"title", 0, OPT_TEXT, AT(title), "<text>",
     N_("title of the report (default: by its areas)")},
    {"threads", 0, OPT_TEXT, AT(threads), "<number>",
     N_("functions computed at the same time (default: one per processor)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

/* The people of each state in a line: what a person wants to know first. The
 * unknown are never among those that have nobody. */
static void tell(const struct audit *audit)
{
    for (size_t n = 0; n < audit->order->n_need; n++) {
        const struct audit_need *need = &audit->need[n];
        const struct audit_year *now = &need->whole[audit->base];
        double unknown = now->covered_maybe - now->covered + now->unknown;
        const char *name =
            locale_is_japanese() ? need->need->name_ja : need->need->name_en;
        if (need->unread_why == UNREAD_TRAVEL)
            say(_("%s: not known, the travel times name none of its "
                  "facilities"),
                name);
        else if (need->unread)
            say(_("%s: not known, no list that tells of it was read"), name);
        else
            say(_("%s: %u facilities, %u more unknown; people aged 75 and "
                  "over: %.0f, in reach %.0f, unknown %.0f, not in reach %.0f"),
                name, need->yes, need->unknown, now->people, now->covered,
                unknown, now->people - now->covered - unknown);
    }
    if (audit->quality.n_no_people)
        say_warn(_("of %zu municipalities within reach no people were read: "
                   "figures at the border with them are too high; add their "
                   "meshes to --population"),
                 audit->quality.n_no_people);
}

static bool report(const struct auditing *auditing,
                   const struct gathered *gathered, const char *created,
                   struct err *err)
{
    struct audit audit = {0};
    struct arena arena = {0};
    bool ok = audit_run(&gathered->order, &audit, err);

    if (ok) {
        audit.created = created;
        audit.command = auditing_command(auditing, gathered, &arena);
        audit.maker = auditing->maker;
        audit.title = auditing_title(auditing, gathered, &arena);
        ok = auditing_write(auditing, gathered, &audit, err);
    }
    if (ok)
        tell(&audit);
    audit_release(&audit);
    arena_release(&arena);
    return ok;
}

static bool audit_all(const struct auditing *auditing, struct err *err)
{
    struct gathered gathered = {0};
    char created[11];
    bool ok = creation_date(created, err) &&
              auditing_ask(auditing, created, &gathered, err) &&
              (auditing->points || auditing_check_output(auditing, err)) &&
              auditing_gather(auditing, created, &gathered, err) &&
              auditing_account(&gathered, err);

    if (ok)
        ok = auditing->points ? auditing_points(auditing, &gathered, err)
                              : report(auditing, &gathered, created, err);
    gathered_release(&gathered);
    return ok;
}

static void release(struct auditing *auditing)
{
    struct opt_list *list[] = {&auditing->population, &auditing->municipal,
                               &auditing->areas,      &auditing->indicators,
                               &auditing->progress,   &auditing->pref,
                               &auditing->area,       &auditing->function,
                               &auditing->year,       &auditing->format};

    for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
        opt_list_release(list[i]);
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct auditing auditing = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_audit, argc, argv, &auditing, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped && operands.n)
        ok = err_set(err, ERR_USAGE,
                     _("'%s' is one word too many; audit reads a store and "
                       "the files that its options name"),
                     operands.item[0]);
    if (ok && !helped) {
        say_quiet(auditing.quiet);
        ok = audit_all(&auditing, err);
        if (ok)
            run_report();
    }
    release(&auditing);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_audit = {
    .name = "audit",
    .operands = "",
    .summary = N_("where services are missing: report, tables and maps"),
    .notes = N_(
        "For every area and every function: how many facilities, how many "
        "people aged 75 and over have one within reach, how far the nearest "
        "is, how evenly access is spread, which meshes have none, and where "
        "one more would help most; now and in future years. Facilities of "
        "neighbours take part. A function that no filing list tells of is "
        "unknown, never 0.\n"
        "Distances are straight lines on the ellipsoid (GRS80) unless --od or "
        "--speed says otherwise. Population of different bases is never mixed "
        "in one ratio.\n"
        "The folder holds report.html, audit.pdf, audit.xlsx, areas.geojson, "
        "meshes.geojson, audit.gpkg, audit.json, accounting.csv, set_aside.csv "
        "and manifest.json. Travel times: --points writes what a router needs, "
        "tools/od tells how to ask one."),
    .examples =
        "  zaitaku audit --store work.gpkg --population 1km_mesh_2018_25.zip "
        "--pref 25 -o audit\n"
        "  zaitaku audit --population 500m_mesh_2024_25_GEOJSON.zip "
        "--areas 二次医療圏=areas.csv --function 130,430,24h -o audit",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
