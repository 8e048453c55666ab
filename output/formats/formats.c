#include "output/writer.h"

#include <string.h>

const struct writer *const writers[] = {
#define WRITER(id) &writer_##id,
#include "output/writers.def"
#undef WRITER
};
const size_t writer_count = sizeof(writers) / sizeof(*writers);

const struct writer *writer_find(const char *name)
{
    for (size_t i = 0; i < writer_count; i++)
        if (strcmp(writers[i]->name, name) == 0)
            return writers[i];
    return NULL;
}
