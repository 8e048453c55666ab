#include "model/municipality.h"

#include <stdlib.h>
#include <string.h>

static const char *const prefectures[48] = {
    NULL,       "北海道", "青森県",   "岩手県", "宮城県",   "秋田県", "山形県",
    "福島県",   "茨城県", "栃木県",   "群馬県", "埼玉県",   "千葉県", "東京都",
    "神奈川県", "新潟県", "富山県",   "石川県", "福井県",   "山梨県", "長野県",
    "岐阜県",   "静岡県", "愛知県",   "三重県", "滋賀県",   "京都府", "大阪府",
    "兵庫県",   "奈良県", "和歌山県", "鳥取県", "島根県",   "岡山県", "広島県",
    "山口県",   "徳島県", "香川県",   "愛媛県", "高知県",   "福岡県", "佐賀県",
    "長崎県",   "熊本県", "大分県",   "宮崎県", "鹿児島県", "沖縄県",
};

/* The designated cities and the range of their wards' codes. */
static const struct {
    char city[6], first[6], last[6];
} designated[] = {
    {"01100", "01101", "01110"}, {"04100", "04101", "04105"},
    {"11100", "11101", "11110"}, {"12100", "12101", "12106"},
    {"14100", "14101", "14118"}, {"14130", "14131", "14137"},
    {"14150", "14151", "14153"}, {"15100", "15101", "15108"},
    {"22100", "22101", "22103"}, {"22130", "22131", "22141"},
    {"23100", "23101", "23116"}, {"26100", "26101", "26111"},
    {"27100", "27101", "27128"}, {"27140", "27141", "27147"},
    {"28100", "28101", "28111"}, {"33100", "33101", "33104"},
    {"34100", "34101", "34108"}, {"40100", "40101", "40109"},
    {"40130", "40131", "40137"}, {"43100", "43101", "43105"},
};

static int by_code(const void *a, const void *b)
{
    const struct municipality *x = a, *y = b;

    return strcmp(x->code, y->code);
}

/* Sorted insertion: sources come nearly sorted, and there are 2,000. */
static struct municipality *insert(struct municipalities *all, const char *code)
{
    size_t low = 0, high = all->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(all->item[middle].code, code);
        if (order == 0)
            return &all->item[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    memmove(all->item + low + 1, all->item + low,
            (all->n - low) * sizeof(*all->item));
    all->n++;
    memset(&all->item[low], 0, sizeof(*all->item));
    memcpy(all->item[low].code, code, 6);
    return &all->item[low];
}

struct municipality *municipalities_set(struct municipalities *all,
                                        struct arena *arena, const char *code,
                                        const char *name, const char *kana,
                                        enum municipality_source source)
{
    struct municipality *place = insert(all, code);
    bool better = !place->name || source > place->source;

    if (name && better && (!place->name || strcmp(place->name, name) != 0))
        place->name = arena_copy(arena, name, strlen(name));
    if (kana && (!place->kana || better))
        place->kana = arena_copy(arena, kana, strlen(kana));
    if (name && better)
        place->source = source;
    return place;
}

const struct municipality *municipalities_find(const struct municipalities *all,
                                               const char *code)
{
    struct municipality key = {0};

    if (strlen(code) != 5 || all->n == 0)
        return NULL;
    memcpy(key.code, code, 6);
    return bsearch(&key, all->item, all->n, sizeof(key), by_code);
}

void municipalities_release(struct municipalities *all)
{
    free(all->item);
    *all = (struct municipalities){0};
}

const char *prefecture_name_of(unsigned number)
{
    return number < sizeof(prefectures) / sizeof(*prefectures)
               ? prefectures[number]
               : NULL;
}

const char *prefecture_name(const char *code)
{
    if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9')
        return NULL;
    return prefecture_name_of((unsigned)(code[0] - '0') * 10 +
                              (unsigned)(code[1] - '0'));
}

const char *prefecture_code(const char *name)
{
    static const char codes[48][3] = {
        "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11",
        "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23",
        "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35",
        "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47",
    };

    for (size_t i = 1; i < 48; i++)
        if (strcmp(prefectures[i], name) == 0)
            return codes[i];
    return NULL;
}

static const char *designated_city(const char *code)
{
    for (size_t i = 0; i < sizeof(designated) / sizeof(*designated); i++)
        if (strcmp(code, designated[i].first) >= 0 &&
            strcmp(code, designated[i].last) <= 0)
            return designated[i].city;
    return NULL;
}

void municipality_city(const char *code, char city[6])
{
    const char *of = designated_city(code);

    memmove(city, of ? of : code, 6);
}

bool municipality_is_ward(const char *code)
{
    return designated_city(code) != NULL;
}

bool municipality_has_wards(const char *code)
{
    for (size_t i = 0; i < sizeof(designated) / sizeof(*designated); i++)
        if (strcmp(code, designated[i].city) == 0)
            return true;
    return false;
}
