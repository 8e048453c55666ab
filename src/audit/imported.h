/*
 * What others counted, taken into the same tables and marked as imported:
 * indicators (SCR, 見える化, visits, 看取り, consultations, trainings, events,
 * discharge co-ordination ...), the progress of items (ア)-(ク) and of
 * map-making, weights of facilities, places that could be.
 */
#ifndef AUDIT_IMPORTED_H
#define AUDIT_IMPORTED_H

#include "audit/regions.h"

/* One CSV or workbook: columns area (code or name, or both), year, indicator,
 * value; also 地域, 年(度), 指標, 値; optional unit (単位), source (出典),
 * prefecture (都道府県), kind of area (地域区分), which tells 2599 of
 * 二次医療圏 from 2599 of 構想区域. Era years (令和6年度), full-width digits,
 * thousands separators, △ and % are read. An area, year and indicator has one
 * value: the first row stands, another value is set aside. */
struct imported_value {
    const char *area;     /* as written */
    uint32_t set, region; /* where it belongs, or REGION_NONE: shown by name */
    int year;
    const char *indicator, *unit, *source; /* the latter two may be NULL */
    double value;     /* NAN: not a number (suppressed, "-", "…") */
    const char *text; /* the cell */
};

enum progress_state {
    PROGRESS_DONE,
    PROGRESS_PLANNED,
    PROGRESS_NOT,
    PROGRESS_UNKNOWN,
    PROGRESS_STATES
};
extern const char *const progress_states_ja[PROGRESS_STATES];
/* What an item "ア" to "ク" is; NULL for any other. */
const char *progress_item_ja(const char *item);

/* A state of one area: of an item (ア)-(ク), or of a map (関係者向けマップ,
 * 市民向けマップ). Columns area, year, item, state (実施している/年度内に実施
 * 予定/実施していない, 作成済/予定/作成しない, done/planned/not), optional
 * count: then the row is a total of so many municipalities (national figures).
 */
struct progress_row {
    const char *area;
    uint32_t set, region;
    int year;
    const char *item; /* "ア" ... "ク", or as written */
    enum progress_state state;
    double count; /* 1, or of how many municipalities */
    bool total;   /* a row with a count: national or prefectural figures */
};

struct imported {
    struct arena arena;
    struct supply *supply;
    size_t n_supply;
    struct imported_value *value; /* by indicator, region, year */
    size_t n_value, cap_value;
    struct progress_row *progress; /* by item, area, year */
    size_t n_progress, cap_progress;
    struct aside_list aside;
};

/* Rows whose area no set knows stand under their own name. Errors: ERR_INPUT
 * (no such columns, not a table). */
bool imported_read_indicators(struct imported *imported, const char *path,
                              const struct regions *regions, struct err *err);
bool imported_read_progress(struct imported *imported, const char *path,
                            const struct regions *regions, struct err *err);
void imported_settle(struct imported *imported);
void imported_release(struct imported *imported);

/*
 * Weights (full-time equivalents ...): columns id and a number (weight,
 * 常勤換算 人数 ...). weight[n_facility], NAN for facilities without a row.
 * *supply: what became of the rows. Errors: ERR_INPUT.
 */
bool weights_read(const char *path, const struct table *table, double *weight,
                  struct supply *supply, struct aside_list *aside,
                  struct arena *arena, struct err *err);

/* Places that could be: columns name, lon, lat (名称, 経度, 緯度). */
struct candidate_place {
    const char *name;
    struct lonlat point;
};
bool candidates_read(const char *path, struct candidate_place **place,
                     size_t *n, struct supply *supply, struct aside_list *aside,
                     struct arena *arena, struct err *err);

#endif
