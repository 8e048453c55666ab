#include "norm/position.h"

#include "base/err.h"
#include "norm/text.h"

#include <math.h>

/* 国土地理院 日本の東西南北端点の経度緯度: 122°55'57"E to 153°59'12"E and
 * 20°25'31"N to 45°33'26"N, with a margin. */
#define WEST_DEG 122.0
#define EAST_DEG 154.1
#define SOUTH_DEG 20.3
#define NORTH_DEG 45.7

#define SAME_DEG 1e-5

/* What a geocoder answers that understood only the country. */
static const struct {
    double lon_deg, lat_deg;
} centres[] = {
    {138.252924, 36.204824}, /* Japan */
    {-8.24389, 53.41291},    /* Ireland */
};

static bool in_japan(double lon_deg, double lat_deg)
{
    return lon_deg >= WEST_DEG && lon_deg <= EAST_DEG && lat_deg >= SOUTH_DEG &&
           lat_deg <= NORTH_DEG;
}

static bool is_centre(double lon_deg, double lat_deg)
{
    for (size_t i = 0; i < sizeof(centres) / sizeof(*centres); i++)
        if (fabs(lon_deg - centres[i].lon_deg) <= SAME_DEG &&
            fabs(lat_deg - centres[i].lat_deg) <= SAME_DEG)
            return true;
    return false;
}

enum position_verdict position_judge(double lon_deg, double lat_deg)
{
    if (isnan(lon_deg) || isnan(lat_deg))
        return POSITION_UNREADABLE;
    if (lon_deg == 0 && lat_deg == 0)
        return POSITION_BLANK;
    if (is_centre(lon_deg, lat_deg))
        return POSITION_CENTRE;
    if (in_japan(lon_deg, lat_deg))
        return POSITION_USABLE;
    if (in_japan(lat_deg, lon_deg))
        return POSITION_SWAPPED;
    if (in_japan(lon_deg + 360, lat_deg) || in_japan(lon_deg - 360, lat_deg))
        return POSITION_WRAPPED;
    return POSITION_OUTSIDE;
}

/* False when the text is no number. Nothing and zero are both blank. */
static bool read_deg(struct str s, double *deg, bool *blank)
{
    char text[64];
    size_t len = text_narrow(s, text, sizeof(text));

    *deg = 0;
    *blank = len == 0;
    if (len == 0)
        return true;
    if (len == SIZE_MAX || !str_number((struct str){text, len}, deg))
        return false;
    *blank = *deg == 0;
    return true;
}

enum position_verdict position_read(struct str lon, struct str lat,
                                    double *lon_deg, double *lat_deg)
{
    bool lon_blank, lat_blank;
    double x, y;

    if (!read_deg(lon, &x, &lon_blank) || !read_deg(lat, &y, &lat_blank))
        return POSITION_UNREADABLE;
    if (lon_blank != lat_blank)
        return POSITION_UNREADABLE;
    enum position_verdict verdict = position_judge(x, y);
    if (verdict == POSITION_USABLE) {
        *lon_deg = x;
        *lat_deg = y;
    }
    return verdict;
}

const char *position_verdict_text(enum position_verdict verdict)
{
    static const char *const text[POSITION_VERDICT_COUNT] = {
        [POSITION_USABLE] = N_("the position is usable"),
        [POSITION_BLANK] = N_("no position is published"),
        [POSITION_UNREADABLE] =
            N_("the position is not a pair of decimal degrees"),
        [POSITION_SWAPPED] = N_("latitude and longitude are exchanged"),
        [POSITION_WRAPPED] = N_("the longitude is off by 360 degrees"),
        [POSITION_CENTRE] = N_("the position is the centre point of a country"),
        [POSITION_OUTSIDE] = N_("the position is outside Japan"),
    };

    return text[verdict];
}
