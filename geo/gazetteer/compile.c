#include "geo/gazetteer/compile.h"

#include "base/out.h"
#include "geo/gazetteer/compiling.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

void compiling_fault(struct compiling *compiling, enum gazetteer_fault fault,
                     const char *code, const char *place, const char *detail,
                     uint16_t source)
{
    const struct compile_options *options = compiling->options;

    compiling->fault[fault]++;
    if (options->fault)
        options->fault(options->fault_context, fault, code, place, detail,
                       &compiling->draft->source[source]);
}

/* ---- the sections ---- */

struct image {
    struct layout_header header;
    struct buf bytes; /* after the header */
};

static void add_section(struct image *image, enum layout_section section,
                        const void *items, size_t bytes)
{
    static const char zeros[8];

    buf_add(&image->bytes, zeros, (8 - image->bytes.len % 8) % 8);
    image->header.section[section].at =
        sizeof(image->header) + image->bytes.len;
    image->header.section[section].bytes = bytes;
    if (bytes)
        buf_add(&image->bytes, items, bytes);
}

static struct layout_source *make_sources(struct compiling *compiling)
{
    const struct draft *draft = compiling->draft;
    struct layout_source *source =
        mem_alloc((draft->n_source + 1) * sizeof(*source));
    struct texts *texts = &compiling->texts;

    for (size_t i = 0; i < draft->n_source; i++)
        source[i] = (struct layout_source){
            .label = texts_add(texts, draft->source[i].label),
            .title = texts_add(texts, draft->source[i].title),
            .attribution = texts_add(texts, draft->source[i].attribution),
            .licence = texts_add(texts, draft->source[i].licence),
            .as_of = texts_add(texts, draft->source[i].as_of),
            .rows_read = draft->source[i].read,
            .rows_kept = draft->source[i].kept,
        };
    return source;
}

static struct layout_town *make_towns(struct compiling *compiling,
                                      struct layout_header *header)
{
    struct layout_town *out = mem_alloc((compiling->n_town + 1) * sizeof(*out));

    for (size_t t = 0; t < compiling->n_town; t++) {
        struct work_town *town = &compiling->town[t];
        town->out.name = texts_add(&compiling->texts, town->name);
        town->out.lon_udeg = layout_udeg(town->point.lon_deg);
        town->out.lat_udeg = layout_udeg(town->point.lat_deg);
        town->out.radius_m =
            (uint16_t)fmin(UINT16_MAX, ceil(fmax(town->radius_m, 0)));
        if (lonlat_known(town->point))
            header->level[town->out.coordinate_level]++;
        out[t] = town->out;
    }
    for (size_t i = 0; i < compiling->n_stored; i++) {
        static const enum position_level level[] = {
            [NUMBER_HOUSE] = LEVEL_HOUSE,
            [NUMBER_BLOCK] = LEVEL_BLOCK,
            [NUMBER_PARCEL] = LEVEL_PARCEL,
        };
        const struct layout_number *number = &compiling->stored[i];
        if (number->x != UINT16_MAX || number->y != UINT16_MAX)
            header->level[level[number->key >> 30]]++;
    }
    for (size_t c = 0; c < compiling->n_city; c++) {
        const struct layout_city *city = &compiling->city[c];
        if (city->lon_udeg != LAYOUT_NOWHERE && !(city->flags & CITY_GONE))
            header->level[LEVEL_MUNICIPALITY]++;
    }
    return out;
}

static void set_roots(struct compiling *compiling)
{
    struct trie *trie = &compiling->trie;

    trie_make(trie, TREE_FIRST + compiling->n_city);
    for (size_t c = 0; c < compiling->n_city; c++) {
        uint32_t root = TREE_FIRST + (uint32_t)c;
        if (trie->child[root] < trie->child[root + 1] ||
            trie->value_at[root] < trie->value_at[root + 1])
            compiling->city[c].root = root;
    }
}

#define ADD(section, items, n)                                                 \
    add_section(image, section, items, (n) * sizeof(*(items)))

static void add_sections(struct compiling *compiling, struct image *image)
{
    const struct trie *trie = &compiling->trie;
    struct layout_source *source = make_sources(compiling);
    struct layout_town *town = make_towns(compiling, &image->header);

    ADD(SECTION_SOURCE, source, compiling->draft->n_source);
    ADD(SECTION_FOLD_LOW, compiling->making->low, 65536);
    ADD(SECTION_FOLD_HIGH, compiling->making->high, compiling->making->n_high);
    ADD(SECTION_CITY, compiling->city, compiling->n_city);
    ADD(SECTION_LINK, compiling->link, compiling->n_link);
    ADD(SECTION_LABEL, trie->label, trie->n_node);
    ADD(SECTION_CHILD, trie->child, trie->n_node + 1);
    ADD(SECTION_VALUE_AT, trie->value_at, trie->n_node + 1);
    ADD(SECTION_VALUE, trie->value, trie->value_at[trie->n_node]);
    ADD(SECTION_TOWN, town, compiling->n_town);
    ADD(SECTION_LISTED, compiling->listed, compiling->n_listed);
    ADD(SECTION_NUMBER, compiling->stored, compiling->n_stored);
    add_section(image, SECTION_TEXT, compiling->texts.bytes.ptr,
                compiling->texts.bytes.len);
    free(source);
    free(town);
}

static void fill_header(const struct compiling *compiling, struct image *image)
{
    struct layout_header *header = &image->header;

    memcpy(header->magic, LAYOUT_MAGIC, sizeof(LAYOUT_MAGIC));
    header->version = LAYOUT_VERSION;
    header->order = LAYOUT_ORDER;
    header->n_section = SECTION_COUNT;
    header->bytes = sizeof(*header) + image->bytes.len;
    header->root_city = TREE_CITIES;
    header->root_any = TREE_ANY;
    header->n_history = compiling->n_history;
    memcpy(header->fault, compiling->fault, sizeof(compiling->fault));
    snprintf(header->created, sizeof(header->created), "%s",
             compiling->options->created);
    /* The build's name follows from the content, not from the day. */
    XXH128_hash_t content = XXH3_128bits(image->bytes.ptr, image->bytes.len);
    snprintf(header->build_id, sizeof(header->build_id), "%016llx%016llx",
             (unsigned long long)content.high64,
             (unsigned long long)content.low64);
    uint64_t sum = XXH3_64bits(image->bytes.ptr, image->bytes.len);
    header->checksum = sum ^ XXH3_64bits(header, sizeof(*header));
}

/* ---- the file ---- */

static bool write_all(FILE *file, const struct image *image)
{
    return fwrite(&image->header, sizeof(image->header), 1, file) == 1 &&
           fwrite(image->bytes.ptr, image->bytes.len, 1, file) == 1 &&
           fflush(file) == 0;
}

static bool write_file(const struct image *image, const char *path,
                       struct err *err)
{
    char *temporary = out_file_begin(path);
    FILE *file = fopen(temporary, "wbe");
    bool ok = file != NULL;

    if (!ok)
        err_set(err, ERR_STORAGE, _("cannot write '%s': %s"), path,
                strerror(errno));
    else if (!(ok = write_all(file, image)))
        err_set(err, ERR_STORAGE, _("cannot write '%s': %s"), path,
                strerror(errno));
    if (file && fclose(file) != 0 && ok)
        ok = err_set(err, ERR_STORAGE, _("cannot write '%s': %s"), path,
                     strerror(errno));
    ok = ok && out_file_publish(temporary, path, err);
    if (!ok)
        unlink(temporary);
    free(temporary);
    return ok;
}

static void release(struct compiling *compiling)
{
    fold_table_release(compiling->making);
    texts_release(&compiling->texts);
    trie_release(&compiling->trie);
    arena_release(&compiling->arena);
    free(compiling->city);
    free(compiling->link);
    free(compiling->town);
    free(compiling->key);
    free(compiling->merged);
    free(compiling->number);
    free(compiling->listed);
    free(compiling->stored);
}

static bool compile_places(struct compiling *compiling, struct err *err)
{
    compile_cities(compiling);
    if (compiling->n_city > UINT16_MAX)
        return err_set(err, ERR_PLACE,
                       _("more municipalities and former names than a "
                         "dictionary can hold"));
    compile_towns(compiling);
    if (compiling->n_town == 0)
        return err_set(err, ERR_PLACE,
                       _("no towns among the sources; add towns of the "
                         "address registry, 位置参照情報 or Geolonia (folders "
                         "named after the prefecture, files after the "
                         "municipality)"));
    compile_parents(compiling);
    return true;
}

bool compile(struct draft *draft, const struct compile_options *options,
             const char *path, struct err *err)
{
    struct compiling compiling = {.draft = draft, .options = options};
    struct image image = {0};

    if (draft->n_city == 0)
        return err_set(err, ERR_PLACE,
                       _("no municipalities among the sources; add mt_city_all "
                         "of the address registry"));
    if (draft->n_source > UINT16_MAX)
        return err_set(err, ERR_PLACE,
                       _("more sources than a dictionary can name"));
    compiling.making = fold_table_make();
    compiling.fold = fold_table_of(compiling.making);
    texts_add(&compiling.texts, NULL);
    bool ok = compile_places(&compiling, err);
    if (ok) {
        compile_numbers(&compiling);
        compile_audit(&compiling);
        compile_radius(&compiling);
        compile_names(&compiling);
        set_roots(&compiling);
        add_sections(&compiling, &image);
        fill_header(&compiling, &image);
        ok = write_file(&image, path, err);
    }
    buf_release(&image.bytes);
    release(&compiling);
    return ok;
}
