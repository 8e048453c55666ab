#include "fetch/snapshot_manifest.h"

const char *const snapshot_scope_names[SCOPE_COUNT] = {
    [SCOPE_NATION] = "nation",
    [SCOPE_PREFECTURE] = "prefecture",
    [SCOPE_KIND] = "kind",
    [SCOPE_MUNICIPALITY] = "municipality",
};

/* Servers and files may send anything; JSON is UTF-8. */
static void add_str(struct buf *out, struct str s)
{
    uint32_t code;

    buf_add_char(out, '"');
    for (size_t at = 0, n; at < s.len; at += n ? n : 1) {
        n = str_char(s, at, &code);
        buf_add_json(out, n ? str_cut(s, at, n) : STR("?"));
    }
    buf_add_char(out, '"');
}

static void add_value(struct buf *out, const char *text)
{
    if (text)
        add_str(out, str_of(text));
    else
        buf_add_text(out, "null");
}

static void add_member(struct buf *out, const char *indent, const char *name,
                       const char *text)
{
    buf_addf(out, "%s\"%s\": ", indent, name);
    add_value(out, text);
    buf_add_text(out, ",\n");
}

static void add_columns(struct buf *out, const char *columns)
{
    struct str rest = str_of(columns), part;
    bool first = true;

    buf_add_text(out, "      \"columns\": ");
    if (!columns) {
        buf_add_text(out, "null,\n");
        return;
    }
    buf_add_char(out, '[');
    while (str_part(&rest, '\n', &part)) {
        buf_add_text(out, first ? "" : ", ");
        add_str(out, part);
        first = false;
    }
    buf_add_text(out, "],\n");
}

static void add_file(struct buf *out, const struct snapshot_file *file)
{
    static const char indent[] = "      ";

    buf_add_text(out, "    {\n");
    add_member(out, indent, "name", file->name);
    add_member(out, indent, "url", file->url);
    add_member(out, indent, "etag", file->etag);
    add_member(out, indent, "modified", file->modified);
    add_member(out, indent, "fetched", file->fetched);
    buf_addf(out, "%s\"bytes\": %llu,\n", indent,
             (unsigned long long)file->bytes);
    add_member(out, indent, "sha256", file->sha256);
    add_member(out, indent, "listing", file->listing);
    add_columns(out, file->columns);
    buf_addf(out, "%s\"rows\": %llu\n    }", indent,
             (unsigned long long)file->rows);
}

static void add_count(struct buf *out, const struct snapshot_count *count)
{
    buf_addf(out, "    {\"scope\": \"%s\", \"key\": ",
             snapshot_scope_names[count->scope]);
    add_value(out, count->key);
    buf_addf(out, ", \"n\": %llu}", (unsigned long long)count->n);
}

static const char *between(size_t i, size_t n)
{
    return i + 1 < n ? ",\n" : "\n  ";
}

static void add_lists(struct buf *out, const struct snapshot *snapshot)
{
    buf_addf(out, "  \"files\": [%s", snapshot->n_file ? "\n" : "");
    for (size_t i = 0; i < snapshot->n_file; i++) {
        add_file(out, &snapshot->file[i]);
        buf_add_text(out, between(i, snapshot->n_file));
    }
    buf_addf(out, "],\n  \"counts\": [%s", snapshot->n_count ? "\n" : "");
    for (size_t i = 0; i < snapshot->n_count; i++) {
        add_count(out, &snapshot->count[i]);
        buf_add_text(out, between(i, snapshot->n_count));
    }
    buf_addf(out, "],\n  \"warnings\": [%s", snapshot->n_warning ? "\n" : "");
    for (size_t i = 0; i < snapshot->n_warning; i++) {
        buf_add_text(out, "    ");
        add_value(out, snapshot->warning[i]);
        buf_add_text(out, between(i, snapshot->n_warning));
    }
    buf_add_text(out, "]\n}\n");
}

void snapshot_manifest_write(const struct snapshot *snapshot, struct buf *out)
{
    static const char indent[] = "  ";

    buf_add_text(out, "{\n  \"zaitaku_snapshot\": 1,\n");
    add_member(out, indent, "source", snapshot->source);
    add_member(out, indent, "title", snapshot->title);
    add_member(out, indent, "publisher", snapshot->publisher);
    add_member(out, indent, "licence", snapshot->licence);
    add_member(out, indent, "licence_url", snapshot->licence_url);
    add_member(out, indent, "attribution", snapshot->attribution);
    add_member(out, indent, "page", snapshot->page);
    add_member(out, indent, "as_of", snapshot->as_of);
    add_member(out, indent, "fetched", snapshot->fetched);
    add_member(out, indent, "program", snapshot->program);
    add_member(out, indent, "refused", snapshot->refused);
    if (snapshot->dropped)
        buf_addf(out, "%s\"dropped\": true,\n", indent);
    add_lists(out, snapshot);
}
