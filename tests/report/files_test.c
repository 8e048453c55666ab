/* What holds for every file of a report that is made of tables. */
#include "tests/report/written.h"

static struct sample sample;

static written_by *const plain[] = {report_areas, report_meshes, report_json,
                                    report_gpkg};
#define N_PLAIN (sizeof(plain) / sizeof(*plain))

Test(report_files, every_file_names_its_sources_and_says_that_it_was_processed)
{
    static const char *const wanted[] = {
        "国土数値情報（1kmメッシュ別将来推計人口データ",
        "介護サービス情報公表システム",
        "2025年12月31日",
        "CC BY 4.0",
        "加工して作成しました",
        "直線1km",
        "Luo, Y. Qi (2009)",
        ("zaitaku " ZAITAKU_VERSION),
        "--threshold 2km -o audit/"};

    sample_make(&sample);
    for (size_t i = 0; i < N_PLAIN; i++) {
        struct buf bytes = written(plain[i], &sample.audit);
        for (size_t w = 0; w < sizeof(wanted) / sizeof(*wanted); w++)
            cr_expect(written_has(&bytes, wanted[w]), "file %zu lacks '%s'", i,
                      wanted[w]);
        buf_release(&bytes);
    }
}

Test(report_files, no_file_holds_a_contact)
{
    sample_make(&sample);
    for (size_t f = 0; f < sample.table.n_facility; f++) {
        sample.table.facility[f]->phone = "077-000-1234";
        sample.table.facility[f]->fax = "077-000-5678";
        sample.table.facility[f]->email = "secret@example.jp";
        sample.table.facility[f]->address = "ひみつの所番地1-2-3";
        sample.table.facility[f]->remarks = "申し送り";
    }
    for (size_t i = 0; i < N_PLAIN; i++) {
        struct buf bytes = written(plain[i], &sample.audit);
        cr_expect(!written_has(&bytes, "077-000") &&
                      !written_has(&bytes, "secret@") &&
                      !written_has(&bytes, "ひみつ") &&
                      !written_has(&bytes, "申し送り"),
                  "file %zu", i);
        buf_release(&bytes);
    }
}

/* Where a file lay on somebody's disk is nobody's business. */
Test(report_files, no_file_holds_a_path)
{
    sample_make(&sample);
    for (size_t i = 0; i < sample.table.n_supply; i++)
        sample.table.supply[i].path = "/home/taro/ひみつ/一覧.csv";
    for (size_t i = 0; i < N_PLAIN; i++) {
        struct buf bytes = written(plain[i], &sample.audit);
        cr_expect(!written_has(&bytes, "taro"), "file %zu", i);
        buf_release(&bytes);
    }
}

/* Nothing is computed beyond the audit: no file changes with the order of
 * calls, and an audit with nobody in it is written too. */
Test(report_files, an_audit_without_people_regions_or_needs_is_written)
{
    struct err err = {0};

    sample_make(&sample);
    sample.order.n_need = 0;
    sample.audit.n_set = 0;
    sample.regions.n_set = 0;
    sample.people.n_mesh = 0;
    sample.order.imported = NULL;
    sample.order.townspeople = NULL;
    sample.audit.created = NULL;
    for (size_t i = 0; i < N_PLAIN; i++) {
        struct buf out = {0};
        cr_expect(plain[i](&sample.audit, &out, &err), "%s", err.text);
        cr_expect(out.len > 0);
        buf_release(&out);
    }
    struct buf out = {0};
    cr_expect(report_xlsx(&sample.audit, &out, &err), "%s", err.text);
    buf_release(&out);
}
