/* Travel times of a router to the facilities that were found. */
#include "cmd/near.h"

#include <stdlib.h>
#include <string.h>

static float *minutes_by_facility(const struct near_found *found,
                                  const struct travel_leg *leg)
{
    size_t n = found->table.n_facility;
    float *minutes = mem_alloc((n + 1) * sizeof(*minutes));

    for (size_t i = 0; i < n; i++)
        minutes[i] = -1;
    for (size_t i = 0; i < found->n_leg; i++)
        minutes[leg[i].facility] = leg[i].minutes;
    return minutes;
}

static void set_minutes(struct near_list *list, const float *minutes)
{
    for (size_t i = 0; i < list->n; i++)
        if (minutes[list->item[i].number] >= 0)
            list->item[i].minutes = (double)minutes[list->item[i].number];
}

/* "No facility of the store" is said of few of them here. */
static bool only_these(struct err *err)
{
    struct err told = *err;

    return told.class == ERR_INPUT
               ? err_set(err, told.class,
                         _("%s (ids are looked for among what "
                           "was asked for around the home)"),
                         told.text)
               : false;
}

bool near_travel(struct near_found *found, struct near_list *all,
                 struct err *err)
{
    const char *path = found->order->od;

    if (!travel_read(path, &found->table, &found->travel, err))
        return only_these(err);
    const struct travel_leg *leg =
        travel_of(&found->travel, TRAVEL_HERE, &found->n_leg);
    if (!leg)
        return err_set(err, ERR_INPUT,
                       _("no row of '%s' has the from_id 'here'; write the "
                         "times from the home with it"),
                       path);
    float *minutes = minutes_by_facility(found, leg);
    set_minutes(all, minutes);
    set_minutes(&found->unplaced, minutes);
    free(minutes);
    return true;
}
