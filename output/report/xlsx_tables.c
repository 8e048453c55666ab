/* Indicators, the 24-hour chain, demand. */
#include "output/report/xlsx_own.h"

#include <math.h>

/* Call `row` for every region of every kind of areas. */
static void each_region(struct book *book,
                        void (*row)(struct book *book,
                                    const struct audit_set *set,
                                    const struct audit_region *region))
{
    for (size_t s = 0; s < book->audit->n_set; s++)
        for (size_t r = 0; r < book->audit->set[s].n_region; r++)
            row(book, &book->audit->set[s], &book->audit->set[s].region[r]);
}

/* ---- 12の指標 ---- */

/* A row for each: twelve of them with their years side by side fit no page. */
static void indicator_rows(struct book *book, const struct audit_set *set,
                           const struct audit_region *region)
{
    const struct audit *audit = book->audit;

    for (size_t i = 0; i < AUDIT_INDICATORS; i++) {
        int why = audit->indicator_unread_why[i];
        book_region(book, set, region);
        book_text(book, audit_indicators[i].name_ja);
        book_known(book, FORM_PEOPLE,
                   why == UNREAD_NO ? region->indicator[i] : NAN, true);
        if (audit_indicators[i].filed)
            book_known(book, FORM_PEOPLE,
                       why == UNREAD_LIST ? NAN : region->indicator_unknown[i],
                       true);
        else
            book_text(book, NULL);
        for (size_t y = 0; y < audit->order->people->n_year; y++)
            book_known(book, FORM_RATE, indicator_rate(audit, region, y, i),
                       why != UNREAD_NO);
        book_text(book, report_why_ja(why));
        book_end(book);
    }
}

void book_indicators(struct book *book)
{
    const struct people *people = book->audit->order->people;
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "指標", 36);
    book_column(&columns, tallies[TALLY_YES].name_ja, 9);
    book_column(&columns, tallies[TALLY_UNKNOWN].name_ja, 9);
    for (size_t y = 0; y < people->n_year; y++)
        book_column(&columns,
                    arena_format(&book->arena, "75歳以上1万人当たり %d年（件）",
                                 people->year[y]),
                    12);
    book_column(&columns, "不明のわけ", 46);
    book_sheet(book, "12の指標", &columns);
    each_region(book, indicator_rows);
}

/* ---- 24時間の連携 ---- */

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

static bool links_unread(const struct audit *audit)
{
    for (size_t l = 0; l < AUDIT_LINKS; l++)
        if (audit->link_unread[l])
            return true;
    return false;
}

static void chain_rows(struct book *book, const struct audit_set *set,
                       const struct audit_region *region)
{
    const struct audit *audit = book->audit;
    bool unread = links_unread(audit);

    for (size_t y = 0; y < audit->order->people->n_year; y++) {
        double people = region->people[y][AGE_75];
        const char *weakest = chain_weakest(audit, region, y);
        book_region(book, set, region);
        workbook_exact(book->workbook, audit->order->people->year[y]);
        book_value(book, FORM_PEOPLE, people);
        for (int maybe = 0; maybe < 2; maybe++) {
            double whole = chain_whole(audit, region, y, maybe);
            book_known(book, FORM_PEOPLE, whole, unread);
            book_known(book, FORM_SHARE, share(whole, people), unread);
        }
        book_text(book, unread ? "不明" : weakest);
        book_end(book);
    }
}

void book_chain(struct book *book)
{
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "年", 7);
    book_column(&columns, "75歳以上（人）", 11);
    book_column(&columns, "四つとも届く（人）", 11);
    book_column(&columns, "四つとも届く割合", 10);
    book_column(&columns,
                "不明なものがすべて当てはまる場合に四つとも届く（人）", 16);
    book_column(&columns, "不明なものがすべて当てはまる場合の割合", 14);
    book_column(&columns, "届かない人が最も多いもの", 24);
    book_sheet(book, "24時間の連携", &columns);
    each_region(book, chain_rows);
}

static void link_rows(struct book *book, const struct audit_set *set,
                      const struct audit_region *region)
{
    const struct audit *audit = book->audit;

    for (size_t y = 0; y < audit->order->people->n_year; y++)
        for (size_t l = 0; l < AUDIT_LINKS; l++) {
            bool unread = audit->link_unread[l];
            double people = region->people[y][AGE_75];
            book_region(book, set, region);
            workbook_exact(book->workbook, audit->order->people->year[y]);
            book_text(book, audit_links_ja[l]);
            for (int s = 0; s < STATE_COUNT; s++)
                book_known(
                    book, FORM_PEOPLE,
                    chain_state(audit, region, y, l, (enum report_state)s),
                    unread);
            book_known(
                book, FORM_SHARE,
                share(chain_state(audit, region, y, l, STATE_REACHED), people),
                unread);
            book_text(book, report_why_ja(audit->link_unread_why[l]));
            book_end(book);
        }
}

void book_links(struct book *book)
{
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "年", 7);
    book_column(&columns, "四つのうち", 26);
    for (int s = 0; s < STATE_COUNT; s++)
        book_column(&columns,
                    arena_format(&book->arena, "%s（人）", report_states_ja[s]),
                    11);
    book_column(&columns, "届く割合", 9);
    book_column(&columns, "不明のわけ", 46);
    book_sheet(book, "24時間の連携 種類ごと", &columns);
    each_region(book, link_rows);
}

/* ---- 需要の見通し ---- */

static void demand_row(struct book *book, const struct audit_set *set,
                       const struct audit_region *region)
{
    const struct people *people = book->audit->order->people;

    for (size_t y = 0; y < people->n_year; y++) {
        book_region(book, set, region);
        workbook_exact(book->workbook, people->year[y]);
        book_value(book, FORM_PEOPLE, region->medical[y]);
        book_value(book, FORM_RATE, region->medical_index[y]);
        book_value(book, FORM_PEOPLE, region->care[y]);
        book_value(book, FORM_RATE, region->care_index[y]);
        for (int age = 0; age < AGE_COUNT; age++)
            book_value(book, FORM_PEOPLE, region->people[y][age]);
        for (int age = 0; age < AGE_COUNT; age++)
            book_value(book, FORM_PEOPLE,
                       region->municipal ? region->municipal[y][age] : NAN);
        book_end(book);
    }
}

void book_demand(struct book *book)
{
    struct book_columns columns = {0};

    book_region_columns(&columns);
    book_column(&columns, "年", 7);
    book_column(&columns, "医療の需要（重み付きの人数）", 13);
    book_column(&columns, "医療の需要の指数（2020年を100）", 11);
    book_column(&columns, "介護の需要（重み付きの人数）", 13);
    book_column(&columns, "介護の需要の指数（2020年を100）", 11);
    for (int age = 0; age < AGE_COUNT; age++)
        book_column(
            &columns,
            arena_format(&book->arena, "メッシュの人口 %s", age_names_ja[age]),
            11);
    columns.unprinted = true;
    for (int age = 0; age < AGE_COUNT; age++)
        book_column(
            &columns,
            arena_format(&book->arena, "市区町村の人口 %s", age_names_ja[age]),
            11);
    book_sheet(book, "需要の見通し", &columns);
    each_region(book, demand_row);
}
