#include "people/people.h"

#include "people/mesh_source.h"

#include <stdlib.h>
#include <string.h>

/* ---- years ---- */

struct offer {
    struct arena *arena;
    int *year;
    size_t most, n;
    bool done;
};

static bool look_for_years(void *context, const struct mesh_file *file,
                           bool *known, struct err *err)
{
    struct offer *offer = context;
    struct form form;

    if (offer->done)
        return true;
    if (!mesh_file_form(file, offer->arena, &form, known, err))
        return false;
    if (!*known)
        return true;
    for (size_t i = 0; i < form.n_year && offer->n < offer->most; i++)
        offer->year[offer->n++] = form.year[i].year;
    offer->done = true;
    return true;
}

size_t people_years(const char *path, int *year, size_t most, struct err *err)
{
    struct arena arena = {0};
    struct offer offer = {.arena = &arena, .year = year, .most = most};
    bool ok = mesh_file_each(path, &arena, look_for_years, &offer, err);

    arena_release(&arena);
    return ok ? offer.n : 0;
}

static int by_value(const void *a, const void *b)
{
    const int *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* The years of the first call, ascending, each once. */
static bool set_years(struct people *people, const int *year, size_t n,
                      struct err *err)
{
    int sorted[PEOPLE_MAX_YEARS];
    size_t n_sorted = 0;

    if (n == 0 || n > PEOPLE_MAX_YEARS)
        return err_set(err, ERR_USAGE,
                       _("%zu years are asked for; give 1 to %d"), n,
                       PEOPLE_MAX_YEARS);
    memcpy(sorted, year, n * sizeof(*year));
    qsort(sorted, n, sizeof(*sorted), by_value);
    for (size_t i = 0; i < n; i++)
        if (n_sorted == 0 || sorted[n_sorted - 1] != sorted[i])
            sorted[n_sorted++] = sorted[i];
    if (people->n_year == 0) {
        memcpy(people->year, sorted, n_sorted * sizeof(*sorted));
        people->n_year = n_sorted;
    }
    if (people->n_year == n_sorted &&
        memcmp(people->year, sorted, n_sorted * sizeof(*sorted)) == 0)
        return true;
    return err_set(err, ERR_USAGE,
                   _("the population files are to be read for the same years"));
}

/* ---- one file ---- */

static bool find_years(struct mesh_reading *reading, struct err *err)
{
    const struct people *people = reading->people;

    for (size_t y = 0; y < people->n_year; y++) {
        reading->year[y] = form_find_year(&reading->form, people->year[y]);
        if (reading->year[y])
            continue;
        struct buf offered = {0};
        form_add_years(&reading->form, &offered);
        err_set(err, ERR_INPUT,
                _("'%s' does not have the year %d with its ages: it has %s; "
                  "ask for one of these"),
                reading->label, people->year[y], offered.ptr);
        buf_release(&offered);
        return false;
    }
    return true;
}

static const char *keep(struct people *people, const char *text)
{
    return text ? arena_copy(&people->arena, text, strlen(text)) : NULL;
}

static bool add_source(struct people *people, const struct mesh_file *file,
                       struct err *err)
{
    struct people_draft *draft = people->draft;
    struct people_source source = {
        .supply = {.label = keep(people, file->label),
                   .path = keep(people, file->path),
                   .member = keep(people, file->member),
                   .row_kind = ROW_REFERENCE},
    };

    if (!in_sha256(file->path, source.supply.sha256, err))
        return false;
    people->source = mem_room(people->source, people->n_source,
                              &people->cap_source, sizeof(*people->source));
    draft->file = mem_room(draft->file, people->n_source, &draft->cap_file,
                           sizeof(*draft->file));
    draft->file[people->n_source] = (struct draft_file){0};
    people->source[people->n_source++] = source;
    return true;
}

/* A file of which nothing is left is the wrong file: its first fault says
 * why. */
static bool check_kept(const struct people *people, uint32_t source,
                       const char *label, struct err *err)
{
    if (people->source[source].supply.rows.kept > 0)
        return true;
    for (size_t i = 0; i < people->n_aside; i++)
        if (people->aside[i].source == source)
            return err_set(err, ERR_INPUT,
                           _("no mesh of '%s' can be used: %s (row %u); get "
                             "the file again from its publisher"),
                           label, _(people->aside[i].reason),
                           people->aside[i].line);
    return err_set(err, ERR_INPUT,
                   _("'%s' has headings but no meshes; get it again from its "
                     "publisher"),
                   label);
}

static bool set_basis(struct people *people, const struct form *form,
                      const char *label, struct err *err)
{
    const char *basis = mesh_basis(form, people->digits, &people->arena);

    if (!people->basis)
        people->basis = basis;
    if (strcmp(people->basis, basis) == 0)
        return true;
    return err_set(err, ERR_INPUT,
                   _("'%s' is of another base, %s, than the files before it, "
                     "%s; give files of one base"),
                   label, basis, people->basis);
}

static bool read_file(void *context, const struct mesh_file *file, bool *known,
                      struct err *err)
{
    struct people *people = context;
    struct mesh_reading reading = {.people = people, .label = file->label};
    struct arena scratch = {0};
    bool ok = mesh_file_form(file, &scratch, &reading.form, known, err);

    arena_release(&scratch);
    if (!ok || !*known)
        return ok;
    reading.source = (uint32_t)people->n_source;
    if (!find_years(&reading, err) || !add_source(people, file, err))
        return false;
    people->draft->file[reading.source].prefecture =
        mesh_prefecture(&reading.form, in_file_name(file->label));
    if (!mesh_file_read(file, &reading, err) ||
        !check_kept(people, reading.source, file->label, err) ||
        !set_basis(people, &reading.form, file->label, err))
        return false;
    mesh_source_fill(&people->source[reading.source], &reading.form,
                     people->digits, &people->arena);
    return true;
}

bool people_read_mesh(struct people *people, const char *path, const int *year,
                      size_t n_year, struct err *err)
{
    struct arena arena = {0};

    if (!set_years(people, year, n_year, err))
        return false;
    if (!people->draft) {
        people->draft = mem_alloc(sizeof(*people->draft));
        *people->draft = (struct people_draft){0};
    }
    bool ok = mesh_file_each(path, &arena, read_file, people, err);
    arena_release(&arena);
    return ok;
}
