#include "people/towns.h"

#include <stdio.h>
#include <string.h>

/*
 * 総務省「住民基本台帳に基づく人口、人口動態及び世帯数」 and 国立社会保障・人口
 * 問題研究所「日本の地域別将来推計人口」, as their publishers name them. The
 * workbooks of the projection do not tell their edition; the census that they
 * start from does: 2020 is that of 令和5(2023)年, 2015 that of 平成30(2018)年.
 */

static bool fill_register(struct supply *supply, const char **basis,
                          const struct towns_sheet *sheet, struct arena *arena)
{
    const char *who = sheet->japanese_only ? "、日本人住民" : "";
    int year, month, day;

    sscanf(sheet->as_of, "%d-%d-%d", &year, &month, &day);
    supply->title = "住民基本台帳に基づく人口、人口動態及び世帯数";
    supply->publisher = "総務省";
    supply->licence = "総務省ホームページ利用規約";
    supply->licence_url =
        "https://www.soumu.go.jp/menu_kyotsuu/policy/tyosaku.html";
    supply->url = "https://www.soumu.go.jp/main_sosiki/jichi_gyousei/"
                  "daityo/jinkou_jinkoudoutai-setaisuu.html";
    supply->as_of = arena_copy(arena, sheet->as_of, strlen(sheet->as_of));
    supply->attribution = arena_format(
        arena, "出典：総務省「%s」（%d年%d月%d日現在%s）（%s）を加工して作成",
        supply->title, year, month, day, who, supply->url);
    *basis = arena_format(arena, "総務省「%s」（%d年%d月%d日%s）",
                          supply->title, year, month, day, who);
    return true;
}

static bool fill_projection(struct supply *supply, const char **basis,
                            const struct towns_sheet *sheet,
                            struct arena *arena, struct err *err)
{
    const char *edition = sheet->year[0] == 2020 ? "令和5（2023）年推計"
                          : sheet->year[0] == 2015 ? "平成30（2018）年推計"
                                                   : NULL;

    if (!edition)
        return err_set(err, ERR_INPUT,
                       _("the edition of '%s' is not known: it starts in %d; "
                         "give the projection of 2023 or of 2018"),
                       supply->label, sheet->year[0]);
    supply->title =
        arena_format(arena, "日本の地域別将来推計人口（%s）", edition);
    supply->publisher = "国立社会保障・人口問題研究所";
    supply->url = "https://www.ipss.go.jp/pp-shicyoson/j/shicyoson23/"
                  "t-page.asp";
    if (sheet->year[0] == 2015)
        supply->url = "https://www.ipss.go.jp/pp-shicyoson/j/shicyoson18/"
                      "t-page.asp";
    supply->attribution = arena_format(
        arena, "出典：国立社会保障・人口問題研究所「%s」（%s）を加工して作成",
        supply->title, supply->url);
    *basis = arena_format(arena, "国立社会保障・人口問題研究所「%s」",
                          supply->title);
    return true;
}

bool towns_source_fill(struct townspeople *townspeople,
                       struct people_source *source,
                       const struct towns_sheet *sheet, struct err *err)
{
    struct supply *supply = &source->supply;
    struct arena *arena = &townspeople->arena;
    const char *basis = NULL;
    bool is_register = sheet->part == TOWNS_REGISTER;

    source->form = is_register ? "register" : "projection";
    supply->listing = source->form;
    if (is_register ? !fill_register(supply, &basis, sheet, arena)
                    : !fill_projection(supply, &basis, sheet, arena, err))
        return false;
    if (!townspeople->basis)
        townspeople->basis = basis;
    if (strcmp(townspeople->basis, basis) == 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' is of another base, %s, than the files before it, "
                     "%s; give files of one base"),
                   supply->label, basis, townspeople->basis);
}
