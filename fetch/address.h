/*
 * Addresses of sockets: is this one of the public Internet? Publishers' files
 * never lie on this machine or in the office's own network, whatever a name
 * server or a redirect says.
 *
 * Source: IANA special-purpose address registries (RFC 6890), as of 2024.
 */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

/* False also for what is no whole IPv4 or IPv6 address. IPv6 addresses that
 * hold an IPv4 one: those of NAT64 are as public as the one they hold, all
 * others (mapped, compatible, 6to4, Teredo) never are. */
bool address_is_public(const struct sockaddr *address, size_t size);

/* 127.0.0.0/8 and ::1. */
bool address_is_loopback(const struct sockaddr *address, size_t size);

/* The same of a host as it stands in an address of the web: "localhost",
 * "127.0.0.1", "[::1]". */
bool address_names_loopback(const char *host);

/* For people: "192.0.2.1", "2001:db8::1", or "?". */
#define ADDRESS_TEXT 64
void address_text(const struct sockaddr *address, size_t size,
                  char text[ADDRESS_TEXT]);

#endif
