/*
 * audit.xlsx: all tables, for those who compute further. A sheet for each
 * question, of plain rows with one heading, so that filters and pivot tables
 * work; a number is a number with all its digits, shown rounded.
 */
#include "output/report/report.h"
#include "output/report/xlsx_own.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_NAME 31 /* UTF-16 units; ECMA-376 and Excel */

void book_column(struct book_columns *columns, const char *heading,
                 double width)
{
    if (columns->n < sizeof(columns->item) / sizeof(*columns->item))
        columns->item[columns->n++] =
            (struct workbook_column){.heading = heading,
                                     .width = width,
                                     .unprinted = columns->unprinted};
}

/* ---- names of sheets ---- */

/* At most `room` units, without what Excel forbids in a sheet's name. */
static void add_safe(struct buf *out, struct str name, size_t room)
{
    uint32_t code;

    for (size_t at = 0, len; at < name.len; at += len) {
        len = str_char(name, at, &code);
        size_t units = code > 0xFFFF ? 2 : 1;
        if (len == 0 || units > room)
            return;
        room -= units;
        if (code < 0x20 || (code < 0x80 && strchr("\x7F[]:*?/\\'", (int)code)))
            buf_add_char(out, ' ');
        else
            buf_add(out, name.ptr + at, len);
    }
}

static bool is_taken(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->n_name; i++)
        if (strcasecmp(book->name[i], name) == 0)
            return true;
    return false;
}

static const char *free_name(struct book *book, const char *name)
{
    struct buf safe = {0};
    char number[16] = "";

    for (int i = 2;; i++) {
        buf_clear(&safe);
        add_safe(&safe, str_of(name), MAX_NAME - strlen(number));
        buf_add_text(&safe, number);
        if (!is_taken(book, safe.ptr))
            break;
        snprintf(number, sizeof(number), " (%d)", i);
    }
    const char *kept = arena_copy(&book->arena, safe.ptr, safe.len);
    buf_release(&safe);
    book->name = mem_room(book->name, book->n_name, &book->cap_name,
                          sizeof(*book->name));
    return book->name[book->n_name++] = kept;
}

void book_sheet(struct book *book, const char *name,
                const struct book_columns *columns)
{
    const struct audit *audit = book->audit;
    const char *printed = arena_format(
        &book->arena, "%s　%s　（%s）", audit->title ? audit->title : "", name,
        report_date(audit->created, &book->arena));

    workbook_sheet(book->workbook, free_name(book, name), printed,
                   columns->item, columns->n);
}

/* ---- cells ---- */

void book_text(struct book *book, const char *text)
{
    workbook_text(book->workbook, text && *text ? text : "－");
}

void book_count(struct book *book, size_t count)
{
    workbook_number(book->workbook, (double)count);
}

/* As report_share() says it. */
static enum workbook_shape share_shape(double share)
{
    double per_cent = report_per_cent(share, 1);

    if (per_cent < 100 && per_cent >= 99.95)
        return WORKBOOK_NEARLY_ALL;
    if (per_cent > 0 && per_cent < 0.05)
        return WORKBOOK_NEARLY_NONE;
    return WORKBOOK_PERCENT;
}

void book_value(struct book *book, enum figure_form form, double value)
{
    struct workbook *workbook = book->workbook;

    if (!isfinite(value)) {
        book_text(book, NULL);
        return;
    }
    switch (form) {
    case FORM_PEOPLE:
        workbook_number(workbook, value);
        break;
    case FORM_SHARE:
        workbook_shaped(workbook, value, share_shape(value));
        break;
    case FORM_COST:
        if (book->audit->order->by_minutes)
            workbook_shaped(workbook, value, WORKBOOK_TENTHS);
        else
            workbook_number(workbook, value);
        break;
    case FORM_RATE:
        workbook_shaped(workbook, value, WORKBOOK_TENTHS);
        break;
    case FORM_GINI:
        workbook_shaped(workbook, value, WORKBOOK_THOUSANDTHS);
        break;
    }
}

void book_known(struct book *book, enum figure_form form, double value,
                bool unread)
{
    if (unread && isnan(value))
        book_text(book, "不明");
    else
        book_value(book, form, value);
}

void book_figure(struct book *book, const struct figure *figure, size_t need,
                 const struct audit_cell *cell, size_t year)
{
    const struct audit_need *of = &book->audit->need[need];

    book_known(book, figure->form, figure_value(figure, of, cell, year),
               of->unread || (cell->yes + cell->no == 0 && cell->unknown));
}

void book_tally(struct book *book, size_t need, const struct audit_cell *cell,
                enum tally_what what)
{
    const struct audit_need *of = &book->audit->need[need];
    bool rate = what == TALLY_SUPPLY && book->audit->order->weight;

    book_known(book, rate ? FORM_RATE : FORM_PEOPLE,
               tally_value(of, cell, what), of->unread);
}

void book_end(struct book *book)
{
    workbook_end_row(book->workbook);
}

void book_region_columns(struct book_columns *columns)
{
    book_column(columns, "区域の種類", 14);
    book_column(columns, "コード", 10);
    book_column(columns, "区域", 18);
}

void book_region(struct book *book, const struct audit_set *set,
                 const struct audit_region *region)
{
    book_text(book, set->set->name);
    book_text(book, region->region->code);
    book_text(book, region->region->name);
}

const char *book_municipality(const struct book *book, uint32_t mesh)
{
    const struct regions *regions = book->audit->order->regions;

    if (regions->n_set == 0)
        return NULL;
    uint32_t region = regions->set[0].of_mesh[mesh];
    return region == REGION_NONE ? NULL : regions->set[0].region[region].name;
}

/* ---- what it is about ---- */

struct about_part {
    struct book *book;
    bool methods; /* the sheet of methods; else the first one */
};

static bool is_method(const char *heading)
{
    static const char *const methods[] = {
        "しきい値", "しきい値の根拠", "距離",        "時間",
        "言葉",     "方法",           "供給の数え方"};

    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (strcmp(heading, methods[i]) == 0)
            return true;
    return false;
}

static void add_about(void *context, const char *heading, const char *text)
{
    const struct about_part *part = context;
    bool both = strcmp(heading, "しきい値") == 0;

    if (!both && is_method(heading) != part->methods)
        return;
    book_text(part->book, heading);
    book_text(part->book, text);
    book_end(part->book);
}

static void add_words(struct book *book, const char *name, bool methods)
{
    struct book_columns columns = {0};
    struct about_part part = {book, methods};

    book_column(&columns, "項目", 22);
    book_column(&columns, "内容", 110);
    book_sheet(book, name, &columns);
    workbook_no_filter(book->workbook);
    report_about_each(book->audit, add_about, &part);
    if (methods)
        return;
    add_about(
        &part, "表の見方",
        "「－」は、値を求められないことを示します（人がいない、公表され"
        "ていない、当てはまる事業所・施設がない、など）。「不明」は、一覧"
        "や届出、経路を読んでいないことを示します。どちらも0とは違います。"
        "数は丸めて表示していますが、セルにはすべての桁が入っています。");
    add_about(&part, "表の見方",
              "※は、人口を読んでいない市区町村の近くに住む人が1割を超え、E2SFCA"
              "などの値が高めに出ている区域です。「まとめ」は現在、「見通し」は"
              "すべての年の値です（事業所・施設は今のまま）。");
    add_about(&part, "表の見方",
              "方法と言葉の意味は「用語と方法」、すべての出典は「出典」のシート"
              "にあります。");
}

bool report_xlsx(const struct audit *audit, struct buf *out, struct err *err)
{
    struct workbook_about about = {
        .title = audit->title,
        .comment =
            "公表データを zaitaku で加工して作成。出典は「出典」のシート",
        .created = audit->created ? audit->created : "",
    };
    struct book book = {.audit = audit};

    book.workbook = workbook_begin(&about, err);
    if (!book.workbook)
        return false;
    add_words(&book, "はじめに", false);
    book_summaries(&book);
    book_outlooks(&book);
    book_indicators(&book);
    book_chain(&book);
    book_links(&book);
    book_demand(&book);
    book_gaps(&book);
    book_sites(&book);
    book_imported(&book);
    book_progress(&book);
    book_all_values(&book);
    book_quality(&book);
    book_sources(&book);
    add_words(&book, "用語と方法", true);
    bool ok = workbook_finish(book.workbook, out, err);
    free(book.name);
    arena_release(&book.arena);
    return ok;
}
