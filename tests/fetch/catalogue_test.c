/* The catalogue of sources: the shipped one, a user's own, and what is refused
 * in either. */
#include "base/buf.h"
#include "fetch/catalogue.h"
#include "fetch/json.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/zaitaku-catalogue-XXXXXX";
static struct catalogue catalogue;
static struct err err;

static void set_up(void)
{
    int fd = mkstemp(path);

    cr_assert_geq(fd, 0);
    close(fd);
}

static void tear_down(void)
{
    unlink(path);
    catalogue_release(&catalogue);
}

TestSuite(catalogue, .init = set_up, .fini = tear_down);

static bool read_text(const char *text)
{
    FILE *file = fopen(path, "wb");

    cr_assert(file);
    fputs(text, file);
    fclose(file);
    catalogue_release(&catalogue);
    err = (struct err){0};
    return catalogue_read(path, &catalogue, &err);
}

/* ---- the shipped one ---- */

Test(catalogue, every_shipped_source_passes_its_own_checks)
{
    cr_assert(catalogue_read(NULL, &catalogue, &err), "%s", err.text);
    cr_expect_geq(catalogue.n, 38);
    for (size_t i = 0; i < catalogue.n; i++) {
        const struct source *source = &catalogue.item[i];
        cr_expect_eq(catalogue_find(&catalogue, source->id), source, "%s",
                     source->id);
        /* What people must be told stands in every attribution. */
        cr_expect(strstr(source->attribution, "出典："), "%s", source->id);
        cr_expect(strstr(source->attribution, "（{as_of}）"), "%s", source->id);
        cr_expect(strstr(source->attribution, source->publisher), "%s",
                  source->id);
        cr_expect(strstr(source->attribution, "を加工して作成"), "%s",
                  source->id);
        for (size_t k = 0; k < source->n_link; k++)
            cr_expect(source->link[k].example, "%s", source->id);
        cr_expect_neq(source->n_link == 0, source->n_file == 0);
        cr_expect_str_neq(source->title, source->title_en, "%s", source->id);
    }
}

Test(catalogue, all_bureaus_and_every_prefecture_are_in_it)
{
    static const char *const bureaus[] = {
        "hokkaido", "tohoku",         "kantoshinetsu", "tokaihokuriku",
        "kinki",    "chugokushikoku", "shikoku",       "kyushu"};
    uint64_t filings = 0, codes = 0;
    char id[64];

    cr_assert(catalogue_read(NULL, &catalogue, &err), "%s", err.text);
    for (size_t i = 0; i < 8; i++) {
        snprintf(id, sizeof(id), "filings-%s", bureaus[i]);
        const struct source *list = catalogue_find(&catalogue, id);
        snprintf(id, sizeof(id), "codes-%s", bureaus[i]);
        const struct source *code = catalogue_find(&catalogue, id);
        cr_assert(list && code, "%s", id);
        cr_expect_eq(filings & list->prefectures, 0);
        cr_expect_eq(list->prefectures, code->prefectures);
        cr_expect_eq(list->role, ROLE_FILINGS);
        cr_expect_eq(code->role, ROLE_CODES);
        filings |= list->prefectures;
        codes |= code->prefectures;
    }
    cr_expect_eq(filings, ((uint64_t)1 << 48) - 2);
    cr_expect_eq(codes, filings);
}

static bool is_listing(const char *id)
{
    DIR *folder = opendir(SOURCE_DIR "/src/listing");
    struct dirent *entry;
    char line[256], wanted[64], file[512];
    bool found = false;

    cr_assert(folder);
    snprintf(wanted, sizeof(wanted), ".id = \"%s\"", id);
    while (!found && (entry = readdir(folder))) {
        snprintf(file, sizeof(file), SOURCE_DIR "/src/listing/%s",
                 entry->d_name);
        FILE *from = fopen(file, "r");
        while (from && !found && fgets(line, sizeof(line), from))
            found = strstr(line, wanted) != NULL;
        if (from)
            fclose(from);
    }
    closedir(folder);
    return found;
}

Test(catalogue, every_listing_that_is_named_is_one)
{
    cr_expect_not(is_listing("navii-nothing"));
    cr_assert(catalogue_read(NULL, &catalogue, &err), "%s", err.text);
    for (size_t i = 0; i < catalogue.n; i++)
        for (size_t l = 0; l < catalogue.item[i].n_link; l++) {
            const char *id = catalogue.item[i].link[l].listing;
            cr_expect(id && is_listing(id), "%s: %s", catalogue.item[i].id,
                      id ? id : "none");
        }
}

Test(catalogue, a_source_tells_whom_it_is_for)
{
    cr_assert(catalogue_read(NULL, &catalogue, &err), "%s", err.text);
    const struct source *kinki = catalogue_find(&catalogue, "filings-kinki");
    const struct source *navii = catalogue_find(&catalogue, "navii");
    const struct source *town = catalogue_find(&catalogue, "abr-town");
    const struct source *parcel = catalogue_find(&catalogue, "abr-parcel");

    cr_expect(source_covers(kinki, (uint64_t)1 << 25));
    cr_expect_not(source_covers(kinki, (uint64_t)1 << 13));
    cr_expect(source_covers(kinki, 0));
    cr_expect(source_covers(navii, (uint64_t)1 << 13));
    cr_expect(source_per_prefecture(town));
    cr_expect_not(source_per_prefecture(navii));
    cr_expect(source_per_municipality(parcel));
    cr_expect_not(source_per_municipality(town));
    cr_expect(source_has_host(navii, "WWW.mhlw.go.jp"));
    cr_expect_not(source_has_host(navii, "mhlw.go.jp"));
    cr_expect_null(catalogue_find(&catalogue, "nothing"));
}

/* ---- a user's own ---- */

#define HEAD                                                                   \
    "\"title\": \"T\", \"publisher\": \"P\", \"licence\": \"L\","              \
    "\"licence_url\": \"https://l.test/\", \"attribution\": \"A\","            \
    "\"cadence\": \"P1M\", \"page\": \"https://www.test/i.html\","             \
    "\"role\": \"listing\", \"hosts\": [\"www.test\"]"
#define LINKS "\"links\": [{\"file\": \"[.]zip$\", \"expect\": \"listing\"}]"
#define FILES                                                                  \
    "\"files\": [{\"url\": \"https://www.test/a.zip\","                        \
    "\"expect\": \"places\"}]"
#define ONE(source) "{\"sources\": [{" source "}]}"

Test(catalogue, a_users_source_takes_the_place_of_the_shipped_one)
{
    cr_assert(catalogue_read(NULL, &catalogue, &err));
    size_t n = catalogue.n;
    cr_assert(read_text(ONE("\"id\": \"kaigo\"," HEAD "," LINKS)), "%s",
              err.text);
    cr_expect_eq(catalogue.n, n);
    cr_expect_str_eq(catalogue.item[1].id, "kaigo");
    cr_expect_str_eq(catalogue.item[1].title, "T");
    cr_expect_str_eq(catalogue.item[1].title_en, "T");
    cr_expect_eq(catalogue.item[1].n_link, 1);
    cr_expect_eq(catalogue.item[1].link[0].least, 0);
    cr_expect_not(catalogue.item[1].dated_page);
}

Test(catalogue, a_users_new_source_stands_behind_the_shipped_ones)
{
    cr_assert(catalogue_read(NULL, &catalogue, &err));
    size_t n = catalogue.n;
    cr_assert(
        read_text("{\"note\": \"ours\", \"sources\": [{\"id\": \"b-1\"," HEAD
                  ",\"as_of\": \"2024-02-29\", \"max_bytes\": 5,"
                  "\"prefectures\": [\"01\", \"47\"]," FILES
                  "}, {\"id\": \"a\", \"note\": \"x\"," HEAD "," LINKS "}]}"),
        "%s", err.text);
    cr_assert_eq(catalogue.n, n + 2);
    const struct source *b = &catalogue.item[n];
    cr_expect_str_eq(b->id, "b-1");
    cr_expect_str_eq(b->as_of, "2024-02-29");
    cr_expect_eq(b->max_bytes, 5);
    cr_expect_eq(b->prefectures, (uint64_t)1 << 1 | (uint64_t)1 << 47);
    cr_expect_eq(b->file[0].expect, EXPECT_PLACES);
    cr_expect_str_eq(catalogue.item[n + 1].id, "a");
}

Test(catalogue, a_catalogue_that_is_not_there_is_an_error_of_storage)
{
    cr_assert_not(catalogue_read("/nowhere/x.json", &catalogue, &err));
    cr_expect_eq(err.class, ERR_STORAGE);
    cr_expect(strstr(err.text, "/nowhere/x.json"), "%s", err.text);
}

/* ---- what is refused ---- */

struct bad {
    const char *text, *source, *key;
};

static void are_refused(const struct bad *bad, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char source[64], key[64];
        cr_expect_not(read_text(bad[i].text), "%s", bad[i].text);
        cr_expect_eq(err.class, ERR_INPUT);
        snprintf(source, sizeof(source), "source '%s'", bad[i].source);
        snprintf(key, sizeof(key), "key '%s': ", bad[i].key);
        cr_expect(strstr(err.text, path), "%s", err.text);
        cr_expect(strstr(err.text, source), "%s\n%s", bad[i].text, err.text);
        cr_expect(strstr(err.text, key), "%s\n%s", bad[i].text, err.text);
    }
}
#define ARE_REFUSED(rows) are_refused(rows, sizeof(rows) / sizeof(*(rows)))

/* A source whose last word on a key is this: the parser's first would be the
 * other, so the whole is written out where a key of HEAD is wrong. */
#define WITH(title, licence_url, attribution, cadence, page, role, hosts)      \
    ONE("\"id\": \"x\", \"title\": " title                                     \
        ", \"publisher\": \"P\", \"licence\": \"L\","                          \
        "\"licence_url\": " licence_url ", \"attribution\": " attribution      \
        ", \"cadence\": " cadence ", \"page\": " page ", \"role\": " role      \
        ", \"hosts\": " hosts ", " LINKS)
#define T_ "\"T\""
#define U_ "\"https://l.test/\""
#define A_ "\"A\""
#define C_ "\"P1M\""
#define P_ "\"https://www.test/\""
#define R_ "\"listing\""
#define H_ "[\"www.test\"]"

Test(catalogue, a_wrong_id_is_refused)
{
    static const struct bad rows[] = {
        {ONE(HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": 7," HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": \"Big\"," HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": \"a--b\"," HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": \"-a\"," HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": \"../a\"," HEAD "," LINKS), "#1", "id"},
        {ONE("\"id\": \"x\"," HEAD "," LINKS "}, {\"id\": \"x\"," HEAD
             "," LINKS),
         "x", "id"},
        {"{\"sources\": [\"x\"]}", "#1", "sources"},
    };

    ARE_REFUSED(rows);
}

Test(catalogue, what_must_be_there_is_missed)
{
    static const char *const keys[] = {"title",       "publisher",   "licence",
                                       "licence_url", "attribution", "cadence",
                                       "page",        "role",        "hosts"};
    const char *whole = ONE("\"id\": \"x\"," HEAD "," LINKS);

    cr_assert(read_text(whole), "%s", err.text);
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        char quoted[32], text[1024];
        snprintf(quoted, sizeof(quoted), "\"%s\":", keys[i]);
        const char *at = strstr(whole, quoted);
        cr_assert(at);
        /* The key becomes a note, of which one may stand anywhere. */
        snprintf(text, sizeof(text), "%.*s\"note\":%s", (int)(at - whole),
                 whole, at + strlen(quoted));
        struct bad row = {text, "x", keys[i]};
        are_refused(&row, 1);
        cr_expect(strstr(err.text, "missing"), "%s", err.text);
    }
}

Test(catalogue, a_wrong_value_is_refused_by_its_key)
{
    static const struct bad rows[] = {
        {WITH("\" \"", U_, A_, C_, P_, R_, H_), "x", "title"},
        {WITH("[]", U_, A_, C_, P_, R_, H_), "x", "title"},
        {WITH(T_, "\"http://l.test/\"", A_, C_, P_, R_, H_), "x",
         "licence_url"},
        {WITH(T_, U_, "\"{as_of} {as_of}\"", C_, P_, R_, H_), "x",
         "attribution"},
        {WITH(T_, U_, "\"{date}\"", C_, P_, R_, H_), "x", "attribution"},
        {WITH(T_, U_, A_, "\"monthly\"", P_, R_, H_), "x", "cadence"},
        {WITH(T_, U_, A_, "\"P0M\"", P_, R_, H_), "x", "cadence"},
        {WITH(T_, U_, A_, C_, "\"http://www.test/\"", R_, H_), "x", "page"},
        {WITH(T_, U_, A_, C_, "\"ftp://www.test/\"", R_, H_), "x", "page"},
        {WITH(T_, U_, A_, C_, "\"https://other.test/\"", R_, H_), "x", "page"},
        {WITH(T_, U_, A_, C_, P_, "\"lists\"", H_), "x", "role"},
        {WITH(T_, U_, A_, C_, P_, R_, "[]"), "x", "hosts"},
        {WITH(T_, U_, A_, C_, P_, R_, "\"www.test\""), "x", "hosts"},
        {WITH(T_, U_, A_, C_, P_, R_, "[\"WWW.test\"]"), "x", "hosts"},
        {WITH(T_, U_, A_, C_, P_, R_, "[\"127.0.0.1\"]"), "x", "hosts"},
        {WITH(T_, U_, A_, C_, P_, R_, "[\"localhost\"]"), "x", "hosts"},
        {WITH(T_, U_, A_, C_, P_, R_, "[7]"), "x", "hosts"},
    };

    ARE_REFUSED(rows);
}

#define X(more) ONE("\"id\": \"x\"," HEAD "," more)

Test(catalogue, a_wrong_extra_is_refused_by_its_key)
{
    static const struct bad rows[] = {
        {X("\"licenze\": \"L\"," LINKS), "x", "licenze"},
        {X("\"title\": \"again\"," LINKS), "x", "title"},
        {X("\"prefectures\": []," LINKS), "x", "prefectures"},
        {X("\"prefectures\": [\"48\"]," LINKS), "x", "prefectures"},
        {X("\"prefectures\": [25]," LINKS), "x", "prefectures"},
        {X("\"prefectures\": [\"25\", \"25\"]," LINKS), "x", "prefectures"},
        {X("\"dated_page\": 1," LINKS), "x", "dated_page"},
        {X("\"dated_page\": true," FILES), "x", "dated_page"},
        {X("\"max_bytes\": 0," LINKS), "x", "max_bytes"},
        {X("\"max_bytes\": \"9\"," LINKS), "x", "max_bytes"},
        {X("\"as_of\": \"2026-01-01\"," LINKS), "x", "as_of"},
        {X("\"as_of\": \"2026-02-29\"," FILES), "x", "as_of"},
        {X("\"as_of\": \"2026-1-1\"," FILES), "x", "as_of"},
        {X(LINKS "," FILES), "x", "links"},
        {ONE("\"id\": \"x\"," HEAD), "x", "links"},
    };

    ARE_REFUSED(rows);
}

#define LINK(more) X("\"links\": [{" more "}]")
#define E_ "\"expect\": \"listing\""

Test(catalogue, a_wrong_link_is_refused_by_its_key)
{
    static const struct bad rows[] = {
        {X("\"links\": []"), "x", "links"},
        {X("\"links\": [7]"), "x", "links"},
        {LINK("\"file\": \"a\""), "x", "links[0].expect"},
        {LINK("\"file\": \"a\", \"expect\": \"lists\""), "x",
         "links[0].expect"},
        {LINK(E_), "x", "links[0].file"},
        {LINK("\"file\": \"(\", " E_), "x", "links[0].file"},
        {LINK("\"file\": \"a*\", " E_), "x", "links[0].file"},
        {LINK("\"text\": \"[\", " E_), "x", "links[0].text"},
        {LINK("\"text\": \"（全体）\", " E_), "x", "links[0].text"},
        {LINK("\"text\": \"ｺｰﾄﾞ\", " E_), "x", "links[0].text"},
        {LINK("\"text\": \"a\", \"not_text\": \"ＰＤＦ\", " E_), "x",
         "links[0].not_text"},
        {LINK("\"file\": \"a\", \"least\": -1, " E_), "x", "links[0].least"},
        {LINK("\"file\": \"a\", \"least\": 1.5, " E_), "x", "links[0].least"},
        {LINK("\"file\": \"a\", \"lest\": 1, " E_), "x", "links[0].lest"},
        {LINK("\"file\": \"a\", \"member\": \"b\", " E_), "x",
         "links[0].member"},
        {LINK("\"file\": \"a\", \"expect\": \"archive\""), "x",
         "links[0].member"},
        {LINK("\"file\": \"a\", \"listing\": \"b\", \"expect\": \"grid\""), "x",
         "links[0].listing"},
        {X("\"links\": [{\"file\": \"a\", " E_ "}, {\"file\": 3, " E_ "}]"),
         "x", "links[1].file"},
    };

    ARE_REFUSED(rows);
}

#define URL(url) X("\"files\": [{\"url\": \"" url "\", \"expect\": \"grid\"}]")

Test(catalogue, a_wrong_file_is_refused_by_its_key)
{
    static const struct bad rows[] = {
        {X("\"files\": {}"), "x", "files"},
        {X("\"files\": [{\"expect\": \"grid\"}]"), "x", "files[0].url"},
        {URL("http://www.test/a"), "x", "files[0].url"},
        {URL("https://other.test/a"), "x", "files[0].url"},
        {URL("https://me@www.test/a"), "x", "files[0].url"},
        {URL("https://www.test/{P}"), "x", "files[0].url"},
        {URL("https://www.test/PP}"), "x", "files[0].url"},
        {URL("https://{PP}.test/a"), "x", "files[0].url"},
        {URL("https://www.test{PP}"), "x", "files[0].url"},
    };

    ARE_REFUSED(rows);
}

Test(catalogue, what_is_no_catalogue_is_refused)
{
    static const char *const rows[] = {
        "",
        "[]",
        "{}",
        "{\"sources\": {}}",
        "{\"sources\": [], \"source\": []}",
        "{\"sources\": [], \"sources\": []}",
        "{\"sources\": [}",
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        cr_expect_not(read_text(rows[i]), "%s", rows[i]);
        cr_expect_eq(err.class, ERR_INPUT);
        cr_expect(strstr(err.text, path), "%s", err.text);
    }
}

Test(catalogue, a_file_that_is_too_large_is_refused)
{
    char *text = malloc(5 << 20);

    cr_assert(text);
    memset(text, ' ', (5 << 20) - 1);
    text[(5 << 20) - 1] = '\0';
    cr_expect_not(read_text(text));
    cr_expect(strstr(err.text, "4 MB"), "%s", err.text);
    free(text);
}
