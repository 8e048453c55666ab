#include "fetch/pattern.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>

struct pattern {
    regex_t regex;
    locale_t locale;
};

struct pattern *pattern_open(const char *text, const char **why,
                             struct arena *arena)
{
    struct pattern *pattern = mem_alloc(sizeof(*pattern));
    char said[128];

    /* Built into glibc since 2.35; without it kanji are single bytes, which
     * differs in brackets only. */
    pattern->locale =
        newlocale(LC_CTYPE_MASK | LC_COLLATE_MASK, "C.UTF-8", (locale_t)0);
    if (!pattern->locale)
        pattern->locale =
            newlocale(LC_CTYPE_MASK | LC_COLLATE_MASK, "C", (locale_t)0);
    locale_t before = uselocale(pattern->locale);
    int code =
        regcomp(&pattern->regex, text, REG_EXTENDED | REG_ICASE | REG_NOSUB);
    uselocale(before);
    if (code == 0)
        return pattern;
    regerror(code, &pattern->regex, said, sizeof(said));
    *why = arena_format(arena, "%s", said);
    freelocale(pattern->locale);
    free(pattern);
    return NULL;
}

bool pattern_find(const struct pattern *pattern, const char *text)
{
    if (!pattern)
        return false;
    locale_t before = uselocale(pattern->locale);
    bool found = regexec(&pattern->regex, text, 0, NULL, 0) == 0;
    uselocale(before);
    return found;
}

void pattern_close(struct pattern *pattern)
{
    if (!pattern)
        return;
    regfree(&pattern->regex);
    freelocale(pattern->locale);
    free(pattern);
}
