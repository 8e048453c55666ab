/* How good the data is, and where it comes from, as tables. */
#include "audit/inputs.h"
#include "model/wording.h"
#include "output/report/words_own.h"
#include "output/report/xlsx_own.h"

static void add_fact(struct book *book, const char *part, const char *what,
                     double value)
{
    book_text(book, part);
    book_text(book, what);
    book_value(book, FORM_PEOPLE, value);
    book_end(book);
}

static void add_positions(struct book *book)
{
    const struct audit_quality *quality = &book->audit->quality;
    static const char part[] = "事業所・施設の位置";

    add_fact(book, part, "調べた種類の事業所・施設（対象の区域）",
             (double)quality->facilities);
    add_fact(book, part, "位置が分かる", (double)quality->placed);
    add_fact(book, part, "位置が分からない（数には入れ、距離には入れない）",
             (double)(quality->facilities - quality->placed));
    for (int l = LEVEL_COUNT - 1; l > LEVEL_NONE; l--)
        add_fact(
            book, part,
            arena_format(&book->arena, "位置の段階：%s", level_names_ja[l]),
            (double)quality->level[l]);
    add_fact(book, part, "位置の誤差が100mを超えるか、分からない",
             (double)quality->beyond_100_m);
}

static void add_unknown(struct book *book)
{
    static const struct {
        enum tally_what what;
        const char *name;
    } row[] = {{TALLY_YES, "当てはまる"},
               {TALLY_UNKNOWN, "不明"},
               {TALLY_NO, "当てはまらない"},
               {TALLY_UNPLACED, "当てはまるが、位置が分からない"}};
    const struct audit *audit = book->audit;

    for (size_t n = 0; n < audit->order->n_need; n++) {
        const struct audit_need *need = &audit->need[n];
        const char *why = report_unread_ja(need);
        const struct audit_cell cell = {.yes = need->yes,
                                        .unknown = need->unknown,
                                        .no = need->no,
                                        .unplaced = need->unplaced};
        const char *part =
            arena_format(&book->arena, "種類：%s%s%s%s", need->need->name_ja,
                         why ? "（" : "", why ? why : "", why ? "）" : "");
        for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
            book_text(book, part);
            book_text(book, row[i].name);
            book_tally(book, n, &cell, row[i].what);
            book_end(book);
        }
    }
}

static void add_people(struct book *book)
{
    const struct audit_quality *quality = &book->audit->quality;
    const struct people *people = book->audit->order->people;
    static const char part[] = "人口";

    add_fact(book, part, "対象のメッシュ", (double)quality->own_meshes);
    add_fact(book, part, "うち年齢別の人口が公表のままではないもの",
             (double)quality->hidden_meshes);
    add_fact(book, part, "その75歳以上（人）", quality->hidden_people);
    add_fact(book, part, "市区町村の分からないメッシュ",
             (double)quality->no_region);
    for (size_t y = 0; y < people->n_year; y++) {
        const char *year = arena_format(&book->arena,
                                        "人口 %d年（読んだ全メッ"
                                        "シュ）",
                                        people->year[y]);
        add_fact(book, year, "秘匿され、合算先から振り分けたメッシュ",
                 (double)people->hidden[y].shared);
        add_fact(book, year, "秘匿され、年齢が分からないメッシュ",
                 (double)people->hidden[y].unshared);
        add_fact(book, year, "それらの総人口（人）", people->hidden[y].all);
        add_fact(book, year, "それらの75歳以上（人）",
                 people->hidden[y].age_75);
    }
}

static void add_towns(struct book *book, const char *what,
                      const char *const *code, size_t n)
{
    const struct municipalities *known =
        &book->audit->order->table->municipalities;

    for (size_t i = 0; i < n; i++) {
        const struct municipality *town = municipalities_find(known, code[i]);
        book_text(book, "境の外");
        book_text(book, what);
        book_text(book, town && town->name ? arena_format(&book->arena, "%s %s",
                                                          code[i], town->name)
                                           : code[i]);
        book_end(book);
    }
}

static void add_border(struct book *book)
{
    const struct audit_quality *quality = &book->audit->quality;

    add_towns(book, "人口のデータを読み込んでいない市区町村",
              quality->no_people, quality->n_no_people);
    add_towns(book, "ストアに事業所・施設が1件もない市区町村",
              quality->no_facilities, quality->n_no_facilities);
}

static void add_row_aside(void *context, const struct aside_row *aside)
{
    struct book *book = context;

    book_text(book, "使えずに除いた行");
    book_text(book,
              arena_format(&book->arena, "%s %zu行目：%s",
                           aside->label ? aside->label : "", aside->line,
                           aside->reason ? wording_ja(aside->reason) : ""));
    book_text(book, aside->value);
    book_end(book);
}

void book_quality(struct book *book)
{
    struct book_columns columns = {0};

    book_column(&columns, "区分", 30);
    book_column(&columns, "項目", 60);
    book_column(&columns, "値", 20);
    book_sheet(book, "データの品質", &columns);
    add_positions(book);
    add_unknown(book);
    add_people(book);
    add_border(book);
    audit_each_aside(book->audit->order, add_row_aside, book);
}

/* ---- 出典 ---- */

static void add_supply(struct book *book, const char *what,
                       const struct supply *supply)
{
    book_text(book, what);
    book_text(book, supply->title);
    book_text(book, supply->publisher);
    book_text(book, supply->as_of ? supply->as_of : "時点不明");
    book_text(book, supply->licence);
    book_text(book, supply->licence_url);
    book_text(book, supply->attribution);
    book_text(book, supply->url);
    book_text(book, supply->label);
    book_text(book, supply->sha256);
    book_count(book, supply->rows.read);
    book_count(book, supply->rows.kept + supply->rows.merged);
    book_count(book, supply->rows.blank);
    book_count(book, supply->rows.set_aside);
    book_end(book);
}

/* People first, then facilities, then what the user added. */
struct sources {
    struct book *book;
    bool facilities; /* are told */
};

static void add_facilities(struct sources *sources)
{
    const struct table *table = sources->book->audit->order->table;

    for (size_t i = 0; i < table->n_supply && !sources->facilities; i++)
        add_supply(sources->book, "事業所・施設", &table->supply[i]);
    sources->facilities = true;
}

static void add_input(void *context, enum audit_input what,
                      const struct supply *supply)
{
    static const char *const names[INPUT_COUNT] = {
        [INPUT_PEOPLE] = "人口",
        [INPUT_TOWNSPEOPLE] = "市区町村の人口",
        [INPUT_AREAS] = "区域",
        [INPUT_TRAVEL] = "経路の表",
        [INPUT_WEIGHTS] = "重み",
        [INPUT_CANDIDATES] = "候補地",
        [INPUT_IMPORTED] = "取り込んだ表",
    };
    struct sources *sources = context;

    if (what > INPUT_TOWNSPEOPLE)
        add_facilities(sources);
    add_supply(sources->book, names[what], supply);
}

static void add_all_supplies(struct book *book)
{
    struct sources sources = {.book = book};

    audit_each_input(book->audit->order, add_input, &sources);
    add_facilities(&sources);
}

void book_sources(struct book *book)
{
    static const struct {
        const char *heading;
        double width;
    } column[] = {{"区分", 16},       {"表題", 36},     {"公表元", 16},
                  {"時点", 12},       {"利用条件", 14}, {"利用条件のURL", 24},
                  {"出典の表示", 40}, {"URL", 30},      {"ファイル", 30},
                  {"SHA-256", 40},    {"読んだ行", 10}, {"使った行", 10},
                  {"空の行", 8},      {"除いた行", 8}};
    struct book_columns columns = {0};

    for (size_t c = 0; c < sizeof(column) / sizeof(*column); c++)
        book_column(&columns, column[c].heading, column[c].width);
    book_sheet(book, "出典", &columns);
    add_all_supplies(book);
}
