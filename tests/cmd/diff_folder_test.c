/* The folder of a comparison is in Japanese whoever makes it: nothing here
 * sets a locale, so whatever is asked of gettext comes back in English. */
#include "cmd/diffing.h"

#include "base/out.h"
#include "base/say.h"
#include "base/scratch.h"
#include "base/zipfile.h"
#include "tests/cmd/diff_given.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST ((size_t)1 << 20)

static void place(struct table *table, uint32_t number, const char *address,
                  const char *phone)
{
    table->facility[number]->address = address;
    table->facility[number]->phone = phone;
}

/* A kind that is missing, a number that was given anew, a pair to decide. */
static void everything_that_is_told(struct diff_given *given)
{
    static char id[12][8];

    given_begin(given);
    for (int i = 0; i < 12; i++) {
        snprintf(id[i], sizeof(id[i]), "n-%d", 10 + i);
        given_old(given, id[i], "帆柱歯科", "dental", "25299");
    }
    place(&given->old, given_old(given, "n-1", "桟橋医院", "clinic", "25299"),
          "滋賀県みなと市桟橋１丁目１", "077-500-0001");
    place(&given->new, given_new(given, "n-1", "鈴木眼科", "clinic", "25299"),
          "滋賀県みなと市湊町９丁目８", "077-599-9999");
    place(&given->old, given_old(given, "n-2", "葦原薬局", "pharmacy", "25499"),
          "滋賀県みずうみ町葦原２丁目３－４", NULL);
    place(&given->new, given_new(given, "n-3", "青空堂", "pharmacy", "25499"),
          "滋賀県みずうみ町葦原２丁目３－４", NULL);
}

/* ---- what was written ---- */

struct reading {
    const char *folder;
    struct arena arena;
    struct buf all; /* of every file, what people read */
    size_t n_workbook;
};

static void read_member(struct zipfile *zip, uint64_t i, struct buf *all)
{
    char bytes[4096];
    size_t got;
    struct err err = {0};

    cr_assert(zipfile_start(zip, i, "workbook", &err), "%s", err.text);
    do {
        cr_assert(zipfile_read(zip, bytes, sizeof(bytes), &got, &err), "%s",
                  err.text);
        buf_add(all, bytes, got);
    } while (got);
}

/* Its texts; the rest is names of fonts and the like. */
static void read_workbook(struct reading *reading, const char *path)
{
    struct err err = {0};
    struct zipfile *zip = zipfile_open(path, path, &err);

    cr_assert_not_null(zip, "%s", err.text);
    for (uint64_t i = 0; i < zipfile_count(zip); i++) {
        struct zipfile_member member;
        cr_assert(zipfile_get(zip, i, &reading->arena, &member, &err), "%s",
                  err.text);
        if (strstr(member.name, "sharedStrings") ||
            strstr(member.name, "worksheets/"))
            read_member(zip, i, &reading->all);
    }
    zipfile_close(zip);
    reading->n_workbook++;
}

static bool read_one(void *context, const char *name, struct err *err)
{
    struct reading *reading = context;
    struct str bytes;

    buf_addf(&reading->all, "\n%s\n", name);
    if (strstr(name, ".xlsx")) {
        read_workbook(reading, arena_format(&reading->arena, "%s/%s",
                                            reading->folder, name));
        return true;
    }
    cr_assert(out_read_back(reading->folder, name, MOST, &reading->arena,
                            &bytes, err),
              "%s", err->text);
    buf_add_str(&reading->all, bytes);
    return true;
}

/* Three words with a blank between each: where, or NULL. */
static const char *english_in(const char *text)
{
    const char *start = text;
    int n = 0;

    while (*text) {
        const char *word = text;
        while (isalpha((unsigned char)*text))
            text++;
        if (text - word < 2)
            n = 0;
        else if (n++ == 0)
            start = word;
        if (n == 3)
            return start;
        if (*text && *text != ' ')
            n = 0;
        if (*text)
            text++;
    }
    return NULL;
}

static bool compare(const struct diffing *diffing, struct diff_given *given,
                    bool *changed, struct err *err)
{
    say_quiet(true);
    return diffing_compare(
        diffing, NULL, &(struct diffing_side){&given->old, "旧"},
        &(struct diffing_side){&given->new, "新"}, changed, err);
}

static void write_and_read(const struct diffing *diffing,
                           struct diff_given *given, struct reading *reading)
{
    struct err err = {0};
    bool changed = false;

    reading->folder = diffing->output;
    cr_assert(compare(diffing, given, &changed, &err), "%s", err.text);
    cr_assert(changed);
    cr_assert(out_walk(reading->folder, read_one, reading, &err), "%s",
              err.text);
}

static size_t times(const char *text, const char *part)
{
    size_t n = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        n++;
    return n;
}

static const char *in_scratch(struct scratch *scratch, struct reading *reading)
{
    return arena_format(&reading->arena, "%s/changes", scratch_path(scratch));
}

Test(diff_folder, no_file_holds_an_english_sentence)
{
    struct err err = {0};
    struct scratch *scratch = scratch_open(&err);
    struct diff_given given;
    struct reading reading = {0};

    cr_assert_not_null(scratch, "%s", err.text);
    cr_assert_not_null(english_in("会：the old side has"));
    struct diffing diffing = {.output = in_scratch(scratch, &reading)};
    everything_that_is_told(&given);
    write_and_read(&diffing, &given, &reading);
    const char *text = reading.all.ptr, *english = english_in(text);
    cr_expect_null(english, "%.200s", english);
    cr_expect_eq(reading.n_workbook, 3);
    /* text, JSON and all three workbooks */
    cr_expect_eq(times(text, "今回はこの種別の施設が1つもなく"), 5);
    /* CSV, JSON, the whole workbook and one municipality's; the cells of a
     * workbook share a text, here of two changes */
    cr_expect_geq(times(text, "名称も所在地も電話番号も前回と違います"), 4);
    cr_expect_eq(times(text, "同じ施設かどうかの手がかり"), 4);
    buf_release(&reading.all);
    arena_release(&reading.arena);
    given_release(&given);
    scratch_close(scratch);
}

Test(diff_folder, every_report_says_which_editions_were_not_taken)
{
    static const char *const sentence[] = {
        "介護の一覧は今回取得できなかったため、前の版のままです。"};
    struct err err = {0};
    struct scratch *scratch = scratch_open(&err);
    struct diff_given given;
    struct reading reading = {0};

    cr_assert_not_null(scratch, "%s", err.text);
    struct diffing diffing = {.output = in_scratch(scratch, &reading),
                              .not_taken = sentence,
                              .n_not_taken = 1};
    everything_that_is_told(&given);
    write_and_read(&diffing, &given, &reading);
    /* text, JSON and all three workbooks; the lists point to it */
    cr_expect_eq(times(reading.all.ptr, sentence[0]), 5);
    cr_expect_eq(times(reading.all.ptr, "今回使わなかった版があります"), 2);
    buf_release(&reading.all);
    arena_release(&reading.arena);
    given_release(&given);
    scratch_close(scratch);
}

Test(diff_folder,
     without_a_change_there_is_a_folder_only_for_what_was_not_taken)
{
    static const char *const sentence[] = {"一覧は前の版のままです。"};
    struct err err = {0};
    struct scratch *scratch = scratch_open(&err);
    struct diff_given given;
    struct reading reading = {0};
    bool changed = true;

    cr_assert_not_null(scratch, "%s", err.text);
    struct diffing diffing = {.output = in_scratch(scratch, &reading),
                              .only_changes = true};
    given_begin(&given);
    given_same(&given, "n-1", "入江医院", "clinic", "25299");
    cr_assert(compare(&diffing, &given, &changed, &err), "%s", err.text);
    cr_expect_not(changed);
    cr_expect_neq(access(diffing.output, F_OK), 0);
    diffing.not_taken = sentence;
    diffing.n_not_taken = 1;
    cr_assert(compare(&diffing, &given, &changed, &err), "%s", err.text);
    cr_expect_not(changed);
    cr_expect_eq(access(diffing.output, F_OK), 0);
    arena_release(&reading.arena);
    given_release(&given);
    scratch_close(scratch);
}

Test(diff_folder, where_nothing_can_be_compared_nothing_is_called_unchanged)
{
    struct err err = {0};
    struct diff_given given;
    struct diffing diffing = {.output = "/nowhere/changes"};
    bool changed = false;

    given_begin(&given);
    given.old.supply[0].title = "薬局";
    given.old.supply[0].listing = "navii";
    given.new.supply[0].title = "訪問看護";
    given.new.supply[0].listing = "kaigo";
    given_old(&given, "n-1", "入江薬局", "pharmacy", "25299");
    given_new(&given, "k-1", "みなと訪問看護", "visiting-nurse", "25299");
    cr_expect_not(compare(&diffing, &given, &changed, &err));
    cr_expect_eq(err.class, ERR_INPUT, "%s", err.text);
    cr_expect(strstr(err.text, "no list in common"), "%s", err.text);
    given_release(&given);
}
