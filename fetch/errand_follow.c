/* Redirects: followed by ourselves, one step at a time. */
#include "fetch/errand.h"

#include <string.h>

/* A Location that is no address, for people: a line of plain characters. */
static const char *shown(const char *location, struct arena *arena)
{
    size_t len = strnlen(location, 200);
    char *text = arena_copy(arena, location, len);

    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7F)
            *c = '?';
    return text;
}

/* Where a Location leads, as an address of the publisher's. In a mirror it may
 * also be one of the mirror's own. */
static bool find(const struct errand *errand, const char *location,
                 struct url *to)
{
    struct arena *arena = errand->rules->arena;
    const struct url *mirror = errand->rules->mirror;
    struct url there;
    const char *text;

    if (mirror) {
        url_to_mirror(mirror, &errand->at, &there, arena);
        text = url_resolve(url_text(&there, arena), location, arena);
        if (text && url_split(text, &there, arena) &&
            url_from_mirror(mirror, &there, to, arena) &&
            errand_may_ask(errand, to))
            return true;
    }
    text = url_resolve(url_text(&errand->at, arena), location, arena);
    return text && url_split(text, to, arena);
}

static bool refuse(struct errand *errand, const char *to, const char *why)
{
    errand->deed = DEED_FAIL;
    return err_set(&errand->transfer->err, ERR_INPUT,
                   _("'%s' is not fetched: its server leads to '%s', %s; look "
                     "at the publisher's page"),
                   errand->url, to, why);
}

bool errand_follow(struct errand *errand)
{
    struct arena *scratch = errand->scratch;
    const char *location = errand->reply.location;
    struct url to;

    if (!location)
        return errand_fail(errand, ERR_NETWORK,
                           _("its server says that it has moved, but not "
                             "where to"));
    if (!find(errand, location, &to))
        return refuse(errand, shown(location, scratch),
                      _("which is no address of the web"));
    const char *text = shown(url_text(&to, scratch), scratch);
    if (!to.https)
        return refuse(errand, text, _("which is not https"));
    if (!errand_may_ask(errand, &to))
        return refuse(errand, text,
                      _("which is on none of the hosts that the catalogue "
                        "names for the source"));
    if (++errand->n_redirect > ERRAND_MAX_REDIRECTS)
        return refuse(errand, text,
                      _("which is one redirect too many on this way"));
    errand->at = to;
    return true;
}
