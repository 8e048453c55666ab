/* The only file of this folder that knows cJSON. */
#include "output/site/message.h"

#include "output/site/html.h"
#include "output/site/site_files.h"

#include <cjson/cJSON.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *key, *text;
};

/* The texts of a language, by key; never released. */
struct texts {
    const char *file;
    struct entry *entry;
    size_t n, cap;
};

static struct texts japanese = {.file = "messages/ja"};
static struct texts english = {.file = "messages/en"};
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->key,
                  ((const struct entry *)b)->key);
}

static cJSON *catalogue_of(const struct site_file *file)
{
    return cJSON_ParseWithLength((const char *)file->bytes, file->size);
}

static const struct site_file *file_of(const char *name)
{
    for (size_t i = 0; i < site_file_count; i++)
        if (strcmp(site_files[i].name, name) == 0)
            return &site_files[i];
    return NULL;
}

static void read_texts(struct texts *texts)
{
    const struct site_file *file = file_of(texts->file);
    cJSON *root = file ? catalogue_of(file) : NULL, *item;

    cJSON_ArrayForEach(item, root)
    {
        if (!cJSON_IsString(item))
            continue;
        texts->entry = mem_room(texts->entry, texts->n, &texts->cap,
                                sizeof(*texts->entry));
        texts->entry[texts->n++] =
            (struct entry){strdup(item->string), strdup(item->valuestring)};
    }
    cJSON_Delete(root);
    if (texts->n)
        qsort(texts->entry, texts->n, sizeof(*texts->entry), by_key);
}

static void read_all(void)
{
    read_texts(&japanese);
    read_texts(&english);
}

static const char *find(const struct texts *texts, const char *key)
{
    const struct entry want = {key, NULL};

    pthread_once(&once, read_all);
    const struct entry *found = texts->n
                                    ? bsearch(&want, texts->entry, texts->n,
                                              sizeof(*texts->entry), by_key)
                                    : NULL;
    return found ? found->text : key;
}

const char *message(const char *key)
{
    return find(&japanese, key);
}

const char *message_english(const char *key)
{
    return find(&english, key);
}

/* The text behind {name}, once what stands before it is added; NULL when the
 * text has no such place (and is added as a whole). */
static const char *add_before(struct buf *out, const char *key,
                              const char *name)
{
    const char *text = message(key);
    char place[32];

    snprintf(place, sizeof(place), "{%s}", name);
    const char *at = strstr(text, place);
    html_add(out, (struct str){text, at ? (size_t)(at - text) : strlen(text)});
    return at ? at + strlen(place) : NULL;
}

void message_add(struct buf *out, const char *key, const char *name,
                 const char *value)
{
    const char *rest = add_before(out, key, name);

    if (rest)
        html_text(out, value);
    html_text(out, rest);
}

void message_add_number(struct buf *out, const char *key, const char *name,
                        uint64_t value)
{
    const char *rest = add_before(out, key, name);

    if (rest)
        buf_addf(out, "%llu", (unsigned long long)value);
    html_text(out, rest);
}

void message_add_date(struct buf *out, const char *key, const char *name,
                      const char *date)
{
    const char *rest = add_before(out, key, name);

    if (rest)
        html_date(out, date);
    html_text(out, rest);
}

static bool starts_with_one(const char *key, const char *const *start)
{
    for (; *start; start++)
        if (strncmp(key, *start, strlen(*start)) == 0)
            return true;
    return false;
}

/* The start pages have no script (the map page only names files as they do);
 * and the page of residents does not even name
 * the values of fields that they do not see. */
static bool is_wanted(const char *key, bool resident)
{
    static const char *const start_pages[] = {
        "start.title", "start.prefecture", "start.municipality",
        "start.back",  "start.none",       "start.unplaced",
        "start.place", "start.count",      NULL};
    static const char *const professional[] = {"points.",
                                               "level.",
                                               "check.",
                                               "filing.",
                                               "function.",
                                               "copy.",
                                               "csv.",
                                               "edition.professional",
                                               "edition.note",
                                               "near.ring",
                                               "start.selfCheck",
                                               NULL};

    return !starts_with_one(key, start_pages) &&
           !(resident && starts_with_one(key, professional));
}

static void add_texts(struct buf *out, const cJSON *root, bool resident)
{
    const cJSON *item, *part;
    bool first = true;

    cJSON_ArrayForEach(item, root)
    {
        if (!is_wanted(item->string, resident))
            continue;
        buf_add_text(out, first ? "" : ",");
        first = false;
        buf_add_json_text(out, item->string);
        buf_add_char(out, ':');
        if (cJSON_IsString(item)) {
            buf_add_json_text(out, item->valuestring);
            continue;
        }
        bool inner = false;
        buf_add_char(out, '{');
        cJSON_ArrayForEach(part, item)
        {
            buf_add_text(out, inner ? "," : "");
            inner = true;
            buf_add_json_text(out, part->string);
            buf_add_char(out, ':');
            if (cJSON_IsString(part))
                buf_add_json_text(out, part->valuestring);
            else
                buf_add_text(out, cJSON_IsTrue(part) ? "true" : "false");
        }
        buf_add_char(out, '}');
    }
}

/* Japanese, plain Japanese, English, then by name. */
static int rank_of(const char *language)
{
    static const char *const first[] = {"ja", "ja-easy", "en"};

    for (int i = 0; i < 3; i++)
        if (strcmp(language, first[i]) == 0)
            return i;
    return 3;
}

void messages_add_json(struct buf *out, bool resident)
{
    bool any = false;

    buf_add_char(out, '{');
    for (int rank = 0; rank < 4; rank++)
        for (size_t i = 0; i < site_file_count; i++) {
            const char *name = site_files[i].name;
            if (strncmp(name, "messages/", 9) != 0)
                continue;
            name += 9;
            if (rank_of(name) != rank ||
                !(resident || rank == rank_of("ja") || rank == rank_of("en")))
                continue;
            cJSON *root = catalogue_of(&site_files[i]);
            buf_add_text(out, any ? "," : "");
            any = true;
            buf_add_json_text(out, name);
            buf_add_text(out, ":{");
            add_texts(out, root, resident);
            buf_add_char(out, '}');
            cJSON_Delete(root);
        }
    buf_add_char(out, '}');
}
