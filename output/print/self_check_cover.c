#include "output/print/self_check_own.h"

#include <string.h>

/* Text that flows from page to page. */
struct flow {
    struct canvas *canvas;
    double y;
};

static void put(struct flow *flow, enum canvas_tag tag, double indent,
                double size, bool bold, const char *text)
{
    const struct text_style style = {.size = size, .bold = bold};
    double width = SHEET_TEXT_WIDTH - indent;
    double height = canvas_text_height(flow->canvas, width, text, &style);

    if (height <= 0)
        return;
    if (flow->y + height > SHEET_BOTTOM) {
        canvas_page(flow->canvas, SHEET_WIDTH, SHEET_HEIGHT);
        flow->y = SHEET_MARGIN;
    }
    canvas_begin(flow->canvas, tag);
    canvas_text(flow->canvas, SHEET_LEFT + indent, flow->y, width, text,
                &style);
    canvas_end(flow->canvas);
    flow->y += height + size * 0.45;
}

static void put_heading(struct flow *flow, const char *text)
{
    flow->y += 10;
    put(flow, TAG_H2, 0, 13, true, text);
}

static void put_item(struct flow *flow, const char *text)
{
    canvas_begin(flow->canvas, TAG_ITEM);
    put(flow, TAG_BODY, 10, 10, false, text);
    canvas_end(flow->canvas);
}

static void put_about(struct flow *flow, const struct sheets *sheets,
                      struct arena *arena)
{
    const struct view *view = sheets->view;
    const char *day = self_check_day(view->created, arena);

    put(flow, TAG_H1, 0, 20, true, "掲載内容の確認票");
    put(flow, TAG_P, 0, 12, false,
        arena_format(arena, "%s（%s）", self_check_title(view, arena),
                     view->edition_name));
    put(flow, TAG_P, 0, 10, false,
        arena_format(arena, "%s%s%s%s%s", day ? "作成日：" : "", day ? day : "",
                     day && view->maker ? "　" : "",
                     view->maker ? "作成：" : "",
                     view->maker ? view->maker : ""));
    if (view->contact)
        put(flow, TAG_P, 0, 10, false,
            arena_format(arena, "問い合わせ先：%s", view->contact));
}

static void put_use(struct flow *flow, const struct sheets *sheets,
                    struct arena *arena)
{
    put_heading(flow, "この冊子の使い方（送る方へ）");
    if (sheets->n < sheets->n_whole) {
        put(flow, TAG_P, 0, 12, true,
            arena_format(arena,
                         "施設が%zu件あり、1つの冊子には多すぎるため、確認票は"
                         "入れていません。区ごとのフォルダーにある冊子を使って"
                         "ください。",
                         sheets->n_whole));
        return;
    }
    if (sheets->n == 0) {
        put(flow, TAG_P, 0, 10, false, "対象の施設はありません。");
        return;
    }
    put(flow, TAG_P, 0, 10, false,
        arena_format(arena,
                     "地図に載せている施設に、掲載内容を確かめてもらうための"
                     "用紙です。次のページから、1施設に1枚、全部で%zu枚です。"
                     "番号は、印刷した地図・一覧の番号と同じです。",
                     sheets->n));
    canvas_begin(flow->canvas, TAG_LIST);
    put_item(flow, "1. A4の用紙に、実際の大きさで印刷してください。白黒で"
                   "かまいません。");
    put_item(flow,
             "2. 返送先の郵便番号・住所・FAXと返送の期限は空けてあります。"
             "印刷する前の1枚に書いて写すか、送る前に書いてください。");
    put_item(flow, "3. 施設ごとに、その施設の1枚だけを渡してください。FAX番号"
                   "など、関係者だけに知らせる内容が入っています。公開しないで"
                   "ください。");
    put_item(flow, "4. 返ってきた回答は、修正の表（corrections.csv）に書き写す"
                   "と、次に地図を作るときから反映されます。");
    canvas_end(flow->canvas);
}

/* The sentence that is owed to a source names it; what is not in it follows. */
static void put_source(struct flow *flow, const struct view_source *source,
                       struct arena *arena)
{
    const char *owed = source->attribution;
    bool named = str_find(str_of(owed), str_of(source->title)) != SIZE_MAX;
    const char *day = self_check_day(source->as_of, arena);
    struct buf text = {0};

    buf_add_text(&text, "・");
    if (!named && source->publisher)
        buf_addf(&text, "%s　", source->publisher);
    buf_add_text(&text, named ? owed : source->title);
    buf_addf(&text, "（%s%s", day ? day : "時点不明", day ? "時点" : "");
    if (source->licence)
        buf_addf(&text, "、%s", source->licence);
    buf_add_text(&text, "）");
    if (!named && owed)
        buf_addf(&text, "　%s", owed);
    canvas_begin(flow->canvas, TAG_ITEM);
    put(flow, TAG_BODY, 10, 9, false, text.ptr);
    canvas_end(flow->canvas);
    buf_release(&text);
}

static void put_sources(struct flow *flow, const struct sheets *sheets,
                        struct arena *arena)
{
    const struct view *view = sheets->view;

    put_heading(flow, "出典");
    if (view->n_source)
        canvas_begin(flow->canvas, TAG_LIST);
    for (size_t i = 0; i < view->n_source; i++)
        put_source(flow, &view->source[i], arena);
    if (view->n_source)
        canvas_end(flow->canvas);
    put(flow, TAG_P, 0, 9, false, view->processed);
    put(flow, TAG_P, 0, 9, false, view->ground_credit);
    if (self_check_based(sheets))
        put(flow, TAG_P, 0, 9, false, sheets->writing->tiles_credit);
    put_heading(flow, "地図に載せている注意書き");
    put(flow, TAG_P, 0, 9, false, view->disclaimer);
}

void self_check_cover(const struct sheets *sheets, struct arena *arena)
{
    struct flow flow = {sheets->canvas, SHEET_MARGIN};

    canvas_page(sheets->canvas, SHEET_WIDTH, SHEET_HEIGHT);
    canvas_bookmark(sheets->canvas, 1, "この冊子の使い方", 0);
    canvas_begin(sheets->canvas, TAG_SECTION);
    put_about(&flow, sheets, arena);
    put_use(&flow, sheets, arena);
    put_sources(&flow, sheets, arena);
    canvas_end(sheets->canvas);
}
