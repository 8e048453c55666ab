#include "tests/output/kml_reader.h"
#include "tests/output/sample_view.h"

#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdlib.h>

static struct kml_seen read_back(const struct view *view)
{
    struct kml_seen seen = {0};
    struct buf out = written_twice(&writer_kml, view);

    cr_assert(str_valid_utf8(buf_str(&out)));
    kml_read(buf_str(&out), &seen);
    buf_release(&out);
    return seen;
}

/* Without what XML 1.0 cannot hold, as buf_add_xml() leaves it out. */
static struct str xml_text(struct arena *arena, const char *text)
{
    char *kept = arena_copy(arena, text, strlen(text));
    size_t n = 0;

    for (const char *at = text; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            continue;
        if (strncmp(at, "\xEF\xBF\xBE", 3) == 0 ||
            strncmp(at, "\xEF\xBF\xBF", 3) == 0) {
            at += 2;
            continue;
        }
        kept[n++] = *at;
    }
    return (struct str){kept, n};
}

Test(kml, every_hostile_name_comes_back_as_far_as_xml_can_hold_it)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct kml_seen seen = read_back(&view);
    struct str rest = buf_str(&seen.names), name;

    cr_assert_eq(seen.placemarks, HOSTILE_COUNT);
    for (size_t r = 0; r < HOSTILE_COUNT; r++) {
        cr_assert(str_part(&rest, '\x1E', &name));
        struct str expected = xml_text(&arena, hostile[r]);
        cr_expect(str_eq(name, expected), "%.*s", STR_ARG(name));
        expected =
            str_of(arena_format(&arena, "address=%.*s\x1E", STR_ARG(expected)));
        cr_expect_neq(str_find(buf_str(&seen.data), expected), SIZE_MAX);
    }
    kml_seen_release(&seen);
    arena_release(&arena);
}

/* A description is HTML: after one unescaping only our own tags are left. */
Test(kml, no_tag_of_the_data_reaches_a_balloon)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    struct kml_seen seen = read_back(&view);

    for (const char *at = seen.descriptions.ptr; (at = strchr(at, '<')); at++)
        cr_expect(strncmp(at, "<br/>", 5) == 0 || strncmp(at, "<b>", 3) == 0 ||
                      strncmp(at, "</b>", 4) == 0,
                  "%.20s", at);
    cr_expect_not_null(strstr(seen.descriptions.ptr, "&lt;/script&gt;"));
    cr_expect_null(strstr(seen.descriptions.ptr, "$["));
    kml_seen_release(&seen);
    arena_release(&arena);
}

/* Control characters that are dropped must not hide that the text was
 * escaped. */
Test(kml, dropped_characters_do_not_undo_the_escaping)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 1);
    sample_set(&view, 0, "address", "\x01\x01\x01<b \x01\x01\x01\x01&");
    struct kml_seen seen = read_back(&view);

    cr_expect_not_null(strstr(seen.descriptions.ptr, "住所：&lt;b &amp;"));
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, folders_follow_the_layers_and_rows_keep_their_order)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 5);
    view.row[0].layer = view.row[3].layer = LAYER_nursing_24h;
    view.row[1].layer = view.row[4].layer = LAYER_home_visit;
    view.row[2].layer = LAYER_medical;
    for (size_t r = 0; r < 5; r++)
        view.row[r].fits = (layer_set)1 << view.row[r].layer;
    struct kml_seen seen = read_back(&view);

    cr_expect_eq(seen.folders, 3);
    cr_expect_eq(seen.styles, 3, "two layers of one group have two styles");
    cr_expect_str_eq(seen.folder_names.ptr,
                     arena_format(&arena,
                                  "%s（2件）\x1E%s（2件）\x1E%s（1件）\x1E",
                                  layers[LAYER_home_visit].plain_ja,
                                  layers[LAYER_nursing_24h].plain_ja,
                                  layers[LAYER_medical].plain_ja));
    cr_expect_str_eq(seen.names.ptr, "事業所1\x1E事業所4\x1E"
                                     "事業所0\x1E事業所3\x1E"
                                     "事業所2\x1E");
    cr_expect_eq(seen.folder_descriptions.len, 0, "nobody stands elsewhere");
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, folders_have_plain_words_for_residents_only)
{
    struct arena arena = {0};

    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, LAYER_COUNT);
        struct kml_seen seen = read_back(&view);
        struct str rest = buf_str(&seen.folder_names), name;
        cr_assert_eq(seen.folders, LAYER_COUNT);
        cr_assert_eq(seen.styles, LAYER_COUNT);
        for (int l = 0; l < LAYER_COUNT; l++) {
            cr_assert(str_part(&rest, '\x1E', &name));
            cr_expect(
                str_eq(name, str_of(arena_format(&arena, "%s（1件）",
                                                 layer_words(l, resident)))),
                "%.*s", STR_ARG(name));
        }
        kml_seen_release(&seen);
    }
    arena_release(&arena);
}

/* A hospital that also visits for rehabilitation stands among the doctors: who
 * looks for rehabilitation must be led there. */
Test(kml, a_folder_names_who_fits_it_and_stands_in_another)
{
    struct arena arena = {0};

    for (int resident = 0; resident < 2; resident++) {
        struct view view = sample_view(&arena, resident, 3);
        view.row[0].layer = LAYER_home_visit;
        view.row[0].fits =
            (layer_set)1 << LAYER_home_visit | (layer_set)1 << LAYER_rehab;
        view.row[1].layer = LAYER_nursing_24h;
        view.row[2].layer = LAYER_nursing;
        view.row[2].fits = (layer_set)1 << LAYER_nursing;
        view.row[1].fits = (layer_set)1 << LAYER_nursing_24h | view.row[2].fits;
        struct kml_seen seen = read_back(&view);
        cr_expect_str_eq(
            seen.folder_names.ptr,
            arena_format(&arena,
                         "%s（1件）\x1E%s（1件）\x1E%s（1件・別の分類に1件）"
                         "\x1E%s（0件・別の分類に1件）\x1E",
                         layer_words(LAYER_home_visit, resident),
                         layer_words(LAYER_nursing_24h, resident),
                         layer_words(LAYER_nursing, resident),
                         layer_words(LAYER_rehab, resident)));
        cr_expect_str_eq(
            seen.folder_descriptions.ptr,
            resident
                ? "このほか、次のところもあります（地図では、別の分類の中に"
                  "あります）：事業所1\x1E次のところがあります（地図では、"
                  "別の分類の中にあります）：事業所0\x1E"
                : "このほか、次の施設も当てはまります（別の分類に表示）："
                  "事業所1\x1E次の施設が当てはまります（別の分類に表示）："
                  "事業所0\x1E");
        cr_expect_eq(seen.placemarks, 3);
        cr_expect_eq(seen.styles, 3, "a folder without a placemark has none");
        kml_seen_release(&seen);
    }
    arena_release(&arena);
}

Test(kml, a_folder_names_at_most_30_of_another)
{
    static const size_t n[] = {30, 42};
    static const char *const ends[] = {"、事業所29\x1E",
                                       "、事業所29、ほか12件\x1E"};
    struct arena arena = {0};

    for (int i = 0; i < 2; i++) {
        struct view view = sample_view(&arena, true, n[i]);
        for (size_t r = 0; r < n[i]; r++) {
            view.row[r].layer = LAYER_nursing_24h;
            view.row[r].fits = (layer_set)1 << LAYER_nursing_24h |
                               (layer_set)1 << LAYER_nursing;
        }
        struct kml_seen seen = read_back(&view);
        size_t len = seen.folder_descriptions.len;
        cr_assert_gt(len, strlen(ends[i]));
        cr_expect_str_eq(seen.folder_descriptions.ptr + len - strlen(ends[i]),
                         ends[i]);
        kml_seen_release(&seen);
    }
    arena_release(&arena);
}

Test(kml, no_tag_of_a_name_reaches_the_description_of_a_folder)
{
    struct arena arena = {0};
    struct view view = hostile_view(&arena);
    for (size_t r = 0; r < view.n_row; r++)
        view.row[r].fits |= (layer_set)1 << LAYER_other;
    struct kml_seen seen = read_back(&view);

    cr_expect_null(strchr(seen.folder_descriptions.ptr, '<'));
    cr_expect_null(strstr(seen.folder_descriptions.ptr, "$["));
    cr_expect_not_null(strstr(seen.folder_descriptions.ptr, "&lt;/script&gt;"));
    kml_seen_release(&seen);
    arena_release(&arena);
}

/* Codes are for programs: a person reads the names, and the day of the list. */
Test(kml, a_balloon_tells_filings_in_words_and_not_in_codes)
{
    static const char *const codes[] = {
        "layer",    "layers",      "functions",        "functions_not_filed",
        "services", "filing_list", "functions_unknown"};
    static const char *const words[] = {"layer_name", "function_names",
                                        "home_services", "functions_as_of",
                                        "related"};
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 1);
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        sample_set(&view, 0, codes[i],
                   arena_format(&arena, "code-%s.", codes[i]));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        sample_set(&view, 0, words[i],
                   arena_format(&arena, "word-%s.", words[i]));
    struct kml_seen seen = read_back(&view);

    cr_expect_null(strstr(seen.descriptions.ptr, "code-"));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        cr_expect_not_null(strstr(seen.descriptions.ptr,
                                  arena_format(&arena, "word-%s.", words[i])),
                           "%s", words[i]);
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        cr_expect_not_null(
            strstr(seen.data.ptr,
                   arena_format(&arena, "%s=code-%s.", codes[i], codes[i])));
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, a_balloon_does_not_say_the_same_words_twice)
{
    static const struct {
        const char *kind, *services, *layer, *filed, *shown;
    } row[] = {
        {"訪問看護", "訪問看護", "訪問看護", NULL, "種別：訪問看護<br/>住所"},
        {"病院", "病院\n訪問リハビリ", "訪問リハビリ", NULL,
         "種別：病院<br/>サービス：病院、訪問リハビリ<br/>住所"},
        {"訪問看護", "訪問看護", "24時間", "24時間\n研修",
         "種別：訪問看護<br/>届け出ていること（家での医療など）："
         "24時間、研修<br/>住所"},
        {"診療所", "診療所", "訪問診療", "訪問診療など",
         "種別：診療所<br/>地図の分類：訪問診療<br/"
         ">届け出ていること（家での医療など）："
         "訪問診療など<br/>住所"},
        {NULL, "薬局", "薬局", NULL, "サービス：薬局<br/>住所"},
        {NULL, NULL, "その他", NULL, "地図の分類：その他<br/>住所"},
    };
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        struct view view = sample_view(&arena, true, 1);
        sample_set(&view, 0, "kind_name", row[i].kind);
        sample_set(&view, 0, "service_names", row[i].services);
        sample_set(&view, 0, "layer_name", row[i].layer);
        sample_set(&view, 0, "home_services", row[i].filed);
        sample_set(&view, 0, "address", "大津市");
        struct kml_seen seen = read_back(&view);
        cr_expect_not_null(
            strstr(seen.descriptions.ptr,
                   arena_format(&arena, "</b><br/>%s", row[i].shown)),
            "%s", row[i].shown);
        cr_expect_not_null(strstr(seen.data.ptr, "layer_name="));
        kml_seen_release(&seen);
    }
    arena_release(&arena);
}

Test(kml, a_balloon_has_the_hyphen_of_a_postal_code)
{
    static const char *const code[][2] = {{"5200001", "520-0001"},
                                          {"520-0001", "520-0001"},
                                          {"520", "520"},
                                          {"520000１", "520000１"}};
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof(code) / sizeof(*code); i++) {
        struct view view = sample_view(&arena, true, 1);
        sample_set(&view, 0, "postal_code", code[i][0]);
        struct kml_seen seen = read_back(&view);
        cr_expect_not_null(
            strstr(seen.descriptions.ptr,
                   arena_format(&arena, "郵便番号：%s<br/>", code[i][1])),
            "%s", code[i][0]);
        cr_expect_not_null(
            strstr(seen.data.ptr,
                   arena_format(&arena, "postal_code=%s\x1E", code[i][0])));
        kml_seen_release(&seen);
    }
    arena_release(&arena);
}

/* A missing line would leave the map's newest date standing for it. */
Test(kml, a_balloon_says_when_its_date_is_not_known)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 2);
    sample_set(&view, 0, "as_of", "2025-12-01");
    struct kml_seen seen = read_back(&view);
    const char *second = strstr(seen.descriptions.ptr, "<b>事業所1");

    cr_expect_not_null(
        strstr(seen.descriptions.ptr, "いつの情報か（時点）：2025-12-01"));
    cr_assert_not_null(second);
    cr_expect_not_null(strstr(second, "いつの情報か（時点）：時点不明"));
    cr_expect_null(strstr(second, "2025"));
    cr_expect_null(strstr(strstr(seen.data.ptr, "as_of=") + 1, "as_of="),
                   "unknown cells are left out");
    kml_seen_release(&seen);
    arena_release(&arena);
}

/* map.kml has no markers of its own: size tells what colour alone would. */
Test(kml, without_markers_the_rest_is_smaller_and_where_to_ask_is_largest)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, LAYER_COUNT);
    struct buf out = written_twice(&writer_kml, &view);

    for (int l = 0; l < LAYER_COUNT; l++) {
        const char *style = strstr(
            out.ptr, arena_format(&arena, "<Style id=\"l-%s\">", layers[l].id));
        cr_assert_not_null(style, "%s", layers[l].id);
        double scale = atof(strstr(style, "<scale>") + 7);
        if (l == LAYER_consult)
            cr_expect_gt(scale, 1.0);
        else if (layers[l].sign == SIGN_HOLLOW)
            cr_expect_lt(scale, 1.0, "%s", layers[l].id);
        else
            cr_expect_eq(scale, 1.0, "%s", layers[l].id);
    }
    buf_release(&out);
    arena_release(&arena);
}

Test(kml, a_place_without_a_point_says_so_and_has_no_geometry)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 3);
    struct kml_seen seen = read_back(&view);
    const char *words = "地図上の位置は分かりません。住所を見てください。";
    const char *first = strstr(seen.descriptions.ptr, words);

    cr_expect_eq(seen.placemarks, 3);
    cr_expect_eq(seen.points, 2);
    cr_assert_not_null(first);
    cr_expect_null(strstr(first + 1, words));
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, description_names_sources_with_their_dates)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 1);
    struct kml_seen seen = read_back(&view);
    const char *text = seen.descriptions.ptr;

    cr_expect_not_null(
        strstr(text, "加工して作成（2025-12-01時点） CC BY 4.0"));
    cr_expect_not_null(strstr(text, "相談窓口（時点不明）"));
    cr_expect_not_null(strstr(text, view.disclaimer));
    cr_expect_not_null(strstr(text, view.processed));
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, lists_are_joined_and_lines_are_broken)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 1);
    sample_set(&view, 0, "service_names", "訪問看護\n訪問介護");
    sample_set(&view, 0, "hours_text", "月 9:00-12:00\n火 休み");
    struct kml_seen seen = read_back(&view);
    const char *text = seen.descriptions.ptr;

    cr_expect_not_null(strstr(text, "サービス：訪問看護、訪問介護<br/>"));
    cr_expect_not_null(strstr(text, "：月 9:00-12:00<br/>火 休み"));
    cr_expect_not_null(strstr(seen.data.ptr, "service_names=訪問看護、"));
    kml_seen_release(&seen);
    view = sample_view(&arena, false, 1);
    sample_set(&view, 0, "department_hours", "内科：月 午前、午後\n外科：火");
    seen = read_back(&view);
    cr_expect_not_null(strstr(seen.descriptions.ptr,
                              "：内科：月 午前、午後<br/>外科：火<br/>"));
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, ids_stay_different_whatever_they_hold)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 5);
    view.row[0].id = "l-あ";
    view.row[1].id = "l-_e3_81_82";
    view.row[2].id = "l- \"><x>";
    view.row[3].id = "";
    view.row[4].id = "L-A";
    struct kml_seen seen = read_back(&view);

    cr_expect_eq(seen.placemarks, 5);
    kml_seen_release(&seen);
    arena_release(&arena);
}

Test(kml, schema_states_the_types)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, false, 1);
    struct buf out = written_twice(&writer_kml, &view);

    cr_expect_not_null(strstr(out.ptr,
                              "<SimpleField type=\"int\" name=\"capacity\">"
                              "<displayName>定員</displayName>"));
    cr_expect_not_null(strstr(out.ptr, "type=\"double\" name=\"error_m\""));
    cr_expect_not_null(strstr(out.ptr, "type=\"string\" name=\"services\""));
    buf_release(&out);
    arena_release(&arena);
}

Test(kml, ogr_reads_folders_names_and_points)
{
    static const char *const drivers[] = {"KML", NULL};
    struct arena arena = {0};
    size_t n = 3 * (size_t)LAYER_COUNT, points = 0, features = 0;
    struct view view = sample_view(&arena, false, n);
    struct buf out = written_twice(&writer_kml, &view);

    GDALAllRegister();
    VSIFCloseL(VSIFileFromMemBuffer("/vsimem/map.kml", (GByte *)out.ptr,
                                    out.len, FALSE));
    GDALDatasetH data =
        GDALOpenEx("/vsimem/map.kml", GDAL_OF_VECTOR, drivers, NULL, NULL);
    cr_assert_not_null(data);
    for (int i = 0; i < GDALDatasetGetLayerCount(data); i++) {
        OGRLayerH layer = GDALDatasetGetLayer(data, i);
        OGRFeatureH feature;
        while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
            OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
            features++;
            points += geometry && OGR_G_GetPointCount(geometry) == 1;
            cr_expect_neq(OGR_F_GetFieldAsString(feature, 0)[0], '\0');
            OGR_F_Destroy(feature);
        }
    }
    cr_expect_eq(GDALDatasetGetLayerCount(data), LAYER_COUNT);
    cr_expect_eq(points, n - n / 3, "%zu points", points);
    cr_expect_geq(features, points);
    GDALClose(data);
    VSIUnlink("/vsimem/map.kml");
    buf_release(&out);
    arena_release(&arena);
}

Test(kml, an_empty_view_and_a_very_long_text_are_well_formed)
{
    struct arena arena = {0};
    struct view view = sample_view(&arena, true, 0);
    struct kml_seen seen = read_back(&view);

    cr_expect_eq(seen.folders, 0);
    kml_seen_release(&seen);
    view = sample_view(&arena, true, 1);
    char *longest = arena_alloc(&arena, 2000001);
    memset(longest, '<', 2000000);
    sample_set(&view, 0, "address", longest);
    seen = read_back(&view);
    cr_expect_gt(seen.data.len, 2000000);
    kml_seen_release(&seen);
    arena_release(&arena);
}
