#include "geo/access/mesh.h"
#include "people/draft.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- order: by code; of one code, the most people first ---- */

struct key {
    uint64_t code;
    uint32_t row;
};

static const float *row_counts(const struct people *people, size_t row)
{
    return people->count + row * people->n_year * AGE_COUNT;
}

/* Unknown counts less than nobody. */
static int compare_counts(const struct people *people, size_t a, size_t b)
{
    const float *x = row_counts(people, a), *y = row_counts(people, b);

    for (size_t i = 0; i < people->n_year * AGE_COUNT; i++) {
        float p = isnan(x[i]) ? -1 : x[i], q = isnan(y[i]) ? -1 : y[i];
        if (p != q)
            return p > q ? -1 : 1;
    }
    return 0;
}

static int compare_hidden(const struct people_draft *draft, size_t a, size_t b)
{
    uint32_t i = draft->row[a].hidden, k = draft->row[b].hidden;

    if (i == NO_HIDDEN || k == NO_HIDDEN)
        return (i == NO_HIDDEN) - (k == NO_HIDDEN);
    for (;; i++, k++) {
        const struct draft_hidden *x = &draft->hidden[i];
        const struct draft_hidden *y = &draft->hidden[k];
        if (x->year != y->year)
            return x->year < y->year ? -1 : 1;
        if (x->suppressed != y->suppressed)
            return x->suppressed ? -1 : 1;
        if (x->target != y->target)
            return x->target < y->target ? -1 : 1;
        if (x->group != y->group)
            return x->group > y->group ? -1 : 1;
        if (x->last || y->last)
            return y->last - x->last;
    }
}

/* What the rows tell of the mesh. */
static int compare_told(const struct people *people, size_t a, size_t b)
{
    const struct draft_row *row = people->draft->row;
    int order = compare_counts(people, a, b);

    if (order == 0)
        order = compare_hidden(people->draft, a, b);
    if (order == 0 && row[a].municipality != row[b].municipality)
        order = row[a].municipality < row[b].municipality ? -1 : 1;
    return order;
}

/* Neither the order of the files nor that of the rows decides anything. */
static int by_code(const void *a, const void *b, void *context)
{
    const struct people *people = context;
    const struct key *x = a, *y = b;

    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    const struct draft_row *p = &people->draft->row[x->row];
    const struct draft_row *q = &people->draft->row[y->row];
    int order = compare_told(people, x->row, y->row);
    if (order == 0)
        order = strcmp(people->source[p->source].supply.label,
                       people->source[q->source].supply.label);
    if (order == 0 && p->source != q->source)
        order = p->source < q->source ? -1 : 1;
    return order ? order : (p->line > q->line) - (p->line < q->line);
}

static bool is_sorted(const struct people_draft *draft)
{
    for (size_t i = 1; i < draft->n_row; i++)
        if (draft->row[i - 1].code >= draft->row[i].code)
            return false;
    return true;
}

/* Put the rows and their counts in order, in place: counts may be hundreds of
 * megabytes. */
static void move_rows(struct people *people, struct key *key)
{
    struct people_draft *draft = people->draft;
    size_t width = people->n_year * AGE_COUNT, bytes = width * sizeof(float);
    float kept[PEOPLE_MAX_YEARS * AGE_COUNT];

    for (size_t start = 0; start < draft->n_row; start++) {
        struct draft_row row = draft->row[start];
        size_t to = start;
        if (key[start].row == start)
            continue;
        memcpy(kept, people->count + start * width, bytes);
        while (key[to].row != start) {
            size_t from = key[to].row;
            draft->row[to] = draft->row[from];
            memcpy(people->count + to * width, people->count + from * width,
                   bytes);
            key[to].row = (uint32_t)to;
            to = from;
        }
        draft->row[to] = row;
        memcpy(people->count + to * width, kept, bytes);
        key[to].row = (uint32_t)to;
    }
}

static void sort_rows(struct people *people)
{
    struct people_draft *draft = people->draft;

    if (is_sorted(draft))
        return;
    struct key *key = mem_alloc(draft->n_row * sizeof(*key));
    for (size_t i = 0; i < draft->n_row; i++)
        key[i] = (struct key){draft->row[i].code, (uint32_t)i};
    qsort_r(key, draft->n_row, sizeof(*key), by_code, people);
    move_rows(people, key);
    free(key);
}

/* ---- the same mesh twice ---- */

/* Census texts of two prefectures each have the people of their own side. */
static bool are_sides(const struct people_draft *draft, size_t a, size_t b)
{
    unsigned x = draft->file[draft->row[a].source].prefecture;
    unsigned y = draft->file[draft->row[b].source].prefecture;

    return x && y && x != y;
}

static void drop_row(struct people *people, size_t row, bool same)
{
    const struct draft_row *of = &people->draft->row[row];
    char value[24];

    people->source[of->source].supply.rows.kept--;
    if (same) {
        people->source[of->source].supply.rows.merged++;
        return;
    }
    snprintf(value, sizeof(value), "%llu", (unsigned long long)of->code);
    people_put_aside(people, of->source, of->line,
                     N_("another row has more people in the same mesh"), value);
}

/* Does the row tell nothing beside those kept from `first` on? */
static bool is_repeated(struct people *people, const size_t *kept, size_t n,
                        size_t row)
{
    for (size_t i = 0; i < n; i++)
        if (!are_sides(people->draft, kept[i], row)) {
            drop_row(people, row,
                     compare_counts(people, kept[i], row) == 0 &&
                         compare_hidden(people->draft, kept[i], row) == 0);
            return true;
        }
    return false;
}

static void keep_row(struct people *people, size_t to, size_t from)
{
    size_t width = people->n_year * AGE_COUNT;

    if (to == from)
        return;
    people->draft->row[to] = people->draft->row[from];
    memcpy(people->count + to * width, people->count + from * width,
           width * sizeof(*people->count));
}

/* One row of every mesh stays, but one of every side of a border. */
static void drop_repeated(struct people *people)
{
    struct people_draft *draft = people->draft;
    size_t kept[48], n_kept = 0, n = 0; /* no mesh lies in 47 prefectures */

    for (size_t i = 0; i < draft->n_row; i++) {
        if (n == 0 || draft->row[n - 1].code != draft->row[i].code)
            n_kept = 0;
        if (is_repeated(people, kept, n_kept, i))
            continue;
        keep_row(people, n, i);
        kept[n_kept++] = n++;
    }
    draft->n_row = n;
}

/* ---- the meshes ---- */

static uint8_t graver_note(uint8_t a, uint8_t b)
{
    if (a == PEOPLE_UNSHARED || b == PEOPLE_UNSHARED)
        return PEOPLE_UNSHARED;
    if (a == PEOPLE_SHARED_OUT || b == PEOPLE_SHARED_OUT)
        return PEOPLE_SHARED_OUT;
    return a > b ? a : b;
}

static struct people_mesh mesh_of(const struct draft_row *row, uint8_t note)
{
    struct people_mesh mesh = {
        .code = row->code, .centre = mesh_centre(row->code), .note = note};

    if (row->municipality > 0)
        snprintf(mesh.municipality_code, sizeof(mesh.municipality_code), "%05u",
                 row->municipality % 100000);
    return mesh;
}

/* The sides of a border become one mesh. */
static void make_meshes(struct people *people, const uint8_t *note)
{
    struct people_draft *draft = people->draft;
    size_t width = people->n_year * AGE_COUNT, n = 0;

    people->cap_mesh = draft->n_row;
    people->mesh = mem_alloc(draft->n_row * sizeof(*people->mesh));
    for (size_t i = 0; i < draft->n_row; i++) {
        float *from = people->count + i * width;
        if (n > 0 && people->mesh[n - 1].code == draft->row[i].code) {
            float *to = people->count + (n - 1) * width;
            for (size_t k = 0; k < width; k++)
                to[k] += from[k];
            people->mesh[n - 1].note =
                graver_note(people->mesh[n - 1].note, note[i]);
            people->source[draft->row[i].source].supply.rows.kept--;
            people->source[draft->row[i].source].supply.rows.merged++;
            continue;
        }
        memmove(people->count + n * width, from, width * sizeof(*from));
        people->mesh[n++] = mesh_of(&draft->row[i], note[i]);
    }
    people->n_mesh = n;
}

bool people_settle(struct people *people, struct err *err)
{
    struct people_draft *draft = people->draft;

    if (!draft)
        return people->n_mesh > 0 ||
               err_set(err, ERR_INPUT, _("no population mesh was read"));
    sort_rows(people);
    drop_repeated(people);
    uint8_t *note = mem_alloc(draft->n_row);
    memset(note, PEOPLE_AS_PUBLISHED, draft->n_row);
    mesh_draft_share(people, note);
    make_meshes(people, note);
    free(note);
    mesh_draft_release(people);
    return true;
}
