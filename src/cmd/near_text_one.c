/* One result as text. */
#include "cmd/near_text.h"
#include "output/address.h"

#include <math.h>

/* ---- lines ---- */

/* Text of a file cannot drive the terminal. */
void near_add_plain(struct buf *out, const char *text)
{
    struct str rest = str_of(text);
    uint32_t code;

    for (size_t at = 0, n; at < rest.len; at += n) {
        n = str_char(rest, at, &code);
        if (n == 0) {
            buf_add_text(out, "\xEF\xBF\xBD");
            n = 1;
        } else if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
            buf_add_char(out, ' ');
        } else {
            buf_add(out, rest.ptr + at, n);
        }
    }
}

void near_add_line(struct telling *telling, const char *heading,
                   const char *text)
{
    buf_add_text(telling->out, heading);
    buf_add_text(telling->out, telling->japanese ? "：" : ": ");
    near_add_plain(telling->out, text);
    buf_add_char(telling->out, '\n');
}

/* ---- one result ---- */

static void add_marked(struct telling *telling, const char *mark,
                       const struct buf *lines)
{
    struct str rest = buf_str(lines), part;

    while (rest.len && str_part(&rest, '\n', &part)) {
        const char *line = arena_copy(&telling->arena, part.ptr, part.len);
        buf_addf(telling->out, "    %s ", mark);
        near_add_plain(telling->out, line);
        buf_add_char(telling->out, '\n');
    }
}

/* Never more exact than the positions are. What nobody knows of a facility's
 * is told once, at the end. */
static void add_distance(struct telling *telling,
                         const struct near_result *result)
{
    double error_m = result->spot.error_m;
    double spread_m =
        telling->found->home.error_m + (isfinite(error_m) ? error_m : 0);
    struct buf distance = {0}, spread = {0};

    near_add_metres(&distance,
                    spread_m > NEAR_MARGIN_M && result->distance_m < 100
                        ? round(result->distance_m / 10) * 10
                        : result->distance_m);
    near_add_metres(&spread, spread_m);
    if (spread_m >= NEAR_COARSE_M)
        buf_addf(telling->out, W(ABOUT_KM), result->distance_m / 1000,
                 spread_m / 1000);
    else if (spread_m > NEAR_MARGIN_M)
        buf_addf(telling->out, W(ABOUT_METRES), distance.ptr, spread.ptr);
    else
        buf_add_str(telling->out, buf_str(&distance));
    buf_release(&distance);
    buf_release(&spread);
}

void near_add_way(struct telling *telling, const struct near_result *result)
{
    struct buf *out = telling->out;

    if (!isnan(result->minutes)) {
        struct buf minutes = {0};
        near_add_minutes(&minutes, result->minutes);
        buf_addf(out, W(MINUTES), minutes.ptr);
        buf_add_text(out, "  ");
        buf_release(&minutes);
    }
    if (!isnan(result->distance_m)) {
        add_distance(telling, result);
        buf_add_text(out, "  ");
    }
    if (result->reach == NEAR_UNSURE && !isnan(result->distance_m))
        buf_addf(out, "[%s]  ", W(CHECK));
}

static void add_heading(struct telling *telling, size_t number,
                        const struct near_result *result,
                        const struct facility *facility)
{
    int kind = facility->main_kind;

    buf_addf(telling->out, "%3zu. ", number);
    near_add_way(telling, result);
    near_add_plain(telling->out, facility->name);
    if (kind != KIND_NONE)
        buf_addf(telling->out, telling->japanese ? "（%s）" : " (%s)",
                 telling->japanese ? kinds[kind].name_ja : kinds[kind].name_en);
    if (near_is_elsewhere(telling->found, facility))
        buf_addf(telling->out, "  [%s]",
                 near_outside(&telling->found->home, telling->japanese));
    buf_add_char(telling->out, '\n');
}

static void add_contact(struct telling *telling,
                        const struct facility *facility)
{
    const char *address =
        address_line(&telling->arena, facility->address, facility->building);
    struct buf *out = telling->out;
    struct buf place = {0};

    near_add_place(&place, telling->found, facility);
    buf_add_text(out, "      ");
    if (place.len &&
        !(address && str_find(str_of(address), buf_str(&place)) != SIZE_MAX))
        buf_addf(out, "%s ", place.ptr);
    near_add_plain(out, address ? address : W(NO_ADDRESS));
    buf_add_text(out, "\n      ");
    if (facility->phone) {
        buf_addf(out, "%s ", W(PHONE));
        near_add_plain(out, facility->phone);
    } else {
        buf_add_text(out, W(NO_PHONE));
    }
    if (facility->fax) {
        buf_addf(out, "  %s ", W(FAX));
        near_add_plain(out, facility->fax);
    }
    if (facility->url) {
        buf_add_text(out, "  ");
        near_add_plain(out, facility->url);
    }
    buf_addf(out, "  %s\n", facility->id);
    buf_release(&place);
}

static void add_if(struct telling *telling, const char *heading,
                   const char *text)
{
    if (!text)
        return;
    buf_add_text(telling->out, "      ");
    near_add_line(telling, heading, text);
}

static void add_hours(struct telling *telling, const struct facility *facility)
{
    add_if(telling, W(HOURS), facility->hours_text);
    if (!facility->hours_text) {
        add_if(telling, W(DAYS), facility->available_days);
        add_if(telling, W(DAYS_NOTE), facility->available_days_note);
    }
    if (telling->found->order->timed)
        add_if(telling, W(CLOSED_DAYS), facility->closed_days_note);
    add_if(telling, W(AREA), facility->service_area);
}

void near_add_result(struct telling *telling, size_t number,
                     const struct near_result *result)
{
    const struct facility *facility =
        telling->found->table.facility[result->number];

    near_say(telling->found, result, telling->japanese, &telling->said);
    add_heading(telling, number, result, facility);
    add_contact(telling, facility);
    add_marked(telling, telling->japanese ? "○" : "+", &telling->said.why);
    add_marked(telling, telling->japanese ? "？" : "?", &telling->said.unknown);
    add_marked(telling, telling->japanese ? "・" : "-", &telling->said.notes);
    add_hours(telling, facility);
    arena_reset(&telling->arena);
}
