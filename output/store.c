#include "output/store.h"

#include "base/out.h"
#include "output/gpkg.h"
#include "output/store_saving.h"
#include "output/store_schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool saving_run(struct saving *saving, struct err *err)
{
    bool ok = db_run(saving->db, saving->sql.ptr, err);

    buf_clear(&saving->sql);
    return ok;
}

struct db_rows *saving_insert(struct saving *saving, const char *name, int n,
                              struct err *err)
{
    buf_addf(&saving->sql, "INSERT INTO %s VALUES(?", name);
    for (int i = 1; i < n; i++)
        buf_add_text(&saving->sql, ",?");
    buf_add_char(&saving->sql, ')');
    struct db_rows *rows = db_prepare(saving->db, saving->sql.ptr, err);
    buf_clear(&saving->sql);
    return rows;
}

void saving_bind(struct db_rows *rows, int at, const char *text)
{
    if (text)
        db_bind_text(rows, at, text);
}

static const char *column_type(enum field_type type)
{
    switch (type) {
    case FIELD_INTEGER:
        return "INTEGER";
    case FIELD_REAL:
        return "REAL";
    case FIELD_TEXT:
    case FIELD_LIST:
        break;
    }
    return "TEXT";
}

static bool create_tables(struct saving *saving, struct err *err)
{
    struct buf *sql = &saving->sql;

    buf_add_text(sql, gpkg_tables);
    buf_add_text(sql, "CREATE TABLE facilities(fid INTEGER PRIMARY KEY, geom "
                      "POINT, supply INTEGER");
    for (int f = 0; f < FIELD_COUNT; f++)
        buf_addf(sql, ", %s %s%s", fields[f].name, column_type(fields[f].type),
                 f == FIELD_id ? " NOT NULL UNIQUE" : "");
    buf_add_text(sql, ");");
#define ROW(name, columns)                                                     \
    buf_add_text(sql, "CREATE TABLE " name                                     \
                      "(fid INTEGER PRIMARY KEY, " columns ");");
    STORE_TABLES(ROW)
#undef ROW
    buf_add_text(sql, "CREATE TABLE zaitaku_manifest(key TEXT PRIMARY KEY, "
                      "value TEXT NOT NULL);");
    return saving_run(saving, err);
}

static bool declare_tables(struct saving *saving, struct err *err)
{
    static const char *const attributes[][2] = {
        {"origins", "行の由来"},
        {"findings", "気になる値"},
        {"set_aside", "除いた行"},
        {"inputs", "読んだファイル"},
        {"skipped", "読まなかったファイル"},
        {"municipalities", "市区町村"},
        {"filings", "届出"},
        {"filing_kinds", "届出の種類"},
        {"filing_scopes", "届出の一覧の範囲"},
        {"other_values", "使わなかった値"},
        {"pairs", "同じ施設か決める組"},
        {"land_credit", "区域と町丁目の出典"},
    };
    struct buf *sql = &saving->sql;

    for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
        buf_addf(sql,
                 "INSERT INTO gpkg_contents VALUES('%s','attributes','%s',"
                 "'%s','%sT00:00:00.000Z',NULL,NULL,NULL,NULL,NULL);",
                 attributes[i][0], attributes[i][1], PROFESSIONAL_ONLY,
                 saving->created);
    buf_addf(sql,
             "INSERT INTO gpkg_metadata VALUES(1,'dataset',"
             "'https://www.dublincore.org/','text/plain','%s');"
             "INSERT INTO gpkg_metadata_reference VALUES('geopackage',NULL,"
             "NULL,NULL,'%sT00:00:00.000Z',1,NULL);",
             PROFESSIONAL_ONLY, saving->created);
    return saving_run(saving, err);
}

/* The last rows of all: with them the store is complete. */
static bool put_manifest(struct saving *saving, struct err *err)
{
    struct buf *sql = &saving->sql;

    buf_addf(sql,
             "INSERT INTO zaitaku_manifest VALUES('format','%s'),"
             "('version','%s'),('created','%s'),('audience','%s')",
             STORE_FORMAT, ZAITAKU_VERSION, saving->created, PROFESSIONAL_ONLY);
#define ROW(name, columns)                                                     \
    buf_add_text(sql, ",('rows " name "',(SELECT count(*) FROM " name "))");
    ROW("facilities", "")
    STORE_TABLES(ROW)
#undef ROW
    buf_add_text(sql, ",('complete','yes');");
    return saving_run(saving, err);
}

static bool save(struct saving *saving, struct err *err)
{
    return create_tables(saving, err) && put_facilities(saving, err) &&
           put_positions(saving, err) && put_origins(saving, err) &&
           put_findings(saving, err) && put_set_aside(saving, err) &&
           put_inputs(saving, err) && put_municipalities(saving, err) &&
           put_filings(saving, err) && put_other_values(saving, err) &&
           put_pairs(saving, err) && put_ground(saving, err) &&
           put_near(saving, err) && declare_layers(saving, err) &&
           declare_tables(saving, err) && put_manifest(saving, err);
}

bool store_save(const struct table *table, const char *path,
                const char *created, struct err *err)
{
    char *temporary = out_file_begin(path);
    struct saving saving = {.table = table, .created = created};
    bool ok = false;

    saving.db = db_create(temporary, err);
    if (saving.db) {
        struct err later;
        ok = save(&saving, err);
        ok = db_close(saving.db, ok ? err : &later) && ok;
    }
    if (ok)
        ok = out_file_publish(temporary, path, err);
    else
        unlink(temporary);
    buf_release(&saving.sql);
    free(temporary);
    return ok || err_in(err, _("the store '%s' was not written"), path);
}
