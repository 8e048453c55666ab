#include "output/print/pdf_own.h"

#include <string.h>

enum role {
    ROLE_STATE, /* draws nothing */
    ROLE_DRAW,
    ROLE_EDGE, /* what a mark must not reach across */
    ROLE_MARK, /* begins marked content */
    ROLE_END
};

static bool is_one_of(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_is(name, *names))
            return true;
    return false;
}

static enum role role_of(struct str name)
{
    static const char *const draw[] = {"m", "l",  "c",  "v",  "y",  "re", "h",
                                       "S", "s",  "f",  "F",  "f*", "B",  "B*",
                                       "b", "b*", "n",  "W",  "W*", "Tj", "TJ",
                                       "'", "\"", "sh", "Do", "BI", "ID", NULL};
    static const char *const edge[] = {"q", "Q", "BT", "ET", NULL};
    static const char *const mark[] = {"BDC", "BMC", NULL};

    if (is_one_of(name, draw))
        return ROLE_DRAW;
    if (is_one_of(name, edge))
        return ROLE_EDGE;
    if (is_one_of(name, mark))
        return ROLE_MARK;
    return str_is(name, "EMC") ? ROLE_END : ROLE_STATE;
}

bool pdf_mark_artifacts(struct str content, struct buf *out)
{
    struct pdf_ops ops = {.bytes = content};
    size_t depth = 0, copied = 0;
    bool open = false, sound = true;

    while (sound && pdf_ops_next(&ops)) {
        enum role role = role_of(ops.name);
        bool begin = role == ROLE_DRAW && depth == 0 && !open;
        bool end = open && (role == ROLE_EDGE || role == ROLE_MARK);
        buf_add_str(out, str_cut(content, copied, ops.from - copied));
        if (begin || end)
            buf_add_text(out, begin ? "/Artifact BMC\n" : "EMC\n");
        open = begin || (open && !end);
        buf_add_str(out, str_cut(content, ops.from, ops.to - ops.from));
        copied = ops.to;
        sound = role != ROLE_END || depth > 0;
        depth += role == ROLE_MARK;
        depth -= role == ROLE_END;
    }
    buf_add_text(out, open ? "\nEMC\n" : "\n");
    sound = sound && !ops.broken && depth == 0;
    pdf_ops_release(&ops);
    return sound;
}
