/*
 * Bringing sources here, for `fetch` and `update`: options, which sources are
 * meant, and the run.
 */
#ifndef CMD_COLLECTING_H
#define CMD_COLLECTING_H

#include "base/opt.h"
#include "fetch/fetching.h"

struct collecting {
    const char *dir, *mirror, *catalogue, *authority;
    const char *connect_s, *stall_s, *tries;
    const char *as_of;
    bool accept_drop, offline, dry_run, quiet;
};

/* `at` is the offset of the struct collecting in the command's options. */
#define COLLECTING_AT(at, member) (at) + offsetof(struct collecting, member)
/* clang-format off */
#define COLLECTING_OPTIONS(at)                                                 \
    {"dir", 0, OPT_TEXT, COLLECTING_AT(at, dir), "<folder>",                   \
     N_("where snapshots are kept (default: data)")},                          \
    {"offline", 0, OPT_FLAG, COLLECTING_AT(at, offline), NULL,                 \
     N_("use what was fetched before; ask nobody")},                           \
    {"accept-drop", 0, OPT_FLAG, COLLECTING_AT(at, accept_drop), NULL,         \
     N_("take an edition with far fewer rows than the one before")},           \
    {"catalogue", 0, OPT_TEXT, COLLECTING_AT(at, catalogue), "<file>",         \
     N_("your own sources (JSON): added to the shipped ones, or instead of "   \
        "those with the same id")},                                            \
    {"mirror", 0, OPT_TEXT, COLLECTING_AT(at, mirror), "<url>",                \
     N_("a copy of the publishers' sites on this machine (127.0.0.1): "        \
        "https://HOST/PATH is asked for as URL/HOST/PATH")},                   \
    {"cacert", 0, OPT_TEXT, COLLECTING_AT(at, authority), "<file>",            \
     N_("certificates to trust instead of the system's (of a proxy that "      \
        "looks into TLS)")},                                                   \
    {"connect-timeout", 0, OPT_TEXT, COLLECTING_AT(at, connect_s),             \
     "<seconds>", N_("for a connection (default: 20)")},                       \
    {"stall-timeout", 0, OPT_TEXT, COLLECTING_AT(at, stall_s), "<seconds>",    \
     N_("without any byte (default: 30)")},                                    \
    {"tries", 0, OPT_TEXT, COLLECTING_AT(at, tries), "<number>",               \
     N_("how often a file is tried (default: 5)")}
/* clang-format on */

struct collected {
    struct catalogue catalogue;
    struct snapshots snapshots; /* that were there before */
    const struct source **source;
    struct fetched *item; /* one a source */
    size_t n;
    struct arena arena;
};

/* A set of roles; bit r is enum source_role r. */
#define ROLE_BIT(role) (1U << (role))
#define ROLES_BY_DEFAULT                                                       \
    (ROLE_BIT(ROLE_LISTING) | ROLE_BIT(ROLE_FILINGS) | ROLE_BIT(ROLE_PLACES))

/*
 * Choose the sources: those named, or else all of the roles that are of use
 * for the prefectures (`pref`: 2 digits or names; none: all). ERR_USAGE for
 * what is not known; ERR_INPUT for a faulty catalogue.
 */
bool collecting_choose(const struct collecting *collecting,
                       const struct opt_list *name, unsigned roles,
                       const struct opt_list *pref, struct collected *collected,
                       struct err *err);

/* Bring them. `area`: municipalities, 5 or 6 digits. */
bool collecting_run(const struct collecting *collecting,
                    const struct opt_list *pref, const struct opt_list *area,
                    struct collected *collected, struct err *err);

/* The failures as one: the first, and how many there are. True when there is
 * none. */
bool collecting_ok(const struct collected *collected, struct err *err);

void collected_release(struct collected *collected);

#endif
