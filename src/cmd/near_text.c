/* What was found, for people: in the language of the locale. On a terminal it
 * also shows which town the address was taken for. */
#include "cmd/near_text.h"
#include "cmd/locale.h"

#include <math.h>

/* Where nothing was found, the lists are named shortly. */
#define BRIEF_SOURCES 5

/* ---- what was asked ---- */

static void add_place(const struct telling *telling, struct buf *out)
{
    const struct near_home *home = &telling->found->home;

    if (!home->municipality) {
        buf_add_text(out, W(PLACE_UNKNOWN));
        return;
    }
    buf_add_text(out, prefecture_name(home->code));
    buf_add_text(out, home->municipality);
}

static void add_doubts(struct telling *telling)
{
    struct buf doubts = {0};

    for (int r = 0; r < REASON_COUNT; r++)
        if ((telling->found->home.reasons >> r & 1) && geocode_reasons[r].doubt)
            buf_addf(&doubts, "%s%s",
                     doubts.len ? (telling->japanese ? "、" : ", ") : "",
                     telling->japanese ? geocode_reasons[r].ja
                                       : geocode_reasons[r].en);
    if (doubts.len)
        near_add_line(telling, W(DOUBTS), doubts.ptr);
    buf_release(&doubts);
}

/* The only place where the town stands. */
static void add_town(struct telling *telling)
{
    const struct near_home *home = &telling->found->home;

    if (!telling->terminal)
        return;
    if (home->town)
        near_add_line(telling, W(TOWN), home->town);
    for (size_t i = 0; i < home->n_alternative; i++)
        near_add_line(telling, W(ALTERNATIVE), home->alternative[i]);
}

static void add_home(struct telling *telling)
{
    const struct near_home *home = &telling->found->home;
    struct buf place = {0}, metres = {0}, text = {0};

    add_place(telling, &place);
    near_add_metres(&metres, home->error_m);
    if (near_is_coarse(home))
        buf_addf(&text, W(HOME_BY_COARSE), place.ptr,
                 telling->japanese ? level_names_ja[home->match_level]
                                   : level_names[home->match_level],
                 metres.ptr);
    else if (home->by_address)
        buf_addf(&text, W(HOME_BY_ADDRESS), place.ptr,
                 telling->japanese ? level_names_ja[home->match_level]
                                   : level_names[home->match_level],
                 metres.ptr, home->confidence);
    else
        buf_addf(&text, W(HOME_BY_POINT), place.ptr);
    near_add_line(telling, W(HOME), text.ptr);
    if (near_is_coarse(home)) {
        buf_clear(&text);
        near_add_coarse(&text, home, telling->japanese);
        buf_addf(telling->out, "%s\n", text.ptr);
    }
    add_town(telling);
    add_doubts(telling);
    buf_release(&place);
    buf_release(&metres);
    buf_release(&text);
}

static void add_order(struct telling *telling)
{
    const struct near_order *order = telling->found->order;
    struct buf text = {0};

    near_add_asked(&text, order, telling->japanese);
    near_add_line(telling, W(ASKED), text.ptr);
    buf_clear(&text);
    near_add_limit(&text, order, telling->japanese);
    near_add_line(telling, W(LIMIT), text.ptr);
    if (order->timed) {
        buf_clear(&text);
        near_add_time(&text, order, telling->japanese);
        near_add_line(telling, W(WHEN), text.ptr);
        buf_addf(telling->out, "%s\n", W(HOURS_NOTE));
    }
    buf_release(&text);
}

/* ---- lists ---- */

static void add_list(struct telling *telling, enum near_word title,
                     const struct near_list *list)
{
    struct buf *out = telling->out;

    buf_addf(out, telling->japanese ? "\n■ %s：" : "\n== %s: ",
             near_word(title, telling->japanese));
    if (list->shown < list->n)
        buf_addf(out,
                 telling->found->order->od ? W(COUNT_OF_TIME) : W(COUNT_OF),
                 list->n, list->shown);
    else
        buf_addf(out, W(COUNT), list->n);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < list->shown; i++)
        near_add_result(telling, i + 1, &list->item[i]);
}

/* ---- the end ---- */

static void add_count(struct telling *telling, enum near_word word, size_t n)
{
    if (!n)
        return;
    buf_add_text(telling->out, "  ");
    buf_addf(telling->out, near_word(word, telling->japanese), n);
    buf_add_char(telling->out, '\n');
}

static void add_left_out(struct telling *telling)
{
    const struct near_found *found = telling->found;

    if (!found->not_filed.n && !found->closed.n && !found->too_long.n &&
        !found->unplaced_around.n)
        return;
    buf_addf(telling->out, telling->japanese ? "\n■ %s\n" : "\n== %s\n",
             W(LEFT_OUT));
    add_count(telling, NEAR_NOT_FILED_WORD, found->not_filed.n);
    add_count(telling, NEAR_CLOSED_WORD, found->closed.n);
    add_count(telling, NEAR_TOO_LONG_WORD, found->too_long.n);
    add_count(telling, NEAR_UNPLACED_AROUND_WORD, found->unplaced_around.n);
    buf_addf(telling->out, "  %s\n", W(NAMES_IN_JSON));
}

static void add_source(struct telling *telling,
                       const struct view_source *source)
{
    struct buf *out = telling->out;

    near_add_plain(out, source->title);
    buf_add_text(out, telling->japanese ? "（" : " (");
    near_add_when(out, source->as_of, telling->japanese);
    if (source->licence) {
        buf_add_text(out, telling->japanese ? "、" : ", ");
        near_add_plain(out, source->licence);
    }
    buf_add_text(out, telling->japanese ? "）" : ")");
}

/* Without a result, the lists that were looked through on one line. */
static void add_sources(struct telling *telling)
{
    struct buf *out = telling->out;
    bool brief = !near_has_results(telling->found);
    size_t n;
    const struct view_source *source =
        near_sources(telling->found, &n, &telling->arena);

    buf_addf(out, telling->japanese ? "\n■ %s\n" : "\n== %s\n", W(SOURCES));
    for (size_t i = 0; i < n && (!brief || i < BRIEF_SOURCES); i++) {
        buf_add_text(out, !brief || !i        ? "  "
                          : telling->japanese ? "、"
                                              : ", ");
        add_source(telling, &source[i]);
        buf_add_text(out, brief ? "" : "\n");
    }
    if (brief && n > BRIEF_SOURCES)
        buf_addf(out, W(MORE_SOURCES), n - BRIEF_SOURCES);
    if (brief)
        buf_add_char(out, '\n');
    if (telling->found->order->od) {
        buf_add_text(out, "  ");
        buf_addf(out, W(TRAVEL), telling->found->travel.supply.label,
                 telling->found->n_leg);
        buf_add_char(out, '\n');
    }
    buf_addf(out, "%s\n%s\n", W(PROCESSED), W(DISCLAIMER));
}

/* ---- the nearest of each kind ---- */

static void add_group_counts(struct telling *telling,
                             const struct near_group *group)
{
    buf_addf(telling->out, W(GROUP_KNOWN), group->known);
    if (group->unsure)
        buf_addf(telling->out, W(GROUP_UNSURE), group->unsure);
    if (group->resting)
        buf_addf(telling->out, W(GROUP_RESTING), group->resting);
    buf_add_text(telling->out, W(GROUP_END));
}

static void add_group(struct telling *telling, const struct need *need,
                      const struct near_group *group)
{
    const struct near_result *result = group->nearest;
    const struct facility *facility =
        telling->found->table.facility[result->number];
    struct buf *out = telling->out;

    buf_addf(out, telling->japanese ? "  %s：" : "  %s: ",
             telling->japanese ? need->name_ja : need->name_en);
    near_add_way(telling, result);
    near_add_plain(out, facility->name);
    if (near_is_elsewhere(telling->found, facility))
        buf_addf(out, "  [%s]",
                 near_outside(&telling->found->home, telling->japanese));
    if (result->rank & NEAR_RANK_RESTING)
        buf_addf(out, "  [%s]", W(RESTING_MARK));
    else if (!group->known)
        buf_addf(out, "  [%s]", W(UNSURE_MARK));
    buf_addf(out, "  %s", facility->phone ? W(PHONE) : W(NO_PHONE));
    if (facility->phone) {
        buf_add_char(out, ' ');
        near_add_plain(out, facility->phone);
    }
    add_group_counts(telling, group);
    buf_add_char(out, '\n');
}

static void add_groups(struct telling *telling)
{
    const struct near_found *found = telling->found;
    const struct near_order *order = found->order;
    struct buf none = {0};

    if (order->n_kind < 2 || !near_has_results(found))
        return;
    buf_addf(telling->out, telling->japanese ? "\n■ %s\n" : "\n== %s\n",
             W(GROUPS));
    for (size_t k = 0; k < order->n_kind; k++) {
        const struct need *need = &order->kind[k];
        if (found->group[k].nearest)
            add_group(telling, need, &found->group[k]);
        else
            buf_addf(&none, "%s%s",
                     none.len ? (telling->japanese ? "、" : ", ") : "",
                     telling->japanese ? need->name_ja : need->name_en);
    }
    if (none.len) {
        buf_add_text(telling->out, "  ");
        near_add_line(telling, W(GROUPS_NONE), none.ptr);
    }
    buf_release(&none);
}

/* ---- all lists ---- */

static void add_beyond(struct telling *telling)
{
    const struct near_list *beyond = &telling->found->beyond;

    if (!beyond->n)
        return;
    buf_addf(telling->out, telling->japanese ? "\n■ %s\n" : "\n== %s\n",
             W(BEYOND));
    for (size_t i = 0; i < beyond->shown; i++)
        near_add_result(telling, i + 1, &beyond->item[i]);
}

static void add_assumed(struct telling *telling)
{
    size_t n = near_without_error(telling->found);

    if (n) {
        buf_addf(telling->out, W(ERROR_ASSUMED), n);
        buf_add_char(telling->out, '\n');
    }
}

static void add_lists(struct telling *telling)
{
    const struct near_found *found = telling->found;

    if (!found->known.n && !found->unsure.n && !found->resting.n) {
        buf_addf(telling->out, "\n%s%s%s\n", W(NOTHING),
                 found->any || telling->japanese ? "" : " ",
                 found->any ? "" : W(NOTHING_AT_ALL));
        add_beyond(telling);
    } else {
        add_groups(telling);
        add_list(telling, NEAR_KNOWN_WORD, &found->known);
        add_list(telling, NEAR_UNSURE_WORD, &found->unsure);
        if (found->resting.n)
            add_list(telling, NEAR_RESTING_WORD, &found->resting);
        buf_addf(telling->out, "\n%s\n", W(ORDER));
    }
    if (found->unplaced.n)
        add_list(telling, NEAR_UNPLACED_WORD, &found->unplaced);
    add_assumed(telling);
}

void near_text(const struct near_found *found, bool terminal, struct buf *out)
{
    struct telling one = {.found = found,
                          .out = out,
                          .japanese = locale_is_japanese(),
                          .terminal = terminal};
    struct telling *telling = &one;

    buf_addf(out, "%s\n%s\n\n", W(TITLE), W(CAUTION));
    add_home(telling);
    add_order(telling);
    add_lists(telling);
    add_left_out(telling);
    add_sources(telling);
    near_said_release(&telling->said);
    arena_release(&telling->arena);
}
