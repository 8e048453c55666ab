/* Time and memory of the run so far, said at its end. */
#ifndef CMD_RUN_REPORT_H
#define CMD_RUN_REPORT_H

void run_report(void);

#endif
