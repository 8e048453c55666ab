#include "people/draft.h"

#include <stdlib.h>
#include <string.h>

float *mesh_draft_add(struct people *people, const struct draft_row *row)
{
    struct people_draft *draft = people->draft;
    size_t width = people->n_year * AGE_COUNT;

    if (draft->n_row == draft->cap_count) {
        draft->cap_count = draft->cap_count ? draft->cap_count * 2 : 1024;
        people->count = mem_grow(people->count, draft->cap_count * width *
                                                    sizeof(*people->count));
    }
    draft->row = mem_room(draft->row, draft->n_row, &draft->cap_row,
                          sizeof(*draft->row));
    draft->row[draft->n_row] = *row;
    return people->count + draft->n_row++ * width;
}

void people_put_aside(struct people *people, uint32_t source, uint32_t line,
                      const char *reason, const char *value)
{
    people->aside = mem_room(people->aside, people->n_aside, &people->cap_aside,
                             sizeof(*people->aside));
    people->aside[people->n_aside++] = (struct people_set_aside){
        .source = source,
        .line = line,
        .reason = reason,
        .value =
            value ? arena_copy(&people->arena, value, strlen(value)) : NULL,
    };
    people->source[source].supply.rows.set_aside++;
}

void mesh_draft_release(struct people *people)
{
    if (!people->draft)
        return;
    free(people->draft->row);
    free(people->draft->hidden);
    free(people->draft->file);
    free(people->draft);
    people->draft = NULL;
}

void people_release(struct people *people)
{
    mesh_draft_release(people);
    free(people->mesh);
    free(people->count);
    free(people->source);
    free(people->aside);
    arena_release(&people->arena);
    *people = (struct people){0};
}

size_t mesh_draft_find(const struct people_draft *draft, uint64_t code)
{
    size_t from = 0, to = draft->n_row;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (draft->row[middle].code < code)
            from = middle + 1;
        else
            to = middle;
    }
    return from < draft->n_row && draft->row[from].code == code ? from
                                                                : draft->n_row;
}
