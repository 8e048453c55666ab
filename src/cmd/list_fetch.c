/* What can be fetched, and what was. */
#include "cmd/list_lines.h"
#include "cmd/snapshot_choice.h"
#include "fetch/catalogue.h"

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
    struct catalogue catalogue = {0};
    bool ok = catalogue_read(path, &catalogue, err);

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

bool list_snapshots(struct lines *lines, const char *data, struct err *err)
{
    struct snapshots all = {0};
    bool ok = snapshot_list(data ? data : SNAPSHOT_DATA, &all, err);

    for (size_t i = 0; ok && i < all.n; i++) {
        const struct snapshot *snapshot = &all.item[i];
        list_cell(lines, "source", snapshot->source);
        list_cell(lines, "as_of", snapshot->as_of);
        list_cell(lines, "folder", snapshot->path);
        list_number(lines, "files", snapshot->n_file);
        list_number(lines, "bytes", snapshot_bytes(snapshot));
        list_cell(lines, "fetched", snapshot->fetched);
        list_cell(lines, "state", snapshot->refused ? "refused" : "ok");
        list_cell(lines, "reason", snapshot->refused);
        list_number(lines, "warnings", snapshot->n_warning);
        list_end(lines);
    }
    snapshot_release(&all);
    return ok;
}
