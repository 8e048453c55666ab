/* The files of an edition as a whole: start pages, the catalogue of its data
 * sets, and last the manifest. */
#include "base/in.h"
#include "base/out.h"
#include "cmd/press.h"
#include "cmd/view_words.h"

#include <string.h>

static const char *edition_id(const struct press_edition *edition)
{
    return editions[edition->edition].id;
}

static struct view_source *sources_of(const struct press *press, size_t *n,
                                      struct arena *arena)
{
    uint64_t bits = 0;

    for (size_t a = 0; a < press->areas.n; a++)
        for (size_t i = 0; i < press->areas.item[a].n_facility; i++)
            bits |= press->table->facility[press->areas.item[a].facility[i]]
                        ->sources;
    return words_sources(press->table, bits, n, arena);
}

/* ---- covers ---- */

struct putting {
    struct press *press;
    struct press_edition *edition;
};

static bool put(void *context, const char *name, struct str bytes,
                struct err *err)
{
    struct putting *putting = context;
    struct press_edition *edition = putting->edition;
    struct arena *arena = &putting->press->arena;
    bool linked = false;

    edition->cover = mem_room(edition->cover, edition->n_cover,
                              &edition->cap_cover, sizeof(*edition->cover));
    struct manifest_file *file = &edition->cover[edition->n_cover++];
    *file = (struct manifest_file){.name = str_keep(arena, str_of(name)),
                                   .bytes = bytes.len,
                                   .part = true};
    sha256_of(bytes.ptr, bytes.len, file->sha256);
    bool ok = out_write(putting->press->out,
                        arena_format(arena, "%s/%s", edition_id(edition), name),
                        bytes, &linked, err);
    putting->press->n_linked += linked;
    return ok;
}

static const struct cover_file *cover_files(const struct press_edition *edition,
                                            const struct press_done *done,
                                            struct arena *arena)
{
    struct cover_file *file =
        arena_alloc(arena, (edition->n_file + 1) * sizeof(*file));

    for (size_t f = 0; f < edition->n_file; f++)
        file[f] = (struct cover_file){
            edition->file[f].writer->name, edition->file[f].file->name,
            done->file[f].bytes, done->file[f].rows, done->file[f].sha256};
    return file;
}

static struct cover_place place_of(const struct press *press,
                                   const struct press_edition *edition,
                                   size_t a, struct arena *arena)
{
    const struct area *area = &press->areas.item[a];
    const struct press_done *done = &edition->done[a];
    const struct municipality *known =
        municipalities_find(&press->table->municipalities, area->code);
    const char *prefecture = prefecture_name(area->code);
    char number[3] = {area->code[0], area->code[1], '\0'};

    return (struct cover_place){
        .code = area->code,
        .prefecture_code = prefecture ? str_keep(arena, str_of(number)) : "00",
        .prefecture = prefecture,
        .place = area->place,
        .name = known && known->name ? known->name : area->place,
        .kana = known ? known->kana : NULL,
        .rows = done->rows,
        .placed = done->placed,
        .newest = done->newest,
        .oldest = done->oldest,
        .file = cover_files(edition, done, arena),
        .n_file = edition->n_file,
    };
}

bool press_cover(struct press *press, struct press_edition *edition,
                 struct err *err)
{
    struct arena arena = {0};
    struct putting putting = {press, edition};
    size_t n = press->areas.n;
    struct cover_place *place = arena_alloc(&arena, (n + 1) * sizeof(*place));
    struct cover cover = {
        .resident = edition->edition == EDITION_RESIDENT,
        .edition = edition_id(edition),
        .edition_name = editions[edition->edition].name_ja,
        .created = press->created,
        .maker = press->maker,
        .contact = press->contact,
        .site_url = edition->site_url,
        .processed = WORDS_PROCESSED,
        .disclaimer = WORDS_DISCLAIMER,
        .place = place,
        .n_place = n,
    };
    bool ok = true;

    for (size_t a = 0; a < n; a++)
        place[a] = place_of(press, edition, a, &arena);
    cover.source = sources_of(press, &cover.n_source, &arena);
    for (size_t f = 0; ok && f < press->n_format; f++)
        if (press->format[f]->cover &&
            format_is_for(press->format[f], edition->edition))
            ok = press->format[f]->cover(&cover, put, &putting, err);
    arena_release(&arena);
    return ok;
}

/* ---- the manifest ---- */

bool press_write_manifest(struct press *press, const struct manifest *manifest,
                          struct err *err)
{
    struct buf text = {0};

    manifest_write(manifest, &text);
    bool ok = out_write(
        press->out,
        arena_format(&press->arena, "%s/manifest.json", manifest->edition),
        buf_str(&text), NULL, err);
    buf_release(&text);
    return ok;
}

bool press_manifest(struct press *press, struct press_edition *edition,
                    struct err *err)
{
    struct arena arena = {0};
    size_t n = press->areas.n * edition->n_file + edition->n_cover, at = 0;
    struct manifest manifest = {
        .edition = edition_id(edition),
        .created = press->created,
        .file = arena_alloc(&arena, (n + 1) * sizeof(*manifest.file)),
        .n_file = n,
        .processed = WORDS_PROCESSED,
        .disclaimer = WORDS_DISCLAIMER,
    };

    for (size_t c = 0; c < edition->n_cover; c++)
        manifest.file[at++] = edition->cover[c];
    for (size_t a = 0; a < press->areas.n; a++)
        for (size_t f = 0; f < edition->n_file; f++) {
            struct manifest_file *file = &manifest.file[at++];
            *file = edition->done[a].file[f];
            file->name =
                arena_format(&arena, "%s/%s", press->areas.item[a].code,
                             edition->file[f].file->name);
            file->code = press->areas.item[a].code;
            file->place = press->areas.item[a].place;
        }
    if (edition->edition == EDITION_PROFESSIONAL)
        manifest.accounting = press->table;
    manifest.source = sources_of(press, &manifest.n_source, &arena);
    bool ok = press_write_manifest(press, &manifest, err);
    arena_release(&arena);
    return ok;
}
