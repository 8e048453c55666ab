/* What can stand in a cell of a municipal data set. */
#include "model/municipality.h"
#include "output/tables/dataset.h"

#include <string.h>

static const char *get(const struct dataset_row *row, enum field_id field)
{
    return cells_get(row->cells, row->row, field);
}

DATASET_CELL(text)
{
    buf_add_text(out, get(row, field));
}

DATASET_CELL(list)
{
    cells_add_list(out, get(row, field));
}

/* ---- codes and places ---- */

void dataset_code6(const char *code5, char code6[7])
{
    int sum = 0;

    code6[0] = '\0';
    if (!str_digits(str_of(code5)) || strlen(code5) != 5 ||
        !prefecture_name(code5))
        return;
    for (int i = 0; i < 5; i++)
        sum += (code5[i] - '0') * (6 - i);
    memcpy(code6, code5, 5);
    code6[5] = (char)('0' + (11 - sum % 11) % 10);
    code6[6] = '\0';
}

static void add_code6(const char *code5, struct buf *out)
{
    char code6[7];

    dataset_code6(code5, code6);
    buf_add_text(out, code6);
}

DATASET_CELL(publisher)
{
    (void)field;
    add_code6(row->view->code, out);
}

DATASET_CELL(place6)
{
    add_code6(get(row, field), out);
}

DATASET_CELL(number)
{
    (void)field;
    buf_addf(out, "%010zu", row->number);
}

DATASET_CELL(place)
{
    char code6[7];

    (void)field;
    dataset_code6(row->view->code, code6);
    if (*code6)
        buf_add_text(out, row->view->place);
}

static struct str prefecture_of(const struct view *view)
{
    char code6[7];

    dataset_code6(view->code, code6);
    return str_of(*code6 ? prefecture_name(code6) : NULL);
}

DATASET_CELL(prefecture)
{
    (void)field;
    buf_add_str(out, prefecture_of(row->view));
}

DATASET_CELL(city)
{
    struct str prefecture = prefecture_of(row->view);
    struct str place = str_of(row->view->place);

    (void)field;
    if (prefecture.len && str_starts(place, prefecture))
        buf_add_str(out, str_cut(place, prefecture.len, place.len));
}

DATASET_CELL(latitude)
{
    (void)field;
    if (lonlat_known(row->row->point))
        buf_add_deg(out, row->row->point.lat_deg);
}

DATASET_CELL(longitude)
{
    (void)field;
    if (lonlat_known(row->row->point))
        buf_add_deg(out, row->row->point.lon_deg);
}

/* ---- telephone: "077-000-0201 内線123", "0749-00-0601 12" ---- */

static struct str extension_of(struct str phone)
{
    size_t space = str_find(phone, STR(" "));

    if (space == SIZE_MAX)
        return STR("");
    struct str rest = str_trim(str_cut(phone, space + 1, phone.len));
    if (str_starts(rest, STR("内線")))
        rest = str_trim(str_cut(rest, strlen("内線"), rest.len));
    return str_digits(rest) ? rest : STR("");
}

DATASET_CELL(phone)
{
    struct str phone = str_of(get(row, field));

    if (extension_of(phone).len)
        phone = str_cut(phone, 0, str_find(phone, STR(" ")));
    buf_add_str(out, phone);
}

DATASET_CELL(extension)
{
    buf_add_str(out, extension_of(str_of(get(row, field))));
}

/* ---- kinds ---- */

static void add_item(struct buf *out, size_t start, const char *text)
{
    if (out->len > start)
        buf_add_char(out, ';');
    buf_add_text(out, text);
}

/* Beds are 有床, and what has none told is not 無床: in the published lists a
 * blank may mean either. */
DATASET_CELL(institution)
{
    const char *beds = get(row, field);
    size_t start = out->len;

    for (int k = 0; k < kind_count; k++) {
        if (!(row->services >> k & 1) || !row->dataset->wants(k))
            continue;
        bool is_clinic = k == kind_find("clinic");
        add_item(out, start,
                 is_clinic && beds && strcmp(beds, "0") != 0
                     ? "有床診療所"
                     : kinds[k].name_ja);
    }
}

DATASET_CELL(service_names)
{
    size_t start = out->len;

    (void)field;
    for (int k = 0; k < kind_count; k++)
        if ((row->services >> k & 1) && row->dataset->wants(k))
            add_item(out, start, kinds[k].name_ja);
}

/* ---- days and times ---- */

static void add_note(struct buf *out, size_t start, const char *text)
{
    if (!text)
        return;
    if (out->len > start)
        buf_add_text(out, "／");
    for (const char *at = text; *at; at++)
        if (*at == '\n')
            buf_add_text(out, "／");
        else
            buf_add_char(out, *at);
}

/* The schedule is the institution's, the days are an office's: in a house that
 * is both, neither tells of the other. */
static bool is_both(const struct dataset_row *row)
{
    return dataset_wants(&dataset_medical, row->services) &&
           dataset_wants(&dataset_care, row->services);
}

/* Published days that are more than a list of days belong into the remarks. */
static bool days_only(const char *published)
{
    struct buf days = {0};
    bool only = days_add_named(&days, published);

    buf_release(&days);
    return only;
}

DATASET_CELL(open_days)
{
    if (row->days.open[0])
        buf_add_text(out, row->days.open);
    else if (!is_both(row) && !get(row, FIELD_hours_text))
        days_add_named(out, get(row, field));
}

DATASET_CELL(open_from)
{
    (void)field;
    buf_add_text(out, row->days.start);
}

DATASET_CELL(open_to)
{
    (void)field;
    buf_add_text(out, row->days.end);
}

DATASET_CELL(open_note)
{
    const char *hours = get(row, FIELD_hours_text);
    const char *published = get(row, FIELD_available_days);
    size_t start = out->len;

    add_note(out, start, hours);
    if (is_both(row))
        return;
    if (!hours && published && !days_only(published))
        add_note(out, start, published);
    add_note(out, start, get(row, field));
}

DATASET_CELL(usable_days)
{
    const char *published = get(row, field);

    if (!days_add_named(out, published) && !published && !is_both(row))
        buf_add_text(out, row->days.open);
}

DATASET_CELL(usable_note)
{
    const char *published = get(row, FIELD_available_days);
    size_t start = out->len;

    if (published && !days_only(published))
        add_note(out, start, published);
    if (!is_both(row))
        add_note(out, start, get(row, FIELD_hours_text));
    add_note(out, start, get(row, field));
}

/* The terms of the sources want this said wherever the data goes. The date is
 * that of the row's main source. */
DATASET_CELL(origin)
{
    const char *source = get(row, FIELD_source);
    const char *as_of = get(row, FIELD_as_of);

    (void)field;
    if (!source)
        return;
    buf_add_text(out, "出典：");
    for (const char *at = source; *at; at++)
        if (*at == '\n')
            buf_add_text(out, "、");
        else
            buf_add_char(out, *at);
    if (as_of)
        buf_addf(out, "を加工して作成（主な情報の時点：%s）", as_of);
    else
        buf_add_text(out, "を加工して作成（時点不明）");
}

/* ---- which facilities ---- */

kind_set dataset_services(const struct cells *cells, const struct view_row *row)
{
    struct str rest = str_of(cells_get(cells, row, FIELD_services)), id;
    kind_set set = 0;

    while (str_part(&rest, '\n', &id))
        for (int k = 0; k < kind_count; k++)
            if (str_is(id, kinds[k].id))
                set |= UINT64_C(1) << k;
    return set;
}

bool dataset_wants(const struct dataset *dataset, kind_set services)
{
    for (int k = 0; k < kind_count; k++)
        if ((services >> k & 1) && dataset->wants(k))
            return true;
    return false;
}
