/*
 * What the terminal is told of a comparison whose reports are in a folder.
 */
#ifndef CMD_DIFF_SAID_H
#define CMD_DIFF_SAID_H

#include "cmd/diff_report.h"

/* One line with the numbers, and where to read on. `folder` NULL: nothing was
 * written. `has_text`: changes.txt is in it. */
void diff_said(const struct diff_report *report, const char *folder,
               bool has_text);

#endif
