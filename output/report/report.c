#include "output/report/report.h"

const struct report_file report_files[] = {
    {"report.html", N_("the report, to read and to publish"), report_html},
    {"audit.pdf", N_("the report for a meeting"), report_pdf},
    {"audit.xlsx", N_("all tables as a workbook"), report_xlsx},
    {"areas.geojson", N_("areas with their figures"), report_areas},
    {"meshes.geojson", N_("population meshes with what they reach"),
     report_meshes},
    {"audit.gpkg", N_("both for QGIS, and the facilities"), report_gpkg},
    {"audit.json", N_("every number, for programs"), report_json},
};
const size_t report_file_count = sizeof(report_files) / sizeof(*report_files);
