/*
 * An audit as files: report.html, audit.pdf, audit.xlsx, areas.geojson,
 * meshes.geojson, audit.gpkg, audit.json. They only show: every figure comes
 * from struct audit. For professionals; no file holds a contact or a person.
 */
#ifndef OUTPUT_REPORT_REPORT_H
#define OUTPUT_REPORT_REPORT_H

#include "audit/audit.h"
#include "base/buf.h"

struct report_file {
    const char *name;    /* "report.html" */
    const char *summary; /* msgid */
    /* Append the bytes. Errors: ERR_INTERNAL, ERR_STORAGE. */
    bool (*write)(const struct audit *audit, struct buf *out, struct err *err);
};
extern const struct report_file report_files[];
extern const size_t report_file_count;

bool report_html(const struct audit *audit, struct buf *out, struct err *err);
bool report_pdf(const struct audit *audit, struct buf *out, struct err *err);
bool report_xlsx(const struct audit *audit, struct buf *out, struct err *err);
bool report_areas(const struct audit *audit, struct buf *out, struct err *err);
bool report_meshes(const struct audit *audit, struct buf *out, struct err *err);
bool report_gpkg(const struct audit *audit, struct buf *out, struct err *err);
bool report_json(const struct audit *audit, struct buf *out, struct err *err);

#endif
