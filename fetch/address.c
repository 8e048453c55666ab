#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

struct block {
    unsigned char start[16];
    unsigned bits;
};

/* Not public: IANA IPv4 special-purpose registry, multicast, reserved. */
static const struct block v4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private */
    {{100, 64}, 10},      /* shared by a carrier's customers */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link-local; metadata of clouds */
    {{172, 16}, 12},      /* private */
    {{192, 0, 0}, 24},    /* protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 31, 196}, 24}, /* AS112 */
    {{192, 52, 193}, 24}, /* AMT */
    {{192, 88, 99}, 24},  /* 6to4 relays, deprecated */
    {{192, 168}, 16},     /* private */
    {{192, 175, 48}, 24}, /* AS112 */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};

/* Only 2000::/3 is given out; these parts of it are not public. */
static const struct block v6[] = {
    {{0x20, 0x01, 0x00}, 23},                   /* protocols, with Teredo */
    {{0x20, 0x01, 0x0D, 0xB8}, 32},             /* documentation */
    {{0x20, 0x02}, 16},                         /* 6to4 */
    {{0x26, 0x20, 0x00, 0x4F, 0x80, 0x00}, 48}, /* AS112 */
    {{0x3F, 0xFF, 0x00}, 20},                   /* documentation */
};

static bool starts_with(const unsigned char *bytes, const struct block *block)
{
    unsigned whole = block->bits / 8, rest = block->bits % 8;
    unsigned mask = 0xFF00U >> rest & 0xFF;

    return memcmp(bytes, block->start, whole) == 0 &&
           (bytes[whole] & mask) == (block->start[whole] & mask);
}

static bool among(const unsigned char *bytes, const struct block *block,
                  size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (starts_with(bytes, &block[i]))
            return true;
    return false;
}

static bool v4_is_public(const unsigned char *bytes)
{
    unsigned char room[5] = {0}; /* starts_with() looks one byte ahead */

    memcpy(room, bytes, 4);
    return !among(room, v4, sizeof(v4) / sizeof(*v4));
}

/* RFC 6052, 2.1: the well-known prefix of NAT64. */
static const struct block nat64 = {{0x00, 0x64, 0xFF, 0x9B}, 96};
static const struct block global = {{0x20}, 3};

static bool v6_is_public(const unsigned char *bytes)
{
    if (starts_with(bytes, &nat64))
        return v4_is_public(bytes + 12);
    return starts_with(bytes, &global) &&
           !among(bytes, v6, sizeof(v6) / sizeof(*v6));
}

/* The bytes of an address; 0: neither IPv4 nor IPv6. */
static size_t bytes_of(const struct sockaddr *address, size_t size,
                       unsigned char bytes[17])
{
    struct sockaddr_in in;
    struct sockaddr_in6 in6;

    memset(bytes, 0, 17);
    if (size >= sizeof(in) && address->sa_family == AF_INET) {
        memcpy(&in, address, sizeof(in));
        memcpy(bytes, &in.sin_addr, 4);
        return 4;
    }
    if (size >= sizeof(in6) && address->sa_family == AF_INET6) {
        memcpy(&in6, address, sizeof(in6));
        memcpy(bytes, &in6.sin6_addr, 16);
        return 16;
    }
    return 0;
}

bool address_is_public(const struct sockaddr *address, size_t size)
{
    unsigned char bytes[17];
    size_t n = bytes_of(address, size, bytes);

    return n == 4 ? v4_is_public(bytes) : n == 16 && v6_is_public(bytes);
}

bool address_is_loopback(const struct sockaddr *address, size_t size)
{
    static const unsigned char one[16] = {[15] = 1};
    unsigned char bytes[17];
    size_t n = bytes_of(address, size, bytes);

    return n == 4 ? bytes[0] == 127 : n == 16 && memcmp(bytes, one, 16) == 0;
}

bool address_names_loopback(const char *host)
{
    struct in_addr address;

    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (strncmp(host, "127.", 4) == 0 &&
            inet_pton(AF_INET, host, &address) == 1);
}

void address_text(const struct sockaddr *address, size_t size,
                  char text[ADDRESS_TEXT])
{
    unsigned char bytes[17];
    size_t n = bytes_of(address, size, bytes);

    if (n == 0 ||
        !inet_ntop(n == 4 ? AF_INET : AF_INET6, bytes, text, ADDRESS_TEXT))
        snprintf(text, ADDRESS_TEXT, "?");
}
