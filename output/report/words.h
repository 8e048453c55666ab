/*
 * What every form of the report says, in one wording: methods with their
 * references, assumptions, cautions, sources, numbers as text, classes of a
 * choropleth.
 */
#ifndef OUTPUT_REPORT_WORDS_H
#define OUTPUT_REPORT_WORDS_H

#include "audit/audit.h"
#include "model/view.h"

/* Statements about the whole report, each with a heading (対象, 人口の出典,
 * 事業所・施設の出典, しきい値, 距離, 方法, データの品質, 注意, 加工, ツール,
 * 再現するコマンド ...), in order; several may share a heading. The texts live
 * until the call returns. */
void report_about_each(const struct audit *audit,
                       void (*add)(void *context, const char *heading,
                                   const char *text),
                       void *context);

/* A number for people: thousands separated by commas, `decimals` digits; "－"
 * for NAN. */
const char *report_number(double number, int decimals, struct arena *arena);
/* 12.3km, 850m or 25分, by the order's unit; "－" for NAN. */
const char *report_cost(const struct audit *audit, double cost,
                        struct arena *arena);
/* 0 to 100: 100 only where nobody is left out (sums of the same people in
 * another order differ in their last digits). NAN where whole is 0 or NAN. */
double report_per_cent(double part, double whole);
/* 87.5% of part / whole: never 100.0% unless all (99.9%), never 0.0% unless
 * none (0.1%未満); "－" where whole is 0 or NAN. */
const char *report_share(double part, double whole, struct arena *arena);
/* 2025年11月1日 of YYYY-MM-DD; 時点不明 for NULL. */
const char *report_date(const char *date, struct arena *arena);

/* ---- what people have of a need: the same words and sums everywhere ---- */

enum report_state {
    STATE_REACHED, /* covered */
    STATE_UNKNOWN, /* covered_maybe - covered */
    STATE_NO_WAY,  /* unknown: no way known */
    STATE_NONE,    /* all others */
    STATE_COUNT
};
extern const char *const report_states_ja[STATE_COUNT];
/* People of a state; with the other states they are year->people. NAN in all
 * of them for a need that is `unread`. */
double report_state(const struct audit_need *need,
                    const struct audit_year *year, enum report_state state);
/* Why nothing is known of a need, an indicator or a link (enum audit_unread):
 * 届出の一覧を読んでいません; NULL for UNREAD_NO. */
const char *report_why_ja(int why);
const char *report_unread_ja(const struct audit_need *need);

/* ---- what must stand beside figures ---- */

/* Beside access, Lorenz and Gini of a need: how many live where the figures
 * are too high; NULL: nobody. */
const char *report_edge_note(const struct audit *audit, size_t need,
                             struct arena *arena);
/* Is more than a tenth of the region's people there? Its access has a ※. */
bool report_edge_marked(const struct audit *audit,
                        const struct audit_region *region, size_t need);
/* 位置の81%は町・丁目の代表点; NULL: none is. */
const char *report_rough_positions(const struct audit *audit,
                                   struct arena *arena);
/* Of a need counted by weights: how many of its facilities have none; by
 * facility although the order has weights: so. NULL: nothing to say. */
const char *report_weight_note(const struct audit *audit, size_t need,
                               struct arena *arena);

/* ---- sources ---- */

/* Every source of the figures once (title, publisher, date), in the order of
 * the statements. */
struct view_source *report_sources(const struct audit *audit, size_t *n,
                                   struct arena *arena);

/* ---- classes of a choropleth ---- */

/* Classes of a choropleth: up to REPORT_CLASSES of nearly equal numbers of
 * regions, with round breaks; equal values are never parted. */
#define REPORT_CLASSES 5
struct report_classes {
    double edge[REPORT_CLASSES + 1]; /* class c: edge[c] <= value < edge[c+1];
                                        the last one includes its upper edge */
    size_t n;                        /* 0: no value is known */
    bool above_0; /* edge[0] is 0, and all values are above it */
    int decimals; /* that print the edges exactly */
};
struct report_classes report_classify(const double *value, size_t n);
/* Of shares in per cent, the same on every map, so that maps can be held side
 * by side: 0, 50, 80, 95, 100, and 100 itself. */
extern const struct report_classes report_share_classes;
/* 10.0以上15.0未満; 0より大きく5未満 where no value is 0; 100% alone. `unit`
 * stands behind every number: %, 件, "". */
const char *report_class_words(const struct report_classes *classes, size_t c,
                               const char *unit, struct arena *arena);
/* The class of a value; -1 for NAN. */
int report_class(const struct report_classes *classes, double value);
/* Fills from light to dark, parted in grey too; REPORT_NO_DATA for NAN. */
extern const unsigned report_colours[REPORT_CLASSES]; /* 0xRRGGBB */
#define REPORT_NO_DATA 0xFFFFFFu

#endif
