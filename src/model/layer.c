#include "model/layer.h"

#include <assert.h>
#include <string.h>

const struct layer layers[LAYER_COUNT] = {
#define LAYER(identifier, id, ja, en, plain, group, sign, kinds, functions)    \
    [LAYER_##identifier] = {id, ja, en, plain, group, sign, kinds, functions},
#include "model/layers.def"
#undef LAYER
};

/* Is `word` one of the words of `text`? */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = text; (at = strstr(at, word)) != NULL; at += len)
        if ((at == text || at[-1] == ' ') &&
            (at[len] == '\0' || at[len] == ' '))
            return true;
    return false;
}

/* The rules as bits, made once: a facility is asked for its layers often. */
struct rule_bits {
    kind_set kinds;
    function_set functions;
    bool rest; /* what no layer above it of its group took */
};

static void make_bits(struct rule_bits bits[LAYER_COUNT])
{
    for (int l = 0; l < LAYER_COUNT; l++) {
        bits[l].rest = strcmp(layers[l].kinds, "*group") == 0;
        for (int k = 0; k < kind_count; k++)
            if (bits[l].rest ? kinds[k].group == layers[l].group
                             : has_word(layers[l].kinds, kinds[k].id))
                bits[l].kinds |= UINT64_C(1) << k;
        for (int f = 0; f < FUNCTION_COUNT; f++)
            if (has_word(layers[l].functions, functions[f].id))
                bits[l].functions |= FUNCTION_BIT(f);
    }
}

layer_set layers_of(kind_set services, function_set filed)
{
    static _Thread_local struct rule_bits bits[LAYER_COUNT];
    static _Thread_local bool made;
    /* By group: a hospital whose dentists visit is still a hospital. */
    kind_set taken[GROUP_COUNT] = {0};
    layer_set set = 0;

    if (!made)
        make_bits(bits);
    made = true;
    for (int l = 0; l < LAYER_COUNT; l++) {
        kind_set mine = services & bits[l].kinds;
        if (bits[l].rest)
            mine &= ~taken[layers[l].group];
        if (!mine || (bits[l].functions && !(filed & bits[l].functions)))
            continue;
        set |= (layer_set)1 << l;
        taken[layers[l].group] |= mine;
    }
    return set ? set : (layer_set)1 << LAYER_other;
}

int layer_main(layer_set set)
{
    int first = LAYER_other;

    for (int l = LAYER_COUNT - 1; l >= 0; l--)
        if (set >> l & 1)
            first = l;
    for (int l = 0; l < LAYER_COUNT && first != LAYER_consult; l++)
        if ((set >> l & 1) && group_is_institution(layers[l].group))
            return l;
    return first;
}

int layer_find(const char *id)
{
    for (int l = 0; l < LAYER_COUNT; l++)
        if (strcmp(layers[l].id, id) == 0)
            return l;
    return -1;
}

const char *layer_words(int layer, bool resident)
{
    assert(layer >= 0 && layer < LAYER_COUNT);
    return resident ? layers[layer].plain_ja : layers[layer].name_ja;
}
