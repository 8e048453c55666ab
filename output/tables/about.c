#include "output/tables/about.h"

#include "output/tables/cells.h"

#include <inttypes.h>
#include <string.h>

struct telling {
    void (*add)(void *context, const char *heading, const char *text);
    void *context;
    struct buf text;
};

static void tell(struct telling *telling, const char *heading, const char *text)
{
    if (text && *text)
        telling->add(telling->context, heading, text);
}

static void tell_counts(struct telling *telling, const struct view *view)
{
    buf_clear(&telling->text);
    buf_addf(&telling->text, "%zu件（うち位置が分かる施設%" PRIu64 "件）",
             view->n_row, cells_placed(view));
    tell(telling, "施設の数", telling->text.ptr);
}

static bool has(const char *text, const char *part)
{
    return text && part && strstr(text, part);
}

/* 「…」（…）を加工して作成　時点：…　利用条件：… What the attribution, a
 * finished sentence of the source's terms, says already is not said again. */
static void tell_source(struct telling *telling,
                        const struct view_source *source)
{
    struct str attribution = str_of(source->attribution);
    struct buf *text = &telling->text;

    buf_clear(text);
    if (str_starts(attribution, STR("出典：")))
        attribution = str_cut(attribution, strlen("出典："), attribution.len);
    buf_add_str(text, attribution);
    if (!source->attribution) {
        buf_add_text(text, source->title);
        if (source->publisher)
            buf_addf(text, "（%s）", source->publisher);
    }
    if (!has(source->attribution, "時点"))
        buf_addf(text, "　時点：%s", source->as_of ? source->as_of : "不明");
    if (source->licence)
        buf_addf(text, "　利用条件：%s", source->licence);
    if (source->licence_url)
        buf_addf(text, "（%s）", source->licence_url);
    if (source->url && !has(source->attribution, source->url))
        buf_addf(text, "　%s", source->url);
    tell(telling, "出典", text->ptr);
}

void about_each(const struct view *view,
                void (*add)(void *context, const char *heading,
                            const char *text),
                void *context)
{
    struct telling telling = {.add = add, .context = context};

    tell(&telling, "題名", view->title);
    tell(&telling, "版", view->edition_name);
    tell(&telling, "市区町村", view->place);
    tell(&telling, "市区町村コード", view->code);
    tell_counts(&telling, view);
    tell(&telling, "ご注意", view->disclaimer);
    for (size_t s = 0; s < view->n_source; s++)
        tell_source(&telling, &view->source[s]);
    tell(&telling, "加工", view->processed);
    tell(&telling, "地図の出典", view->ground_credit);
    tell(&telling, "作成者", view->maker);
    tell(&telling, "問い合わせ先", view->contact);
    tell(&telling, "公開ページ", view->page_url);
    tell(&telling, "作成日", view->created);
    buf_release(&telling.text);
}

static void add_line(void *context, const char *heading, const char *text)
{
    buf_addf(context, "%s：%s\n", heading, text);
}

void about_add(const struct view *view, struct buf *out)
{
    about_each(view, add_line, out);
}
