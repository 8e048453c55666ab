/*
 * report.html: one file that works alone, without a network and without
 * scripts, on a screen, on paper and read aloud. It computes nothing but
 * shares and differences of what struct audit holds.
 */
#include "output/site/html.h"
#include "output/report/html_web.h"
#include "output/report/report.h"
#include "output/site/base64.h"

#include <stdlib.h>
#include <string.h>

#define STYLE(part)                                                            \
    extern const unsigned char style_##part##_css[];                           \
    extern const size_t style_##part##_css_size
STYLE(base);
STYLE(parts);
STYLE(print);
#define ADD_STYLE(out, part)                                                   \
    buf_add((out), style_##part##_css, style_##part##_css_size)

static void add_style(struct buf *out)
{
    struct buf style = {0};

    ADD_STYLE(&style, base);
    ADD_STYLE(&style, parts);
    ADD_STYLE(&style, print);
    /* No script at all, and nothing from elsewhere. */
    HTML(out, "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src ");
    base64_add_sha256(out, buf_str(&style));
    HTML(out, "; base-uri 'none'; form-action 'none'\">\n<style>");
    buf_add_str(out, buf_str(&style));
    HTML(out, "</style>\n");
    buf_release(&style);
}

/* 府中市 lies in 東京都 and in 広島県. Areas of users have names of their own.
 */
static bool spans_prefectures(const struct audit_set *set)
{
    const char *first = NULL;

    if (!str_same(set->set->id, "municipality") &&
        !str_same(set->set->id, "city"))
        return false;
    for (size_t r = 0; r < set->n_region; r++) {
        const char *prefecture = set->region[r].region->prefecture;
        if (first && prefecture && !str_same(prefecture, first))
            return true;
        first = prefecture ? prefecture : first;
    }
    return false;
}

static void prepare(struct web *web)
{
    const struct audit *audit = web->audit;

    svg_map_make(&web->map, audit);
    web->limit = audit_limit_words(audit->order, &web->always);
    web->spans = arena_alloc(&web->always, audit->n_set * sizeof(bool));
    for (size_t s = 0; s < audit->n_set; s++)
        web->spans[s] = spans_prefectures(&audit->set[s]);
}

static void add_parts(struct web *web)
{
    web_summary(web);
    web_compare(web);
    for (size_t n = 0; n < web->order->n_need; n++)
        web_need(web, n);
    web_indicators(web);
    web_chain(web);
    web_demand(web);
    if (web_has_imported(web))
        web_imported(web);
    if (web_has_progress(web))
        web_progress(web);
    web_quality(web);
    web_about(web);
}

bool report_html(const struct audit *audit, struct buf *out, struct err *err)
{
    struct web web = {.out = out, .audit = audit, .order = audit->order};

    (void)err;
    prepare(&web);
    HTML(out, "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n"
              "<meta charset=\"utf-8\">\n");
    add_style(out);
    HTML(out, "<meta name=\"viewport\" "
              "content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_text(out, audit->title);
    HTML(out, "</title>\n</head>\n<body>\n"
              "<a class=\"skip\" href=\"#main\">本文へ</a>\n");
    svg_map_defs(out, &web.map);
    web_head(&web);
    web_contents(&web);
    HTML(out, "<main id=\"main\" tabindex=\"-1\">\n");
    add_parts(&web);
    HTML(out, "</main>\n<footer>\n<p>");
    html_text(out, audit->title);
    buf_addf(out, "　作成日 %s　zaitaku " ZAITAKU_VERSION "</p>\n",
             report_date(audit->created, &web.always));
    HTML(out, "</footer>\n</body>\n</html>\n");
    svg_map_release(&web.map);
    arena_release(&web.arena);
    arena_release(&web.always);
    return true;
}
