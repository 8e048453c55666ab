/*
 * A published address made comparable without a dictionary: the text in front
 * of the number, and the number. The geocoder's answer is better where there
 * is one; this is for the rest, and for what its dictionary lacks.
 *
 * Prefecture, 大字 and 字, spaces and what follows the number (buildings,
 * floors) go; characters are folded as names are (norm/name.h); 丁目, 番地, 番,
 * 号, の and dashes separate numbers, kanji numerals in front of them count.
 */
#ifndef JOIN_ADDRESS_KEY_H
#define JOIN_ADDRESS_KEY_H

#include "base/str.h"

#define ADDRESS_PARTS 5
/* The most 丁目 of a town are some 40: above this a number is a parcel. */
#define ADDRESS_CHOME_MOST 60

struct address_key {
    struct str place; /* with the municipality when it was written */
    uint32_t number[ADDRESS_PARTS];
    uint8_t n; /* 0: no number is written */
};

/* How two addresses of one municipality (or of unknown ones) stand to each
 * other. */
enum address_likeness {
    ADDRESS_UNKNOWN,
    ADDRESS_SAME,   /* town and number */
    ADDRESS_BLOCK,  /* town; one number is the beginning of the other */
    ADDRESS_TOWN,   /* town; one has no number */
    ADDRESS_NUMBER, /* town; other numbers */
    ADDRESS_OTHER,
};

void address_key_read(struct str address, struct arena *arena,
                      struct address_key *key);

/* Only the numbers of "3-2-1"; the place stays empty. */
void address_key_number(struct str number, struct address_key *key);

/* Towns are the same when one place ends with the other (街 names of 京都,
 * municipality left out) or goes on from it (小字). */
enum address_likeness address_key_compare(const struct address_key *a,
                                          const struct address_key *b);

/* The numbers alone, given that the towns are the same. */
enum address_likeness address_key_numbers(const struct address_key *a,
                                          const struct address_key *b);

#endif
