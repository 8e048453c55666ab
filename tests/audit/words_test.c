/* The words of a limit, and what is refused. */
#include "given.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void check(struct audit_order order, const char *expected)
{
    struct arena arena = {0};

    cr_assert_str_eq(audit_limit_words(&order, &arena), expected);
    arena_release(&arena);
}

Test(words, a_distance_is_called_a_straight_line)
{
    check((struct audit_order){.limit = 16000}, "直線16km");
    check((struct audit_order){.limit = 1500}, "直線1.5km");
    check((struct audit_order){.limit = 1000}, "直線1km");
    check((struct audit_order){.limit = 800}, "直線800m");
    check((struct audit_order){.limit = 12345.6}, "直線12.346km");
}

Test(words, minutes_say_where_they_come_from)
{
    struct travel travel = {0};

    check((struct audit_order){.by_minutes = true,
                               .limit = 30,
                               .travel = &travel},
          "移動時間30分（経路の表による）");
    check(
        (struct audit_order){
            .by_minutes = true, .limit = 30, .detour = 1.3, .speed_km_h = 30},
        "移動時間30分（直線×1.3、時速30kmと仮定）");
}

Test(words, numbers_do_not_follow_the_locale)
{
    if (!setlocale(LC_NUMERIC, "de_DE.UTF-8"))
        cr_skip_test("the locale de_DE.UTF-8 is not here");
    check((struct audit_order){.limit = 1500}, "直線1.5km");
    setlocale(LC_NUMERIC, "C");
}

Test(words, a_year_that_the_population_lacks_is_refused_with_those_it_has)
{
    struct given given;
    static const int years[] = {2020, 2040};

    given_begin(&given, 2, years);
    given_mesh(&given, "25201", 0, 10);
    given.order.base_year = 2030;
    cr_assert_eq(given_refused(&given), ERR_USAGE);
    cr_assert(strstr(given.err.text, "'2030'"), "%s", given.err.text);
    cr_assert(strstr(given.err.text, "2020, 2040"), "%s", given.err.text);
    given_end(&given);
}

Test(words, an_area_where_nobody_lives_is_refused)
{
    struct given given;
    static const int years[] = {2020};

    given_begin(&given, 1, years);
    given_mesh(&given, "26101", 0, 10);
    given_mesh(&given, "25201", 0, 0);
    cr_assert_eq(given_refused(&given), ERR_USAGE);
    given_end(&given);
}
