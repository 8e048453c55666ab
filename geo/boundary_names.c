#include "geo/boundary_names.h"

#include "model/municipality.h"
#include "norm/code.h"
#include "norm/text.h"

#include <string.h>

/*
 * Fields by their names, the first row that a layer has counts. N03: 国土数値
 * 情報 行政区域; to 2023 N03_003 is a 郡 or 政令市 and N03_004 the ward, from
 * 2024 on N03_003 is a 郡 and N03_005 the ward. Parts that are a 郡 or 支庁 are
 * left out, so that one row serves both.
 */
static const struct {
    const char *code, *name[BOUNDARY_NAME_PARTS];
} layouts[] = {
    {"N03_007", {"N03_003", "N03_004", "N03_005"}},
    {"lg_code_5", {"city_name", "ward_name", NULL}},
    {"lg_code", {"city_name", "ward_name", NULL}},
    {"lg_code", {"city", "ward", NULL}},
    {"city_code", {"city_name", "ward_name", NULL}},
    {"全国地方公共団体コード", {"市区町村名", NULL, NULL}},
    {"市区町村コード", {"市区町村名", NULL, NULL}},
    {"団体コード", {"市区町村名", NULL, NULL}},
    {"JCODE", {"CITY_NAME", NULL, NULL}},
    {"code", {"city_name", "ward_name", NULL}},
    {"code", {"name", NULL, NULL}},
};
#define LAYOUTS (sizeof(layouts) / sizeof(*layouts))

bool boundary_fields_find(const struct ogr_file *file,
                          struct boundary_fields *columns)
{
    bool found = false;

    for (size_t i = 0; i < LAYOUTS; i++) {
        int code = ogr_find_field(file, layouts[i].code);
        if (code < 0 || (found && code != columns->code))
            continue;
        columns->code = code;
        found = true;
        bool named = false;
        for (size_t part = 0; part < BOUNDARY_NAME_PARTS; part++) {
            const char *name = layouts[i].name[part];
            columns->name[part] = name ? ogr_find_field(file, name) : -1;
            named = named || columns->name[part] >= 0;
        }
        if (named)
            return true;
    }
    return found;
}

void boundary_fields_add_known(struct buf *out)
{
    const char *last = "";

    for (size_t i = 0; i < LAYOUTS; i++) {
        if (strcmp(layouts[i].code, last) == 0)
            continue;
        if (*last)
            buf_add_text(out, ", ");
        last = layouts[i].code;
        buf_add_text(out, last);
    }
}

bool boundary_code(struct ogr_file *file, const struct boundary_fields *columns,
                   struct arena *arena, char code[6])
{
    struct str text = ogr_get_text(file, columns->code, arena);

    return code_municipality(text_ascii(text, arena), code) &&
           strcmp(code + 2, "000") != 0;
}

/* The text behind the last `what` in a name, if something stands there. */
static struct str cut_after(struct str name, struct str what)
{
    size_t at = str_find(name, what);

    if (at != SIZE_MAX && at + what.len < name.len)
        return str_cut(name, at + what.len, SIZE_MAX);
    return name;
}

/* 滋賀県犬上郡多賀町 to 多賀町. Only 町 and 村 belong to a 郡 (大和郡山市). */
static struct str without_county(struct str name, const char code[6])
{
    const char *prefecture = prefecture_name(code);

    if (prefecture && str_starts(name, str_of(prefecture)))
        name = cut_after(name, str_of(prefecture));
    if (str_ends(name, STR("町")) || str_ends(name, STR("村")))
        name = cut_after(name, STR("郡"));
    return name;
}

const char *boundary_name(struct ogr_file *file,
                          const struct boundary_fields *columns,
                          const char code[6], struct arena *arena)
{
    struct buf whole = {0};

    for (size_t i = 0; i < BOUNDARY_NAME_PARTS; i++) {
        struct str part = ogr_get_text(file, columns->name[i], arena);
        bool county = str_ends(part, STR("郡")) ||
                      str_ends(part, STR("支庁")) ||
                      str_ends(part, STR("振興局"));
        if (!county && !str_eq(part, buf_str(&whole)))
            buf_add_str(&whole, part);
    }
    struct str name = without_county(buf_str(&whole), code);
    const char *kept = str_keep(arena, name);
    buf_release(&whole);
    return kept;
}
