#include "output/icons.h"

#include <string.h>

const struct icon *icon_find(const char *layer)
{
    for (size_t i = 0; i < icon_count; i++)
        if (strcmp(icons[i].layer, layer) == 0)
            return &icons[i];
    return NULL;
}
