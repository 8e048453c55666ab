#include "output/address.h"
#include "output/print/self_check_own.h"

struct rows {
    const struct view *view;
    const struct view_row *facility;
    struct sheet_row *row;
    size_t n;
    struct arena *arena;
    struct buf text; /* the value being put together */
    bool everybody;  /* some field of it is for residents too */
};

static const char *cell(const struct rows *rows, enum field_id field)
{
    const char *text = list_row_cell(rows->view, rows->facility, field);
    return text && *text ? text : NULL;
}

/* Items of a list, one a line, as a sentence has them. */
static void add_items(struct buf *out, const char *items)
{
    struct str rest = str_of(items), item;

    for (bool first = true; str_part(&rest, '\n', &item); first = false) {
        if (!first)
            buf_add_text(out, "、");
        buf_add_str(out, item);
    }
}

/* `before` and `after` go with the value, when there is one. */
static void add(struct rows *rows, const char *before, enum field_id field,
                const char *after)
{
    const char *value = cell(rows, field);

    rows->everybody |= fields[field].audience == FOR_ALL;
    if (!value)
        return;
    if (rows->text.len)
        buf_add_text(&rows->text, "　");
    buf_add_text(&rows->text, before);
    add_items(&rows->text, value);
    buf_add_text(&rows->text, after);
}

static void end_row(struct rows *rows, const char *heading, bool always)
{
    const char *value =
        rows->text.len ? str_keep(rows->arena, buf_str(&rows->text)) : NULL;

    if (!rows->everybody)
        heading = arena_format(rows->arena, "%s※", heading);
    if (value || always)
        rows->row[rows->n++] = (struct sheet_row){heading, value};
    rows->everybody = false;
    buf_clear(&rows->text);
}

static void one(struct rows *rows, const char *heading, enum field_id field,
                bool always)
{
    add(rows, "", field, "");
    end_row(rows, heading, always);
}

static void add_names(struct rows *rows)
{
    one(rows, "名称", FIELD_name, true);
    one(rows, "名称（カナ）", FIELD_name_kana, true);
    add(rows, "", FIELD_service_names, "");
    if (rows->text.len == 0)
        add(rows, "", FIELD_kind_name, "");
    end_row(rows, "種別・サービス", true);
}

static void add_address(struct rows *rows)
{
    const char *postal = cell(rows, FIELD_postal_code);

    if (postal)
        buf_add_text(&rows->text, self_check_postal(postal, rows->arena));
    const char *address = cell(rows, FIELD_address);
    const char *building = cell(rows, FIELD_building);
    if (postal && (address || building))
        buf_add_text(&rows->text, "　");
    buf_add_str(&rows->text, address_once(address));
    if (building && !address_has(address_once(address), building))
        buf_addf(&rows->text, "%s%s", address ? "　" : "", building);
    rows->everybody = true;
    end_row(rows, "所在地", true);
}

static void add_days(struct rows *rows)
{
    one(rows, "診療・営業時間", FIELD_hours_text, true);
    add(rows, "利用できる曜日：", FIELD_available_days, "");
    add(rows, "", FIELD_available_days_note, "");
    add(rows, "その他の休み：", FIELD_closed_days_note, "");
    end_row(rows, "曜日・休み", true);
}

static void add_capacity(struct rows *rows)
{
    add(rows, "定員", FIELD_capacity, "人");
    add(rows, "一般病床", FIELD_beds_general, "床");
    add(rows, "療養病床", FIELD_beds_recuperation, "床");
    add(rows, "精神病床", FIELD_beds_psychiatric, "床");
    add(rows, "結核病床", FIELD_beds_tuberculosis, "床");
    add(rows, "感染症病床", FIELD_beds_infectious, "床");
    add(rows, "合計", FIELD_beds_total, "床");
    end_row(rows, "定員・病床数", false);
}

/* Why a filing is not known is no matter of the facility's. */
static void add_filings(struct rows *rows)
{
    const char *names = cell(rows, FIELD_function_names);

    if (!names || str_starts(str_of(names), STR("不明")))
        return;
    add_items(&rows->text, names);
    add(rows, "（届出の一覧の時点：", FIELD_functions_as_of, "）");
    rows->everybody = false; /* in these words */
    const char *text = self_check_days(rows->text.ptr, rows->arena);
    buf_clear(&rows->text);
    buf_add_text(&rows->text, text);
    end_row(rows, "在宅医療の届出", false);
}

static void add_codes(struct rows *rows)
{
    add(rows, "", FIELD_corporation_name, "");
    add(rows, "法人番号 ", FIELD_corporation_number, "");
    end_row(rows, "法人", false);
    add(rows, "医療機関コード ", FIELD_medical_code, "");
    add(rows, "事業所番号 ", FIELD_office_number, "");
    add(rows, "医療情報ネットID ", FIELD_navii_id, "");
    end_row(rows, "番号", false);
}

size_t self_check_rows(const struct view *view, const struct view_row *facility,
                       struct sheet_row row[SHEET_MAX_ROWS],
                       struct arena *arena)
{
    struct rows rows = {
        .view = view, .facility = facility, .row = row, .arena = arena};
    bool medical = layers[facility->layer].group == GROUP_MEDICAL ||
                   layers[facility->layer].group == GROUP_DENTAL;

    add_names(&rows);
    add_address(&rows);
    one(&rows, "電話番号", FIELD_phone, true);
    one(&rows, "FAX番号", FIELD_fax, true);
    one(&rows, "メールアドレス", FIELD_email, true);
    one(&rows, "ホームページ", FIELD_url, true);
    add_days(&rows);
    one(&rows, "診療科目", FIELD_departments, medical);
    one(&rows, "対応地域・担当地区", FIELD_service_area, true);
    add_capacity(&rows);
    add_filings(&rows);
    add_codes(&rows);
    buf_release(&rows.text);
    return rows.n;
}
