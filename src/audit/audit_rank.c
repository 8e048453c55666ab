/*
 * A million values are ranked again and again (every method, every year): by
 * radix, which takes a tenth of a comparing sort and keeps equals in order.
 * The bits of numbers that are not negative rise as the numbers do (IEEE 754).
 */
#include "audit/audit_work.h"

#include <string.h>

#define DIGIT_BITS 11
#define DIGITS 6 /* of 64 bits */
#define DIGIT_VALUES (1U << DIGIT_BITS)

static unsigned digit_of(double value, unsigned digit)
{
    uint64_t bits;

    value += 0.0; /* -0 becomes 0 */
    memcpy(&bits, &value, sizeof(bits));
    return (unsigned)(bits >> (digit * DIGIT_BITS)) & (DIGIT_VALUES - 1);
}

void audit_rank(struct audit_rank *rank, struct audit_rank *spare, size_t n)
{
    struct audit_rank *from = rank, *to = spare;

    for (unsigned digit = 0; digit < DIGITS && n > 0; digit++) {
        size_t start[DIGIT_VALUES + 1] = {0};
        for (size_t i = 0; i < n; i++)
            start[digit_of(from[i].value, digit) + 1]++;
        if (start[digit_of(from[0].value, digit) + 1] == n)
            continue; /* all have the same one */
        for (size_t v = 0; v < DIGIT_VALUES; v++)
            start[v + 1] += start[v];
        for (size_t i = 0; i < n; i++)
            to[start[digit_of(from[i].value, digit)]++] = from[i];
        struct audit_rank *swap = from;
        from = to;
        to = swap;
    }
    if (from != rank)
        memcpy(rank, from, n * sizeof(*rank));
}
