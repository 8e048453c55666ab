/* Any bytes as an address, with a hint: the promises of geocode.h hold. The
 * dictionary is that of the samples; runs from the project root. */
#include "../geocode/promise.h"
#include "base/say.h"
#include "geo/gazetteer/compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct gazetteer *gazetteer;
static struct geocoder *geocoder;

static void promise(bool kept, const char *which)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", which);
    abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const struct compile_options options = {.created = "2025-12-01"};
    struct draft draft = {0};
    struct err err = {0};
    char folder[] = "/tmp/zaitaku-fuzz-XXXXXX", path[64];

    (void)argc, (void)argv;
    say_quiet(true);
    promise(mkdtemp(folder) != NULL, "a folder for the dictionary");
    snprintf(path, sizeof(path), "%s/samples.gaz", folder);
    if (!draft_read(&draft, "samples/gazetteer", &err) ||
        !draft_read(&draft, "samples/mt_city_all.csv", &err) ||
        !draft_settle(&draft, &err) || !compile(&draft, &options, path, &err) ||
        !(gazetteer = gazetteer_open(path, &err)))
        promise(false, err.text);
    draft_release(&draft);
    unlink(path);
    rmdir(folder);
    geocoder = geocoder_open(gazetteer);
    return 0;
}

/* What geocoding it twice says, as JSON. */
static void ask(struct str address, const struct geocode_hint *hint,
                struct buf *out)
{
    struct geocode_result result;

    geocode(geocoder, address, hint, &result);
    const char *broken = promise_broken(&result, address);
    promise(!broken, broken);
    geocode_json(&result, address, out);
}

/* The first byte chooses the hint, the others are the address. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct geocode_hint hint[] = {
        {NULL, NULL},     {"25299", NULL}, {"25499", "529-0053"},
        {"25498", ""},    {"", "5290001"}, {"252999", "〒529-0001"},
        {"99999", "529"}, {"x", "x"},
    };
    struct buf first = {0}, again = {0};

    if (size == 0)
        return 0;
    /* A copy of its own size, so that a byte read beyond it is seen. */
    char *copy = malloc(size);
    promise(copy != NULL, "memory");
    memcpy(copy, data, size);
    struct str address = {copy + 1, size - 1};
    ask(address, &hint[data[0] % 8], &first);
    ask(STR("滋賀県（い）みなと市（ろ）湊町1-2-3（は"), NULL, &again);
    buf_clear(&again);
    ask(address, &hint[data[0] % 8], &again);
    promise(str_eq(buf_str(&first), buf_str(&again)),
            "equal input gives equal output");
    buf_release(&first);
    buf_release(&again);
    free(copy);
    return 0;
}
