/* Every sentence is there in both languages, and in no other way than asked
 * for: the locale of the one who runs it has no say. */
#include "given.h"

#include "base/err.h"
#include "join/correct.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what makes them be said; `lacking` is the side without ---- */

static void clinics(struct given *given, int side, const char *id, unsigned n,
                    const char *code, const char *services)
{
    for (unsigned i = 0; i < n; i++) {
        char text[16];
        snprintf(text, sizeof(text), id, 100 + i);
        struct facility *facility =
            given_clinic(&given->side[side], text, 100 + i);
        given_services(facility, services);
        memcpy(facility->municipality_code, code, 6);
    }
}

static void lack_list(struct given *given, int lacking)
{
    struct table *table = &given->side[!lacking];
    uint32_t supply =
        given_supply(table, "navii-dental", "歯科診療所一覧", ROW_FACILITY);
    struct facility *facility = given_clinic(table, "n-1", 1);

    facility->supply = supply;
    facility->sources = table_source(table, "歯科診療所一覧");
}

static void lack_prefecture(struct given *given, int lacking)
{
    clinics(given, !lacking, "n-%u", 10, "26104", "clinic");
}

static void lack_filing_list(struct given *given, int lacking)
{
    for (int side = OLD; side <= NEW; side++) {
        given_supply(&given->side[side], "bureau-filings", "名簿", ROW_FILING);
        given_clinic(&given->side[side], "n-1", 1)->supply = 1;
    }
    struct facility *facility =
        given_clinic(&given->side[!lacking], "m-2610100019", 2);
    facility->supply = 1;
    facility->medical_code = facility->id + 2;
    memcpy(facility->municipality_code, "26104", 6);
}

static void lack_kind(struct given *given, int lacking)
{
    clinics(given, !lacking, "k-%u", 10, "25201", "visiting-bath");
}

static void unite(struct given *given, int united)
{
    given_both(given, "n-1", 1);
    given_clinic(&given->side[!united], "n-2", 2);
    table_add_alias(&given->side[united],
                    table_find(&given->side[united], "n-1"), "n-2");
}

static void lack_values(struct given *given, int lacking)
{
    struct table *table = &given->side[lacking];

    for (size_t i = 0; i < table->n_facility; i++) {
        struct facility *facility = table->facility[i];
        facility->phone = facility->beds_general = facility->beds_total = NULL;
        facility->published.lon_deg = facility->published.lat_deg = NAN;
    }
}

/* Neither the input nor the place of one is known. */
static void lack_value_of_unknown(struct given *given, int lacking)
{
    given_both(given, "n-1", 1);
    for (int side = OLD; side <= NEW; side++) {
        struct facility *facility = given_of(&given->side[side], "n-1");
        facility->supply = UINT32_MAX;
        facility->municipality_code[0] = '\0';
        facility->phone = side == lacking ? NULL : facility->phone;
    }
}

static void lack_filings(struct given *given, int lacking)
{
    struct table *table = &given->side[lacking];

    for (size_t i = 0; i < table->n_facility; i++) {
        table->facility[i]->filing_list = FILING_LIST_UNREAD;
        table->facility[i]->not_filed = 0;
    }
}

static void doubt_filing(struct given *given, int to)
{
    given_both(given, "n-1", 1);
    struct facility *facility = given_of(&given->side[OLD], "n-1");
    facility->filed = FUNCTION_BIT(FUNCTION_home_medical_management);
    facility = given_of(&given->side[NEW], "n-1");
    facility->not_filed = 0;
    facility->filing_list =
        to == OLD ? FILING_LIST_UNDECIDED : FILING_LIST_INCOMPLETE;
}

static void correct_name(struct given *given, int corrected)
{
    given_both(given, "n-1", 1);
    struct table *table = &given->side[corrected];
    uint32_t number = table_find(table, "n-1");
    const char *rule[] = {CORRECT_REASON, CORRECT_FORMER};

    for (int r = 0; r < 2; r++)
        table_add_other_value(
            table,
            (struct other_value){number, 0, 2, FIELD_name,
                                 table->facility[number]->name, rule[r]});
    table->facility[number]->name = "訂正した診療所";
}

static void give_number_anew(struct given *given, int to)
{
    given_clinic(&given->side[!to], "n-1", 1);
    given_clinic(&given->side[to], "n-1", 2)->address =
        "滋賀県大津市堅田9丁目8番7号";
}

static void doubt(struct given *given, int to)
{
    given_clinic(&given->side[!to], "n-1", 1);
    struct facility *facility = given_clinic(&given->side[to], "n-2", 1);
    facility->name = "まったく別の名前診療所";
    facility->phone = NULL;
}

/* ---- what is said ---- */

/* Beginnings, by the side that lacks it. */
static const struct row {
    void (*arrange)(struct given *given, int side);
    const char *ja[2], *en[2];
} rows[] = {
    {lack_list,
     {"前回にはこの一覧がありません。", "今回はこの一覧がありません。"},
     {"the old side has no row of this list: what is",
      "the new side has no row of this list: what was"}},
    {lack_prefecture,
     {"前回のこの一覧には京都府の施設が1つもなく、",
      "今回のこの一覧には京都府の施設が1つもなく、"},
     {"the old side has no facility of this list in 京都府, the new side has",
      "the new side has no facility of this list in 京都府, the old side "
      "had"}},
    {lack_filing_list,
     {"前回には京都府のこの一覧がありません。",
      "今回は京都府のこの一覧がありません。"},
     {"the old side has no such list of 京都府: what is",
      "the new side has no such list of 京都府: what was"}},
    {lack_kind,
     {"前回にはこの種別の施設が1つもなく、今回は多数あります。",
      "今回はこの種別の施設が1つもなく、前回は多数ありました。"},
     {"the old side has no facility of this kind, the new side many: a file",
      "the new side has no facility of this kind, the old side had many: a "
      "file"}},
    {lack_kind,
     {"訪問入浴介護", "訪問入浴介護"},
     {"Visiting bath service", "Visiting bath service"}},
    {unite,
     {"前回はほかの施設と1つの記録にまとめていましたが、",
      "前回は別々の記録でしたが、今回はほかの施設と1つの記録に"},
     {"they were part of another record on the old side",
      "they are part of another record on the new side"}},
    {unite,
     {"別々の記録になった施設", "1つの記録にまとまった施設"},
     {"records that were part of another one",
      "records that are part of another one"}},
    {lack_values,
     {"前回の「一覧」（滋賀県）にはこの項目が1件もなく、今回はあります。",
      "今回の「一覧」（滋賀県）にはこの項目が1件もなく、前回はありました。"},
     {"the old side has none in '一覧' (滋賀県), the new side has: ",
      "the new side has none in '一覧' (滋賀県), the old side had: "}},
    {lack_values, {"電話番号", "電話番号"}, {"Telephone", "Telephone"}},
    {lack_values, {"病床数", "病床数"}, {"Numbers of beds", "Numbers of beds"}},
    {lack_values,
     {"位置（緯度・経度）", "位置（緯度・経度）"},
     {"Position", "Position"}},
    {lack_value_of_unknown,
     {"前回の「どの一覧か分からないもの」（都道府県不明）には",
      "今回の「どの一覧か分からないもの」（都道府県不明）には"},
     {"the old side has none in 'list that is not known' (unknown prefecture)",
      "the new side has none in 'list that is not known' (unknown "
      "prefecture)"}},
    {lack_filings,
     {"前回には滋賀県の届出の一覧がありません。",
      "今回は滋賀県の届出の一覧がありません。"},
     {"the old side has no filing list of 滋賀県: filings",
      "the new side has no filing list of 滋賀県: filings"}},
    {lack_filings,
     {"在宅医療の届出（医科）", "在宅医療の届出（医科）"},
     {"Home-care filings (医科)", "Home-care filings (医科)"}},
    {doubt_filing,
     {"届出の一覧のどの行がこの施設か決まっていません",
      "今回の届出の一覧に、読めなかった行や欠けている行が"},
     {"it is open which row of the filing list is this facility",
      "rows of the filing list could not be read or are missing"}},
    {correct_name,
     {"職員の訂正によるものです。", "職員の訂正によるものです。"},
     {"by a correction of staff's", "by a correction of staff's"}},
    {give_number_anew,
     {"名称も所在地も電話番号も前回と違います。",
      "名称も所在地も電話番号も前回と違います。"},
     {"name, address and telephone number are all others",
      "name, address and telephone number are all others"}},
    {doubt,
     {"同じ施設かどうかの手がかり：", "同じ施設かどうかの手がかり："},
     {"what speaks for and against one facility: ",
      "what speaks for and against one facility: "}},
};

/* The name of a file is none. */
static bool is_english(const char *text)
{
    static const char file[] = "staff/to_decide.csv";

    for (; *text; text++)
        if (strncmp(text, file, strlen(file)) == 0)
            text += strlen(file) - 1;
        else if (isalpha((unsigned char)*text))
            return true;
    return false;
}

/* Was something said that begins so? All that is said is in the language. */
static bool is_said(const struct given *given, const char *beginning)
{
    const struct changes *changes = &given->changes;
    bool said = false;

    for (size_t i = 0; i < changes->n_blind + changes->n; i++) {
        bool blind = i < changes->n_blind;
        const char *text[] = {blind ? changes->blind[i].why
                                    : changes->item[i - changes->n_blind].note,
                              blind ? changes->blind[i].what : NULL};
        for (int t = 0; t < 2; t++) {
            if (!text[t])
                continue;
            said = said || strncmp(text[t], beginning, strlen(beginning)) == 0;
            /* What is not compared may be called by a Japanese title. */
            if (!given->english || t == 0)
                cr_expect_eq(is_english(text[t]), given->english, "%s",
                             text[t]);
        }
    }
    return said;
}

static void expect_said(const struct row *row, int side, bool english)
{
    const char *beginning = english ? row->en[side] : row->ja[side];
    struct given given;

    given_begin(&given);
    given.english = english;
    row->arrange(&given, side);
    given_compare(&given);
    bool said = is_said(&given, beginning);
    char *all = given_text(&given);
    cr_expect(said, "'%s' is not said, but:\n%s", beginning, all);
    free(all);
    given_end(&given);
}

Test(language, every_sentence_is_said_in_japanese_where_that_is_asked_for)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int side = OLD; side <= NEW; side++)
            expect_said(&rows[i], side, false);
}

Test(language, every_sentence_is_said_in_english_where_that_is_asked_for)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int side = OLD; side <= NEW; side++)
            expect_said(&rows[i], side, true);
}
