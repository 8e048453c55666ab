#include "geo/geocode/layout.h"
#include "geocode/given.h"
#include "geocode/promise.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

/* The bytes of the dictionary, to be changed; release the buf. */
static struct buf copied(void)
{
    struct buf copy = {0};

    buf_add_str(&copy, given_bytes(GIVEN_NAMES));
    return copy;
}

static struct layout_header *header_of(struct buf *bytes)
{
    return (void *)bytes->ptr;
}

/* Why the bytes are refused; the text of one error is good until the next. */
static const char *refused(struct str bytes)
{
    static struct err err;

    err = (struct err){0};
    struct gazetteer *gazetteer = given_open(bytes, &err);
    cr_assert_null(gazetteer);
    cr_expect_eq(err.class, ERR_PLACE, "%s", err.text);
    return err.text;
}

static void refuses(struct str bytes, const char *said)
{
    const char *text = refused(bytes);

    cr_expect_not_null(strstr(text, said), "%s", text);
}

#define NO_DICTIONARY "is no dictionary; make one with"
#define ANOTHER_VERSION "was made by another version of the program"
#define DAMAGED "is damaged; build it again or copy it again"

/* ---- what is opened ---- */

Test(gazetteer, a_copy_that_is_equal_byte_for_byte_opens)
{
    struct buf copy = copied();
    struct err err = {0};
    struct gazetteer *gazetteer = given_open(buf_str(&copy), &err);

    cr_assert_not_null(gazetteer, "%s", err.text);
    cr_expect_str_eq(gazetteer_info(gazetteer)->build_id,
                     gazetteer_info(given_gazetteer(GIVEN_NAMES))->build_id);
    gazetteer_close(gazetteer);
    buf_release(&copy);
}

Test(gazetteer, the_info_is_that_of_its_sources)
{
    const struct gazetteer_info *info =
        gazetteer_info(given_gazetteer(GIVEN_SAMPLES));

    cr_expect_str_eq(info->created, "2025-12-01");
    cr_expect_eq(strlen(info->build_id), 32);
    cr_expect_eq(info->bytes, given_bytes(GIVEN_SAMPLES).len);
    cr_expect_eq(info->n_city, 2);
    cr_expect_eq(info->n_history, 3);
    /* Two, and the numbers of みずうみ町 that have no 大字. */
    cr_expect_eq(info->level[LEVEL_MUNICIPALITY], 3);
    cr_expect_eq(info->level[LEVEL_HOUSE], 680);
    cr_assert_eq(info->n_source, 13);
    for (size_t i = 0; i < info->n_source; i++) {
        cr_expect_geq(info->source[i].rows_read, info->source[i].rows_kept);
        cr_expect(*info->source[i].label && *info->source[i].title &&
                  *info->source[i].licence);
        cr_expect_str_eq(info->source[i].as_of, "");
    }
}

Test(gazetteer, nothing_is_closed_without_harm)
{
    gazetteer_close(NULL);
}

/* ---- what is refused ---- */

Test(gazetteer, what_is_no_dictionary_is_refused_and_named)
{
    struct buf text = {0};

    refuses(STR(""), NO_DICTIONARY);
    refuses(STR("lg_code,pref\n"), NO_DICTIONARY);
    refuses(STR(LAYOUT_MAGIC), NO_DICTIONARY);
    for (int i = 0; i < 4000; i++)
        buf_add_text(&text, "not ours");
    refuses(buf_str(&text), NO_DICTIONARY);
    refuses(buf_str(&text), "open.gaz'");
    buf_release(&text);
}

Test(gazetteer, a_folder_is_refused_and_a_missing_file_is_storage)
{
    struct err err = {0};

    cr_assert_null(gazetteer_open(given_folder(), &err));
    cr_expect_eq(err.class, ERR_PLACE, "%s", err.text);
    cr_assert_null(gazetteer_open("/nonexistent/a.gaz", &err));
    cr_expect_eq(err.class, ERR_STORAGE, "%s", err.text);
    cr_expect_not_null(strstr(err.text, "No such file"), "%s", err.text);
}

Test(gazetteer, one_cut_off_at_any_section_is_refused_as_damaged)
{
    struct buf bytes = copied();
    const struct layout_header *header = header_of(&bytes);

    for (int s = 0; s < SECTION_COUNT; s++)
        for (int off = -1; off <= 1; off++) {
            size_t len = header->section[s].at + (size_t)off;
            if (len < bytes.len)
                refuses((struct str){bytes.ptr, len},
                        len < sizeof(*header) ? NO_DICTIONARY : DAMAGED);
        }
    refuses((struct str){bytes.ptr, bytes.len - 1}, DAMAGED);
    buf_add_char(&bytes, 0);
    refuses(buf_str(&bytes), DAMAGED);
    buf_release(&bytes);
}

Test(gazetteer, one_flipped_bit_in_any_section_is_refused_as_damaged)
{
    struct buf bytes = copied();

    for (int s = 0; s < SECTION_COUNT; s++) {
        size_t at = header_of(&bytes)->section[s].at;
        size_t len = header_of(&bytes)->section[s].bytes;
        for (size_t i = 0; len && i < 3; i++) {
            char *byte = &bytes.ptr[at + (len - 1) * i / 2];
            *byte ^= (char)(1 << s % 8);
            refuses(buf_str(&bytes), DAMAGED);
            *byte ^= (char)(1 << s % 8);
        }
    }
    buf_release(&bytes);
}

Test(gazetteer, one_flipped_bit_in_the_header_is_refused)
{
    struct buf bytes = copied();

    for (size_t i = 0; i < sizeof(struct layout_header); i++) {
        bytes.ptr[i] ^= 4;
        refused(buf_str(&bytes));
        bytes.ptr[i] ^= 4;
    }
    buf_release(&bytes);
}

Test(gazetteer, another_version_is_told_from_damage)
{
    struct buf bytes = copied();

    header_of(&bytes)->version++;
    refuses(buf_str(&bytes), ANOTHER_VERSION);
    header_of(&bytes)->version--;
    header_of(&bytes)->order = 0x04030201; /* the other byte order */
    refuses(buf_str(&bytes), ANOTHER_VERSION);
    header_of(&bytes)->order = LAYOUT_ORDER;
    header_of(&bytes)->n_section++;
    refuses(buf_str(&bytes), ANOTHER_VERSION);
    buf_release(&bytes);
}

/* ---- what was made to deceive ---- */

static void sign_again(struct buf *bytes)
{
    struct layout_header *header = header_of(bytes);

    header->checksum = 0;
    header->checksum = XXH3_64bits(bytes->ptr + sizeof(*header),
                                   bytes->len - sizeof(*header)) ^
                       XXH3_64bits(header, sizeof(*header));
}

static uint32_t state = 11;

static uint32_t chance(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % n;
}

/* Ask it for what leads through every section. */
static void ask(const struct gazetteer *gazetteer)
{
    static const char *const address[] = {
        "東京都新宿区西新宿2-8-1", "愛媛県松山市福角町甲208-11",
        "中央区中央1-1",           "埼玉県浦和市高砂3-15-1",
        "相模原市田名2178",        "京都市上京区近衛町24",
        "青森県浪岡町大字浪岡",    "西新宿二丁目",
        "浜松市中区鴨江1",         "●尾井町"};
    const struct geocode_hint hint = {"13104", "160-0023"};
    struct geocoder *geocoder = geocoder_open(gazetteer);
    struct geocode_result result;
    struct buf out = {0};

    for (size_t i = 0; i < sizeof(address) / sizeof(*address); i++) {
        geocode(geocoder, str_of(address[i]), i % 2 ? &hint : NULL, &result);
        buf_clear(&out);
        geocode_json(&result, str_of(address[i]), &out);
    }
    buf_release(&out);
    geocoder_close(geocoder);
}

/* The checksum is no secret: a file may be wrong on purpose. It is refused, or
 * at least leads nowhere outside (the sanitizers would tell). */
Test(gazetteer, a_forged_dictionary_is_refused_or_leads_nowhere_outside)
{
    static const uint32_t word[] = {0,          1,          0x7FFFFFFF,
                                    0x80000000, 0xFFFFFFFF, 0xFFFFFFFE};
    struct buf bytes = copied();
    size_t n_opened = 0, n_refused = 0;

    for (int round = 0; round < 1500; round++) {
        const struct layout_header *header = header_of(&bytes);
        size_t s = (size_t)round % SECTION_COUNT;
        size_t at = header->section[s].at, len = header->section[s].bytes;
        uint32_t before, after;
        if (round % 7 == 0) {
            at = offsetof(struct layout_header, level);
            len = sizeof(*header) - at;
        }
        if (len < 4)
            continue;
        at += (size_t)chance((uint32_t)len / 4) * 4;
        memcpy(&before, bytes.ptr + at, 4);
        after = chance(2) ? word[chance(6)] : before ^ 1u << chance(32);
        memcpy(bytes.ptr + at, &after, 4);
        sign_again(&bytes);
        struct err err = {0};
        struct gazetteer *gazetteer = given_open(buf_str(&bytes), &err);
        if (gazetteer)
            ask(gazetteer);
        else
            cr_assert_eq(err.class, ERR_PLACE, "%s", err.text);
        n_opened += gazetteer != NULL;
        n_refused += gazetteer == NULL;
        gazetteer_close(gazetteer);
        memcpy(bytes.ptr + at, &before, 4);
    }
    cr_expect_gt(n_opened, 100);
    cr_expect_gt(n_refused, 100);
    buf_release(&bytes);
}

/* ---- whose file is it ---- */

Test(gazetteer, a_file_is_ours_when_nothing_would_be_lost)
{
    struct str bytes = given_bytes(GIVEN_NAMES);

    cr_expect(gazetteer_is_ours("/nonexistent/a.gaz"));
    cr_expect(gazetteer_is_ours(given_file("0.gaz", STR(""))));
    cr_expect(gazetteer_is_ours(given_file("1.gaz", bytes)));
    cr_expect(gazetteer_is_ours(
        given_file("2.gaz", str_cut(bytes, 0, bytes.len / 2))));
    cr_expect_not(gazetteer_is_ours(given_file("3.gaz", STR("a"))));
    cr_expect_not(gazetteer_is_ours(given_file("4.gaz", STR("zaitaku"))));
    cr_expect_not(gazetteer_is_ours(
        given_file("5.gaz", STR("name,address\nzaitaku gazetteer\n"))));
    cr_expect_not(gazetteer_is_ours(given_folder()));
    cr_expect_not(gazetteer_is_ours("/dev/null/a.gaz"));
}
