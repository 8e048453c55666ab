#include "join/decision.h"

#include "norm/code.h"
#include "norm/text.h"

#include <math.h>
#include <string.h>

const char *const decision_ja[AT_N] = {
    "市区町村コード", "住所",  "決定",       "公表された位置", "候補1",
    "候補2",          "候補3", "決定の理由", "記入者",         "日付"};
const char *const decision_en[AT_N] = {
    "municipality_code", "address",     "decision", "published", "candidate_1",
    "candidate_2",       "candidate_3", "reason",   "who",       "date"};

/* The metres behind ±; NAN. */
static double error_of(struct str cell)
{
    size_t at = str_find(cell, STR("±")), n = 0;
    double metres = NAN;

    if (at == SIZE_MAX)
        return NAN;
    cell = str_cut(cell, at + strlen("±"), cell.len);
    while (n < cell.len && cell.ptr[n] >= '0' && cell.ptr[n] <= '9')
        n++;
    return str_number(str_cut(cell, 0, n), &metres) ? metres : NAN;
}

static struct str without_stop(struct str text)
{
    return str_ends(text, STR("。")) ? str_cut(text, 0, text.len - strlen("。"))
                                     : text;
}

static bool one_of(struct str text, const char *a, const char *b, const char *c)
{
    return str_is(text, a) || str_is(text, b) || str_is(text, c);
}

/* 公表, 住所 or 地図に出さない; false for anything else. */
static bool read_word(struct answers *answers, const struct row *row,
                      struct decision *decision)
{
    struct str cell = answers_cell(answers, row, AT_DECISION);
    struct str text = without_stop(text_key(cell, &answers->arena));

    if (one_of(text, "公表", "公表された位置", "published")) {
        decision->kind = USE_PUBLISHED;
        answers_point(answers, answers_cell(answers, row, AT_PUBLISHED),
                      &decision->point);
        return true;
    }
    /* An earlier decision says which point was confirmed. */
    if (str_starts(text, STR("公表")) &&
        answers_point(answers, str_cut(cell, strlen("公表"), cell.len),
                      &decision->point)) {
        decision->kind = USE_PUBLISHED;
        return true;
    }
    if (one_of(text, "住所", "住所の位置", "address")) {
        decision->kind = USE_ADDRESS;
        return true;
    }
    if (one_of(text, "地図に出さない", "出さない", "none")) {
        decision->kind = USE_NOTHING;
        return true;
    }
    return false;
}

/* The number of the candidate that is named, from 0; -1. */
static int candidate_of(struct str text)
{
    static const char *const ja[] = {"候補1", "候補2", "候補3"};
    static const char *const en[] = {"candidate_1", "candidate_2",
                                     "candidate_3"};

    for (int c = 0; c < 3; c++)
        if (str_is(text, ja[c]) || str_is(text, en[c]))
            return c;
    return -1;
}

bool decision_read(struct answers *answers, const struct row *row,
                   struct decision *decision, struct err *err)
{
    struct str cell = answers_cell(answers, row, AT_DECISION);
    struct str text = without_stop(text_key(cell, &answers->arena));
    int candidate = candidate_of(text);

    *decision = (struct decision){.point = {NAN, NAN}, .error_m = NAN};
    if (read_word(answers, row, decision))
        return true;
    decision->kind = USE_POINT;
    if (candidate >= 0)
        cell = answers_cell(answers, row, AT_CANDIDATE_1 + candidate);
    /* What an earlier worksheet made of a candidate says its error too. */
    decision->error_m = error_of(cell);
    decision->of_dictionary = candidate >= 0 || isfinite(decision->error_m);
    if (answers_point(answers, cell, &decision->point))
        return true;
    if (candidate >= 0)
        return err_set(err, ERR_INPUT,
                       _("'%s' line %zu: 候補%d is empty in this row"),
                       answers->path, row->line, candidate + 1);
    return err_set(err, ERR_INPUT,
                   _("'%s' line %zu: '%.*s' is no decision; write 公表, 住所, "
                     "候補1, 35.0044,135.8686 or 地図に出さない"),
                   answers->path, row->line, STR_ARG(cell));
}

const char *decision_told(struct answers *answers, const struct row *row,
                          const struct decision *decision, struct arena *arena)
{
    struct str word = answers_cell(answers, row, AT_DECISION);

    if (decision->kind == USE_PUBLISHED)
        word = str_of(arena_format(&answers->arena, "公表 %.6f,%.6f",
                                   decision->point.lat_deg,
                                   decision->point.lon_deg));
    if (decision->kind == USE_POINT)
        word = str_of(arena_format(
            &answers->arena,
            isfinite(decision->error_m) ? "%.6f,%.6f ±%.0fm" : "%.6f,%.6f",
            decision->point.lat_deg, decision->point.lon_deg,
            decision->error_m));
    return arena_format(arena, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(word),
                        STR_ARG(answers_cell(answers, row, AT_REASON)),
                        STR_ARG(answers_cell(answers, row, AT_WHO)),
                        STR_ARG(answers_cell(answers, row, AT_DATE)));
}

struct str decision_code(struct answers *answers, const struct row *row)
{
    struct str cell = answers_cell(answers, row, AT_CODE);
    char code[6];

    if (!code_municipality(text_ascii(cell, &answers->arena), code))
        return cell;
    return str_of(arena_copy(&answers->arena, code, 5));
}

struct str decision_address(struct answers *answers, const struct row *row)
{
    struct str cell = answers_cell(answers, row, AT_ADDRESS);

    return str_starts(cell, STR("'")) ? str_cut(cell, 1, cell.len) : cell;
}
