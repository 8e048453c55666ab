#include "output/site/site.h"

#include "output/site/base64.h"
#include "output/site/deflate.h"
#include "output/site/message.h"
#include "output/site/site_files.h"
#include "output/site/template.h"

#include <pthread.h>
#include <string.h>

/* The only host that a page may speak to: 地理院タイル. */
#define TILES "https://cyberjapandata.gsi.go.jp"

static struct site site;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static struct str bytes_of(const struct site_file *file)
{
    return (struct str){(const char *)file->bytes, file->size};
}

/* The files whose names start with `start`, joined in their order. */
static void join(struct buf *out, const char *start)
{
    for (size_t i = 0; i < site_file_count; i++)
        if (strncmp(site_files[i].name, start, strlen(start)) == 0) {
            buf_add_str(out, bytes_of(&site_files[i]));
            buf_add_char(out, '\n');
        }
}

static void prepare(struct buf *out, const char *name)
{
    for (size_t i = 0; i < site_file_count; i++)
        if (strcmp(site_files[i].name, name) == 0)
            template_prepare(out, bytes_of(&site_files[i]));
}

static void make_policies(void)
{
    buf_add_text(&site.policy,
                 "default-src 'none'; img-src data: " TILES "; script-src ");
    base64_add_sha256(&site.policy, buf_str(&site.script));
    buf_add_text(&site.policy, "; style-src ");
    base64_add_sha256(&site.policy, buf_str(&site.style));
    buf_add_text(&site.policy, "; base-uri 'none'; form-action 'none'");

    buf_add_text(&site.plain_policy, "default-src 'none'; style-src ");
    base64_add_sha256(&site.plain_policy, buf_str(&site.plain_style));
    buf_add_text(&site.plain_policy, "; base-uri 'none'; form-action 'none'");
}

static void make_messages(bool resident)
{
    struct buf packed = {0};

    messages_add_json(&site.messages[resident], resident);
    deflate_add(&packed, buf_str(&site.messages[resident]));
    base64_add(&site.packed_messages[resident], buf_str(&packed));
    buf_release(&packed);
}

static void make_site(void)
{
    join(&site.style, "style/");
    join(&site.plain_style, "style/page");
    join(&site.script, "script/");
    make_policies();
    make_messages(false);
    make_messages(true);
    prepare(&site.page, "page.html");
    prepare(&site.accessibility, "accessibility.html");
    prepare(&site.start, "start.html");
}

const struct site *site_get(void)
{
    pthread_once(&once, make_site);
    return &site;
}
