/*
 * The figures of a need in a region and a year, as columns: one list for the
 * workbook, the layers and the JSON, so that a figure has one name everywhere.
 */
#ifndef OUTPUT_REPORT_FIGURES_H
#define OUTPUT_REPORT_FIGURES_H

#include "output/report/words.h"

enum figure_form {
    FORM_PEOPLE, /* persons: printed whole */
    FORM_SHARE,  /* 0 to 1: printed in per cent */
    FORM_COST,   /* m or min, as the order has it */
    FORM_RATE,   /* per so many people */
    FORM_GINI
};

struct figure {
    const char *id;      /* snake_case, without unit; stable */
    const char *name_ja; /* heading */
    enum figure_form form;
    bool on_map;   /* also a property of every area */
    unsigned told; /* 1 << enum audit_unread: also told of such a need */
    enum {
        FIGURE_MEMBER, /* of struct audit_year */
        FIGURE_SHARE,  /* of `people` */
        FIGURE_STATE   /* people, or their share */
    } what;
    size_t at; /* of the member, or of the part of a share */
    enum report_state state;
};
extern const struct figure figures[];
extern const size_t figure_count;

/* NAN where nothing is known of anybody (need->unread): "nobody is covered" is
 * not what such a figure says. The same for ratios of a region all of whose
 * facilities are unknown, and from which nobody known is reached. `year`: of
 * people->year. */
double figure_value(const struct figure *figure, const struct audit_need *need,
                    const struct audit_cell *cell, size_t year);
/* All own meshes as a cell; neighbours and edge are not told of them. */
struct audit_cell figure_whole(const struct audit_need *need);

/* What is counted in a region, whatever the year. */
enum tally_what {
    TALLY_YES,
    TALLY_UNKNOWN,
    TALLY_NO,
    TALLY_UNPLACED,
    TALLY_NEIGHBOURS,
    TALLY_SUPPLY,
    TALLY_UNWEIGHTED,
    TALLY_EDGE, /* people of the base year */
    TALLY_COUNT
};
struct tally {
    const char *id, *name_ja;
    bool on_map;
};
extern const struct tally tallies[TALLY_COUNT];
/* NAN where the need is unread in such a way that nobody counted it. */
double tally_value(const struct audit_need *need, const struct audit_cell *cell,
                   enum tally_what what);
/* 1件を1と数える, or the name of the weights. */
const char *figure_counted_by(const struct audit *audit, size_t need);

/* ---- the chain ---- */

/* People of a state of a link in a year of a region; NAN where the link is
 * unread. */
double chain_state(const struct audit *audit, const struct audit_region *region,
                   size_t year, size_t link, enum report_state state);
/* All four; `maybe`: if every unknown facility met its need. NAN where a link
 * is unread. */
double chain_whole(const struct audit *audit, const struct audit_region *region,
                   size_t year, bool maybe);
/* The link that most people lack; NULL: nobody lacks one, or a link is unread.
 */
const char *chain_weakest(const struct audit *audit,
                          const struct audit_region *region, size_t year);
/* Of an indicator per 10,000 aged 75+; NAN. */
double indicator_rate(const struct audit *audit,
                      const struct audit_region *region, size_t year,
                      size_t indicator);

/* id with the unit of a cost: "nearest_mean_m", "nearest_mean_min". */
void figure_add_name(struct buf *out, const struct figure *figure,
                     const struct audit *audit);
/* 平均距離（m）, 平均時間（分） where it is a cost; else its name. */
const char *figure_heading(const struct figure *figure,
                           const struct audit *audit, struct arena *arena);

/* "visiting-nurse" as part of a name: visiting_nurse. */
void figure_add_id(struct buf *out, const char *id);

#endif
