#include "cmd/diff_places.h"

#include "base/err.h"
#include "fetch/snapshot.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SOURCE "abr-city" /* mt_city_all of the address registry */
#define MAX_UP 5          /* DATA/.quarantine/<source>/<as-of>/<file> */

static void add(struct opt_list *files, const char *path)
{
    files->item =
        mem_room(files->item, files->n, &files->cap, sizeof(*files->item));
    files->item[files->n++] = path;
}

static bool add_newest(const char *data, struct opt_list *files,
                       struct arena *arena)
{
    struct snapshots snapshots = {0};
    struct err ignored; /* names alone are not worth stopping for */
    const struct snapshot *latest = NULL;

    if (snapshot_list(data, &snapshots, &ignored))
        latest = snapshot_latest(&snapshots, SOURCE);
    for (size_t i = 0; latest && i < latest->n_file; i++)
        add(files,
            arena_format(arena, "%s/%s", latest->path, latest->file[i].name));
    bool found = latest != NULL;
    snapshot_release(&snapshots);
    return found;
}

/* DATA may have any name: it is known by what it holds. */
static bool is_data(const char *folder, struct arena *arena)
{
    return access(arena_format(arena, "%s/" SOURCE, folder), F_OK) == 0;
}

void diff_places_find(const char *path, struct opt_list *files,
                      struct arena *arena)
{
    char *folder = realpath(path, NULL);

    for (int up = 0; folder && up < MAX_UP; up++) {
        char *slash = strrchr(folder, '/');
        bool found = is_data(folder, arena) && add_newest(folder, files, arena);
        if (found || !slash || slash == folder)
            break;
        *slash = '\0';
    }
    free(folder);
}
