#include "output/formats/formats.h"

#include <string.h>

const struct writer *const formats[] = {
#define FORMAT(id) &writer_##id,
#include "output/formats/formats.def"
#undef FORMAT
};
const size_t format_count = sizeof(formats) / sizeof(*formats);

const struct writer *format_find(const char *name)
{
    for (size_t i = 0; i < format_count; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

bool format_is_for(const struct writer *format, enum edition edition)
{
    bool named = false;

    for (int e = 0; e < EDITION_COUNT; e++)
        named |= format->only[e];
    return !named || format->only[edition];
}
