/* The 24-hour chain over all own areas: for its own part and the summary. */
#ifndef OUTPUT_REPORT_HTML_CHAIN_H
#define OUTPUT_REPORT_HTML_CHAIN_H

#include "output/report/html_web.h"

struct web_chain_sum {
    double people;
    struct audit_chain chain;
};

struct web_chain_sum web_chain_whole(const struct audit *audit, size_t year);
/* People who have a link within the limit. */
double web_chain_reached(const struct audit_chain *chain, double people,
                         int link);

/* Is nothing known of a link? Then nobody knows who has all of them. */
bool web_chain_unread(const struct audit *audit);
/* Which links are not known and why, and that so nobody knows of all. */
const char *web_chain_unread_words(struct web *web);

#endif
