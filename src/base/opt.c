#include "base/opt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct opt *find_long(const struct opt *opt, size_t n,
                                   struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, opt[i].name))
            return &opt[i];
    return NULL;
}

static const struct opt *find_letter(const struct opt *opt, size_t n, char c)
{
    for (size_t i = 0; i < n; i++)
        if (opt[i].letter && opt[i].letter == c)
            return &opt[i];
    return NULL;
}

size_t opt_edits(const char *a, const char *b)
{
    size_t n = strlen(b), row[65];

    if (n > 64)
        return n;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            size_t best = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            row[j] = best < change ? best : change;
        }
    }
    return row[n];
}

/* Its value is not quoted: it may be what errors must not tell. */
static bool unknown(const struct opt *opt, size_t n, const char *given,
                    struct err *err)
{
    char arg[256];
    const char *best = NULL;
    size_t least = 4;

    snprintf(arg, sizeof(arg), "%.*s", (int)strcspn(given, "="), given);
    for (size_t i = 0; i < n; i++) {
        size_t edits = opt_edits(arg + strspn(arg, "-"), opt[i].name);
        if (edits < least) {
            least = edits;
            best = opt[i].name;
        }
    }
    if (best)
        return err_set(err, ERR_USAGE,
                       _("unknown option '%s'; did you mean '--%s'?"), arg,
                       best);
    return err_set(err, ERR_USAGE, _("unknown option '%s'; see 'zaitaku help'"),
                   arg);
}

static void list_add(struct opt_list *list, const char *item)
{
    list->item = mem_room(list->item, list->n, &list->cap, sizeof(*list->item));
    list->item[list->n++] = item;
}

/* Items stand between commas, also those of a Japanese keyboard. */
static bool next_item(struct str *rest, struct str *part)
{
    static const struct str wide[] = {STR("、"), STR("，")};
    struct str whole = *rest;

    if (!str_part(rest, ',', part))
        return false;
    for (size_t at = 0; at < part->len; at++)
        for (size_t w = 0; w < 2; w++)
            if (str_starts(str_cut(*part, at, SIZE_MAX), wide[w])) {
                *rest = str_cut(whole, at + wide[w].len, SIZE_MAX);
                *part = str_cut(whole, 0, at);
                return true;
            }
    return true;
}

static bool store(const struct opt *opt, const char *value, void *options,
                  struct arena *arena, struct err *err)
{
    void *member = (char *)options + opt->at;
    struct str rest = str_of(value), part;

    switch (opt->kind) {
    case OPT_FLAG:
        *(bool *)member = true;
        return true;
    case OPT_TEXT:
        if (*(const char **)member)
            return err_set(err, ERR_USAGE, _("'--%s' is given twice"),
                           opt->name);
        *(const char **)member = value;
        return true;
    case OPT_EACH:
        list_add(member, value);
        return true;
    case OPT_LIST:
        while (next_item(&rest, &part))
            if (str_trim(part).len)
                list_add(member, str_keep(arena, str_trim(part)));
        return true;
    }
    return false;
}

/* One option at argv[*i]; *i moves over a value that stands apart. */
static bool parse_one(const struct opt *opt, size_t n, int argc, char **argv,
                      int *i, void *options, struct arena *arena,
                      struct err *err)
{
    const char *arg = argv[*i], *value = NULL;
    const struct opt *hit;

    if (arg[1] == '-') {
        const char *equals = strchr(arg, '=');
        struct str name = {arg + 2, equals ? (size_t)(equals - arg) - 2
                                           : strlen(arg) - 2};
        hit = find_long(opt, n, name);
        value = equals ? equals + 1 : NULL;
    } else {
        hit = find_letter(opt, n, arg[1]);
        value = hit && arg[2] ? arg + 2 : NULL;
    }
    if (!hit)
        return unknown(opt, n, arg, err);
    if (hit->kind == OPT_FLAG) {
        if (value)
            return err_set(err, ERR_USAGE, _("'--%s' takes no value"),
                           hit->name);
        return store(hit, NULL, options, arena, err);
    }
    if (!value && *i + 1 < argc)
        value = argv[++*i];
    if (!value || !*value)
        return err_set(err, ERR_USAGE, _("'--%s' needs a value: %s"), hit->name,
                       hit->value);
    return store(hit, value, options, arena, err);
}

bool opt_parse(const struct opt *opt, size_t n, int argc, char **argv,
               void *options, struct opt_list *operands, struct arena *arena,
               struct err *err)
{
    bool only_operands = false;

    for (int i = 0; i < argc; i++) {
        if (only_operands || argv[i][0] != '-' || !argv[i][1])
            list_add(operands, argv[i]);
        else if (strcmp(argv[i], "--") == 0)
            only_operands = true;
        else if (!parse_one(opt, n, argc, argv, &i, options, arena, err))
            return false;
    }
    return true;
}

void opt_list_release(struct opt_list *list)
{
    free(list->item);
    *list = (struct opt_list){0};
}

void opt_help(const struct opt *opt, size_t n, struct buf *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t start = out->len;
        if (opt[i].letter)
            buf_addf(out, "  -%c, --%s", opt[i].letter, opt[i].name);
        else
            buf_addf(out, "      --%s", opt[i].name);
        if (opt[i].value)
            buf_addf(out, " %s", opt[i].value);
        size_t width = out->len - start;
        if (width > 30) {
            buf_add_char(out, '\n');
            width = 0;
        }
        buf_addf(out, "%*s%s\n", (int)(32 - width), "", _(opt[i].summary));
    }
}
