#include "people/mesh_source.h"

#include <stdlib.h>
#include <string.h>

/*
 * 国土数値情報 as its pages name it (nlftp.mlit.go.jp/ksj/gml/datalist/
 * KsjTmplt-*.html). R6 stands under CC BY 4.0, H30 under the rules of the
 * download site. The year of a projection is in its title: it is no day, so
 * as_of stays unknown.
 */
static const char agreement[] = "国土数値情報ダウンロードサイト利用規約";
static const char agreement_url[] =
    "https://nlftp.mlit.go.jp/ksj/other/agreement_01.html";
static const char cc_by[] = "CC BY 4.0";
static const char cc_by_url[] =
    "https://creativecommons.org/licenses/by/4.0/deed.ja";

struct size {
    int digits;
    const char *name;   /* of the projections */
    const char *code;   /* in their addresses */
    const char *census; /* of the census */
};

static const struct size sizes[] = {
    {8, "1km", "1000", "3次メッシュ（1km）"},
    {9, "500m", "500", "4次メッシュ（500m）"},
    {10, "250m", "250", "5次メッシュ（250m）"},
    {11, "125m", "125", "6次メッシュ（125m）"},
};

static const struct size *size_of(int digits)
{
    for (size_t i = 0; i + 1 < sizeof(sizes) / sizeof(*sizes); i++)
        if (sizes[i].digits == digits)
            return &sizes[i];
    return &sizes[sizeof(sizes) / sizeof(*sizes) - 1];
}

static const char *edition(const struct form *form)
{
    return form->id == FORM_R6 ? "R6" : "H30";
}

/* 1kmメッシュ別将来推計人口データ（H30国政局推計） */
static const char *title_of(const struct form *form, int digits,
                            struct arena *arena)
{
    if (form->id == FORM_CENSUS)
        return arena_format(arena, "%s国勢調査 %s 人口及び世帯",
                            form->census->era, size_of(digits)->census);
    return arena_format(arena, "%sメッシュ別将来推計人口データ（%s国政局推計）",
                        size_of(digits)->name, edition(form));
}

const char *mesh_basis(const struct form *form, int digits, struct arena *arena)
{
    return arena_format(arena, "%s「%s」",
                        form->id == FORM_CENSUS ? "総務省統計局"
                                                : "国土数値情報",
                        title_of(form, digits, arena));
}

static void fill_census(struct supply *supply, const struct form *form,
                        int digits, struct arena *arena)
{
    supply->title = title_of(form, digits, arena);
    supply->publisher = "総務省統計局";
    supply->licence = "政府統計の総合窓口（e-Stat）利用規約";
    supply->licence_url = "https://www.e-stat.go.jp/terms-of-use";
    supply->url = "https://www.e-stat.go.jp/gis/statmap-search";
    /* 国勢調査令: the census is as of 1 October. */
    supply->as_of = arena_format(arena, "%d-10-01", form->census->year);
    supply->attribution = arena_format(
        arena, "出典：「%s（%s）」（総務省統計局）（%s）を加工して作成",
        supply->title, supply_when(supply->as_of, arena), supply->url);
}

static void fill_projection(struct supply *supply, const struct form *form,
                            int digits, struct arena *arena)
{
    const char *title = title_of(form, digits, arena);
    bool r6 = form->id == FORM_R6;

    supply->title = arena_format(arena, "国土数値情報 %s", title);
    supply->publisher = "国土交通省";
    supply->licence = r6 ? cc_by : agreement;
    supply->licence_url = r6 ? cc_by_url : agreement_url;
    supply->url = arena_format(
        arena,
        "https://nlftp.mlit.go.jp/ksj/gml/datalist/KsjTmplt-mesh%s%s.html",
        size_of(digits)->code, r6 ? "r6" : "h30");
    supply->attribution = arena_format(
        arena, "出典：「国土数値情報（%s）」（国土交通省）（%s）を加工して作成",
        title, supply->url);
}

void mesh_source_fill(struct people_source *source, const struct form *form,
                      int digits, struct arena *arena)
{
    static const char *const ids[] = {
        [FORM_H30] = "mesh-h30",
        [FORM_R6] = "mesh-r6",
        [FORM_CENSUS] = "census-mesh",
    };

    source->form = ids[form->id];
    source->supply.listing = source->form;
    if (form->id == FORM_CENSUS)
        fill_census(&source->supply, form, digits, arena);
    else
        fill_projection(&source->supply, form, digits, arena);
}

unsigned mesh_prefecture(const struct form *form, const char *name)
{
    const char *at;

    if (form->id != FORM_CENSUS)
        return 0;
    at = strstr(name, form->census->id);
    if (!at)
        return 0;
    at += strlen(form->census->id);
    /* S, H, Q, E: the size; then two digits, not the four of a mesh. */
    if (*at < 'A' || *at > 'Z' || strspn(at + 1, "0123456789") != 2)
        return 0;
    unsigned prefecture =
        (unsigned)(at[1] - '0') * 10 + (unsigned)(at[2] - '0');
    return prefecture >= 1 && prefecture <= 47 ? prefecture : 0;
}
