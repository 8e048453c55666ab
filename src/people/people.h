/*
 * How many people live where: population meshes with ages and years, and
 * population of municipalities. Each has one base (who counted or projected,
 * when), which stands beside every figure made of it; bases are never mixed in
 * one ratio.
 *
 * NAN is "not published"; 0 is nobody.
 */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "base/err.h"
#include "model/facility.h"
#include "model/supply.h"

enum age {
    AGE_ALL,
    AGE_0_14,
    AGE_15_39,
    AGE_40_64,
    AGE_65_74,
    AGE_75, /* 75 and over */
    AGE_COUNT
};
extern const char *const age_ids[AGE_COUNT];      /* "all", "0-14" ... "75+" */
extern const char *const age_names_ja[AGE_COUNT]; /* 総人口, 0～14歳 ... */

#define PEOPLE_MAX_YEARS 12

enum people_note {
    PEOPLE_AS_PUBLISHED,
    PEOPLE_SHARED_OUT, /* suppressed (秘匿): its ages were published with
                          another mesh and are shared out again */
    PEOPLE_RECEIVED,   /* ages of others were published with it, and are taken
                          away again */
    PEOPLE_UNSHARED    /* suppressed, and the mesh that has its ages is not
                          here: its ages are unknown */
};

struct people_mesh {
    uint64_t code; /* geo/access/mesh.h */
    struct lonlat centre;
    char municipality_code[6]; /* SHICODE, 5 digits; "" where the source gives
                                  none (census text) */
    uint8_t note; /* enum people_note, of the first year; a mesh that any year
                     suppresses is marked */
};

/* What one file gave. rows of `supply`: meshes (or municipalities) read, kept,
 * merged (the same mesh in two files), set aside. */
struct people_source {
    struct supply supply; /* label, sha256, title, publisher, licence ... */
    const char *form;     /* id of the recognised form: "mesh-h30", "mesh-r6",
                             "census-mesh", "register", "projection" */
};

struct people_set_aside {
    uint32_t source;    /* in `source` */
    uint32_t line;      /* row or record, from 1 */
    const char *reason; /* msgid */
    const char *value;
};

struct people {
    struct arena arena;
    struct people_mesh *mesh; /* by code, once settled; all of one size */
    size_t n_mesh, cap_mesh;
    int year[PEOPLE_MAX_YEARS]; /* ascending */
    size_t n_year;
    float *count; /* [(mesh * n_year + year) * AGE_COUNT + age] */
    int digits;   /* of the mesh codes */
    /* Of the meshes:
     * 国土数値情報「1kmメッシュ別将来推計人口データ（H30国政局推計）」. NULL
     * before the first file. */
    const char *basis;
    struct people_source *source;
    size_t n_source, cap_source;
    struct people_set_aside *aside;
    size_t n_aside, cap_aside;
    /* Per year: meshes whose ages were published with another mesh, and the
     * people (all ages, 75+) so shared out or unknown. */
    struct people_hidden {
        size_t shared, unshared;
        double all, age_75;
    } hidden[PEOPLE_MAX_YEARS];
    struct people_draft *draft; /* while files are read; NULL once settled */
};

/*
 * The years that a mesh file (or a folder's first one) holds, ascending; 0 on
 * error. At most `most`. Errors as people_read_mesh().
 */
size_t people_years(const char *path, int *year, size_t most, struct err *err);

/*
 * Add the meshes of one file for the years (those of the first call; every
 * file must have them all). Forms, by their headings:
 *  - 国土数値情報 projections, H30 (HITOKU2020, PT1_2020 ... PTE_2020) and R6
 *    (HITOKU2025, PT00_2025, PT01_2025 ...), any mesh size: Shapefile (.dbf is
 *    enough), GeoJSON, GeoPackage, CSV; also inside their zip
 *  - 国勢調査 mesh text of e-Stat (KEY_CODE, HTKSYORI, HTKSAKI, GASSAN, T...),
 *    CP932, two heading rows, also zipped; its census year is the only year
 * A folder stands for all such files in it.
 * The same mesh in two files counts once; where they contradict each other the
 * row with more people stands and the other is set aside. But census texts of
 * two prefectures (tblT001141H25.txt) each have their side of a border mesh:
 * they are added up.
 * Errors: ERR_INPUT (not such a file; a year that it lacks, naming those it
 * has; another base or mesh size than the files before; damaged), ERR_STORAGE.
 */
bool people_read_mesh(struct people *people, const char *path, const int *year,
                      size_t n_year, struct err *err);

/*
 * After the last file: sort, share out what was suppressed, add up.
 *
 * Counts of all ages are the totals before suppression (PTN, T001). The ages
 * of a group are shared among its meshes by these totals. A mesh whose ages
 * hold those of a mesh in a file that was not read keeps its own part of them,
 * so that no mesh depends on which other files were read. Ages are NAN where
 * the mesh that has them is not here, and where the form does not tell them
 * (15-39 and 40-64 of the census).
 */
bool people_settle(struct people *people, struct err *err);

static inline const float *people_of(const struct people *people, size_t mesh,
                                     size_t year)
{
    return people->count + (mesh * people->n_year + year) * AGE_COUNT;
}

void people_release(struct people *people);

/* ---- municipalities ---- */

struct townspeople_row {
    char
        code[6]; /* municipality, ward, or 5 digits ending in 000: prefecture */
    int year;
    float count[AGE_COUNT];
};

struct townspeople {
    struct arena arena;
    struct townspeople_row *row; /* by code, then year, once read */
    size_t n_row, cap_row;
    /* 総務省「住民基本台帳に基づく人口…」（2025年1月1日） */
    const char *basis;
    struct people_source *source;
    size_t n_source, cap_source;
    struct people_set_aside *aside;
    size_t n_aside, cap_aside;
    struct townspeople_draft *draft; /* while files are read */
};

/*
 * Population of municipalities: 住民基本台帳 by age (xlsx), or 社人研
 * projections (結果表1 with totals, 3_3 with the share of 65+, 3_4 with that
 * of 75+; ages are known once both shares were read). Totals of prefectures
 * and 郡, and the northern villages, are no municipalities: `merged` of the
 * accounting. 07999 浜通り地域 holds 13 municipalities of Fukushima together,
 * whose own rows are missing: townspeople_find() gives none for them.
 * Errors: ERR_INPUT (not such a file; another base than the files before).
 */
bool townspeople_read(struct townspeople *townspeople, const char *path,
                      struct err *err);
bool townspeople_settle(struct townspeople *townspeople, struct err *err);
/* NULL when the code or the year is not there. */
const struct townspeople_row *
townspeople_find(const struct townspeople *townspeople, const char *code,
                 int year);
/* Is the code one of the 13 that 07999 stands for? */
bool townspeople_is_hamadori(const char *code);
void townspeople_release(struct townspeople *townspeople);

#endif
