/* Language of messages: by the locale, Japanese or English. */
#ifndef CMD_LOCALE_H
#define CMD_LOCALE_H

#include <stdbool.h>

/*
 * Use the user's LC_MESSAGES. LC_NUMERIC and the rest stay "C", so numbers
 * are read and printed the same everywhere. Translations are looked for
 * beside the program (../share/locale, ./locale).
 */
void locale_start(void);

/* Are messages in Japanese? */
bool locale_is_japanese(void);

#endif
