#include "output/site/accessibility.h"

#include "output/site/html.h"
#include "output/site/message.h"
#include "output/site/site.h"
#include "output/site/template.h"

#define VIEW(context) ((const struct view *)(context))
#define TEXT_GAP(name, value)                                                  \
    static void add_##name(struct buf *out, const void *context)               \
    {                                                                          \
        html_text(out, VIEW(context)->value);                                  \
    }
#define HOLDS(name, condition)                                                 \
    static bool has_##name(const void *context)                                \
    {                                                                          \
        const struct view *view = VIEW(context);                               \
        return condition;                                                      \
    }

TEXT_GAP(edition, edition)
TEXT_GAP(title, title)
TEXT_GAP(created, created)
TEXT_GAP(maker, maker)
TEXT_GAP(contact, contact)
HOLDS(resident, view->resident)
HOLDS(professional, !view->resident)
HOLDS(maker, view->maker != NULL)
HOLDS(no_maker, view->maker == NULL)
HOLDS(contact, view->contact != NULL)

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

static void add_version(struct buf *out, const void *context)
{
    (void)context;
    buf_add_text(out, ZAITAKU_VERSION);
}

static void add_created_day(struct buf *out, const void *context)
{
    html_date(out, VIEW(context)->created);
}

static const struct template_gap gaps[] = {
    {"policy", add_policy, NULL},
    {"style", add_style, NULL},
    {"version", add_version, NULL},
    {"edition", add_edition, NULL},
    {"title", add_title, NULL},
    {"created", add_created, NULL},
    {"created_day", add_created_day, NULL},
    {"maker", add_maker, has_maker},
    {"no_maker", NULL, has_no_maker},
    {"contact", add_contact, has_contact},
    {"resident", NULL, has_resident},
    {"professional", NULL, has_professional},
};

bool accessibility_write(const struct view *view, const struct writing *writing,
                         struct shown *shown, struct buf *out, struct err *err)
{
    (void)writing;
    (void)err;
    *shown = (struct shown){.part = true}; /* no facility is in it */
    template_fill(out, buf_str(&site_get()->accessibility), gaps,
                  sizeof(gaps) / sizeof(*gaps), view);
    return true;
}
