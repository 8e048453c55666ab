/* SQL of the store; used by store.c (writing) and store_load.c (reading). */
#ifndef OUTPUT_STORE_SCHEMA_H
#define OUTPUT_STORE_SCHEMA_H

#define STORE_FORMAT "zaitaku store 4"

/* Tables beside `facilities`, whose columns come from fields[]. */
/* clang-format off */
#define STORE_TABLES(row)                                                      \
    row("positions", "geom BLOB, facility INTEGER, supply INTEGER, "           \
                     "line INTEGER, kind TEXT, error_m REAL, chosen INTEGER")  \
    row("origins", "facility INTEGER, supply INTEGER, line INTEGER, "          \
                   "merged INTEGER, fields INTEGER")                           \
    row("findings", "facility INTEGER, supply INTEGER, line INTEGER, "         \
                    "field TEXT, what TEXT, value TEXT")                       \
    row("set_aside", "supply INTEGER, line INTEGER, reason TEXT, value TEXT")  \
    row("inputs",                                                              \
        "label TEXT, path TEXT, member TEXT, sheet INTEGER, sha256 TEXT, "     \
        "listing TEXT, title TEXT, publisher TEXT, licence TEXT, "             \
        "licence_url TEXT, url TEXT, attribution TEXT, as_of TEXT, "           \
        "encoding TEXT, row_kind TEXT, header_rows INTEGER, "                  \
        "n_header INTEGER, rows_read INTEGER, rows_kept INTEGER, "             \
        "rows_merged INTEGER, rows_blank INTEGER, rows_set_aside INTEGER")     \
    row("skipped", "label TEXT, reason TEXT")                                  \
    row("municipalities",                                                      \
        "code TEXT, prefecture TEXT, name TEXT, kana TEXT, abolished TEXT, "   \
        "successor TEXT, source INTEGER, has_boundary INTEGER")            \
    row("filing_kinds", "symbol TEXT, name TEXT, level TEXT, points TEXT, "    \
                        "function TEXT, known INTEGER, n INTEGER")             \
    row("filings", "facility INTEGER, kind INTEGER, supply INTEGER, "          \
                   "line INTEGER, number INTEGER, start TEXT")                 \
    row("filing_scopes", "supply INTEGER, prefecture TEXT, points TEXT, "      \
                         "functions TEXT")                                     \
    row("other_values", "facility INTEGER, field TEXT, supply INTEGER, "       \
                        "line INTEGER, value TEXT, rule TEXT")                 \
    row("pairs", "a INTEGER, b INTEGER, id_a TEXT, id_b TEXT, state TEXT, "    \
                 "score REAL, distance_m REAL, evidence TEXT, decision TEXT")  \
    row("boundaries", "geom MULTIPOLYGON, code TEXT")                          \
    row("towns", "geom POINT, code TEXT, name TEXT, radius_m REAL")     \
    row("land_credit", "credit TEXT")
/* clang-format on */

#endif
