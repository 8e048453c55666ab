#include "cmd/order.h"

#include "model/layer.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct order {
    UCollator *collator;
    struct arena arena;
};

struct keyed {
    const char *key; /* collation key, terminated by its own 0 */
    const char *id;
    uint32_t facility;
    int layer;
};

struct order *order_open(struct err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    struct order *order = mem_alloc(sizeof(*order));

    *order = (struct order){0};
    order->collator = ucol_open("ja", &status);
    if (U_SUCCESS(status)) {
        /* Numbers inside names by value; kana length marks by the Japanese
         * rules of the collation. */
        ucol_setAttribute(order->collator, UCOL_NUMERIC_COLLATION, UCOL_ON,
                          &status);
        ucol_setAttribute(order->collator, UCOL_NORMALIZATION_MODE, UCOL_ON,
                          &status);
    }
    if (U_SUCCESS(status))
        return order;
    order_close(order);
    err_set(err, ERR_INTERNAL, _("no Japanese collation: %s"),
            u_errorName(status));
    return NULL;
}

static const char *key_of(struct order *order, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[512];
    uint8_t key[2048];
    int32_t len = 0;

    if (!text)
        text = "";
    u_strFromUTF8WithSub(wide, 512, &len, text, -1, 0xFFFD, NULL, &status);
    if (len > 512)
        len = 512;
    int32_t size =
        ucol_getSortKey(order->collator, wide, len, key, sizeof(key));
    if (size > (int32_t)sizeof(key))
        size = sizeof(key);
    if (size > 0)
        key[size - 1] = 0;
    return arena_copy(&order->arena, (const char *)key,
                      size > 0 ? (size_t)size - 1 : 0);
}

static int in_order(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = x->layer - y->layer;

    if (order == 0)
        order = strcmp(x->key, y->key);
    return order ? order : strcmp(x->id, y->id);
}

void order_sort(struct order *order, const struct table *table,
                uint32_t *facility, size_t n)
{
    struct keyed *keyed = arena_alloc(&order->arena, n * sizeof(*keyed));

    for (size_t i = 0; i < n; i++) {
        const struct facility *f = table->facility[facility[i]];
        keyed[i] = (struct keyed){
            key_of(order, f->name_kana ? f->name_kana : f->name), f->id,
            facility[i], layer_main(layers_of(f->services, f->filed))};
    }
    if (n)
        qsort(keyed, n, sizeof(*keyed), in_order);
    for (size_t i = 0; i < n; i++)
        facility[i] = keyed[i].facility;
    arena_reset(&order->arena);
}

void order_close(struct order *order)
{
    if (!order)
        return;
    if (order->collator)
        ucol_close(order->collator);
    arena_release(&order->arena);
    free(order);
}
