/*
 * An audit of a whole country, for audit.sh.
 *
 *   audit_bench MESHES FACILITIES NEEDS YEARS THREADS [FOLDER]
 *
 * FACILITIES: of every need. On stdout, tab-separated: meshes, facilities in
 * all, needs, years, threads, seconds of audit_run(), processor seconds of all
 * its threads, MB before it, peak MB, and of 500 meshes those whose nearest
 * facility by brute force is at another distance (by 1 mm).
 * FOLDER gets meshes.csv (code, longitude, latitude, people, region),
 * facilities.csv (number, longitude, latitude, meets need 0) and told.csv
 * (code, nearest, metres, access) of need 0: for another program.
 */
#include "bench/audit_country.h"
#include "geo/crs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define CHECKED 500

static size_t count_wrong(struct country *country, const struct audit *audit)
{
    size_t wrong = 0;

    for (size_t i = 0; i < CHECKED; i++) {
        size_t m =
            (size_t)(country_chance(country) * (double)country->people.n_mesh);
        double nearest_m = INFINITY;
        for (size_t f = 0; f < country->table.n_facility; f++)
            if (need_met(&country->need[0], country->table.facility[f]) ==
                NEED_YES)
                nearest_m =
                    fmin(nearest_m,
                         crs_distance_m(country->people.mesh[m].centre,
                                        country->table.facility[f]->point));
        wrong += !(fabs(audit->need[0].mesh[m].cost - nearest_m) <= 1e-3);
    }
    return wrong;
}

static double now_s(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double peak_mb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static FILE *open_file(const char *folder, const char *name)
{
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(5);
    }
    return file;
}

static void write_files(const struct country *country,
                        const struct audit *audit, const char *folder)
{
    FILE *file = open_file(folder, "meshes.csv");

    for (size_t m = 0; m < country->people.n_mesh; m++)
        fprintf(file, "%llu,%.9f,%.9f,%.0f,%u\n",
                (unsigned long long)country->people.mesh[m].code,
                country->people.mesh[m].centre.lon_deg,
                country->people.mesh[m].centre.lat_deg,
                (double)people_of(&country->people, m, 0)[AGE_75],
                country->set[0].of_mesh[m]);
    fclose(file);
    file = open_file(folder, "facilities.csv");
    for (size_t f = 0; f < country->table.n_facility; f++)
        fprintf(file, "%zu,%.9f,%.9f,%d\n", f,
                country->table.facility[f]->point.lon_deg,
                country->table.facility[f]->point.lat_deg,
                need_met(&country->need[0], country->table.facility[f]) ==
                    NEED_YES);
    fclose(file);
    file = open_file(folder, "told.csv");
    for (size_t m = 0; m < country->people.n_mesh; m++)
        fprintf(file, "%llu,%u,%.4f,%.6f\n",
                (unsigned long long)country->people.mesh[m].code,
                audit->need[0].mesh[m].nearest, audit->need[0].mesh[m].cost,
                (double)audit->need[0].mesh[m].access);
    fclose(file);
}

int main(int argc, char **argv)
{
    static struct country country;
    struct audit audit = {0};
    struct err err = {0};

    if (argc < 6 || atoi(argv[3]) > COUNTRY_NEEDS || atoi(argv[4]) < 1) {
        fputs("usage: audit_bench MESHES FACILITIES NEEDS YEARS THREADS "
              "[FOLDER]\n",
              stderr);
        return 2;
    }
    size_t n_need = (size_t)atoi(argv[3]), n_year = (size_t)atoi(argv[4]);
    country_make(&country, (size_t)atol(argv[1]), (size_t)atol(argv[2]), n_need,
                 n_year);
    struct audit_order order = {.table = &country.table,
                                .people = &country.people,
                                .regions = &country.regions,
                                .need = country.need,
                                .n_need = n_need,
                                .base_year = country.people.year[0],
                                .limit = 16000,
                                .threads = (size_t)atoi(argv[5])};
    double before_mb = peak_mb(), start_s = now_s(CLOCK_MONOTONIC);
    double start_cpu_s = now_s(CLOCK_PROCESS_CPUTIME_ID);
    if (!audit_run(&order, &audit, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    double taken_s = now_s(CLOCK_MONOTONIC) - start_s;
    double cpu_s = now_s(CLOCK_PROCESS_CPUTIME_ID) - start_cpu_s;
    double most_mb = peak_mb();
    printf("%zu\t%zu\t%zu\t%zu\t%s\t%.2f\t%.2f\t%.0f\t%.0f\t%zu\n",
           country.people.n_mesh, country.table.n_facility, n_need, n_year,
           argv[5], taken_s, cpu_s, before_mb, most_mb,
           count_wrong(&country, &audit));
    if (argc > 6)
        write_files(&country, &audit, argv[6]);
    audit_release(&audit);
    return 0;
}
