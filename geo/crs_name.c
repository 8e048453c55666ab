#include "geo/crs_name.h"

#include "norm/text.h"

#include <string.h>

#define ZONES 19

/* Words and codes of systems in degrees, as text_key() gives them. */
static const struct {
    const char *key;
    enum crs_datum datum;
} degrees[] = {
    {"epsg:4301", CRS_TOKYO},
    {"日本測地系", CRS_TOKYO},
    {"旧日本測地系", CRS_TOKYO},
    {"東京測地系", CRS_TOKYO},
    {"tokyo", CRS_TOKYO},
    {"tokyodatum", CRS_TOKYO},
    {"epsg:4612", CRS_JGD},
    {"epsg:6668", CRS_JGD},
    {"epsg:4326", CRS_JGD},
    {"ogc:crs84", CRS_JGD},
    {"crs84", CRS_JGD},
    {"世界測地系", CRS_JGD},
    {"世界測地系(jgd2000)", CRS_JGD},
    {"世界測地系(jgd2011)", CRS_JGD},
    {"日本測地系2000", CRS_JGD},
    {"日本測地系2011", CRS_JGD},
    {"jgd2000", CRS_JGD},
    {"jgd2011", CRS_JGD},
    {"wgs84", CRS_JGD},
    {"wgs-84", CRS_JGD},
};

/* Plane rectangular systems: EPSG codes run from zone I on without a gap.
 * The first row of a datum is what its name in words means. */
static const struct {
    unsigned first_epsg, degrees_epsg;
    enum crs_datum datum;
} planes[] = {
    {6669, 6668, CRS_JGD},
    {2443, 4612, CRS_JGD},
    {30161, 4301, CRS_TOKYO},
};
#define PLANES (sizeof(planes) / sizeof(*planes))

/* clang-format off */
static const struct {
    const char *roman, *kanji;
} zones[ZONES] = {
    {"i", "一"}, {"ii", "二"}, {"iii", "三"}, {"iv", "四"}, {"v", "五"},
    {"vi", "六"}, {"vii", "七"}, {"viii", "八"}, {"ix", "九"}, {"x", "十"},
    {"xi", "十一"}, {"xii", "十二"}, {"xiii", "十三"}, {"xiv", "十四"},
    {"xv", "十五"}, {"xvi", "十六"}, {"xvii", "十七"}, {"xviii", "十八"},
    {"xix", "十九"},
};
/* clang-format on */

static bool find_degrees(struct str key, enum crs_datum *datum)
{
    for (size_t i = 0; i < sizeof(degrees) / sizeof(*degrees); i++) {
        if (str_is(key, degrees[i].key)) {
            *datum = degrees[i].datum;
            return true;
        }
    }
    return false;
}

/* "第vi系", "vi", "6系", "第六系" to 1..19; 0 when it is none. */
static unsigned zone_number(struct str text)
{
    struct str ordinal = STR("第"), system = STR("系");
    double number;

    if (str_starts(text, ordinal))
        text = str_cut(text, ordinal.len, SIZE_MAX);
    if (str_ends(text, system))
        text = str_cut(text, 0, text.len - system.len);
    for (unsigned i = 0; i < ZONES; i++)
        if (str_is(text, zones[i].roman) || str_is(text, zones[i].kanji))
            return i + 1;
    if (text.len <= 2 && str_digits(text) && str_number(text, &number) &&
        number >= 1 && number <= ZONES)
        return (unsigned)number;
    return 0;
}

static bool find_plane_code(struct str key, struct crs_name *found)
{
    struct str start = STR("epsg:"), digits = str_cut(key, start.len, SIZE_MAX);
    double code;

    if (!str_starts(key, start) || digits.len > 5 || !str_digits(digits) ||
        !str_number(digits, &code))
        return false;
    for (size_t i = 0; i < PLANES; i++) {
        double zone = code - planes[i].first_epsg;
        if (zone < 0 || zone >= ZONES)
            continue;
        *found = (struct crs_name){planes[i].datum, (unsigned)code,
                                   planes[i].degrees_epsg};
        return true;
    }
    return false;
}

/* "平面直角座標系第vi系", with or without a datum before it. */
static bool find_plane_words(struct str key, struct crs_name *found)
{
    struct str word = STR("平面直角座標系");
    size_t at = str_find(key, word), row = 0;
    enum crs_datum datum = CRS_JGD;

    if (at == SIZE_MAX)
        return false;
    struct str before = str_cut(key, 0, at);
    if (str_ends(before, STR("/")))
        before.len--;
    if (before.len > 0 && !find_degrees(before, &datum))
        return false;
    unsigned zone = zone_number(str_cut(key, at + word.len, SIZE_MAX));
    if (zone == 0)
        return false;
    while (planes[row].datum != datum)
        row++;
    *found = (struct crs_name){datum, planes[row].first_epsg + zone - 1,
                               planes[row].degrees_epsg};
    return true;
}

bool crs_name_find(const char *name, struct crs_name *found)
{
    struct arena arena = {0};
    struct str key = text_key(str_of(name), &arena);
    enum crs_datum datum;
    bool known = find_degrees(key, &datum);

    if (known)
        *found = (struct crs_name){.datum = datum};
    else
        known = find_plane_code(key, found) || find_plane_words(key, found);
    arena_release(&arena);
    return known;
}

/* Lower case letters and digits only: "D_JGD_2011" becomes "djgd2011". */
static void squeeze(const char *name, char *out, size_t size)
{
    size_t n = 0;

    for (; *name && n + 1 < size; name++) {
        if (*name >= 'A' && *name <= 'Z')
            out[n++] = (char)(*name - 'A' + 'a');
        else if ((*name >= 'a' && *name <= 'z') ||
                 (*name >= '0' && *name <= '9'))
            out[n++] = *name;
    }
    out[n] = '\0';
}

bool crs_datum_is_ours(const char *datum)
{
    static const char *const starts[] = {"jgd2000",
                                         "jgd2011",
                                         "djgd2000",
                                         "djgd2011",
                                         "japanesegeodeticdatum2000",
                                         "japanesegeodeticdatum2011",
                                         "wgs84",
                                         "wgs1984",
                                         "dwgs84",
                                         "dwgs1984",
                                         "worldgeodeticsystem1984",
                                         "undefined",
                                         "unknown"};
    char name[64];

    squeeze(datum, name, sizeof(name));
    for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
        if (strncmp(name, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}
