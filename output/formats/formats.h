/* The formats that there are. */
#ifndef OUTPUT_FORMATS_FORMATS_H
#define OUTPUT_FORMATS_FORMATS_H

#include "output/writer.h"

#define FORMAT(id) extern const struct writer writer_##id;
#include "output/formats/formats.def"
#undef FORMAT

extern const struct writer *const formats[];
extern const size_t format_count;

/* NULL when there is no such format. */
const struct writer *format_find(const char *name);

/* Does the edition get this format? */
bool format_is_for(const struct writer *format, enum edition edition);

#endif
