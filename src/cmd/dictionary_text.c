#include "cmd/dictionary_text.h"

#include "cmd/valid_text.h"

/* ---- for people ---- */

static void count(struct buf *out, uint64_t n, const char *of)
{
    buf_addf(out, "%12llu  %s\n", (unsigned long long)n, of);
}

static void line(struct buf *out, const char *name, const char *text)
{
    buf_addf(out, "    %s: %s\n", name, text[0] ? text : _("unknown"));
}

static void source_text(struct buf *out, const struct gazetteer_source *source)
{
    buf_addf(out, "  %s\n", source->title[0] ? source->title : source->label);
    line(out, _("file"), source->label);
    line(out, _("as of"), source->as_of);
    line(out, _("licence"), source->licence);
    line(out, _("attribution"), source->attribution);
    buf_addf(out, _("    rows: %llu read, %llu kept\n"),
             (unsigned long long)source->rows_read,
             (unsigned long long)source->rows_kept);
}

void dictionary_text(const struct gazetteer_info *info, const char *path,
                     struct buf *out)
{
    bool sound = true;

    buf_addf(out, _("dictionary '%s', made on %s, %llu bytes, build %s\n"),
             path, info->created, (unsigned long long)info->bytes,
             info->build_id);
    count(out, info->n_city, _("municipalities"));
    count(out, info->n_history, _("former names"));
    buf_addf(out, "%s\n", _("entries by the level of their point:"));
    for (int l = 0; l < LEVEL_COUNT; l++)
        if (info->level[l])
            count(out, info->level[l], level_names[l]);
    buf_addf(out, "%s\n", _("sources:"));
    for (size_t s = 0; s < info->n_source; s++)
        source_text(out, &info->source[s]);
    buf_addf(out, "%s\n", _("doubtful rows of the sources:"));
    for (int f = 0; f < FAULT_COUNT; f++)
        if (info->fault[f]) {
            count(out, info->fault[f], _(gazetteer_faults[f]));
            sound = false;
        }
    if (sound)
        count(out, 0, _("none"));
}

/* ---- for programs ---- */

static void member(struct buf *out, const char *name, const char *text)
{
    struct buf valid = {0};

    valid_text_add(&valid, str_of(text));
    buf_addf(out, "\"%s\":", name);
    buf_add_json_text(out, valid.len ? valid.ptr : NULL);
    buf_add_char(out, ',');
    buf_release(&valid);
}

static void number(struct buf *out, const char *name, uint64_t n)
{
    buf_addf(out, "\"%s\":%llu,", name, (unsigned long long)n);
}

/* In the place of the comma behind the last member. */
static void close_with(struct buf *out, const char *end)
{
    if (out->ptr[out->len - 1] == ',')
        out->ptr[--out->len] = '\0';
    buf_add_text(out, end);
}

static void source_json(struct buf *out, const struct gazetteer_source *source)
{
    buf_add_char(out, '{');
    member(out, "title", source->title);
    member(out, "label", source->label);
    member(out, "as_of", source->as_of);
    member(out, "licence", source->licence);
    member(out, "attribution", source->attribution);
    number(out, "rows_read", source->rows_read);
    number(out, "rows_kept", source->rows_kept);
    close_with(out, "},");
}

void dictionary_json(const struct gazetteer_info *info, const char *path,
                     struct buf *out)
{
    buf_add_char(out, '{');
    member(out, "path", path);
    member(out, "build_id", info->build_id);
    member(out, "created", info->created);
    number(out, "bytes", info->bytes);
    number(out, "municipalities", info->n_city);
    number(out, "former_names", info->n_history);
    buf_add_text(out, "\"levels\":{");
    for (int l = 0; l < LEVEL_COUNT; l++)
        number(out, level_names[l], info->level[l]);
    close_with(out, "},\"faults\":{");
    for (int f = 0; f < FAULT_COUNT; f++)
        number(out, gazetteer_fault_ids[f], info->fault[f]);
    close_with(out, "},\"sources\":[");
    for (size_t s = 0; s < info->n_source; s++)
        source_json(out, &info->source[s]);
    close_with(out, "]}\n");
}
