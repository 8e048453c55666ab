/* The rows of the store: facilities, where they came from, what was odd. */
#include "output/gpkg.h"
#include "output/store_saving.h"

#include <math.h>
#include <string.h>

static bool put_facility(struct db_rows *rows, const struct table *table,
                         size_t i, struct buf cell[FIELD_COUNT],
                         struct err *err)
{
    const struct facility *facility = table->facility[i];
    unsigned char blob[GPKG_POINT];

    db_bind_int(rows, 1, (int64_t)i + 1);
    if (lonlat_known(facility->point)) {
        gpkg_point(facility->point, blob);
        db_bind_bytes(rows, 2, blob, sizeof(blob));
    }
    db_bind_int(rows, 3, facility->supply);
    for (int f = 0; f < FIELD_COUNT; f++) {
        const char *text = field_text(facility, (enum field_id)f);
        if (fields[f].value) {
            buf_clear(&cell[f]);
            field_value((enum field_id)f, table, facility, false, &cell[f]);
            text = cell[f].len ? cell[f].ptr : NULL;
        }
        if (f == FIELD_published_lon)
            db_bind_real(rows, f + 4, facility->published.lon_deg);
        else if (f == FIELD_published_lat)
            db_bind_real(rows, f + 4, facility->published.lat_deg);
        else if (f == FIELD_geocoded_lon)
            db_bind_real(rows, f + 4, facility->geocoded.lon_deg);
        else if (f == FIELD_geocoded_lat)
            db_bind_real(rows, f + 4, facility->geocoded.lat_deg);
        else if (f == FIELD_position_gap_m)
            db_bind_real(rows, f + 4, (double)facility->position_gap_m);
        else if (f == FIELD_geocoded_error_m)
            db_bind_real(rows, f + 4, (double)facility->geocoded_error_m);
        else if (f == FIELD_error_m)
            db_bind_real(rows, f + 4, facility->error_m);
        else if (text)
            db_bind_text(rows, f + 4, text);
    }
    return db_put(rows, err);
}

bool put_facilities(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct buf cell[FIELD_COUNT] = {0};
    struct db_rows *rows =
        saving_insert(saving, "facilities", FIELD_COUNT + 3, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_facility; i++)
        ok = put_facility(rows, table, i, cell, err);
    for (int f = 0; f < FIELD_COUNT; f++)
        buf_release(&cell[f]);
    db_end(rows);
    return ok;
}

bool put_positions(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "positions", 8, err);
    bool ok = rows != NULL;
    unsigned char blob[GPKG_POINT];

    for (size_t i = 0; ok && i < table->n_candidate; i++) {
        const struct candidate *candidate = &table->candidate[i];
        const struct lonlat used =
            table->facility[candidate->facility]->published;
        gpkg_point(candidate->point, blob);
        db_bind_bytes(rows, 2, blob, sizeof(blob));
        db_bind_int(rows, 3, (int64_t)candidate->facility + 1);
        db_bind_int(rows, 4, candidate->supply);
        db_bind_int(rows, 5, candidate->line);
        if (candidate->kind < kind_count)
            db_bind_text(rows, 6, kinds[candidate->kind].id);
        db_bind_real(rows, 7, (double)candidate->error_m);
        db_bind_int(rows, 8,
                    used.lon_deg == candidate->point.lon_deg &&
                        used.lat_deg == candidate->point.lat_deg);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_origins(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "origins", 6, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_origin; i++) {
        const struct origin *origin = &table->origin[i];
        db_bind_int(rows, 2, (int64_t)origin->facility + 1);
        db_bind_int(rows, 3, origin->supply);
        db_bind_int(rows, 4, origin->line);
        db_bind_int(rows, 5, origin->merged);
        db_bind_int(rows, 6, (int64_t)origin->fields);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_findings(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "findings", 7, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_finding; i++) {
        const struct finding *finding = &table->finding[i];
        if (finding->facility != NO_FACILITY)
            db_bind_int(rows, 2, (int64_t)finding->facility + 1);
        db_bind_int(rows, 3, finding->supply);
        db_bind_int(rows, 4, finding->line);
        if (finding->field >= 0)
            db_bind_text(rows, 5, fields[finding->field].name);
        db_bind_text(rows, 6, finding->what);
        if (finding->value)
            db_bind_text(rows, 7, finding->value);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

bool put_set_aside(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "set_aside", 5, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < table->n_set_aside; i++) {
        const struct set_aside *row = &table->set_aside[i];
        db_bind_int(rows, 2, row->supply);
        db_bind_int(rows, 3, row->line);
        db_bind_text(rows, 4, row->reason);
        if (row->value)
            db_bind_text(rows, 5, row->value);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}

static bool put_supply(struct db_rows *rows, const struct supply *supply,
                       struct err *err)
{
    const char *const text[] = {supply->label,
                                supply->path,
                                supply->member,
                                NULL,
                                supply->sha256,
                                supply->listing,
                                supply->title,
                                supply->publisher,
                                supply->licence,
                                supply->licence_url,
                                supply->url,
                                supply->attribution,
                                supply->as_of,
                                supply->encoding,
                                row_kind_names[supply->row_kind]};

    for (int i = 0; i < 15; i++)
        saving_bind(rows, i + 2, text[i]);
    db_bind_int(rows, 5, supply->sheet);
    db_bind_int(rows, 17, supply->header_rows);
    db_bind_int(rows, 18, supply->n_header);
    db_bind_int(rows, 19, (int64_t)supply->rows.read);
    db_bind_int(rows, 20, (int64_t)supply->rows.kept);
    db_bind_int(rows, 21, (int64_t)supply->rows.merged);
    db_bind_int(rows, 22, (int64_t)supply->rows.blank);
    db_bind_int(rows, 23, (int64_t)supply->rows.set_aside);
    return db_put(rows, err);
}

bool put_inputs(struct saving *saving, struct err *err)
{
    const struct table *table = saving->table;
    struct db_rows *rows = saving_insert(saving, "inputs", 23, err);
    struct db_rows *skipped = saving_insert(saving, "skipped", 3, err);
    bool ok = rows && skipped;

    for (size_t i = 0; ok && i < table->n_supply; i++)
        ok = put_supply(rows, &table->supply[i], err);
    for (size_t i = 0; ok && i < table->n_skipped; i++) {
        db_bind_text(skipped, 2, table->skipped[i].label);
        db_bind_text(skipped, 3, table->skipped[i].reason);
        ok = db_put(skipped, err);
    }
    db_end(rows);
    db_end(skipped);
    return ok;
}

bool put_municipalities(struct saving *saving, struct err *err)
{
    const struct municipalities *all = &saving->table->municipalities;
    struct db_rows *rows = saving_insert(saving, "municipalities", 9, err);
    bool ok = rows != NULL;

    for (size_t i = 0; ok && i < all->n; i++) {
        const struct municipality *place = &all->item[i];
        db_bind_text(rows, 2, place->code);
        saving_bind(rows, 3, prefecture_name(place->code));
        saving_bind(rows, 4, place->name);
        saving_bind(rows, 5, place->kana);
        saving_bind(rows, 6, place->abolished);
        db_bind_text(rows, 7, place->successor);
        db_bind_int(rows, 8, place->source);
        db_bind_int(rows, 9, place->has_boundary);
        ok = db_put(rows, err);
    }
    db_end(rows);
    return ok;
}
