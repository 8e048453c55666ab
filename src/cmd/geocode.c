/* Addresses of a text or a table -> places that say how good they are. */
#include "base/say.h"
#include "cmd/address_input.h"
#include "cmd/command.h"
#include "cmd/run_report.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define MAX_THREADS 64

struct geocode_options {
    const char *gazetteer;
    const char *column, *municipality_column, *postal_column;
    const char *threads;
    bool json, quiet;
};

#define AT(member) offsetof(struct geocode_options, member)
static const struct opt option[] = {
    {"gazetteer", 0, OPT_TEXT, AT(gazetteer), "<file>",
     N_("the dictionary of addresses (see 'zaitaku help gazetteer')")},
    {"column", 0, OPT_TEXT, AT(column), "<heading>",
     N_("the column that holds the address (default: the one with a usual "
        "heading, such as 住所 or 所在地)")},
    {"municipality-column", 0, OPT_TEXT, AT(municipality_column), "<heading>",
     N_("a column with the code of the municipality, 5 or 6 digits")},
    {"postal-column", 0, OPT_TEXT, AT(postal_column), "<heading>",
     N_("a column with the postal code")},
    {"json", 0, OPT_FLAG, AT(json), NULL,
     N_("one JSON object a line, for programs")},
    {"threads", 0, OPT_TEXT, AT(threads), "<number>",
     N_("addresses looked for at the same time (default: one per "
        "processor)")},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL,
     N_("only warnings and errors on the terminal")},
};

static bool count_threads(const char *given, size_t *n, struct err *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    double number = processors < 1             ? 1
                    : processors > MAX_THREADS ? MAX_THREADS
                                               : (double)processors;

    if (given &&
        (!str_digits(str_of(given)) || !str_number(str_of(given), &number) ||
         number < 1 || number > MAX_THREADS))
        return err_set(err, ERR_USAGE,
                       _("--threads '%s' is not a number from 1 to %d"), given,
                       MAX_THREADS);
    *n = (size_t)number;
    return true;
}

/* The header waits for the first batch: only then it is known whether the
 * input is in CP932. */
static bool print_header(const struct address_input *input,
                         struct answer_form *form, struct err *err)
{
    struct buf out = {0};
    const struct str *heading = address_input_headings(input, &form->n_column);

    form->windows = address_input_is_windows(input);
    answer_header(form, heading, &out);
    bool ok = command_print(buf_str(&out), err);
    buf_release(&out);
    return ok;
}

/* Batch by batch. What was read before a fault is answered all the same. */
static bool answer_all(struct address_input *input, struct geocoding *geocoding,
                       struct answer_form *form, struct err *err)
{
    struct batch *batch = mem_alloc(sizeof(*batch));
    bool ok = true, started = false, last = false;

    *batch = (struct batch){0};
    while (ok && !last) {
        struct err fault = {0};
        batch_clear(batch);
        bool filled = address_input_fill(input, batch, &fault);
        last = !filled || batch->n == 0;
        if (filled || batch->n)
            ok = (started || print_header(input, form, err)) &&
                 geocoding_run(geocoding, batch, form, err);
        started = true;
        if (ok && !filled) {
            *err = fault;
            ok = false;
        }
    }
    arena_release(&batch->arena);
    free(batch);
    return ok;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) +
           (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static double rate(uint64_t n, double seconds)
{
    return seconds > 0 ? (double)n / seconds : 0;
}

static void tell(const struct tally *tally, double seconds)
{
    say(_("%llu addresses, %llu of them with a doubt; matched to:"),
        (unsigned long long)tally->rows, (unsigned long long)tally->doubted);
    for (int l = 0; l < LEVEL_COUNT; l++)
        if (tally->level[l])
            say("%9llu  %s", (unsigned long long)tally->level[l],
                level_names[l]);
    if (tally->unreadable)
        say(_("%llu rows could not be read"),
            (unsigned long long)tally->unreadable);
    say(_("%.0f addresses/s; in the geocoder alone %.0f/s for each thread"),
        rate(tally->rows, seconds),
        rate(tally->rows - tally->unreadable, tally->seconds));
}

static bool geocode_input(const struct geocode_options *options,
                          const struct gazetteer *gazetteer, const char *path,
                          size_t n_thread, struct err *err)
{
    const struct address_headings heading = {
        .address = options->column,
        .municipality = options->municipality_column,
        .postal = options->postal_column,
    };
    struct answer_form form = {.json = options->json};
    struct timespec start;

    clock_gettime(CLOCK_MONOTONIC, &start);
    struct address_input *input = address_input_open(path, &heading, err);
    if (!input)
        return false;
    struct geocoding *geocoding = geocoding_open(gazetteer, n_thread);
    bool ok = answer_all(input, geocoding, &form, err);
    address_input_warn(input);
    if (ok) {
        struct tally tally = geocoding_tally(geocoding);
        tell(&tally, seconds_since(&start));
        run_report();
    }
    geocoding_close(geocoding);
    address_input_close(input);
    return ok;
}

static bool geocode_run(const struct geocode_options *options,
                        const struct opt_list *operands, struct err *err)
{
    size_t n_thread = 1;

    say_quiet(options->quiet);
    if (operands->n > 1)
        return err_set(err, ERR_USAGE,
                       _("only one file with addresses can be named, or '-' "
                         "for standard input"));
    if (!options->gazetteer)
        return err_set(err, ERR_USAGE,
                       _("no dictionary is given; name it with --gazetteer "
                         "('zaitaku gazetteer build' makes one)"));
    if (!count_threads(options->threads, &n_thread, err))
        return false;
    struct gazetteer *gazetteer = gazetteer_open(options->gazetteer, err);
    if (!gazetteer)
        return false;
    bool ok =
        geocode_input(options, gazetteer,
                      operands->n ? operands->item[0] : NULL, n_thread, err);
    gazetteer_close(gazetteer);
    return ok;
}

static bool run(int argc, char **argv, int *status, struct err *err)
{
    struct geocode_options options = {0};
    struct opt_list operands = {0};
    struct arena arena = {0};
    bool helped = false;
    bool ok = command_parse(&cmd_geocode, argc, argv, &options, &operands,
                            &arena, &helped, err);

    (void)status;
    if (ok && !helped)
        ok = geocode_run(&options, &operands, err);
    opt_list_release(&operands);
    arena_release(&arena);
    return ok;
}

const struct command cmd_geocode = {
    .name = "geocode",
    .operands = "[FILE.csv|FILE.txt|-]",
    .summary = N_("addresses -> places that say how good they are"),
    .notes = N_(
        "A table (CSV, or the first sheet of an XLSX) comes out with all its "
        "rows in order, and with these columns behind its own: lon, lat, "
        "match_level, coordinate_level, error_m, confidence, reasons, "
        "prefecture, municipality, municipality_code, town, number, remainder, "
        "building, alternatives, dataset. A heading that is taken gets the "
        "ending _geocode. A .txt file, or standard input, has one address a "
        "line; with --column either is a table.\n"
        "A row of which no town is known keeps lon and lat empty, and the "
        "exit status stays 0. A row that cannot be read has empty cells and "
        "the reason ROW_UNREADABLE. Blank lines of a table are left out, those "
        "of a text are not."),
    .examples = "  zaitaku geocode facilities.csv --gazetteer japan.gaz "
                ">placed.csv\n"
                "  echo 滋賀県大津市御陵町3-1 | zaitaku geocode --gazetteer "
                "japan.gaz --json",
    .option = option,
    .n_option = sizeof(option) / sizeof(*option),
    .run = run,
};
