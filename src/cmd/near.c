/* Who can come to this home: facilities of the store around an address. */
#include "base/say.h"
#include "cmd/building.h"
#include "cmd/command.h"
#include "cmd/locale.h"
#include "cmd/near_words.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define USUAL_COUNT 20
#define MOST_COUNT 10000

struct near_options {
    const char *at, *store, *gazetteer, *within, *count, *day, *time, *format,
        *od;
    struct opt_list kind, function;
    bool quiet;
};

#define AT(member) offsetof(struct near_options, member)
static const struct opt option[] = {
    {"at", 0, OPT_TEXT, AT(at), "<lon,lat>",
     N_("the place in degrees (JGD2011), longitude first, instead of an "
        "address")},
    {"gazetteer", 0, OPT_TEXT, AT(gazetteer), "<file>",
     N_("the dictionary of addresses (see 'zaitaku help gazetteer')")},
    {"store", 0, OPT_TEXT, AT(store), "<file>",
     N_("the store to read (default: zaitaku.gpkg)")},
    {"kind", 0, OPT_LIST, AT(kind), "<id>",
     N_("kinds of service, by id or Japanese name, any of which will do "
        "('zaitaku list needs')")},
    {"function", 0, OPT_LIST, AT(function), "<id>",
     N_("functions that are needed, all that their kind files: 24h, 精神科 ... "
        "('zaitaku list needs')")},
    {"within", 0, OPT_TEXT, AT(within), "<limit>",
     N_("16km, 800m, or 30min with --od (default: 16km)")},
    {"count", 0, OPT_TEXT, AT(count), "<number>",
     N_("how many are shown of each list (default: 20)")},
    {"day", 0, OPT_TEXT, AT(day), "<day>",
     N_("open on that day: 土, 祝, 今日, 明日, 2026-05-02, or now")},
    {"time", 0, OPT_TEXT, AT(time), "<time>",
     N_("open at that time: 18:00, 18時, 午後6時 (without --day: today)")},
    {"od", 0, OPT_TEXT, AT(od), "<file>",
     N_("travel times of a router (CSV: from_id,to_id,minutes; from_id is "
        "'here')")},
    {"format", 0, OPT_TEXT, AT(format), "<name>",
     N_("text, json, csv or geojson (default: text)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static const char *const form_names[] = {
    [NEAR_TEXT] = "text",
    [NEAR_JSON] = "json",
    [NEAR_CSV] = "csv",
    [NEAR_GEOJSON] = "geojson",
};

static bool read_form(struct near_order *order, const char *name,
                      struct err *err)
{
    for (size_t i = 0; i < sizeof(form_names) / sizeof(*form_names); i++)
        if (!name || strcmp(form_names[i], name) == 0) {
            order->form = (enum near_form)i;
            return true;
        }
    if (strchr(name, ','))
        return err_set(err, ERR_USAGE,
                       _("--format '%s' names several; the result goes to "
                         "standard output, so name one"),
                       name);
    return err_set(err, ERR_USAGE,
                   _("no format named '%s'; use text, json, csv or geojson"),
                   name);
}

static bool read_count(struct near_order *order, const char *count,
                       struct err *err)
{
    double number = USUAL_COUNT;

    if (count &&
        (!str_digits(str_of(count)) || !str_number(str_of(count), &number) ||
         number < 1 || number > MOST_COUNT))
        return err_set(err, ERR_USAGE,
                       _("--count '%s' is not a number from 1 to %d"), count,
                       MOST_COUNT);
    order->count = (size_t)number;
    return true;
}

static bool read_order(struct near_order *order,
                       const struct near_options *options, struct err *err)
{
    *order = (struct near_order){
        .within_m = NEAR_VISIT_M,
        .within_min = NAN,
        .store = options->store ? options->store : STORE_DEFAULT,
        .gazetteer = options->gazetteer,
        .od = options->od,
    };
    if (!read_form(order, options->format, err) ||
        !read_count(order, options->count, err) ||
        !near_needs(order, options->kind.item, options->kind.n,
                    options->function.item, options->function.n, err) ||
        (options->within && !near_within(order, options->within, err)) ||
        !near_when(order, options->day, options->time, err))
        return false;
    if (!isnan(order->within_min) && !order->od)
        return err_set(err, ERR_USAGE,
                       _("--within '%s' is a time, and no travel times are "
                         "given; name them with --od, or write a distance "
                         "such as 16km"),
                       options->within);
    return true;
}

/* What was typed is never quoted: it may be a patient's address. */
static bool find_home(struct near_home *home,
                      const struct near_options *options,
                      const struct opt_list *operands, struct arena *arena,
                      struct err *err)
{
    struct str address;

    if (operands->n > 1 || (operands->n && options->at))
        return err_set(err, ERR_USAGE,
                       _("one place is looked around: write one address in "
                         "quotes, or --at, or an address on standard input"));
    if (options->at)
        return near_home_at(home, options->at, err);
    if (!options->gazetteer)
        return err_set(err, ERR_USAGE,
                       _("no dictionary is given; name it with --gazetteer "
                         "('zaitaku gazetteer build' makes one)"));
    if (operands->n == 0 || strcmp(operands->item[0], "-") == 0) {
        if (!near_home_line(&address, arena, err))
            return false;
    } else {
        address = str_of(operands->item[0]);
    }
    return near_home_find(home, options->gazetteer, address, arena, err);
}

static bool print(const struct near_found *found, struct err *err)
{
    struct buf out = {0};
    bool ok = true;

    switch (found->order->form) {
    case NEAR_TEXT:
        near_text(found, isatty(STDOUT_FILENO), &out);
        break;
    case NEAR_JSON:
        near_json(found, &out);
        break;
    case NEAR_CSV:
        near_csv(found, &out);
        break;
    case NEAR_GEOJSON:
        ok = near_geojson(found, &out, err);
        break;
    }
    ok = ok && command_print(buf_str(&out), err);
    buf_release(&out);
    return ok;
}

/* A table of rows has no place for what is not in it. */
static void tell(const struct near_found *found)
{
    say(_("known: %zu; something is unknown: %zu; without a position: %zu; "
          "office closed then: %zu; left out: %zu not filed, %zu closed, %zu "
          "too far in time"),
        found->known.n, found->unsure.n, found->unplaced.n, found->resting.n,
        found->not_filed.n, found->closed.n, found->too_long.n);
    if (near_is_coarse(&found->home))
        say_warn(_("the home is known only to its %s and may lie about %.1f "
                   "km elsewhere; write the address with its number, or give "
                   "the place with --at"),
                 locale_is_japanese() ? level_names_ja[found->home.match_level]
                                      : level_names[found->home.match_level],
                 found->home.error_m / 1000);
    if (!found->any)
        say_warn("%s", _("the store has no facility at all around this place; "
                         "is it of this region?"));
}

static bool near_run(const struct near_options *options,
                     const struct opt_list *operands, struct err *err)
{
    struct near_order order;
    struct near_found found = {.order = &order};

    say_quiet(options->quiet);
    bool ok = read_order(&order, options, err) &&
              find_home(&found.home, options, operands, &found.arena, err) &&
              near_find(&found, err) && print(&found, err);
    if (ok && order.form != NEAR_TEXT)
        tell(&found);
    near_found_release(&found);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct near_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_near, argc, argv, &options, &operands, &arena,
                            &helped, err);

    (void)status;
    if (ok && !helped)
        ok = near_run(&options, &operands, err);
    opt_list_release(&operands);
    opt_list_release(&options.kind);
    opt_list_release(&options.function);
    arena_release(&arena);
    return ok;
}

const struct command cmd_near = {
    .name = "near",
    .operands = "[ADDRESS|-]",
    .summary = N_("who can come to this home: facilities near an address, for "
                  "professionals"),
    .notes = N_(
        "ADDRESS is looked up offline in the dictionary. Without it, or with "
        "'-', one line of standard input is the address: so it stands neither "
        "in the shell's history nor in the list of processes. It is written to "
        "no file and to no message; json, csv, geojson and text that does not "
        "go to a terminal name the home's municipality and nothing closer. "
        "But the distances to many facilities tell where it is: treat the "
        "result as a patient's data.\n"
        "Without --kind and --function: who comes to the home (visiting "
        "nurses, helpers ...; doctors, dentists and pharmacists by their "
        "filings) and care managers. --kind alone asks nothing of filings.\n"
        "What is not known (a filing whose list was not read, hours that are "
        "not published) comes after what is known, with the reason. What the "
        "filing list lacks is left out and counted; json names it.\n"
        "Days and hours are those of offices and outpatients. Who comes to the "
        "home is never left out by them: with a filing of 24 hours it counts "
        "as reachable, else it stands last, to be phoned. Only what does not "
        "come (--kind pharmacy alone) is left out when it is closed.\n"
        "Distances are geodesics (GRS80), straight lines. A limit that the "
        "errors of address and facility could turn, or that lies within 100 m, "
        "is marked 要確認. So is the 16 km rule of home visits (C000, C001, "
        "dental C000), told of clinics, hospitals and dentists.\n"
        "Where nothing lies within the limit, the nearest beyond it are told. "
        "The exit status is 0 also when nothing is found."),
    .examples =
        "  zaitaku near --gazetteer japan.gaz --kind visiting-nurse "
        "--function 24h,psychiatric\n"
        "  zaitaku near 滋賀県大津市御陵町3-1 --gazetteer japan.gaz\n"
        "  zaitaku near --at 135.87,35.0 --kind clinic --day 土 --time 18:00\n"
        "  zaitaku near --at 135.87,35.0 --od times.csv --within 30min "
        "--format json",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
