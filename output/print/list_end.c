#include "output/print/list_also.h"
#include "output/print/list_pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct text_style plain(const struct flow *flow)
{
    return (struct text_style){.size = flow->print->paper.small};
}

static void heading(struct flow *flow, const char *text)
{
    struct print *print = flow->print;
    const struct text_style style = {.size = print->paper.heading,
                                     .bold = true};

    flow_space(flow, style.size);
    if (!flow_has(flow, style.size * 6))
        flow_break(flow);
    if (!print->dry)
        canvas_bookmark(print->canvas, 1, text, flow->y);
    flow_text(flow, TAG_H2, text, &style, 0);
}

/* ---- places with more pins than a label can name ---- */

static void add_numbers(struct buf *out, const struct map_plan *plan,
                        const struct map *map, const struct map_label *label)
{
    unsigned *number = mem_alloc((label->n + 1) * sizeof(*number));

    for (size_t i = 0; i < label->n; i++)
        number[i] = plan->pin[map->pin[label->first + i]].number;
    list_add_numbers(out, number, label->n);
    free(number);
}

/* Pins of the note are where it stands. */
static void set_destinations(const struct flow *flow,
                             const struct map_plan *plan, const struct map *map,
                             const struct map_label *label)
{
    char name[32];

    snprintf(name, sizeof(name), "note-%u", label->note);
    canvas_destination(flow->print->canvas, name, flow->x, flow->y);
    for (size_t i = 0; i < label->n; i++) {
        snprintf(name, sizeof(name), "pin-%u",
                 plan->pin[map->pin[label->first + i]].number);
        canvas_destination(flow->print->canvas, name, flow->x, flow->y);
    }
}

static void notes(struct flow *flow)
{
    const struct map_plan *plan = &flow->print->plan;
    const struct text_style style = plain(flow);

    if (plan->n_note == 0)
        return;
    heading(flow, "地図の「注」の所にある施設の番号");
    for (size_t i = 0; i < plan->n_note; i++) {
        const struct map *map = &plan->map[plan->note[i].map];
        const struct map_label *label = &map->label[plan->note[i].label];
        struct buf text = {0};
        buf_addf(&text, "注%u　", label->note);
        add_numbers(&text, plan, map, label);
        /* Long notes go on in further paragraphs, of which each has room. */
        struct str rest = buf_str(&text);
        for (bool first = true; rest.len > 0; first = false) {
            size_t len = rest.len < 1200 ? rest.len : 1200;
            while (len < rest.len && (rest.ptr[len] & 0xC0) == 0x80)
                len++;
            char *part = arena_copy(flow->print->arena, rest.ptr, len);
            if (!flow_has(flow, flow->print->paper.small * 4))
                flow_break(flow);
            if (first && !flow->print->dry)
                set_destinations(flow, plan, map, label);
            flow_text(flow, TAG_P, part, &style, 0);
            rest = str_cut(rest, len, SIZE_MAX);
        }
        buf_release(&text);
    }
}

/* ---- sources ---- */

static const char *source_text(const struct flow *flow,
                               const struct view_source *source)
{
    struct arena *arena = flow->print->arena;
    struct buf out = {0};

    buf_add_text(&out, source->title ? source->title : "（名称なし）");
    if (source->publisher)
        buf_addf(&out, "（%s）", source->publisher);
    if (source->as_of)
        buf_addf(&out, "　%s時点", print_date(source->as_of, arena));
    else
        buf_add_text(&out, "　時点不明");
    if (source->licence)
        buf_addf(&out, "\n利用条件：%s", source->licence);
    if (source->licence && source->licence_url)
        buf_addf(&out, "　%s", source->licence_url);
    if (source->attribution)
        buf_addf(&out, "\n%s", source->attribution);
    else if (source->url)
        buf_addf(&out, "\n%s", source->url);
    char *text = arena_copy(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

static void source(struct flow *flow, const struct view_source *source)
{
    struct canvas *canvas = flow->print->canvas;
    struct text_style style = plain(flow);
    const char *text = source_text(flow, source);
    double lead = style.size * 1.3;

    style.most = flow->height * 0.9;
    double height =
        canvas_text_height(canvas, flow->width - lead, text, &style);
    if (!flow_has(flow, height))
        flow_break(flow);
    if (!flow->print->dry) {
        canvas_begin(canvas, TAG_ITEM);
        canvas_begin(canvas, TAG_LABEL);
        canvas_text(canvas, flow->x, flow->y, lead, "・", &style);
        canvas_end(canvas);
        canvas_begin(canvas, TAG_BODY);
        canvas_text(canvas, flow->x + lead, flow->y, flow->width - lead, text,
                    &style);
        canvas_end(canvas);
        canvas_end(canvas);
    }
    flow->y += height + style.size * 0.5;
}

static void sources(struct flow *flow)
{
    const struct view *view = flow->print->view;

    heading(flow, "出典　Sources");
    if (view->n_source == 0)
        return;
    if (!flow->print->dry)
        canvas_begin(flow->print->canvas, TAG_LIST);
    for (size_t i = 0; i < view->n_source; i++)
        source(flow, &view->source[i]);
    if (!flow->print->dry)
        canvas_end(flow->print->canvas);
}

static void about(struct flow *flow)
{
    const struct print *print = flow->print;
    const struct view *view = print->view;
    const struct text_style style = plain(flow);
    struct arena *arena = print->arena;

    heading(flow, "この地図について　About this map");
    flow_text(flow, TAG_P, view->processed, &style, 0);
    flow_text(flow, TAG_P, view->disclaimer, &style, 0);
    /* Most disclaimers say it in Japanese. */
    flow_text(flow, TAG_P,
              view->disclaimer && strstr(view->disclaimer, "119番")
                  ? "Emergency (ambulance): call 119."
                  : "急に具合が悪くなったときは、119番（救急車）に電話して"
                    "ください。　Emergency (ambulance): call 119.",
              &style, 0);
    if (print->has_map)
        flow_text(
            flow, TAG_P,
            "地図の位置は、公表された位置か、住所から求めた位置です。実際の"
            "場所とずれることがあります。",
            &style, 0);
    flow_text(flow, TAG_P, view->ground_credit, &style, 0);
    if (print->tiled)
        flow_text(flow, TAG_P, print->writing->tiles_credit, &style, 0);
    flow_text(flow, TAG_P,
              arena_format(arena, "作成日：%s%s%s",
                           print_date(view->created, arena),
                           view->maker ? "　作成：" : "",
                           view->maker ? view->maker : ""),
              &style, 0);
    if (view->contact)
        flow_text(flow, TAG_P, arena_format(arena, "連絡先：%s", view->contact),
                  &style, 0);
    if (view->page_url)
        flow_text(
            flow, TAG_P,
            arena_format(arena, "インターネットの地図：%s", view->page_url),
            &style, 0);
}

void list_draw_end(struct flow *flow)
{
    notes(flow);
    about(flow);
    sources(flow);
}
