#include "diff/blind_words.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

/* Prefectures that are named; of more only the number is told. */
#define NAMED_MOST 5

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* `about`: facilities of the side, each once or several times. */
void blind_add_row(struct blind_telling *telling, int side,
                   enum change_blind_code code, const struct blind_count *about,
                   const char *what, const char *why)
{
    struct changes *changes = telling->changes;
    uint32_t *facility = NULL;
    size_t n = 0;

    if (about->n) {
        facility = arena_alloc(&changes->arena, about->n * sizeof(*facility));
        memcpy(facility, about->facility, about->n * sizeof(*facility));
        qsort(facility, about->n, sizeof(*facility), by_number);
        for (size_t i = 0; i < about->n; i++)
            if (n == 0 || facility[n - 1] != facility[i])
                facility[n++] = facility[i];
    }
    changes->blind = mem_room(changes->blind, changes->n_blind,
                              &changes->cap_blind, sizeof(*changes->blind));
    changes->blind[changes->n_blind++] = (struct change_blind){
        .code = code,
        .what = what,
        .why = why,
        .n_old = side == SIDE_OLD ? n : 0,
        .n_new = side == SIDE_NEW ? n : 0,
        .facility = facility,
    };
}

void blind_count_add(struct blind_count *sum, const struct blind_count *part)
{
    for (size_t i = 0; i < part->n; i++) {
        sum->facility =
            mem_room(sum->facility, sum->n, &sum->cap, sizeof(*sum->facility));
        sum->facility[sum->n++] = part->facility[i];
    }
    sum->prefectures |= part->prefectures;
}

/* Of facilities of a silent side: the partners that have what it has not. */
void blind_add_partners(struct blind_telling *telling, int silent,
                        enum change_blind_code code,
                        const struct blind_count *about, const char *what,
                        const char *why)
{
    struct blind_count partners = {0};

    blind_count_add(&partners, about);
    for (size_t i = 0; i < partners.n; i++)
        partners.facility[i] = matching_partner(telling->changes->match, silent,
                                                partners.facility[i]);
    blind_add_row(telling, !silent, code, &partners, what, why);
    free(partners.facility);
}

/* 滋賀県、京都府; of many the first and the number. */
const char *blind_prefectures(struct blind_telling *telling, uint64_t set)
{
    struct buf text = {0};
    int n = 0;

    for (unsigned p = 0; p < BLIND_PREFECTURES; p++) {
        const char *name =
            p ? prefecture_name_of(p)
              : blind_either(telling, "都道府県不明", "unknown prefecture");
        if (!(set >> p & 1) || n++ >= NAMED_MOST)
            continue;
        buf_add_text(&text, text.len ? blind_either(telling, "、", ", ") : "");
        buf_add_text(&text, name);
    }
    if (n > NAMED_MOST)
        buf_addf(&text, "… (%d)", n);
    const char *kept = str_keep(telling->arena, buf_str(&text));
    buf_release(&text);
    return kept ? kept : "";
}

bool blind_of_facilities(const struct blind_group *group)
{
    for (int k = 0; k < kind_count; k++)
        if (group->n_kind[k])
            return true;
    return false;
}

static bool shares_title(const struct blind *blind, uint32_t group)
{
    for (uint32_t g = 1; g < blind->n_group; g++)
        if (g != group && blind_of_facilities(&blind->group[g]) &&
            str_eq(blind->group[g].key, blind->group[group].key))
            return true;
    return false;
}

const char *blind_kind_name(const struct blind_telling *telling, int kind)
{
    return blind_either(telling, kinds[kind].name_ja, kinds[kind].name_en);
}

/* The title; with the main kind of its facilities where sheets share one. */
const char *blind_group_name(const struct blind_telling *telling,
                             uint32_t group)
{
    const struct blind_group *of = &telling->blind->group[group];
    int kind = 0;

    if (group == 0)
        return blind_either(telling, "どの一覧か分からないもの",
                            "list that is not known");
    for (int k = 1; k < kind_count; k++)
        if (of->n_kind[k] > of->n_kind[kind])
            kind = k;
    return shares_title(telling->blind, group) && of->n_kind[kind]
               ? arena_format(telling->arena,
                              blind_either(telling, "%s（%s）", "%s (%s)"),
                              of->title, blind_kind_name(telling, kind))
               : of->title;
}
