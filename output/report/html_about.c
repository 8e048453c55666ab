/* Methods, assumptions, cautions, sources: the statements that every form of
 * the report makes (words.h). */
#include "output/report/html_web.h"
#include "output/site/html.h"

#include <stdio.h>
#include <string.h>

struct about {
    struct web *web;
    char last[128]; /* heading */
};

static void add_statement(void *context, const char *heading, const char *text)
{
    struct about *about = context;
    struct buf *out = about->web->out;

    if (strcmp(heading, WEB_QUALITY) == 0)
        return;
    if (strcmp(about->last, heading) != 0) {
        if (about->last[0])
            HTML(out, "</div>\n");
        HTML(out, "<div><dt>");
        html_text(out, heading);
        HTML(out, "</dt>\n");
        snprintf(about->last, sizeof(about->last), "%s", heading);
    }
    HTML(out, "<dd>");
    html_text(out, text);
    HTML(out, "</dd>\n");
}

void web_about(struct web *web)
{
    struct about about = {.web = web};

    web_section(web, 2, "about", 0, "方法・仮定・注意・出典");
    HTML(web->out, "<dl class=\"about\">\n");
    report_about_each(web->audit, add_statement, &about);
    if (about.last[0])
        HTML(web->out, "</div>\n");
    HTML(web->out, "</dl>\n");
    web_paragraph(web, NULL,
                  "すべての数値は audit.json と audit.xlsx に、地図の元になる"
                  "データは areas.geojson、meshes.geojson、audit.gpkg にありま"
                  "す。");
    web_section_end(web);
}
