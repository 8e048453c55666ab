/* Areas as a table: a row for each municipality, or for each town. */
#include "audit/regions_kind.h"
#include "audit/town_names.h"
#include "audit/usertable.h"
#include "norm/code.h"
#include "norm/text.h"

#include <string.h>

/* Towns that one cell may list. */
#define CELL_TOWNS 500

struct table_reading {
    struct regions_work *work;
    struct usertable file;
    struct headings headings;
    size_t use[HEADINGS_KINDS], kind[HEADINGS_KINDS]; /* in work->kinds */
    size_t n_use;
    bool groups; /* an area is more than one municipality by its own name */
};

static bool is_heading(const struct usertable *t, void *context)
{
    struct headings *headings = context;

    headings_find(t->heading, t->n_key, false, headings, t->arena);
    return headings->n_kind > 0 &&
           (headings->code >= 0 || headings->name >= 0 || headings->town >= 0);
}

/* ---- whose row it is ---- */

/* Unknown codes are only known to be so where people's meshes are. */
static bool is_known(const struct regions_work *work, const char *code)
{
    const struct region_set *first = &work->all->set[0];
    char city[6];
    bool near = false;

    if (municipalities_find(&work->table->municipalities, code))
        return true;
    for (size_t i = 0; i < first->n_region; i++) {
        municipality_city(first->region[i].code, city);
        near = near || strncmp(first->region[i].code, code, 2) == 0;
        if (strcmp(first->region[i].code, code) == 0 || strcmp(city, code) == 0)
            return true;
    }
    return !near;
}

static const char *place_by_name(struct table_reading *reading,
                                 const struct row *row, char code[6])
{
    const struct headings *headings = &reading->headings;

    switch (place_names_find(reading->work->kinds->names,
                             usertable_cell(row, headings->prefecture),
                             usertable_cell(row, headings->name),
                             usertable_cell(row, headings->ward), code)) {
    case PLACE_FOUND:
        return NULL;
    case PLACE_SEVERAL:
        return N_("several municipalities have this name: a column with the "
                  "code or the prefecture must tell which");
    case PLACE_UNKNOWN:
        break;
    }
    return N_("no municipality of this name is known");
}

/* The municipality of the row, of today; or why there is none. */
static const char *place_of_row(struct table_reading *reading,
                                const struct row *row, char code[6])
{
    struct regions_work *work = reading->work;
    const struct headings *headings = &reading->headings;
    struct str text =
        text_ascii(usertable_cell(row, headings->code), &reading->file.scratch);

    if (text.len) {
        if (!code_municipality(text, code) || strcmp(code + 2, "000") == 0)
            return N_("no code of a municipality, or its check digit is "
                      "wrong");
        memcpy(code, regions_today(work->table, code), 6);
        return is_known(work, code)
                   ? NULL
                   : N_("no municipality of this code is known");
    }
    if (usertable_cell(row, headings->name).len)
        return place_by_name(reading, row, code);
    if (headings->town < 0 || !work->kinds->only)
        return N_("the row names no municipality");
    memcpy(code, work->kinds->only, 6);
    return NULL;
}

static void set_aside(struct table_reading *reading, const struct row *row,
                      const char *reason, struct str value)
{
    regions_set_aside(reading->work, reading->file.supply->label, row->line,
                      reason, value);
}

/* What tells the row to a person: its cells that name a place. */
static struct str row_name(struct table_reading *reading, const struct row *row)
{
    const struct headings *headings = &reading->headings;
    const int column[] = {headings->code, headings->name, headings->ward,
                          headings->town, headings->chome};
    struct str text = STR("");

    for (size_t i = 0; i < sizeof(column) / sizeof(*column); i++) {
        struct str cell = usertable_text(&reading->file, row, column[i]);
        if (cell.len)
            text = str_of(arena_format(&reading->file.scratch, "%.*s%s%.*s",
                                       STR_ARG(text), text.len ? " " : "",
                                       STR_ARG(cell)));
    }
    return text;
}

/* ---- rows ---- */

static size_t add_towns(struct table_reading *reading,
                        struct regions_kind *kind, const struct row *row,
                        const char *code, uint32_t area)
{
    struct arena *scratch = &reading->file.scratch;
    struct str cell = usertable_cell(row, reading->headings.town);
    struct str chome = usertable_cell(row, reading->headings.chome);
    struct str *name = arena_alloc(scratch, CELL_TOWNS * sizeof(*name));

    if (chome.len)
        cell = str_of(arena_format(scratch, "%.*s%.*s%s", STR_ARG(cell),
                                   STR_ARG(chome),
                                   str_ends(chome, STR("丁目")) ? "" : "丁目"));
    size_t n = town_names_list(cell, name, CELL_TOWNS, scratch);
    for (size_t i = 0; i < n; i++) {
        kind->town = mem_room(kind->town, kind->n_town, &kind->cap_town,
                              sizeof(*kind->town));
        struct kind_town *town = &kind->town[kind->n_town++];
        *town =
            (struct kind_town){.name = {arena_copy(&reading->work->scratch,
                                                   name[i].ptr, name[i].len),
                                        name[i].len},
                               .area = area,
                               .label = reading->file.supply->label,
                               .line = row->line};
        memcpy(town->code, code, 6);
    }
    return n;
}

struct row_ends {
    size_t added, same, other, empty;
};

static void read_area(struct table_reading *reading, size_t k,
                      const struct row *row, const char *code,
                      struct row_ends *ends)
{
    struct usertable *file = &reading->file;
    const struct headings_kind *heading =
        &reading->headings.kind[reading->use[k]];
    struct regions_kind *kind = &reading->work->kinds->item[reading->kind[k]];
    char city[6];
    bool apart = false;

    municipality_city(code, city);
    struct kind_area said = {.code = usertable_text(file, row, heading->code),
                             .name = usertable_text(file, row, heading->name),
                             .prefecture = prefecture_name(code),
                             .city = city};
    if (!said.code.len && !said.name.len) {
        ends->empty++;
        return;
    }
    regions_kind_vintage(kind,
                         usertable_text(file, row, reading->headings.vintage));
    uint32_t area = regions_kind_area(reading->work, kind, &said, &apart);
    if (apart)
        set_aside(reading, row,
                  N_("this code of an area has another name above: they are "
                     "kept apart"),
                  said.name);
    if (usertable_cell(row, reading->headings.town).len) {
        ends->added += add_towns(reading, kind, row, code, area) > 0;
        reading->groups = true;
        return;
    }
    const struct municipality *place =
        municipalities_find(&reading->work->table->municipalities, code);
    switch (regions_kind_add(kind, code, area)) {
    case KIND_NEW:
        ends->added++;
        reading->groups = reading->groups || said.code.len || !place ||
                          !place->name || !str_is(said.name, place->name);
        break;
    case KIND_SAME:
        ends->same++;
        break;
    case KIND_OTHER:
        ends->other++;
        set_aside(reading, row,
                  N_("this municipality is in another area already"),
                  row_name(reading, row));
    }
}

static bool is_blank(const struct row *row)
{
    for (size_t i = 0; i < row->n_cell; i++)
        if (str_trim(row->cell[i]).len)
            return false;
    return true;
}

static void read_row(void *context, const struct row *row)
{
    struct table_reading *reading = context;
    struct row_count *rows = &reading->file.supply->rows;
    struct row_ends ends = {0};
    char code[6];

    if (row->fault) {
        rows->set_aside++;
        set_aside(reading, row, row->fault, STR(""));
        return;
    }
    if (is_blank(row)) {
        rows->blank++;
        return;
    }
    const char *why = place_of_row(reading, row, code);
    if (why) {
        rows->set_aside++;
        set_aside(reading, row, why, row_name(reading, row));
        return;
    }
    for (size_t k = 0; k < reading->n_use; k++)
        read_area(reading, k, row, code, &ends);
    rows->kept += ends.added > 0;
    rows->set_aside += ends.added == 0 && ends.other > 0;
    rows->merged += ends.added == 0 && ends.other == 0 && ends.same > 0;
    rows->blank += ends.added + ends.other + ends.same == 0;
}

/* ---- the file ---- */

static bool choose(struct table_reading *reading,
                   const struct region_file *file, struct err *err)
{
    struct regions_work *work = reading->work;
    const char *called[HEADINGS_KINDS];

    if (!regions_choose_kinds(file, reading->file.supply->label,
                              &reading->headings, reading->use, called,
                              &reading->n_use, &work->all->arena, err))
        return false;
    for (size_t k = 0; k < reading->n_use; k++)
        reading->kind[k] =
            (size_t)(regions_kind_get(work, called[k], reading->file.supply) -
                     work->kinds->item);
    if (reading->headings.town >= 0 && work->table->land.n_town == 0)
        return err_set(err, ERR_PLACE,
                       _("'%s' lists towns, but the store knows none; make it "
                         "with a dictionary of addresses (map --gazetteer)"),
                       reading->file.supply->label);
    if (reading->headings.code < 0 && reading->headings.name < 0 &&
        !work->kinds->only)
        return err_set(err, ERR_INPUT,
                       _("'%s' lists towns without their municipality; add a "
                         "column 市区町村コード, or report one municipality "
                         "only"),
                       reading->file.supply->label);
    return true;
}

static bool read_rows(struct table_reading *reading, struct err *err)
{
    struct supply *supply = reading->file.supply;

    if (!usertable_each(&reading->file, read_row, reading, err))
        return false;
    if (supply->rows.kept == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' puts nothing into an area: %llu rows, of which "
                         "%llu name no municipality that is known"),
                       supply->label, (unsigned long long)supply->rows.read,
                       (unsigned long long)supply->rows.set_aside);
    /* A table of something else, by municipality, looks like this. */
    if (!reading->groups)
        return err_set(err, ERR_INPUT,
                       _("'%s' gives every municipality as an area of its own, "
                         "so it is no list of areas; give one that tells the "
                         "area that each municipality belongs to"),
                       supply->label);
    return true;
}

bool regions_table_read(struct regions_work *work,
                        const struct region_file *file, struct supply *supply,
                        struct err *err)
{
    struct table_reading reading = {.work = work};

    reading.file = (struct usertable){
        .path = file->path,
        .arena = &work->all->arena,
        .supply = supply,
        .is_heading = is_heading,
        .context = &reading.headings,
        .looked_for = _("a municipality (市区町村コード, 市区町村名) or a town "
                        "(町丁, 大字), and an area (二次医療圏コード, "
                        "圏域名, area_code ...)")};
    bool ok = usertable_open(&reading.file, err) &&
              choose(&reading, file, err) && read_rows(&reading, err);
    usertable_close(&reading.file);
    return ok;
}
