/*
 * Pairing alone, for join.sh: records in, pairs and groups out.
 *
 *   join_bench RECORDS [PAIRS]
 *
 * RECORDS is tab-separated without header: listing (number), class (number of
 * enum record_class), H or C or empty, id, name, kana, address, postal code,
 * phone, medical code, office number, corporation, municipality, longitude,
 * latitude. PAIRS: ids, verdict (1: one, 0: to decide), score, evidence.
 * On stdout: records, pairs, seconds of pairing_find(), peak MB.
 */
#include "join/pairing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define COLUMNS 15

static const char *kept(const char *cell)
{
    return cell[0] ? cell : NULL;
}

static struct record record_of(char *const cell[COLUMNS])
{
    struct record record = {
        .list = (uint16_t)atoi(cell[0]),
        .class = (enum record_class)atoi(cell[1]),
        .hospital = cell[2][0] == 'H',
        .clinic = cell[2][0] == 'C',
        .id = cell[3],
        .name = kept(cell[4]),
        .name_kana = kept(cell[5]),
        .address = kept(cell[6]),
        .postal_code = kept(cell[7]),
        .phone = kept(cell[8]),
        .medical_code = kept(cell[9]),
        .office_number = kept(cell[10]),
        .corporation_number = kept(cell[11]),
        .point = {cell[13][0] ? strtod(cell[13], NULL) : NAN,
                  cell[14][0] ? strtod(cell[14], NULL) : NAN},
        .place = {NAN, NAN},
        .place_error_m = NAN,
    };

    snprintf(record.municipality_code, sizeof(record.municipality_code), "%s",
             cell[12]);
    return record;
}

/* Lines stay in `lines`, which the records point into. */
static struct record *read_records(FILE *file, struct arena *lines, size_t *n)
{
    struct record *records = NULL;
    size_t cap = 0, room = 0;
    char *line = NULL;

    for (*n = 0; getline(&line, &room, file) > 0;) {
        line[strcspn(line, "\n")] = '\0';
        char *rest = arena_copy(lines, line, strlen(line));
        char *cell[COLUMNS] = {0};
        size_t k = 0;
        while (k < COLUMNS && rest)
            cell[k++] = strsep(&rest, "\t");
        if (k < COLUMNS) {
            fprintf(stderr, "line %zu has %zu columns\n", *n + 1, k);
            exit(2);
        }
        records = mem_room(records, *n, &cap, sizeof(*records));
        records[(*n)++] = record_of(cell);
    }
    free(line);
    return records;
}

static void write_pairs(FILE *file, const struct record *record,
                        const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->n; i++) {
        const struct pair *pair = &pairs->item[i];
        fprintf(file, "%s\t%s\t%d\t%.2f\t", record[pair->a].id,
                record[pair->b].id, pair->verdict == PAIR_ONE,
                (double)pair->score);
        for (int k = 0; k < EVIDENCE_COUNT; k++)
            if (pair->evidence >> k & 1)
                fprintf(file, "%s ", evidences[k].id);
        fputc('\n', file);
    }
}

static double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct arena lines = {0};
    struct pairs pairs;
    struct rusage usage;
    size_t n;
    FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;

    if (!file) {
        fputs("usage: join_bench RECORDS [PAIRS]\n", stderr);
        return 2;
    }
    struct record *record = read_records(file, &lines, &n);
    fclose(file);
    uint32_t *group = mem_alloc(n * sizeof(*group));
    double start_s = now_s();
    pairing_find(record, n, NULL, 0, &pairs, group);
    double taken_s = now_s() - start_s;
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu\t%zu\t%.2f\t%.0f\n", n, pairs.n, taken_s,
           (double)usage.ru_maxrss / 1024);
    if (argc > 2 && (file = fopen(argv[2], "w"))) {
        write_pairs(file, record, &pairs);
        fclose(file);
    }
    pairs_release(&pairs);
    free(group);
    free(record);
    arena_release(&lines);
    return 0;
}
