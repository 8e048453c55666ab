/* Of a record's story: its position, and how it was chosen. */
#include "base/err.h"
#include "cmd/explain_story.h"

#include <math.h>
#include <stdio.h>

static void tell_point(struct story *story, const char *name,
                       const char *heading, struct lonlat point)
{
    struct outline *outline = &story->outline;
    char text[64];

    if (!lonlat_known(point)) {
        outline_text(outline, name, NULL, NULL);
        return;
    }
    snprintf(text, sizeof(text), "%.6f,%.6f", point.lat_deg, point.lon_deg);
    outline_text(outline, NULL, heading, text);
    outline_open(outline, name, NULL);
    outline_number(outline, "lon_deg", NULL, point.lon_deg, 6);
    outline_number(outline, "lat_deg", NULL, point.lat_deg, 6);
    outline_close(outline);
}

static bool same_point(struct lonlat a, struct lonlat b)
{
    return !(a.lon_deg < b.lon_deg) && !(a.lon_deg > b.lon_deg) &&
           !(a.lat_deg < b.lat_deg) && !(a.lat_deg > b.lat_deg);
}

static void tell_candidate(struct story *story,
                           const struct candidate *candidate)
{
    struct outline *outline = &story->outline;
    bool chosen = lonlat_known(story->facility->published) &&
                  same_point(candidate->point, story->facility->published);

    story_open_row(story, NULL, chosen ? _("chosen") : _("not chosen"),
                   candidate->supply, candidate->line);
    tell_point(story, "point", _("position"), candidate->point);
    outline_flag(outline, "chosen", chosen);
    outline_text(outline, "service", NULL,
                 candidate->kind < kind_count ? kinds[candidate->kind].id
                                              : NULL);
    outline_text(outline, NULL, _("service"),
                 candidate->kind < kind_count ? kinds[candidate->kind].name_ja
                                              : NULL);
    outline_number(outline, "error_m", _("error (m)"),
                   (double)candidate->error_m, 1);
    outline_close(outline);
}

static const char *const check_words[POSITION_CHECK_COUNT] = {
    [POSITION_AGREES] = N_("the published position agrees with the address"),
    [POSITION_MINOR_GAP] = N_("the published position is within 1 km of the "
                              "address"),
    [POSITION_CONFLICT] = N_("the published position contradicts the address"),
    [POSITION_TOKYO_DATUM] = N_("the published position looks like Tokyo "
                                "Datum"),
    [POSITION_COPIED] = N_("many addresses were given this published position"),
    [POSITION_UNPUBLISHED] = N_("no usable position is published"),
    [POSITION_UNCLEAR] = N_("the address has no clear place"),
    [POSITION_DECIDED] = N_("staff decided which place is right"),
};

/* What is a code to programs, in words. */
static void tell_in_words(struct story *story)
{
    const struct facility *facility = story->facility;
    struct outline *outline = &story->outline;
    const char *const *level = outline->japanese ? level_names_ja : level_names;
    const char *check = check_words[facility->position_check];

    outline_text(outline, NULL, story_heading(story, FIELD_coordinate_level),
                 level[facility->coordinate_level]);
    if (facility->match_level != LEVEL_NONE)
        outline_text(outline, NULL, story_heading(story, FIELD_match_level),
                     level[facility->match_level]);
    outline_text(outline, NULL, story_heading(story, FIELD_position_check),
                 check ? _(check) : NULL);
}

static void tell_field(struct story *story, enum field_id field)
{
    struct outline *outline = &story->outline;
    struct buf value = {0};

    if (!outline->json &&
        (field == FIELD_coordinate_level || field == FIELD_match_level ||
         field == FIELD_position_check))
        return;
    field_value(field, story->table, story->facility, false, &value);
    if (fields[field].type == FIELD_LIST)
        outline_lines(outline, fields[field].name, story_heading(story, field),
                      value.ptr);
    else
        outline_text(outline, fields[field].name, story_heading(story, field),
                     value.ptr);
    buf_release(&value);
}

void story_position(struct story *story)
{
    static const enum field_id field[] = {FIELD_position_source,
                                          FIELD_coordinate_level,
                                          FIELD_error_m,
                                          FIELD_position_note,
                                          FIELD_position_doubt,
                                          FIELD_position_check,
                                          FIELD_position_gap_m,
                                          FIELD_match_level,
                                          FIELD_geocoded_error_m,
                                          FIELD_address_matched,
                                          FIELD_address_confidence,
                                          FIELD_address_doubts,
                                          FIELD_address_candidates,
                                          FIELD_address_decision};
    const struct facility *facility = story->facility;
    struct outline *outline = &story->outline;

    outline_open(outline, "position", _("Position:"));
    if (!lonlat_known(facility->point))
        outline_line(outline, "%s", _("no pin on the maps"));
    tell_point(story, "point", _("position used (latitude, longitude)"),
               facility->point);
    tell_point(story, "published", _("as published"), facility->published);
    tell_point(story, "geocoded", _("by the address"), facility->geocoded);
    if (!outline->json)
        tell_in_words(story);
    for (size_t i = 0; i < sizeof(field) / sizeof(*field); i++)
        tell_field(story, field[i]);
    outline_open_list(outline, "candidates", _("published positions:"));
    for (size_t i = 0; i < story->table->n_candidate; i++)
        if (story->table->candidate[i].facility == story->number)
            tell_candidate(story, &story->table->candidate[i]);
    outline_close(outline);
    story_others(story, FIELD_position_source, true);
    outline_close(outline);
}
