/* Imported indicators and progress of the made-up audit. */
#include "tests/report/sample_audit.h"

#include <math.h>

static struct imported_value *room(struct sample *sample)
{
    return &sample->imported.value[sample->imported.n_value++];
}

/* One indicator in every municipality and in 全国, which no set knows. */
static void add_indicator(struct sample *sample, const char *indicator,
                          const char *unit, const char *source, double level)
{
    const struct region_set *set = &sample->regions.set[0];

    for (size_t r = 0; r < set->n_region; r++)
        for (int year = 2023; year <= 2025; year++) {
            double value = level * (1 + 0.1 * sample_chance(sample)) +
                           (double)(year - 2023) * level / 20;
            bool hidden = r == 3 && year == 2024;
            if (set->region[r].own)
                *room(sample) = (struct imported_value){
                    set->region[r].name,
                    0,
                    (uint32_t)r,
                    year,
                    indicator,
                    unit,
                    source,
                    hidden ? NAN : round(value * 10) / 10,
                    hidden ? "…" : arena_format(&sample->arena, "%.1f", value)};
        }
    for (int year = 2023; year <= 2025; year++)
        *room(sample) = (struct imported_value){
            "全国", REGION_NONE, REGION_NONE,
            year,   indicator,   unit,
            source, level,       arena_format(&sample->arena, "%g", level)};
}

static void add_progress(struct sample *sample, struct progress_row row)
{
    sample->imported.progress[sample->imported.n_progress++] = row;
}

/* National figures of 2015-08-01: 1,741 municipalities (MHLW survey). */
static void add_national(struct sample *sample, const char *item,
                         const double count[3])
{
    static const enum progress_state state[3] = {
        PROGRESS_DONE, PROGRESS_PLANNED, PROGRESS_NOT};

    for (int s = 0; s < 3; s++)
        add_progress(sample, (struct progress_row){"全国", REGION_NONE,
                                                   REGION_NONE, 2015, item,
                                                   state[s], count[s], true});
}

static void add_item(struct sample *sample, const char *item, size_t at)
{
    const struct region_set *set = &sample->regions.set[0];

    for (size_t r = 0; r < set->n_region; r++)
        for (int year = 2024; year <= 2025; year++) {
            size_t state = (r + at + (size_t)(2025 - year)) % PROGRESS_STATES;
            if (set->region[r].own)
                add_progress(sample,
                             (struct progress_row){
                                 set->region[r].name, 0, (uint32_t)r, year,
                                 item, (enum progress_state)state, 1, false});
        }
}

void sample_imports(struct sample *sample)
{
    static const struct {
        const char *item;
        double count[3];
    } items[] = {{"ア", {671, 374, 696}},  {"イ", {763, 250, 728}},
                 {"ウ", {331, 177, 1233}}, {"エ", {439, 212, 1090}},
                 {"オ", {380, 79, 1282}},  {"カ", {675, 215, 851}},
                 {"キ", {517, 245, 979}},  {"ク", {549, 122, 1070}},
                 {"市民向けマップ", {0}},  {"関係者向けマップ", {0}}};
    static struct supply supply[2] = {{.label = "indicators.csv",
                                       .title = "指標 <表>",
                                       .sha256 = SAMPLE_SHA256},
                                      {.label = "progress.csv",
                                       .title = "取組の状況",
                                       .publisher = "厚生労働省",
                                       .as_of = "2015-08-01",
                                       .sha256 = SAMPLE_SHA256}};
    static struct aside_row aside[] = {
        {"progress.csv", "the state is none of these", "検討<中>", 7}};
    struct imported *imported = &sample->imported;

    *imported = (struct imported){
        .supply = supply, .n_supply = 2, .aside = {aside, 1, 1}};
    imported->value =
        arena_alloc(&sample->arena, 64 * sizeof(*imported->value));
    imported->progress =
        arena_alloc(&sample->arena, 256 * sizeof(*imported->progress));
    /* By indicator (bytes). */
    add_indicator(sample, "SCR <訪問診療> & \"往診\"", NULL, "内閣府", 98.4);
    add_indicator(sample, "在宅看取り率", "%", NULL, 21.3);
    for (size_t i = 0; i < sizeof(items) / sizeof(*items); i++) {
        if (items[i].count[0] > 0)
            add_national(sample, items[i].item, items[i].count);
        add_item(sample, items[i].item, i);
    }
}
