/* Index pages: what is a link, what stands above it, and as of when it is. */
#include "base/buf.h"
#include "fetch/page.h"

#include <criterion/criterion.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URL "https://www.example.test/data/index.html"

/* "date|address|headings|text" of every link, a line each; or the error. */
static char *links_in(struct str html, const char *url, const char *charset)
{
    struct arena arena = {0};
    struct err err = {0};
    struct page page;
    struct buf out = {0};

    if (!page_read(html, url, charset, &page, &arena, &err)) {
        buf_addf(&out, "error: %s", err.text);
        arena_release(&arena);
        return out.ptr;
    }
    for (size_t i = 0; i < page.n; i++) {
        const struct page_link *link = &page.link[i];
        buf_addf(&out, "%s|%s|", link->as_of ? link->as_of : "-", link->url);
        for (const char *c = link->headings; *c; c++)
            buf_add_char(&out, *c == '\n' ? '>' : *c);
        buf_addf(&out, "|%s\n", link->text);
    }
    buf_add_char(&out, '\0');
    free(page.link);
    arena_release(&arena);
    return out.ptr;
}

static void links_are(const char *html, const char *expected)
{
    char *got = links_in(str_of(html), URL, NULL);

    cr_expect_str_eq(got, expected);
    free(got);
}

static const char *date_of(const char *text)
{
    static char iso[11];

    return page_date(str_of(text), iso) ? iso : "-";
}

/* ---- dates ---- */

Test(page, a_date_is_read_in_any_width_and_era)
{
    cr_expect_str_eq(date_of("2026年6月1日時点"), "2026-06-01");
    cr_expect_str_eq(date_of("２０２６年６月１日時点"), "2026-06-01");
    cr_expect_str_eq(date_of("2026年６月1日現在"), "2026-06-01");
    cr_expect_str_eq(date_of("令和8年1月1日現在"), "2026-01-01");
    cr_expect_str_eq(date_of("令和 ８年１月 １日　現在"), "2026-01-01");
    cr_expect_str_eq(date_of("平成31年4月30日現在"), "2019-04-30");
    cr_expect_str_eq(date_of("昭和64年1月7日現在"), "1989-01-07");
    cr_expect_str_eq(date_of("令和元年5月1日現在"), "2019-05-01");
    cr_expect_str_eq(date_of("㋿元年5月1日現在"), "2019-05-01");
    cr_expect_str_eq(date_of("R8.1.1現在"), "2026-01-01");
    cr_expect_str_eq(date_of("2026/6/1 時点"), "2026-06-01");
    cr_expect_str_eq(date_of("令和八年六月二十三日現在"), "2026-06-23");
    cr_expect_str_eq(date_of("二〇二六年十二月十日時点"), "2026-12-10");
    cr_expect_str_eq(date_of("2026年6⽉1⽇時点"), "2026-06-01");
}

Test(page, a_month_end_is_its_last_day)
{
    cr_expect_str_eq(date_of("2026年６月末時点"), "2026-06-30");
    cr_expect_str_eq(date_of("2025年12月末時点"), "2025-12-31");
    cr_expect_str_eq(date_of("2026年2月末日現在"), "2026-02-28");
    cr_expect_str_eq(date_of("令和6年2月末現在"), "2024-02-29");
}

Test(page, a_month_without_a_day_is_its_first)
{
    cr_expect_str_eq(date_of("2026年6月時点"), "2026-06-01");
    cr_expect_str_eq(date_of("令和8年 6月 現在"), "2026-06-01");
}

Test(page, brackets_blanks_and_line_ends_may_stand_in_a_date)
{
    cr_expect_str_eq(date_of("（令和8年1月1日現在）"), "2026-01-01");
    cr_expect_str_eq(date_of("2026年（令和8年）6月1日（月）時点"),
                     "2026-06-01");
    cr_expect_str_eq(date_of("令和8(2026)年6月1日 現 在"), "2026-06-01");
    cr_expect_str_eq(date_of("２０２６年６月１日\n\t　時点"), "2026-06-01");
    cr_expect_str_eq(date_of("2026年6月1日の時点"), "2026-06-01");
}

Test(page, only_a_date_that_says_as_of_when_counts)
{
    cr_expect_str_eq(date_of("更新日：2026年2月13日"), "-");
    cr_expect_str_eq(date_of("令和7年8月1日算定開始"), "-");
    cr_expect_str_eq(date_of("令和8年1月処理分"), "-");
    cr_expect_str_eq(date_of("毎年６月末と12月末時点"), "-");
    cr_expect_str_eq(date_of("現在"), "-");
    cr_expect_str_eq(date_of(""), "-");
    cr_expect_str_eq(date_of("令和7年8月1日算定開始、令和8年1月1日現在"),
                     "2026-01-01");
}

Test(page, no_day_that_does_not_exist_is_a_date)
{
    cr_expect_str_eq(date_of("2026年2月29日時点"), "-");
    cr_expect_str_eq(date_of("2026年13月1日時点"), "-");
    cr_expect_str_eq(date_of("2026年6月0日時点"), "-");
    cr_expect_str_eq(date_of("令和0年6月1日時点"), "-");
    cr_expect_str_eq(date_of("12026年6月1日時点"), "-");
    cr_expect_str_eq(date_of("0626年6月1日時点"), "-");
}

/* ---- links ---- */

Test(page, a_link_has_its_whole_address_without_fragment)
{
    links_are("<html><a href='a.zip#top'>1</a><a href='/b/c.zip'>2</a>"
              "<a href='//other.test/d'>3</a><a href=' ../e.zip\n'>4</a>"
              "<a href='https://x.test/f%20g.zip?q=1'>5</a>"
              "<a href='届出 一覧.xlsx'>6</a>",
              "-|https://www.example.test/data/a.zip||1\n"
              "-|https://www.example.test/b/c.zip||2\n"
              "-|https://other.test/d||3\n"
              "-|https://www.example.test/e.zip||4\n"
              "-|https://x.test/f%20g.zip?q=1||5\n"
              "-|https://www.example.test/data/%E5%B1%8A%E5%87%BA%20%E4%B8%80"
              "%E8%A6%A7.xlsx||6\n");
}

Test(page, a_base_changes_what_addresses_are_relative_to)
{
    links_are("<html><head><base href='https://files.test/x/'></head>"
              "<a href='a.zip'>1</a>",
              "-|https://files.test/x/a.zip||1\n");
}

Test(page, what_leads_to_no_file_is_no_link)
{
    links_are("<html><a href='#top'>1</a><a href=''>2</a><a name='x'>3</a>"
              "<a href='javascript:go()'>4</a><a href='mailto:a@b.test'>5</a>"
              "<a href='data:text/plain,x'>6</a><a href='ftp://x.test/a'>7</a>"
              "<script>'<a href=\"s.zip\">8</a>'</script>"
              "<!-- <a href='c.zip'>9</a> -->",
              "");
}

Test(page, the_text_of_a_link_is_folded_and_has_its_pictures_names)
{
    links_are("<html><a href='a'>\n 医　科 <b>（ZIP）</b><br>1&nbsp;MB "
              "<img src='x' alt='[外部]'></a>",
              "-|https://www.example.test/data/a||医 科 （ZIP） 1 MB [外部]\n");
}

Test(page, headings_stand_highest_first_until_one_of_their_level)
{
    links_are("<html><a href='0'>0</a><h1>A</h1><h2>B</h2><a href='1'>1</a>"
              "<h4>D<br>E</h4><a href='2'>2</a><h3>C</h3><a href='3'>3</a>"
              "<h2>F</h2><a href='4'>4</a><h2><a href='5'>G</a></h2>",
              "-|https://www.example.test/data/0||0\n"
              "-|https://www.example.test/data/1|A>B|1\n"
              "-|https://www.example.test/data/2|A>B>D E|2\n"
              "-|https://www.example.test/data/3|A>B>C|3\n"
              "-|https://www.example.test/data/4|A>F|4\n"
              "-|https://www.example.test/data/5|A|G\n");
}

/* Dates of the links of a page, one character each: the last of the day. */
static void dates_are(const char *html, const char *expected)
{
    struct arena arena = {0};
    struct err err = {0};
    struct page page;
    char got[64] = "";

    cr_assert(page_read(str_of(html), URL, NULL, &page, &arena, &err), "%s",
              err.text);
    cr_assert_lt(page.n, sizeof(got));
    for (size_t i = 0; i < page.n; i++)
        got[i] = page.link[i].as_of ? page.link[i].as_of[9] : '-';
    cr_expect_str_eq(got, expected, "%s: %s", html, got);
    free(page.link);
    arena_release(&arena);
}

#define L "<a href=x>l</a>"
#define DAY(n) "2026年6月" #n "日時点"

Test(page, a_date_counts_for_what_follows_under_its_heading)
{
    dates_are("<html>" L "<h2>" DAY(1) "</h2>" L "<p>" L "</p><h3>x</h3>" L
                                       "<h2>y</h2>" L,
              "-111-");
    dates_are("<html><h2>x</h2><p>" DAY(1) "</p>" L "<h3>y</h3>" L
                                           "<h2>z</h2>" L,
              "11-");
    dates_are("<html><h2>x</h2>" DAY(1) "<h3>y</h3><p>" DAY(2) "</p>" L
                                                               "<h3>z</h3>" L
                                                               "<h1>q</h1>" L,
              "21-");
    dates_are("<html><h2>" DAY(1) "</h2>" L "<p>" DAY(2) "</p>" L, "12");
}

Test(page, a_date_counts_for_its_whole_cell_or_paragraph)
{
    dates_are("<html><p>" L "（" DAY(1) "）</p>", "1");
    dates_are("<html><table><tr><td>" L "<br>" DAY(1) "</td></tr></table>",
              "1");
    dates_are("<html><table><tr><td><p>" L "</p><p>" DAY(1) "</p></td>"
                                                            "<td>" L "</table>",
              "11");
    dates_are("<html><p>" L "</p><p>" DAY(1) "</p>", "-");
    dates_are("<html><ul><li>" L DAY(1) "<li>" L DAY(2) "<li>" L DAY(3) "</ul>",
              "123");
}

Test(page, of_several_dates_in_one_paragraph_each_link_gets_its_own)
{
    dates_are("<html><p>" DAY(1) L L DAY(2) L "</p>", "112");
    dates_are("<html><p><a href=x>" DAY(1) "</a> <a href=x>" DAY(2) "</a></p>",
              "12");
    dates_are("<html><p>" DAY(1) " <a href=x>" DAY(2) "</a>" L "</p>", "22");
}

Test(page, a_date_in_title_or_script_counts_for_nothing)
{
    dates_are("<html><head><title>" DAY(1) "</title><script>" DAY(
                  2) "</script><style>" DAY(3) "</style></head>" L,
              "-");
}

/* ---- encodings ---- */

static struct buf in_encoding(const char *text, const char *encoding)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    char out[4096], *to = out, *from = strdup(text), *start = from;
    size_t left = strlen(text), room = sizeof(out);
    struct buf bytes = {0};

    cr_assert(converter != (iconv_t)-1);
    cr_assert(iconv(converter, &from, &left, &to, &room) != (size_t)-1);
    iconv(converter, NULL, NULL, &to, &room);
    buf_add(&bytes, out, sizeof(out) - room);
    iconv_close(converter);
    free(start);
    return bytes;
}

static void encoded_is(const char *encoding, const char *charset,
                       const char *meta)
{
    struct buf text = {0};

    buf_addf(&text,
             "<html><head>%s</head><h1>①令和８年１月１日現在～</h1>"
             "<a href='a.zip'>髙島屋（ﾃｽﾄ）</a>",
             meta);
    struct buf bytes = in_encoding(text.ptr, encoding);
    char *got = links_in(buf_str(&bytes), URL, charset);
    cr_expect_str_eq(got,
                     "2026-01-01|https://www.example.test/data/a.zip|"
                     "①令和８年１月１日現在～|髙島屋（ﾃｽﾄ）\n",
                     "%s %s", encoding, got);
    free(got);
    buf_release(&bytes);
    buf_release(&text);
}

Test(page, the_encoding_is_the_headers_the_metas_or_utf_8)
{
    encoded_is("UTF-8", NULL, "");
    encoded_is("UTF-8", "utf-8", "");
    encoded_is("CP932", "Shift_JIS", "");
    encoded_is("CP932", "\"x-sjis\"", "<meta charset='utf-8'>");
    encoded_is("CP932", NULL, "<meta charset=Shift_JIS>");
    encoded_is("CP932", NULL,
               "<META http-equiv='Content-Type' content='text/html; "
               "charset=Shift_JIS'>");
    encoded_is("EUC-JP-MS", NULL, "<meta charset='EUC-JP'/>");
    encoded_is("UTF-8", "unheard-of", "");
    encoded_is("UTF-8", "iso-8859-1", "<meta charset=utf-8>");
    encoded_is("UTF-16", NULL, "");
}

Test(page, a_byte_order_mark_goes_before_all_else)
{
    links_are("\xEF\xBB\xBF<html><meta charset=Shift_JIS><a href=a>医科</a>",
              "-|https://www.example.test/data/a||医科\n");
}

Test(page, bytes_that_cannot_be_read_do_not_lose_the_page)
{
    char *got = links_in(str_of("<html><h1>\xFF\x81 x</h1><a href=a>\xC0y</a>"),
                         URL, NULL);

    cr_expect_str_eq(got, "-|https://www.example.test/data/a|"
                          "\xEF\xBF\xBD\xEF\xBF\xBD x|\xEF\xBF\xBDy\n");
    free(got);
}

/* ---- what is refused, and limits ---- */

static void is_refused(struct str html, const char *word)
{
    char *got = links_in(html, URL, NULL);

    cr_expect_eq(strncmp(got, "error: ", 7), 0, "%s", got);
    cr_expect(strstr(got, word), "%s", got);
    cr_expect(strstr(got, URL), "%s", got);
    free(got);
}

Test(page, what_is_no_html_is_refused)
{
    is_refused(STR(""), "not a web page");
    is_refused(STR("PK\x03\x04<html><a href=x>"), "not a web page");
    is_refused(STR("%PDF-1.7 <html>"), "not a web page");
    is_refused(STR("{\"error\": \"<html>\"}"), "not a web page");
    is_refused(STR("<?xml version='1.0'?><Error><Code>NoSuchKey</Code>"),
               "not a web page");
    is_refused(STR("Service Unavailable"), "not a web page");
}

static struct buf repeated(const char *start, const char *part, size_t n)
{
    struct buf text = {0};

    buf_add_text(&text, start);
    for (size_t i = 0; i < n; i++)
        buf_add_text(&text, part);
    return text;
}

Test(page, more_links_than_the_limit_are_refused)
{
    struct buf most = repeated("<html>", "<a href=x>y</a>", PAGE_MAX_LINKS);
    char *got = links_in(buf_str(&most), URL, NULL);

    cr_expect_neq(strncmp(got, "error: ", 7), 0);
    free(got);
    buf_add_text(&most, "<a href=x>y</a>");
    is_refused(buf_str(&most), "more than 20000 links");
    buf_release(&most);
}

Test(page, a_page_made_to_be_slow_is_refused_or_read_at_once, .timeout = 20)
{
    struct buf deep = repeated("<html>", "<div>", 1 << 20);
    struct buf wide = repeated("<html><a ", "x ", 1 << 20);
    struct buf open = repeated("<html><p>", "令和8(2026年", 1 << 18);
    struct buf ends = repeated("<html><b>", "</i>", 1 << 20);

    is_refused(buf_str(&deep), "nested too deep");
    is_refused(buf_str(&wide), "too large");
    free(links_in(buf_str(&open), URL, NULL));
    free(links_in(buf_str(&ends), URL, NULL));
    buf_release(&deep);
    buf_release(&wide);
    buf_release(&open);
    buf_release(&ends);
}

Test(page, tag_soup_and_cut_off_pages_are_read_as_far_as_they_go)
{
    links_are("<table><tr><td><a href=a>1<td></b></i><a href='b'>2</a></p>"
              "<h2>x<a href=c>3",
              "-|https://www.example.test/data/a||1\n"
              "-|https://www.example.test/data/b||2\n"
              "-|https://www.example.test/data/c||3\n");
    links_are("<!doctype html><A HREF=a>1</A><a hr",
              "-|https://www.example.test/data/a||1\n");
}

Test(page, it_knows_whether_there_is_any_heading)
{
    struct arena arena = {0};
    struct err err = {0};
    struct page page;

    cr_assert(page_read(STR("<html><p>x"), URL, NULL, &page, &arena, &err));
    cr_expect_not(page.has_heading);
    cr_assert(page_read(STR("<html><h6>x"), URL, NULL, &page, &arena, &err));
    cr_expect(page.has_heading);
    arena_release(&arena);
}
