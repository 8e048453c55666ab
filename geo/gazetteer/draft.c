#include "geo/gazetteer/draft.h"

#include "base/say.h"
#include "geo/gazetteer/geolonia.h"
#include "geo/gazetteer/reading.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* One INPUT being read. */
struct input {
    struct draft *draft;
    const char *label; /* of the file or folder that was named */
    bool alone;        /* a file that was named itself */
    /* All JSON files of one input are one source. */
    uint16_t dictionary;
    size_t n_file; /* tables */
    uint64_t n_row;
};

static bool not_known(const char *label, struct err *err)
{
    return err_set(err, ERR_INPUT,
                   _("'%s' is no table of addresses that is known: its columns "
                     "fit none; leave it out"),
                   label);
}

/* ---- tables ---- */

/* A row of another width has its cells in wrong places. A sheet's rows end at
 * their last cell with text. */
static bool row_is_whole(const struct rows *rows, const struct row *row,
                         size_t n_cell)
{
    if (row->fault || row->n_cell > n_cell)
        return false;
    return row->n_cell == n_cell || strcmp(rows_encoding(rows), "XLSX") == 0;
}

static bool take_row(struct reading *reading, const struct source_kind *kind)
{
    struct draft *draft = reading->draft;
    enum take take = kind->take(reading);
    struct draft_source *source = &draft->source[reading->source];

    source->kept += take == TAKE_KEPT;
    source->passed += take == TAKE_PASSED;
    if (take == TAKE_FAILED)
        return err_in(reading->err, "'%s'", source->label);
    if (draft->n_number < NO_DRAFT - 1 && draft->n_town < NO_DRAFT - 1)
        return true;
    return err_set(reading->err, ERR_INPUT,
                   _("'%s' holds too much: a dictionary has at most %u "
                     "numbers; leave some tables out"),
                   source->label, NO_DRAFT - 1);
}

/* Prefectures' positions have the columns of municipalities'. */
static void tell_prefectures(struct reading *reading)
{
    struct draft_source *source = &reading->draft->source[reading->source];
    char code[6];

    if (source->form != SOURCE_ABR_CITY_POS || source->read != 1 ||
        !reading_code(reading, COLUMN_CODE, code) ||
        strcmp(code + 2, "000") != 0)
        return;
    source->form = SOURCE_ABR_PREF_POS;
    source->title = source_of(SOURCE_ABR_PREF_POS)->title;
    source->attribution =
        source_attribution(source->form, source->as_of, &reading->draft->arena);
}

static bool take_rows(struct reading *reading, const struct source_kind *kind,
                      struct rows *rows, size_t n_cell)
{
    struct row row;

    rows_expect(rows, n_cell);
    reading->row = &row;
    for (;;) {
        if (!rows_next(rows, &row, reading->err))
            return false;
        if (!row.cell && !row.fault)
            return true;
        struct draft_source *source = &reading->draft->source[reading->source];
        source->read++;
        if (!row_is_whole(rows, &row, n_cell)) {
            source->passed++;
            continue;
        }
        tell_prefectures(reading);
        if (!take_row(reading, kind))
            return false;
        arena_reset(reading->scratch);
    }
}

static bool read_table(struct input *input, const struct in_source *from,
                       struct rows *rows, struct arena *scratch,
                       struct err *err)
{
    struct draft *draft = input->draft;
    int at[COLUMN_COUNT];
    struct reading reading = {
        .draft = draft, .at = at, .scratch = scratch, .err = err};
    const struct source_kind *kind = NULL;
    struct row header;

    if (!rows_next(rows, &header, err))
        return false;
    if (header.cell && !header.fault)
        kind = source_recognise(&header, at, scratch);
    if (!kind)
        return not_known(from->label, err);
    size_t n_cell = header.n_cell;
    if (!joining_source(draft, kind->form, from->label, &reading.source, err))
        return false;
    draft->source[reading.source].n_file = 1;
    input->n_file++;
    if (kind->take && !take_rows(&reading, kind, rows, n_cell))
        return false;
    input->n_row += draft->source[reading.source].read;
    return true;
}

static bool read_rows(struct input *input, const struct in_source *from,
                      struct err *err)
{
    struct arena scratch = {0};
    struct rows *rows = rows_open(from, 0, err);
    bool ok = rows && read_table(input, from, rows, &scratch, err);

    if (rows)
        rows_close(rows);
    arena_release(&scratch);
    return ok;
}

/* ---- dictionaries ---- */

static bool read_json(struct input *input, const struct in_source *from,
                      struct err *err)
{
    uint64_t before = input->dictionary == NO_SOURCE
                          ? 0
                          : input->draft->source[input->dictionary].read;
    bool is_table;

    if (!geolonia_read(input->draft, from, input->label, &input->dictionary,
                       &is_table, err))
        return false;
    if (!is_table)
        return !input->alone || not_known(from->label, err);
    input->n_file++;
    input->n_row += input->draft->source[input->dictionary].read - before;
    return true;
}

/* ---- inputs ---- */

static bool name_ends(const char *name, const char *end)
{
    size_t len = strlen(name), end_len = strlen(end);

    return len >= end_len && strcasecmp(name + len - end_len, end) == 0;
}

/* What lies beside the tables of a zip or folder (README, LICENSE, HTML, XML)
 * is told by its name; a file that was named itself is always looked at. */
static bool may_be_table(const struct input *input,
                         const struct in_source *from)
{
    static const char *const ends[] = {".csv", ".tsv", ".json", ".xlsx",
                                       ".xlsm"};

    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (name_ends(from->label, ends[i]))
            return true;
    return input->alone;
}

/* The first byte that is no blank, past a BOM, is a bracket. */
static bool is_json(const struct in_source *from, bool *yes, struct err *err)
{
    char start[64];
    size_t got = 0;
    struct in *in = in_open(from, err);
    bool ok = in && in_read(in, start, sizeof(start), &got, err);

    in_close(in);
    struct str head = {start, got};
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_cut(head, 3, head.len - 3);
    head = str_trim(head);
    *yes = head.len && (head.ptr[0] == '[' || head.ptr[0] == '{');
    return ok;
}

static bool read_source(struct input *input, const struct in_source *from,
                        struct err *err)
{
    bool json = false;

    if (!may_be_table(input, from))
        return true;
    if (from->form != IN_WORKBOOK && !is_json(from, &json, err))
        return false;
    return json ? read_json(input, from, err) : read_rows(input, from, err);
}

/* The last part of a path; the path itself when it has none. */
static const char *label_of(struct draft *draft, const char *path)
{
    size_t end = strlen(path);

    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return arena_copy(&draft->arena, path + start, end - start);
}

bool draft_read(struct draft *draft, const char *path, struct err *err)
{
    struct in_sources sources = {0};
    struct arena arena = {0};
    struct input input = {.draft = draft,
                          .label = label_of(draft, path),
                          .dictionary = NO_SOURCE};
    bool ok = in_list(path, &sources, &arena, err);
    struct stat about;

    joining_of(draft);
    input.alone = stat(path, &about) == 0 && !S_ISDIR(about.st_mode) &&
                  sources.n == 1 && sources.item[0].form != IN_ZIP_MEMBER;
    for (size_t i = 0; ok && i < sources.n; i++)
        ok = read_source(&input, &sources.item[i], err);
    if (ok && input.n_file == 0)
        ok = err_set(err, ERR_INPUT,
                     _("'%s' holds no table of addresses; name the file or "
                       "folder that does"),
                     path);
    if (ok)
        say(_("'%s': tables %zu, rows %zu"), input.label, input.n_file,
            (size_t)input.n_row);
    free(sources.item);
    arena_release(&arena);
    return ok;
}

/* Which source made the towns that wait for a code. */
static const char *label_of_place(const struct draft *draft)
{
    for (size_t i = 0; i < draft->n_town; i++)
        if (draft->joining->note[i].place != NO_DRAFT)
            return draft->source[draft->town[i].source].label;
    return "";
}

/* "a.csv.zip:a.csv" is called so, "a.csv.zip" and "a.csv". */
static bool is_called(const char *label, const char *name)
{
    const char *member = strchr(label, ':');
    size_t len = strlen(name);

    return strcmp(label, name) == 0 || strcmp(in_file_name(label), name) == 0 ||
           (member && (strcmp(member + 1, name) == 0 ||
                       ((size_t)(member - label) == len &&
                        strncmp(label, name, len) == 0)));
}

bool draft_date(struct draft *draft, const char *path, const char *iso)
{
    bool found = false;

    for (size_t i = 0; i < draft->n_source; i++) {
        struct draft_source *source = &draft->source[i];
        if (!is_called(source->label, path) &&
            !is_called(source->label, in_file_name(path)))
            continue;
        source->as_of = arena_copy(&draft->arena, iso, strlen(iso));
        source->attribution =
            source_attribution(source->form, source->as_of, &draft->arena);
        found = true;
    }
    return found;
}

bool draft_settle(struct draft *draft, struct err *err)
{
    struct draft_joining *joining = draft->joining;
    const struct join_place *unknown = NULL;

    if (!joining)
        return true; /* nothing was read since */
    join_cities(draft);
    if (joining->n_place && draft->n_city == 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' names its municipalities without their codes; "
                         "give the table of municipalities too (mt_city_all of "
                         "the address base registry)"),
                       label_of_place(draft));
    size_t n_unknown = join_names(draft, &unknown);
    if (n_unknown)
        say_warn(_("municipalities that are in no table: %zu, '%s%s' for one; "
                   "what was read of them is passed over"),
                 n_unknown, unknown->pref ? unknown->pref : "",
                 unknown->city ? unknown->city : "");
    join_towns(draft);
    joining_release(draft);
    return true;
}

void draft_release(struct draft *draft)
{
    joining_release(draft);
    free(draft->source);
    free(draft->city);
    free(draft->merger);
    free(draft->town);
    free(draft->number);
    arena_release(&draft->arena);
    *draft = (struct draft){0};
}
