#include "cmd/publishing.h"

#include "base/out.h"
#include "base/say.h"
#include "cmd/building.h"
#include "cmd/owned.h"
#include "cmd/press.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_THREADS 64
#define MAX_URL 1000
#define TILES_CREDIT "地図：国土地理院（地理院タイル）"

/* ---- options ---- */

static bool choose_editions(struct press *press,
                            const struct publishing *publishing,
                            struct err *err)
{
    bool chosen[EDITION_COUNT] = {false};

    for (size_t i = 0; i < publishing->edition.n; i++) {
        enum edition edition;
        if (!edition_find(publishing->edition.item[i], &edition, err))
            return false;
        chosen[edition] = true;
    }
    for (int e = 0; e < EDITION_COUNT; e++)
        if (chosen[e] || publishing->edition.n == 0)
            press->edition[press->n_edition++].edition = (enum edition)e;
    return true;
}

/* Is the format named, or all, or one of those that nobody need name? */
static bool is_wanted(const struct publishing *publishing,
                      const struct writer *format)
{
    if (publishing->format.n == 0)
        return format->usual;
    for (size_t i = 0; i < publishing->format.n; i++)
        if (strcmp(publishing->format.item[i], "all") == 0 ||
            strcmp(publishing->format.item[i], format->name) == 0)
            return true;
    return false;
}

static bool choose_formats(struct press *press,
                           const struct publishing *publishing, struct err *err)
{
    for (size_t i = 0; i < publishing->format.n; i++)
        if (strcmp(publishing->format.item[i], "all") != 0 &&
            !format_find(publishing->format.item[i]))
            return err_set(err, ERR_USAGE,
                           _("no format '%s'; 'zaitaku list formats' lists "
                             "them"),
                           publishing->format.item[i]);
    for (size_t f = 0; f < format_count; f++)
        if (is_wanted(publishing, formats[f]))
            press->format[press->n_format++] = formats[f];
    return true;
}

static void choose_files(struct press *press)
{
    for (size_t e = 0; e < press->n_edition; e++) {
        struct press_edition *edition = &press->edition[e];
        for (size_t f = 0; f < press->n_format; f++) {
            const struct writer *format = press->format[f];
            for (size_t k = 0; k < format->n_file; k++)
                if (format_is_for(format, edition->edition))
                    edition->file[edition->n_file++] =
                        (struct press_file){format, &format->file[k]};
        }
    }
}

static bool count_threads(const struct publishing *publishing, size_t *n,
                          struct err *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    double number;

    *n = processors < 1             ? 1
         : processors < MAX_THREADS ? (size_t)processors
                                    : MAX_THREADS;
    if (!publishing->threads)
        return true;
    if (!str_digits(str_of(publishing->threads)) ||
        !str_number(str_of(publishing->threads), &number) || number < 1 ||
        number > MAX_THREADS)
        return err_set(err, ERR_USAGE,
                       _("--threads '%s' is not a number from 1 to %d"),
                       publishing->threads, MAX_THREADS);
    *n = (size_t)number;
    return true;
}

/* One of two words: *second tells which; NULL is the first. */
static bool choose_word(const char *option, const char *given,
                        const char *first, const char *second, bool *is_second,
                        struct err *err)
{
    *is_second = given && strcmp(given, second) == 0;
    return !given || *is_second || strcmp(given, first) == 0 ||
           err_set(err, ERR_USAGE, _("--%s '%s' is neither '%s' nor '%s'"),
                   option, given, first, second);
}

/* Printable ASCII that no page or print has to escape; no user or password,
 * which would be published. */
static bool is_web_address(const char *url)
{
    static const char hex[] = "0123456789ABCDEFabcdef";
    size_t len = strlen(url);

    if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((url[i] == '%' && strspn(url + i + 1, hex) < 2) || url[i] <= ' ' ||
            url[i] > '~' || strchr("\"<>\\^`{|}?#@", url[i]))
            return false;
    const char *host = strstr(url, "//") + 2;
    return len <= MAX_URL && *host && *host != '/' && *host != ':';
}

static bool read_url(struct press *press, const char *option, const char *given,
                     const char **url, struct err *err)
{
    if (!given)
        return true;
    if (!is_web_address(given))
        return err_set(err, ERR_USAGE,
                       _("--%s '%s' is no web address; it begins with https:// "
                         "or http:// and is written in ASCII, without ? and #"),
                       option, given);
    bool ended = given[strlen(given) - 1] == '/';
    *url = arena_format(&press->arena, ended ? "%s" : "%s/", given);
    return true;
}

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool read_words(struct press *press, const struct publishing *publishing,
                       struct err *err)
{
    const char *given[] = {publishing->maker, publishing->contact,
                           publishing->tiles_credit};

    for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
        if (given[i] && !str_valid_utf8(str_of(given[i])))
            return err_set(err, ERR_USAGE, _("'%s' is not UTF-8"), given[i]);
    press->maker = publishing->maker;
    press->contact = publishing->contact;
    return true;
}

static bool read_writing(struct press *press,
                         const struct publishing *publishing, struct err *err)
{
    struct writing *writing = &press->writing;
    bool landscape;

    if (!choose_word("orientation", publishing->orientation, "portrait",
                     "landscape", &landscape, err) ||
        !choose_word("encoding", publishing->encoding, "utf-8", "cp932",
                     &writing->cp932, err))
        return false;
    writing->turn = !publishing->orientation ? TURN_BY_SHAPE
                    : landscape              ? TURN_LANDSCAPE
                                             : TURN_PORTRAIT;
    if (publishing->tiles && !is_folder(publishing->tiles))
        return err_set(err, ERR_USAGE, _("--tiles '%s' is not a folder"),
                       publishing->tiles);
    writing->tiles = publishing->tiles;
    writing->tiles_credit =
        publishing->tiles_credit ? publishing->tiles_credit : TILES_CREDIT;
    for (size_t e = 0; e < press->n_edition; e++) {
        struct press_edition *edition = &press->edition[e];
        bool resident = edition->edition == EDITION_RESIDENT;
        if (!read_url(press, resident ? "site-url" : "professional-url",
                      resident ? publishing->site_url
                               : publishing->professional_url,
                      &edition->site_url, err))
            return false;
    }
    return read_words(press, publishing, err);
}

static bool read_options(struct press *press,
                         const struct publishing *publishing, size_t *threads,
                         struct err *err)
{
    if (!choose_editions(press, publishing, err) ||
        !choose_formats(press, publishing, err) ||
        !count_threads(publishing, threads, err) ||
        !read_writing(press, publishing, err))
        return false;
    choose_files(press);
    return true;
}

bool publishing_check(const struct publishing *publishing, const char *store,
                      struct err *err)
{
    struct press press = {0};
    size_t threads;

    if (!publishing->output)
        return err_set(err, ERR_USAGE,
                       _("no output folder is given; add -o OUT"));
    bool ok = read_options(&press, publishing, &threads, err) &&
              owned_check(publishing->output, store, err);
    press_release(&press);
    return ok;
}

bool publishing_ready(const struct publishing *publishing,
                      const struct table *table, struct err *err)
{
    struct areas areas = {0};
    bool ok = areas_choose(&areas, publishing, table, err);

    areas_release(&areas);
    return ok;
}

/* Is any of the formats a print? */
static bool prints(const struct press *press)
{
    for (size_t f = 0; f < press->n_format; f++)
        for (size_t k = 0; k < press->format[f]->n_file; k++)
            if (str_ends(str_of(press->format[f]->file[k].name), STR(".pdf")))
                return true;
    return false;
}

bool publishing_run(const struct publishing *publishing,
                    const struct table *table, struct err *err)
{
    struct press press = {.table = table};
    size_t threads;
    bool ok = read_options(&press, publishing, &threads, err) &&
              areas_choose(&press.areas, publishing, table, err) &&
              creation_date(press.created, err);

    if (ok) {
        press.out = out_begin(publishing->output, err);
        ok = press.out != NULL;
    }
    /* Once more: what came into OUT while the maps were made is not ours. */
    ok = ok && press_run(&press, threads, err) &&
         owned_check(publishing->output, NULL, err);
    if (ok)
        ok = out_publish(press.out, err);
    else
        out_abandon(press.out);
    if (ok && !publishing->tiles && prints(&press))
        say(_("the printed maps have no roads and stations; --tiles adds a "
              "background map"));
    if (ok)
        say(_("wrote %zu municipalities to '%s' (%zu files unchanged)"),
            press.areas.n, publishing->output, (size_t)press.n_linked);
    press_release(&press);
    return ok;
}

void publishing_release(struct publishing *publishing)
{
    opt_list_release(&publishing->area);
    opt_list_release(&publishing->pref);
    opt_list_release(&publishing->edition);
    opt_list_release(&publishing->format);
}
