#include "geo/geocode/gazetteer.h"

#include "geo/geocode/layout.h"

#include <math.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

const char *const gazetteer_fault_ids[FAULT_COUNT] = {
#define FAULT(id, ja, en) #id,
#include "geo/geocode/faults.def"
#undef FAULT
};
const char *const gazetteer_faults[FAULT_COUNT] = {
#define FAULT(id, ja, en) N_(en),
#include "geo/geocode/faults.def"
#undef FAULT
};
const char *const gazetteer_faults_ja[FAULT_COUNT] = {
#define FAULT(id, ja, en) ja,
#include "geo/geocode/faults.def"
#undef FAULT
};

static bool map_file(struct gazetteer *gazetteer, const char *path,
                     struct err *err)
{
    struct stat stat;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool ok = fd >= 0 && fstat(fd, &stat) == 0;

    if (!ok) {
        err_set(err, ERR_STORAGE, _("cannot open the dictionary '%s': %s"),
                path, strerror(errno));
    } else if (!S_ISREG(stat.st_mode) ||
               (uint64_t)stat.st_size < sizeof(struct layout_header)) {
        ok = err_set(err, ERR_PLACE,
                     _("'%s' is no dictionary; make one with 'zaitaku "
                       "gazetteer build'"),
                     path);
    } else {
        gazetteer->size = (size_t)stat.st_size;
        void *at = mmap(NULL, gazetteer->size, PROT_READ,
                        MAP_PRIVATE | MAP_POPULATE, fd, 0);
        ok = at != MAP_FAILED;
        if (ok)
            gazetteer->bytes = at;
        else
            err_set(err, ERR_STORAGE, _("cannot map '%s': %s"), path,
                    strerror(errno));
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

static bool damaged(const char *path, struct err *err)
{
    return err_set(err, ERR_PLACE,
                   _("the dictionary '%s' is damaged; build it again or copy "
                     "it again"),
                   path);
}

static bool prove(struct gazetteer *gazetteer, const char *path,
                  struct err *err)
{
    const struct layout_header *header = (const void *)gazetteer->bytes;

    if (memcmp(header->magic, LAYOUT_MAGIC, sizeof(LAYOUT_MAGIC)) != 0)
        return err_set(err, ERR_PLACE,
                       _("'%s' is no dictionary; make one with 'zaitaku "
                         "gazetteer build'"),
                       path);
    if (header->version != LAYOUT_VERSION || header->order != LAYOUT_ORDER ||
        header->n_section != SECTION_COUNT)
        return err_set(err, ERR_PLACE,
                       _("the dictionary '%s' was made by another version of "
                         "the program; build it again"),
                       path);
    if (header->bytes != gazetteer->size)
        return damaged(path, err);
    uint64_t sum = XXH3_64bits(gazetteer->bytes + sizeof(*header),
                               gazetteer->size - sizeof(*header));
    struct layout_header copy = *header;
    copy.checksum = 0;
    if ((sum ^ XXH3_64bits(&copy, sizeof(copy))) != header->checksum)
        return damaged(path, err);
    gazetteer->header = header;
    return true;
}

/* The start of a section and the number of its items; false when it does not
 * lie in the file. */
static bool section(const struct gazetteer *gazetteer, enum layout_section s,
                    size_t item, const void **start, size_t *n)
{
    uint64_t at = gazetteer->header->section[s].at;
    uint64_t bytes = gazetteer->header->section[s].bytes;

    if (at > gazetteer->size || bytes > gazetteer->size - at || at % 8 ||
        bytes % item)
        return false;
    *start = gazetteer->bytes + at;
    *n = (size_t)(bytes / item);
    return true;
}

static bool find_sections(struct gazetteer *g)
{
    size_t n_low, n_child, n_value_at;
    const void *at = NULL;
#define SECTION_OF(s, member, n)                                               \
    (section(g, s, sizeof(*(member)), &at, &(n)) && ((member) = at, true))

    return SECTION_OF(SECTION_TEXT, g->text, g->n_text) &&
           SECTION_OF(SECTION_SOURCE, g->source, g->n_source) &&
           SECTION_OF(SECTION_FOLD_LOW, g->fold.low, n_low) && n_low == 65536 &&
           SECTION_OF(SECTION_FOLD_HIGH, g->fold.high, g->fold.n_high) &&
           SECTION_OF(SECTION_CITY, g->city, g->n_city) &&
           SECTION_OF(SECTION_LINK, g->link, g->n_link) &&
           SECTION_OF(SECTION_LABEL, g->label, g->n_node) &&
           SECTION_OF(SECTION_CHILD, g->child, n_child) &&
           SECTION_OF(SECTION_VALUE_AT, g->value_at, n_value_at) &&
           SECTION_OF(SECTION_VALUE, g->value, g->n_value) &&
           SECTION_OF(SECTION_TOWN, g->town, g->n_town) &&
           SECTION_OF(SECTION_LISTED, g->listed, g->n_listed) &&
           SECTION_OF(SECTION_NUMBER, g->number, g->n_number) && g->n_node &&
           n_child == g->n_node + 1 && n_value_at == n_child && g->n_text &&
           g->text[g->n_text - 1] == '\0';
#undef SECTION_OF
}

/* Every number in the file that is followed leads into the file: even one
 * that was made to deceive cannot lead outside. */
static bool sound_names(const struct gazetteer *g)
{
    bool ok = g->child[g->n_node] <= g->n_node &&
              g->value_at[g->n_node] <= g->n_value &&
              g->header->root_city < g->n_node &&
              g->header->root_any < g->n_node;

    for (size_t i = 0; i < g->n_node; i++)
        ok = ok && g->child[i] <= g->child[i + 1] &&
             (g->child[i] > i || g->child[i] == g->child[i + 1]) &&
             g->value_at[i] <= g->value_at[i + 1];
    for (size_t i = 0; i < g->n_value; i++)
        ok = ok && (g->value[i] < g->n_town ||
                    LAYOUT_CITY_OF(g->value[i]) < g->n_city ||
                    (LAYOUT_HOW_OF(g->value[i]) & HOW_PREFECTURE_ONLY));
    return ok;
}

static bool sound_code(const char code[8])
{
    return str_digits((struct str){code, 5}) && code[5] == '\0';
}

static bool sound_places(const struct gazetteer *g)
{
    bool ok = true;

    for (size_t i = 0; i < g->n_city; i++) {
        const struct layout_city *city = &g->city[i];
        ok = ok && (city->root < g->n_node || city->root == LAYOUT_NONE) &&
             city->source < g->n_source && sound_code(city->code);
        for (int k = 0; k < 2; k++)
            ok = ok && city->link[k] <= g->n_link &&
                 city->n_link[k] <= g->n_link - city->link[k];
    }
    for (size_t i = 0; i < g->n_link; i++)
        ok = ok && g->link[i] < g->n_city;
    for (size_t i = 0; i < g->n_town; i++) {
        const struct layout_town *town = &g->town[i];
        ok = ok && town->city < g->n_city && town->source < g->n_source &&
             town->source_point < g->n_source &&
             town->match_level < LEVEL_COUNT &&
             town->coordinate_level < LEVEL_COUNT &&
             (town->listed < g->n_listed || town->listed == LAYOUT_NONE);
    }
    for (size_t i = 0; i < g->n_listed; i++)
        ok = ok && g->listed[i].first <= g->n_number &&
             g->listed[i].n <= g->n_number - g->listed[i].first &&
             g->listed[i].source[0] < g->n_source &&
             g->listed[i].source[1] < g->n_source &&
             g->listed[i].source[2] < g->n_source;
    return ok;
}

static void describe(struct gazetteer *g)
{
    struct gazetteer_info *info = &g->info;

    memcpy(info->build_id, g->header->build_id, 32);
    memcpy(info->created, g->header->created, 10);
    info->bytes = g->size;
    info->n_history = g->header->n_history;
    for (size_t i = 0; i < g->n_city; i++)
        info->n_city += !(g->city[i].flags & CITY_GONE);
    memcpy(info->level, g->header->level, sizeof(info->level));
    memcpy(info->fault, g->header->fault, sizeof(info->fault));
    g->named = mem_alloc((g->n_source + 1) * sizeof(*g->named));
    for (size_t i = 0; i < g->n_source; i++)
        g->named[i] = (struct gazetteer_source){
            .label = layout_text(g, g->source[i].label),
            .title = layout_text(g, g->source[i].title),
            .attribution = layout_text(g, g->source[i].attribution),
            .licence = layout_text(g, g->source[i].licence),
            .as_of = layout_text(g, g->source[i].as_of),
            .rows_read = g->source[i].rows_read,
            .rows_kept = g->source[i].rows_kept,
        };
    info->source = g->named;
    info->n_source = g->n_source;
}

struct gazetteer *gazetteer_open(const char *path, struct err *err)
{
    struct gazetteer *gazetteer = mem_alloc(sizeof(*gazetteer));

    *gazetteer = (struct gazetteer){0};
    if (!map_file(gazetteer, path, err) || !prove(gazetteer, path, err)) {
        gazetteer_close(gazetteer);
        return NULL;
    }
    if (!find_sections(gazetteer) || !sound_names(gazetteer) ||
        !sound_places(gazetteer)) {
        damaged(path, err);
        gazetteer_close(gazetteer);
        return NULL;
    }
    describe(gazetteer);
    return gazetteer;
}

const struct gazetteer_info *gazetteer_info(const struct gazetteer *gazetteer)
{
    return &gazetteer->info;
}

static const struct gazetteer_source *
source_of(const struct gazetteer *gazetteer, uint16_t number)
{
    return number < gazetteer->info.n_source ? &gazetteer->info.source[number]
                                             : NULL;
}

void gazetteer_each_town(const struct gazetteer *gazetteer,
                         void (*visit)(void *context,
                                       const struct gazetteer_town *town),
                         void *context)
{
    for (size_t i = 0; i < gazetteer->n_town; i++) {
        const struct layout_town *town = &gazetteer->town[i];
        const struct layout_city *city = &gazetteer->city[town->city];
        const struct gazetteer_town found = {
            .code = city->code,
            .name = layout_text(gazetteer, town->name),
            .point = layout_point(town->lon_udeg, town->lat_udeg),
            .radius_m = town->radius_m ? (float)town->radius_m : NAN,
            .named_by = source_of(gazetteer, town->source),
            .placed_by = source_of(gazetteer, town->source_point),
        };
        bool is_town =
            town->match_level == LEVEL_OAZA || town->match_level == LEVEL_CHOME;
        if (is_town && lonlat_known(found.point) &&
            !(town->flags & (TOWN_MADE | TOWN_DOUBTED)) &&
            !(city->flags & CITY_GONE))
            visit(context, &found);
    }
}

bool gazetteer_is_ours(const char *path)
{
    char start[sizeof(LAYOUT_MAGIC) - 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0)
        return errno == ENOENT;
    ssize_t n = read(fd, start, sizeof(start));
    close(fd);
    return n == 0 || (n == (ssize_t)sizeof(start) &&
                      memcmp(start, LAYOUT_MAGIC, sizeof(start)) == 0);
}

void gazetteer_close(struct gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    if (gazetteer->bytes)
        munmap((void *)(uintptr_t)gazetteer->bytes, gazetteer->size);
    free(gazetteer->named);
    free(gazetteer);
}
