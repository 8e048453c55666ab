/* The questions of blind.h; blind_init.c knows what each side has. */
#include "diff/blind.h"

#include <math.h>
#include <string.h>

static unsigned prefecture_of(const struct facility *facility)
{
    unsigned prefecture = facility_prefecture(facility);

    return prefecture < BLIND_PREFECTURES ? prefecture : 0;
}

static uint32_t group_of(const struct blind_side *side,
                         const struct facility *facility)
{
    return facility->supply < side->table->n_supply
               ? side->group[facility->supply]
               : 0;
}

static const struct blind_cell *cell_of(const struct blind_side *side,
                                        uint32_t group, unsigned prefecture)
{
    return &side->cell[group * BLIND_PREFECTURES + prefecture];
}

static void count(struct blind_count *count, unsigned prefecture,
                  uint32_t facility)
{
    count->facility = mem_room(count->facility, count->n, &count->cap,
                               sizeof(*count->facility));
    count->facility[count->n++] = facility;
    count->prefectures |= UINT64_C(1) << prefecture;
}

static bool has_beds(const char *text)
{
    return text && text[strspn(text, "0")];
}

uint32_t blind_given(const struct facility *facility)
{
    uint32_t given = 0;

    given |= facility->name ? TOLD_BIT(TOLD_NAME) : 0;
    given |= facility->address ? TOLD_BIT(TOLD_ADDRESS) : 0;
    given |= facility->municipality_code[0] ? TOLD_BIT(TOLD_MUNICIPALITY) : 0;
    given |= lonlat_known(facility->published) ? TOLD_BIT(TOLD_POSITION) : 0;
    given |= facility->phone ? TOLD_BIT(TOLD_PHONE) : 0;
    given |= facility->opening_hours || facility->hours_text
                 ? TOLD_BIT(TOLD_HOURS)
                 : 0;
    given |= facility->available_days ? TOLD_BIT(TOLD_DAYS) : 0;
    for (int b = 0; b < TOLD_COUNT - TOLD_BEDS; b++)
        if (has_beds(field_text(facility, FIELD_beds_general + b)))
            given |= TOLD_BIT(TOLD_BEDS + b);
    return given;
}

bool blind_hides(struct blind *blind, int s, uint32_t silent, enum told told)
{
    struct blind_side *side = &blind->side[s];
    const struct facility *facility = side->table->facility[silent];
    uint32_t group = group_of(side, facility);
    unsigned prefecture = prefecture_of(facility);

    if (cell_of(side, group, prefecture)->given & TOLD_BIT(told))
        return false;
    count(&side->hidden[group][told], prefecture, silent);
    return true;
}

bool blind_masked(const struct blind *blind, int side, uint32_t facility,
                  enum told told)
{
    const uint32_t *masked = blind->side[side].masked;

    return masked && masked[facility] & TOLD_BIT(told);
}

bool blind_hides_filings(struct blind *blind, uint32_t of_old, uint32_t of_new)
{
    const uint32_t number[] = {of_old, of_new};
    const struct facility *old = blind->side[SIDE_OLD].table->facility[of_old];
    const struct facility *new = blind->side[SIDE_NEW].table->facility[of_new];
    bool unread[] = {old->filing_list == FILING_LIST_UNREAD,
                     new->filing_list == FILING_LIST_UNREAD};

    for (int side = 0; side < SIDE_COUNT; side++)
        if (unread[side] && !unread[!side])
            count(&blind->side[side].filings[facility_main_points(new)],
                  prefecture_of(new), number[side]);
    return unread[SIDE_OLD] || unread[SIDE_NEW];
}

/* ---- what the other side has not got ---- */

static bool has_title(const struct blind_side *side, int title,
                      unsigned prefecture)
{
    if (prefecture)
        return side->n_title[title][prefecture] > 0;
    for (unsigned p = 0; p < BLIND_PREFECTURES; p++)
        if (side->n_title[title][p])
            return true;
    return false;
}

enum titles { TITLES_ALL_THERE, TITLES_SOME_LOST, TITLES_ALL_LOST };

/* The lists that a facility stands in, but for `except` (NULL: none): has the
 * other side got them in its prefecture? */
static enum titles titles_of(const struct blind *blind, int s,
                             const struct facility *facility,
                             const char *except)
{
    const struct blind_side *side = &blind->side[s];
    size_t n = 0, n_lost = 0;

    for (int t = 0; t < 64; t++) {
        if (!(facility->sources >> t & 1) || side->twin[t] == TWIN_IGNORED ||
            (except && strcmp(side->table->source[t], except) == 0))
            continue;
        n++;
        n_lost += side->twin[t] == TWIN_NONE ||
                  !has_title(&blind->side[!s], side->twin[t],
                             prefecture_of(facility));
    }
    if (n_lost == n)
        return TITLES_ALL_LOST;
    return n_lost ? TITLES_SOME_LOST : TITLES_ALL_THERE;
}

kind_set blind_services(const struct blind *blind, int s, uint32_t number,
                        kind_set only_here)
{
    const struct blind_side *side = &blind->side[s], *other = &blind->side[!s];
    const struct facility *facility = side->table->facility[number];
    bool whole = other->there[group_of(side, facility)] &&
                 (!facility->sources ||
                  titles_of(blind, s, facility, NULL) == TITLES_ALL_THERE);

    return whole ? only_here & ~other->lost : 0;
}

/* Of the list of a facility's main row. */
static enum blind_reason lost_list(const struct blind *blind, int s,
                                   const struct facility *facility)
{
    const struct blind_side *side = &blind->side[s], *other = &blind->side[!s];
    uint32_t group = group_of(side, facility);
    unsigned prefecture = prefecture_of(facility);
    bool filings = facility->supply < side->table->n_supply &&
                   side->table->supply[facility->supply].row_kind == ROW_FILING;

    if (!other->there[group])
        return BLIND_LISTING;
    if (filings &&
        !other->list_read[prefecture][facility_main_points(facility)])
        return BLIND_FILINGS;
    if (prefecture && !cell_of(other, group, prefecture)->n &&
        cell_of(side, group, prefecture)->n >= BLIND_LEAST)
        return BLIND_PREFECTURE;
    return BLIND_NOT;
}

static enum blind_reason reason_of(const struct blind *blind, int s,
                                   const struct facility *facility)
{
    const struct blind_side *side = &blind->side[s], *other = &blind->side[!s];
    enum blind_reason reason = lost_list(blind, s, facility);
    const char *title = blind->group[group_of(side, facility)].title;

    if (matching_united(other->table, facility) != NO_FACILITY)
        return BLIND_UNITED;
    if (facility->services && !(facility->services & ~other->lost))
        return BLIND_KIND;
    return reason != BLIND_NOT &&
                   titles_of(blind, s, facility, title) == TITLES_ALL_LOST
               ? reason
               : BLIND_NOT;
}

enum blind_reason blind_leaves_out(struct blind *blind, int s, uint32_t number)
{
    struct blind_side *side = &blind->side[s];
    const struct facility *facility = side->table->facility[number];
    enum blind_reason reason = reason_of(blind, s, facility);

    if (reason == BLIND_KIND)
        count(&side->left_kind[kind_main(facility->services)],
              prefecture_of(facility), number);
    else if (reason != BLIND_NOT)
        count(&side->left_out[group_of(side, facility)][reason],
              prefecture_of(facility), number);
    return reason;
}

bool blind_any_common(const struct blind *blind)
{
    const struct blind_side *old = &blind->side[SIDE_OLD];
    const struct blind_side *new = &blind->side[SIDE_NEW];
    bool unknown[SIDE_COUNT] = {false};

    for (uint32_t g = 1; g < blind->n_group; g++)
        if (old->there[g] && new->there[g])
            return true;
    for (int s = 0; s < SIDE_COUNT; s++)
        for (unsigned p = 0; p < BLIND_PREFECTURES; p++)
            unknown[s] = unknown[s] || cell_of(&blind->side[s], 0, p)->n > 0;
    return unknown[SIDE_OLD] && unknown[SIDE_NEW];
}
