/* What can be fetched, and what was. */
#include "base/say.h"
#include "cmd/list_lines.h"
#include "cmd/snapshot_choice.h"
#include "fetch/catalogue.h"

#include <string.h>
#include <time.h>

/* A row of headings, for people; "" at the end. */
static void headings(struct lines *lines, const char *const *heading)
{
    for (; **heading; heading++)
        list_cell(lines, "", _(*heading));
    list_end(lines);
}

/* "25" and "26": the prefectures that a source is about; none: all. */
static void prefectures(struct lines *lines, uint64_t set)
{
    struct buf text = {0};

    for (unsigned p = 1; p <= 47; p++)
        if (set >> p & 1)
            buf_addf(&text, "%s%02u", text.len ? "," : "", p);
    list_cell(lines, "prefectures", text.ptr);
    buf_release(&text);
}

bool list_sources(struct lines *lines, const char *path, struct err *err)
{
    static const char *const heading[] = {
        N_("source"), N_("role"),        N_("period"),
        N_("title"),  N_("publisher"),   N_("licence"),
        N_("page"),   N_("prefectures"), ""};
    struct catalogue catalogue = {0};
    bool ok = catalogue_read(path, &catalogue, err);

    if (ok && list_to_person(lines))
        headings(lines, heading);
    for (size_t i = 0; ok && i < catalogue.n; i++) {
        const struct source *source = &catalogue.item[i];
        list_cell(lines, "id", source->id);
        list_cell(lines, "role", source_role_names[source->role]);
        list_cell(lines, "cadence", source->cadence);
        list_cell(lines, "title", source->title);
        list_cell(lines, "publisher", source->publisher);
        list_cell(lines, "licence", source->licence);
        list_cell(lines, "page", source->page);
        prefectures(lines, source->prefectures);
        list_end(lines);
    }
    catalogue_release(&catalogue);
    return ok;
}

/* 2026-11-21T05:12:03Z as the clock on the wall showed it. */
static void local_time(struct lines *lines, const char *utc)
{
    struct tm time = {0};
    char text[32] = "";

    if (utc && strptime(utc, "%Y-%m-%dT%H:%M:%SZ", &time)) {
        time_t seconds = timegm(&time);
        if (localtime_r(&seconds, &time))
            strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &time);
    }
    list_cell(lines, "", text[0] ? text : utc);
}

static void megabytes(struct lines *lines, uint64_t bytes)
{
    struct buf text = {0};

    buf_addf(&text, "%.1f MB", (double)bytes / 1e6);
    list_cell(lines, "", text.ptr);
    buf_release(&text);
}

static void remark(struct lines *lines, const char *what, const char *text)
{
    buf_addf(&lines->out, "    %s: ", what);
    list_cell(lines, "", text);
    list_end(lines);
}

static const char *state_of(const struct snapshots *all,
                            const struct snapshot *snapshot)
{
    if (!snapshot->refused)
        return "ok";
    return snapshot_is_accepted(all, snapshot) ? "accepted" : "refused";
}

static const char *state_in_words(const char *state)
{
    return strcmp(state, "ok") == 0        ? _("in use")
           : strcmp(state, "refused") == 0 ? _("refused")
                                           : _("accepted later");
}

static void show_snapshot(struct lines *lines, const struct snapshots *all,
                          const struct snapshot *snapshot)
{
    list_cell(lines, "", snapshot->source);
    list_cell(lines, "", snapshot->as_of ? snapshot->as_of : _("no date"));
    list_cell(lines, "", state_in_words(state_of(all, snapshot)));
    list_number(lines, "", snapshot->n_file);
    megabytes(lines, snapshot_bytes(snapshot));
    local_time(lines, snapshot->fetched);
    list_cell(lines, "", snapshot->path);
    list_end(lines);
    if (snapshot->refused)
        remark(lines, _("reason"), snapshot->refused);
    for (size_t w = 0; w < snapshot->n_warning; w++)
        remark(lines, _("warning"), snapshot->warning[w]);
}

static void add_snapshot(struct lines *lines, const struct snapshots *all,
                         const struct snapshot *snapshot)
{
    list_cell(lines, "source", snapshot->source);
    list_cell(lines, "as_of", snapshot->as_of);
    list_cell(lines, "folder", snapshot->path);
    list_number(lines, "files", snapshot->n_file);
    list_number(lines, "bytes", snapshot_bytes(snapshot));
    list_cell(lines, "fetched", snapshot->fetched);
    list_cell(lines, "state", state_of(all, snapshot));
    list_cell(lines, "reason", snapshot->refused);
    list_number(lines, "warnings", snapshot->n_warning);
    list_end(lines);
}

bool list_snapshots(struct lines *lines, const char *data, struct err *err)
{
    static const char *const heading[] = {
        N_("source"), N_("data date"), N_("state"),  N_("files"),
        N_("size"),   N_("fetched"),   N_("folder"), ""};
    struct snapshots all = {0};
    bool person = list_to_person(lines);
    bool ok = snapshot_list(data ? data : SNAPSHOT_DATA, &all, err);

    if (ok && all.n == 0)
        say(_("there is no snapshot in '%s'; 'zaitaku fetch' brings them"),
            data ? data : SNAPSHOT_DATA);
    else if (ok && person)
        headings(lines, heading);
    for (size_t i = 0; ok && i < all.n; i++)
        (person ? show_snapshot : add_snapshot)(lines, &all, &all.item[i]);
    snapshot_release(&all);
    return ok;
}
