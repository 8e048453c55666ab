#include "join/likeness.h"

#include "geo/crs.h"
#include "join/name_likeness.h"
#include "model/municipality.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

const struct evidence_text evidences[EVIDENCE_COUNT] = {
#define EVIDENCE(id, weight, ja, en) {#id, weight, ja, en},
#include "join/evidence.def"
#undef EVIDENCE
};
_Static_assert(EVIDENCE_COUNT <= 32, "struct pair has 32 bits");

#define BIT(id) (1U << EVIDENCE_##id)

/* Any of these is likeness enough to believe an equal code. */
#define BACKING                                                                \
    (BIT(NAME_SAME) | BIT(NAME_CORE) | BIT(NAME_TAIL) | BIT(NAME_KANA) |       \
     BIT(NAME_STEM) | BIT(NAME_NEAR) | BIT(NAME_LIKE) | BIT(PHONE_SAME) |      \
     BIT(ADDRESS_SAME) | BIT(ADDRESS_BLOCK))
/* Names that leave no doubt: the rest of a name may be common. */
#define SAME_NAME                                                              \
    (BIT(NAME_SAME) | BIT(NAME_CORE) | BIT(NAME_TAIL) | BIT(NAME_KANA))

#define BELOW_ACCEPT (PAIRING_ACCEPT - 0.01F)

/* ---- a record made comparable ---- */

/* The digits behind a 1, so that leading zeros count; 0 when there are fewer
 * than `least` or more than `most`. */
static uint64_t digits_of(const char *text, size_t least, size_t most)
{
    struct str s = str_of(text);
    char narrow[64];
    uint64_t value = 1;
    size_t n = 0, len = text_narrow(s, narrow, sizeof(narrow));

    if (len == SIZE_MAX)
        return 0;
    for (size_t i = 0; i < len && narrow[i] != ' '; i++) {
        if (narrow[i] < '0' || narrow[i] > '9')
            continue;
        value = value * 10 + (uint64_t)(narrow[i] - '0');
        if (++n > most)
            return 0;
    }
    return n >= least ? value : 0;
}

void likeness_key_read(const struct record *record, struct arena *arena,
                       struct likeness_key *key)
{
    struct name kana;

    *key = (struct likeness_key){.record = record};
    name_read(str_of(record->name), arena, &key->name);
    name_read(str_of(record->name_kana), arena, &kana);
    key->kana = kana.rest;
    address_key_read(str_of(record->address), arena, &key->address);
    address_key_number(str_of(record->number), &key->number);
    key->phone = digits_of(record->phone, 9, 11);
    key->postal = (uint32_t)digits_of(record->postal_code, 7, 7);
    if (record->municipality_code[0])
        municipality_city(record->municipality_code, key->city);
}

/* ---- names ---- */

static uint32_t compare_names(const struct likeness_key *a,
                              const struct likeness_key *b)
{
    static const uint32_t bits[] = {
        [NAMES_UNKNOWN] = 0,
        [NAMES_SAME] = BIT(NAME_SAME),
        [NAMES_CORE] = BIT(NAME_CORE),
        [NAMES_TAIL] = BIT(NAME_TAIL),
        [NAMES_STEM] = BIT(NAME_STEM),
        [NAMES_NEAR] = BIT(NAME_NEAR),
        [NAMES_LIKE] = BIT(NAME_LIKE),
        [NAMES_DIFFER] = BIT(NAME_DIFFERS),
        [NAMES_BRANCH] = BIT(BRANCH_DIFFERS),
    };
    enum name_likeness likeness = name_compare(&a->name, &b->name);

    if (likeness > NAMES_TAIL && a->kana.len && str_eq(a->kana, b->kana))
        return BIT(NAME_KANA);
    return bits[likeness];
}

static uint32_t compare_sorts(const struct likeness_key *x,
                              const struct likeness_key *y)
{
    const struct record *a = x->record, *b = y->record;
    bool said = (a->hospital || a->clinic) && (b->hospital || b->clinic);
    enum name_sort sort_a = x->name.sort, sort_b = y->name.sort;

    if (a->class != CLASS_MEDICAL || b->class != CLASS_MEDICAL)
        return 0;
    if (said ? a->hospital && b->hospital
             : sort_a == NAME_HOSPITAL && sort_b == NAME_HOSPITAL)
        return BIT(HOSPITALS);
    if (said ? a->hospital != b->hospital
             : (sort_a == NAME_HOSPITAL && sort_b == NAME_CLINIC) ||
                   (sort_a == NAME_CLINIC && sort_b == NAME_HOSPITAL))
        return BIT(HOSPITAL_CLINIC);
    return 0;
}

/* ---- codes, telephone ---- */

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static uint32_t compare_codes(const struct record *a, const struct record *b)
{
    uint32_t found = 0;

    if (same_text(a->medical_code, b->medical_code) ||
        same_text(a->office_number, b->office_number) ||
        same_text(a->medical_code, b->office_number) ||
        same_text(a->office_number, b->medical_code))
        found = BIT(CODE_SAME);
    else if ((a->medical_code && b->medical_code) ||
             (a->office_number && b->office_number))
        found = BIT(CODE_DIFFERS);
    if (a->corporation_number && b->corporation_number)
        found |= same_text(a->corporation_number, b->corporation_number)
                     ? BIT(CORPORATION_SAME)
                     : BIT(CORPORATION_DIFFERS);
    return found;
}

/* Another corporation's clinic of the same name: 医療法人甲会 中央病院 and
 * 医療法人乙会 中央病院. */
static uint32_t compare_owners(const struct name *a, const struct name *b)
{
    return a->own.len && b->own.len && str_eq(a->core, b->core) &&
                   !name_parts_like(a->own, b->own)
               ? BIT(CORPORATION_DIFFERS)
               : 0;
}

static uint32_t compare_phones(const struct likeness_key *a,
                               const struct likeness_key *b)
{
    if (!a->phone || !b->phone)
        return 0;
    return a->phone == b->phone ? BIT(PHONE_SAME) : BIT(PHONE_DIFFERS);
}

/* ---- places ---- */

static enum address_likeness best_address(const struct likeness_key *a,
                                          const struct likeness_key *b)
{
    enum address_likeness text = address_key_compare(&a->address, &b->address);

    if (!a->record->town || !b->record->town)
        return text;
    enum address_likeness found =
        strcmp(a->record->town, b->record->town) != 0
            ? ADDRESS_OTHER
            : address_key_numbers(&a->number, &b->number);
    return text == ADDRESS_UNKNOWN || found < text ? found : text;
}

static uint32_t compare_addresses(const struct likeness_key *a,
                                  const struct likeness_key *b)
{
    static const uint32_t bits[] = {
        [ADDRESS_UNKNOWN] = 0,
        [ADDRESS_SAME] = BIT(ADDRESS_SAME),
        [ADDRESS_BLOCK] = BIT(ADDRESS_BLOCK),
        [ADDRESS_TOWN] = BIT(ADDRESS_TOWN),
        [ADDRESS_NUMBER] = BIT(ADDRESS_NUMBER),
        [ADDRESS_OTHER] = BIT(ADDRESS_OTHER),
    };
    uint32_t postal =
        a->postal && a->postal == b->postal ? BIT(POSTAL_SAME) : 0;
    enum address_likeness likeness = best_address(a, b);

    if (a->city[0] && b->city[0] && strcmp(a->city, b->city) != 0) {
        /* One of the codes is wrong when the whole text is the same. */
        if (likeness == ADDRESS_SAME &&
            str_eq(a->address.place, b->address.place))
            return BIT(ADDRESS_SAME) | postal;
        return BIT(MUNICIPALITY_DIFFERS) | postal;
    }
    return bits[likeness] | postal;
}

/* The published point, else an exact place of the address. */
static struct lonlat position_of(const struct record *record)
{
    if (lonlat_known(record->point))
        return record->point;
    return record->place_error_m <= LIKENESS_NEAR_M ? record->place
                                                    : (struct lonlat){NAN, NAN};
}

static uint32_t compare_positions(const struct record *a,
                                  const struct record *b, uint32_t found,
                                  float *distance_m)
{
    struct lonlat at_a = position_of(a), at_b = position_of(b);

    if (!lonlat_known(at_a) || !lonlat_known(at_b))
        return 0;
    *distance_m = (float)crs_distance_m(at_a, at_b);
    bool by_address = found & (BIT(ADDRESS_SAME) | BIT(ADDRESS_BLOCK));
    if (*distance_m <= LIKENESS_NEAR_M)
        return by_address ? 0 : BIT(POSITION_NEAR);
    bool published = lonlat_known(a->point) && lonlat_known(b->point);
    return published && *distance_m >= LIKENESS_FAR_M ? BIT(POSITION_FAR) : 0;
}

/* ---- the score ---- */

/* Whatever the sum: one facility needs the same name, or partly the same and
 * the same telephone number, or the same code. */
static bool vouched(uint32_t found)
{
    return (found &
            (SAME_NAME | BIT(NAME_STEM) | BIT(NAME_NEAR) | BIT(CODE_SAME))) ||
           ((found & BIT(NAME_LIKE)) && (found & BIT(PHONE_SAME)));
}

/* Another name at the very same address or telephone: renamed, or another
 * institution of the house. Where neither has a partner (pairing.c shows no
 * other of these) a person is asked: of a clinic that was renamed nobody may
 * say that it has not filed. */
static bool renamed(uint32_t found)
{
    return (found & (BIT(ADDRESS_SAME) | BIT(PHONE_SAME))) &&
           !(found &
             (BIT(CODE_DIFFERS) | BIT(HOSPITAL_CLINIC) | BIT(BRANCH_DIFFERS) |
              BIT(MUNICIPALITY_DIFFERS) | BIT(PHONE_DIFFERS)));
}

/* Of care offices no filing list speaks, and a house has many. */
static bool may_file(const struct record *record)
{
    return record->class == CLASS_MEDICAL || record->class == CLASS_DENTAL ||
           record->class == CLASS_PHARMACY || record->class == CLASS_NURSING;
}

static void weigh(struct likeness *likeness, bool may_be_renamed)
{
    float with = 0, against = 0;

    for (int i = 0; i < EVIDENCE_COUNT; i++)
        if (likeness->evidence >> i & 1U) {
            float weight = evidences[i].weight;
            *(weight > 0 ? &with : &against) += weight;
        }
    likeness->sum = with + against;
    likeness->score = fmaxf(0, fminf(1, with) + against);
    if (likeness->score >= PAIRING_ACCEPT && !vouched(likeness->evidence))
        likeness->score = BELOW_ACCEPT;
    if (may_be_renamed && renamed(likeness->evidence) &&
        likeness->score < PAIRING_DOUBT)
        likeness->score = PAIRING_DOUBT;
    if (!(likeness->evidence & BIT(CODE_SAME)))
        return;
    /* A code alone is neither believed nor passed over. */
    bool backed = likeness->evidence & BACKING;
    if (!backed || likeness->score < PAIRING_DOUBT)
        likeness->score = PAIRING_DOUBT;
}

struct likeness likeness_of(const struct likeness_key *a,
                            const struct likeness_key *b)
{
    struct likeness likeness = {.distance_m = NAN};
    uint32_t found = compare_codes(a->record, b->record) | compare_names(a, b) |
                     compare_sorts(a, b) | compare_owners(&a->name, &b->name) |
                     compare_phones(a, b) | compare_addresses(a, b);

    if ((found & SAME_NAME) && a->alone && b->alone &&
        !(found & BIT(MUNICIPALITY_DIFFERS)))
        found |= BIT(NAME_ALONE);
    if ((found & BIT(HOSPITALS)) &&
        (found & (BIT(ADDRESS_SAME) | BIT(ADDRESS_BLOCK))))
        found |= BIT(HOSPITALS_HERE);
    if ((found & BIT(HOSPITALS)) && (found & BIT(NAME_ALONE)) &&
        (found & (BIT(ADDRESS_NUMBER) | BIT(ADDRESS_OTHER))) &&
        a->alone_in_city && b->alone_in_city &&
        str_chars(a->name.core) >= LIKENESS_OWN_NAME)
        found |= BIT(HOSPITAL_MOVED);
    /* Corporations are told once: by their number, else by their name. */
    if (found & BIT(CORPORATION_SAME))
        found &= ~BIT(CORPORATION_DIFFERS);
    found |=
        compare_positions(a->record, b->record, found, &likeness.distance_m);
    likeness.evidence = found;
    weigh(&likeness, may_file(a->record));
    return likeness;
}
