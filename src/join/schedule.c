#include "join/schedule.h"

#include "norm/hours.h"

#include <stdlib.h>
#include <string.h>

static int hours_in_order(const void *a, const void *b)
{
    const struct hours_entry *x = a, *y = b;

    if (x->facility != y->facility)
        return x->facility < y->facility ? -1 : 1;
    if (x->department != y->department)
        return x->department < y->department ? -1 : 1;
    if (x->day != y->day)
        return x->day - y->day;
    if (x->start_min != y->start_min)
        return x->start_min - y->start_min;
    return x->end_min - y->end_min;
}

static int flags_in_order(const void *a, const void *b)
{
    const struct day_flags *x = a, *y = b;

    return (x->facility > y->facility) - (x->facility < y->facility);
}

static void add_entry(struct week_hours *week, const struct hours_entry *entry)
{
    if (entry->day < DAY_COUNT)
        hours_add(&week->day[entry->day],
                  (struct interval){entry->start_min, entry->end_min});
}

static void set_flags(struct week_hours *week, const struct day_flags *flags)
{
    for (int d = 0; d < DAY_COUNT; d++)
        week->weekly[d] = (enum day_flag)flags->weekly[d];
    for (int w = 0; w < 5; w++)
        for (int d = 0; d < 7; d++)
            week->nth[w][d] = (enum day_flag)flags->nth[w][d];
}

static void add_line(struct buf *out, const char *text)
{
    if (out->len)
        buf_add_char(out, '\n');
    buf_add_text(out, text);
}

/* The departments of one facility, each with its own week, in Japanese: people
 * read it. A day on which the facility is closed is closed for them all. */
static void compose_departments(struct table *table, struct facility *facility,
                                const struct hours_entry *entry, size_t n,
                                const struct day_flags *flags,
                                struct arena *scratch)
{
    struct buf names = {0}, hours = {0};

    for (size_t i = 0; i < n;) {
        struct week_hours *week = arena_alloc(scratch, sizeof(*week));
        uint16_t department = entry[i].department;
        for (; i < n && entry[i].department == department; i++)
            if (!entry[i].reception)
                add_entry(week, &entry[i]);
        if (department == NO_DEPARTMENT)
            continue;
        add_line(&names, table->department[department]);
        /* The closing days of the facility alone say nothing of it. */
        if (!hours_text(week, scratch))
            continue;
        if (flags)
            set_flags(week, flags);
        const char *text = hours_text(week, scratch);
        if (text)
            add_line(&hours, arena_format(scratch, "%s：%s",
                                          table->department[department], text));
    }
    if (names.len)
        facility->departments = str_keep(&table->arena, buf_str(&names));
    if (hours.len)
        facility->department_hours = str_keep(&table->arena, buf_str(&hours));
    buf_release(&names);
    buf_release(&hours);
}

static const char *keep(struct table *table, const char *text)
{
    return str_keep(&table->arena, str_of(text));
}

static void compose(struct table *table, uint32_t number,
                    const struct hours_entry *entry, size_t n,
                    const struct day_flags *flags, struct arena *scratch)
{
    struct facility *facility = table->facility[number];
    struct week_hours *week = arena_alloc(scratch, sizeof(*week));
    struct week_hours *reception = arena_alloc(scratch, sizeof(*reception));
    unsigned odd = 0, ignored = 0;

    if (flags)
        set_flags(week, flags);
    for (size_t i = 0; i < n; i++)
        add_entry(entry[i].reception ? reception : week, &entry[i]);
    facility->opening_hours = keep(table, hours_osm(week, scratch, &odd));
    facility->hours_text = keep(table, hours_text(week, scratch));
    facility->reception_hours =
        keep(table, hours_osm(reception, scratch, &ignored));
    if (odd & HOURS_CONFLICT)
        table_find_fault(table, number, facility->supply, 0,
                         FIELD_opening_hours, hours_odd_text(HOURS_CONFLICT),
                         facility->opening_hours);
    compose_departments(table, facility, entry, n, flags, scratch);
}

void schedule_compose(struct table *table)
{
    struct arena scratch = {0};
    size_t h = 0, f = 0;

    if (table->n_hours)
        qsort(table->hours, table->n_hours, sizeof(*table->hours),
              hours_in_order);
    if (table->n_flags)
        qsort(table->flags, table->n_flags, sizeof(*table->flags),
              flags_in_order);
    while (h < table->n_hours || f < table->n_flags) {
        uint32_t next =
            h < table->n_hours ? table->hours[h].facility : NO_FACILITY;
        const struct day_flags *flags = NULL;
        if (f < table->n_flags && table->flags[f].facility <= next) {
            next = table->flags[f].facility;
            flags = &table->flags[f];
        }
        size_t first = h;
        while (h < table->n_hours && table->hours[h].facility == next)
            h++;
        compose(table, next, table->hours + first, h - first, flags, &scratch);
        while (f < table->n_flags && table->flags[f].facility == next)
            f++;
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    table_drop_hours(table);
}
