/*
 * The Japanese of the short phrases that files carry (findings, reasons of
 * set-aside rows). Files must not depend on the locale of whoever made them,
 * so these do not come from gettext.
 */
#ifndef MODEL_WORDING_H
#define MODEL_WORDING_H

/* The phrase itself when it has no row; tests find that. */
const char *wording_ja(const char *phrase);

#endif
