/* What must not be in the residents' files, municipality by municipality. */
#include "base/say.h"
#include "cmd/checking.h"
#include "cmd/grounding.h"
#include "cmd/view_words.h"
#include "join/correct.h"
#include "output/leak.h"

#include <stdlib.h>
#include <string.h>

/* Words that every file of the edition shows, whoever it is about. */
static void allow_vocabulary(struct leaks *leaks, const struct view *view)
{
    for (int f = 0; f < FIELD_COUNT; f++) {
        leaks_allow(leaks, str_of(fields[f].name));
        if (edition_shows(EDITION_RESIDENT, (enum field_id)f))
            leaks_allow(leaks, str_of(fields[f].heading_ja));
    }
    for (int k = 0; k < kind_count; k++) {
        leaks_allow(leaks, str_of(kinds[k].id));
        leaks_allow(leaks, str_of(kind_words(k, true)));
        leaks_allow(leaks, str_of(kinds[k].name_ja));
    }
    for (int l = 0; l < LAYER_COUNT; l++) {
        leaks_allow(leaks, str_of(layers[l].id));
        leaks_allow(leaks, str_of(layer_words(l, true)));
    }
    leaks_allow(leaks, str_of(view->title));
    leaks_allow(leaks, str_of(view->processed));
    leaks_allow(leaks, str_of(view->disclaimer));
    for (size_t s = 0; s < view->n_source; s++) {
        leaks_allow(leaks, str_of(view->source[s].title));
        leaks_allow(leaks, str_of(view->source[s].as_of));
        leaks_allow(leaks, str_of(view->source[s].publisher));
        leaks_allow(leaks, str_of(view->source[s].licence));
        leaks_allow(leaks, str_of(view->source[s].licence_url));
        leaks_allow(leaks, str_of(view->source[s].url));
        leaks_allow(leaks, str_of(view->source[s].attribution));
    }
}

static void forbid_lines(struct checking *checking, const char *text,
                         uint32_t facility, int field)
{
    struct str rest = str_of(text), line;

    while (rest.len && str_part(&rest, '\n', &line))
        leaks_forbid(checking->leaks, line, facility, field);
}

static void forbid(struct checking *checking, uint32_t number)
{
    const struct facility *facility = checking->table.facility[number];

    for (int f = 0; f < FIELD_COUNT; f++) {
        struct buf value = {0};
        if (edition_shows(EDITION_RESIDENT, (enum field_id)f))
            continue;
        field_value((enum field_id)f, &checking->table, facility, false,
                    &value);
        struct str rest = {arena_copy(&checking->scratch,
                                      value.ptr ? value.ptr : "", value.len),
                           value.len};
        struct str part;
        if (fields[f].type == FIELD_LIST)
            while (str_part(&rest, '\n', &part))
                leaks_forbid(checking->leaks, part, number, f);
        else
            leaks_forbid(checking->leaks, rest, number, f);
        buf_release(&value);
    }
    size_t n;
    const struct other_value *other =
        table_other_values(&checking->table, number, &n);
    for (size_t i = 0; i < n; i++)
        if (!edition_shows(EDITION_RESIDENT, (enum field_id)other[i].field) ||
            strcmp(other[i].rule, CORRECT_REASON) == 0)
            forbid_lines(checking, other[i].value, number, other[i].field);
}

/* What staff wrote about pairs: reasons and names. */
static void forbid_decisions(struct checking *checking, const struct area *area)
{
    const struct table *table = &checking->table;

    for (size_t i = 0; i < table->n_pair; i++)
        for (size_t k = 0; table->pair[i].decision && k < area->n_facility; k++)
            if (area->facility[k] == table->pair[i].a ||
                area->facility[k] == table->pair[i].b)
                forbid_lines(checking, table->pair[i].decision,
                             area->facility[k], FIELD_address_decision);
}

/* A pin's own coordinates are public; those of a facility without a pin are
 * not. Readings are shown in hiragana too. */
static void allow_row(struct leaks *leaks, const struct view *view,
                      const struct view_row *row)
{
    struct buf degrees = {0}, reading = {0};

    for (size_t c = 0; c < view->n_column; c++) {
        if (!row->cell[c])
            continue;
        leaks_allow(leaks, str_of(row->cell[c]));
        if (view->column[c] != &fields[FIELD_name_kana])
            continue;
        buf_add_hiragana(&reading, str_of(row->cell[c]));
        leaks_allow(leaks, buf_str(&reading));
    }
    if (lonlat_known(row->point)) {
        buf_add_deg(&degrees, row->point.lon_deg);
        buf_add_char(&degrees, '\n');
        buf_add_deg(&degrees, row->point.lat_deg);
        leaks_allow(leaks, buf_str(&degrees));
    }
    buf_release(&degrees);
    buf_release(&reading);
}

/* What stands on maps and is no facility's: places, towns, their sources. */
static void allow_ground(struct leaks *leaks, const struct view *view)
{
    for (size_t g = 0; g < view->n_ground; g++)
        leaks_allow(leaks, str_of(view->ground[g].name));
    for (size_t t = 0; t < view->n_town; t++)
        leaks_allow(leaks, str_of(view->town[t].name));
    leaks_allow(leaks, str_of(view->ground_credit));
}

/* What the user asked to be printed everywhere is public, though it may be the
 * name or the number of an office of the town: the publisher is often one. */
static void allow_maker(struct checking *checking)
{
    const struct manifest_read *staff = &checking->manifest[EDITION_COUNT];

    leaks_allow(checking->leaks, str_of(staff->maker));
    leaks_allow(checking->leaks, str_of(staff->contact));
}

/* The forbidden values of an area. */
static void begin_leaks(struct checking *checking, const struct area *area)
{
    leaks_close(checking->leaks);
    arena_reset(&checking->scratch);
    checking->leaks = leaks_open();
    checking->area = area;
    for (size_t i = 0; i < area->n_facility; i++)
        forbid(checking, area->facility[i]);
    forbid_decisions(checking, area);
}

/* The forbidden values of one municipality, less what is public there. */
static void open_leaks(struct checking *checking, const struct area *area)
{
    begin_leaks(checking, area);
    struct view view =
        edition_view(&checking->table, EDITION_RESIDENT, area->facility,
                     area->n_facility, &checking->scratch);
    words_fill(&view, &checking->table, area->facility, area->n_facility,
               area->code, area->place, &checking->scratch);
    ground_show(&view, &checking->table, &checking->scratch);
    allow_vocabulary(checking->leaks, &view);
    allow_ground(checking->leaks, &view);
    allow_maker(checking);
    for (size_t r = 0; r < view.n_row; r++)
        allow_row(checking->leaks, &view, &view.row[r]);
}

static void search_parts(struct checking *checking, const char *name,
                         const struct reread *reread)
{
    uint32_t facility;
    struct str value;
    int field;

    for (size_t p = 0; p < reread->n_part; p++)
        if (leaks_find(checking->leaks, reread->part[p], &facility, &field,
                       &value)) {
            fault(checking, _("LEAK: '%s' holds the field '%s' of facility %s"),
                  name, fields[field].name,
                  checking->table.facility[facility]->id);
            return;
        }
}

void check_leaks(struct checking *checking, const char *name, const char *code,
                 const struct reread *reread)
{
    struct area *area = areas_find(&checking->areas, code);

    if (!area) {
        fault(checking,
              _("'%s' is of a municipality that the store does not "
                "know"),
              name);
        return;
    }
    if (checking->area != area)
        open_leaks(checking, area);
    search_parts(checking, name, reread);
}

/* ---- files of the edition as a whole ---- */

/* They show no facility, so that no value of one is public there: only places
 * and sources are. */
static void allow_cover(struct checking *checking)
{
    const struct table *table = &checking->table;
    uint64_t every = (UINT64_C(1) << (table->n_source % 64)) - 1;
    struct view view = {.processed = WORDS_PROCESSED,
                        .disclaimer = WORDS_DISCLAIMER};

    if (table->n_source == 64)
        every = ~UINT64_C(0) >> 1;
    view.source =
        words_sources(table, every, &view.n_source, &checking->scratch);
    allow_vocabulary(checking->leaks, &view);
    allow_maker(checking);
    for (size_t a = 0; a < checking->areas.n; a++)
        leaks_allow(checking->leaks, str_of(checking->areas.item[a].place));
}

/* The facilities of a prefecture, a ward's and its city's once. */
static struct area gather_prefecture(struct checking *checking,
                                     const char *prefecture, size_t *a)
{
    struct area all = {0};

    for (; *a < checking->areas.n; ++*a) {
        const struct area *area = &checking->areas.item[*a];
        if (strncmp(area->code, prefecture, 2) != 0)
            break;
        for (size_t i = 0; i < area->n_facility; i++) {
            const struct facility *facility =
                checking->table.facility[area->facility[i]];
            if (facility->municipality_code[0] &&
                strcmp(facility->municipality_code, area->code) != 0)
                continue;
            all.facility = mem_room(all.facility, all.n_facility,
                                    &all.cap_facility, sizeof(*all.facility));
            all.facility[all.n_facility++] = area->facility[i];
        }
    }
    return all;
}

/* A prefecture at a time: a country's values at once would need a gigabyte. */
void check_cover_leaks(struct checking *checking)
{
    for (size_t a = 0; checking->n_cover && a < checking->areas.n;) {
        char prefecture[3] = {0};
        memcpy(prefecture, checking->areas.item[a].code, 2);
        struct area all = gather_prefecture(checking, prefecture, &a);
        begin_leaks(checking, &all);
        allow_cover(checking);
        for (size_t c = 0; c < checking->n_cover; c++)
            search_parts(checking, checking->cover[c].name,
                         &checking->cover[c].reread);
        checking->area = NULL;
        free(all.facility);
    }
}
