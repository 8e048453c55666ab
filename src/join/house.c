#include "join/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than this under one number are a switchboard, not a house. */
#define HOUSE_MAX 8

struct tenant {
    char key[72];
    uint32_t facility;
    enum record_class class;
};

struct tenants {
    struct tenant *item;
    size_t n, cap;
};

static int in_order(const void *a, const void *b)
{
    const struct tenant *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    if (order == 0)
        order = (x->facility > y->facility) - (x->facility < y->facility);
    return order;
}

static void add_tenant(struct tenants *all, const char *key, uint32_t facility,
                       enum record_class class)
{
    all->item = mem_room(all->item, all->n, &all->cap, sizeof(*all->item));
    struct tenant *tenant = &all->item[all->n++];
    snprintf(tenant->key, sizeof(tenant->key), "%s", key);
    tenant->facility = facility;
    tenant->class = class;
}

/* "25201 0775220000"; false when there is no whole number. */
static bool phone_key(const struct record *record, char key[72])
{
    size_t n = 6;

    if (!record->phone || !record->municipality_code[0])
        return false;
    memcpy(key, record->municipality_code, 5);
    key[5] = ' ';
    for (const char *at = record->phone; *at && n < 17; at++)
        if (*at >= '0' && *at <= '9')
            key[n++] = *at;
    key[n] = '\0';
    return n >= 6 + 10;
}

static bool owner_key(const struct record *record, char key[72])
{
    if (!record->corporation_number || !record->town || !record->number ||
        strlen(record->town) + strlen(record->number) > 56)
        return false;
    snprintf(key, 72, "%.13s %.40s %.16s", record->corporation_number,
             record->town, record->number);
    return true;
}

static bool is_related(const struct facility *facility, const char *id)
{
    struct str rest = str_of(facility->related), part;

    while (facility->related && str_part(&rest, '\n', &part))
        if (str_is(part, id))
            return true;
    return false;
}

static void relate(struct table *table, uint32_t a, uint32_t b)
{
    struct facility *facility = table->facility[a];
    const char *id = table->facility[b]->id;

    if (a == b || is_related(facility, id))
        return;
    facility->related =
        facility->related
            ? arena_format(&table->arena, "%s\n%s", facility->related, id)
            : id;
}

static void relate_tenants(struct table *table, const struct tenant *tenant,
                           size_t n)
{
    size_t n_facility = 0;

    for (size_t i = 0; i < n; i++)
        n_facility += i == 0 || tenant[i].facility != tenant[i - 1].facility;
    for (size_t i = 0; i < n && n_facility <= HOUSE_MAX; i++)
        for (size_t k = 0; k < n; k++)
            if (tenant[i].class != tenant[k].class)
                relate(table, tenant[i].facility, tenant[k].facility);
}

static void relate_named(const uint32_t *facility, size_t n_facility,
                         struct table *table)
{
    for (size_t i = 0; i < table->n_institution; i++) {
        const struct institution *one = &table->institution[i];
        const struct institution *other =
            one->together ? table_find_institution(table, one->together) : NULL;
        if (!other)
            continue;
        uint32_t a = facility[n_facility + i];
        uint32_t b =
            facility[n_facility + table_institution_number(table, other)];
        if (a == NO_FACILITY || b == NO_FACILITY)
            continue;
        relate(table, a, b);
        relate(table, b, a);
    }
}

void house_relate(const struct records *records, const uint32_t *facility,
                  struct table *table)
{
    struct tenants all = {0};
    char key[72];

    relate_named(facility, records->n_facility, table);
    for (size_t r = 0; r < records->n; r++) {
        const struct record *record = &records->item[r];
        if (facility[r] == NO_FACILITY)
            continue;
        if (phone_key(record, key))
            add_tenant(&all, key, facility[r], record->class);
        if (owner_key(record, key))
            add_tenant(&all, key, facility[r], record->class);
    }
    if (all.n)
        qsort(all.item, all.n, sizeof(*all.item), in_order);
    for (size_t i = 0, first; i < all.n;) {
        for (first = i;
             i < all.n && strcmp(all.item[i].key, all.item[first].key) == 0;)
            i++;
        relate_tenants(table, all.item + first, i - first);
    }
    free(all.item);
}
