#include "diff/comparing.h"

#include "join/likeness.h"

#include <math.h>
#include <string.h>

/* Any of these, and a person would take the two for one. */
#define ALIKE(found)                                                           \
    (LIKENESS_HAS(found, NAME_SAME) || LIKENESS_HAS(found, NAME_CORE) ||       \
     LIKENESS_HAS(found, NAME_TAIL) || LIKENESS_HAS(found, NAME_KANA) ||       \
     LIKENESS_HAS(found, NAME_STEM) || LIKENESS_HAS(found, NAME_NEAR) ||       \
     LIKENESS_HAS(found, NAME_LIKE) || LIKENESS_HAS(found, ADDRESS_SAME) ||    \
     LIKENESS_HAS(found, ADDRESS_BLOCK) ||                                     \
     LIKENESS_HAS(found, ADDRESS_TOWN) ||                                      \
     LIKENESS_HAS(found, POSITION_NEAR) || LIKENESS_HAS(found, CODE_SAME) ||   \
     LIKENESS_HAS(found, CORPORATION_SAME))

/* Where the code brought the two together, it says nothing more: `by_code`. */
static struct record record_of(const struct facility *facility, bool by_code)
{
    bool code = !by_code && !matching_is_code(facility->id);
    struct record record = {
        .class = CLASS_OTHER,
        .id = facility->id,
        .name = facility->name,
        .name_kana = facility->name_kana,
        .address = facility->address,
        .postal_code = facility->postal_code,
        .phone = facility->phone,
        .medical_code = code ? facility->medical_code : NULL,
        .office_number = code ? facility->office_number : NULL,
        .corporation_number = facility->corporation_number,
        .point = facility->published,
        .place = {NAN, NAN},
        .place_error_m = NAN,
    };

    memcpy(record.municipality_code, facility->municipality_code, 6);
    return record;
}

bool compare_strangers(struct comparing *comparing,
                       const struct comparing_pair *pair)
{
    const struct match *match = comparing->changes->match;
    bool by_code = match->by[pair->number[SIDE_OLD]] == MATCH_CODE;
    struct record record[] = {record_of(pair->old, by_code),
                              record_of(pair->new, by_code)};
    struct likeness_key key[SIDE_COUNT];

    for (int side = 0; side < SIDE_COUNT; side++)
        likeness_key_read(&record[side], &comparing->scratch, &key[side]);
    return !ALIKE(likeness_of(&key[SIDE_OLD], &key[SIDE_NEW]).evidence);
}
