/*
 * The layers of the map: what people ask for. First where to ask, then who
 * comes to the home, then the rest. A facility stands in every layer that its
 * services and filings speak for; layer_main() tells the folder that shows it.
 *
 * Layers of one group share colour and shape; their sign parts them without
 * colour.
 */
#ifndef MODEL_LAYER_H
#define MODEL_LAYER_H

#include "model/function.h"
#include "model/kind.h"

enum layer_sign {
    SIGN_PLAIN,  /* the group's shape as it is */
    SIGN_HOLLOW, /* only its outline: not known to come to the home */
    SIGN_DOT,    /* a dot in the middle */
    SIGN_24,     /* the number */
    SIGN_BARS    /* a dumb-bell */
};

struct layer {
    const char *id; /* kebab-case, stable; also the file stem of its marker */
    const char *name_ja, *name_en;
    const char *plain_ja;  /* for residents */
    enum kind_group group; /* colour and shape of its markers */
    enum layer_sign sign;
    const char *kinds; /* ids, separated by ' '; "*group": the group's rest */
    const char *functions; /* ids; "" when the kind is enough */
};

enum layer_id {
#define LAYER(identifier, ...) LAYER_##identifier,
#include "model/layers.def"
#undef LAYER
    LAYER_COUNT
};
extern const struct layer layers[LAYER_COUNT];

typedef uint32_t layer_set;
_Static_assert(LAYER_COUNT <= 32, "a layer_set has a bit for each");

/* The layers of a facility that offers these services and has filed these
 * functions. Never empty: what fits nowhere is LAYER_other. */
layer_set layers_of(kind_set services, function_set filed);
/* Where to ask goes first, then what the institution is (a clinic that also
 * plans care is a clinic), then the first layer. */
int layer_main(layer_set set);
int layer_find(const char *id); /* -1 when there is none */
/* The name for an edition's readers. */
const char *layer_words(int layer, bool resident);

#endif
