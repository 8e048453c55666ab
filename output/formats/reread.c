#include "output/formats/reread.h"

#include "base/err.h"
#include "output/formats/reread_own.h"

#include <string.h>

static const struct form {
    const char *ending;
    bool is_text;  /* and so UTF-8 */
    bool in_parts; /* the reader says what is to be searched: not what every
                      file of the program has */
    bool (*read)(const char *name, struct str bytes, struct reread *reread,
                 struct arena *arena, struct err *err);
} forms[] = {
    {".geojson", true, false, reread_geojson},
    {".json", true, false, reread_json},
    {".jsonld", true, false, reread_json},
    {".kml", true, true, reread_kml},
    {".kmz", false, false, reread_kmz},
    {".html", true, true, reread_html},
    {".csv", false, false, reread_csv},
    {".xlsx", false, false, reread_xlsx},
    {".gpkg", false, false, reread_gpkg},
    {".fgb", false, false, reread_fgb},
    {".pdf", false, false, reread_pdf},
};

void reread_add(struct reread *reread, struct arena *arena, struct str part)
{
    if (reread->n_part == reread->cap_part) {
        size_t cap = reread->cap_part ? reread->cap_part * 2 : 8;
        struct str *more = arena_alloc(arena, cap * sizeof(*more));
        if (reread->n_part)
            memcpy(more, reread->part, reread->n_part * sizeof(*more));
        reread->part = more;
        reread->cap_part = cap;
    }
    reread->part[reread->n_part++] = part;
}

bool reread_file(const char *name, struct str bytes, struct reread *reread,
                 struct arena *arena, struct err *err)
{
    struct str whole = str_of(name);

    *reread = (struct reread){0};
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        if (!str_ends(whole, str_of(forms[i].ending)))
            continue;
        if (forms[i].is_text && !str_valid_utf8(bytes))
            return err_set(err, ERR_INPUT, _("'%s' is not UTF-8"), name);
        /* Whatever the form hides, its bytes are searched as they are too. */
        if (!forms[i].in_parts)
            reread_add(reread, arena, bytes);
        return forms[i].read(name, bytes, reread, arena, err);
    }
    return err_set(err, ERR_INPUT, _("'%s' has a form that cannot be checked"),
                   name);
}
