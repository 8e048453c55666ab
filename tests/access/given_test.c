#include "tests/access/given.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

uint64_t given_bits(struct given *given)
{
    given->state ^= given->state << 13;
    given->state ^= given->state >> 7;
    given->state ^= given->state << 17;
    return given->state;
}

double given_number(struct given *given, double low, double high)
{
    return low + (high - low) * (double)(given_bits(given) >> 11) * 0x1p-53;
}

size_t given_below(struct given *given, size_t n)
{
    return (size_t)(given_bits(given) >> 11) % n;
}

struct lonlat given_point(struct given *given)
{
    double lon = given_number(given, 123, 149);

    return (struct lonlat){lon, given_number(given, 24.5, 45.5)};
}

struct lonlat given_town_point(struct given *given)
{
    struct given town = {1 + given_below(given, 60)};

    for (int i = 0; i < 5; i++)
        given_bits(&town);
    struct lonlat point = given_point(&town);
    double azimuth = given_number(given, 0, 360);
    double distance_m = given_number(given, 0, 1);
    return given_towards(point, azimuth, 40000 * distance_m * distance_m);
}

struct lonlat given_towards(struct lonlat from, double azimuth_deg,
                            double distance_m)
{
    const double degree = M_PI / 180;
    double angle = distance_m / 6371008.8, azimuth = azimuth_deg * degree;
    double lat = from.lat_deg * degree;
    double to =
        asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(azimuth));
    double lon = atan2(sin(azimuth) * sin(angle) * cos(lat),
                       cos(angle) - sin(lat) * sin(to));

    return (struct lonlat){from.lon_deg + lon / degree, to / degree};
}

void given_order(struct given *given, size_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t other = given_below(given, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
}

FILE *given_open(const char *name)
{
    char path[512];

    snprintf(path, sizeof(path), "%s/tests/access/%s", SOURCE_DIR, name);
    FILE *in = fopen(path, "r");
    cr_assert_not_null(in, "%s", path);
    return in;
}

size_t given_row(FILE *in, char **cell, size_t most)
{
    static char line[1024];
    size_t n = 0;

    do {
        if (!fgets(line, sizeof(line), in))
            return 0;
        cr_assert(strchr(line, '\n'), "a line that is too long");
    } while (line[0] == '#' || line[0] == '\n');
    line[strcspn(line, "\n")] = '\0';
    for (char *rest = line; rest && n < most; n++) {
        cell[n] = n + 1 < most ? strsep(&rest, ",") : rest;
        if (n + 1 == most)
            rest = NULL;
    }
    return n;
}

const char *given_printed(double value, const char *published)
{
    static char text[64];
    const char *point = strchr(published, '.');

    snprintf(text, sizeof(text), "%.*f", point ? (int)strlen(point + 1) : 0,
             value);
    return text;
}
