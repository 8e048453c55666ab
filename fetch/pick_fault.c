/* What is said when an index page is not as the catalogue expects it. */
#include "base/buf.h"
#include "fetch/picking.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SHOWN_DATES 12

/* What was looked for. A user's own catalogue may say it by its patterns
 * only; their line breaks stand between headings. */
static const char *described(const struct source_link *rule,
                             struct arena *arena)
{
    const char *pattern = rule->file ? rule->file : rule->text;
    char *line = arena_format(arena, "%s", pattern);

    if (rule->example)
        return arena_format(arena, _("files such as '%s'"), rule->example);
    for (char *at = line; *at; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    return arena_format(
        arena, rule->file ? _("files like '%s'") : _("files at '%s'"), line);
}

bool fault_no_link(const struct picking *picking)
{
    const struct source *source = picking->source;
    const char *what = described(&source->link[0], picking->arena);

    return err_set(
        picking->err, ERR_INPUT,
        picking->page->has_heading
            ? _("the page '%s' has none of the links that are expected for "
                "'%s' (%s): the publisher seems to have changed it; look at "
                "the page, and if you cannot wait save the files from it and "
                "make the maps with 'zaitaku map'; --catalogue describes a "
                "source anew")
            : _("the page '%s' has no heading and none of the links that are "
                "expected for '%s' (%s): the publisher seems to have changed "
                "it; look at the page, and if you cannot wait save the files "
                "from it and make the maps with 'zaitaku map'; --catalogue "
                "describes a source anew"),
        source->page, source->title, what);
}

bool fault_no_date(const struct picking *picking)
{
    return err_set(
        picking->err, ERR_INPUT,
        picking->page->has_heading
            ? _("the page '%s' of '%s' does not say as of when its files are: "
                "a heading or a line such as '2026年6月1日時点' or "
                "'令和8年1月1日現在' is expected above them; look at the page, "
                "and if you cannot wait save the files from it and make the "
                "maps with 'zaitaku map'; --catalogue describes a source anew")
            : _("the page '%s' of '%s' has no heading, and does not say as of "
                "when its files are: a heading or a line such as "
                "'2026年6月1日時点' or '令和8年1月1日現在' is expected above "
                "them; look at the page, and if you cannot wait save the files "
                "from it and make the maps with 'zaitaku map'; --catalogue "
                "describes a source anew"),
        picking->source->page, picking->source->title);
}

static int by_date_down(const void *a, const void *b)
{
    return -strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The dates that are there, newest first. */
static const char *dates_there(const struct picking *picking)
{
    const char **date = mem_alloc(picking->n * sizeof(*date));
    struct buf text = {0};
    size_t n = 0, n_shown = 0;

    for (size_t i = 0; i < picking->n; i++)
        if (picking->item[i].link->as_of)
            date[n++] = picking->item[i].link->as_of;
    qsort(date, n, sizeof(*date), by_date_down);
    for (size_t i = 0; i < n && n_shown < MAX_SHOWN_DATES; i++)
        if (i == 0 || strcmp(date[i], date[i - 1]) != 0) {
            buf_addf(&text, "%s%s", n_shown ? ", " : "", date[i]);
            n_shown++;
        }
    const char *kept = arena_format(picking->arena, "%s", text.ptr);
    buf_release(&text);
    free(date);
    return kept;
}

bool fault_no_edition(const struct picking *picking)
{
    const struct source *source = picking->source;

    if (picking->n_dated == 0)
        return err_set(picking->err, ERR_INPUT,
                       _("the index page '%s' of '%s' gives no dates, so there "
                         "is no edition of %s; leave --as-of out"),
                       source->page, source->id, picking->wanted->as_of);
    return err_set(picking->err, ERR_INPUT,
                   _("the index page '%s' of '%s' has no edition of %s: there "
                     "are %s; choose one of them"),
                   source->page, source->id, picking->wanted->as_of,
                   dates_there(picking));
}

static const char *hosts_of(const struct source *source, struct arena *arena)
{
    const char *all = source->n_host ? source->host[0] : "";

    for (size_t i = 1; i < source->n_host; i++)
        all = arena_format(arena, "%s, %s", all, source->host[i]);
    return all;
}

bool fault_host(const struct picking *picking, const char *url)
{
    const struct source *source = picking->source;

    return err_set(picking->err, ERR_INPUT,
                   _("the index page '%s' of '%s' links to '%s', which is not "
                     "on a host of this source (%s): nothing is fetched from "
                     "there; if the publisher has moved, give the source anew "
                     "with --catalogue"),
                   source->page, source->id, url,
                   hosts_of(source, picking->arena));
}

bool fault_few(const struct picking *picking, const struct source_link *rule,
               size_t n, const char *edition)
{
    const char *what = described(rule, picking->arena);

    return err_set(picking->err, ERR_INPUT,
                   _("the page '%s' of '%s' has too few %s: %zu of at least "
                     "%u (%s); the publisher has changed the page or not "
                     "finished it: try again another day, or take an older "
                     "edition with --as-of; if you cannot wait, save the files "
                     "from the page and make the maps with 'zaitaku map'"),
                   picking->source->page, picking->source->title, what, n,
                   rule->least, edition ? edition : _("no date"));
}
