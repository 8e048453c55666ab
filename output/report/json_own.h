/* The parts of audit.json; its shape is told in json.c. */
#ifndef OUTPUT_REPORT_JSON_OWN_H
#define OUTPUT_REPORT_JSON_OWN_H

#include "audit/audit.h"
#include "output/report/emit.h"

/* What every JSON of a report opens with: format, title, created, maker, tool,
 * command, about. */
void json_head(struct emit *emit, const struct audit *audit,
               const char *format);
void json_sources(struct emit *emit, const struct audit *audit);
void json_sets(struct emit *emit, const struct audit *audit);
/* All figures of one year, without the braces. */
void json_year(struct emit *emit, const struct audit *audit,
               const struct audit_need *need, const struct audit_cell *cell,
               size_t year);
/* unread, unread_why (filings, list, travel), unread_why_ja */
void json_unread(struct emit *emit, int why);
void json_needs(struct emit *emit, const struct audit *audit);
void json_imported(struct emit *emit, const struct audit *audit);
void json_quality(struct emit *emit, const struct audit *audit);

#endif
