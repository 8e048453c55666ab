#include "fetch/picking.h"

#include "fetch/pattern.h"
#include "fetch/plain.h"
#include "fetch/url.h"

#include <string.h>

struct rule {
    struct pattern *file, *text, *not_text; /* NULL: any, any, none */
};

/* The headings of a link are those of the link before, nearly always. */
struct folded {
    const char *headings, *text;
};

static struct pattern *compile(const char *text, struct arena *arena)
{
    const char *why;

    /* The catalogue has made sure that it compiles. */
    return text ? pattern_open(text, &why, arena) : NULL;
}

static struct rule *open_rules(const struct source *source, struct arena *arena)
{
    struct rule *rule = arena_alloc(arena, source->n_link * sizeof(*rule));

    for (size_t i = 0; i < source->n_link; i++) {
        rule[i].file = compile(source->link[i].file, arena);
        rule[i].text = compile(source->link[i].text, arena);
        rule[i].not_text = compile(source->link[i].not_text, arena);
    }
    return rule;
}

static void close_rules(struct rule *rule, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pattern_close(rule[i].file);
        pattern_close(rule[i].text);
        pattern_close(rule[i].not_text);
    }
}

static void fold_headings(const char *headings, struct folded *last,
                          struct arena *arena)
{
    struct str rest = str_of(headings), line;
    struct buf lines = {0};

    while (headings[0] && str_part(&rest, '\n', &line)) {
        buf_add_str(&lines, plain_text(line, arena));
        buf_add_char(&lines, '\n');
    }
    last->headings = headings;
    last->text = arena_copy(arena, lines.ptr ? lines.ptr : "", lines.len);
    buf_release(&lines);
}

/* The percent-decoded path, without its query. */
static const char *path_of(const char *url, struct arena *scratch)
{
    const char *path = strstr(url, "://");

    path = path ? strchr(path + 3, '/') : NULL;
    if (!path)
        return "";
    struct str text = {path, strcspn(path, "?")};
    return url_decode(text, scratch).ptr;
}

static size_t rule_of(const struct picking *picking, const struct rule *rule,
                      struct folded *last, const struct page_link *link,
                      struct arena *scratch)
{
    const char *path = path_of(link->url, scratch), *text = NULL;
    size_t i;

    for (i = 0; i < picking->source->n_link; i++) {
        if (rule[i].file && !pattern_find(rule[i].file, path))
            continue;
        if (!text && link->headings != last->headings)
            fold_headings(link->headings, last, picking->arena);
        if (!text)
            text = arena_format(scratch, "%s%s", last->text,
                                plain_text(str_of(link->text), scratch).ptr);
        if ((!rule[i].text || pattern_find(rule[i].text, text)) &&
            !pattern_find(rule[i].not_text, text))
            break;
    }
    return i;
}

/* What a page still links to by http is asked for over https. */
static const char *safe_url(const struct source *source, const char *text,
                            struct arena *arena)
{
    struct url url;

    if (!url_split(text, &url, arena) || !source_has_host(source, url.host) ||
        (!url.https && url.port != 80))
        return NULL;
    if (!url.https)
        url.port = 443;
    url.https = true;
    return url_text(&url, arena);
}

void picking_find(struct picking *picking)
{
    struct rule *rule = open_rules(picking->source, picking->arena);
    struct folded last = {0};
    struct arena scratch = {0};

    for (size_t i = 0; i < picking->page->n; i++) {
        const struct page_link *link = &picking->page->link[i];
        size_t found = rule_of(picking, rule, &last, link, &scratch);
        arena_reset(&scratch);
        if (found == picking->source->n_link)
            continue;
        picking->item = mem_room(picking->item, picking->n, &picking->cap,
                                 sizeof(*picking->item));
        picking->item[picking->n++] = (struct candidate){
            .link = link,
            .rule = found,
            .url = safe_url(picking->source, link->url, picking->arena),
        };
        picking->n_dated += link->as_of != NULL;
    }
    arena_release(&scratch);
    close_rules(rule, picking->source->n_link);
}
