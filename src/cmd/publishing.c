#include "cmd/publishing.h"

#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/areas.h"
#include "cmd/building.h"
#include "cmd/order.h"
#include "cmd/owned.h"
#include "cmd/view_words.h"
#include "model/edition.h"
#include "output/manifest.h"
#include "output/sheet.h"
#include "output/writer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_THREADS 64

/* What the workers share. Each job is one area; its files go to fixed places
 * of `file`, so the result does not depend on who does what when. */
struct press {
    const struct table *table;
    struct areas areas;
    struct out *out;
    enum edition edition[EDITION_COUNT];
    size_t n_edition;
    const struct writer *writer[16];
    size_t n_writer;
    struct manifest_file *file; /* [area][edition][writer] */
    atomic_size_t next, n_linked;
    atomic_bool failed;
    pthread_mutex_t lock; /* guards err */
    struct err err;
};

/* ---- options ---- */

static bool choose_editions(struct press *press,
                            const struct publishing *publishing,
                            struct err *err)
{
    bool chosen[EDITION_COUNT] = {false};

    for (size_t i = 0; i < publishing->edition.n; i++) {
        enum edition edition;
        if (!edition_find(publishing->edition.item[i], &edition, err))
            return false;
        chosen[edition] = true;
    }
    for (int e = 0; e < EDITION_COUNT; e++)
        if (chosen[e] || publishing->edition.n == 0)
            press->edition[press->n_edition++] = (enum edition)e;
    return true;
}

static bool choose_writers(struct press *press,
                           const struct publishing *publishing, struct err *err)
{
    for (size_t i = 0; i < publishing->format.n; i++)
        if (!writer_find(publishing->format.item[i]))
            return err_set(err, ERR_USAGE,
                           _("no format '%s'; 'zaitaku list formats' lists "
                             "them"),
                           publishing->format.item[i]);
    for (size_t w = 0; w < writer_count; w++) {
        bool wanted = publishing->format.n == 0;
        for (size_t i = 0; i < publishing->format.n; i++)
            wanted |= strcmp(publishing->format.item[i], writers[w]->name) == 0;
        if (wanted)
            press->writer[press->n_writer++] = writers[w];
    }
    return true;
}

static bool count_threads(const struct publishing *publishing, size_t *n,
                          struct err *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    double number;

    *n = processors > 0 && processors < MAX_THREADS ? (size_t)processors : 1;
    if (!publishing->threads)
        return true;
    if (!str_digits(str_of(publishing->threads)) ||
        !str_number(str_of(publishing->threads), &number) || number < 1 ||
        number > MAX_THREADS)
        return err_set(err, ERR_USAGE,
                       _("--threads '%s' is not a number from 1 to %d"),
                       publishing->threads, MAX_THREADS);
    *n = (size_t)number;
    return true;
}

bool publishing_check(const struct publishing *publishing, const char *store,
                      struct err *err)
{
    struct press press = {0};
    size_t threads;

    if (!publishing->output)
        return err_set(err, ERR_USAGE,
                       _("no output folder is given; add -o OUT"));
    return choose_editions(&press, publishing, err) &&
           choose_writers(&press, publishing, err) &&
           count_threads(publishing, &threads, err) &&
           owned_check(publishing->output, store, err);
}

/* ---- one area ---- */

static bool write_edition(struct press *press, size_t a, size_t e,
                          struct arena *arena, struct buf *bytes,
                          struct err *err)
{
    const struct area *area = &press->areas.item[a];
    struct view view = edition_view(press->table, press->edition[e],
                                    area->facility, area->n_facility, arena);
    uint64_t placed = 0;

    words_fill(&view, press->table, area->facility, area->n_facility,
               area->code, area->place, arena);
    for (size_t i = 0; i < view.n_row; i++)
        placed += lonlat_known(view.row[i].point);
    for (size_t w = 0; w < press->n_writer; w++) {
        struct manifest_file *file =
            &press->file[(a * press->n_edition + e) * press->n_writer + w];
        bool linked = false;
        buf_clear(bytes);
        press->writer[w]->write(&view, bytes);
        sha256_of(bytes->ptr, bytes->len, file->sha256);
        file->bytes = bytes->len;
        file->rows = view.n_row;
        file->placed = placed;
        const char *name = arena_format(arena, "%s/%s/%s", view.edition,
                                        area->code, press->writer[w]->file);
        if (!out_write(press->out, name, buf_str(bytes), &linked, err))
            return false;
        press->n_linked += linked;
    }
    return true;
}

static void *work(void *context)
{
    struct press *press = context;
    struct arena arena = {0};
    struct buf bytes = {0};
    struct err err = {0};
    struct order *order = order_open(&err);
    bool ok = order != NULL;
    size_t a;

    while (ok && !press->failed &&
           (a = atomic_fetch_add(&press->next, 1)) < press->areas.n) {
        struct area *area = &press->areas.item[a];
        order_sort(order, press->table, area->facility, area->n_facility);
        for (size_t e = 0; ok && e < press->n_edition; e++)
            ok = write_edition(press, a, e, &arena, &bytes, &err);
        arena_reset(&arena);
    }
    if (!ok) {
        pthread_mutex_lock(&press->lock);
        if (!press->failed)
            press->err = err;
        press->failed = true;
        pthread_mutex_unlock(&press->lock);
    }
    order_close(order);
    buf_release(&bytes);
    arena_release(&arena);
    return NULL;
}

static bool work_all(struct press *press, size_t n_thread, struct err *err)
{
    pthread_t thread[MAX_THREADS];
    size_t started = 0;

    pthread_mutex_init(&press->lock, NULL);
    while (started + 1 < n_thread &&
           pthread_create(&thread[started], NULL, work, press) == 0)
        started++;
    work(press); /* this thread works too, so one is always there */
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    pthread_mutex_destroy(&press->lock);
    if (press->failed)
        *err = press->err;
    return !press->failed;
}

/* ---- manifests and worksheets ---- */

static bool write_manifest(struct press *press, const struct manifest *manifest,
                           struct err *err)
{
    struct buf text = {0};
    struct arena arena = {0};

    manifest_write(manifest, &text);
    bool ok = out_write(
        press->out, arena_format(&arena, "%s/manifest.json", manifest->edition),
        buf_str(&text), NULL, err);
    buf_release(&text);
    arena_release(&arena);
    return ok;
}

static bool edition_manifest(struct press *press, size_t e, const char *created,
                             struct err *err)
{
    struct arena arena = {0};
    size_t n = press->areas.n * press->n_writer, at = 0;
    uint64_t bits = 0;
    struct manifest manifest = {
        .edition = editions[press->edition[e]].id,
        .created = created,
        .file = arena_alloc(&arena, (n + 1) * sizeof(*manifest.file)),
        .n_file = n,
        .processed = WORDS_PROCESSED,
        .disclaimer = WORDS_DISCLAIMER,
    };

    for (size_t a = 0; a < press->areas.n; a++) {
        const struct area *area = &press->areas.item[a];
        for (size_t i = 0; i < area->n_facility; i++)
            bits |= press->table->facility[area->facility[i]]->sources;
        for (size_t w = 0; w < press->n_writer; w++) {
            struct manifest_file *file = &manifest.file[at++];
            *file =
                press->file[(a * press->n_edition + e) * press->n_writer + w];
            file->name = arena_format(&arena, "%s/%s", area->code,
                                      press->writer[w]->file);
            file->code = area->code;
            file->place = area->place;
        }
    }
    if (press->edition[e] == EDITION_PROFESSIONAL)
        manifest.accounting = press->table;
    manifest.source =
        words_sources(press->table, bits, &manifest.n_source, &arena);
    bool ok = write_manifest(press, &manifest, err);
    arena_release(&arena);
    return ok;
}

static bool in_areas(void *context, uint32_t facility)
{
    struct press *press = context;
    const struct facility *record = press->table->facility[facility];
    const char *code = record->municipality_code;

    /* A closed facility is in no map, perhaps the last of its municipality:
     * staff are told all the same. */
    return record->closed ||
           areas_find(&press->areas, code[0] ? code : "00000") != NULL;
}

static bool write_sheet(struct press *press, struct manifest_file *file,
                        const char *name, struct buf *text, struct err *err)
{
    struct arena arena = {0};

    file->name = name;
    file->bytes = text->len;
    sha256_of(text->ptr, text->len, file->sha256);
    bool ok = out_write(press->out, arena_format(&arena, "staff/%s", name),
                        buf_str(text), NULL, err);
    buf_clear(text);
    arena_release(&arena);
    return ok;
}

static bool write_staff(struct press *press, const char *created,
                        struct err *err)
{
    struct manifest_file file[5] = {0};
    struct manifest manifest = {.edition = "staff",
                                .created = created,
                                .file = file,
                                .n_file = 5,
                                .accounting = press->table};
    struct buf text = {0};
    bool ok;

    sheet_accounting(press->table, &text);
    ok = write_sheet(press, &file[0], "accounting.csv", &text, err);
    sheet_findings(press->table, in_areas, press, &text);
    ok = ok && write_sheet(press, &file[1], "findings.csv", &text, err);
    sheet_set_aside(press->table, &text);
    ok = ok && write_sheet(press, &file[2], "set_aside.csv", &text, err);
    sheet_review(press->table, in_areas, press, &text);
    ok = ok && write_sheet(press, &file[3], "review.csv", &text, err);
    sheet_pairs(press->table, in_areas, press, &text);
    ok = ok && write_sheet(press, &file[4], "to_decide.csv", &text, err);
    ok = ok && write_manifest(press, &manifest, err);
    buf_release(&text);
    return ok;
}

static bool press_all(struct press *press, size_t threads, struct err *err)
{
    char created[11];

    if (!creation_date(created, err) || !work_all(press, threads, err))
        return false;
    for (size_t e = 0; e < press->n_edition; e++)
        if (!edition_manifest(press, e, created, err))
            return false;
    return write_staff(press, created, err);
}

bool publishing_ready(const struct publishing *publishing,
                      const struct table *table, struct err *err)
{
    struct areas areas = {0};
    bool ok = areas_choose(&areas, publishing, table, err);

    areas_release(&areas);
    return ok;
}

bool publishing_run(const struct publishing *publishing,
                    const struct table *table, struct err *err)
{
    struct press press = {.table = table};
    size_t threads;
    bool ok = choose_editions(&press, publishing, err) &&
              choose_writers(&press, publishing, err) &&
              count_threads(publishing, &threads, err) &&
              areas_choose(&press.areas, publishing, table, err);

    if (ok) {
        size_t n = press.areas.n * press.n_edition * press.n_writer;
        press.file = mem_alloc(n * sizeof(*press.file));
        memset(press.file, 0, n * sizeof(*press.file));
        press.out = out_begin(publishing->output, err);
        ok = press.out != NULL;
    }
    /* Once more: what came into OUT while the maps were made is not ours. */
    ok = ok && press_all(&press, threads, err) &&
         owned_check(publishing->output, NULL, err);
    if (ok)
        ok = out_publish(press.out, err);
    else
        out_abandon(press.out);
    if (ok)
        say(_("wrote %zu municipalities to '%s' (%zu files unchanged)"),
            press.areas.n, publishing->output, (size_t)press.n_linked);
    free(press.file);
    areas_release(&press.areas);
    return ok;
}

void publishing_release(struct publishing *publishing)
{
    opt_list_release(&publishing->area);
    opt_list_release(&publishing->pref);
    opt_list_release(&publishing->edition);
    opt_list_release(&publishing->format);
}
