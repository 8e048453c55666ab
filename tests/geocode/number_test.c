#include "geo/geocode/number.h"

#include "geo/geocode/layout.h"
#include "geocode/given.h"

#include <criterion/criterion.h>
#include <string.h>

/* "number | what is left | form" of a text. */
static void reads(const char *text, const char *expected)
{
    static const char *const forms[] = {"BANCHI", "GO", "NOTHING", "SEVERAL",
                                        "CHOME"};
    struct folded folded;
    struct number number;
    char out[NUMBER_TEXT];
    struct buf found = {0};

    fold_text(given_fold(), str_of(text), &folded);
    number_read(&folded, 0, &number);
    number_text(&number, number.n, out);
    buf_addf(&found, "%s|%s|", out,
             number.to < folded.n ? text + folded.from[number.to] : "");
    for (unsigned f = 0; f < 5; f++)
        if (number.form & 1u << f)
            buf_addf(&found, " %s", forms[f]);
    cr_expect(str_is(buf_str(&found), expected), "%s: right %s, found %.*s",
              text, expected, STR_ARG(buf_str(&found)));
    buf_release(&found);
}

Test(number, hyphens_of_any_kind_join_parts)
{
    reads("1", "1||");
    reads("1-2", "1-2||");
    reads("１－２－３", "1-2-3||");
    reads("1の2ノ3", "1-2-3||");
    reads("一の二", "1-2||");
    reads("1一2一3", "1-2-3||");
    reads("33-2-1", "33-2-1||");
}

Test(number, words_join_parts_and_tell_their_form)
{
    reads("2番3号", "2-3|| GO");
    reads("12番地", "12|| BANCHI");
    reads("12番地の3", "12-3|| BANCHI");
    reads("12番地3", "12-3|| BANCHI");
    reads("12番の3", "12-3||");
    reads("三番地二", "3-2|| BANCHI");
    reads("1丁目2番3号", "1-2-3|| GO CHOME");
    reads("5番", "5||");
}

Test(number, a_letter_before_or_behind_is_part_of_it)
{
    reads("甲402", "甲402||");
    reads("甲402番地の106", "甲402-106|| BANCHI");
    reads("甲-402", "甲402||");
    reads("402番地ロ", "402-ロ|| BANCHI");
    reads("402-ﾛ", "402-ロ||");
    reads("403-乙1", "403-乙1||");
    reads("403番地乙の1", "403-乙1|| BANCHI");
    reads("イ5", "イ5||");
    reads("亥45-1", "亥45-1||");
}

Test(number, a_letter_that_begins_a_word_is_no_part)
{
    reads("9-1クリーンリバー", "9-1|クリーンリバー|");
    reads("9-1アパート", "9-1|アパート|");
    reads("402番地ハイツ", "402|ハイツ| BANCHI");
}

Test(number, nothing_but_a_letter_is_no_number)
{
    reads("甲", "|甲|");
    reads("ロ", "|ロ|");
    reads("", "||");
    reads("町", "|町|");
    reads("-1", "|-1|");
}

Test(number, no_number_may_be_written)
{
    reads("無番地", "|| NOTHING");
    reads("番外地", "|| NOTHING");
    reads("番地なし", "|| NOTHING");
    reads("番地無し", "|| NOTHING");
    reads("無番地5", "5|| NOTHING");
}

Test(number, endings_of_place_belong_to_it)
{
    reads("3地内", "3||");
    reads("3番地先", "3|| BANCHI");
    reads("3付近", "3||");
    reads("3先", "3||");
    reads("地内", "||");
}

Test(number, lists_are_several_and_stay_unread)
{
    reads("3、7", "3|、7| SEVERAL");
    reads("3番地1他3筆", "3-1|他3筆| BANCHI SEVERAL");
    reads("50-3、51-1、他１筆", "50-3|、51-1、他１筆| SEVERAL");
}

Test(number, floors_rooms_and_ridges_are_the_building_s)
{
    reads("2-4-1 5F", "2-4-1|5F|");
    reads("2-4-1 305号室", "2-4-1|305号室|");
    reads("2-4 3階", "2-4|3階|");
    reads("2-4-1-2号棟", "2-4-1|-2号棟|");
    reads("2番3号101号室", "2-3|101号室| GO");
}

Test(number, at_most_four_parts_are_read)
{
    reads("1-2-3-4", "1-2-3-4||");
    reads("1-2-3-4-5", "1-2-3-4|-5|");
}

Test(number, a_dash_that_leads_nowhere_is_not_its)
{
    reads("12-", "12|-|");
    reads("12-町", "12|-町|");
}

Test(number, the_longest_text_fits)
{
    reads("甲4294967294-乙4294967294-丙4294967294-丁4294967294",
          "甲4294967294-乙4294967294-丙4294967294-丁4294967294||");
}

/* ---- keys ---- */

static uint32_t key_of(const char *text, unsigned level)
{
    struct folded folded;
    struct number number;

    fold_text(given_fold(), str_of(text), &folded);
    number_read(&folded, 0, &number);
    return number_key(&number, number.n, level);
}

Test(number, equal_numbers_have_equal_keys_however_they_are_written)
{
    cr_expect_eq(key_of("402番地ロ", NUMBER_PARCEL),
                 key_of("402-ﾛ", NUMBER_PARCEL));
    cr_expect_eq(key_of("２番３号", NUMBER_HOUSE), key_of("2-3", NUMBER_HOUSE));
    cr_expect_eq(key_of("甲四〇三の二", NUMBER_PARCEL),
                 key_of("甲403-2", NUMBER_PARCEL));
}

Test(number, other_numbers_and_levels_have_other_keys)
{
    static const char *const other[] = {"甲402", "402",   "乙402", "402-甲",
                                        "4-02",  "402-1", "402-0", "40-2"};

    for (size_t i = 0; i < 8; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(other[i], other[k]) != 0)
                cr_expect_neq(key_of(other[i], NUMBER_PARCEL),
                              key_of(other[k], NUMBER_PARCEL), "%s %s",
                              other[i], other[k]);
    cr_expect_neq(key_of("1-2", NUMBER_HOUSE), key_of("1-2", NUMBER_PARCEL));
    cr_expect_neq(key_of("1", NUMBER_BLOCK), key_of("1", NUMBER_HOUSE));
}

Test(number, the_upper_bits_of_a_key_are_its_level)
{
    cr_expect_eq(key_of("7", NUMBER_HOUSE) >> 30, NUMBER_HOUSE);
    cr_expect_eq(key_of("7", NUMBER_BLOCK) >> 30, NUMBER_BLOCK);
    cr_expect_eq(key_of("7", NUMBER_PARCEL) >> 30, NUMBER_PARCEL);
}
