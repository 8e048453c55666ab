/*
 * What the published address tables say, gathered before it is compiled:
 * municipalities, their history, towns and numbers, each with the source it
 * came from. Texts are as published (cleaned); nothing is folded, merged
 * across sources, or judged here: compile.h does that.
 */
#ifndef GEO_GAZETTEER_DRAFT_H
#define GEO_GAZETTEER_DRAFT_H

#include "base/err.h"
#include "model/facility.h"

#define NO_DRAFT UINT32_MAX

/* What a source file is; the order is the trust in its names and points. */
enum source_form {
    SOURCE_NONE,
    SOURCE_ABR_PREF,     /* mt_pref_all: not needed, taken without rows */
    SOURCE_ABR_PREF_POS, /* positions of prefectures */
    SOURCE_ABR_CITY,     /* mt_city_all */
    SOURCE_ABR_CITY_POS,
    SOURCE_ABR_TOWN,
    SOURCE_ABR_TOWN_POS,
    SOURCE_ABR_HOUSE, /* mt_rsdtdsp_rsdt */
    SOURCE_ABR_HOUSE_POS,
    SOURCE_ABR_PARCEL,
    SOURCE_ABR_PARCEL_POS,
    SOURCE_ISJ_TOWN,  /* 位置参照情報 大字・町丁目レベル */
    SOURCE_ISJ_BLOCK, /* 位置参照情報 街区レベル */
    SOURCE_GEOLONIA,  /* one municipality's [{town,koaza,lat,lng}] */
    SOURCE_OFFICES,   /* pid,pref,cid,city,...,lgcode: offices' positions */
    SOURCE_MERGERS,   /* date,type,event,from_...,to_... */
    SOURCE_FORM_COUNT
};

/* One file, or all files of one form that came together (1,896 files of one
 * dictionary are one source). read = kept + passed. */
struct draft_source {
    enum source_form form;
    const char *label; /* file as people know it, or the folder */
    const char *title; /* アドレス・ベース・レジストリ 町字 */
    const char *attribution; /* finished sentence, with 加工して作成 */
    const char *licence;
    const char *as_of; /* YYYY-MM-DD of the data, or NULL: unknown */
    size_t n_file;
    uint64_t read, kept, passed; /* rows */
};

struct draft_city {
    char code[6];
    const char *pref, *county, *city, *ward; /* county, ward may be NULL */
    const char *abolished;                   /* YYYY-MM-DD or NULL */
    struct lonlat point;                     /* NAN when no source has one */
    uint16_t source;
};

/* A municipality that became another, or part of it. */
struct draft_merger {
    const char *date; /* YYYY-MM-DD */
    char from[6], to[6];
    const char *from_pref, *from_county, *from_city; /* county may be NULL */
    uint16_t source;
};

struct draft_town {
    char code[6];
    uint32_t id; /* machiaza_id, 7 digits as a number; 0 when there is none */
    /* As published: "大字池島", "１丁目", "一番割". NULL when there is none. A
     * source that writes 大字 and 丁目 in one cell puts both into oaza. */
    const char *oaza, *chome, *koaza;
    struct lonlat point;   /* NAN when no source has one */
    char postal[8];        /* 7 digits or "" */
    bool residential;      /* rsdt_addr_flg 1: 住居表示 */
    bool street_name;      /* koaza_aka_code 2: 京都の通り名 */
    uint16_t source;       /* of the name */
    uint16_t source_point; /* of the point */
    const char *abolished; /* YYYY-MM-DD or NULL */
};

/* A house number, a block or a parcel of a town. */
struct draft_number {
    uint32_t town;
    uint16_t source;
    uint8_t level;       /* LEVEL_HOUSE, LEVEL_BLOCK or LEVEL_PARCEL */
    const char *text;    /* as published, parts joined with '-': "10-3" */
    struct lonlat point; /* NAN: the number exists, its place is not known */
};

struct draft {
    struct arena arena;
    struct draft_source *source;
    struct draft_city *city;
    struct draft_merger *merger;
    struct draft_town *town;
    struct draft_number *number;
    size_t n_source, n_city, n_merger, n_town, n_number;
    size_t cap_source, cap_city, cap_merger, cap_town, cap_number;
    struct draft_joining *joining; /* rows that wait for their other half */
};

/*
 * Read one INPUT (file, zip or folder) into the draft; what a file is, is read
 * from its header. Files may come in any order. README, HTML and XML files
 * beside the tables in the publishers' zips are passed over.
 * Errors: ERR_INPUT (unknown file, damage, another encoding), ERR_STORAGE.
 */
bool draft_read(struct draft *draft, const char *path, struct err *err);

/*
 * Say the data date (YYYY-MM-DD) of the sources of one INPUT, after it was
 * read. `path` is the INPUT or the name of a file among them, zip or member.
 * False when no source is called so.
 */
bool draft_date(struct draft *draft, const char *path, const char *iso);

/*
 * All inputs are read: join towns, houses and parcels with their positions,
 * give names that came without a code their municipality, and sort cities by
 * code, towns by (code, id, name), numbers by town. Rows whose other half is
 * missing are counted as passed in their source.
 * Errors: ERR_INPUT when a source needs the municipality table (mt_city_all or
 * the offices' table) and none was given.
 */
bool draft_settle(struct draft *draft, struct err *err);

void draft_release(struct draft *draft);

#endif
