#include "output/site/message.h"

#include "output/site/site_files.h"
#include "output/site/template.h"

#include <cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

static cJSON *catalogue(const char *language)
{
    char name[64] = "messages/";

    strcat(name, language);
    for (size_t i = 0; i < site_file_count; i++)
        if (strcmp(site_files[i].name, name) == 0)
            return cJSON_ParseWithLength((const char *)site_files[i].bytes,
                                         site_files[i].size);
    return NULL;
}

static void expect_keys(struct str text, const char *before, char after,
                        const cJSON *japanese, size_t *n)
{
    size_t at;

    while ((at = str_find(text, str_of(before))) != SIZE_MAX) {
        struct str key = text = str_cut(text, at + strlen(before), text.len);
        const char *end = memchr(key.ptr, after, key.len);
        char word[64] = "";
        cr_assert(end && end - key.ptr < 64);
        memcpy(word, key.ptr, (size_t)(end - key.ptr));
        if (strchr(word, '{') || strstr(word, "key") == word)
            continue; /* of a gap, or of the comment */
        cr_expect(cJSON_HasObjectItem(japanese, word), "no %s", word);
        ++*n;
    }
}

Test(message, every_key_of_the_pages_is_in_the_catalogue)
{
    cJSON *japanese = catalogue("ja");
    size_t n = 0;

    cr_assert_not_null(japanese);
    for (size_t i = 0; i < site_file_count; i++) {
        struct str text = {(const char *)site_files[i].bytes,
                           site_files[i].size};
        if (!str_ends(str_of(site_files[i].name), STR(".html")))
            continue;
        expect_keys(text, "{{t:", '}', japanese, &n);
        expect_keys(text, "data-t=\"", '"', japanese, &n);
        expect_keys(text, "data-t-label=\"", '"', japanese, &n);
        expect_keys(text, "data-t-placeholder=\"", '"', japanese, &n);
    }
    cr_expect_gt(n, 100);
    cJSON_Delete(japanese);
}

Test(message, a_value_is_escaped_and_put_in_its_place)
{
    struct buf out = {0};

    message_add(&out, "about.maker", "name", "<みなと市 & {name}>");
    cr_expect(str_ends(buf_str(&out), STR("&lt;みなと市 &amp; {name}&gt;")),
              "%s", out.ptr);
    buf_clear(&out);
    message_add_number(&out, "count.all", "n", 12);
    cr_expect_neq(str_find(buf_str(&out), STR("12")), SIZE_MAX);
    buf_clear(&out);
    message_add_date(&out, "created", "date", "2026-04-01");
    cr_expect(str_ends(buf_str(&out), STR("2026年4月1日")), "%s", out.ptr);
    buf_release(&out);
}

Test(message, what_no_catalogue_has_shows_its_key)
{
    cr_expect_str_eq(message("no.such.key"), "no.such.key");
    cr_expect_str_neq(message("list.title"), "list.title");
    cr_expect_str_neq(message_english("start.title"), message("start.title"));
}

/* What residents may not see has no name in their page either. */
Test(message, residents_get_all_languages_and_no_word_of_professionals)
{
    static const char *const forbidden[] = {
        "level.", "check.", "filing.", "function.", "points.", "copy.", "csv."};
    struct buf out = {0};

    messages_add_json(&out, true);
    cr_expect_eq(str_find(buf_str(&out), STR("<")), SIZE_MAX);
    cJSON *root = cJSON_ParseWithLength(out.ptr, out.len);
    cr_assert_not_null(root);
    cr_expect_str_eq(root->child->string, "ja");
    const cJSON *language, *text;
    int n = 0;
    cJSON_ArrayForEach(language, root)
    {
        cr_expect(cJSON_HasObjectItem(language, "_"));
        cr_expect(cJSON_HasObjectItem(language, "list.title"));
        cJSON_ArrayForEach(text, language) for (size_t i = 0; i < 7; i++)
            cr_expect_not(
                strncmp(text->string, forbidden[i], strlen(forbidden[i])) == 0,
                "%s", text->string);
        n++;
    }
    cr_expect_geq(n, 7);
    cJSON_Delete(root);
    buf_release(&out);
}

Test(message, professionals_get_japanese_and_english)
{
    struct buf out = {0};

    messages_add_json(&out, false);
    cJSON *root = cJSON_ParseWithLength(out.ptr, out.len);
    cr_expect_eq(cJSON_GetArraySize(root), 2);
    cr_expect(
        cJSON_HasObjectItem(cJSON_GetObjectItem(root, "en"), "function.filed"));
    cJSON_Delete(root);
    buf_release(&out);
}

static void add_x(struct buf *out, const void *context)
{
    buf_add_text(out, context);
}

static bool yes(const void *context)
{
    (void)context;
    return true;
}

static bool no(const void *context)
{
    (void)context;
    return false;
}

Test(template, fills_gaps_and_drops_what_does_not_hold)
{
    static const struct template_gap gap[] = {
        {"x", add_x, NULL}, {"yes", NULL, yes}, {"no", NULL, no}};
    struct buf prepared = {0}, out = {0};

    template_prepare(&prepared,
                     STR("{{! a {{x}} in a comment !}}a{{x}}b{{?yes}}c{{x}}"
                         "{{/yes}}{{?no}}d{{x}}{{/no}}e{{t:no.such<}}"));
    template_fill(&out, buf_str(&prepared), gap, 3, "{{x}}");
    cr_expect_str_eq(out.ptr, "a{{x}}bc{{x}}eno.such&lt;");
    buf_release(&prepared);
    buf_release(&out);
}
