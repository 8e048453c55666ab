/* Texts by themselves: town.h. */
#include "diff/town.h"

#include <criterion/criterion.h>

Test(town, begins_behind_the_municipality)
{
    static const char *const row[][2] = {
        {"滋賀県大津市御陵町3-1", "御陵町3-1"},
        {"大津市御陵町3-1", "御陵町3-1"},
        {"滋賀県坂田郡米原町下多良1", "下多良1"},
        {"静岡県浜松市中区海老塚町5", "海老塚町5"},
        {"東京都千代田区霞が関1-2", "霞が関1-2"},
        {"三重県四日市市諏訪町1", "諏訪町1"},
        {"千葉県市川市八幡1", "八幡1"},
        {"東京都町田市森野2", "森野2"},
        {"奈良県大和郡山市北郡山町248", "北郡山町248"},
        {"福島県郡山市朝日1", "朝日1"},
        {"福岡県小郡市小郡255", "小郡255"},
        {"東京都東村山市本町1", "本町1"},
        {"北海道余市郡余市町朝日町26", "朝日町26"},
        {"東京都三宅村阿古497", "阿古497"},
        {"京都府京都市中京区寺町通御池上る", "寺町通御池上る"},
        {"御陵3-1", "御陵3-1"},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct str town = town_of(str_of(row[i][0]));
        cr_expect(str_is(town, row[i][1]), "%s: %.*s", row[i][0],
                  STR_ARG(town));
    }
}
