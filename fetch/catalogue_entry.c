#include "fetch/catalogue_entry.h"

#include "fetch/url.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- faults and texts ---- */

bool entry_fault(const struct entry *entry, const char *key, const char *why,
                 ...)
{
    char clause[1024];
    va_list args;

    va_start(args, why);
    vsnprintf(clause, sizeof(clause), why, args);
    va_end(args);
    return err_set(entry->err, ERR_INPUT,
                   _("the catalogue '%s' is refused: source '%s', key '%s': "
                     "%s; correct the file"),
                   entry->path, entry->id, key, clause);
}

static const char *key_at(const struct entry *entry, const char *where,
                          const char *key)
{
    return arena_format(entry->arena, "%s%s", where, key);
}

static bool is_known(const char *name, const char *const *keys)
{
    for (; *keys; keys++)
        if (strcmp(*keys, name) == 0)
            return true;
    return false;
}

bool entry_keys(const struct entry *entry, const struct json *object,
                const char *where, const char *const *keys)
{
    for (const struct json *m = json_items(object); m; m = json_next(m)) {
        const char *key = key_at(entry, where, json_name(m));
        if (!is_known(json_name(m), keys))
            return entry_fault(entry, key, _("there is no such key"));
        if (json_member(object, json_name(m)) != m)
            return entry_fault(entry, key, _("it stands twice"));
    }
    return true;
}

bool entry_text(const struct entry *entry, const struct json *object,
                const char *where, const char *key, bool required,
                const char **text)
{
    const struct json *member = json_member(object, key);
    const char *value;

    if (!member && !required)
        return true;
    if (!member)
        return entry_fault(entry, key_at(entry, where, key),
                           _("it is missing"));
    if (!json_text(member, &value) || value[strspn(value, " \t\r\n")] == '\0')
        return entry_fault(entry, key_at(entry, where, key),
                           _("it must be a text that is not empty"));
    *text = arena_format(entry->arena, "%s", value);
    return true;
}

static const char *listed(const struct entry *entry, const char *const *names,
                          int n)
{
    const char *all = names[0];

    for (int i = 1; i < n; i++)
        all = arena_format(entry->arena, "%s, %s", all, names[i]);
    return all;
}

bool entry_choice(const struct entry *entry, const struct json *object,
                  const char *where, const char *key, const char *const *names,
                  int n, int *index)
{
    const char *text = NULL;

    if (!entry_text(entry, object, where, key, true, &text))
        return false;
    for (*index = 0; *index < n; ++*index)
        if (strcmp(names[*index], text) == 0)
            return true;
    return entry_fault(entry, key_at(entry, where, key),
                       _("'%s' is not one of: %s"), text,
                       listed(entry, names, n));
}

/* ---- what single texts must be ---- */

static bool check_id(const struct entry *entry, const char *id)
{
    size_t len = strlen(id);
    bool fits = len <= 64 && id[0] != '-' && id[len - 1] != '-' &&
                !strstr(id, "--") &&
                strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;

    return fits || entry_fault(entry, "id",
                               _("it may hold small letters and digits, with "
                                 "single '-' between, 64 at most"));
}

static bool check_https(const struct entry *entry, const char *key,
                        const char *text, const char **host)
{
    struct url url;

    if (!url_split(text, &url, entry->arena) || !url.https)
        return entry_fault(entry, key, _("'%s' is not an https address"), text);
    if (host)
        *host = url.host;
    return true;
}

static bool check_attribution(const struct entry *entry, const char *text)
{
    const char *brace = strchr(text, '{');

    if (brace && strncmp(brace, "{as_of}", 7) == 0)
        brace = strchr(brace + 1, '{');
    return !brace || entry_fault(entry, "attribution",
                                 _("only {as_of} may stand in braces, once"));
}

static bool check_cadence(const struct entry *entry, const char *text)
{
    size_t digits = text[0] == 'P' ? strspn(text + 1, "0123456789") : 0;
    bool fits = digits > 0 && digits <= 3 && text[1] != '0' &&
                strchr("DWMY", text[digits + 1]) && text[digits + 1] &&
                text[digits + 2] == '\0';

    return fits ||
           entry_fault(entry, "cadence",
                       _("'%s' is no duration such as P1M, P6M or P1Y"), text);
}

static bool check_date(const struct entry *entry, const char *text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 0, month = 0, day = 0, end = 0;
    bool fits = strlen(text) == 10 &&
                sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 &&
                end == 10 && month >= 1 && month <= 12 && day >= 1;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    fits = fits && day <= days[month - 1] + (month == 2 && leap);
    return fits || entry_fault(entry, "as_of",
                               _("'%s' is no date such as 2026-01-01"), text);
}

/* ---- lists ---- */

static bool check_host(const struct entry *entry, const char *host)
{
    size_t len = strlen(host);
    const char *dot = strrchr(host, '.');
    bool fits = len <= 253 && dot && dot[1] && host[0] != '.' &&
                strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-.") == len &&
                !strstr(host, "..") && dot[1 + strspn(dot + 1, "0123456789")];

    return fits || entry_fault(entry, "hosts",
                               _("'%s' is not the name of a host in small "
                                 "letters"),
                               host);
}

static bool read_hosts(const struct entry *entry, const struct json *json,
                       struct source *source)
{
    const struct json *list = json_member(json, "hosts");

    if (!list)
        return entry_fault(entry, "hosts", _("it is missing"));
    if (!json_is_array(list) || json_size(list) == 0)
        return entry_fault(entry, "hosts",
                           _("it must be a list that is not empty"));
    source->host =
        arena_alloc(entry->arena, json_size(list) * sizeof(*source->host));
    for (const struct json *i = json_items(list); i; i = json_next(i)) {
        const char *text;
        if (!json_text(i, &text))
            return entry_fault(entry, "hosts", _("each must be a text"));
        if (!check_host(entry, text))
            return false;
        source->host[source->n_host++] = arena_format(entry->arena, "%s", text);
    }
    return true;
}

static bool read_prefectures(const struct entry *entry, const struct json *json,
                             struct source *source)
{
    const struct json *list = json_member(json, "prefectures");

    if (!list)
        return true;
    if (!json_is_array(list) || json_size(list) == 0)
        return entry_fault(entry, "prefectures",
                           _("it must be a list that is not empty"));
    for (const struct json *i = json_items(list); i; i = json_next(i)) {
        const char *text = "";
        unsigned p = 0;
        if (json_text(i, &text) && strlen(text) == 2 &&
            str_digits(str_of(text)))
            p = (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
        if (p < 1 || p > 47)
            return entry_fault(entry, "prefectures",
                               _("each must be a text of two digits, '01' to "
                                 "'47'"));
        if (source->prefectures >> p & 1)
            return entry_fault(entry, "prefectures", _("'%s' stands twice"),
                               text);
        source->prefectures |= (uint64_t)1 << p;
    }
    return true;
}

/* ---- the whole ---- */

static bool read_texts(const struct entry *entry, const struct json *json,
                       struct source *source)
{
    const struct {
        const char *key;
        const char **text;
        bool required;
    } rows[] = {
        {"title", &source->title, true},
        {"title_en", &source->title_en, false},
        {"publisher", &source->publisher, true},
        {"licence", &source->licence, true},
        {"licence_url", &source->licence_url, true},
        {"attribution", &source->attribution, true},
        {"cadence", &source->cadence, true},
        {"page", &source->page, true},
        {"as_of", &source->as_of, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (!entry_text(entry, json, "", rows[i].key, rows[i].required,
                        rows[i].text))
            return false;
    if (!source->title_en)
        source->title_en = source->title;
    return true;
}

static bool check_texts(const struct entry *entry, struct source *source)
{
    const char *host = NULL;

    if (!check_https(entry, "licence_url", source->licence_url, NULL) ||
        !check_attribution(entry, source->attribution) ||
        !check_cadence(entry, source->cadence) ||
        !check_https(entry, "page", source->page, &host) ||
        (source->as_of && !check_date(entry, source->as_of)))
        return false;
    /* A page without links is for people. */
    if (source->n_link > 0 && !source_has_host(source, host))
        return entry_fault(entry, "page", _("its host '%s' is not in 'hosts'"),
                           host);
    return true;
}

static bool read_rest(const struct entry *entry, const struct json *json,
                      struct source *source)
{
    const struct json *dated = json_member(json, "dated_page");
    const struct json *bytes = json_member(json, "max_bytes");
    int role;

    if (!entry_choice(entry, json, "", "role", source_role_names, ROLE_COUNT,
                      &role))
        return false;
    source->role = (enum source_role)role;
    if (dated && !json_bool(dated, &source->dated_page))
        return entry_fault(entry, "dated_page", _("it must be true or false"));
    if (bytes &&
        (!json_count(bytes, &source->max_bytes) || source->max_bytes == 0))
        return entry_fault(entry, "max_bytes",
                           _("it must be a whole number above 0"));
    return read_hosts(entry, json, source) &&
           read_prefectures(entry, json, source);
}

/* An index page, or addresses: what belongs to the other is a mistake. */
static bool check_way(const struct entry *entry, const struct json *json,
                      const struct source *source)
{
    bool links = json_member(json, "links") != NULL;

    if (links == (json_member(json, "files") != NULL))
        return entry_fault(entry, "links",
                           _("either 'links' of the page or 'files' with "
                             "their addresses must be there, and not both"));
    if (links && source->as_of)
        return entry_fault(entry, "as_of",
                           _("it is for 'files' only: of 'links' the page or "
                             "the files say it"));
    if (!links && source->dated_page)
        return entry_fault(entry, "dated_page",
                           _("it is for 'links' only: 'files' are not read "
                             "from a page"));
    return true;
}

static const char *const keys[] = {
    "id",      "title",       "title_en",    "publisher", "licence",
    "cadence", "licence_url", "attribution", "page",      "role",
    "hosts",   "prefectures", "as_of",       "max_bytes", "dated_page",
    "links",   "files",       "note",        NULL};

bool entry_read(const struct json *json, const char *path, size_t number,
                struct source *source, struct arena *arena, struct err *err)
{
    struct entry entry = {path, arena_format(arena, "#%zu", number), arena,
                          err};

    *source = (struct source){0};
    if (!json_is_object(json))
        return entry_fault(&entry, "sources", _("each must be an object"));
    if (!entry_text(&entry, json, "", "id", true, &source->id) ||
        !check_id(&entry, source->id))
        return false;
    entry.id = source->id;
    return entry_keys(&entry, json, "", keys) &&
           read_texts(&entry, json, source) &&
           read_rest(&entry, json, source) && check_way(&entry, json, source) &&
           entry_links(&entry, json, source) &&
           entry_files(&entry, json, source) && check_texts(&entry, source);
}
