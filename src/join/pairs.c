#include "join/pairs.h"

#include "join/answers.h"
#include "norm/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AT_A, AT_B, AT_DECISION, AT_REASON, AT_WHO, AT_DATE, AT_N };
static const char *const heading_ja[AT_N] = {"施設ID1", "施設ID2", "判断",
                                             "理由",    "記入者",  "日付"};
static const char *const heading_en[AT_N] = {
    "facility_a", "facility_b", "decision", "reason", "who", "date"};

/* ---- rows ---- */

/* False for a word that says neither. */
static bool read_word(struct str word, struct arena *arena, bool *one)
{
    static const char *const same[] = {"同じ", "同一", "同じ施設", "one",
                                       "same"};
    static const char *const other[] = {"別", "別の施設", "違う", "not",
                                        "different"};
    struct str key = text_key(word, arena);

    if (str_ends(key, STR("。")))
        key = str_cut(key, 0, key.len - strlen("。"));
    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
        if (str_is(key, same[i]) || str_is(key, other[i])) {
            *one = str_is(key, same[i]);
            return true;
        }
    return false;
}

/* Ids are ASCII; people and spreadsheets make them wide, or put blanks in. */
static const char *read_id(struct answers *answers, const struct row *row,
                           int heading)
{
    struct str cell = answers_plain(answers, row, heading);

    return str_keep(&answers->arena, text_ascii(cell, &answers->arena));
}

static bool each(struct answers *answers, const struct row *row, void *context,
                 struct err *err)
{
    struct staff_pairs *pairs = context;
    struct arena *arena = &pairs->arena;
    struct str word = answers_plain(answers, row, AT_DECISION);
    struct staff_pair pair = {.line = row->line};

    if (!word.len)
        return true;
    if (!read_word(word, &answers->arena, &pair.one))
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%.*s' is no decision; write 同じ or "
                         "別"),
                       answers->path, row->line, STR_ARG(word));
    const char *a = read_id(answers, row, AT_A);
    const char *b = read_id(answers, row, AT_B);
    if (!a || !b)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: a decision without two ids; fill in "
                         "施設ID1 and 施設ID2"),
                       answers->path, row->line);
    if (strcmp(a, b) == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: '%s' is paired with itself; write the "
                         "other facility's id, or delete the row"),
                       answers->path, row->line, a);
    pair.id_a = arena_copy(arena, a, strlen(a));
    pair.id_b = arena_copy(arena, b, strlen(b));
    pair.told = arena_format(arena, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(word),
                             STR_ARG(answers_cell(answers, row, AT_REASON)),
                             STR_ARG(answers_cell(answers, row, AT_WHO)),
                             STR_ARG(answers_cell(answers, row, AT_DATE)));
    pairs->item =
        mem_room(pairs->item, pairs->n, &pairs->cap, sizeof(*pairs->item));
    pairs->item[pairs->n++] = pair;
    return true;
}

/* ---- contradictions ---- */

/* Records that are one, as trees: the parent of each, and the line that said
 * so. Trees are not flattened: the lines on the way are the explanation. */
struct forest {
    uint32_t *parent;
    size_t *line, *size; /* size: of a root's tree */
};

static uint32_t root_of(const struct forest *forest, uint32_t record)
{
    while (forest->parent[record] != record)
        record = forest->parent[record];
    return record;
}

static void make_root(struct forest *forest, uint32_t record)
{
    uint32_t below = record, at = forest->parent[record];
    size_t line = forest->line[record];

    forest->parent[record] = record;
    while (at != below) {
        uint32_t above = forest->parent[at];
        size_t above_line = forest->line[at];
        forest->parent[at] = below;
        forest->line[at] = line;
        below = at;
        at = above;
        line = above_line;
    }
}

/* The smaller tree hangs below the other, so the work stays small. */
static void join_trees(struct forest *forest, uint32_t a, uint32_t b,
                       size_t line)
{
    uint32_t of_a = root_of(forest, a), of_b = root_of(forest, b);

    if (of_a == of_b)
        return;
    if (forest->size[of_a] > forest->size[of_b]) {
        uint32_t swap = a;
        a = b;
        b = swap;
        swap = of_a;
        of_a = of_b;
        of_b = swap;
    }
    forest->size[of_b] += forest->size[of_a];
    make_root(forest, a);
    forest->parent[a] = b;
    forest->line[a] = line;
}

#define MOST_LINES 12 /* that an error names */

static int by_line(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

/* The lines between two records of one tree: "3, 4". */
static void tell_way(struct forest *forest, uint32_t from, uint32_t to,
                     struct buf *out)
{
    size_t line[MOST_LINES], n = 0;

    make_root(forest, to);
    for (; from != to; from = forest->parent[from])
        if (n < MOST_LINES)
            line[n++] = forest->line[from];
    qsort(line, n, sizeof(*line), by_line);
    for (size_t i = 0; i < n; i++)
        buf_addf(out, "%s%zu", i ? ", " : "", line[i]);
}

static bool contradicted(const struct staff_pairs *pairs,
                         const struct staff_pair *pair, struct forest *forest,
                         const uint32_t *record, struct err *err)
{
    struct buf way = {0};

    if (record[0] == record[1])
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu says that '%s' and '%s' are two "
                         "facilities, but they are ids of one; delete the "
                         "line"),
                       pairs->path, pair->line, pair->id_a, pair->id_b);
    tell_way(forest, record[0], record[1], &way);
    err_set(err, ERR_INPUT,
            strchr(way.ptr, ',')
                ? _("'%s' line %zu says that '%s' and '%s' are two facilities, "
                    "the lines %s together that they are one; correct one of "
                    "them")
                : _("'%s' line %zu says that '%s' and '%s' are two facilities, "
                    "line %s that they are one; delete one of them"),
            pairs->path, pair->line, pair->id_a, pair->id_b, way.ptr);
    buf_release(&way);
    return false;
}

bool staff_pairs_agree(const struct staff_pairs *pairs, const uint32_t *record,
                       uint32_t n_record, struct err *err)
{
    struct forest forest = {
        .parent = mem_alloc(((size_t)n_record + 1) * sizeof(*forest.parent)),
        .line = mem_alloc(((size_t)n_record + 1) * sizeof(*forest.line)),
        .size = mem_alloc(((size_t)n_record + 1) * sizeof(*forest.size)),
    };
    bool ok = true;

    for (uint32_t r = 0; r < n_record; r++) {
        forest.parent[r] = r;
        forest.line[r] = 0;
        forest.size[r] = 1;
    }
    for (size_t i = 0; i < pairs->n; i++) {
        const uint32_t *end = &record[2 * i];
        if (pairs->item[i].one && end[0] < n_record && end[1] < n_record)
            join_trees(&forest, end[0], end[1], pairs->item[i].line);
    }
    for (size_t i = 0; ok && i < pairs->n; i++) {
        const uint32_t *end = &record[2 * i];
        if (!pairs->item[i].one && end[0] < n_record && end[1] < n_record &&
            root_of(&forest, end[0]) == root_of(&forest, end[1]))
            ok = contradicted(pairs, &pairs->item[i], &forest, end, err);
    }
    free(forest.parent);
    free(forest.line);
    free(forest.size);
    return ok;
}

/* ---- all ---- */

static int by_id(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids by themselves, as long as nobody knows their records. */
static bool ids_agree(const struct staff_pairs *pairs, struct err *err)
{
    size_t n = 2 * pairs->n;
    const char **id = mem_alloc((n + 1) * sizeof(*id));
    uint32_t *record = mem_alloc((n + 1) * sizeof(*record));

    for (size_t i = 0; i < pairs->n; i++) {
        id[2 * i] = pairs->item[i].id_a;
        id[2 * i + 1] = pairs->item[i].id_b;
    }
    qsort(id, n, sizeof(*id), by_id);
    size_t distinct = 0;
    for (size_t i = 0; i < n; i++)
        if (distinct == 0 || strcmp(id[distinct - 1], id[i]) != 0)
            id[distinct++] = id[i];
    for (size_t i = 0; i < n; i++) {
        const struct staff_pair *pair = &pairs->item[i / 2];
        const char *key = i % 2 ? pair->id_b : pair->id_a;
        const char **found = bsearch(&key, id, distinct, sizeof(*id), by_id);
        record[i] = (uint32_t)(found - id);
    }
    bool ok = staff_pairs_agree(pairs, record, (uint32_t)distinct, err);
    free(id);
    free(record);
    return ok;
}

bool staff_pairs_read(const char *folder, struct staff_pairs *pairs,
                      struct err *err)
{
    const char *path = arena_format(&pairs->arena, "%s/%s", folder, PAIRS_FILE);
    struct answers answers = {
        .path = path,
        .ja = heading_ja,
        .en = heading_en,
        .n = AT_N,
        .n_required = AT_DECISION + 1,
        .header = "施設ID1,施設ID2,判断,理由,記入者,日付",
    };

    pairs->path = path;
    if (access(path, F_OK) != 0)
        return true;
    bool ok = answers_read(&answers, each, pairs, err);
    arena_release(&answers.arena);
    return ok && (pairs->n == 0 || ids_agree(pairs, err));
}

bool staff_pairs_unknown(const struct staff_pair *pair, const char *id,
                         const char *path, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' line %zu: no facility '%s' is in the inputs; name "
                     "its list too, or delete the line"),
                   path, pair->line, id);
}

void staff_pairs_release(struct staff_pairs *pairs)
{
    free(pairs->item);
    arena_release(&pairs->arena);
    *pairs = (struct staff_pairs){0};
}
