#include "cmd/press.h"

#include "base/in.h"
#include "base/out.h"
#include "base/say.h"
#include "cmd/grounding.h"
#include "cmd/order.h"
#include "cmd/view_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_THREADS 64

/* What the writers share while they work on one thread. */
struct bench {
    struct arena arena;
    struct buf bytes;
};

static bool write_file(struct press *press, const struct view *view,
                       const struct press_file *what,
                       struct manifest_file *file, struct bench *bench,
                       struct err *err)
{
    struct shown shown = {.rows = file->rows, .placed = file->placed};
    bool linked = false;

    buf_clear(&bench->bytes);
    if (!what->file->write(view, &press->writing, &shown, &bench->bytes, err))
        return err_in(err, "%s %s", view->place, what->file->name);
    sha256_of(bench->bytes.ptr, bench->bytes.len, file->sha256);
    file->bytes = bench->bytes.len;
    file->rows = shown.rows;
    file->placed = shown.placed;
    file->part = shown.part;
    const char *name = arena_format(&bench->arena, "%s/%s/%s", view->edition,
                                    view->code, what->file->name);
    if (!out_write(press->out, name, buf_str(&bench->bytes), &linked, err))
        return false;
    press->n_linked += linked;
    return true;
}

/* The sources have a date each; the oldest is told beside the newest. */
static void note_dates(struct press_done *done, const struct view *view)
{
    for (size_t i = 0; i < view->n_source; i++) {
        const char *as_of = view->source[i].as_of;
        if (as_of && (!done->newest || strcmp(as_of, done->newest) > 0))
            done->newest = as_of;
        if (as_of && (!done->oldest || strcmp(as_of, done->oldest) < 0))
            done->oldest = as_of;
    }
}

static void fill_view(const struct press *press,
                      const struct press_edition *edition,
                      const struct area *area, struct view *view,
                      struct arena *arena)
{
    words_fill(view, press->table, area->facility, area->n_facility, area->code,
               area->place, arena);
    ground_show(view, press->table, arena);
    const char **name =
        arena_alloc(arena, (edition->n_file + 1) * sizeof(*name));
    for (size_t f = 0; f < edition->n_file; f++)
        name[f] = edition->file[f].file->name;
    view->file = name;
    view->n_file = edition->n_file;
    view->created = press->created;
    view->maker = press->maker;
    view->contact = press->contact;
    if (edition->site_url)
        view->page_url =
            arena_format(arena, "%s%s/", edition->site_url, area->code);
}

static bool write_area(struct press *press, struct press_edition *edition,
                       size_t a, struct bench *bench, struct err *err)
{
    const struct area *area = &press->areas.item[a];
    struct press_done *done = &edition->done[a];
    struct view view =
        edition_view(press->table, edition->edition, area->facility,
                     area->n_facility, &bench->arena);

    fill_view(press, edition, area, &view, &bench->arena);
    note_dates(done, &view);
    done->rows = view.n_row;
    for (size_t i = 0; i < view.n_row; i++)
        done->placed += lonlat_known(view.row[i].point);
    for (size_t f = 0; f < edition->n_file; f++) {
        done->file[f].rows = done->rows;
        done->file[f].placed = done->placed;
        if (!write_file(press, &view, &edition->file[f], &done->file[f], bench,
                        err))
            return false;
    }
    return true;
}

/* Prints of a city take seconds: nobody shall think that it hangs. */
static void tell_progress(struct press *press)
{
    char line[200];

    pthread_mutex_lock(&press->lock);
    press->n_done++;
    snprintf(line, sizeof(line), _("%zu of %zu municipalities written"),
             press->n_done, press->areas.n);
    say_progress(press->n_done < press->areas.n ? line : NULL);
    pthread_mutex_unlock(&press->lock);
}

static void *work(void *context)
{
    struct press *press = context;
    struct bench bench = {0};
    struct err err = {0};
    struct order *order = order_open(&err);
    bool ok = order != NULL;
    size_t a;

    while (ok && !press->failed && (a = press->next++) < press->areas.n) {
        struct area *area = &press->areas.item[a];
        order_sort(order, press->table, area->facility, area->n_facility);
        for (size_t e = 0; ok && e < press->n_edition; e++)
            ok = write_area(press, &press->edition[e], a, &bench, &err);
        arena_reset(&bench.arena);
        tell_progress(press);
    }
    if (!ok) {
        pthread_mutex_lock(&press->lock);
        if (!press->failed)
            press->err = err;
        press->failed = true;
        pthread_mutex_unlock(&press->lock);
    }
    order_close(order);
    buf_release(&bench.bytes);
    arena_release(&bench.arena);
    return NULL;
}

static bool work_all(struct press *press, size_t n_thread, struct err *err)
{
    pthread_t thread[MAX_THREADS];
    size_t started = 0;

    while (started + 1 < n_thread && started < MAX_THREADS &&
           pthread_create(&thread[started], NULL, work, press) == 0)
        started++;
    work(press); /* this thread works too, so one is always there */
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    if (press->failed)
        *err = press->err;
    return !press->failed;
}

/* Files that show some facilities and not all: said, so that nobody takes them
 * for the whole. Both editions leave out the same. */
static void tell_parts(const struct press *press)
{
    const struct press_edition *edition = &press->edition[0];

    for (size_t f = 0; f < edition->n_file; f++) {
        unsigned long long shown = 0, all = 0;
        for (size_t a = 0; a < press->areas.n; a++) {
            shown += edition->done[a].file[f].rows;
            all += edition->done[a].rows;
        }
        if (shown > 0 && shown < all)
            say(_("%s holds %llu of %llu facilities: the others do not belong "
                  "into it ('zaitaku list formats')"),
                edition->file[f].file->name, shown, all);
    }
}

static void make_room(struct press_edition *edition, size_t n_area)
{
    edition->done = mem_zeroed(n_area, sizeof(*edition->done));
    edition->written =
        mem_zeroed(n_area * edition->n_file, sizeof(*edition->written));
    for (size_t a = 0; a < n_area; a++)
        edition->done[a].file = edition->written + a * edition->n_file;
}

bool press_run(struct press *press, size_t n_thread, struct err *err)
{
    for (size_t e = 0; e < press->n_edition; e++)
        make_room(&press->edition[e], press->areas.n);
    press->writing.lost = press_note_lost;
    press->writing.context = press;
    pthread_mutex_init(&press->lock, NULL);
    bool ok = work_all(press, n_thread, err);
    for (size_t e = 0; ok && e < press->n_edition; e++)
        ok = press_cover(press, &press->edition[e], err) &&
             press_manifest(press, &press->edition[e], err);
    ok = ok && press_staff(press, err);
    pthread_mutex_destroy(&press->lock);
    say_progress(NULL);
    if (ok)
        tell_parts(press);
    return ok;
}

void press_release(struct press *press)
{
    for (size_t e = 0; e < press->n_edition; e++) {
        free(press->edition[e].done);
        free(press->edition[e].written);
        free(press->edition[e].cover);
    }
    free(press->lost);
    areas_release(&press->areas);
    arena_release(&press->arena);
}
