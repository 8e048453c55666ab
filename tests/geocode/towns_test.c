/* Every town is found by its own official spelling, and by those that people
 * write instead. */
#include "base/say.h"
#include "geo/crs.h"
#include "geo/geocode/search.h"
#include "geocode/given.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNTRY DATA_DIR "/gazetteer/geolonia_v1/api/ja"
#define OFFICES DATA_DIR "/codes/localgovjp-utf8.csv"
#define MERGERS DATA_DIR "/codes/municipality_mergers.csv"

struct asked {
    const struct gazetteer *gazetteer;
    struct geocoder *geocoder;
    const struct layout_town *town;
    const struct layout_city *city;
    size_t n, bad, doubted;
};

static const char *text_of(const struct asked *asked, uint32_t at)
{
    return layout_text(asked->gazetteer, at);
}

/* Is it that very town, or a row of it under the same name? */
static bool is_meant(const struct asked *asked,
                     const struct geocode_place *place)
{
    return strcmp(place->municipality_code, asked->city->code) == 0 &&
           strcmp(place->town, text_of(asked, asked->town->name)) == 0;
}

/* The address leads to the town that is asked for; to another only with a
 * doubt, and `exact` not even then unless the town is offered beside it. */
static void ask(struct asked *asked, const char *name, bool exact)
{
    struct geocode_result result;
    char address[512];

    snprintf(address, sizeof(address), "%s%s%s",
             text_of(asked, asked->city->prefecture),
             text_of(asked, asked->city->name), name);
    geocode(asked->geocoder, str_of(address), NULL, &result);
    bool doubted = geocode_doubted(result.reasons);
    bool right = is_meant(asked, &result.place);
    for (size_t i = 0; i < result.n_alternative && doubted; i++)
        right |= is_meant(asked, &result.alternative[i]);
    asked->n++;
    asked->doubted += doubted;
    if (right || (!exact && doubted))
        return;
    struct buf reasons = {0};
    given_reasons(result.reasons, &reasons);
    if (asked->bad++ < 20)
        fprintf(stderr, "%s\n  is %s %s, found %s %s (%.*s)\n", address,
                asked->city->code, text_of(asked, asked->town->name),
                result.place.municipality_code, result.place.town,
                STR_ARG(buf_str(&reasons)));
    buf_release(&reasons);
}

/* Replace every `from` in a name by `to`; false when there is none. */
static bool changed(const char *name, const char *from, const char *to,
                    char out[256])
{
    size_t n = 0;
    bool any = false;

    while (*name && n < 240) {
        if (strncmp(name, from, strlen(from)) == 0) {
            n += (size_t)sprintf(out + n, "%s", to);
            name += strlen(from);
            any = true;
        } else {
            out[n++] = *name++;
        }
    }
    out[n] = '\0';
    return any;
}

static void ask_changed(struct asked *asked, const char *name, const char *from,
                        const char *to)
{
    char out[256];

    if (changed(name, from, to, out))
        ask(asked, out, false);
}

/* Without 大字, unless that is the name of another town. */
static void ask_without_oaza(struct asked *asked, const char *name)
{
    char out[256];
    bool other = false;

    if (!changed(name, "大字", "", out))
        return;
    for (size_t t = 0; t < asked->gazetteer->n_town; t++)
        other |=
            asked->gazetteer->town[t].city == asked->town->city &&
            strcmp(text_of(asked, asked->gazetteer->town[t].name), out) == 0;
    if (!other)
        ask(asked, out, false);
}

/* 二十三丁目, 23丁目 and ２３丁目, where the number begins at no other. */
static void ask_chomes(struct asked *asked, const char *name)
{
    struct folded folded;
    struct fold_number number;
    size_t at = 0, chome = str_find(str_of(name), STR("丁目"));

    fold_text(&asked->gazetteer->fold, str_of(name), &folded);
    while (at < folded.n && folded.sym[at] != SYM_CHO)
        at++;
    size_t end = at;
    while (at > 0 && (symbol_is_digit(folded.sym[at - 1]) ||
                      symbol_kanji_value(folded.sym[at - 1]) >= 0))
        at--;
    fold_number(&folded, at, &number);
    if (chome == SIZE_MAX || !number.n || number.end[0] != end)
        return;
    static const char *const wide[] = {"０", "１", "２", "３", "４",
                                       "５", "６", "７", "８", "９"};
    char digits[16], out[256], *to = out;
    snprintf(digits, sizeof(digits), "%u", number.value[0]);
    snprintf(out, sizeof(out), "%.*s%s%s", (int)folded.from[at], name, digits,
             name + chome);
    ask(asked, out, false);
    to += snprintf(out, sizeof(out), "%.*s", (int)folded.from[at], name);
    for (const char *digit = digits; *digit; digit++)
        to += sprintf(to, "%s", wide[*digit - '0']);
    snprintf(to, sizeof(out) - (size_t)(to - out), "%s", name + chome);
    ask(asked, out, false);
}

static void ask_all_spellings(struct asked *asked)
{
    const char *name = text_of(asked, asked->town->name);

    ask(asked, name, true);
    ask_changed(asked, name, "ケ", "ヶ");
    ask_changed(asked, name, "ヶ", "ケ");
    ask_changed(asked, name, "ヶ", "が");
    ask_changed(asked, name, "ノ", "の");
    ask_changed(asked, name, "澤", "沢");
    ask_changed(asked, name, "龍", "竜");
    ask_without_oaza(asked, name);
    ask_chomes(asked, name);
}

static struct asked asked_of(const struct gazetteer *gazetteer)
{
    return (struct asked){.gazetteer = gazetteer,
                          .geocoder = geocoder_open(gazetteer)};
}

/* Not those that are gone or made, nor （大字なし）, which is no name. */
static bool take_town(struct asked *asked, size_t t)
{
    asked->town = &asked->gazetteer->town[t];
    asked->city = &asked->gazetteer->city[asked->town->city];
    return !(asked->city->flags & CITY_GONE) &&
           !(asked->town->flags & TOWN_MADE) &&
           *text_of(asked, asked->town->name) &&
           !str_starts(str_of(text_of(asked, asked->town->name)), STR("（"));
}

static void every_town(enum given given)
{
    struct asked asked = asked_of(given_gazetteer(given));

    for (size_t t = 0; t < asked.gazetteer->n_town; t++)
        if (take_town(&asked, t))
            ask_all_spellings(&asked);
    cr_expect_eq(asked.bad, 0, "%zu of %zu spellings", asked.bad, asked.n);
    cr_expect_gt(asked.n, asked.gazetteer->n_town);
    geocoder_close(asked.geocoder);
}

Test(towns, every_town_of_the_samples_is_found_however_it_is_written)
{
    every_town(GIVEN_SAMPLES);
}

Test(towns, every_town_with_a_hard_name_is_found_however_it_is_written)
{
    every_town(GIVEN_NAMES);
}

static struct gazetteer *country(void)
{
    const struct compile_options options = {.created = "2025-12-01"};
    static const char *const path[] = {COUNTRY, OFFICES, MERGERS};
    struct draft draft = {0};
    struct err err = {0};

    given_folder();
    for (size_t i = 0; i < 3; i++)
        cr_assert(draft_read(&draft, path[i], &err), "%s", err.text);
    cr_assert(draft_settle(&draft, &err), "%s", err.text);
    struct buf bytes = given_compiled(&draft, &options);
    draft_release(&draft);
    struct gazetteer *gazetteer = given_open(buf_str(&bytes), &err);
    cr_assert_not_null(gazetteer, "%s", err.text);
    buf_release(&bytes);
    return gazetteer;
}

/* 3,000 towns of the country, always the same, in steps from end to end. */
Test(towns, three_thousand_towns_of_the_country_are_found, .timeout = 600)
{
    if (access(COUNTRY, R_OK) != 0)
        cr_skip_test("no towns of the country in " COUNTRY);
    struct gazetteer *gazetteer = country();
    struct asked asked = asked_of(gazetteer);
    size_t step = gazetteer->n_town / 3000;

    for (size_t t = 7; t < gazetteer->n_town; t += step)
        if (take_town(&asked, t))
            ask_all_spellings(&asked);
    cr_expect_gt(asked.n, 3000);
    cr_expect_eq(asked.bad, 0, "%zu of %zu spellings lead elsewhere", asked.bad,
                 asked.n);
    geocoder_close(asked.geocoder);
    gazetteer_close(gazetteer);
}
