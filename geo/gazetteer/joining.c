#include "geo/gazetteer/joining.h"

#include "geo/gazetteer/source.h"
#include "norm/date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct draft_joining *joining_of(struct draft *draft)
{
    if (!draft->joining) {
        draft->joining = mem_alloc(sizeof(*draft->joining));
        *draft->joining = (struct draft_joining){.last_stand_in = NO_DRAFT};
    }
    return draft->joining;
}

void joining_release(struct draft *draft)
{
    struct draft_joining *joining = draft->joining;

    if (!joining)
        return;
    free(joining->texts);
    free(joining->stand_in);
    free(joining->note);
    free(joining->place);
    free(joining->office);
    free(joining->city_points.item);
    free(joining->town_points.item);
    free(joining->number_points.item);
    free(joining->numbers.item);
    for (size_t i = 0; i < joining->n_system; i++)
        crs_close(joining->system[i].change);
    buf_release(&joining->text);
    free(joining);
    draft->joining = NULL;
}

/* FNV-1a, 64 bits. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *byte = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ byte[i]) * 0x100000001B3U;
    return hash ^ hash >> 29;
}

#define HASH_START 0xCBF29CE484222325U

static size_t text_slot(const struct draft_joining *joining, struct str text)
{
    size_t mask = joining->cap_text - 1;
    size_t slot = (size_t)hash_bytes(HASH_START, text.ptr, text.len) & mask;

    for (; joining->texts[slot]; slot = (slot + 1) & mask)
        if (strncmp(joining->texts[slot], text.ptr, text.len) == 0 &&
            !joining->texts[slot][text.len])
            break;
    return slot;
}

static void texts_grow(struct draft_joining *joining)
{
    const char **before = joining->texts;
    size_t n = joining->cap_text;

    joining->cap_text = n ? n * 2 : 1024;
    joining->texts = mem_alloc(joining->cap_text * sizeof(*joining->texts));
    for (size_t i = 0; i < joining->cap_text; i++)
        joining->texts[i] = NULL;
    for (size_t i = 0; i < n; i++)
        if (before[i])
            joining->texts[text_slot(joining, str_of(before[i]))] = before[i];
    free(before);
}

const char *joining_text(struct draft *draft, struct str text)
{
    struct draft_joining *joining = joining_of(draft);

    if (!text.len)
        return NULL;
    if (joining->n_text >= joining->cap_text / 4 * 3)
        texts_grow(joining);
    size_t slot = text_slot(joining, text);
    if (!joining->texts[slot]) {
        joining->texts[slot] = arena_copy(&draft->arena, text.ptr, text.len);
        joining->n_text++;
    }
    return joining->texts[slot];
}

bool joining_source(struct draft *draft, enum source_form form,
                    const char *label, uint16_t *index, struct err *err)
{
    char iso[11];

    if (draft->n_source >= UINT16_MAX)
        return err_set(err, ERR_INPUT,
                       _("'%s' is one file too many: a dictionary is made of "
                         "at most %d; leave some out"),
                       label, UINT16_MAX);
    const char *as_of = date_in_name(str_of(label), iso)
                            ? joining_text(draft, str_of(iso))
                            : NULL;
    draft->source = mem_room(draft->source, draft->n_source, &draft->cap_source,
                             sizeof(*draft->source));
    draft->source[draft->n_source] = (struct draft_source){
        .form = form,
        .label = arena_format(&draft->arena, "%s", label),
        .title = source_of(form)->title,
        .attribution = source_attribution(form, as_of, &draft->arena),
        .licence = source_licence(form),
        .as_of = as_of,
    };
    *index = (uint16_t)draft->n_source++;
    return true;
}

uint32_t joining_town(struct draft *draft, const struct draft_town *town,
                      uint32_t place)
{
    struct draft_joining *joining = joining_of(draft);

    draft->town = mem_room(draft->town, draft->n_town, &draft->cap_town,
                           sizeof(*draft->town));
    joining->note = mem_room(joining->note, draft->n_town, &joining->cap_note,
                             sizeof(*joining->note));
    draft->town[draft->n_town] = *town;
    joining->note[draft->n_town] = (struct town_note){.place = place};
    return (uint32_t)draft->n_town++;
}

/* Texts are kept once each, so that their addresses tell. A block's flag is
 * not the town's: half of a town may have 住居表示. */
static bool is_stand_in(const struct draft *draft, uint32_t index,
                        const struct draft_town *town, uint32_t place)
{
    const struct draft_town *known = &draft->town[index];

    return draft->joining->note[index].place == place &&
           strcmp(known->code, town->code) == 0 && known->id == town->id &&
           known->oaza == town->oaza && known->chome == town->chome &&
           known->koaza == town->koaza && known->source == town->source &&
           (place != NO_DRAFT || known->residential == town->residential);
}

static size_t stand_in_slot(const struct draft *draft,
                            const struct draft_town *town, uint32_t place)
{
    const struct draft_joining *joining = draft->joining;
    uint64_t hash = hash_bytes(HASH_START, town->code, strlen(town->code));
    const void *texts[] = {town->oaza, town->chome, town->koaza};
    size_t mask = joining->cap_stand_in - 1;

    hash = hash_bytes(hash, &town->id, sizeof(town->id));
    hash = hash_bytes(hash, &place, sizeof(place));
    hash = hash_bytes(hash, texts, sizeof(texts));
    size_t slot = (size_t)hash & mask;
    while (joining->stand_in[slot] != NO_DRAFT &&
           !is_stand_in(draft, joining->stand_in[slot], town, place))
        slot = (slot + 1) & mask;
    return slot;
}

static void stand_ins_grow(struct draft *draft)
{
    struct draft_joining *joining = draft->joining;
    uint32_t *before = joining->stand_in;
    size_t n = joining->cap_stand_in;

    joining->cap_stand_in = n ? n * 2 : 1024;
    joining->stand_in = mem_alloc(joining->cap_stand_in * sizeof(uint32_t));
    for (size_t i = 0; i < joining->cap_stand_in; i++)
        joining->stand_in[i] = NO_DRAFT;
    for (size_t i = 0; i < n; i++)
        if (before[i] != NO_DRAFT)
            joining->stand_in[stand_in_slot(draft, &draft->town[before[i]],
                                            joining->note[before[i]].place)] =
                before[i];
    free(before);
}

uint32_t joining_stand_in(struct draft *draft, const struct draft_town *town,
                          uint32_t place)
{
    struct draft_joining *joining = joining_of(draft);

    /* Tables are in the order of towns: mostly it is the last one. */
    if (joining->last_stand_in != NO_DRAFT &&
        is_stand_in(draft, joining->last_stand_in, town, place))
        return joining->last_stand_in;
    if (joining->n_stand_in >= joining->cap_stand_in / 4 * 3)
        stand_ins_grow(draft);
    size_t slot = stand_in_slot(draft, town, place);
    if (joining->stand_in[slot] == NO_DRAFT) {
        uint32_t index = joining_town(draft, town, place);
        joining->note[index].stand_in = true;
        joining->stand_in[slot] = index;
        joining->n_stand_in++;
    }
    joining->last_stand_in = joining->stand_in[slot];
    return joining->last_stand_in;
}

uint32_t joining_place(struct draft *draft, const char *pref, const char *city)
{
    struct draft_joining *joining = joining_of(draft);
    const struct join_place *last = NULL;

    /* Tables are in the order of municipalities: mostly it is the last one. */
    if (joining->n_place)
        last = &joining->place[joining->last_place];
    if (last && last->pref == pref && last->city == city)
        return joining->last_place;
    for (uint32_t i = 0; i < joining->n_place; i++)
        if (joining->place[i].pref == pref && joining->place[i].city == city)
            return joining->last_place = i;
    joining->place = mem_room(joining->place, joining->n_place,
                              &joining->cap_place, sizeof(*joining->place));
    joining->place[joining->n_place] =
        (struct join_place){.pref = pref, .city = city};
    joining->last_place = (uint32_t)joining->n_place++;
    return joining->last_place;
}

void joining_number(struct draft *draft, struct draft_number number,
                    const struct join_key *key)
{
    struct join_rows *rows = &joining_of(draft)->numbers;

    draft->number = mem_room(draft->number, draft->n_number, &draft->cap_number,
                             sizeof(*draft->number));
    if (key) {
        rows->item =
            mem_room(rows->item, rows->n, &rows->cap, sizeof(*rows->item));
        rows->item[rows->n++] =
            (struct join_row){*key, (uint32_t)draft->n_number};
    }
    draft->number[draft->n_number++] = number;
}

void joining_point(struct join_points *points, struct join_key key,
                   struct lonlat point, uint16_t source)
{
    points->item =
        mem_room(points->item, points->n, &points->cap, sizeof(*points->item));
    points->item[points->n] = (struct join_point){.key = key,
                                                  .point = point,
                                                  .order = (uint32_t)points->n,
                                                  .source = source};
    points->n++;
}

uint64_t join_whole(const char code[6], uint32_t town_id)
{
    uint64_t whole = 0;

    for (size_t i = 0; i < 5; i++)
        whole = whole * 10 + (uint64_t)(code[i] - '0');
    return whole * 10000000 + town_id;
}

bool join_part(const struct str *id, size_t n, uint64_t *part)
{
    size_t n_char = 0;

    /* Four bits a character: 1 to 10 are the digits, 11 ends a part. */
    *part = 0;
    for (size_t i = 0; i < n; i++) {
        n_char += id[i].len + (i > 0);
        if (n_char > 15 || (id[i].len && !str_digits(id[i])))
            return false;
        if (i > 0)
            *part = *part << 4 | 11;
        for (size_t c = 0; c < id[i].len; c++)
            *part = *part << 4 | (uint64_t)(id[i].ptr[c] - '0' + 1);
    }
    return n_char + 1 > n;
}
