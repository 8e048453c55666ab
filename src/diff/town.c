#include "diff/town.h"

#include "model/municipality.h"
#include "norm/text_char.h"

#include <string.h>

/* 鹿児島県, characters; a district's name; a municipality's; a ward's. */
#define PREFECTURE_MOST 4
#define DISTRICT_MOST 5
#define MUNICIPALITY_MOST 7
#define WARD_MOST 5
#define TWO strlen("山市")

static bool is_among(uint32_t code, const uint32_t *among)
{
    for (; *among; among++)
        if (*among == code)
            return true;
    return false;
}

/* The offset behind the first of `among` within the first `most` characters,
 * but not the first one (市川市, 町田市, 村上市); `at` when there is none. */
static size_t behind(struct str s, size_t at, size_t most,
                     const uint32_t *among)
{
    size_t start = at;

    for (size_t i = 0; i < most && at < s.len; i++) {
        uint32_t code, next;
        at += text_next(s, at, &code);
        if (i == 0 || !is_among(code, among))
            continue;
        /* 四日市市, 廿日市市 */
        if (at < s.len && code == U'市') {
            size_t more = text_next(s, at, &next);
            at += next == U'市' ? more : 0;
        }
        return at;
    }
    return start;
}

static size_t behind_prefecture(struct str s)
{
    size_t at = 0;

    for (size_t i = 0; i < PREFECTURE_MOST && at < s.len; i++) {
        uint32_t code;
        char name[4 * PREFECTURE_MOST + 1] = "";
        at += text_next(s, at, &code);
        if (at >= sizeof(name))
            return 0;
        memcpy(name, s.ptr, at);
        if (prefecture_code(name))
            return at;
    }
    return 0;
}

struct str town_of(struct str address)
{
    size_t start = behind_prefecture(address);
    size_t city = behind(address, start, MUNICIPALITY_MOST, U"市区");
    size_t district = behind(address, start, DISTRICT_MOST, U"郡");
    size_t end;

    if (district > start && city > district && city <= district + TWO)
        district = start; /* 小郡市, 大和郡山市 are cities */
    if (district > start) {
        end = behind(address, district, MUNICIPALITY_MOST, U"町村");
    } else if (city > start) {
        size_t ward = behind(address, city, WARD_MOST, U"区");
        end = ward > city ? ward : city;
    } else {
        end = behind(address, start, MUNICIPALITY_MOST, U"町村");
    }
    return str_cut(address, end, address.len - end);
}
