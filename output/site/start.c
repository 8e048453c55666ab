#include "output/site/start.h"

#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/page.h"
#include "output/site/site.h"
#include "output/site/template.h"

#include <stdio.h>
#include <string.h>

/* A page of some of the places: of all, or of one prefecture. */
struct start {
    const struct cover *cover;
    const struct cover_place *place;
    size_t n;
    bool prefecture; /* the page lies in a folder of its own */
};

#define NOT_KNOWN "00" /* cover_place.prefecture_code */

static bool is_unplaced(const struct cover_place *place)
{
    return strcmp(place->prefecture_code, NOT_KNOWN) == 0;
}

static const char *name_of(const struct cover_place *place)
{
    return is_unplaced(place) ? message("start.unplaced") : place->name;
}

static const char *prefecture_of(const struct cover_place *place)
{
    return is_unplaced(place) || !place->prefecture ? message("start.unplaced")
                                                    : place->prefecture;
}

/* How many of the places from `place` on are of one prefecture. */
static size_t run_of(const struct cover_place *place, size_t n)
{
    size_t run = n ? 1 : 0;

    while (run < n &&
           strcmp(place[run].prefecture_code, place->prefecture_code) == 0)
        run++;
    return run;
}

/* ---- the list of municipalities ---- */

static void add_file_link(struct buf *out, const struct start *start,
                          const struct cover_place *place, const char *file)
{
    HTML(out, "<a href=\"");
    buf_add_text(out, start->prefecture ? "../" : "");
    html_text(out, place->code);
    buf_add_char(out, '/');
    html_text(out, file);
    HTML(out, "\">");
}

static void add_size(struct buf *out, uint64_t bytes)
{
    if (bytes >= 1000 * 1000)
        buf_addf(out, "%llu.%lluMB", (unsigned long long)bytes / 1000000,
                 (unsigned long long)bytes / 100000 % 10);
    else
        buf_addf(out, "%lluKB", (unsigned long long)(bytes + 999) / 1000);
}

static bool has_downloads(const struct start *start)
{
    for (size_t p = 0; p < start->n; p++)
        if (start->place[p].n_file > 2)
            return true;
    return false;
}

static void add_downloads(struct buf *out, const struct start *start,
                          const struct cover_place *place)
{
    bool any = false;

    for (const struct page_download *download = page_downloads; download->name;
         download++)
        for (size_t f = 0; f < place->n_file; f++) {
            if (strcmp(place->file[f].name, download->name) != 0)
                continue;
            buf_add_text(out, any ? "\n<li>" : "<ul>\n<li>");
            any = true;
            add_file_link(out, start, place, download->name);
            html_text(out, message(download->key));
            HTML(out, "<span class=\"visually-hidden\">（");
            html_text(out, name_of(place));
            HTML(out, "）</span></a> <span class=\"n\">");
            add_size(out, place->file[f].bytes);
            HTML(out, "</span></li>");
        }
    if (any)
        HTML(out, "\n</ul>");
}

static void add_heading(struct buf *out, const char *key)
{
    HTML(out, "<th scope=\"col\">");
    html_text(out, message(key));
    HTML(out, "</th>");
}

static void add_dates(struct buf *out, const struct cover_place *place)
{
    if (!place->newest) {
        html_text(out, message("asOf.unknown"));
        return;
    }
    if (place->oldest && strcmp(place->oldest, place->newest) != 0) {
        html_date(out, place->oldest);
        HTML(out, "～");
    }
    html_date(out, place->newest);
}

/* The page of the map, where there is one. */
static void add_map_link(struct buf *out, const struct start *start,
                         const struct cover_place *place)
{
    add_file_link(out, start, place, "index.html");
    html_text(out, name_of(place));
    HTML(out, "</a>");
    if (place->kana) {
        HTML(out, " <span class=\"kana\">");
        html_text(out, place->kana);
        HTML(out, "</span>");
    }
}

static void add_table(struct buf *out, const struct start *start,
                      const struct cover_place *place, size_t n)
{
    bool files = has_downloads(start);

    HTML(out, "<table class=\"places\">\n<thead>\n<tr>");
    add_heading(out, "start.place");
    add_heading(out, "start.count");
    add_heading(out, "sources.asOf");
    if (files)
        add_heading(out, "start.files");
    HTML(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t p = 0; p < n; p++) {
        HTML(out, "<tr><th scope=\"row\">");
        add_map_link(out, start, &place[p]);
        HTML(out, "</th>\n<td>");
        message_add_number(out, "count.places", "n", place[p].rows);
        HTML(out, "</td>\n<td>");
        add_dates(out, &place[p]);
        HTML(out, "</td>");
        if (files) {
            HTML(out, "\n<td class=\"files\">");
            add_downloads(out, start, &place[p]);
            HTML(out, "</td>");
        }
        HTML(out, "</tr>\n");
    }
    HTML(out, "</tbody>\n</table>\n");
}

static void add_short_list(struct buf *out, const struct start *start,
                           const struct cover_place *place, size_t n)
{
    HTML(out, "<ul class=\"places\">\n");
    for (size_t p = 0; p < n; p++) {
        HTML(out, "<li>");
        add_map_link(out, start, &place[p]);
        HTML(out, " <span class=\"n\">");
        message_add_number(out, "count.places", "n", place[p].rows);
        HTML(out, "</span></li>\n");
    }
    HTML(out, "</ul>\n");
}

/* Several prefectures: a short list of each, below links to them. */
static void add_prefectures(struct buf *out, const struct start *start)
{
    size_t run;

    HTML(out, "<nav aria-labelledby=\"prefectures\">\n"
              "<h2 id=\"prefectures\">");
    html_text(out, message("start.prefecture"));
    HTML(out, "</h2>\n<ul class=\"prefectures\">\n");
    for (size_t p = 0; p < start->n; p += run) {
        run = run_of(&start->place[p], start->n - p);
        buf_addf(out, "<li><a href=\"#p%s\">", start->place[p].prefecture_code);
        html_text(out, prefecture_of(&start->place[p]));
        HTML(out, "</a></li>\n");
    }
    HTML(out, "</ul>\n</nav>\n");
    for (size_t p = 0; p < start->n; p += run) {
        const struct cover_place *place = &start->place[p];
        run = run_of(place, start->n - p);
        buf_addf(out, "<section>\n<h2 id=\"p%s\">", place->prefecture_code);
        if (!is_unplaced(place))
            buf_addf(out, "<a href=\"%s/index.html\">", place->prefecture_code);
        html_text(out, prefecture_of(place));
        buf_add_text(out, is_unplaced(place) ? "</h2>\n" : "</a></h2>\n");
        add_short_list(out, start, place, run);
        HTML(out, "</section>\n");
    }
}

static void add_places(struct buf *out, const void *context)
{
    const struct start *start = context;

    if (start->n == 0) {
        HTML(out, "<p>");
        html_text(out, message("start.none"));
        HTML(out, "</p>\n");
    } else if (run_of(start->place, start->n) < start->n) {
        add_prefectures(out, start);
    } else {
        HTML(out, "<h2>");
        html_text(out, message("start.municipality"));
        HTML(out, "</h2>\n");
        add_table(out, start, start->place, start->n);
    }
}

/* ---- the page around it ---- */

#define COVER(context) (((const struct start *)(context))->cover)
#define TEXT_GAP(name, value)                                                  \
    static void add_##name(struct buf *out, const void *context)               \
    {                                                                          \
        html_text(out, COVER(context)->value);                                 \
    }
#define HOLDS(name, condition)                                                 \
    static bool has_##name(const void *context)                                \
    {                                                                          \
        return condition;                                                      \
    }

TEXT_GAP(edition, edition)
TEXT_GAP(edition_name, edition_name)
TEXT_GAP(processed, processed)
TEXT_GAP(disclaimer, disclaimer)
HOLDS(resident, COVER(context)->resident)
HOLDS(professional, !COVER(context)->resident)
HOLDS(maker, COVER(context)->maker != NULL)
HOLDS(contact, COVER(context)->contact != NULL)
HOLDS(prefecture, ((const struct start *)context)->prefecture)

static void add_heading_gap(struct buf *out, const void *context)
{
    const struct start *start = context;

    if (start->prefecture) {
        html_text(out, prefecture_of(start->place));
        buf_add_char(out, ' ');
    }
    html_text(out, message("start.title"));
}

static void add_heading_english(struct buf *out, const void *context)
{
    const struct start *start = context;
    bool many = run_of(start->place, start->n) < start->n;

    html_text(out, message_english("start.title"));
    HTML(out, ". ");
    html_text(
        out, message_english(many ? "start.prefecture" : "start.municipality"));
}

static void add_policy(struct buf *out, const void *context)
{
    (void)context;
    buf_add_str(out, buf_str(&site_get()->plain_policy)); /* our own text */
}

static void add_style(struct buf *out, const void *context)
{
    (void)context;
    buf_add_str(out, buf_str(&site_get()->plain_style));
}

static void add_edition_words(struct buf *out, const void *context)
{
    html_text(out, message(COVER(context)->resident ? "edition.resident"
                                                    : "edition.professional"));
}

static void add_created_line(struct buf *out, const void *context)
{
    message_add_date(out, "created", "date", COVER(context)->created);
}

static void add_maker_line(struct buf *out, const void *context)
{
    message_add(out, "about.maker", "name", COVER(context)->maker);
}

static void add_contact_line(struct buf *out, const void *context)
{
    message_add(out, "about.contact", "text", COVER(context)->contact);
}

static void add_sources(struct buf *out, const void *context)
{
    page_add_sources(out, COVER(context)->source, COVER(context)->n_source);
}

static const struct template_gap gaps[] = {
    {"policy", add_policy, NULL},
    {"style", add_style, NULL},
    {"heading", add_heading_gap, NULL},
    {"heading_english", add_heading_english, NULL},
    {"edition", add_edition, NULL},
    {"edition_name", add_edition_name, NULL},
    {"edition_words", add_edition_words, NULL},
    {"created_line", add_created_line, NULL},
    {"places", add_places, NULL},
    {"sources", add_sources, NULL},
    {"processed", add_processed, NULL},
    {"disclaimer", add_disclaimer, NULL},
    {"maker_line", add_maker_line, NULL},
    {"contact_line", add_contact_line, NULL},
    {"maker", NULL, has_maker},
    {"contact", NULL, has_contact},
    {"resident", NULL, has_resident},
    {"professional", NULL, has_professional},
    {"prefecture", NULL, has_prefecture},
};

static void fill(struct buf *out, const struct start *start)
{
    buf_clear(out);
    template_fill(out, buf_str(&site_get()->start), gaps,
                  sizeof(gaps) / sizeof(*gaps), start);
}

bool start_write(const struct cover *cover,
                 bool (*put)(void *context, const char *name, struct str bytes,
                             struct err *err),
                 void *context, struct err *err)
{
    struct buf out = {0};
    struct start all = {
        .cover = cover, .place = cover->place, .n = cover->n_place};

    fill(&out, &all);
    bool ok = put(context, "index.html", buf_str(&out), err);
    for (size_t p = 0, run; ok && p < cover->n_place; p += run) {
        struct start start = {
            .cover = cover, .place = &cover->place[p], .prefecture = true};
        char name[32];
        run = start.n = run_of(start.place, cover->n_place - p);
        if (is_unplaced(start.place))
            continue;
        fill(&out, &start);
        snprintf(name, sizeof(name), "%s/index.html",
                 start.place->prefecture_code);
        ok = put(context, name, buf_str(&out), err);
    }
    buf_release(&out);
    return ok;
}
