#include "model/wording.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *phrase, *ja;
} wordings[] = {
#define WORDING(phrase, ja) {phrase, ja},
#include "model/wording.def"
#undef WORDING
};

const char *wording_ja(const char *phrase)
{
    for (size_t i = 0; i < sizeof(wordings) / sizeof(*wordings); i++)
        if (strcmp(wordings[i].phrase, phrase) == 0)
            return wordings[i].ja;
    return phrase;
}
