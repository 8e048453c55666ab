/* Places where a service could be. */
#include "audit/imported.h"
#include "audit/usertable.h"
#include "model/table_index.h"
#include "norm/position.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>

struct candidates_reading {
    struct usertable file;
    struct candidate_place *place;
    size_t n, cap;
    struct table_index *seen; /* name and position -> place */
    struct aside_list *aside;
    int name, lon, lat;
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct candidates_reading *reading = context;

    reading->name = usertable_column(
        t, "name|名称|候補地|候補地名|候補地名称|施設名|場所|地点名");
    reading->lon = usertable_column(t, "lon|経度|longitude|lng|lon_deg");
    reading->lat = usertable_column(t, "lat|緯度|latitude|lat_deg");
    return reading->lon >= 0 && reading->lat >= 0 && reading->name >= 0;
}

/* Was the same name given the same place before? */
static bool is_there(struct candidates_reading *reading,
                     const struct candidate_place *place)
{
    struct arena *arena = reading->file.arena;
    const char *key = arena_format(arena, "%a %a %s", place->point.lon_deg,
                                   place->point.lat_deg, place->name);

    if (index_get(reading->seen, key) != NO_INDEX)
        return true;
    index_put(&reading->seen, arena, key, (uint32_t)reading->n);
    return false;
}

static void set_aside(struct candidates_reading *reading, const struct row *row,
                      const char *reason, struct str value)
{
    struct supply *supply = reading->file.supply;

    supply->rows.set_aside++;
    aside_add(reading->aside, reading->file.arena, supply->label, row->line,
              reason, value);
}

static void read_row(void *context, const struct row *row)
{
    struct candidates_reading *reading = context;
    struct usertable *file = &reading->file;
    struct row_count *rows = &file->supply->rows;
    struct candidate_place place = {0};

    if (row->fault) {
        set_aside(reading, row, row->fault, STR(""));
        return;
    }
    struct str name = usertable_text(file, row, reading->name);
    struct str lon =
        text_ascii(usertable_cell(row, reading->lon), &file->scratch);
    struct str lat =
        text_ascii(usertable_cell(row, reading->lat), &file->scratch);
    enum position_verdict verdict =
        position_read(lon, lat, &place.point.lon_deg, &place.point.lat_deg);
    if (verdict == POSITION_BLANK && !name.len) {
        rows->blank++;
        return;
    }
    if (verdict != POSITION_USABLE) {
        set_aside(reading, row, N_("no longitude and latitude in Japan"), name);
        return;
    }
    place.name = name.len ? str_keep(file->arena, name)
                          : arena_format(file->arena, "候補地%zu（%zu行目）",
                                         reading->n + 1, row->line);
    if (is_there(reading, &place)) {
        rows->merged++;
        return;
    }
    reading->place = mem_room(reading->place, reading->n, &reading->cap,
                              sizeof(*reading->place));
    reading->place[reading->n++] = place;
    rows->kept++;
}

static bool read_rows(struct candidates_reading *reading, struct err *err)
{
    struct supply *supply = reading->file.supply;

    if (!usertable_each(&reading->file, read_row, reading, err))
        return false;
    if (reading->n == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' has no place with a longitude and a latitude in "
                         "Japan; write degrees such as 135.8685 and 35.0045"),
                       supply->label);
    return true;
}

bool candidates_read(const char *path, struct candidate_place **place,
                     size_t *n, struct supply *supply, struct aside_list *aside,
                     struct arena *arena, struct err *err)
{
    struct candidates_reading reading = {.aside = aside};

    *supply = (struct supply){.title = "候補地", .listing = "candidates"};
    reading.file = (struct usertable){
        .path = path,
        .arena = arena,
        .supply = supply,
        .is_heading = is_heading,
        .context = &reading,
        .looked_for = _("名称, 経度 and 緯度 (name, lon, lat)")};
    bool ok = usertable_open(&reading.file, err) && read_rows(&reading, err);
    if (ok) {
        *place = arena_alloc(arena, reading.n * sizeof(**place));
        memcpy(*place, reading.place, reading.n * sizeof(**place));
        *n = reading.n;
    }
    index_clear(&reading.seen);
    free(reading.place);
    usertable_close(&reading.file);
    return ok;
}
