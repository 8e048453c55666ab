/* What is in a dictionary of addresses, for people and for programs. */
#ifndef CMD_DICTIONARY_TEXT_H
#define CMD_DICTIONARY_TEXT_H

#include "base/buf.h"
#include "geo/geocode/gazetteer.h"

void dictionary_text(const struct gazetteer_info *info, const char *path,
                     struct buf *out);

/* One object and a line end; what is not known is null. */
void dictionary_json(const struct gazetteer_info *info, const char *path,
                     struct buf *out);

#endif
