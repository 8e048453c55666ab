/* Sentences and cells that several parts of the report for a meeting use. */
#ifndef OUTPUT_REPORT_BOOKLET_WORDS_H
#define OUTPUT_REPORT_BOOKLET_WORDS_H

#include "output/report/booklet.h"

/* 1,234人; －人 is never said: "不明" for NAN. */
const char *booklet_people(const struct booklet *booklet, double people);
const char *booklet_count(const struct booklet *booklet, size_t count);
/* 2040年 */
const char *booklet_year(const struct booklet *booklet, size_t year);
/* Of an area's name in running text or a cell; never NULL. */
const char *booklet_name(const struct region *region);

/* People out of reach whatever the unknown facilities are; and those of whom
 * it is not known (only unknown facilities in reach, or no way known). With
 * those covered they are all people. */
double booklet_missing(const struct audit_need *need,
                       const struct audit_year *year);
double booklet_unsure(const struct audit_need *need,
                      const struct audit_year *year);
/* Can there be such people? */
bool booklet_has_unsure(const struct audit *audit, size_t need);

/* Is nothing known of these facilities? Then 0 would be an answer. */
bool booklet_nothing_known(uint32_t yes, uint32_t no, uint32_t unknown);
/* The same of a region's cell, whose people nobody beyond it reaches either. */
bool booklet_dark(const struct audit_cell *cell, const struct audit_year *year);

/* What a choice is counted in: 件, or the weight's name. */
const char *booklet_unit(const struct audit *audit, size_t need);

/* What was found of a need, in plain words: first how many are reached and
 * how many are not; then what else a reader must know of it. */
const char *booklet_finding(const struct booklet *booklet, size_t need);
const char *booklet_finding_more(const struct booklet *booklet, size_t need);

/* "直線距離" or what else the reach is measured by, in a sentence. */
const char *booklet_measure(const struct audit *audit);

#endif
