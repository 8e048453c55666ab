#include "fetch/ending.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct errand_rules rules = {.total_ms = 1000};

static struct errand_ending told(struct connection connection,
                                 struct arena *arena)
{
    struct errand errand = {.rules = &rules, .scratch = arena, .began_ms = 1};

    return ending_of(&connection, &errand, 2);
}

static bool tells(const char *text, const char *word)
{
    return text && strstr(text, word);
}

Test(ending, without_a_proxy_a_silent_network_is_told_to_need_one)
{
    static const enum connection_fault faults[] = {
        CONNECTION_NAME, CONNECTION_CLOSED, CONNECTION_TIMEOUT};
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct connection direct = {.fault = faults[i], .may_need_proxy = true};
        struct errand_ending ending = told(direct, &arena);
        cr_expect_eq(ending.how, ENDED_BROKEN);
        cr_expect_eq(ending.class, ERR_NETWORK);
        cr_expect(tells(ending.remedy, "https_proxy (http_proxy is not used"));
        direct.may_need_proxy = false; /* an exception, or a mirror */
        cr_expect_null(told(direct, &arena).remedy);
    }
    arena_release(&arena);
}

Test(ending, a_name_that_is_not_known_is_the_proxys_or_the_hosts)
{
    struct arena arena = {0};
    struct connection connection = {.fault = CONNECTION_NAME};

    cr_expect(tells(told(connection, &arena).cause, "its host"));
    connection.proxy = "http://me:secret@proxy.test:8080";
    struct errand_ending ending = told(connection, &arena);
    cr_expect(tells(ending.cause, "the proxy proxy.test:8080"), "%s",
              ending.cause);
    cr_expect(tells(ending.remedy, "https_proxy"));
    arena_release(&arena);
}

Test(ending, a_proxy_that_lets_it_through_is_not_to_blame)
{
    struct arena arena = {0};
    struct connection connection = {.fault = CONNECTION_BROKEN,
                                    .proxy = "http://proxy.test:8080",
                                    .proxy_status = 200};

    cr_expect(!tells(told(connection, &arena).cause, "proxy"));
    connection.proxy_status = 503;
    cr_expect_eq(told(connection, &arena).how, ENDED_BROKEN);
    connection.proxy_status = 403;
    cr_expect_eq(told(connection, &arena).how, ENDED_FATAL);
    cr_expect(tells(told(connection, &arena).cause, "proxy.test:8080"));
    arena_release(&arena);
}

Test(ending, certificates_that_cannot_be_used_are_told_with_their_form)
{
    struct arena arena = {0};
    struct connection connection = {.fault = CONNECTION_AUTHORITY,
                                    .authority = "office.cer"};
    struct errand_ending ending = told(connection, &arena);

    cr_expect_eq(ending.class, ERR_STORAGE);
    cr_expect_eq(ending.how, ENDED_FATAL);
    cr_expect(tells(ending.cause, "'office.cer'") && tells(ending.cause, "PEM"),
              "%s", ending.cause);
    connection.authority = NULL;
    cr_expect(tells(told(connection, &arena).cause, "ca-certificates"));
    arena_release(&arena);
}

Test(ending, an_address_that_is_not_public_is_not_tried_again)
{
    struct arena arena = {0};
    struct connection connection = {.fault = CONNECTION_CLOSED,
                                    .may_need_proxy = true,
                                    .refused = "10.0.0.1"};
    struct errand_ending ending = told(connection, &arena);

    cr_expect_eq(ending.how, ENDED_FATAL);
    cr_expect(tells(ending.cause, "10.0.0.1"));
    cr_expect_null(ending.remedy);
    arena_release(&arena);
}
