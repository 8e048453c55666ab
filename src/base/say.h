/*
 * Talk to the person at the terminal: progress and warnings, to stderr.
 * Results go to stdout by whoever makes them; errors are printed by main().
 * Control characters in the text are shown as '?', so a name in a file
 * cannot drive the terminal.
 */
#ifndef BASE_SAY_H
#define BASE_SAY_H

#include <stdbool.h>

void say_quiet(bool quiet); /* warnings stay */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void say_error(const char *text); /* for main() only */

/* Is there somebody to watch progress: stderr is a terminal that can redraw a
 * line, and talk is wanted? */
bool say_is_watched(void);

/* Show a line in the place of the one shown before; NULL takes it away. It
 * makes room for anything else that is said. Nothing happens when nobody
 * watches. */
void say_progress(const char *line);

#endif
