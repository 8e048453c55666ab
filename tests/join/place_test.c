#include "join/place.h"

#include <criterion/criterion.h>
#include <string.h>

static struct table with_towns(void)
{
    struct table table = {0};
    struct supply supply = {.label = "a.csv", .title = "一覧"};

    table_add_supply(&table, &supply);
    municipalities_set(&table.municipalities, &table.arena, "25201", "大津市",
                       NULL, PLACE_REGISTRY);
    municipalities_set(&table.municipalities, &table.arena, "13206", "府中市",
                       NULL, PLACE_REGISTRY);
    municipalities_set(&table.municipalities, &table.arena, "34208", "府中市",
                       NULL, PLACE_REGISTRY);
    municipalities_set(&table.municipalities, &table.arena, "27100", "大阪市",
                       NULL, PLACE_REGISTRY);
    municipalities_set(&table.municipalities, &table.arena, "27102",
                       "大阪市都島区", NULL, PLACE_REGISTRY);
    return table;
}

static const char *code_of(const char *address)
{
    static char code[6];
    struct table table = with_towns();
    uint32_t number = table_add(&table, "l-1");

    table.facility[number]->address = address;
    place_settle(&table, NULL);
    memcpy(code, table.facility[number]->municipality_code, 6);
    table_release(&table);
    return code;
}

Test(place, an_address_tells_its_municipality)
{
    cr_expect_str_eq(code_of("滋賀県大津市御陵町3-1"), "25201");
    cr_expect_str_eq(code_of("大津市御陵町３－１"), "25201");
    cr_expect_str_eq(code_of("大阪市都島区中野町1"), "27102",
                     "the ward, not its city");
}

Test(place, a_name_that_two_municipalities_share_is_not_guessed)
{
    cr_expect_str_eq(code_of("府中市寿町1"), "");
    cr_expect_str_eq(code_of("広島県府中市府川町1"), "34208");
    cr_expect_str_eq(code_of("どこか1-1"), "");
}

Test(place, an_abolished_code_gets_its_one_successor)
{
    struct table table = with_towns();
    uint32_t number = table_add(&table, "n-1");
    struct municipality *old =
        municipalities_set(&table.municipalities, &table.arena, "25301",
                           "志賀町", NULL, PLACE_REGISTRY);

    memcpy(old->successor, "25201", 6);
    old->abolished = "2006-03-20";
    memcpy(table.facility[number]->municipality_code, "25301", 6);
    place_settle(&table, NULL);
    cr_expect_str_eq(table.facility[number]->municipality_code, "25201");
    cr_expect_eq(table.n_finding, 1);
    table_release(&table);
}
