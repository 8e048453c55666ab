/* The start pages of an edition: its prefectures with their municipalities,
 * and a page for each prefecture. */
#ifndef OUTPUT_SITE_START_H
#define OUTPUT_SITE_START_H

#include "output/writer.h"

/* As struct writer's `cover`. */
bool start_write(const struct cover *cover,
                 bool (*put)(void *context, const char *name, struct str bytes,
                             struct err *err),
                 void *context, struct err *err);

#endif
