/*
 * areas.geojson (RFC 7946): every reported region of every kind of areas, with
 * its figures as properties (area_table.h). What the file says of itself
 * stands in the member "zaitaku".
 */
#include "output/report/area_table.h"
#include "output/report/features.h"
#include "output/report/report.h"

static void add_field(void *context, const char *name, const char *heading,
                      struct area_cell cell)
{
    (void)cell;
    emit_text(context, name, heading);
}

static void add_fields(struct emit *emit, const struct audit *audit)
{
    struct area_asked asked = {.audit = audit};

    emit_object(emit, "fields");
    area_table_each(&asked, false, add_field, emit);
    emit_end_object(emit);
}

static void add_property(void *context, const char *name, const char *heading,
                         struct area_cell cell)
{
    (void)heading;
    if (cell.is_text)
        emit_text(context, name, cell.text);
    else
        emit_real(context, name, cell.number);
}

static void add_area(struct emit *emit, const struct audit *audit, size_t set,
                     const struct audit_region *region)
{
    struct area_outline outline;

    area_outline_make(&outline, audit, set, region);
    struct area_asked asked = {audit, &audit->set[set], region, outline.source};
    struct buf id = {0};
    buf_addf(&id, "%s/%s", audit->set[set].set->id, region->region->code);
    emit_object(emit, NULL);
    emit_text(emit, "type", "Feature");
    emit_text(emit, "id", id.ptr);
    features_add_outline(emit, &outline);
    emit_object(emit, "properties");
    area_table_each(&asked, false, add_property, emit);
    emit_end_object(emit);
    emit_end_object(emit);
    buf_release(&id);
    area_outline_release(&outline);
}

bool report_areas(const struct audit *audit, struct buf *out, struct err *err)
{
    struct emit emit = {.out = out};

    (void)err;
    features_begin(&emit, audit, "areas", "zaitaku-audit-areas", add_fields);
    for (size_t s = 0; s < audit->n_set; s++)
        for (size_t r = 0; r < audit->set[s].n_region; r++)
            add_area(&emit, audit, s, &audit->set[s].region[r]);
    features_end(&emit);
    return true;
}
