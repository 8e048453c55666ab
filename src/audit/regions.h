/*
 * What an audit is told by: municipalities, wards, prefectures, and areas that
 * the user brings (二次医療圏, 構想区域, 日常生活圏域 ...), as lists of
 * municipalities, lists of towns, or polygons. Each kind of areas has the name
 * that the user gave it: a 構想区域 is never shown as a 二次医療圏.
 */
#ifndef AUDIT_REGIONS_H
#define AUDIT_REGIONS_H

#include "audit/aside.h"
#include "base/err.h"
#include "model/table.h"
#include "people/people.h"

#define REGION_NONE UINT32_MAX

struct region {
    const char *code; /* as the source gives it; its name where it has none */
    const char *name; /* 大津市, 大津圏域 */
    const char *prefecture; /* 滋賀県, or NULL: over several */
    bool own;               /* reported; others take part only as neighbours */
    /* Municipalities that it is made of (for its outline), ascending; none
     * for polygons and towns. */
    const char *const *member;
    size_t n_member;
    /* Its own outline (degrees), where the user brought polygons; else none.
     * Rings are closed; even-odd rule. */
    const struct lonlat *outline;
    const size_t *ring_end; /* one past the last point of each ring */
    size_t n_ring;
};

/* One kind of areas: a partition of the meshes, and of the facilities. */
struct region_set {
    const char *id;   /* "municipality", "city", "prefecture", "areas-1" ... */
    const char *name; /* 市区町村, 二次医療圏 ... as people read it */
    const char *vintage;         /* what the source says of its date, or NULL */
    const struct supply *supply; /* of the user's file, or NULL */
    struct region *region;       /* by code */
    size_t n_region;
    uint32_t *of_mesh;     /* [n_mesh] REGION_NONE: in none */
    uint32_t *of_facility; /* [n_facility] */
    bool approximate; /* by towns: a mesh goes where its nearest town goes */
};

/* A file of the user: `kind` is what he calls the areas, or NULL: the file's
 * headings or name tell it. */
struct region_file {
    const char *kind, *path;
};

struct regions {
    struct arena arena;
    struct region_set *set; /* municipality first, then prefecture, then city
                               where an own one has wards, then the user's */
    size_t n_set;
    struct supply *supply; /* of the user's files */
    size_t n_supply;
    struct aside_list aside;
};

/*
 * municipality   by the mesh's SHICODE (an abolished code follows its one
 *                successor); where a mesh has none, by the outline of
 *                table->land that holds its centre, else by the town that is
 *                nearest to it, within 20 km (approximate)
 * files          CSV or workbook with a municipality's code or name and an
 *                area's code or name (二次医療圏コード, 構想区域名, area_code
 *                ...); with a town column (町丁, 大字, town) a list of towns;
 *                or polygons (GeoJSON, GeoPackage, Shapefile, FlatGeobuf, zip)
 *                with a name. A file may name several kinds; several files of
 *                one kind make one set. A city's code means its wards.
 * towns          names are compared as town_names.h says; a mesh goes to the
 *                area of the nearest town of its municipality
 * polygons       a mesh goes where its centre lies; at a shore, to the area
 *                that reaches the mesh, in municipalities most of whose meshes
 *                lie in areas
 * own            2-digit prefectures and 5-digit municipalities that are
 *                reported, n_own; none: all that have people. A designated
 *                city's code means its wards. A prefecture is own when all
 *                of its municipalities are here and own; a region of the other
 *                sets when at least half of its meshes with people are.
 * A facility belongs to a set by its municipality's code (by its place, where
 * that was abolished and nobody tells its successor); in a city whose ward
 * it does not tell, by its place (else it stands in a region of the city,
 * "区不明"); to towns and polygons by its place, else with its municipality
 * where that lies in one area. What a file says that could not be used is in
 * `aside`; line 0 is of the whole file.
 * Codes are unique in a set: where names repeat, the prefecture (or the city,
 * for areas that a city makes) stands before them.
 * Errors: ERR_INPUT (a file that is none of these; areas whose kind nobody
 * tells: the remedy is --areas KIND=FILE; another kind than was asked for),
 * ERR_USAGE (own code that no mesh with people has), ERR_PLACE (a map that
 * cannot be read; towns, and the store knows none), ERR_STORAGE.
 */
bool regions_read(struct regions *regions, const struct table *table,
                  const struct people *people, const struct region_file *file,
                  size_t n_file, const char *const *own, size_t n_own,
                  struct err *err);
void regions_release(struct regions *regions);

#endif
