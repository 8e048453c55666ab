/* What is hidden behind escapes is found as a reader sees it. */
#include "output/formats/reread.h"

#include <criterion/criterion.h>
#include <string.h>

static bool holds(const char *name, const char *file, const char *text)
{
    struct arena arena = {0};
    struct reread reread;
    struct err err = {0};
    bool found = false;

    cr_assert(reread_file(name, str_of(file), &reread, &arena, &err), "%s",
              err.text);
    for (size_t p = 0; p < reread.n_part; p++)
        found |= str_find(reread.part[p], str_of(text)) != SIZE_MAX;
    arena_release(&arena);
    return found;
}

static bool is_refused(const char *name, const char *file)
{
    struct arena arena = {0};
    struct reread reread;
    struct err err = {0};
    bool ok = reread_file(name, str_of(file), &reread, &arena, &err);

    arena_release(&arena);
    return !ok && err.class == ERR_INPUT && strstr(err.text, name);
}

Test(reread, escapes_of_json_are_undone)
{
    static const char geojson[] =
        "{\"features\":[],\"x\":\"\\u0030\\u0037\\u0037-1\"}";

    cr_assert(holds("map.geojson", geojson, "077-1"));
    cr_assert(holds("dcat.jsonld", "{\"\\u0030\\u0037\\u0037-1\":0}", "077-1"));
    cr_assert_not(holds("map.geojson", geojson, "077-2"));
}

Test(reread, nothing_stands_behind_json_or_a_nul_in_it)
{
    cr_assert(is_refused("map.geojson", "{\"features\":[]} 077-1"));
    cr_assert(is_refused("manifest.json", "{\"a\":1}{\"b\":2}"));
    cr_assert(is_refused("dcat.jsonld", "{\"a\":\"x\\u0000077-1\"}"));
    cr_assert(is_refused("dcat.jsonld", "{\"a\":"));
}

Test(reread, entities_comments_and_markup_of_kml_are_undone)
{
    cr_assert(
        holds("map.kml", "<kml><name>&#x30;77&#45;1</name></kml>", "077-1"));
    cr_assert(holds("map.kml", "<kml><name>07<b/>x</name></kml>", "x"));
    cr_assert(holds("map.kml", "<kml><!-- 077-1 --></kml>", "077-1"));
    cr_assert(holds("map.kml", "<kml><?note 077-1?></kml>", "077-1"));
    cr_assert(holds("map.kml", "<kml a='077&#45;1'/>", "077-1"));
    cr_assert(holds("map.kml", "<kml><a>07<![CDATA[7-]]>1</a></kml>", "077-1"));
    cr_assert(is_refused("map.kml", "<kml><name></kml>"));
}

Test(reread, a_form_that_nobody_can_read_is_refused)
{
    cr_assert(is_refused("notes.docx", "PK"));
    cr_assert(is_refused("map.kmz", "PK"));
    cr_assert(is_refused("map.geojson", "\xFF\xFE"));
}
