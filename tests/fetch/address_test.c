#include "fetch/address.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static size_t socket_address(const char *text, struct sockaddr_storage *to)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

    memset(to, 0, sizeof(*to));
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
        memcpy(to, &in, sizeof(in));
        return sizeof(in);
    }
    cr_assert_eq(inet_pton(AF_INET6, text, &in6.sin6_addr), 1, "%s", text);
    memcpy(to, &in6, sizeof(in6));
    return sizeof(in6);
}

static bool is_public(const char *text)
{
    struct sockaddr_storage address;
    size_t size = socket_address(text, &address);

    return address_is_public((const struct sockaddr *)&address, size);
}

static bool is_loopback(const char *text)
{
    struct sockaddr_storage address;
    size_t size = socket_address(text, &address);

    return address_is_loopback((const struct sockaddr *)&address, size);
}

Test(address, of_the_public_internet_is_public)
{
    static const char *const good[] = {
        "1.1.1.1",          "9.255.255.255",   "11.0.0.0",
        "100.63.255.255",   "100.128.0.0",     "126.255.255.255",
        "128.0.0.0",        "169.253.255.255", "169.255.0.0",
        "172.15.255.255",   "172.32.0.0",      "191.255.255.255",
        "192.0.1.0",        "192.0.3.0",       "192.167.255.255",
        "192.169.0.0",      "198.17.255.255",  "198.20.0.0",
        "198.51.99.255",    "198.51.101.0",    "203.0.112.255",
        "203.0.114.0",      "223.255.255.255", "2001:200::1",
        "2400:1::1",        "2a00::1",         "2606:4700::1111",
        "64:ff9b::1.1.1.1", "3ffe::1",
    };

    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
        cr_expect(is_public(good[i]), "%s", good[i]);
}

Test(address, of_this_machine_or_an_inner_network_is_not_public)
{
    static const char *const bad[] = {
        "0.0.0.0",         "0.255.255.255",   "10.0.0.0",
        "10.255.255.255",  "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",       "127.255.255.255", "169.254.0.0",
        "169.254.169.254", "169.254.255.255", "172.16.0.0",
        "172.31.255.255",  "192.0.0.1",       "192.0.2.1",
        "192.88.99.1",     "192.168.0.0",     "192.168.255.255",
        "198.18.0.0",      "198.19.255.255",  "198.51.100.1",
        "203.0.113.1",     "224.0.0.1",       "239.255.255.255",
        "240.0.0.1",       "255.255.255.255",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect(!is_public(bad[i]), "%s", bad[i]);
}

Test(address, of_ipv6_that_is_special_or_holds_an_inner_one_is_not_public)
{
    static const char *const bad[] = {
        "::",
        "::1",
        "::1.1.1.1", /* v4-compatible */
        "::127.0.0.1",
        "::ffff:127.0.0.1", /* v4-mapped */
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1", /* NAT64 */
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1", /* NAT64 of one's own network */
        "100::1",       /* discard */
        "2001::1",      /* Teredo */
        "2001:2::1",    /* benchmarks */
        "2001:db8::1",
        "2002:7f00:1::1", /* 6to4 */
        "3fff::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        cr_expect(!is_public(bad[i]), "%s", bad[i]);
}

Test(address, that_is_none_or_cut_short_is_not_public)
{
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    struct sockaddr_storage address;
    size_t size = socket_address("1.1.1.1", &address);

    cr_expect(!address_is_public((struct sockaddr *)&local, sizeof(local)));
    cr_expect(!address_is_loopback((struct sockaddr *)&local, sizeof(local)));
    cr_expect(!address_is_public((struct sockaddr *)&address, size - 1));
}

Test(address, of_loopback_is_told_from_all_others)
{
    cr_expect(is_loopback("127.0.0.1"));
    cr_expect(is_loopback("127.9.9.9"));
    cr_expect(is_loopback("::1"));
    cr_expect(!is_loopback("126.0.0.1"));
    cr_expect(!is_loopback("128.0.0.1"));
    cr_expect(!is_loopback("0.0.0.0"));
    cr_expect(!is_loopback("::"));
    cr_expect(!is_loopback("::2"));
    cr_expect(!is_loopback("::ffff:127.0.0.1"));
}

Test(address, names_of_loopback_are_few)
{
    cr_expect(address_names_loopback("localhost"));
    cr_expect(address_names_loopback("127.0.0.1"));
    cr_expect(address_names_loopback("[::1]"));
    cr_expect(!address_names_loopback("127.0.0.1.example.test"));
    cr_expect(!address_names_loopback("localhost.test"));
    cr_expect(!address_names_loopback("[::2]"));
    cr_expect(!address_names_loopback("10.0.0.1"));
}

Test(address, is_shown_as_people_write_it)
{
    struct sockaddr_storage address;
    char text[ADDRESS_TEXT];
    size_t size = socket_address("2001:db8::a", &address);

    address_text((struct sockaddr *)&address, size, text);
    cr_expect_str_eq(text, "2001:db8::a");
    address_text((struct sockaddr *)&address, 1, text);
    cr_expect_str_eq(text, "?");
}
