/*
 * The two languages of the sentences of a comparison, side by side. Files are
 * in Japanese whoever makes them (as in model/wording.h), the terminal is for
 * who reads it: the caller knows which, the locale does not. So these do not
 * come from gettext.
 */
#ifndef DIFF_LANGUAGE_H
#define DIFF_LANGUAGE_H

#include "diff/changes.h"

/* The text in the language of the changes. Of formats both are checked; they
 * take their arguments in the same order. */
__attribute__((format_arg(2), format_arg(3))) static inline const char *
language_text(const struct changes *changes, const char *ja, const char *en)
{
    return changes->japanese ? ja : en;
}

#endif
