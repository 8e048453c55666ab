/* SQL of the store; used by store.c (writing) and store_load.c (reading). */
#ifndef OUTPUT_STORE_SCHEMA_H
#define OUTPUT_STORE_SCHEMA_H

#include <stdint.h>

#define STORE_FORMAT "zaitaku store 5"

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

/* near_facilities and near_boundaries are indexes of the above (store_near.h):
 * cells in order, bands of latitude from south to north. Their bits mean kinds
 * and functions in the order of this program, told by a hash of all ids. */
#define STORE_CELL_NOWHERE (-1) /* no place has it */
#define STORE_KEY_WORDS "near words"
#define STORE_KEY_ERROR "near error_m" /* the largest, rounded up */
#define STORE_WORDS 17
/* Of near_facilities.facilities: little-endian records of one length. */
enum {
    STORE_SPOT_FID = 0,   /* uint32 */
    STORE_SPOT_ERROR = 4, /* float; NaN: not known */
    STORE_SPOT_LON = 8,
    STORE_SPOT_LAT = 16,
    STORE_SPOT_SERVICES = 24,
    STORE_SPOT_FILED = 32,
    STORE_SPOT_NOT_FILED = 40,
    STORE_SPOT_CODE = 48, /* 5 digits, or zeros */
    STORE_SPOT = 56
};
void store_words(char words[STORE_WORDS]);
int64_t store_cell_step(double deg);
int64_t store_cell(int64_t band, int64_t step);

#endif
