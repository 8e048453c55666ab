#include "output/site/template.h"

#include "output/site/html.h"
#include "output/site/message.h"

#include <assert.h>
#include <string.h>

/* Move behind the next {{...}}: what stands before it, and what is in it.
 * False when there is none; *before is the rest. */
static bool next_gap(struct str *rest, struct str *before, struct str *inner)
{
    size_t open = str_find(*rest, STR("{{"));

    if (open == SIZE_MAX) {
        *before = *rest;
        return false;
    }
    *before = str_cut(*rest, 0, open);
    *rest = str_cut(*rest, open + 2, rest->len);
    struct str end = str_starts(*rest, STR("!")) ? STR("!}}") : STR("}}");
    size_t close = str_find(*rest, end);
    assert(close != SIZE_MAX);
    *inner = str_cut(*rest, 0, close);
    *rest = str_cut(*rest, close + end.len, rest->len);
    return true;
}

void template_prepare(struct buf *out, struct str text)
{
    struct str before, inner;

    while (next_gap(&text, &before, &inner)) {
        buf_add_str(out, before);
        if (str_starts(inner, STR("!")))
            continue;
        if (str_starts(inner, STR("t:"))) {
            char key[64] = "";
            assert(inner.len - 2 < sizeof(key));
            memcpy(key, inner.ptr + 2, inner.len - 2);
            html_text(out, message(key));
        } else {
            buf_addf(out, "{{%.*s}}", STR_ARG(inner));
        }
    }
    buf_add_str(out, before);
}

static const struct template_gap *gap_of(const struct template_gap *gap,
                                         size_t n_gap, struct str name)
{
    for (size_t i = 0; i < n_gap; i++)
        if (str_is(name, gap[i].name))
            return &gap[i];
    assert(!"a gap of the template that nothing fills");
    return NULL;
}

/* Move behind {{/name}}. */
static void skip_part(struct str *rest, struct str name)
{
    struct str before, inner;

    while (next_gap(rest, &before, &inner))
        if (str_starts(inner, STR("/")) &&
            str_eq(str_cut(inner, 1, inner.len), name))
            return;
    assert(!"a part of the template that never ends");
}

void template_fill(struct buf *out, struct str text,
                   const struct template_gap *gap, size_t n_gap,
                   const void *context)
{
    struct str before, inner;

    while (next_gap(&text, &before, &inner)) {
        buf_add_str(out, before);
        if (str_starts(inner, STR("/")))
            continue;
        bool asks = str_starts(inner, STR("?"));
        struct str name = asks ? str_cut(inner, 1, inner.len) : inner;
        const struct template_gap *found = gap_of(gap, n_gap, name);
        if (asks && !found->holds(context))
            skip_part(&text, name);
        else if (!asks)
            found->add(out, context);
    }
    buf_add_str(out, before);
}
